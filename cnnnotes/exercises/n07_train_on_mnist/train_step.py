"""Exercise 07_train_step: an error, a gradient, a step."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n07_train_on_mnist._stepping import (
    mean_loss,
    new_b,
    new_w,
)
from cnnnotes.exercises.n07_train_on_mnist.train_step_mistakes import MISTAKES


def train_step(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """w (D, C), b (C,), x (N, D), labels (N,) → new w, new b, loss before the step."""
    scores = x @ w + b
    scores = scores - scores.max(axis=1, keepdims=True)  # or e^scores may be too large
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -logs[np.arange(len(x)), labels].mean()
    error = (np.exp(logs) - np.eye(len(b))[labels]) / len(x)
    return w - rate * x.T @ error, b - rate * error.sum(axis=0), loss


def _cases(rng):
    def draw(d, c, labels):
        labels = np.array(labels)
        w, b, x = (rng.normal(size=s).round(1) for s in ((d, c), c, (len(labels), d)))
        return w, b, x, labels, rng.integers(2, 8) / 10

    for d, c in ((2, 3), (4, 3)):
        yield "one image", draw(d, c, [rng.integers(c)])
    for d, c, labels in ((1, 2, [1, 0]), (3, 4, [2, 0, 1, 1, 3]), (5, 4, [0, 1, 1, 2, 0, 2, 3])):
        yield "a batch", draw(d, c, labels)
    for d, labels in ((2, [0, 1]), (3, [2, 0, 1, 2])):
        w, b, x, labels, rate = draw(d, 3, labels)
        b[labels[0]], b[labels[1]] = -900, 900  # e^900 overflows, e^-1800 is 0
        yield "large scores", (w, b, x, labels, rate)


TRAIN_STEP = Exercise(
    id="07_train_step",
    title="One step of training",
    reference=train_step,
    parts=(Part("one image", 2), Part("a batch", 2), Part("large scores", 1)),
    cases=_cases,
    returns=("new_w", "new_b", "loss"),
    arithmetic={"new_w": new_w, "new_b": new_b, "loss": mean_loss},
    hints=(
        "Which of the three is wrong, for the smallest input: the loss, w or b?",
        "Look at the error (p - one-hot) / N: w moves by rate · x.T @ error, b by its sum.",
    ),
    mistakes=MISTAKES,
)
