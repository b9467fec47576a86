"""What is known to go wrong in exercise 05_da_dz."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake


def _placed(place):
    """Put the diagonal of the right matrix elsewhere: `place(diagonal)`."""
    return lambda right, z: place(np.diagonal(right(z)))


def _square(line):
    """The line, over all rows or columns of a square."""
    return line * np.ones((line.size, line.size))


def _last_not_written(right, z):
    out = np.array(right(z))
    out[-1, -1] = 0
    return out


def _in_place(right, z):
    out = np.asarray(right(z))
    z[:] = np.diagonal(out)
    return out


def _sigmoid_slope(right, z):
    s = 1 / (1 + np.exp(-z))
    return np.diag(s * (1 - s))


MISTAKES = (
    Mistake(
        "slope of a sigmoid",
        _sigmoid_slope,
        "On the diagonal stand slopes of the sigmoid: small numbers, none of them 0 or 1.",
        "Which function does this network have after its filter?",
        "Look for `exp`.",
    ),
    Mistake(
        "passes at zero",
        lambda right, z: right(np.where(z == 0, 1, z)),
        "Where z is exactly 0, your slope is 1.",
        "Is z > 0 at z = 0?",
        "Look for `>=`.",
    ),
    Mistake(
        "half at zero",
        lambda right, z: right(z) + right((z == 0).astype(float)) / 2,
        "Where z is exactly 0, your slope is one half.",
        "Which of the two slopes do we agree on at the kink?",
        "Look at the second argument of `np.heaviside`.",
    ),
    Mistake(
        "one wherever z is not zero",
        lambda right, z: right(np.abs(z)),
        "Your slope is 1 for negative numbers too.",
        "How steep is the ReLU to the left of 0?",
        "Look at the condition: `z > 0`.",
    ),
    Mistake(
        "activations on the diagonal",
        lambda right, z: right(z) * z,
        "Your diagonal holds a = ReLU(z) itself; expected its slope.",
        "When z grows from 3 to 4, by how much does the ReLU grow?",
        "Look at what you put on the diagonal: a value, or a slope?",
    ),
    Mistake(
        "z on the diagonal",
        lambda right, z: right(np.abs(z)) * z,
        "Your diagonal holds z itself.",
        "When z grows from 3 to 4, by how much does the ReLU grow?",
        "Look at what you put on the diagonal: a value, or a slope?",
    ),
    Mistake(
        "diagonal without the matrix",
        _placed(np.array),
        "Your result is the diagonal alone: a row of n numbers.",
        "How many pairs of an a and a z are there?",
        "Look for `np.diag`: it puts a row on the diagonal of a matrix.",
    ),
    *Mistake(
        "one line in place of the matrix",
        _placed(lambda diagonal: diagonal[:, None]),
        "Your result has the numbers of the diagonal, in a single column or row.",
        "How many pairs of an a and a z are there?",
        "Look for `np.diag`: it puts a row on the diagonal of a matrix.",
    ).forms(_placed(lambda diagonal: diagonal[None])),
    Mistake(
        "condition the wrong way round",
        lambda right, z: right(-z),
        "Your diagonal is 1 where z is negative.",
        "Which numbers pass through the ReLU?",
        "Look for `<` where `>` is meant.",
    ),
    Mistake(
        "condition turned around",
        lambda right, z: np.eye(len(z)) - right(z),
        "Your diagonal is 1 where z is negative or 0, and 0 where it is positive.",
        "Which numbers pass through the ReLU?",
        "Look for `<=` where `>` is meant, or for swapped values in `np.where`.",
    ),
    Mistake(
        "open everywhere",
        lambda right, z: right(np.ones_like(z)),
        "Your diagonal is 1 everywhere, whatever z is.",
        "How steep is the ReLU to the left of 0?",
        "Look for z: does it occur in what you put on the diagonal?",
    ),
    Mistake(
        "sign in place of slope",
        lambda right, z: right(z) - right(-z),
        "Where z is negative, your diagonal is -1.",
        "How steep is the ReLU to the left of 0?",
        "Look for `np.sign`.",
    ),
    Mistake(
        "open above 1",
        lambda right, z: right(z - 1),
        "Where z lies between 0 and 1, your slope is 0.",
        "How steep is the ReLU at z = 0.5?",
        "Look at the number that z is compared with, and for integers: `z.astype(int)`.",
    ),
    Mistake(
        "whole columns filled",
        _placed(_square),
        "Whole columns of your matrix are 1, not only the diagonal.",
        "Does a[2] change when z[1] changes a little?",
        "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
    ),
    Mistake(
        "whole rows filled",
        _placed(lambda diagonal: _square(diagonal[:, None])),
        "Whole rows of your matrix are 1, not only the diagonal.",
        "Does a[2] change when z[1] changes a little?",
        "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
    ),
    Mistake(
        "every positive place with every other",
        _placed(lambda diagonal: np.outer(diagonal, diagonal)),
        "Your matrix is 1 off the diagonal too, where both places are positive.",
        "Does a[2] change when z[1] changes a little?",
        "Look for `np.outer`, or for a product of a row and a column.",
    ),
    Mistake(
        "the other diagonal",
        lambda right, z: np.fliplr(right(z)),
        "The ones stand on the diagonal from the upper right to the lower left.",
        "Which a does z[0] change?",
        "Look at the two indices: they are the same, `out[i, i]`.",
    ),
    Mistake(
        "last place not written",
        _last_not_written,
        "The last place of your diagonal is 0, whatever z is there.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop.",
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The array that was given to your function is changed after the call.",
        "Whose memory does `z[z > 0] = 1` write to: a new array's, or the caller's?",
        "Look for `z[...] =`; make a new array with `(z > 0).astype(float)` instead.",
    ),
)
