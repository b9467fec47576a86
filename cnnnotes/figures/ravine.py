"""A ravine from above, and ways down it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, VERMILION

# Told apart by dashes and markers too, not by colour alone.
LOOKS = {
    "SGD": {"color": "black", "linestyle": "--", "marker": "o"},
    "momentum": {"color": VERMILION, "linestyle": "-", "marker": "s"},
    "Adam": {"color": BLUE, "linestyle": "-.", "marker": "^"},
}


@house_style
def ravine_paths(loss: Callable[[np.ndarray], Any], paths: Mapping[str, np.ndarray]) -> Figure:
    """Return a figure of paths down a ravine side by side, by their titles.

    `loss` maps weights (..., 2) to losses (...); each path is (T + 1, 2), all from one start.

    >>> ravine_paths(lambda w: (w**2).sum(axis=-1), {"1 step": np.array([[-4, 1], [-2, 0]])}).alt
    'Paths down a ravine. 1 step, to a loss of 4.'
    """
    fig = new_figure(10, 3)
    words = ["Paths down a ravine."]
    axes = fig.subplots(1, len(paths), squeeze=False)[0]
    for ax, (title, path), look in zip(axes, paths.items(), LOOKS.values(), strict=False):
        ravine(ax, loss, path[0])
        ax.set_title(title)
        ax.plot(*path.T, **look | {"marker": "."})
        words.append(f"{title}, to a loss of {number(float(loss(path[-1])), 2)}.")
    fig.alt = " ".join(words)
    return fig


def ravine(ax: Axes, loss: Callable[[np.ndarray], Any], start: ArrayLike) -> None:
    """Draw the loss from above, in lines of equal height, with room beyond the lowest point."""
    start = np.asarray(start, dtype=float)
    low, high = np.sort([1.1 * start, -start * [0.6, 1.1]], axis=0)
    grid = np.stack(np.meshgrid(*np.linspace(low, high, 80).T), axis=-1)
    heights = float(loss(start)) * 4.0 ** np.arange(-5, 1)
    ax.contour(*np.moveaxis(grid, -1, 0), loss(grid), heights, colors=GREY, linewidths=0.8)
    ax.plot(0, 0, marker="x", color="black", markersize=9, markeredgewidth=2)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel="$w_0$", ylabel="$w_1$")
