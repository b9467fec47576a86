"""What the answer to exercise 10_prepare_drawing and its mistakes share."""

from collections.abc import Callable

import numpy as np


def _ink(img):
    return (255 - np.asarray(img, float)) / 255


def to_middle(weights: np.ndarray, middle: Callable = lambda n: n // 2) -> np.ndarray:
    """How far the centre of `weights` lies from the middle, in rows and columns."""
    centre = (np.indices(weights.shape) * weights).sum(axis=(1, 2)) / weights.sum()
    return middle(np.array(weights.shape)) - centre
