# ruff: noqa
"""Notebook 01, as learners write it: a fourth set."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("01")


@wrong("slide1d", "the running total is never set back to 0")
def slide1d(x, k):
    out, s = [], 0
    for i in range(len(x) - len(k) + 1):
        for j in range(len(k)):
            s += x[i + j] * k[j]
        out.append(s)
    return np.array(out)


@wrong("slide1d", "the first entry of the kernel is left out")
def slide1d(x, k):
    n = len(x) - len(k) + 1
    out = np.zeros(n)
    for i in range(n):
        for j in range(1, len(k)):
            out[i] += x[i + j] * k[j]
    return out


@wrong("slide1d", "means in place of sums")
def slide1d(x, k):
    return np.array([np.mean(x[i : i + len(k)] * k) for i in range(len(x) - len(k) + 1)])


@wrong("slide1d", "windows without overlap: the step is the kernel's length")
def slide1d(x, k):
    K = len(k)
    return np.array([x[i : i + K] @ k for i in range(0, len(x) - K + 1, K)])


@wrong("slide1d", "the kernel is turned", "the last position is missing")
def slide1d(x, k):
    K = len(k)
    out = []
    for i in range(len(x) - K):
        out.append(sum(x[i + K - 1 - j] * k[j] for j in range(K)))
    return np.array(out)


@right("slide1d")
def slide1d(x, k):
    n = len(x) - len(k) + 1
    total = np.zeros(n)
    for j, weight in enumerate(k):
        total += weight * x[j : j + n]
    return total


@wrong("slide2d", "only the diagonal of the kernel: one loop index for both axes")
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    out = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(min(KH, KW)):
                out[i, j] += x[i + a, j + a] * k[a, a]
    return out


@wrong("slide2d", "the last row of the kernel is left out")
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    y = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(H - KH + 1):
        for j in range(W - KW + 1):
            y[i, j] = (x[i : i + KH - 1, j : j + KW] * k[:-1]).sum()
    return y


@wrong("slide2d", "the loop over columns runs over the rows' count of positions (square only)")
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    out = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(H - KH + 1):
        for j in range(H - KH + 1):
            if j < W - KW + 1:
                out[i, j] = np.sum(x[i : i + KH, j : j + KW] * k)
    return out


@wrong("slide2d", "rows of kernel reversed, columns not")
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    out = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(KH):
                for b in range(KW):
                    out[i, j] += x[i + KH - a - 1, j + b] * k[a, b]
    return out


@wrong("slide2d", "the window's mean times the kernel's sum", "the last column is not written")
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    out = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(H - KH + 1):
        for j in range(W - KW):
            out[i, j] = x[i : i + KH, j : j + KW].mean() * k.sum()
    return out


@right("slide2d")
def slide2d(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k)


@wrong("convolve", "the kernel is turned by 90 degrees only")
def convolve(x, k):
    k = np.rot90(k)
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k)


@wrong("convolve", "the image is turned by 180 degrees, and the result is not turned back")
def convolve(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x[::-1, ::-1], k.shape), k)


@wrong("convolve", "full convolution: the borders are kept")
def convolve(x, k):
    H, W = x.shape
    KH, KW = k.shape
    out = np.zeros((H + KH - 1, W + KW - 1))
    for a in range(KH):
        for b in range(KW):
            out[a : a + H, b : b + W] += k[a, b] * x
    return out


@wrong("convolve", "not turned", "sums are divided by the number of the kernel's entries")
def convolve(x, k):
    return (sliding_window_view(x, k.shape) * k).mean(axis=(2, 3))


@right("convolve")
def convolve(x, k):
    s = tuple(np.add(x.shape, k.shape) - 1)
    full = np.fft.irfft2(np.fft.rfft2(x, s) * np.fft.rfft2(k, s), s)
    return full[k.shape[0] - 1 : x.shape[0], k.shape[1] - 1 : x.shape[1]]


@wrong("conv_channels", "the bias of the first filter for all")
def conv_channels(x, w, b):
    win = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", win, w) + b[0]


@wrong("conv_channels", "only the first channel is read")
def conv_channels(x, w, b):
    win = sliding_window_view(x[:, :, 0], w.shape[:2])
    return np.einsum("ijab,abf->ijf", win, w[:, :, 0]) + b


@wrong("conv_channels", "the bias is added for each channel: C times")
def conv_channels(x, w, b):
    H, W, C = x.shape
    KH, KW, _, F = w.shape
    out = np.zeros((H - KH + 1, W - KW + 1, F))
    for f in range(F):
        for c in range(C):
            for i in range(H - KH + 1):
                for j in range(W - KW + 1):
                    out[i, j, f] += np.sum(x[i : i + KH, j : j + KW, c] * w[:, :, c, f])
            out[:, :, f] += b[f]
    return out


@wrong("conv_channels", "filters first: (F, OH, OW)")
def conv_channels(x, w, b):
    maps = []
    for f in range(w.shape[3]):
        win = sliding_window_view(x, w.shape[:3])[:, :, 0]
        maps.append((win * w[..., f]).sum(axis=(2, 3, 4)) + b[f])
    return np.array(maps)


@wrong("conv_channels", "each filter overwrites the others' map: all maps are the last filter's")
def conv_channels(x, w, b):
    KH, KW, C, F = w.shape
    OH, OW = x.shape[0] - KH + 1, x.shape[1] - KW + 1
    out = np.zeros((OH, OW, F))
    for f in range(F):
        for i in range(OH):
            for j in range(OW):
                out[i, j, :] = np.sum(x[i : i + KH, j : j + KW] * w[:, :, :, f]) + b[f]
    return out


@wrong("conv_channels", "the channels are averaged, not summed", "no bias")
def conv_channels(x, w, b):
    win = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", win, w) / x.shape[2]


@right("conv_channels")
def conv_channels(x, w, b):
    KH, KW, C, F = w.shape
    OH, OW = x.shape[0] - KH + 1, x.shape[1] - KW + 1
    rows = [x[i : i + KH, j : j + KW].ravel() for i in range(OH) for j in range(OW)]
    return (np.array(rows) @ w.reshape(-1, F) + b).reshape(OH, OW, F)


@wrong("n_params", "one bias per channel and filter: (kw kh + 1) kd c_out")
def n_params(kw, kh, kd, c_out):
    return (kw * kh + 1) * kd * c_out


@wrong("n_params", "the window is taken as square: kw twice")
def n_params(kw, kh, kd, c_out):
    return kw * kw * kd * c_out + c_out


@wrong("n_params", "sum of the sizes, not their product")
def n_params(kw, kh, kd, c_out):
    return (kw + kh + kd + 1) * c_out


@wrong("n_params", "kd is left out", "one bias for all filters")
def n_params(kw, kh, kd, c_out):
    return kw * kh * c_out + 1


@right("n_params")
def n_params(kw, kh, kd, c_out):
    return np.zeros((kh, kw, kd, c_out)).size + np.zeros(c_out).size


@wrong("im2col", "windows without overlap")
def im2col(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for i in range(0, H - kh + 1, kh):
        for j in range(0, W - kw + 1, kw):
            rows.append(x[i : i + kh, j : j + kw].flatten())
    return np.array(rows)


@wrong("im2col", "windows stand in columns: the result is transposed")
def im2col(x, kh, kw):
    H, W, C = x.shape
    OH, OW = H - kh + 1, W - kw + 1
    out = np.zeros((kh * kw * C, OH * OW))
    for i in range(OH):
        for j in range(OW):
            out[:, i * OW + j] = x[i : i + kh, j : j + kw].ravel()
    return out


@wrong("im2col", "windows go down the columns first")
def im2col(x, kh, kw):
    H, W, C = x.shape
    return np.array(
        [x[i : i + kh, j : j + kw].ravel() for j in range(W - kw + 1) for i in range(H - kh + 1)]
    )


@wrong("im2col", "pixels in a window go column by column")
def im2col(x, kh, kw):
    win = sliding_window_view(x, (kh, kw), axis=(0, 1))
    OH, OW = win.shape[:2]
    return win.transpose(0, 1, 4, 3, 2).reshape(OH * OW, -1)


@wrong("im2col", "channels come first in each row", "the last row of windows is missing")
def im2col(x, kh, kw):
    win = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return win[:-1].reshape(-1, kh * kw * x.shape[2])


@right("im2col")
def im2col(x, kh, kw):
    H, W, C = x.shape
    top = np.repeat(np.arange(H - kh + 1), W - kw + 1)
    left = np.tile(np.arange(W - kw + 1), H - kh + 1)
    a, b = np.repeat(np.arange(kh), kw), np.tile(np.arange(kw), kh)
    return x[top[:, None] + a, left[:, None] + b].reshape(len(top), -1)
