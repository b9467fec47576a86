"""Exercise 01_im2col: every window as a row of a matrix."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.im2col_mistakes import MISTAKES


def im2col(x: np.ndarray, kh: int, kw: int) -> np.ndarray:
    """x (H, W, C) → (OH·OW, KH·KW·C): a row per window, its pixels row by row, channels last."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(0, 1))
    windows = windows.transpose(0, 1, 3, 4, 2)  # (OH, OW, C, KH, KW) → (OH, OW, KH, KW, C)
    return windows.reshape(-1, kh * kw * x.shape[2])


def _cases(rng):
    def draw(*shape):
        return rng.permutation(np.prod(shape)).reshape(shape) / 2 - 3

    for shape in ((2, 3, 1), (3, 3, 1), (4, 5, 1)):
        yield "one channel", (draw(*shape), 2, 2)
    for shape in ((3, 3, 2), (4, 5, 3)):
        yield "several channels", (draw(*shape), 2, 2)
    for kh, kw in ((1, 2), (3, 2), (2, 3)):
        yield "window not square", (draw(4, 5, 2), kh, kw)
    for shape in ((5, 6, 2), (25, 30, 2)):
        yield "no loop over pixels", (draw(*shape), 3, 2)


def _written_out(at, x, kh, kw):
    ow, c = x.shape[1] - kw + 1, x.shape[2]
    i, j = divmod(at[0], ow)
    a, b, channel = np.unravel_index(at[1], (kh, kw, c))
    return f"x[{i + a}, {j + b}, {channel}]"


IM2COL = Exercise(
    id="01_im2col",
    title="Every window as a row",
    reference=im2col,
    parts=(
        Part("one channel", 1),
        Part("several channels", 2),
        Part("window not square", 1),
        Part("no loop over pixels", 2, vectorized=True),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Write the first window of a 3 by 3 image with 2 channels as a row: what comes second?",
        "Look at the order of the axes before the last `reshape`: OH, OW, KH, KW, C.",
    ),
    mistakes=MISTAKES,
)
