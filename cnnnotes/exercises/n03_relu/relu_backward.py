"""Exercise 03_relu_backward: which gradients a ReLU lets through."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n03_relu.relu_backward_mistakes import MISTAKES


def relu_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    """dy and x of one shape → the same shape: dy where x > 0, else 0 (at zero too)."""
    return dy * (x > 0)


def _cases(rng):
    def draw(shape, zeros=0):
        """Draw `(dy, x)` in halves, without a 0, but for `zeros` in x."""
        size = np.prod(shape)
        dy, x = ((rng.permutation(size) + 1) / 2 * rng.choice((-1, 1), size) for _ in range(2))
        x[:2], dy[:2] = np.abs(x[:2]) * (1, -1), np.abs(dy[:2]) * (-1, 1)  # the signs differ
        x[rng.permutation(size)[:zeros]] = 0
        return dy.reshape(shape), x.reshape(shape)

    for shape in ((3,), (5,), (2, 3), (4, 3), (3, 2, 2)):
        yield "away from zero", draw(shape)
    for shape in ((4,), (3, 2), (4, 5)):
        yield "at zero", draw(shape, zeros=2)


RELU_BACKWARD = Exercise(
    id="03_relu_backward",
    title="Send the gradient back through a ReLU",
    reference=relu_backward,
    parts=(Part("away from zero", 2), Part("at zero", 1)),
    cases=_cases,
    returns=("dx",),
    arithmetic={"dx": lambda at, dy, x: f"{dy[at]:g} · [{x[at]:g} > 0]"},
    hints=(
        "Where x is negative, the output is 0 all around. How much does the loss change with x?",
        "Look at the two factors: dy, and 1 or 0 by the sign of x.",
    ),
    mistakes=MISTAKES,
)
