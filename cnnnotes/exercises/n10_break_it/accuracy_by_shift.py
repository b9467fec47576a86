"""Exercise 10_accuracy_by_shift: how much a model minds where a digit stands."""

from typing import Any

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n10_break_it.accuracy_by_shift_mistakes import MISTAKES


def accuracy_by_shift(model: Any, x: np.ndarray, y: np.ndarray, shifts: list[int]) -> np.ndarray:
    """x (N, H, W, C), labels y (N,), shifts [columns to the right, …] → an accuracy per shift."""
    width, accuracies = x.shape[2], []
    for shift in shifts:
        side = abs(shift)
        padded = np.pad(x, ((0, 0), (0, 0), (side, side), (0, 0)))
        moved = padded[:, :, side - shift : side - shift + width]
        accuracies.append(np.mean(model.predict(moved).argmax(axis=1) == y))
    return np.array(accuracies)


def _cases(rng):
    def draw(n, shape, classes, shifts, dark=0):
        """Draw images with `dark` columns of zeros on either side."""
        x = rng.integers(0, 10, (n, *shape)).astype(float)
        x[:, :, :dark], x[:, :, shape[1] - dark :] = 0, 0
        model = fixture("classifier", shape, classes, int(rng.integers(1000)))
        return model, x, rng.integers(0, classes, n), shifts

    for n, shape in ((20, (2, 6, 1)), (30, (4, 5, 2))):
        yield "not moved", draw(n, shape, 3, [0], dark=1)
    for shape, shifts in (((3, 7, 1), [1, 2]), ((4, 8, 2), [1, 2, 1])):
        yield "to the right", draw(40, shape, 4, shifts, dark=2)
    for shape, shifts in (((3, 7, 1), [-1, -2]), ((5, 6, 1), [-2, -1]), ((4, 8, 2), [-1, -1, -2])):
        yield "to the left", draw(40, shape, 4, shifts, dark=2)
    for shape, shifts in (((3, 5, 1), [1, 2]), ((4, 6, 1), [2, 3]), ((5, 4, 2), [1, 1, 2])):
        yield "bright borders", draw(40, shape, 4, shifts)


ACCURACY_BY_SHIFT = Exercise(
    id="10_accuracy_by_shift",
    title="Accuracy against shift",
    reference=accuracy_by_shift,
    parts=(
        Part("not moved", 1),
        Part("to the right", 1),
        Part("to the left", 1),
        Part("bright borders", 2),
    ),
    cases=_cases,
    returns=("accuracies",),
    hints=(
        "Move a single bright column at the edge by one: where is it, and what came in?",
        "Look at one moved image: `plt.imshow` tells more than an accuracy.",
    ),
    mistakes=MISTAKES,
)
