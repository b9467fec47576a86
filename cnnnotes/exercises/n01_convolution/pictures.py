"""Small images and kernels in which no mistake hides, and the arithmetic of a window on them."""

import numpy as np

from cnnnotes.exercises.arithmetic import products


def pictures(rng, shapes):
    """For each `(image, kernel)` of `shapes`, small whole numbers as floats."""
    for image, kernel in shapes:
        yield rng.integers(-4, 10, image).astype(float), distinct(rng, kernel)


def distinct(rng, shape):
    """Whole numbers that differ from each other and from 0, some of them negative, as floats."""
    size = int(np.prod(shape))
    numbers = np.setdiff1d(np.arange(-(size // 2) - 2, size + 2), 0)
    return rng.permutation(numbers)[:size].reshape(shape).astype(float)


def written_out(at, x, k):
    """The arithmetic of one output element."""
    (i, j), (h, w) = at, k.shape
    return products(x[i : i + h, j : j + w], k)
