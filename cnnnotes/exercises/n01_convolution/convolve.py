"""Exercise 01_convolve: true convolution, which turns the kernel around first."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.convolve_mistakes import MISTAKES
from cnnnotes.exercises.n01_convolution.slide2d import slide2d
from cnnnotes.exercises.pictures import pictures, written_out


def convolve(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """x (H, W), k (KH, KW) → (H - KH + 1, W - KW + 1): slid under the kernel turned by 180°."""
    return slide2d(x, k[::-1, ::-1])


def _cases(rng):
    for args in pictures(rng, [((3, 3), (2, 2)), ((4, 6), (2, 2)), ((4, 5), (3, 3))]):
        yield "square kernel", args
    for x, k in pictures(rng, [((3, 4), (2, 3)), ((5, 4), (3, 2)), ((7, 6), (4, 3))]):
        yield "kernel not square", (x, k / 2)


CONVOLVE = Exercise(
    id="01_convolve",
    title="Convolve as mathematics does",
    reference=convolve,
    parts=(Part("square kernel", 2), Part("kernel not square", 1)),
    cases=_cases,
    arithmetic={"out": lambda at, x, k: written_out(at, x, k[::-1, ::-1])},
    hints=(
        "What must be done to the kernel, so that `slide2d` gives the convolution?",
        "Look at the kernel that you slide: rows and columns both run backwards.",
    ),
    mistakes=MISTAKES,
)
