"""A kernel's window on its walk over a picture: what it sees, its products, and their sum."""

import numpy as np

from cnnnotes.figures.grid import NumberGrid, cover, outline, place
from cnnnotes.figures.style import house_style, new_figure, number


@house_style
def window_walk_figure(x, k, y):
    """Return a figure of kernel `k` on its walk over `x`, and `move(row, column)`, which moves it.

    Shapes: `x` (H, W), `k` (KH, KW), feature map `y` (H − KH + 1, W − KW + 1).

    >>> fig, move = window_walk_figure([[1, 2, 3]], [[-1, 1]], [[1, 1]])
    >>> move(0, 1)
    'A 1×2 kernel on a 1×3 input. Its window starts at row 0, column 1; the products sum to 1.'
    """
    x, k, y = (np.asarray(array, dtype=float) for array in (x, k, y))
    (height, width), (kh, kw), (rows, columns) = x.shape, k.shape, y.shape
    fig = new_figure(10, 4.2)
    # The kernel and the products stand one above the other, and never too small to read.
    middle = max(kw, 3, (width + columns) / 5)
    panels = fig.subplot_mosaic(
        [["input", "kernel", "map"], ["input", "products", "map"]],
        width_ratios=[max(width, 3), middle, max(columns, 3)],
    )
    unit = 640 / (width + middle + columns)  # points
    cell, small = min(unit, 250 / height), min(unit * middle / kw, 120 / kh)
    largest = np.abs(x).max(initial=0) * np.abs(k).max(initial=0)
    NumberGrid(panels["input"], x, title=f"input {height}×{width}", cell=cell)
    NumberGrid(panels["kernel"], k, title=f"kernel {kh}×{kw}", cell=small)
    products = NumberGrid(
        panels["products"], 0 * k, title="window × kernel", limit=largest, cell=small
    )
    NumberGrid(panels["map"], y, title=f"feature map {rows}×{columns}", cell=cell)
    for name in ("kernel", "products"):
        panels[name].set(xticks=[], yticks=[])
    below = {"xycoords": "axes fraction", "xytext": (0, -6), "textcoords": "offset points"}
    total = panels["products"].annotate(
        "sum", (0.5, 0), **below, ha="center", va="top", fontsize=13
    )
    window = outline(panels["input"], kh, kw)
    here = outline(panels["map"], 1, 1)
    # The map is drawn once, whole; two sheets cover what the window has not reached.
    rest_of_row, rows_below = cover(panels["map"], 1, 1), cover(panels["map"], 1, 1)
    for artist in (*products.artists, total, window, rest_of_row, rows_below, here):
        artist.set_animated(True)

    def move(row, column):
        value = number(y[row, column])
        products.update(x[row : row + kh, column : column + kw] * k)
        total.set_text(f"sum = {value}")
        place(window, row, column)
        place(here, row, column)
        place(rest_of_row, row, column + 1, 1, columns - column - 1)
        place(rows_below, row + 1, 0, rows - row - 1, columns)
        return (
            f"A {kh}×{kw} kernel on a {height}×{width} input. Its window starts at row {row}, "
            f"column {column}; the products sum to {value}."
        )

    move(0, 0)
    return fig, move
