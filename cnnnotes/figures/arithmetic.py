"""Small arrays side by side, with a sign between each two: an equation that one can look at."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid
from cnnnotes.figures.style import Figure, house_style, new_figure, number

CELL, GAP, EDGE = 0.4, 0.55, 0.35  # inches


@house_style
def equation(
    arrays: Mapping[str, ArrayLike], signs: Sequence[str], columns: Sequence | None = None
) -> Figure:
    """Return a figure of arrays by their titles, with `signs` between them.

    Shapes: each array (H, W) or (L,), which is shown as a row; one sign fewer than arrays.
    `columns` are names that stand above the columns of each. `ValueError` for other shapes or
    another number of signs.

    >>> equation({"x": [1, 2], "k": [3, 4], "sum of products": [11]}, ["·", "="]).alt
    'x: 1 2. · k: 3 4. = sum of products: 11.'
    """
    arrays = {title: np.atleast_2d(np.asarray(a, dtype=float)) for title, a in arrays.items()}
    for title, array in arrays.items():
        if array.ndim != 2 or not array.size:
            raise ValueError(f"arrays: {title} has shape {array.shape}; it needs (H, W) or (L,)")
    if len(signs) != len(arrays) - 1:
        raise ValueError(f"signs: got {len(signs)}; {len(arrays)} arrays need {len(arrays) - 1}")
    # A title is written in two lines if it must; the narrowest array leaves room for a word.
    widths = [max(array.shape[1] * CELL, 0.085 * _longest_line(t)) for t, array in arrays.items()]
    tall = max(len(array) for array in arrays.values()) * CELL
    lines = max(title.count("\n") + 1 for title in arrays) + (columns is not None)
    width, height = sum(widths) + GAP * len(signs) + 2 * EDGE, tall + 0.24 * lines + 0.3
    fig = new_figure(width, height)
    fig.set_layout_engine("none")  # each axes is placed by hand
    left, middle, words = EDGE, 0.15 + tall / 2, []
    for (title, array), room, sign in zip(arrays.items(), widths, [*signs, ""], strict=True):
        h, w = CELL * array.shape[0], CELL * array.shape[1]
        box = (left + (room - w) / 2, middle - h / 2, w, h)
        ax = fig.add_axes(np.divide(box, [width, height, width, height]))
        NumberGrid(ax, array, title=title, cell=72 * CELL)
        ax.set(xticks=[], yticks=[])
        if columns is not None:
            ax.set_xticks(range(len(columns)), columns)
            ax.xaxis.tick_top()
        left += room + GAP
        fig.text((left - GAP / 2) / width, middle / height, sign, ha="center", va="center", size=18)
        rows = (" ".join(map(number, row)) for row in array)
        words.append(f"{' '.join(title.split())}: {' / '.join(rows)}. {sign}".strip())
    fig.alt = " ".join(words)
    return fig


def _longest_line(title):
    return max(map(len, title.split("\n")))
