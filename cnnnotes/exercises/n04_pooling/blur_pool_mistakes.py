"""What is known to go wrong in exercise 04_blur_pool."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n04_pooling._blur_pool import BLUR
from cnnnotes.exercises.spoiling import finished, knobs


def _loop(
    x,
    *,
    seen=lambda x: x,
    kernel=BLUR,
    sides=(1, 1),
    mode="constant",
    kept=np.s_[::2, ::2],
):
    """Blur what is `seen` of x under a kernel of 3 by 3, padded by `sides`; keep some pixels."""
    x = np.pad(seen(x), sides, mode)
    h, w = x.shape[0] - 2, x.shape[1] - 2
    blurred = sum(kernel[a, b] * x[a : a + h, b : b + w] for a, b in np.ndindex(3, 3))
    return blurred[kept]


def _by(kernel):
    """Blurred by another kernel."""
    return knobs(_loop, kernel=np.asarray(kernel))


def _largest(x):
    padded = np.pad(x, 1)
    return np.lib.stride_tricks.sliding_window_view(padded, (3, 3)).max(axis=(2, 3))[::2, ::2]


def _averaged_in_pairs(x):
    h, w = x.shape[0] // 2 * 2, x.shape[1] // 2 * 2
    return x[:h, :w].reshape(h // 2, 2, w // 2, 2).mean(axis=(1, 3))


MISTAKES = (
    Mistake(
        "blurs after subsampling",
        knobs(_loop, seen=lambda x: x[::2, ::2], kept=np.s_[:, :]),
        "Your output mixes pixels that lie two apart: pixels were skipped before the blur.",
        "What can a blur still know of pixels that were thrown away before it?",
        "Look at the order of the two steps: `[::2, ::2]` comes last.",
    ),
    Mistake(
        "not blurred",
        _by([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "Your output holds every second pixel as it was.",
        "What happens to a line one pixel wide when it lies in a column that is skipped?",
        "Look for the blur: is its result used?",
    ),
    Mistake(
        "not subsampled",
        knobs(_loop, kept=np.s_[:, :]),
        "Your output is as large as the input: blurred, and nothing skipped.",
        "How many rows are left when every second one is taken?",
        "Look for `[::2, ::2]`.",
    ),
    Mistake(
        "not divided",
        lambda right, x: right(x) * 16,
        "Every number is 16 times too large.",
        "What is the sum of the kernel, and what should it be for a blur?",
        "Look for the division by 16.",
    ),
    Mistake(
        "divided by 4",
        lambda right, x: right(x) * 4,
        "Every number is 4 times too large.",
        "By how much must one divide when 1, 2, 1 was applied both ways?",
        "Look at the division: the kernel of 3 by 3 has the sum 16.",
    ),
    Mistake(
        "plain mean of nine pixels",
        _by(np.full((3, 3), 1 / 9)),
        "All nine pixels count alike in your blur.",
        "How much more does the middle pixel count than a corner?",
        "Look at the kernel: 1, 2, 1 times 1, 2, 1.",
    ),
    Mistake(
        "blurred along rows only",
        _by([[0, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]]),
        "Your output is blurred from left to right, and not from top to bottom.",
        "In how many directions does the image have neighbours?",
        "Look at the axes that you blur along: both are needed.",
    ),
    Mistake(
        "blurred along columns only",
        _by([[0, 0.25, 0], [0, 0.5, 0], [0, 0.25, 0]]),
        "Your output is blurred from top to bottom, and not from left to right.",
        "In how many directions does the image have neighbours?",
        "Look at the axes that you blur along: both are needed.",
    ),
    Mistake(
        "kernel without corners",
        _by(np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]]) / 8),
        "The corners of the window do not count in your blur.",
        "What is 1, 2, 1 times 1, 2, 1, in the corner?",
        "Look at the kernel: each entry is a product.",
    ),
    Mistake(
        "rows of the kernel alike",
        _by(np.array([[1, 2, 1]] * 3) / 12),
        "The three rows of your kernel are alike.",
        "What is 1, 2, 1 times 1, 2, 1, in the middle row?",
        "Look at the kernel: each entry is a product.",
    ),
    Mistake(
        "largest of nine in place of a blur",
        finished(_largest),
        "Each number is the largest of its window.",
        "Does a blur mix pixels, or choose one?",
        "Look for `max`.",
    ),
    Mistake(
        "mean of 2 by 2 pixels",
        finished(_averaged_in_pairs),
        "Your output is the average pooling by 2: its windows do not overlap.",
        "How wide is the window of a blur by 1, 2, 1?",
        "Look at the size of the window: 3 by 3, two pixels apart.",
    ),
    Mistake(
        "begins with the second pixel",
        knobs(_loop, kept=np.s_[1::2, 1::2]),
        "Your output begins with the second row and column.",
        "Which pixel is the first that `[::2]` takes?",
        "Look for `[1::2]`, or at the first position of the loop.",
    ),
    Mistake(
        "half size rounded down",
        lambda right, x: right(x)[: x.shape[0] // 2, : x.shape[1] // 2],
        "With odd sizes your output lacks its last row or column.",
        "How many of 5 pixels does `[::2]` take?",
        "Look for `H // 2`: expected half of H, rounded up, (H + 1) // 2.",
    ),
    Mistake(
        "no padding",
        knobs(_loop, sides=(0, 0)),
        "Your output is too small: the blur left out the border.",
        "What do pixels at the border have for neighbours on the outside?",
        "Look at the size after the blur: pad by 1, so that it stays (H, W).",
    ),
    Mistake(
        "all padding before the image",
        knobs(_loop, sides=(2, 0)),
        "The zeros stand above and to the left alone: your output is moved by one pixel.",
        "On how many sides is the image padded?",
        "Look at `np.pad`: 1 on each side.",
    ),
    Mistake(
        "all padding after the image",
        knobs(_loop, sides=(0, 2)),
        "The zeros stand below and to the right alone: your output is moved by one pixel.",
        "On how many sides is the image padded?",
        "Look at `np.pad`: 1 on each side.",
    ),
    Mistake(
        "edge pixels repeated outside",
        knobs(_loop, mode="edge"),
        "Outside of the image you repeat its edge.",
        "What is the value of the padding?",
        'Look for `mode="edge"`: expected zeros.',
    ),
    Mistake(
        "image mirrored outside",
        knobs(_loop, mode="reflect"),
        "Outside of the image you mirror it.",
        "What is the value of the padding?",
        'Look for `mode="reflect"`: expected zeros.',
    ),
    Mistake(
        "wraps around",
        knobs(_loop, mode="wrap"),
        "Outside of the image you go on at its other side.",
        "What is the left neighbour of the first pixel of a row?",
        "Look for `np.roll`, or for an index of -1.",
    ),
    Mistake(
        "padding left out of the mean",
        lambda right, x: right(x) / right(np.ones(x.shape)),
        "At the border you divide by the weights of real pixels alone.",
        "By how much does the kernel divide: by 16 everywhere?",
        "Look at the division: it is the same at each pixel.",
    ),
    Mistake(
        "rows skipped, columns kept",
        knobs(_loop, kept=np.s_[::2]),
        "Every second row was skipped, and no column.",
        "How many axes does `[::2]` step along?",
        "Look at `[::2]`: the second axis needs a step too.",
    ),
    Mistake(
        "fractions cut off",
        lambda right, x: right(x).astype(x.dtype),
        "Given integers, your output is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `zeros_like(x)`, `empty_like(x)` or `dtype=x.dtype`.",
    ),
    Mistake(
        "rounded down",
        lambda right, x: np.floor(right(x)),
        "Your output is rounded down to integers.",
        "What does `//` do that `/` does not?",
        "Look at the line that divides.",
    ),
    Mistake(
        "weights of rows and columns added",
        _by(np.add.outer([1, 2, 1], [1, 2, 1]) / 24),
        "A corner of your kernel counts half as much as its middle; expected a quarter.",
        "What is 1, 2, 1 times 1, 2, 1, in the corner and in the middle?",
        "Look at the kernel: each entry is a product.",
    ),
)
