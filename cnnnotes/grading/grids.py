"""Arrays as small grids of numbers, for a card: sharp, copyable, and readable aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.exercises.arithmetic import number

MOST_ROWS, MOST_COLUMNS, MOST_PLANES = 8, 10, 3


@dataclass(frozen=True)
class Grid:
    """A part of an array that fits on a card.

    `title` says which part, `cells` are its numbers as text, `rows` and `columns` their places in
    the array. `differs` marks those that are to stand out.
    """

    title: str
    cells: list[list[str]]
    rows: list[int]
    columns: list[int]
    differs: np.ndarray


def grids(
    name: str,
    array: ArrayLike,
    at: tuple[int, ...] | None = None,
    differs: np.ndarray | None = None,
    like: str = "",
    used: np.ndarray | None = None,
) -> Iterator[Grid]:
    """Cut `array` into grids: the one around the index `at`, what is `used`, or the first few.

    Images are `(H, W, C)` or `(N, H, W, C)`, of which one is shown; `like="w"` or `"dw"` are
    filters `(KH, KW, C, F)`, `like="maps"` images without channels `(N, H, W)`. `differs` and
    `used` mark elements.

    >>> [grid.title for grid in grids("x", np.zeros((4, 5, 2)))]
    ['x[:, :, 0]', 'x[:, :, 1]']
    >>> [grid.title for grid in grids("x", np.zeros(5), used=np.arange(5) > 2)]
    ['x[3:5]']
    """
    array = np.asarray(array)
    differs = np.zeros(array.shape, bool) if differs is None else differs
    box = _box(array.shape, used)
    space = _space_axes(array.ndim, like)
    rest = [axis for axis in range(array.ndim) if axis not in space]
    planes: Iterable[tuple] = product(
        *(box[axis][:1] if axis < min(space) else box[axis] for axis in rest)
    )
    if at is not None:
        planes = [tuple(at[axis] for axis in rest)]
    for place in islice(planes, MOST_PLANES):
        key: list = [slice(None)] * array.ndim
        for axis, index in zip(rest, place, strict=True):
            key[axis] = index
        centre = (0, 0) if at is None else (0, 0, *(at[axis] for axis in space))[-2:]
        shown = (range(1), range(1), *(box[axis] for axis in space))[-2:]
        title = _title(name, key, box, array.shape)
        plane, marked = (np.atleast_2d(marks[tuple(key)]) for marks in (array, differs))
        yield _window(title, plane, marked, centre, shown)


def _box(shape, used):
    """The rows, columns, … that hold something used; all of them where nothing is."""
    if used is None or not used.any():
        return [range(n) for n in shape]
    return [range(held.min(), held.max() + 1) for held in np.nonzero(used)]


def _title(name, key, box, shape):
    places = [
        str(k) if isinstance(k, int) else ":" if span == range(n) else f"{span.start}:{span.stop}"
        for k, span, n in zip(key, box, shape, strict=True)
    ]
    return name if set(places) <= {":"} else f"{name}[{', '.join(places)}]"


def as_text(grid: Grid) -> str:
    """Write a grid as lines of aligned numbers, those that differ in brackets."""
    marked = [
        [f"[{cell}]" if differs else f" {cell} " for cell, differs in zip(*pair, strict=True)]
        for pair in zip(grid.cells, grid.differs, strict=True)
    ]
    if not any(grid.cells):
        return f"{grid.title}: (empty)"
    width = max((len(cell) for row in marked for cell in row), default=0)
    lines = (" ".join(cell.rjust(width) for cell in row) for row in marked)
    return "\n".join([f"{grid.title}:", *(f"  {line.rstrip()}" for line in lines)])


def _space_axes(ndim, like):
    if ndim < 3:
        return tuple(range(ndim))
    first = like in ("w", "dw") or (ndim == 3 and like != "maps")
    return (0, 1) if first else (1, 2)


def _window(title, plane, differs, centre, shown):
    rows, columns = (
        _span(middle, among, most)
        for middle, among, most in zip(centre, shown, (MOST_ROWS, MOST_COLUMNS), strict=True)
    )
    cells = [[number(plane[i, j]) for j in columns] for i in rows]
    return Grid(title, cells, list(rows), list(columns), differs[np.ix_(rows, columns)])


def _span(middle, among, most):
    start = max(among.start, min(middle - most // 2, among.stop - most))
    return range(start, min(among.stop, start + most))
