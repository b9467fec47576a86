"""The 1,797 handwritten digits that come with the course."""

from collections.abc import Mapping

import numpy as np

from cnnnotes.datasets.folders import Split, Splits, embedded_path


def load_digits() -> Splits:
    """Load the embedded digits as `(x_train, y_train), (x_test, y_test)`, shaped like MNIST.

    Images are float32 `(1438, 28, 28, 1)` and `(359, 28, 28, 1)` from 0 (paper) to 1 (ink),
    labels int64; the split is fixed and keeps each digit's fraction. A missing or damaged file is
    a `DataError`. Source: the UCI digits of Alpaydin and Kaynak; see `data/README.md`.

    >>> (x_train, y_train), (x_test, y_test) = load_digits()
    >>> x_train.shape, x_test.shape
    ((1438, 28, 28, 1), (359, 28, 28, 1))
    """
    with np.load(embedded_path("digits.npz")) as stored:
        return _split(stored, "train"), _split(stored, "test")


def _split(stored: Mapping[str, np.ndarray], part: str) -> Split:
    return _like_mnist(stored[f"x_{part}"]), stored[f"y_{part}"].astype(np.int64)


def _like_mnist(small: np.ndarray) -> np.ndarray:
    """Enlarge `(N, 8, 8)` of 0..16 to 20×20 by cubic interpolation, in a 28×28 frame as MNIST's.

    Keys, "Cubic convolution interpolation for digital image processing" (1981), a = -1/2.
    """
    # Integers (tenths of a pixel, weights in 2000ths) give the same bits on every machine.
    away = abs(4 * np.arange(20)[:, None] - 3 - 10 * np.arange(8))
    near = 3 * away**3 - 50 * away**2 + 2000
    far = -(away**3) + 50 * away**2 - 800 * away + 4000
    weights = np.where(away < 10, near, np.where(away < 20, far, 0))
    full = 16 * 2000**2
    ink = weights @ small.astype(np.int64) @ weights.T
    # Twice the contrast: the 8×8 averages had blurred the strokes' edges.
    ink = np.clip(2 * ink - full // 2, 0, full) / full
    return np.pad(ink.astype(np.float32), ((0, 0), (4, 4), (4, 4)))[..., None]
