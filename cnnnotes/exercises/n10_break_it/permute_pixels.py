"""Exercise 10_permute_pixels: the same pixels, in another order."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n10_break_it.permute_pixels_mistakes import MISTAKES


def permute_pixels(x: np.ndarray, order: np.ndarray) -> np.ndarray:
    """x (N, H, W, C), order (H·W,) → the same shape: pixel i is what was pixel order[i]."""
    n, h, w, c = x.shape
    return x.reshape(n, h * w, c)[:, order].reshape(x.shape)


def _cases(rng):
    def draw(*shape):
        size, once = np.prod(shape), np.arange(shape[1] * shape[2])
        while True:
            order = rng.permutation(once)
            twice = order[order]
            if not any((again == once).any() for again in (order, twice, order[twice])):
                return rng.permutation(size).reshape(shape) - 3.667, order

    for shape in ((1, 2, 2, 1), (1, 2, 4, 1)):
        yield "one image", draw(*shape)
    for shape in ((6, 2, 2, 1), (3, 4, 2, 1)):
        yield "several images", draw(*shape)
    for shape in ((1, 2, 4, 2), (3, 4, 3, 3)):
        yield "several channels", draw(*shape)
    for n in (3, 30):
        yield "no loop over images", draw(n, 4, 2, 1)


def _written_out(at, x, order):
    n, i, j, c = at
    row, column = divmod(int(order[i * x.shape[2] + j]), x.shape[2])
    return f"x[{n}, {row}, {column}, {c}]"


PERMUTE_PIXELS = Exercise(
    id="10_permute_pixels",
    title="All pixels, in another order",
    reference=permute_pixels,
    parts=(
        Part("one image", 1),
        Part("several images", 1),
        Part("several channels", 1),
        Part("no loop over images", 1, vectorized=True),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "With all pixels of an image in one line, which of them comes first in the new order?",
        "Look at the shapes: (N, H·W, C), then an index into the middle axis, then back.",
    ),
    mistakes=MISTAKES,
)
