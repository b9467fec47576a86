"""Things compared: lines, each with its name at its end, and bars of accuracy."""

from matplotlib.ticker import MaxNLocator

from cnnnotes.figures.style import house_style, new_figure, number
from cnnnotes.palette import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION

LOOKS = list(
    zip((BLUE, VERMILION, GREEN, PURPLE, ORANGE), "osD^v", ("-", "--", "-.", ":", "-"), strict=True)
)


@house_style
def compared_lines(lines, xlabel, ylabel, title=""):
    """Return a figure of up to five `lines`: their numbers by name, from x = 0 on, or (x, y).

    >>> compared_lines({"halves": [8, 4, 2], "stays": [8, 8, 8]}, "layer", "pixels").alt
    'pixels by layer. halves: from 8 to 2. stays: from 8 to 8.'
    """
    fig = new_figure(8, 3.8)
    ax = fig.subplots()
    words = [f"{ylabel} by {xlabel}."]
    for (name, points), (color, marker, line) in zip(lines.items(), LOOKS, strict=False):
        x, y = points if isinstance(points, tuple) else (range(len(points)), points)
        ax.plot(x, y, color=color, marker=marker, linestyle=line)
        ax.annotate(name, (x[-1], y[-1]), (8, 0), textcoords="offset points", va="center")
        words.append(f"{name}: from {number(y[0])} to {number(y[-1])}.")
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    ax.set_ylim(0, 1.05 * ax.dataLim.ymax)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(alpha=0.3)
    fig.alt = " ".join(words)
    return fig


@house_style
def compared_accuracies(accuracies):
    """Return a figure of accuracies, 0 to 1, by name; its words say what varies little with chance.

    >>> compared_accuracies({"3×3": 0.83, "1×1": 0.1, "5×5": 0.92}).alt
    'Accuracy. 3×3: more than half. 1×1: less than half. 5×5: more than half.'
    """
    fig = new_figure(8, 3.2)
    ax = fig.subplots()
    bars = ax.bar(accuracies.keys(), accuracies.values(), color=SKY, width=0.6)
    ax.bar_label(bars, [f"{100 * value:.0f} %" for value in accuracies.values()])
    ax.set(ylim=(0, 1.1), yticks=[0, 0.5, 1], ylabel="accuracy on new digits")
    words = [
        f"{name}: {'more' if value > 0.5 else 'less'} than half."
        for name, value in accuracies.items()
    ]
    fig.alt = " ".join(["Accuracy.", *words])
    return fig
