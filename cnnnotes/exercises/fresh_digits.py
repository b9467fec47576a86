"""Held-out digits as nobody has seen them; their labels stay with the judge.

Each is turned and made smaller by a little, differently for each seed. So an answer that looks a
digit up among the files that come with the course finds none, and one that can read reads them all
the same.
"""

from functools import cache

import numpy as np

from cnnnotes.datasets import load_digits
from cnnnotes.ops import warp

MARGIN = 4
_labels: dict[bytes, int] = {}


def draw_digits(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw n different digits: images (n, 28, 28, 1) and labels (n,).

    >>> images, labels = draw_digits(np.random.default_rng(0), 3)
    >>> images.shape, labels.shape
    ((3, 28, 28, 1), (3,))
    """
    images, labels = _held_out()
    chosen = rng.permutation(len(images))[:n]
    angle, scale = rng.uniform(-2, 2, n), rng.uniform(0.95, 0.99, n)
    drawn = warp(images[chosen], angle=angle, scale=scale)
    margins = ((0, 0), (MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0))  # stay free, as MNIST's are
    return np.pad(drawn[:, MARGIN:-MARGIN, MARGIN:-MARGIN], margins), labels[chosen]


def remember(images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Remember the labels of images that are given to an answer; return the images."""
    _labels.update(
        (image.tobytes(), int(label)) for image, label in zip(images, labels, strict=True)
    )
    return images


def true_labels(images: np.ndarray) -> np.ndarray:
    """Return the labels (N,) of images that are remembered."""
    return np.array([_labels[image.tobytes()] for image in images])


@cache
def _held_out():
    return load_digits()[1]
