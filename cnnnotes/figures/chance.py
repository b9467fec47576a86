"""Results with what chance leaves open about them."""

from collections.abc import Mapping

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY


@house_style
def intervals(results: Mapping[str, tuple], what: str = "accuracy") -> Figure:
    """Return a figure of a row for each result: its middle, from where to where, and single runs.

    `results` maps a name to `(middle, low, high, runs)`, fractions; `runs` may be empty.

    >>> intervals({"a": (0.5, 0.4, 0.6, ()), "b": (0.9, 0.8, 0.95, (0.8, 0.9, 0.95))}).alt
    'Each accuracy with what chance leaves open. a: 50 %, 40 to 60 %. b: 90 %, 80 to 95 %.'
    """
    fig = new_figure(8, 0.9 + 0.45 * len(results))
    ax = fig.subplots()
    words = [f"Each {what} with what chance leaves open."]
    digits = 0 if max(high - low for _, low, high, _ in results.values()) > 0.02 else 1
    for place, (name, (middle, low, high, runs)) in enumerate(results.items()):
        ax.plot([100 * low, 100 * high], [place, place], color=BLUE, linewidth=3, alpha=0.5)
        ax.plot([100 * middle], [place], "o", color=BLUE, markersize=8)
        ax.plot([100 * run for run in runs], [place] * len(runs), "|", color=GREY, markersize=14)
        numbers = [f"{100 * value:.{digits}f}" for value in (middle, low, high)]
        words.append(f"{name}: {numbers[0]} %, {numbers[1]} to {numbers[2]} %.")
    ax.set_yticks(range(len(results)), results)
    ax.set(ylim=(len(results) - 0.5, -0.5), xlabel=f"{what}, %")
    ax.grid(axis="x", alpha=0.3)
    fig.alt = " ".join(words)
    return fig
