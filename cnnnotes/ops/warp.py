"""Moving, turning and enlarging images, as augmentation does."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check


def warp(
    x: ArrayLike,
    *,
    down: ArrayLike = 0.0,
    right: ArrayLike = 0.0,
    angle: ArrayLike = 0.0,
    scale: ArrayLike = 1.0,
) -> np.ndarray:
    """Enlarge each image `scale` times, turn it by `angle`, then move it; what comes in is 0.

    `x` is `(N, H, W, C)`; `down` and `right` in pixels, `angle` in degrees, to the left, about the
    middle, `scale` above 0: each a number for all images, or `(N,)`, one for each. Between pixels,
    the four neighbours are averaged by nearness (bilinear). Returns `(N, H, W, C)`.

    >>> x = np.array([[1.0, 2], [3, 4]]).reshape(1, 2, 2, 1)
    >>> warp(x, right=1)[0, :, :, 0]
    array([[0., 1.],
           [0., 3.]])
    """
    x = _check.floats("x", x, "N, H, W, C")
    n, h, w, _ = x.shape
    down, right, angle, scale = (
        _one_each(name, value, n)
        for name, value in (("down", down), ("right", right), ("angle", angle), ("scale", scale))
    )
    if not (scale > 0).all():
        raise ValueError(f"scale must be above 0, got {scale.min()}")
    # Go back from each pixel to the point that it shows: the move, the turn, the scale undone.
    i, j = np.indices((h, w)).reshape(2, h * w)
    i, j = i - (h - 1) / 2 - down, j - (w - 1) / 2 - right
    cos, sin = np.cos(np.deg2rad(angle)) / scale, np.sin(np.deg2rad(angle)) / scale
    row, column = cos * i + sin * j + (h - 1) / 2, cos * j - sin * i + (w - 1) / 2
    return _between_pixels(x, row, column)


def _between_pixels(x: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """`x` at the points `row`, `column`, each `(N, H · W)`, in the shape of `x`."""
    n, h, w, c = x.shape
    # A frame of zeros catches what lies outside.
    row, column = np.clip(row, -1, h) + 1, np.clip(column, -1, w) + 1
    top, left = np.minimum(row.astype(int), h), np.minimum(column.astype(int), w)
    down, right = (row - top).astype(x.dtype)[..., None], (column - left).astype(x.dtype)[..., None]
    framed = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0))).reshape(-1, c)
    place = (np.arange(n)[:, None] * (h + 2) + top) * (w + 2) + left
    above = (1 - right) * framed[place] + right * framed[place + 1]
    place += w + 2
    below = (1 - right) * framed[place] + right * framed[place + 1]
    return ((1 - down) * above + down * below).reshape(x.shape)


def _one_each(name: str, value: ArrayLike, n: int) -> np.ndarray:
    numbers = _check.array(name, value)
    if (
        numbers.shape not in ((), (n,))
        or numbers.dtype.kind not in "iuf"
        or not np.isfinite(numbers).all()
    ):
        raise ValueError(f"{name} must be a finite number, or ({n},), got {value!r}")
    return np.broadcast_to(numbers.astype(float), (n,))[:, None]
