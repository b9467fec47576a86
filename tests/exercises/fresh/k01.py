# ruff: noqa
"""Notebook 01, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("01")


@wrong("slide1d", "the last position is missing")
def slide1d(x, k):
    res = []
    for i in range(len(x) - len(k)):
        res.append(np.dot(x[i : i + len(k)], k))
    return np.array(res)


@wrong("slide1d", "the kernel is turned round, as in mathematics' convolution")
def slide1d(x, k):
    return np.convolve(x, k, mode="valid")


@wrong("slide1d", "return stands inside the loop, so only the first position is computed")
def slide1d(x, k):
    out = np.zeros(len(x) - len(k) + 1)
    for pos in range(len(out)):
        out[pos] = (x[pos : pos + len(k)] * k).sum()
        return out


@wrong("slide1d", "the sum is never reset between positions")
def slide1d(x, k):
    out = []
    s = 0
    for i in range(len(x) - len(k) + 1):
        for j in range(len(k)):
            s += x[i + j] * k[j]
        out.append(s)
    return np.array(out)


@wrong("slide1d", "the result is stored as integers, so fractions are cut off")
def slide1d(x, k):
    y = np.zeros(len(x) - len(k) + 1, dtype=int)
    for i in range(y.size):
        y[i] = np.sum(x[i : i + k.size] * k)
    return y


@wrong("slide1d", "zeros are padded, the output is as long as x")
def slide1d(x, k):
    return np.correlate(x, k, mode="same")


@wrong(
    "slide1d",
    "windows do not overlap: it moves by the kernel's length",
    "the last window is left out",
)
def slide1d(x, k):
    n = len(k)
    return np.array([x[i : i + n] @ k for i in range(0, len(x) - n, n)])


@right("slide1d")  # np.correlate
def slide1d(signal, kernel):
    return np.correlate(signal, kernel, "valid")


@right("slide1d")  # sum over kernel numbers of shifted signals
def slide1d(x, k):
    n = len(x) - len(k) + 1
    return sum(k[j] * x[j : j + n] for j in range(len(k)))


@wrong("slide2d", "the kernel's height is used for its width too: fails unless it is square")
def slide2d(x, k):
    H, W = x.shape
    K = k.shape[0]
    out = np.zeros((H - K + 1, W - K + 1))
    for i in range(H - K + 1):
        for j in range(W - K + 1):
            out[i, j] = np.sum(x[i : i + K, j : j + K] * k)
    return out


@wrong("slide2d", "+ 1 is missing in both output sizes")
def slide2d(x, k):
    kh, kw = k.shape
    return np.array(
        [
            [(x[r : r + kh, c : c + kw] * k).sum() for c in range(x.shape[1] - kw)]
            for r in range(x.shape[0] - kh)
        ]
    )


@wrong("slide2d", "the sum runs over rows only and broadcasting keeps the first column's sum")
def slide2d(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k, axis=0)[0]
    return out


@wrong("slide2d", "the output is transposed")
def slide2d(x, k):
    kh, kw = k.shape
    return np.array(
        [
            [np.sum(x[i : i + kh, j : j + kw] * k) for i in range(x.shape[0] - kh + 1)]
            for j in range(x.shape[1] - kw + 1)
        ]
    )


@wrong("slide2d", "the mean of the products is taken, not the sum")
def slide2d(x, k):
    return (sliding_window_view(x, k.shape) * k).mean(axis=(2, 3))


@wrong("slide2d", "the kernel is turned by 180 degrees", "negative answers are set to 0")
def slide2d(x, k):
    win = sliding_window_view(x, k.shape)
    return np.maximum((win * np.rot90(k, 2)).sum((-1, -2)), 0)


@right("slide2d")  # shifted pictures added up
def slide2d(x, k):
    (a, b), (h, w) = x.shape, k.shape
    oh, ow = a - h + 1, b - w + 1
    acc = 0
    for u in range(h):
        for v in range(w):
            acc = acc + k[u, v] * x[u : u + oh, v : v + ow]
    return acc


@wrong("convolve", "the kernel is turned by 90 degrees only, then cut by reshaping")
def convolve(x, k):
    k2 = np.rot90(k).reshape(k.shape)
    return (sliding_window_view(x, k.shape) * k2).sum((2, 3))


@wrong("convolve", "the kernel is not turned at all")
def convolve(x, k):
    return np.einsum("ijkl,kl->ij", sliding_window_view(x, k.shape), k)


@wrong(
    "convolve", "the picture is turned in place of the kernel, so the output is turned round too"
)
def convolve(x, k):
    return np.tensordot(sliding_window_view(x[::-1, ::-1], k.shape), k, 2)


@wrong("convolve", "the kernel is mirrored left to right only")
def convolve(x, k):
    return np.tensordot(sliding_window_view(x, k.shape), np.fliplr(k), 2)


@right("convolve")  # the definition with minus signs, in four loops
def convolve(x, k):
    KH, KW = k.shape
    y = np.zeros((x.shape[0] - KH + 1, x.shape[1] - KW + 1))
    for i, j in np.ndindex(y.shape):
        for a, b in np.ndindex(k.shape):
            y[i, j] += x[i + KH - 1 - a, j + KW - 1 - b] * k[a, b]
    return y


@wrong("conv_channels", "the bias is added once per channel")
def conv_channels(x, w, b):
    kh, kw, C, F = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, F))
    for f in range(F):
        for c in range(C):
            out[:, :, f] += (sliding_window_view(x[:, :, c], (kh, kw)) * w[:, :, c, f]).sum(
                (2, 3)
            ) + b[f]
    return out


@wrong("conv_channels", "= in place of +=: only the last channel counts")
def conv_channels(x, w, b):
    kh, kw, C, F = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, F))
    for f in range(F):
        for c in range(C):
            out[:, :, f] = np.tensordot(sliding_window_view(x[:, :, c], (kh, kw)), w[:, :, c, f], 2)
        out[:, :, f] += b[f]
    return out


@wrong("conv_channels", "the bias is forgotten")
def conv_channels(x, w, b):
    v = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", v, w)


@wrong("conv_channels", "every filter gets the first filter's bias")
def conv_channels(x, w, b):
    v = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", v, w) + b[0]


@wrong("conv_channels", "only the first channel of the image is read", "the bias is subtracted")
def conv_channels(x, w, b):
    v = sliding_window_view(x[..., 0], w.shape[:2])
    return np.einsum("ijab,abf->ijf", v, w[:, :, 0]) - b


@right("conv_channels")  # 1x1 products of shifted images, matmul over channels
def conv_channels(x, w, b):
    kh, kw = w.shape[:2]
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    return b + sum(x[i : i + oh, j : j + ow] @ w[i, j] for i in range(kh) for j in range(kw))


@wrong("n_params", "one bias for the whole layer")
def n_params(kw, kh, kd, c_out):
    return kw * kh * kd * c_out + 1


@wrong("n_params", "the depth is forgotten")
def n_params(kw, kh, kd, c_out):
    return (kw * kh + 1) * c_out


@wrong("n_params", "a bias per channel of every filter")
def n_params(kw, kh, kd, c_out):
    return c_out * kd * (kw * kh + 1)


@wrong("n_params", "the bias is multiplied in: operator precedence, (kd + 1)")
def n_params(kw, kh, kd, c_out):
    return kw * kh * (kd + 1) * c_out


@wrong("n_params", "kw is squared, kh is not used", "no biases")
def n_params(kw, kh, kd, c_out):
    return kw**2 * kd * c_out


@right("n_params")  # sum over filters
def n_params(kw, kh, kd, c_out):
    return sum(kw * kh * kd + 1 for _ in range(c_out))


@wrong(
    "im2col", "the channels come first in each row: the axes of sliding_window_view were not moved"
)
def im2col(x, kh, kw):
    v = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return v.reshape(v.shape[0] * v.shape[1], -1)


@wrong("im2col", "windows are columns: the matrix is transposed")
def im2col(x, kh, kw):
    return np.stack(
        [
            x[i : i + kh, j : j + kw].ravel()
            for i in range(x.shape[0] - kh + 1)
            for j in range(x.shape[1] - kw + 1)
        ],
        axis=1,
    )


@wrong("im2col", "windows are listed column by column")
def im2col(x, kh, kw):
    rows = []
    for j in range(x.shape[1] - kw + 1):
        for i in range(x.shape[0] - kh + 1):
            rows.append(x[i : i + kh, j : j + kw].flatten())
    return np.array(rows)


@wrong("im2col", "pixels in a window go column by column", "the last column of windows is missing")
def im2col(x, kh, kw):
    return np.array(
        [
            x[i : i + kh, j : j + kw].transpose(1, 0, 2).ravel()
            for i in range(x.shape[0] - kh + 1)
            for j in range(x.shape[1] - kw)
        ]
    )


@right("im2col")  # a loop over the kernel's places, stacked on an axis before the channels
def im2col(x, kh, kw):
    oh, ow, c = x.shape[0] - kh + 1, x.shape[1] - kw + 1, x.shape[2]
    parts = [x[a : a + oh, b : b + ow] for a in range(kh) for b in range(kw)]
    return np.stack(parts, axis=2).reshape(oh * ow, kh * kw * c)
