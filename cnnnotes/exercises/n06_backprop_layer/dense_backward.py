"""Exercise 06_dense_backward: the three gradients of a dense layer."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer.dense_backward_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def dense_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """dy (N, M), x (N, D), w (D, M) → dx (N, D), dw (D, M), db (M,)."""
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


def _cases(rng):
    for part in ("db", "dw", "dx"):
        # As many inputs as outputs, as images: what is not transposed gives numbers, and no error.
        for n, d, m in ((1, 2, 2), (2, 2, 2), (2, 3, 4), (4, 2, 3), (3, 1, 2)):
            pieces = 2 if n * d * m < 9 else 7  # halves can be followed by hand
            sizes = (n, m), (n, d), (d, m)
            yield part, tuple(distinct(rng, size) / pieces for size in sizes)


DENSE_BACKWARD = Exercise(
    id="06_dense_backward",
    title="The gradients of a dense layer",
    reference=dense_backward,
    parts=(
        Part("db", 1, returns=("db",)),
        Part("dw", 2, returns=("dw",)),
        Part("dx", 2, returns=("dx",)),
    ),
    cases=_cases,
    returns=("dx", "dw", "db"),
    arithmetic={
        "dx": lambda at, dy, x, w: products(dy[at[0]], w[at[1]]),
        "dw": lambda at, dy, x, w: products(x[:, at[0]], dy[:, at[1]]),
        "db": lambda at, dy, x, w: f"the sum of dy[:, {at[0]}]",
    },
    hints=(
        "Take one weight, w[d, m]: which input does it multiply, to which output, in which images?",
        "Look at the array that is wrong: which axis do its two factors share, and is it summed?",
    ),
    mistakes=MISTAKES,
)
