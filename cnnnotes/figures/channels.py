"""One output of a filter: its windows in every channel, the kernels over them, and the map."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure, number


@house_style
def channels_figure(
    x: ArrayLike, w: ArrayLike, b: float, y: ArrayLike, names: Sequence[str]
) -> tuple[Figure, list[Axes], Callable[..., str]]:
    """Return a figure of a filter on a picture, its axes, and `move(row, column)`.

    The axes are those of the C channels and of the map; `move` shows where an output comes from.
    Shapes: `x` (H, W, C), `w` (KH, KW, C), bias `b` a number, feature map `y` (OH, OW), `names` of
    the C channels.

    >>> x, w = np.ones((2, 3, 1)), np.ones((1, 2, 1))
    >>> fig, axes, move = channels_figure(x, w, 1, [[3, 3]] * 2, "g")
    >>> move(1, 0)
    'A 1×2×1 filter with the bias 1 on a 2×3×1 picture. Row 1, column 0 of its map is 3.'
    """
    x, w, y = (np.asarray(array, dtype=float) for array in (x, w, y))
    channels = range(x.shape[2])
    fig = new_figure(11, 4)
    layout = [[f"x{c}" for c in channels] + ["y"], [f"w{c}" for c in channels] + ["y"]]
    widths = [max(x.shape[1], 3)] * len(channels) + [max(y.shape[1], 3)]
    panels = fig.subplot_mosaic(layout, width_ratios=widths, height_ratios=[2, 1])
    cell = min(650 / sum(widths), 170 / x.shape[0])
    below = {"title": "", "cell": min(80 / w.shape[0], cell), "limit": np.abs(w).max()}
    for c, name in zip(channels, names, strict=True):
        limit = np.abs(x).max()
        NumberGrid(panels[f"x{c}"], x[..., c], title=name, cell=cell, limit=limit)
        NumberGrid(panels[f"w{c}"], w[..., c], **below | {"title": f"w[:, :, {c}]"})
        panels[f"w{c}"].set(xticks=[], yticks=[])
    NumberGrid(panels["y"], y, title=f"feature map {y.shape[0]}×{y.shape[1]}", cell=cell)
    panels["y"].set_xlabel(f"sum over all channels\n{_signed(b)}, the bias, once")
    axes = [panels[f"x{c}"] for c in channels] + [panels["y"]]
    frames = [outline(ax, *w.shape[:2]) for ax in axes[:-1]] + [outline(axes[-1], 1, 1)]
    for frame in frames:
        frame.set_animated(True)

    def move(row, column):
        for frame in frames:
            place(frame, row, column)
        return (
            f"A {_size(w)} filter with the bias {number(b)} on a {_size(x)} picture. Row {row}, "
            f"column {column} of its map is {number(y[row, column])}."
        )

    move(0, 0)
    return fig, axes, move


def _signed(b):
    return f"{'−' if b < 0 else '+'} {number(abs(b))}"


def _size(array):
    return "×".join(map(str, array.shape))
