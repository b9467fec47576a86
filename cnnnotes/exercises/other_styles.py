"""Right answers in a style that is good to know, shown beside a learner's own that passed."""

from collections.abc import Callable

import numpy as np


def _slide2d(x, k):
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)  # (OH, OW, KH, KW)
    return np.einsum("ijab,ab->ij", windows, k)


def _conv_strided(x, w, b, stride, padding):
    (down, across), (rows, columns) = stride, padding
    x = np.pad(x, ((rows, rows), (columns, columns), (0, 0)))
    oh, ow = (x.shape[0] - w.shape[0]) // down + 1, (x.shape[1] - w.shape[1]) // across + 1
    y = np.zeros((oh, ow, w.shape[3])) + b
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            y += x[i : i + down * oh : down, j : j + across * ow : across] @ w[i, j]
    return y


def _relu(x):
    return x * (x > 0)


def _max_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return windows[::stride, ::stride].max(axis=(3, 4))  # of (OH, OW, C, size, size)


def _grad_x(x, w1, w2, y):
    half = len(w1) // 2
    z1 = np.correlate(np.pad(x, half), w1)
    delta = 2 * (np.maximum(z1, 0) @ w2 - y) * w2 * (z1 > 0)
    return np.convolve(delta, w1, "full")[half : half + len(x)]


def _max_pool2d_backward(dy, x, size, stride):
    oh, ow = dy.shape[1:3]
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride][:, :oh, :ow]
    won = windows.reshape(*dy.shape, -1).argmax(axis=-1)  # the first of those that are tied
    n, i, j, c = np.indices(dy.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, i * stride + won // size, j * stride + won % size, c), dy)
    return dx


# By exercise: the function, and what is good to know about it.
OTHER_STYLES: dict[str, tuple[Callable, str]] = {
    "01_slide2d": (
        _slide2d,
        "all windows at once, without a copy; einsum adds up over the letters that are not kept",
    ),
    "02_conv_strided": (
        _conv_strided,
        "a loop over the few numbers of the kernel: each one meets all its pixels in one product",
    ),
    "03_relu": (
        _relu,
        "the mask `x > 0` is what its gradient needs too; but −∞ · 0 is NaN, so libraries compare",
    ),
    "04_max_pool": (
        _max_pool,
        "all windows at once, without a copy; the stride picks some, one maximum does the rest",
    ),
    "05_grad_x": (
        _grad_x,
        "no matrix is built: NumPy's `convolve` turns the filter, and its ends are cut off",
    ),
    "06_max_pool2d_backward": (
        _max_pool2d_backward,
        "one argmax for all windows; `np.add.at` adds where a pixel wins twice, `dx[…] += dy` "
        "would keep one of the two",
    ),
}
