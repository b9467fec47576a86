"""What is known to go wrong in exercise 05_dz_dw."""

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def moved(by: Callable, negative: bool = False) -> Callable:
    """Let row j, column i hold x[i - k//2 + j + by(k)], also below 0 with `negative`."""

    def mimic(x, k):
        places = np.arange(len(x)) - k // 2 + np.arange(k)[:, None] + by(k)
        held = (places < len(x)) & (negative | (places >= 0))
        return np.where(held, x[np.where(held, places, 0)], 0)

    return mimic


def _padded_with(mode):
    return lambda x, k: sliding_window_view(np.pad(x, k // 2, mode), k).T


def _full_columns_only(right, x, k):
    out, half = np.zeros((k, len(x))), k // 2
    inside = slice(half, len(x) - half)
    out[:, inside] = right(x, k)[:, inside]
    return out


def _without(axis):
    """The last row (axis 0) or column (axis 1) left at 0."""

    def mimic(right, x, k):
        out = right(x, k)
        out[(-1, slice(None)) if axis == 0 else (slice(None), -1)] = 0
        return out

    return mimic


MISTAKES = (
    Mistake(
        "rows and columns swapped",
        lambda right, x, k: right(x, k).T,
        "Your matrix is the transpose: a row for each place, a column for each tap.",
        "Which axis of a k by n matrix counts the taps?",
        "Look for `.T`, or at the order of the two loops.",
    ),
    Mistake(
        "right shape, cut without regard to windows",
        lambda right, x, k: right(x, k).T.reshape(k, len(x)),
        "The shape is right, but its numbers are those of the transpose, regrouped.",
        "Does `reshape` move axes, or does it cut the same order into other lengths?",
        "Look for a `reshape` where `.T` is meant.",
    ),
    Mistake(
        "padding forgotten",
        finished(lambda x, k: sliding_window_view(x, k).T),
        "Your matrix has a column only where the whole window fits into the signal.",
        "How many numbers does z1 have: as many as x, or fewer?",
        "Look for the zeros: k // 2 on each side of x.",
    ),
    Mistake(
        "padding forgotten, rows and columns swapped",
        finished(sliding_window_view),
        "Your matrix has one row for each window that fits into the signal.",
        "How many columns does a k by n matrix have, and what does a column hold?",
        "Look for the zeros on each side of x, then for the order of the axes.",
    ),
    Mistake(
        "columns upside down",
        lambda right, x, k: right(x, k)[::-1],
        "Your columns stand on their heads: the last number of the window comes first.",
        "Which number of the window does w1[0] meet?",
        "Look at the index of x: it is i - k//2 + j, with a plus before j.",
    ),
    Mistake(
        "window begins at i",
        finished(moved(lambda k: k // 2)),
        "Column i holds the window that begins at i; expected the one around i.",
        "For k = 3, which numbers of x make z1[1]?",
        "Look at the index of x: is k // 2 taken off?",
    ),
    Mistake(
        "window ends at i",
        finished(moved(lambda k: -(k // 2))),
        "Column i holds the window that ends at i; expected the one around i.",
        "For k = 3, which numbers of x make z1[1]?",
        "Look at the padding: k // 2 zeros on each side, not k - 1 in front.",
    ),
    Mistake(
        "one place too far to the right",
        finished(moved(lambda k: 1)),
        "Every column holds the window one place too far to the right.",
        "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
        "Look at the index of x: is there a 1 too many?",
    ),
    Mistake(
        "one place too far to the left",
        finished(moved(lambda k: -1)),
        "Every column holds the window one place too far to the left.",
        "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
        "Look at the index of x: is the `- 1` still there?",
    ),
    Mistake(
        "one place too far to the left, and round to the end",
        finished(moved(lambda k: -1, negative=True)),
        "Every column is one place too far to the left, and begins at the end of x.",
        "The formula i - k//2 + j - 1 counts i and j from 1. From where does Python count?",
        "Look at the index of x: is the `- 1` still there, and can it fall below 0?",
    ),
    Mistake(
        "negative index read from the end",
        finished(moved(lambda k: 0, negative=True)),
        "Beyond the left end stand the last numbers of the signal, not zeros.",
        "What does Python give for `x[-1]`?",
        "Look at the index of x: below 0 it counts from the end.",
    ),
    Mistake(
        "signal taken as a ring",
        finished(_padded_with("wrap")),
        "Beyond one end the signal goes on at the other.",
        "What does the window hold beyond the ends of the signal?",
        'Look for `%`, `np.roll` or `mode="wrap"`.',
    ),
    Mistake(
        "ends repeated in place of zeros",
        finished(_padded_with("edge")),
        "Beyond the ends stand the first and the last number again, not zeros.",
        "What does the window hold beyond the ends of the signal?",
        'Look for `mode="edge"`, or an index that is clipped.',
    ),
    Mistake(
        "only the columns of full windows",
        _full_columns_only,
        "The first and last columns are 0: there the window hangs over the end.",
        "For k = 3, does z1[0] depend on x[0] and x[1]?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "last column not written",
        _without(axis=1),
        "The last column is still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop over i.",
    ),
    Mistake(
        "last row not written",
        _without(axis=0),
        "The last row is still 0.",
        "Which numbers does `range(k - 1)` give?",
        "Look at the end of the loop over j.",
    ),
    Mistake(
        "the same signal in every row",
        finished(lambda x, k: np.tile(np.asarray(x, float), (k, 1))),
        "Every row of your matrix is x itself.",
        "What does moving by one tap do to the row?",
        "Look at the index of x: does j occur in it?",
    ),
    Mistake(
        "rows not cut to length",
        finished(lambda x, k: np.array([np.pad(x, (k - 1 - j, j)) for j in range(k)])),
        "Your rows are k - 1 numbers too long: they hold all of the padded signal.",
        "How many numbers does z1 have?",
        "Look at the slice: each row has n numbers.",
    ),
    Mistake(
        "rows summed",
        lambda right, x, k: right(x, k).sum(axis=0),
        "Your result is one row: the taps were added up.",
        "How many derivatives are there for n numbers and k taps?",
        "Look for `sum`, or for `+=` into an array without an axis for the taps.",
    ),
)
