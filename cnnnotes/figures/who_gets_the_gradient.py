"""One output of a layer, and to which pixels and weights it sends its gradient."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, cover, outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure, number


@house_style
def who_gets_the_gradient_figure(
    x: ArrayLike, dy: ArrayLike, kernel: tuple[int, int], stride: int
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of gradients on their way back, and `move(**what)`, which shows one output's.

    Shapes: input `x` (H, W), the output's gradient `dy` (OH, OW), a window of `kernel` (KH, KW)
    that moves by `stride`. `move` takes by name `row` and `column` of the output; `factor`
    (KH, KW), by which each pixel of its window is multiplied, named `factor_title`; `to_x` (H, W);
    `to_w` (KH, KW), or None for a layer that has no weights; and `dx` (H, W), of all outputs.

    >>> fig, move = who_gets_the_gradient_figure([[1, 2]], [[3]], kernel=(1, 2), stride=1)
    >>> move(row=0, column=0, factor=np.ones((1, 2)), factor_title="w", to_x=np.ones((1, 2)),
    ...      to_w=None, dx=np.ones((1, 2)))
    "The output at row 0, column 0 has the gradient 3; 2 of its window's 2 pixels get a share."
    """
    x, dy = (np.asarray(array, dtype=float) for array in (x, dy))
    (height, width), (rows, columns), (kh, kw) = x.shape, dy.shape, kernel
    fig = new_figure(10, 6)
    middle = max(kw, 3.5)
    panels = fig.subplot_mosaic(
        [["dy", "factor", "to_x"], ["x", "to_w", "dx"]], width_ratios=[width, middle, width]
    )
    cell = min(640 / (2 * width + middle), 165 / height)
    small = min(2 * cell, 640 / (2 * width + middle) * middle / kw, 165 / kh)
    of_w, of_x = f"({kh}, {kw})", f"({height}, {width})"
    NumberGrid(panels["dy"], dy, title=f"dy ({rows}, {columns})", cell=cell)
    NumberGrid(panels["x"], x, title=f"input x {of_x}", cell=cell)
    grids = {
        name: NumberGrid(panels[name], np.zeros(shape), title=" ", limit=1, cell=size)
        for name, shape, size in (
            ("factor", kernel, small),
            ("to_w", kernel, small),
            ("to_x", x.shape, cell),
            ("dx", x.shape, cell),
        )
    }
    for name in ("factor", "to_w"):
        panels[name].set(xticks=[], yticks=[])
    panels["to_x"].set_title(f"= its share of dx {of_x}")
    panels["dx"].set_title(f"dx {of_x}: all outputs together")
    here = outline(panels["dy"], 1, 1)
    windows = [outline(panels[name], kh, kw) for name in ("x", "to_x", "dx")]
    sheet = cover(panels["to_w"], kh, kw)
    # dx is that of all outputs: it stays while one is picked after the other.
    moving = [a for name, grid in grids.items() if name != "dx" for a in grid.artists]
    for artist in (*moving, panels["factor"].title, here, *windows, sheet):
        artist.set_animated(True)
    largest_dy = np.abs(dy).max()

    def fill(name, values, limit):
        grids[name].limit = limit or 1
        grids[name].image.set_clim(-grids[name].limit, grids[name].limit)
        grids[name].update(values)

    def move(row, column, factor, factor_title, to_x, to_w, dx):
        gradient = number(dy[row, column])
        fill("factor", factor, np.abs(factor).max())
        fill("to_x", to_x, largest_dy * np.abs(factor).max())
        if to_w is not None:
            fill("to_w", to_w, largest_dy * np.abs(x).max())
        if (grids["dx"].image.get_array() != dx).any():
            fill("dx", dx, np.abs(dx).max())
        inside = np.zeros(x.shape, bool)
        inside[row * stride :, column * stride :][:kh, :kw] = True
        for text, seen in zip(grids["to_x"].texts, inside.flat, strict=False):
            if not seen:
                text.set_text("")
        panels["factor"].title.set_text(f"{gradient} × {factor_title}")
        panels["to_w"].title.set_text(
            "no weights to learn" if to_w is None else f"dy × window = share of dw {of_w}"
        )
        sheet.set_visible(to_w is None)
        place(here, row, column)
        for window in windows:
            place(window, row * stride, column * stride)
        return (
            f"The output at row {row}, column {column} has the gradient {gradient}; "
            f"{np.count_nonzero(to_x)} of its window's {kh * kw} pixels get a share."
        )

    return fig, move
