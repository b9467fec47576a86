"""Exercise 05_da_dz: the slope of the ReLU, as a diagonal matrix."""

import numpy as np

from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._network import da_dz
from cnnnotes.exercises.n05_backprop_by_hand.da_dz_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def _cases(rng):
    for n in (2, 3, 5):
        z = distinct(rng, n) - 0.5
        yield "positive and negative", (z if z[-1] > 0 else -z,)
    for n in (3, 6):
        yield "exactly zero", (rng.permutation(np.append(distinct(rng, n - 1) - 0.5, 0)),)


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
    mistakes=MISTAKES,
)
