# ruff: noqa
"""Notebook 01, as learners write it: set l, from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("01")


@wrong(
    "im2col", "the channels stand first in each row, as sliding_window_view leaves them, not last"
)
def im2col(x, kh, kw):
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return windows.reshape(windows.shape[0] * windows.shape[1], -1)


@wrong("im2col", "the windows come column by column: the loops stand in the wrong order")
def im2col(x, kh, kw):
    h, w, c = x.shape
    rows = []
    for j in range(w - kw + 1):
        for i in range(h - kh + 1):
            rows.append(x[i : i + kh, j : j + kw, :].reshape(-1))
    return np.array(rows)


@wrong("im2col", "the windows do not overlap: the next one begins where the last one ended")
def im2col(x, kh, kw):
    H, W, C = x.shape
    out = []
    for i in range(0, H - kh + 1, kh):
        for j in range(0, W - kw + 1, kw):
            out.append(x[i : i + kh, j : j + kw].flatten())
    return np.array(out)


@wrong(
    "im2col",
    "height and width of the window are exchanged",
    "the last window of each row and of each column is missing",
)
def im2col(x, kh, kw):
    h, w, c = x.shape
    result = []
    for r in range(h - kw):
        for s in range(w - kh):
            result.append(x[r : r + kw, s : s + kh].ravel())
    return np.array(result).reshape(-1, kh * kw * c)


@right("im2col")
def im2col(x, kh, kw):
    h, w, c = x.shape
    corners = np.add.outer(w * np.arange(h - kh + 1), np.arange(w - kw + 1)).ravel()
    around = np.add.outer(w * np.arange(kh), np.arange(kw)).ravel()
    return x.reshape(h * w, c)[np.add.outer(corners, around)].reshape(len(corners), -1)


@wrong("conv_channels", "the bias is added with every channel, C times in all")
def conv_channels(x, w, b):
    h, wd, c = x.shape
    kh, kw, _, f = w.shape
    out = np.zeros((h - kh + 1, wd - kw + 1, f))
    for n in range(f):
        for k in range(c):
            for i in range(out.shape[0]):
                for j in range(out.shape[1]):
                    out[i, j, n] += np.sum(x[i : i + kh, j : j + kw, k] * w[:, :, k, n]) + b[n]
    return out


@wrong("conv_channels", "every map gets the bias of the first filter")
def conv_channels(x, w, b):
    kh, kw, c, f = w.shape
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    maps = []
    for n in range(f):
        maps.append(np.einsum("ijcab,abc->ij", windows, w[..., n]) + b[0])
    return np.stack(maps, axis=-1)


@wrong(
    "conv_channels",
    "only the first channel of the picture is looked at, under the first kernel of each filter",
)
def conv_channels(x, w, b):
    H, W = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = np.zeros((H, W, len(b)))
    for i in range(H):
        for j in range(W):
            for n in range(len(b)):
                y[i, j, n] = (
                    x[i : i + w.shape[0], j : j + w.shape[1], 0] * w[:, :, 0, n]
                ).sum() + b[n]
    return y


@wrong("conv_channels", "the biases are subtracted", "the kernels are turned by 180 degrees")
def conv_channels(x, w, b):
    turned = w[::-1, ::-1]
    view = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", view, turned) - b


@right("conv_channels")
def conv_channels(x, w, b):
    (h, wide, _), (kh, kw, _, f) = x.shape, w.shape
    oh, ow = h - kh + 1, wide - kw + 1
    return sum((x[a : a + oh, c : c + ow] @ w[a, c] for a in range(kh) for c in range(kw)), b)
