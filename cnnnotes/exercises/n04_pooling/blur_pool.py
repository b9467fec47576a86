"""Exercise 04_blur_pool: blur before pixels are skipped."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n04_pooling._blur_pool import BLUR
from cnnnotes.exercises.n04_pooling.blur_pool_mistakes import MISTAKES


def blur_pool(x: np.ndarray) -> np.ndarray:
    """x (H, W) → (⌈H / 2⌉, ⌈W / 2⌉): blurred by 1, 2, 1 both ways over 16, every second pixel."""
    padded = np.pad(x, 1)
    rows = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    blurred = (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16
    return blurred[::2, ::2]


def _cases(rng):
    def draw(*shape):
        size = np.prod(shape)
        return rng.permutation(np.arange(size) - size // 2 + 0.0).reshape(shape)

    for shape in ((2, 4), (4, 2), (4, 6)):
        yield "even sizes", (draw(*shape) * 8,)
    for shape in ((3, 3), (5, 3), (3, 7), (4, 5)):
        yield "odd sizes", (draw(*shape) * 8,)
    for shape in ((2, 4), (5, 4)):
        yield "integers in, fractions out", (2 * draw(*shape).astype(int) + 1,)


def _written_out(at, x):
    i, j = at[0] * 2, at[1] * 2
    return f"({products(np.pad(x, 1)[i : i + 3, j : j + 3], BLUR * 16)}) / 16"


BLUR_POOL = Exercise(
    id="04_blur_pool",
    title="Blur, then skip",
    reference=blur_pool,
    parts=(
        Part("even sizes", 2),
        Part("odd sizes", 1),
        Part("integers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Which nine pixels, and how much of each, make the number that is wrong?",
        "Look at the order: pad by 1, blur every pixel, then take every second one.",
    ),
    mistakes=MISTAKES,
)
