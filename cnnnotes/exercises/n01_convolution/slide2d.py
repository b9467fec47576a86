"""Exercise 01_slide2d: slide a window over an image."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.slide2d_mistakes import MISTAKES
from cnnnotes.exercises.pictures import pictures, written_out
from cnnnotes.ops import conv2d


def slide2d(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """x (H, W), k (KH, KW) → (H - KH + 1, W - KW + 1): sum of window · kernel at each position."""
    x, k = np.array(x, float), np.array(k, float)
    return conv2d(x[None, :, :, None], k[:, :, None, None])[0, :, :, 0]


def _cases(rng):
    for args in pictures(rng, [((3, 3), (2, 2)), ((4, 4), (1, 1)), ((5, 5), (3, 3))]):
        yield "square", args
    for args in pictures(rng, [((3, 4), (2, 2)), ((5, 3), (2, 2)), ((6, 8), (3, 3))]):
        yield "image not square", args
    for args in pictures(rng, [((3, 4), (2, 3)), ((4, 5), (3, 2)), ((6, 5), (2, 4))]):
        yield "kernel not square", args
    for x, k in pictures(rng, [((3, 3), (2, 2)), ((4, 6), (3, 3))]):
        yield "integers in, fractions out", (x.astype(int), k / 4 + 0.125)


def _solution(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


SLIDE2D = Exercise(
    id="01_slide2d",
    title="Slide a window over an image",
    reference=slide2d,
    solution=_solution,
    parts=(
        Part("square", 2),
        Part("image not square", 1),
        Part("kernel not square", 2),
        Part("integers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": written_out},
    hints=(
        "Take pencil and paper: which pixels does the window hold at the position that went wrong?",
        "Look at the two slices: rows from i to i + KH, columns from j to j + KW.",
    ),
    mistakes=MISTAKES,
)
