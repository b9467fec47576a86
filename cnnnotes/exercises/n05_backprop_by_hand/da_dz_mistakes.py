"""What is known to go wrong in exercise 05_da_dz."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _in_place(z):
    z[z > 0] = 1
    z[z < 0] = 0
    return np.diag(z)


def _last_not_written(right, z):
    out = right(z)
    out[-1, -1] = 0
    return out


MISTAKES = (
    Mistake(
        "passes at zero",
        finished(lambda z: np.diag(z >= 0)),
        "Where z is exactly 0, your slope is 1.",
        "Is z > 0 at z = 0?",
        "Look for `>=`.",
    ),
    Mistake(
        "half at zero",
        finished(lambda z: np.diag(np.heaviside(z, 0.5))),
        "Where z is exactly 0, your slope is one half.",
        "Which of the two slopes do we agree on at the kink?",
        "Look at the second argument of `np.heaviside`.",
    ),
    Mistake(
        "one wherever z is not zero",
        finished(lambda z: np.diag(z != 0)),
        "Your slope is 1 for negative numbers too.",
        "How steep is the ReLU to the left of 0?",
        "Look at the condition: `z > 0`.",
    ),
    Mistake(
        "activations on the diagonal",
        finished(lambda z: np.diag(np.maximum(z, 0))),
        "Your diagonal holds a = ReLU(z) itself; expected its slope.",
        "When z grows from 3 to 4, by how much does the ReLU grow?",
        "Look at what you put on the diagonal: a value, or a slope?",
    ),
    Mistake(
        "z on the diagonal",
        finished(np.diag),
        "Your diagonal holds z itself.",
        "When z grows from 3 to 4, by how much does the ReLU grow?",
        "Look at what you put on the diagonal: a value, or a slope?",
    ),
    Mistake(
        "diagonal without the matrix",
        finished(lambda z: (z > 0).astype(float)),
        "Your result is the diagonal alone: a row of n numbers.",
        "How many pairs of an a and a z are there?",
        "Look for `np.diag`: it puts a row on the diagonal of a matrix.",
    ),
    Mistake(
        "condition the wrong way round",
        finished(lambda z: np.diag(z < 0)),
        "Your diagonal is 1 where z is negative.",
        "Which numbers pass through the ReLU?",
        "Look for `<` where `>` is meant.",
    ),
    Mistake(
        "open everywhere",
        finished(lambda z: np.eye(len(z))),
        "Your diagonal is 1 everywhere, whatever z is.",
        "How steep is the ReLU to the left of 0?",
        "Look for z: does it occur in what you put on the diagonal?",
    ),
    Mistake(
        "sign in place of slope",
        finished(lambda z: np.diag(np.sign(z))),
        "Where z is negative, your diagonal is -1.",
        "How steep is the ReLU to the left of 0?",
        "Look for `np.sign`.",
    ),
    Mistake(
        "whole columns filled",
        finished(lambda z: np.ones((len(z), len(z))) * (z > 0)),
        "Whole columns of your matrix are 1, not only the diagonal.",
        "Does a[2] change when z[1] changes a little?",
        "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
    ),
    Mistake(
        "whole rows filled",
        finished(lambda z: np.ones((len(z), len(z))) * (z > 0)[:, None]),
        "Whole rows of your matrix are 1, not only the diagonal.",
        "Does a[2] change when z[1] changes a little?",
        "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
    ),
    Mistake(
        "every positive place with every other",
        finished(lambda z: np.outer(z > 0, z > 0)),
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
        finished(_in_place),
        "The array that was given to your function is changed after the call.",
        "Whose memory does `z[z > 0] = 1` write to: a new array's, or the caller's?",
        "Look for `z[...] =`; make a new array with `(z > 0).astype(float)` instead.",
    ),
)
