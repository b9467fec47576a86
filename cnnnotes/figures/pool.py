"""What pooling leaves of a map: its windows, and the pixels that no window sees."""

import numpy as np

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, house_style, new_figure
from cnnnotes.palette import BLACK, GREY


@house_style
def pool_figure(x):
    """Return a figure of a map and what pooling leaves of it, and `move(y, size, stride, at)`.

    Shapes: `x` (H, W), the result `y` (OH, OW). `move` outlines `y[at]` and its window in `x`.

    >>> fig, move = pool_figure([[1, 2, 3], [4, 5, 6]])
    >>> move(np.array([[5]]), 2, 2, (0, 0))
    'A 2×3 map, pooled to 1×1 by windows of 2×2 that stand 2 apart; 2 pixels are in no window.'
    """
    x = np.asarray(x, dtype=float)
    height, width = x.shape
    cmap = DIVERGING if x.min() < 0 else SEQUENTIAL
    fig = new_figure(10, 4.8)
    before, after = fig.subplots(1, 2)
    grid = NumberGrid(before, x, title=f"map {height}×{width}", cmap=cmap, cell=270 / max(x.shape))
    before.set(xticks=[], yticks=[])
    after.set(xticks=[], yticks=[], xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))
    after.set_aspect("equal")
    after.spines[:].set_visible(False)
    title = after.set_title(" ")
    colours = {"cmap": cmap, "vmin": grid.image.norm.vmin, "vmax": grid.limit}
    result = after.imshow([[0.0]], interpolation="nearest", **colours)
    edges = {"color": GREY, "linewidth": 0.8, "clip_on": False}
    (windows,), (cells,) = before.plot([], [], **edges), after.plot([], [], **edges)
    (unseen,) = before.plot([], [], color=BLACK, linewidth=1)
    window, largest = outline(before, 1, 1), outline(after, 1, 1)
    for artist in (result, title, windows, cells, unseen, window, largest):
        artist.set_animated(True)

    def move(y, size, stride, at):
        rows, columns = y.shape
        title.set_text(f"pooled {rows}×{columns}")
        scale = min(height / rows, width / columns)  # as large as there is room
        result.set_data(y)
        result.set_extent((-0.5, columns * scale - 0.5, rows * scale - 0.5, -0.5))
        windows.set_data(*_squares(rows, columns, stride, size))
        cells.set_data(*_squares(rows, columns, scale, scale))
        left_out = np.argwhere(~seen(x.shape, y.shape, size, stride))
        unseen.set_data(*_lines(left_out[:, ::-1, None] + [[-0.4, 0.4], [0.4, -0.4]]))
        place(window, at[0] * stride, at[1] * stride, size, size)
        place(largest, at[0] * scale, at[1] * scale, scale, scale)
        missed = f"; {len(left_out)} pixels are in no window" if len(left_out) else ""
        return (
            f"A {height}×{width} map, pooled to {rows}×{columns} by windows of {size}×{size} "
            f"that stand {stride} apart{missed}."
        )

    move(x, 1, 1, (0, 0))
    return fig, move


def seen(shape, stops, size, stride):
    """Which pixels of an image lie in a window: booleans of `shape`, for `stops` along each axis.

    >>> seen((1, 5), (1, 2), 1, 3)
    array([[ True, False, False,  True, False]])
    """
    rows, columns = (
        (np.arange(n) % stride < size) & (np.arange(n) < (count - 1) * stride + size)
        for n, count in zip(shape, stops, strict=True)
    )
    return rows[:, None] & columns


def _squares(rows, columns, apart, side):
    """The outlines of squares in rows and columns, the first at the corner of an image."""
    corners = apart * np.argwhere(np.ones((columns, rows)))[:, :, None] - 0.5
    return _lines(corners + side * np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]]))


def _lines(points):
    """Lines (N, 2, K) as one line with gaps, x and y, which is drawn much faster."""
    gaps = np.full((len(points), 2, 1), np.nan)
    return np.concatenate([points, gaps], axis=2).transpose(1, 0, 2).reshape(2, -1)
