"""A kernel's window on its walk over a picture: what it sees, its products, and their sum."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, cover, outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure, number


@house_style
def window_walk_figure(
    x: ArrayLike, k: ArrayLike, y: ArrayLike
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of kernel `k` on its walk over `x`, and `move(row, column)`, which moves it.

    Shapes: `x` (H, W), `k` (KH, KW), feature map `y` (H − KH + 1, W − KW + 1).

    >>> fig, move = window_walk_figure([[1, 2, 3]], [[-1, 1]], [[1, 1]])
    >>> move(0, 1)
    'A 1×2 kernel on a 1×3 input. Its window starts at row 0, column 1; the products sum to 1.'
    """
    x, k, y = (np.asarray(array, dtype=float) for array in (x, k, y))
    if len(x) == 1:
        return _in_a_row(x, k, y)
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
        return _told(k, x, row, column, value)

    move(0, 0)
    return fig, move


def _in_a_row(x, k, y):
    """The same for a signal: the kernel lies on it, the products below, and the map at the foot."""
    n, taps, columns = x.shape[1], k.shape[1], y.shape[1]
    cell = min(0.75, 9 / n)  # inches
    fig = new_figure(max(n * cell, 4) + 2, 4 * max(cell, 0.5) + 1.2)
    panels = fig.subplots(4, 1)
    names = f"input {n}", f"kernel {taps}, laid on", "products", f"feature map {columns}"
    largest = np.abs(x).max(initial=0) * np.abs(k).max(initial=0)
    size = {"cell": 72 * cell}
    NumberGrid(panels[0], x, **size)
    kernel = NumberGrid(panels[1], k, **size)
    products = NumberGrid(panels[2], 0 * k, limit=largest, **size)
    NumberGrid(panels[3], y, **size)
    for ax, name in zip(panels, names, strict=True):
        ax.set(yticks=[], xlim=(-0.6, n - 0.4), ylim=(0.6, -0.6))
        ax.set_ylabel(name, rotation=0, ha="right", va="center")
    for ax in panels[1:3]:
        ax.set(xticks=[])
    total = panels[2].text(0, 0, "", va="center", fontsize=13)
    window, here = outline(panels[0], 1, taps), outline(panels[3], 1, 1)
    rest = cover(panels[3], 1, 1)
    riding = [*kernel.artists, *products.artists]
    for artist in (*riding, total, window, rest, here):
        artist.set_animated(True)

    def move(row, column):
        value = number(y[row, column])
        products.update(x[:, column : column + taps] * k)
        for grid in (kernel, products):
            grid.move(column)
        total.set(x=column + taps - 0.3, text=f"sum = {value}")
        if column + taps + 2 > n:
            total.set(x=column - 0.7, ha="right")
        else:
            total.set(ha="left")
        place(window, 0, column)
        place(here, 0, column)
        place(rest, 0, column + 1, 1, columns - column - 1)
        return _told(k, x, row, column, value)

    move(0, 0)
    return fig, move


def _told(k, x, row, column, value):
    (kh, kw), (height, width) = k.shape, x.shape
    return (
        f"A {kh}×{kw} kernel on a {height}×{width} input. Its window starts at row {row}, "
        f"column {column}; the products sum to {value}."
    )
