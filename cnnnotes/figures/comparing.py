"""Things compared: lines, each with its name at its end, and bars of accuracy."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION

LOOKS = list(
    zip((BLUE, VERMILION, GREEN, PURPLE, ORANGE), "osD^v", ("-", "--", "-.", ":", "-"), strict=True)
)


@house_style
def compared_lines(lines: Mapping[str, Any], xlabel: str, ylabel: str, title: str = "") -> Figure:
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
def compared_accuracies(accuracies: Mapping[str, Any]) -> Figure:
    """Return a figure of accuracies, 0 to 1, by name: a number, or one for each of several seeds.

    Of several, the bar is the median, and each has a mark.

    >>> compared_accuracies({"1×1": 0.1, "3×3": [0.83, 0.8, 0.87]}).alt
    'Accuracy. 1×1: 10 %. 3×3: 83 %, from 80 % to 87 %.'
    """
    runs = {name: np.atleast_1d(values) for name, values in accuracies.items()}
    middle = [float(np.median(values)) for values in runs.values()]
    fig = new_figure(8, 3.2)
    ax = fig.subplots()
    ax.bar(runs.keys(), middle, color=SKY, width=0.6)
    words = ["Accuracy."]
    for place, ((name, values), median) in enumerate(zip(runs.items(), middle, strict=True)):
        spread = f", from {_percent(min(values))} to {_percent(max(values))}"
        words.append(f"{name}: {_percent(median)}{spread * (len(values) > 1)}.")
        ax.annotate(
            _percent(median), (place, max(values)), (0, 6), textcoords="offset points", ha="center"
        )
        if len(values) > 1:
            ax.plot([place] * len(values), values, "o", color=BLUE, fillstyle="none", markersize=7)
    ax.set(ylim=(0, 1.15), yticks=[0, 0.5, 1], ylabel="accuracy on new digits")
    fig.alt = " ".join(words)
    return fig


def _percent(share):
    return f"{100 * share:.0f} %"
