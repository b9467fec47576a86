"""Exercise 03_relu: what is negative becomes 0."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n03_relu.relu_mistakes import MISTAKES


def relu(x: np.ndarray) -> np.ndarray:
    """x of any shape → the same shape: max(x, 0) for each number."""
    return np.maximum(x, 0)


def _cases(rng):
    def draw(*shape):
        numbers = rng.permutation(np.prod(shape)).reshape(shape) + 1.5
        return numbers * np.where(rng.permutation(np.prod(shape)).reshape(shape) % 2, -1, 1)

    yield "signals", (np.array([2.5]),)
    yield "signals", (np.array([-1.5, 0.5, 0, 3, -2]),)
    for length in (4, 7):
        yield "signals", (draw(length),)
    for shape in ((2, 3), (4, 3), (3, 4, 2)):
        yield "images", (draw(*shape),)
    for shape in ((3, 4), (20, 30)):
        yield "no loop over pixels", (draw(*shape),)


RELU = Exercise(
    id="03_relu",
    title="Cut off what is negative",
    reference=relu,
    parts=(
        Part("signals", 1),
        Part("images", 1),
        Part("no loop over pixels", 1, vectorized=True),
    ),
    cases=_cases,
    arithmetic={"out": lambda at, x: f"max({x[at]:g}, 0)"},
    hints=(
        "What becomes of -2, of 0, and of 3?",
        "Look for the one NumPy function that compares each number of x with 0.",
    ),
    mistakes=MISTAKES,
)
