# ruff: noqa
"""Notebook 01, as learners write it: a fifth set."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("01")


@wrong("slide1d", "products are multiplied, not added up")
def slide1d(x, k):
    return np.array([np.prod(x[i : i + len(k)] * k) for i in range(len(x) - len(k) + 1)])


@wrong("slide1d", "the window is added to the kernel")
def slide1d(x, k):
    return np.array([np.sum(x[i : i + len(k)] + k) for i in range(len(x) - len(k) + 1)])


@wrong("slide1d", "always x[i + 1] with k[1] and x[i] with k[0]: the kernel is taken for two long")
def slide1d(x, k):
    return np.array([x[i] * k[0] + x[i + 1] * k[1] for i in range(len(x) - len(k) + 1)])


@wrong("slide1d", "the largest product in place of their sum")
def slide1d(x, k):
    return np.array([max(x[i : i + len(k)] * k) for i in range(len(x) - len(k) + 1)])


@wrong("slide1d", "every second position only", "the sums are averaged over the kernel")
def slide1d(x, k):
    K = len(k)
    return np.array([x[i : i + K] @ k / K for i in range(0, len(x) - K + 1, 2)])


@wrong("convolve", "only rows of the kernel are turned")
def convolve(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k[::-1])


@wrong("convolve", "the kernel is transposed, not turned")
def convolve(x, k):
    k = k.T
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k)


@wrong("convolve", "turned twice: as it was")
def convolve(x, k):
    k = np.flip(np.flip(k))
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k)


@wrong("convolve", "the kernel's sign is turned, too", "the last row is missing")
def convolve(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), -k[::-1, ::-1])[:-1]


@wrong("im2col", "each channel is a row of its own: (OH·OW·C, KH·KW)")
def im2col(x, kh, kw):
    win = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return win.reshape(-1, kh * kw)


@wrong("im2col", "kh and kw are swapped")
def im2col(x, kh, kw):
    H, W, C = x.shape
    return np.array(
        [x[i : i + kw, j : j + kh].ravel() for i in range(H - kw + 1) for j in range(W - kh + 1)]
    )


@wrong("im2col", "the same first window in every row")
def im2col(x, kh, kw):
    H, W, C = x.shape
    n = (H - kh + 1) * (W - kw + 1)
    return np.array([x[:kh, :kw].ravel() for _ in range(n)])


@wrong("im2col", "the first channel only", "the last column of positions is missing")
def im2col(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for i in range(H - kh + 1):
        for j in range(W - kw):
            rows.append(x[i : i + kh, j : j + kw, 0].ravel())
    return np.array(rows)
