"""Exercise 04_shift_error: measure whether a layer's output moves along with its input."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n04_pooling.shift_error_mistakes import MISTAKES


def shift_error(f: Callable, x: np.ndarray, d: int) -> float:
    """f: (H, W) → (H, W), x (H, W) → max |f(x moved) - f(x) moved|: d to the right, 0 comes in."""
    left, right = max(-d, 0), max(d, 0)

    def moved(image):
        """Move by d to the right, zeros coming in; a negative d moves to the left."""
        padded = np.pad(image, ((0, 0), (right, left)))
        return padded[:, left : left + image.shape[1]]

    return np.abs(f(moved(x)) - moved(f(x))).max()


def _cases(rng):
    def draw(*shape):
        """Halves in small images, that can be followed by hand; sevenths in larger ones."""
        numbers = rng.permutation(np.arange(np.prod(shape)) - 3.0).reshape(shape)
        return numbers / (2 if shape[0] == 2 else 7)

    for layer in (
        "each pixel + 2 · its right neighbour − the one above",
        "x times its column's number",
        "max pooling by 2, enlarged",
    ):
        for shape, d in (((2, 4), 1), ((4, 6), 1), ((2, 8), 2), ((4, 6), 3)):
            yield "to the right", (fixture("layer", layer), draw(*shape), d)
        yield "not at all", (fixture("layer", layer), draw(2, 6), 0)
        for shape, d in (((2, 4), -1), ((4, 6), -2), ((2, 8), -3)):
            yield "to the left", (fixture("layer", layer), draw(*shape), d)


SHIFT_ERROR = Exercise(
    id="04_shift_error",
    title="Measure how far a layer is from equivariance",
    reference=shift_error,
    parts=(Part("to the right", 3), Part("not at all", 1), Part("to the left", 1)),
    cases=_cases,
    returns=("result",),
    arithmetic={
        "result": lambda at, f, x, d: f"max |f(x moved) - f(x) moved| (f: {f['settings'][0]})"
    },
    hints=(
        "Which two images does the error compare: how did each of them come about?",
        "Look at both orders: first move, then f; first f, then move.",
    ),
    mistakes=MISTAKES,
)
