"""Window walk (notebook 01): move the kernel's window and read its arithmetic."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.style import number
from cnnnotes.figures.window_walk import window_walk_figure
from cnnnotes.ops import conv2d

MOST_TERMS = 25  # of a sum that is still read

HOUSE = np.array(
    [
        [0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 3, 0, 0, 0, 0],
        [0, 0, 0, 3, 3, 3, 0, 0, 0],
        [0, 0, 3, 3, 3, 3, 3, 0, 0],
        [0, 0, 3, 1, 3, 3, 3, 0, 0],
        [0, 0, 3, 3, 3, 1, 3, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]
)
LEFT_TO_RIGHT = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])


def window_walk(x: ArrayLike | None = None, k: ArrayLike | None = None) -> Explorer:
    """Walk a kernel over a picture; at each position, see the products and their sum.

    Shapes: `x` (H, W) or a signal (L,), `k` (KH, KW) or (K,); without them, a small house and a
    kernel that finds left edges. `ValueError` for anything but finite numbers, or a kernel that
    is larger than the picture.

    >>> walk = window_walk([[1, 2, 3]], [[-1, 1]])
    >>> walk.column.value = 1
    >>> walk.text
    'row 0, column 1:  2·(−1) + 3·1 = 1'
    >>> walk.state
    {'row': 0, 'column': 1, 'value': 1.0}
    """
    x = _numbers("x", HOUSE if x is None else x)
    k = _numbers("k", LEFT_TO_RIGHT if k is None else k)
    if k.shape[0] > x.shape[0] or k.shape[1] > x.shape[1]:
        raise ValueError(f"k: got shape {k.shape}; it must fit into x, which has {x.shape}")
    y = conv2d(x[None, :, :, None], k[:, :, None, None])[0, :, :, 0]
    fig, move = window_walk_figure(x, k, y)

    def update(row, column):
        value = y[row, column]
        window = x[row : row + k.shape[0], column : column + k.shape[1]]
        text = f"row {row}, column {column}:  {_sum(window, k)} = {number(value)}"
        numbers = {"row": row, "column": column, "value": float(value)}
        return Shown(text, numbers, move(row, column))

    rows, columns = y.shape
    row = slider("row", range(rows), rows // 2)
    column = slider("column", range(columns), columns // 2)
    return Explorer(fig, update, row=row, column=column)


def _sum(window, k):
    if k.size > MOST_TERMS:
        return f"sum of {k.size} products"
    terms = zip(window.flat, k.flat, strict=True)
    return " + ".join(f"{_factor(a)}·{_factor(b)}" for a, b in terms)


def _factor(value):
    return f"({number(value)})" if value < 0 else number(value)


def _numbers(name, given):
    try:
        array = np.atleast_2d(given)
        got = f"shape {np.shape(given)} of {array.dtype}"
    except ValueError:
        array, got = np.empty(0), "rows of different lengths"
    real = array.dtype.kind in "biuf"
    if array.ndim != 2 or not array.size or not real or not np.isfinite(array).all():
        raise ValueError(f"{name}: got {got}; it needs a 2-D array of finite numbers")
    return array.astype(float)
