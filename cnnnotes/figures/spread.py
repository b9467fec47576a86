"""How far the classes have come apart, layer by layer and epoch by epoch."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY


@house_style
def separation(layers: Sequence[str], shares: Mapping[str, Sequence[float]]) -> Figure:
    """Return a figure of one line for each moment: the share between the classes, by layer.

    `layers` are L names, `shares` maps a moment, such as "epoch 1", to L numbers from 0 to 1.

    >>> separation(["pixels", "scores"], {"start": [0.2, 0.4], "end": [0.2, 0.9]}).alt
    'Share of the spread between classes, pixels to scores. start: 20, 40 %. end: 20, 90 %.'
    """
    fig = new_figure(9, 4.2)
    ax = fig.subplots()
    places, words = range(len(layers)), []
    for i, (moment, values) in enumerate(shares.items()):
        last = i == len(shares) - 1
        look = {"color": BLUE if last else GREY, "linewidth": 3 if last else 1.5}
        ax.plot(places, values, marker="o", markersize=5, linestyle="-" if last else "--", **look)
        words.append(f"{moment}: {', '.join(f'{100 * v:.0f}' for v in values)} %.")
    _names(ax, places[-1], {moment: values[-1] for moment, values in shares.items()})
    ax.set_xticks(places, layers)
    ax.set(ylim=(0, 1), ylabel="share of the spread\nbetween the classes")
    ax.set_yticks(np.arange(0, 1.1, 0.2), [f"{20 * i} %" for i in range(6)])
    ax.grid(alpha=0.3)
    fig.alt = f"Share of the spread between classes, {layers[0]} to {layers[-1]}. {' '.join(words)}"
    return fig


def _names(ax, end, heights, apart=0.06):
    """Write each line's name beside its end; names that would cover each other make room."""
    spots = dict(sorted(heights.items(), key=lambda item: item[1]))
    for _ in range(100):
        for low, high in pairwise(spots):
            missing = max(0, apart - (spots[high] - spots[low]))
            spots[low] -= missing / 2
            spots[high] += missing / 2
    line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "shrinkB": 4, "relpos": (0, 0.5)}
    for name, spot in spots.items():
        where = {"xy": (end, heights[name]), "xytext": (end + 0.2, spot)}
        ax.annotate(name, **where, va="center", fontsize=11, arrowprops=line)
