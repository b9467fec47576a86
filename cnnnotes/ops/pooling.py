"""Pooling: one number for each window and channel, and no weights."""

import numpy as np

from cnnnotes.ops import _check
from cnnnotes.ops.geometry import Windows, space_first


def max_pool2d(x, size=2, *, stride=None, padding=0):
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


def _largest(padded, windows):
    first, *others = windows.taps(padded)
    y = first.copy(order="K")  # K: in memory as it lies, space first
    for tap in others:
        np.maximum(y, tap, out=y)
    return y


def max_pool2d_backward(dy, x, size=2, *, stride=None, padding=0):
    """Gradient of `max_pool2d` by `x`: each window's winner gets it all, of tied ones the first.

    >>> max_pool2d_backward(np.ones((1, 1, 1, 1)), np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[1., 0.],
           [0., 0.]])
    """
    x, windows = _arguments(x, size, stride, padding)
    dy = _gradient(dy, x, windows, "max_pool2d")
    padded = windows.pad(x, -np.inf)
    largest = _largest(padded, windows)
    dx = windows.pad(space_first(x.shape, dy.dtype))
    left = dy.copy(order="K")  # of each window's gradient: the first winner takes it all
    for pixels, gradient in zip(windows.taps(padded), windows.taps(dx), strict=True):
        share = left * (pixels == largest)
        gradient += share
        left -= share
    return windows.crop(dx)


def avg_pool2d(x, size=2, *, stride=None, padding=0, include_padding=False):
    """Average each window, channel by channel.

    Arguments and shapes as in `max_pool2d`. Padding counts in the average, as zeros, only with
    `include_padding=True`.

    >>> avg_pool2d(np.arange(16.0).reshape(1, 4, 4, 1))[0, :, :, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    x, windows = _arguments(x, size, stride, padding)
    return sum(windows.taps(windows.pad(x))) / _counts(x, windows, include_padding)


def avg_pool2d_backward(dy, x, size=2, *, stride=None, padding=0, include_padding=False):
    """Gradient of `avg_pool2d` by `x`: shared alike among the pixels of each window.

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


def _counts(x, windows, include_padding):
    """How many pixels each window averages: `(1, OH, OW, 1)`, or one number for all."""
    if include_padding:
        return windows.kernel[0] * windows.kernel[1]
    return sum(windows.taps(windows.pad(np.ones((1, *x.shape[1:3], 1), x.dtype))))


def global_avg_pool2d(x):
    """Average each channel over the whole image: `(N, H, W, C)` → `(N, C)`.

    Source: Lin, Chen and Yan, Network in network (2014).

    >>> global_avg_pool2d(np.arange(4.0).reshape(1, 2, 2, 1))
    array([[1.5]])
    """
    return _image(x).mean(axis=(1, 2))


def global_avg_pool2d_backward(dy, x):
    """Gradient of `global_avg_pool2d` by `x`; `dy` is `(N, C)`.

    >>> global_avg_pool2d_backward(np.ones((1, 1)), np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    x, dy = _image(x), _check.floats("dy", dy, "N, C")
    _check.shape("dy", dy, x.shape[::3], "that of global_avg_pool2d's output")
    dx = space_first(x.shape, dy.dtype)
    dx += (dy / (x.shape[1] * x.shape[2]))[:, None, None]
    return dx


def _image(x):
    x = _check.floats("x", x, "N, H, W, C")
    if 0 in x.shape[1:3]:
        raise ValueError(f"x must have at least one pixel to pool, got shape {x.shape}")
    return x


def _arguments(x, size, stride, padding):
    x, size = _image(x), _check.pair("size", size, 1)
    windows = Windows.over(x.shape[1:3], size, size if stride is None else stride, padding)
    for axis, k, sides in zip("HW", size, windows.padding, strict=True):
        if max(sides) >= k:
            raise ValueError(
                f"padding along {axis} must be smaller than the window's {k}, got {sides}: "
                "a window would see nothing but padding"
            )
    return x, windows


def _gradient(dy, x, windows, name):
    dy = _check.floats("dy", dy, "N, OH, OW, C")
    return _check.shape("dy", dy, (len(x), *windows.output, x.shape[3]), f"that of {name}'s output")
