"""Exercise 01_slide1d: slide a window along a signal."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.slide1d_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct
from cnnnotes.ops import conv1d


def slide1d(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """x (L,), k (K,) → (L - K + 1,): the sum of window · kernel at each position."""
    return conv1d(np.array(x, float)[None, :, None], np.array(k, float)[:, None, None])[0, :, 0]


def _cases(rng):
    for size in (2, 3, 4):
        yield "one window", (distinct(rng, size), distinct(rng, size))
    for length, size in ((3, 2), (5, 3), (4, 1), (8, 4), (12, 3)):
        yield "every window", (distinct(rng, length), distinct(rng, size))
    for length, size in ((4, 2), (7, 3)):
        x, k = distinct(rng, length).astype(int), distinct(rng, size) / 4 + 0.125
        yield "integers in, fractions out", (x, k)


def _solution(x, k):
    positions = len(x) - len(k) + 1
    return np.array([np.sum(x[i : i + len(k)] * k) for i in range(positions)])


SLIDE1D = Exercise(
    id="01_slide1d",
    title="Slide a window along a signal",
    reference=slide1d,
    solution=_solution,
    parts=(
        Part("one window", 1),
        Part("every window", 2),
        Part("integers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": lambda at, x, k: products(x[at[0] : at[0] + len(k)], k)},
    hints=(
        "Take pencil and paper: which numbers of x does the window hold at the first position?",
        "Look at the slice: it begins at i and holds as many numbers as the kernel.",
    ),
    mistakes=MISTAKES,
)
