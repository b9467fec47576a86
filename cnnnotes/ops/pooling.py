"""Pooling: one number for each window and channel, and no weights."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.geometry import Padding, Size, Windows, space_first
from cnnnotes.ops.precision import masked, wide


def max_pool2d(
    x: ArrayLike,
    size: Size = 2,
    *,
    stride: Size | None = None,
    padding: Padding = 0,
) -> np.ndarray:
    """Keep the largest number of each window, channel by channel.

    `x` is `(N, H, W, C)`; returns `(N, OH, OW, C)`. `size` and `stride` take an int or `(h, w)`;
    the stride is the size unless given, pixels left over at the end are not seen, and padding
    never wins.

    >>> max_pool2d(np.arange(16.0).reshape(1, 4, 4, 1))[0, :, :, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """
    x, windows = _arguments(x, size, stride, padding)
    return _largest(windows.pad(x, -np.inf), windows)


def _largest(padded: np.ndarray, windows: Windows) -> np.ndarray:
    first, *others = windows.taps(padded)
    y = np.maximum(first, others[0] if others else first)  # in memory as they lie, space first
    for tap in others[1:]:
        np.maximum(y, tap, out=y)
    return y


def max_pool2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    size: Size = 2,
    *,
    stride: Size | None = None,
    padding: Padding = 0,
) -> np.ndarray:
    """Gradient of `max_pool2d` with respect to `x`: each window's winner gets it all.

    Of tied pixels the first wins, and NaN wins over every number, as it does in the forward pass.

    >>> max_pool2d_backward(np.ones((1, 1, 1, 1)), np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[1., 0.],
           [0., 0.]])
    """
    x, windows = _arguments(x, size, stride, padding)
    dy = _gradient(dy, x, windows, "max_pool2d")
    padded = windows.pad(x, -np.inf)
    largest = _largest(padded, windows)
    wins = _equal_or_nan if np.isnan(largest).any() else np.equal
    real = windows.pad(np.ones((1, *x.shape[1:3], 1), bool))  # pixels, not padding
    dx = windows.pad(space_first(x.shape, dy.dtype))
    waiting = np.ones_like(dy, bool)  # windows whose winner is not found yet
    taps = map(windows.taps, (padded, real, dx))
    for pixels, are_real, gradient in zip(*taps, strict=True):
        won = wins(pixels, largest)
        won &= waiting
        won &= are_real
        waiting ^= won
        if windows.overlap:
            gradient += masked(dy, won)
        else:  # there is nothing to add to, and that saves a pass over memory
            masked(dy, won, out=gradient)
    return windows.crop(dx)


def _equal_or_nan(pixels: np.ndarray, largest: np.ndarray) -> np.ndarray:
    return (pixels == largest) | np.isnan(pixels)


def avg_pool2d(
    x: ArrayLike,
    size: Size = 2,
    *,
    stride: Size | None = None,
    padding: Padding = 0,
    include_padding: bool = False,
) -> np.ndarray:
    """Average each window, channel by channel.

    Arguments and shapes as in `max_pool2d`. Padding counts in the average, as zeros, only with
    `include_padding=True`.

    >>> avg_pool2d(np.arange(16.0).reshape(1, 4, 4, 1))[0, :, :, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    x, windows = _arguments(x, size, stride, padding)
    total = _sum(windows.taps(windows.pad(wide(x))))
    return (total / _counts(x, windows, include_padding)).astype(x.dtype, copy=False)


def _sum(taps: Iterable[np.ndarray]) -> np.ndarray:
    first, *others = taps
    y = first.copy(order="K")
    for tap in others:
        y += tap
    return y


def avg_pool2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    size: Size = 2,
    *,
    stride: Size | None = None,
    padding: Padding = 0,
    include_padding: bool = False,
) -> np.ndarray:
    """Gradient of `avg_pool2d` with respect to `x`: shared alike among each window's pixels.

    >>> avg_pool2d_backward(np.ones((1, 1, 1, 1)), np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    x, windows = _arguments(x, size, stride, padding)
    dy = _gradient(dy, x, windows, "avg_pool2d")
    share = dy / _counts(x, windows, include_padding)
    dx = windows.pad(space_first(x.shape, dy.dtype))
    for gradient in windows.taps(dx):
        gradient += share
    return windows.crop(dx)


def _counts(x: np.ndarray, windows: Windows, include_padding: bool) -> np.ndarray | int:
    """How many pixels each window averages: `(1, OH, OW, 1)`, or one number for all."""
    if include_padding:
        return windows.kernel[0] * windows.kernel[1]
    return _sum(windows.taps(windows.pad(wide(np.ones((1, *x.shape[1:3], 1), x.dtype)))))


def global_avg_pool2d(x: ArrayLike) -> np.ndarray:
    """Average each channel over the whole image: `(N, H, W, C)` → `(N, C)`.

    Source: Lin, Chen and Yan, Network in network (2014).

    >>> global_avg_pool2d(np.arange(4.0).reshape(1, 2, 2, 1))
    array([[1.5]])
    """
    return _image(x).mean(axis=(1, 2))


def global_avg_pool2d_backward(dy: ArrayLike, x: ArrayLike) -> np.ndarray:
    """Gradient of `global_avg_pool2d` with respect to `x`; `dy` is `(N, C)`.

    >>> global_avg_pool2d_backward(np.ones((1, 1)), np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    x, dy = _image(x), _check.floats("dy", dy, "N, C")
    _check.shape("dy", dy, x.shape[::3], "that of global_avg_pool2d's output")
    dx = space_first(x.shape, dy.dtype)
    dx += (dy / (x.shape[1] * x.shape[2]))[:, None, None]
    return dx


def _image(x: ArrayLike) -> np.ndarray:
    x = _check.floats("x", x, "N, H, W, C")
    if 0 in x.shape[1:3]:
        raise ValueError(f"x must have at least one pixel to pool, got shape {x.shape}")
    return x


def _arguments(
    x: ArrayLike, size: Size, stride: Size | None, padding: Padding
) -> tuple[np.ndarray, Windows]:
    x, size = _image(x), _check.pair("size", size, 1)
    windows = Windows.over(x.shape[1:3], size, size if stride is None else stride, padding)
    for axis, k, sides in zip("HW", size, windows.padding, strict=True):
        if max(sides) >= k:
            raise ValueError(
                f"padding along {axis} must be smaller than the window's {k}, got {sides}: "
                "a window would see nothing but padding"
            )
    return x, windows


def _gradient(dy: ArrayLike, x: np.ndarray, windows: Windows, name: str) -> np.ndarray:
    dy = _check.floats("dy", dy, "N, OH, OW, C")
    return _check.shape("dy", dy, (len(x), *windows.output, x.shape[3]), f"that of {name}'s output")
