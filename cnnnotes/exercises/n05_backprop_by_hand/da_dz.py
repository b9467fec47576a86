"""Exercise 05_da_dz: the slope of the ReLU, as a diagonal matrix."""

import numpy as np

from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n01_convolution.pictures import distinct
from cnnnotes.exercises.n05_backprop_by_hand.network import da_dz


def _cases(rng):
    for n in (2, 3, 5):
        z = distinct(rng, n) + 0.5
        yield "positive and negative", (z if z[-1] > 0 else -z,)
    for n in (3, 6):
        yield "exactly zero", (rng.permutation(np.append(distinct(rng, n - 1), 0)),)


def _in_place(z):
    z[z > 0] = 1
    z[z < 0] = 0
    return np.diag(z)


def _last_not_written(z):
    out = da_dz(z)
    out[-1, -1] = 0
    return out


def _written_out(at, z):
    i, j = at
    return f"(z[{i}] = {number(z[i])} > 0)" if i == j else "off the diagonal"


DA_DZ = Exercise(
    id="05_da_dz",
    title="The slope of the ReLU",
    reference=da_dz,
    parts=(Part("positive and negative", 2), Part("exactly zero", 1)),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Does a[2] change when z[1] changes a little? And when z[2] does?",
        "Look at the diagonal: 1 where z > 0, else 0. All else is 0.",
    ),
    mistakes=(
        Mistake(
            "passes at zero",
            lambda z: np.diag(z >= 0),
            "Where z is exactly 0, your slope is 1.",
            "Is z > 0 at z = 0?",
            "Look for `>=`.",
        ),
        Mistake(
            "half at zero",
            lambda z: np.diag(np.heaviside(z, 0.5)),
            "Where z is exactly 0, your slope is one half.",
            "Which of the two slopes do we agree on at the kink?",
            "Look at the second argument of `np.heaviside`.",
        ),
        Mistake(
            "one wherever z is not zero",
            lambda z: np.diag(z != 0),
            "Your slope is 1 for negative numbers too.",
            "How steep is the ReLU to the left of 0?",
            "Look at the condition: `z > 0`.",
        ),
        Mistake(
            "activations on the diagonal",
            lambda z: np.diag(np.maximum(z, 0)),
            "Your diagonal holds a = ReLU(z) itself; asked for is its slope.",
            "When z grows from 3 to 4, by how much does the ReLU grow?",
            "Look at what you put on the diagonal: a value, or a slope?",
        ),
        Mistake(
            "z on the diagonal",
            np.diag,
            "Your diagonal holds z itself.",
            "When z grows from 3 to 4, by how much does the ReLU grow?",
            "Look at what you put on the diagonal: a value, or a slope?",
        ),
        Mistake(
            "diagonal without the matrix",
            lambda z: (z > 0).astype(float),
            "Your result is the diagonal alone: a row of n numbers.",
            "How many pairs of an a and a z are there?",
            "Look for `np.diag`: it puts a row on the diagonal of a matrix.",
        ),
        Mistake(
            "condition the wrong way round",
            lambda z: np.diag(z < 0),
            "Your diagonal is 1 where z is negative.",
            "Which numbers pass through the ReLU?",
            "Look for `<` where `>` is meant.",
        ),
        Mistake(
            "open everywhere",
            lambda z: np.eye(len(z)),
            "Your diagonal is 1 everywhere, whatever z is.",
            "How steep is the ReLU to the left of 0?",
            "Look for z: does it occur in what you put on the diagonal?",
        ),
        Mistake(
            "sign in place of slope",
            lambda z: np.diag(np.sign(z)),
            "Where z is negative, your diagonal is -1.",
            "How steep is the ReLU to the left of 0?",
            "Look for `np.sign`.",
        ),
        Mistake(
            "whole columns filled",
            lambda z: np.ones((len(z), len(z))) * (z > 0),
            "Whole columns of your matrix are 1, not only the diagonal.",
            "Does a[2] change when z[1] changes a little?",
            "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
        ),
        Mistake(
            "whole rows filled",
            lambda z: np.ones((len(z), len(z))) * (z > 0)[:, None],
            "Whole rows of your matrix are 1, not only the diagonal.",
            "Does a[2] change when z[1] changes a little?",
            "Look at the line that writes the 1: it needs both indices, `out[i, i]`.",
        ),
        Mistake(
            "every positive place with every other",
            lambda z: np.outer(z > 0, z > 0),
            "Your matrix is 1 off the diagonal too, where both places are positive.",
            "Does a[2] change when z[1] changes a little?",
            "Look for `np.outer`, or for a product of a row and a column.",
        ),
        Mistake(
            "the other diagonal",
            lambda z: np.fliplr(da_dz(z)),
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
    ),
)
