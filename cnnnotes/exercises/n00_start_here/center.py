"""Exercise 00_center: subtract the mean of each column."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n00_start_here.center_mistakes import MISTAKES


def center(x: np.ndarray) -> np.ndarray:
    """x (N, D), of any number type → floats (N, D): each column without its mean."""
    x = np.asarray(x, float)
    return x - x.mean(axis=0)


def _center_cases(rng):
    for shape in ((2, 2), (3, 2), (2, 4), (5, 3)):
        yield "floats", (rng.integers(-9, 10, shape) + 0.5,)
    for shape in ((2, 2), (3, 3), (3, 4)):
        yield "integers", (rng.integers(-9, 10, shape) * 2 + np.eye(*shape, dtype=int),)
    yield "integers", (rng.integers(0, 256, (4, 3)).astype(np.uint8),)


CENTER = Exercise(
    id="00_center",
    title="Subtract the mean of each column",
    reference=center,
    parts=(Part("floats", 2), Part("integers", 1)),
    cases=_center_cases,
    hints=(
        "After centring, what should the mean of each column be? Is it that in your result?",
        "Look at the line that takes the mean: over which axis, and as which kind of number?",
    ),
    arithmetic={"out": lambda at, x: f"{x[at]:g} - mean of column {at[1]}"},
    mistakes=MISTAKES,
)
