"""Exercise 02_conv_strided: a convolution with stride and padding."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n02_padding_and_stride.conv_strided_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def conv_strided(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: tuple[int, int], padding: tuple[int, int]
) -> np.ndarray:
    """x (H, W, C), w (KH, KW, C, F), b (F,), stride and padding (rows, columns) → (OH, OW, F)."""
    (down, across), (rows, columns) = stride, padding
    x = np.pad(x, ((rows, rows), (columns, columns), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows[::down, ::across], w) + b


def _cases(rng):
    def draw(kernel, stride=(1, 1), padding=(0, 0), positions=(2, 3), left=(0, 0), bias=False):
        """Draw an image with `positions` for the window, and `left` pixels left over."""
        sizes = zip(kernel, stride, padding, positions, left, strict=False)
        image = [k + s * (n - 1) - 2 * p + rest for k, s, p, n, rest in sizes]
        x = rng.integers(-4, 10, (*image, kernel[2])).astype(float)
        b = distinct(rng, kernel[3:]) * (10 if bias else 0)
        return x + 0.5, distinct(rng, kernel), b, stride, padding

    for kernel, positions in (((2, 2, 1, 1), (2, 2)), ((3, 3, 2, 2), (3, 3))):
        yield "neither", draw(kernel, positions=positions)
    for kernel, positions in (((2, 3, 1, 1), (3, 2)), ((3, 2, 2, 2), (2, 3))):
        yield "kernel not square", draw(kernel, positions=positions)
    for kernel, stride, positions in (
        ((2, 2, 1, 1), (1, 2), (2, 3)),
        ((3, 3, 1, 2), (3, 2), (3, 2)),
        ((2, 2, 2, 1), (2, 3), (2, 4)),
    ):
        yield "stride", draw(kernel, stride, positions=positions)
    for kernel, padding, positions in (
        ((2, 2, 1, 1), (1, 0), (3, 2)),
        ((3, 3, 1, 2), (1, 2), (3, 5)),
        ((2, 2, 2, 1), (2, 1), (5, 4)),
    ):
        yield "padding", draw(kernel, padding=padding, positions=positions)
    for kernel, stride, left in (
        ((2, 2, 1, 1), (2, 2), (1, 1)),
        ((3, 3, 1, 1), (3, 2), (2, 1)),
        ((2, 2, 2, 2), (2, 3), (1, 2)),
    ):
        yield "pixels left over", draw(kernel, stride, left=left)
    for kernel, stride, padding in (
        ((2, 2, 1, 2), (1, 2), (0, 1)),
        ((3, 2, 2, 2), (2, 3), (2, 1)),
        ((2, 3, 2, 3), (3, 1), (1, 2)),
    ):
        yield "all at once, with bias", draw(kernel, stride, padding, positions=(3, 4), bias=True)


def _written_out(at, x, w, b, stride, padding):
    (i, j, f), (rows, columns) = at, padding
    x = np.pad(x, ((rows, rows), (columns, columns), (0, 0)))
    top, left = i * stride[0], j * stride[1]
    window = x[top : top + w.shape[0], left : left + w.shape[1]]
    return f"{products(window, w[..., f])} + {factor(b[f])}"


CONV_STRIDED = Exercise(
    id="02_conv_strided",
    title="Stride and padding",
    reference=conv_strided,
    parts=(
        Part("neither", 1),
        Part("kernel not square", 1),
        Part("stride", 1),
        Part("padding", 1),
        Part("pixels left over", 1),
        Part("all at once, with bias", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "With a stride of 2, at which row of the padded image does the third window begin?",
        "Look at the window's first row and column: i · stride and j · stride.",
    ),
    mistakes=MISTAKES,
)
