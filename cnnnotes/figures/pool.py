"""What pooling leaves of a map, in two ways: its windows, and the pixels that no window sees."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, Figure, house_style, new_figure
from cnnnotes.palette import BLACK, GREY


@house_style
def pool_figure(x: ArrayLike, kinds: Sequence[str]) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a map and what poolings leave of it, and `move(**what)`.

    Shape: `x` (H, W); `kinds` are the names of the poolings. `move` takes by name `pooled`, their
    results (OH, OW); the windows' `size` and `stride`; `unseen` (H, W), which pixels are in no
    window; and the `kind` and the place `at` of a number that is outlined, as is its window.

    >>> fig, move = pool_figure([[1, 2, 3], [4, 5, 6]], ["maximum"])
    >>> unseen = np.array([[0, 0, 1], [0, 0, 1]], dtype=bool)
    >>> move([np.array([[5]])], 2, 2, unseen, "maximum", (0, 0))
    'A 2×3 map, pooled to 1×1 by windows of 2×2 that stand 2 apart; 2 pixels are in no window. ...'
    """
    x = np.asarray(x, dtype=float)
    height, width = x.shape
    cmap = DIVERGING if x.min() < 0 else SEQUENTIAL
    fig = new_figure(11, 4.1)
    before, *after = fig.subplots(1, 1 + len(kinds))
    grid = NumberGrid(before, x, title=f"map {height}×{width}", cmap=cmap, cell=240 / max(x.shape))
    before.set(xticks=[], yticks=[])
    colours = {"cmap": cmap, "vmin": grid.image.norm.vmin, "vmax": grid.limit}
    edges = {"color": GREY, "linewidth": 0.8, "clip_on": False}
    titles, results, cells = [], [], []
    for ax in after:
        ax.set(xticks=[], yticks=[], xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))
        ax.set_aspect("equal")
        ax.spines[:].set_visible(False)
        titles.append(ax.set_title(" "))
        results.append(ax.imshow([[0.0]], interpolation="nearest", **colours))
        cells += ax.plot([], [], **edges)
    (windows,) = before.plot([], [], **edges)
    (crosses,) = before.plot([], [], color=BLACK, linewidth=1)
    window, frames = outline(before, 1, 1), [outline(ax, 1, 1) for ax in after]
    for artist in (*results, *titles, windows, *cells, crosses, window, *frames):
        artist.set_animated(True)

    def move(pooled, size, stride, unseen, kind, at):
        rows, columns = pooled[0].shape
        scale = min(height / rows, width / columns)  # as large as there is room
        for title, name, result, y in zip(titles, kinds, results, pooled, strict=True):
            title.set_text(f"{name} {rows}×{columns}")
            result.set_data(y)
            result.set_extent((-0.5, columns * scale - 0.5, rows * scale - 0.5, -0.5))
        windows.set_data(*_squares(rows, columns, stride, size))
        for lines in cells:
            lines.set_data(*_squares(rows, columns, scale, scale))
        crossed = np.argwhere(unseen)
        crosses.set_data(*_lines(crossed[:, ::-1, None] + [[-0.4, 0.4], [0.4, -0.4]]))
        place(window, at[0] * stride, at[1] * stride, size, size)
        for frame, name in zip(frames, kinds, strict=True):
            frame.set_visible(name == kind)
            place(frame, at[0] * scale, at[1] * scale, scale, scale)
        missed = f"; {len(crossed)} pixels are in no window" if len(crossed) else ""
        return (
            f"A {height}×{width} map, pooled to {rows}×{columns} by windows of {size}×{size} "
            f"that stand {stride} apart{missed}. Outlined: the largest {kind}, at {at}."
        )

    move([x] * len(kinds), 1, 1, np.zeros(x.shape, bool), kinds[0], (0, 0))
    return fig, move


def _squares(rows, columns, apart, side):
    """The outlines of squares in rows and columns, the first at the corner of an image."""
    corners = apart * np.argwhere(np.ones((columns, rows)))[:, :, None] - 0.5
    return _lines(corners + side * np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]]))


def _lines(points):
    """Lines (N, 2, K) as one line with gaps, x and y, which is drawn much faster."""
    gaps = np.full((len(points), 2, 1), np.nan)
    return np.concatenate([points, gaps], axis=2).transpose(1, 0, 2).reshape(2, -1)
