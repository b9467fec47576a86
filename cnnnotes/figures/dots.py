"""How many poolings by 2 leave two dots two."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure


@house_style
def dots_apart(survived: ArrayLike, marked: Iterable[tuple[int, int]] = ()) -> Figure:
    """Return a figure of how many poolings leave two dots two, by their gap and where they begin.

    Shape: `survived` (gaps, offsets): whole numbers, the first row for gap 1, the first column for
    offset 0. `marked` are pairs (gap, offset) to be outlined.

    >>> dots_apart([[0, 1], [1, 1]], [(1, 1)]).alt
    'Poolings that two dots survive. Gap 1: 0 1. Gap 2: 1 1.'
    """
    survived = np.asarray(survived)
    gaps, offsets = survived.shape
    fig = new_figure(0.55 * offsets + 1, 0.45 * gaps + 1)
    ax = fig.subplots()
    NumberGrid(ax, survived, title="poolings by 2 after which two dots are still two", cell=30)
    ax.set(xlabel="offset: column of the first dot", ylabel="gap: columns to the second")
    ax.set_yticks(range(gaps), range(1, gaps + 1))
    for gap, offset in marked:
        frame = outline(ax, 1, 1)
        frame.set_path_effects([])  # no halo, which would cover a frame beside it
        place(frame, gap - 1, offset)
    rows = (f"Gap {gap}: {' '.join(map(str, row))}." for gap, row in enumerate(survived, 1))
    fig.alt = f"Poolings that two dots survive. {' '.join(rows)}"
    return fig
