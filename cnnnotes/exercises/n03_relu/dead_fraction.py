"""Exercise 03_dead_fraction: which fraction of the units is silent for every input."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n03_relu.dead_fraction_mistakes import MISTAKES


def dead_fraction(activations: np.ndarray) -> float:
    """activations (N, UNITS) after the ReLU, a row per input → fraction of units always 0."""
    return np.mean((activations == 0).all(axis=0))


def _cases(rng):
    def draw(inputs, units, dead):
        """Draw activations with `dead` silent units; the second input is met with silence."""
        active = rng.random((inputs, units)) < 0.5
        active[1], active[2] = False, True
        active[0, 0] = active[-1, 1] = False  # not every unit that is silent here is dead
        active[:, units - dead :] = False
        numbers = active * rng.integers(1, 10, active.shape) / 2
        return numbers[:, rng.permutation(units)]

    yield "some units dead", (np.array([[0.5, 0, 0], [0, 2, 0]])[:, rng.permutation(3)],)
    for inputs, units, dead in ((4, 5, 2), (5, 4, 1), (4, 8, 3), (6, 9, 5), (7, 8, 2)):
        yield "some units dead", (draw(inputs, units, dead),)
    rare = np.zeros((12, 6))  # a unit that is hardly ever active, or hardly at all, is not dead
    rare[rng.integers(12), :2], rare[::2, 2], rare[:, 3:5] = (0.01, 2), 1.5, 0.01
    yield "some units dead", (rare[:, rng.permutation(6)],)
    yield "all, none, one input", (np.zeros((3, 4)),)
    yield "all, none, one input", (rng.integers(1, 10, (4, 3)) / 2,)
    yield "all, none, one input", (np.array([[1.5, 0, 2, 3]])[:, rng.permutation(4)],)


def _written_out(at, activations):
    return f"{(activations == 0).all(axis=0).sum()}/{activations.shape[1]}"


DEAD_FRACTION = Exercise(
    id="03_dead_fraction",
    title="How many units are dead?",
    reference=dead_fraction,
    parts=(Part("some units dead", 2), Part("all, none, one input", 1)),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": _written_out},
    hints=(
        "What do you see in the column of a unit that is dead?",
        "Look at the two steps: which units are 0 in every row, then their fraction.",
    ),
    mistakes=MISTAKES,
)
