"""Small images and kernels in which no mistake hides, and the arithmetic of a window on them."""

from collections.abc import Iterable, Iterator

import numpy as np

from cnnnotes.exercises.arithmetic import products


def pictures(
    rng: np.random.Generator, shapes: Iterable[tuple]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each `(image, kernel)` of `shapes`, small integers as floats."""
    for image, kernel in shapes:
        yield rng.integers(-4, 10, image).astype(float), distinct(rng, kernel)


def distinct(rng: np.random.Generator, shape: int | tuple[int, ...]) -> np.ndarray:
    """Return integers that differ from each other and from 0, some negative, as floats."""
    numbers = np.arange(1.0, np.prod(shape) + 1)
    numbers[1::3] *= -1  # no sum is 0
    return rng.permutation(numbers).reshape(shape)


def written_out(at: tuple[int, ...], x: np.ndarray, k: np.ndarray) -> str:
    """The arithmetic of one output element."""
    (i, j), (h, w) = at, k.shape
    return products(x[i : i + h, j : j + w], k)
