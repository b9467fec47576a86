"""Exercise 03_he_std: how widely the weights before a ReLU are scattered at the start."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n03_relu.he_std_mistakes import MISTAKES


def he_std(kh: int, kw: int, c_in: int) -> float:
    """Window kh × kw over c_in channels → standard deviation of its weights, √(2 / fan-in)."""
    return np.sqrt(2 / (kh * kw * c_in))


def _cases(rng):
    for c_in in (2, *(int(n) for n in rng.choice(range(3, 65), 2, replace=False))):
        yield "window of one pixel", (1, 1, c_in)
    for size in (3, 5):
        yield "larger windows", (size, size, int(rng.integers(3, 65)))
    for shape in ((2, 3), (5, 2), (1, 7)):
        yield "not square", (*shape, int(rng.integers(3, 65)))


HE_STD = Exercise(
    id="03_he_std",
    title="How widely are weights scattered at the start?",
    reference=he_std,
    parts=(Part("window of one pixel", 1), Part("larger windows", 1), Part("not square", 1)),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": lambda at, kh, kw, c_in: f"√(2 / ({kh}·{kw}·{c_in}))"},
    formula=True,
    hints=(
        "How many products make up one number of the output?",
        "Look at the fan-in: kh·kw·c_in, all of it beneath the 2, all of it under the root.",
    ),
    mistakes=MISTAKES,
)
