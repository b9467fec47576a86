# ruff: noqa
"""Notebook 01, as learners write it: a third set."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _slide2d(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k)


def slide1d__arguments_swapped(x, k):
    return np.correlate(k, x, mode="valid")


def slide1d__wraps(x, k):
    total = np.zeros(len(x))
    for j, weight in enumerate(k):
        total += weight * np.roll(x, -j)
    return total


def slide1d__returns_inside(x, k):
    y = np.zeros(len(x) - len(k) + 1)
    for i in range(len(y)):
        y[i] = np.dot(x[i : i + len(k)], k)
        return y


def slide1d__kernel_cut(x, k):
    K = len(k)
    y = []
    for i in range(len(x) - K + 1):
        s = 0
        for j in range(K - 1):
            s += x[i + j] * k[j]
        y.append(s)
    return np.array(y)


def slide1d__mean(x, k):
    return (sliding_window_view(x, len(k)) * k).mean(axis=1)


def slide1d__full_true(x, k):
    return np.convolve(x, k)


def slide1d__right(x, k):
    positions = len(x) - len(k) + 1
    band = np.zeros((positions, len(x)))
    for i in range(positions):
        band[i, i : i + len(k)] = k
    return band @ x


def slide2d__matrix_product(x, k):
    kh, kw = k.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[i : i + kh, j : j + kw] @ k)
    return y


def slide2d__square_window(x, k):
    kh, kw = k.shape
    windows = sliding_window_view(x, (kh, kh))
    return np.einsum("ijab,ab->ij", windows, k)


def slide2d__overwrites(x, k):
    (H, W), (KH, KW) = x.shape, k.shape
    y = np.zeros((H - KH + 1, W - KW + 1))
    for a in range(KH):
        for b in range(KW):
            y = x[a : a + H - KH + 1, b : b + W - KW + 1] * k[a, b]
    return y


def slide2d__carried_over(x, k):
    (H, W), (KH, KW) = x.shape, k.shape
    y = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(H - KH + 1):
        acc = 0
        for j in range(W - KW + 1):
            for a in range(KH):
                for b in range(KW):
                    acc += x[i + a, j + b] * k[a, b]
            y[i, j] = acc
    return y


def slide2d__mirrored_mean(x, k):
    windows = sliding_window_view(x, k.shape)
    return (windows * k[:, ::-1]).mean(axis=(2, 3))


def slide2d__right(x, k):
    (H, W), (KH, KW) = x.shape, k.shape
    OH, OW = H - KH + 1, W - KW + 1
    return sum(k[a, b] * x[a : a + OH, b : b + OW] for a in range(KH) for b in range(KW))


def convolve__minus(x, k):
    return _slide2d(x, -k)


def convolve__quarter_turn(x, k):
    return _slide2d(x, np.rot90(k))


def convolve__cut_when_turned(x, k):
    return _slide2d(x, k[:0:-1, :0:-1])


def convolve__answer_turned(x, k):
    return np.flip(_slide2d(x, k))


def convolve__upside_down(x, k):
    return _slide2d(x, np.flipud(k))


def convolve__full_not_turned(x, k):
    a, b = k.shape[0] - 1, k.shape[1] - 1
    padded = np.pad(x, ((a, a), (b, b)))
    return _slide2d(padded, k)


def convolve__right(x, k):
    KH, KW = k.shape
    y = np.zeros((x.shape[0] - KH + 1, x.shape[1] - KW + 1))
    for i, j in np.ndindex(y.shape):
        for a, b in np.ndindex(k.shape):
            y[i, j] += x[i + KH - 1 - a, j + KW - 1 - b] * k[a, b]
    return y


def conv_channels__axes_not_moved(x, w, b):
    kh, kw, c, f = w.shape
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))  # OH, OW, C, KH, KW
    oh, ow = windows.shape[:2]
    return windows.reshape(oh, ow, -1) @ w.reshape(-1, f) + b


def conv_channels__bias_each_channel(x, w, b):
    KH, KW, C, F = w.shape
    y = np.zeros((x.shape[0] - KH + 1, x.shape[1] - KW + 1, F))
    for f in range(F):
        for c in range(C):
            y[:, :, f] += _slide2d(x[:, :, c], w[:, :, c, f]) + b[f]
    return y


def conv_channels__threshold(x, w, b):
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows, w) - b


def conv_channels__strongest_channel(x, w, b):
    maps = []
    for f in range(w.shape[3]):
        answers = [_slide2d(x[..., c], w[..., c, f]) for c in range(x.shape[2])]
        maps.append(np.max(answers, axis=0) + b[f])
    return np.stack(maps, axis=-1)


def conv_channels__last_channel(x, w, b):
    KH, KW, C, F = w.shape
    out = np.zeros((x.shape[0] - KH + 1, x.shape[1] - KW + 1, F))
    for f in range(F):
        for c in range(C):
            out[:, :, f] = _slide2d(x[:, :, c], w[:, :, c, f])
        out[:, :, f] += b[f]
    return out


def conv_channels__maps_first_no_bias(x, w, b):
    return np.array(
        [sum(_slide2d(x[:, :, c], w[:, :, c, f]) for c in range(x.shape[2])) for f in range(len(b))]
    )


def conv_channels__right(x, w, b):
    KH, KW, C, F = w.shape
    OH, OW = x.shape[0] - KH + 1, x.shape[1] - KW + 1
    y = np.tile(np.asarray(b, dtype=float), (OH, OW, 1))
    for a, c in np.ndindex(KH, KW):
        y += np.tensordot(x[a : a + OH, c : c + OW], w[a, c], axes=(2, 0))
    return y


def n_params__bias_per_kernel(kw, kh, kd, c_out):
    one_kernel = kw * kh + 1
    return one_kernel * kd * c_out


def n_params__one_bias(kw, kh, kd, c_out):
    return math.prod((kw, kh, kd, c_out)) + 1


def n_params__weights_once(kw, kh, kd, c_out):
    weights = kw * kh * kd
    biases = c_out
    return weights + biases


def n_params__flat_filter(kw, kh, kd, c_out):
    return (kw * kh + 1) * c_out


def n_params__square_no_bias(kw, kh, kd, c_out):
    return kw**2 * kd * c_out


def n_params__right(kw, kh, kd, c_out):
    filters = np.broadcast_to(0.0, (kw, kh, kd, c_out))
    return filters.size + filters.shape[-1]


def im2col__reshape_for_transpose(x, kh, kw):
    C = x.shape[2]
    windows = sliding_window_view(x, (kh, kw, C))[:, :, 0]  # OH, OW, KH, KW, C
    return windows.transpose(2, 3, 4, 0, 1).reshape(-1, kh * kw * C)


def im2col__row_per_channel(x, kh, kw):
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return windows.reshape(-1, kh * kw)


def im2col__down_first(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for j in range(W - kw + 1):
        for i in range(H - kh + 1):
            rows.append(x[i : i + kh, j : j + kw].ravel())
    return np.array(rows)


def im2col__fortran(x, kh, kw):
    H, W, C = x.shape
    return np.array(
        [
            x[i : i + kh, j : j + kw].flatten(order="F")
            for i in range(H - kh + 1)
            for j in range(W - kw + 1)
        ]
    )


def im2col__pixel_column_first(x, kh, kw):
    w = sliding_window_view(x, (kh, kw), axis=(0, 1))
    oh, ow = w.shape[:2]
    return w.transpose(0, 1, 4, 3, 2).reshape(oh * ow, -1)


def im2col__standing_channels_first(x, kh, kw):
    H, W, C = x.shape
    oh, ow = H - kh + 1, W - kw + 1
    cols = np.zeros((C * kh * kw, oh * ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            cols[:, i * ow + j] = x[i : i + kh, j : j + kw].transpose(2, 0, 1).ravel()
    return cols


def im2col__right(x, kh, kw):
    H, W, C = x.shape
    i = np.arange(H - kh + 1)[:, None, None, None] + np.arange(kh)[:, None]
    j = np.arange(W - kw + 1)[:, None, None] + np.arange(kw)
    return x[i, j].reshape(-1, kh * kw * C)


FRESH = [
    Fresh(
        "01_slide1d",
        slide1d__arguments_swapped,
        "np.correlate(k, x): its arguments are swapped, so the result is reversed",
    ),
    Fresh("01_slide1d", slide1d__wraps, "the window wraps around the end: L answers"),
    Fresh(
        "01_slide1d", slide1d__returns_inside, "returns inside the loop, after the first position"
    ),
    Fresh("01_slide1d", slide1d__kernel_cut, "the last number of the kernel is left out"),
    Fresh("01_slide1d", slide1d__mean, "the mean of the products, not their sum"),
    Fresh(
        "01_slide1d",
        slide1d__full_true,
        "the kernel is turned around",
        "windows reach over both ends: L + K - 1 answers",
    ),
    Fresh("01_slide2d", slide2d__matrix_product, "window and kernel are multiplied as matrices"),
    Fresh(
        "01_slide2d", slide2d__square_window, "the window is KH × KH: the kernel is taken as square"
    ),
    Fresh(
        "01_slide2d",
        slide2d__overwrites,
        "the products are not added: each overwrites the one before",
    ),
    Fresh(
        "01_slide2d",
        slide2d__carried_over,
        "the sum goes on along a row: it is not set to 0 at each position",
    ),
    Fresh(
        "01_slide2d",
        slide2d__mirrored_mean,
        "the kernel is mirrored left and right",
        "the mean of the products, not their sum",
    ),
    Fresh("01_convolve", convolve__minus, "changes the kernel's sign instead of turning it"),
    Fresh("01_convolve", convolve__quarter_turn, "the kernel is turned by 90°, not by 180°"),
    Fresh(
        "01_convolve",
        convolve__cut_when_turned,
        "the slices leave out the kernel's first row and column",
    ),
    Fresh("01_convolve", convolve__answer_turned, "the map is turned, not the kernel"),
    Fresh(
        "01_convolve",
        convolve__upside_down,
        "the kernel is only turned upside down, not left and right",
    ),
    Fresh(
        "01_convolve",
        convolve__full_not_turned,
        "the picture is padded: the map is larger",
        "the kernel is not turned",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__axes_not_moved,
        "the windows' axes are (C, KH, KW), the filter's (KH, KW, C): the wrong numbers meet",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__bias_each_channel,
        "the bias is added once for each channel",
    ),
    Fresh("01_conv_channels", conv_channels__threshold, "the bias is subtracted"),
    Fresh(
        "01_conv_channels",
        conv_channels__strongest_channel,
        "the largest of the channels' answers, not their sum",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__last_channel,
        "channels overwrite each other: only the last one counts",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__maps_first_no_bias,
        "the maps are the first axis: (F, OH, OW)",
        "the bias is missing",
    ),
    Fresh("01_n_params", n_params__bias_per_kernel, "a bias for each kernel, not for each filter"),
    Fresh("01_n_params", n_params__one_bias, "a single bias for the whole layer"),
    Fresh("01_n_params", n_params__weights_once, "the weights of one filter only"),
    Fresh("01_n_params", n_params__flat_filter, "the channels kd are left out"),
    Fresh(
        "01_n_params",
        n_params__square_no_bias,
        "the window is taken as square: kw × kw",
        "the biases are missing",
    ),
    Fresh(
        "01_im2col",
        im2col__reshape_for_transpose,
        "the windows' axes are moved to the front, then reshaped: a row mixes windows",
    ),
    Fresh("01_im2col", im2col__row_per_channel, "a row for each window and channel"),
    Fresh("01_im2col", im2col__down_first, "windows go down the columns first"),
    Fresh("01_im2col", im2col__fortran, "each window is written down in Fortran order"),
    Fresh("01_im2col", im2col__pixel_column_first, "a window's pixels go column by column"),
    Fresh(
        "01_im2col",
        im2col__standing_channels_first,
        "a window is a column, not a row",
        "channels come first in a window",
    ),
]

RIGHT = [
    ("01_slide1d", slide1d__right),
    ("01_slide2d", slide2d__right),
    ("01_convolve", convolve__right),
    ("01_conv_channels", conv_channels__right),
    ("01_n_params", n_params__right),
    ("01_im2col", im2col__right),
]
