"""What is known to go wrong in exercise 05_dz_dw."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._windows import window_mistakes, windows
from cnnnotes.exercises.spoiling import finished


def _inside(x, k):
    """The columns whose window does not hang over an end."""
    return slice(k // 2, len(x) - k // 2)


def _written(select):
    """Only a part of the matrix is written: `select(x, k)`."""

    def mimic(right, x, k):
        whole, part = right(x, k), select(x, k)
        out = np.zeros_like(whole)
        out[part] = whole[part]
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
        lambda right, x, k: right(x, k)[:, _inside(x, k)],
        "Your matrix has a column only where the whole window fits into the signal.",
        "How many numbers does z1 have: as many as x, or fewer?",
        "Look for the zeros: k // 2 on each side of x.",
    ),
    Mistake(
        "padding forgotten, rows and columns swapped",
        lambda right, x, k: right(x, k)[:, _inside(x, k)].T,
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
    *window_mistakes(windows),
    Mistake(
        "only the columns of full windows",
        _written(lambda x, k: np.s_[:, _inside(x, k)]),
        "The first and last columns are 0: there the window hangs over the end.",
        "For k = 3, does z1[0] depend on x[0] and x[1]?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "last column not written",
        _written(lambda x, k: np.s_[:, :-1]),
        "The last column is still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop over i.",
    ),
    Mistake(
        "last row not written",
        _written(lambda x, k: np.s_[:-1]),
        "The last row is still 0.",
        "Which numbers does `range(k - 1)` give?",
        "Look at the end of the loop over j.",
    ),
    Mistake(
        "the same signal in every row",
        lambda right, x, k: np.repeat(right(x, k)[[k // 2]], k, axis=0),
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
