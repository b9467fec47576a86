"""Windows that stand or reach wrongly: the mistakes that all kinds of pooling share."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _fits(n, size, stride):
    return (n - size) // stride + 1


def pooled(
    x: np.ndarray,
    size: int,
    stride: int,
    reduce: Callable,
    *,
    positions: Callable = _fits,
    step: Callable = lambda size, stride: stride,
    along: Callable = lambda step: (step, step),
    reach: Callable = lambda size, stride: size,
    end: Callable = lambda start, reach: start + reach,
    part: Callable = lambda window: window,
    empty: float | None = None,
    counted: Callable = lambda height, width: (height, width),
) -> np.ndarray:
    """Put `reduce(window)`, `(C,)`, at each position: `(OH, OW, C)`.

    `positions(n, size, stride)` says how many there are along an axis of n pixels. Windows begin
    `step` apart, `along` both axes, and hold `reach` rows and columns, up to `end`; they are cut
    where `x` ends. A `part` of each is reduced; an `empty` one gives a number, if it is given.
    Positions are those of an image as large as `counted(height, width)`.
    """
    rows, columns = (positions(n, size, stride) for n in counted(*x.shape[:2]))
    out, step, reach = (
        np.zeros((rows, columns, x.shape[2])),
        step(size, stride),
        reach(size, stride),
    )
    for i, j in np.ndindex(rows, columns):
        down, across = along(step)
        top, left = i * down, j * across
        window = part(x[top : end(top, reach), left : end(left, reach)])
        out[i, j] = reduce(window) if window.size or empty is None else empty
    return out


def _last_not_written(right, *args):
    out = np.array(right(*args))
    out[-1], out[:, -1] = 0, 0
    return out


def _only_the_first(right, *args):
    whole = np.array(right(*args))
    out = np.zeros_like(whole)
    out[0, 0] = whole[0, 0]
    return out


_by_rows, *_other_squares = families.square_image()


def window_mistakes(pool: Callable) -> tuple[Mistake, ...]:
    """What goes wrong in `pool(x, size, stride, *padding, **changes)`; changes as in `pooled`."""
    return (
        Mistake(
            "stride forced to size",
            lambda right, x, size, stride, *padding: right(x, size, size, *padding),
            "Your windows always stand side by side, whatever the stride.",
            "How far does the window move at each step: by its size, or by the stride?",
            "Look for stride: does it occur in the output's size and in both slices?",
        ),
        Mistake(
            "stride always 2",
            lambda right, x, size, stride, *padding: right(x, size, 2, *padding),
            "Your window moves by 2 at each step, whatever the stride.",
            "How far does the window move when the stride is 3?",
            "Look for a 2 that stands where stride is meant.",
        ),
        Mistake(
            "stride always 1",
            lambda right, x, size, stride, *padding: right(x, size, 1, *padding),
            "Your window moves by one pixel at each step, whatever the stride.",
            "How many positions are there when the window moves by 2?",
            "Look for stride: does it occur in the size of the output?",
        ),
        Mistake(
            "windows begin at i, not at i·stride",
            knobs(pool, step=lambda size, stride: 1),
            "The output has the right shape, but its windows lie only one pixel apart.",
            "Where does the window of `out[1, 1]` begin when the stride is 2?",
            "Look at the beginning of both slices: i must be multiplied.",
        ),
        *(
            Mistake(
                f"{one} of the windows not multiplied by the stride",
                knobs(pool, along=along),
                f"The output has the right shape, but along its {one} windows lie one pixel apart.",
                "Where does the window of `out[1, 1]` begin when the stride is 2?",
                f"Look at the beginning of both slices: that of the {one} must be multiplied, too.",
            )
            for one, along in (
                ("columns", lambda step: (step, 1)),
                ("rows", lambda step: (1, step)),
            )
        ),
        *Mistake(
            "windows begin at i·size",
            knobs(pool, step=lambda size, stride: size),
            "The output has the right shape, but its windows lie their own size apart.",
            "Where does the window of `out[1, 1]` begin: at the size, or at the stride?",
            "Look at the beginning of both slices.",
        ).forms(knobs(pool, step=lambda size, stride: size, empty=0)),
        Mistake(
            "number of positions rounded up",
            knobs(pool, positions=lambda n, size, stride: -((size - n) // stride) + 1),
            "Where pixels are left over at the end, your output has a row or column more.",
            "Does a window of 2 fit into what is left of 3 pixels after its first position?",
            "Look at the number of positions: the division is rounded down.",
        ),
        Mistake(
            "positions counted by the size",
            knobs(pool, positions=lambda n, size, stride: n // size),
            "The number of positions is that of windows side by side, whatever the stride.",
            "At how many places does a window of 3 fit into 5 pixels, when it moves by 2?",
            "Look at the size of the output: how far the window moves decides, too.",
        ),
        *Mistake(
            "windows hang over the edge",
            knobs(pool, positions=lambda n, size, stride: -(-n // stride)),
            "Your output is too large: its last windows hang over the edge of the image.",
            "Does a window of 2 fit into what is left of 3 pixels after its first position?",
            "Look at the number of positions: the last window must end inside the image.",
        ).forms(knobs(pool, positions=lambda n, size, stride: n // stride)),
        Mistake(
            "last row and column missing",
            lambda right, *args: right(*args)[:-1, :-1],
            "The last position is missing in both directions.",
            "At how many places does a window of 2 fit into 2 pixels?",
            "Look at the size of the output: is there a `+ 1`, twice?",
        ),
        Mistake(
            "last row and column not written",
            _last_not_written,
            "The shape is right; the last row and the last column are still 0.",
            "Which numbers does `range(n - 1)` give?",
            "Look at the ends of both loops.",
        ),
        *Mistake(
            "works for square images only",
            _by_rows,
            "Your output is as wide as it is high, whatever the width of the image.",
            "Which size of x tells how far the window can go to the right?",
            "Look for `x.shape[0]` or `len(x)` where the width `x.shape[1]` is meant.",
        ).forms(
            *_other_squares,
            knobs(pool, counted=lambda height, width: (height, height)),
            knobs(pool, counted=lambda height, width: (width, width)),
        ),
        Mistake(
            "windows end at the size",
            knobs(pool, end=lambda start, reach: reach),
            "Only the first window is whole: the others are cut short, or empty.",
            "Where does the window end that begins at row i·stride?",
            "Look at the ends of both slices: they move along with their beginnings.",
        ),
        Mistake(
            "only the first window written",
            _only_the_first,
            "Only the number at the upper left is right; the others are 0.",
            "When do your loops over the positions end?",
            "Look for a `return` that stands inside the loops.",
        ),
        *(
            Mistake(
                f"first {line} of each window only",
                knobs(pool, part=part),
                f"Each number is that of the first {line} of its window, not of the whole.",
                "Along how many axes does a window reach?",
                "Look at the two slices, or at the loops over the window: there are two.",
            )
            for line, part in (
                ("row", lambda window: window[:1]),
                ("column", lambda window: window[:, :1]),
            )
        ),
        Mistake(
            "window one pixel too small",
            knobs(pool, reach=lambda size, stride: size - 1),
            "Your windows are one row and one column too small.",
            "How many pixels does `x[i : i + size - 1]` hold?",
            "Look at the ends of the slices, or of the loops over the window.",
        ),
        Mistake(
            "window one pixel too large",
            knobs(pool, reach=lambda size, stride: size + 1),
            "Your windows are one row and one column too large.",
            "Does a slice hold its last index, `x[i : i + size]`?",
            "Look at the ends of the slices, or of the loops over the window.",
        ),
        Mistake(
            "first channel only",
            lambda right, x, *rest: right(x[..., :1], *rest),
            "Your output has one channel: that of the first.",
            "How many channels does pooling leave?",
            "Look for `x[..., 0]`, or a loop over the channels that ends early.",
        ),
        Mistake(
            "channels first",
            lambda right, *args: np.moveaxis(right(*args), 2, 0),
            "Your output is (C, OH, OW): the channels stand first.",
            "This course keeps channels last. Where do they stand then?",
            "Look for `np.stack` over the channels: `np.stack(maps, axis=-1)`.",
        ),
    )
