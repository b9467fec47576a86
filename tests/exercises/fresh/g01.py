# ruff: noqa
"""Notebook 01, as learners write it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _slide2d(x, k):
    windows = sliding_window_view(x, k.shape)
    return np.einsum("ijab,ab->ij", windows, k)


def slide1d__convolve(x, k):
    return np.convolve(x, k, mode="valid")


def slide1d__not_reset(x, k):
    y = np.zeros(len(x) - len(k) + 1)
    total = 0
    for i in range(len(y)):
        for j in range(len(k)):
            total += x[i + j] * k[j]
        y[i] = total
    return y


def slide1d__int_result(x, k):
    L, K = len(x), len(k)
    y = np.zeros(L - K + 1, dtype=int)
    for i in range(L - K + 1):
        y[i] = (x[i : i + K] * k).sum()
    return y


def slide1d__jumps(x, k):
    K = len(k)
    return np.array([x[i : i + K] @ k for i in range(0, len(x) - K + 1, K)])


def slide1d__runs_off(x, k):
    y = np.zeros(len(x))
    for i in range(len(x)):
        for j in range(len(k)):
            y[i] += x[i + j] * k[j]
    return y


def slide1d__not_reset_short(x, k):
    out = []
    s = 0
    for start in range(len(x) - len(k)):
        window = x[start : start + len(k)]
        s = s + np.dot(window, k)
        out.append(s)
    return np.array(out)


def slide1d__right(x, k):
    n = len(x) - len(k) + 1
    return sum(weight * x[j : j + n] for j, weight in enumerate(k))


def slide2d__matmul(x, k):
    KH, KW = k.shape
    H, W = x.shape
    y = np.empty((H - KH + 1, W - KW + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(np.dot(x[i : i + KH, j : j + KW], k))
    return y


def slide2d__einsum_ba(x, k):
    windows = sliding_window_view(x, k.shape)
    return np.einsum("ijab,ba->ij", windows, k)


def slide2d__slice_end(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i:kh, j:kw] * k).sum()
    return out


def slide2d__last_column(x, k):
    kh, kw = k.shape
    return np.array(
        [
            [(x[i : i + kh, j : j + kw] * k).sum() for j in range(x.shape[1] - kw)]
            for i in range(x.shape[0] - kh + 1)
        ]
    )


def slide2d__turned_and_short(x, k):
    k = np.flip(k)
    H, W = x.shape
    KH, KW = k.shape
    res = np.zeros((H - KH, W - KW))
    for r in range(H - KH):
        for c in range(W - KW):
            res[r, c] = np.sum(x[r : r + KH, c : c + KW] * k)
    return res


def slide2d__right(x, k):
    oh, ow = x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1
    y = np.zeros((oh, ow))
    for (a, b), weight in np.ndenumerate(k):
        y += weight * x[a : a + oh, b : b + ow]
    return y


def convolve__flipud(x, k):
    return _slide2d(x, np.flipud(k))


def convolve__turns_picture(x, k):
    x = np.rot90(x, 2)
    return _slide2d(x, k)


def convolve__transposed(x, k):
    return _slide2d(x, k.T)


def convolve__negated(x, k):
    return _slide2d(x, -k)


def convolve__lr_and_short(x, k):
    flipped = k[:, ::-1]
    kh, kw = flipped.shape
    rows = range(x.shape[0] - kh)
    cols = range(x.shape[1] - kw)
    return np.array([[np.sum(x[i : i + kh, j : j + kw] * flipped) for j in cols] for i in rows])


def convolve__right(x, k):
    spectrum = np.fft.fft2(x) * np.fft.fft2(k, s=x.shape)
    return np.fft.ifft2(spectrum).real[k.shape[0] - 1 :, k.shape[1] - 1 :]


def conv_channels__bias_each_channel(x, w, b):
    kh, kw, C, F = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, F))
    for f in range(F):
        for c in range(C):
            out[:, :, f] += _slide2d(x[:, :, c], w[:, :, c, f]) + b[f]
    return out


def conv_channels__last_channel(x, w, b):
    kh, kw, C, F = w.shape
    maps = []
    for f in range(F):
        for c in range(C):
            fmap = _slide2d(x[..., c], w[..., c, f])
        maps.append(fmap + b[f])
    return np.stack(maps, axis=-1)


def conv_channels__filters_first(x, w, b):
    KH, KW, C, F = w.shape
    OH, OW = x.shape[0] - KH + 1, x.shape[1] - KW + 1
    y = np.zeros((OH, OW, F))
    filters = w.reshape(F, KH, KW, C)
    for i in range(OH):
        for j in range(OW):
            for f in range(F):
                y[i, j, f] = np.sum(x[i : i + KH, j : j + KW] * filters[f]) + b[f]
    return y


def conv_channels__window_order(x, w, b):
    kh, kw, c, f = w.shape
    win = sliding_window_view(x, (kh, kw), axis=(0, 1))
    oh, ow = win.shape[:2]
    return (win.reshape(oh * ow, -1) @ w.reshape(-1, f) + b).reshape(oh, ow, f)


def conv_channels__maps_first(x, w, b):
    F = w.shape[-1]
    C = x.shape[-1]
    return np.array(
        [sum(_slide2d(x[:, :, c], w[:, :, c, f]) for c in range(C)) + b[f] for f in range(F)]
    )


def conv_channels__mean_no_bias(x, w, b):
    kh, kw, C, F = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, F))
    for f in range(F):
        per_channel = [_slide2d(x[:, :, c], w[:, :, c, f]) for c in range(C)]
        out[:, :, f] = np.mean(per_channel, axis=0)
    return out


def conv_channels__right(x, w, b):
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.tensordot(windows, w, axes=([3, 4, 2], [0, 1, 2])) + b


def n_params__single_bias(kw, kh, kd, c_out):
    weights = kw * kh * kd * c_out
    bias = 1
    return weights + bias


def n_params__bias_per_kernel(kw, kh, kd, c_out):
    return (kw * kh + 1) * kd * c_out


def n_params__brackets(kw, kh, kd, c_out):
    return kw * kh * kd + 1 * c_out


def n_params__adds_sides(kw, kh, kd, c_out):
    return ((kw + kh) * kd + 1) * c_out


def n_params__flat_no_bias(kw, kh, kd, c_out):
    return c_out * kw * kh


def n_params__right(kw, kh, kd, c_out):
    count = 0
    for _ in range(c_out):
        count += np.prod([kw, kh, kd], dtype=int)
        count += 1
    return int(count)


def im2col__as_they_come(x, kh, kw):
    h, w, c = x.shape
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return windows.reshape((h - kh + 1) * (w - kw + 1), kh * kw * c)


def im2col__columnwise(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for j in range(W - kw + 1):
        for i in range(H - kh + 1):
            rows.append(x[i : i + kh, j : j + kw, :].ravel())
    return np.array(rows)


def im2col__one_channel(x, kh, kw):
    windows = sliding_window_view(x[:, :, 0], (kh, kw))
    return windows.reshape(-1, kh * kw)


def im2col__fortran(x, kh, kw):
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    out = np.empty((oh * ow, kh * kw * x.shape[2]))
    for n in range(oh * ow):
        i, j = divmod(n, ow)
        out[n] = x[i : i + kh, j : j + kw].flatten(order="F")
    return out


def im2col__divmod_oh(x, kh, kw):
    H, W, C = x.shape
    oh, ow = H - kh + 1, W - kw + 1
    cols = np.zeros((oh * ow, kh * kw * C))
    for i in range(oh):
        for j in range(ow):
            cols[i * oh + j] = x[i : i + kh, j : j + kw].reshape(-1)
    return cols


def im2col__cs231n(x, kh, kw):
    H, W, C = x.shape
    cols = []
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            patch = x[i : i + kh, j : j + kw].transpose(2, 0, 1)
            cols.append(patch.ravel())
    return np.stack(cols, axis=1)


def im2col__right(x, kh, kw):
    h, w, c = x.shape
    i = np.arange(h - kh + 1)[:, None, None, None] + np.arange(kh)[:, None]
    j = np.arange(w - kw + 1)[:, None, None] + np.arange(kw)
    return x[i, j].reshape(-1, kh * kw * c)


FRESH = [
    Fresh("01_slide1d", slide1d__convolve, "np.convolve turns the kernel around"),
    Fresh(
        "01_slide1d",
        slide1d__not_reset,
        "the sum is not set back to 0 at each position: every number adds to all before it",
    ),
    Fresh(
        "01_slide1d", slide1d__runs_off, "L positions instead of L - K + 1: runs off the end of x"
    ),
    Fresh(
        "01_slide2d",
        slide2d__matmul,
        "matrix product of window and kernel, not the product of pairs",
    ),
    Fresh(
        "01_slide2d",
        slide2d__einsum_ba,
        "the kernel's axes are exchanged: rows of the window meet columns of the kernel (it is transposed)",
    ),
    Fresh(
        "01_slide2d",
        slide2d__slice_end,
        "the window ends at KH, KW instead of i + KH, j + KW: it does not move, it shrinks",
    ),
    Fresh(
        "01_slide2d",
        slide2d__turned_and_short,
        "the kernel is turned by 180 degrees",
        "the last row and column of positions are missing (no + 1)",
    ),
    Fresh(
        "01_convolve", convolve__flipud, "turns the kernel upside down only, not left and right too"
    ),
    Fresh("01_convolve", convolve__turns_picture, "turns the picture instead of the kernel"),
    Fresh(
        "01_convolve",
        convolve__transposed,
        "transposes the kernel instead of turning it by 180 degrees",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__bias_each_channel,
        "adds the bias once for each channel instead of once",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__filters_first,
        "w is reshaped, not transposed, to put the filters first: the weights are mixed up",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__window_order,
        "windows (OH, OW, C, KH, KW) are flattened with channels first, the weights with channels last",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__mean_no_bias,
        "averages the channels' answers instead of adding them",
        "the bias is never added",
    ),
    Fresh("01_n_params", n_params__single_bias, "one bias for the whole layer, not one per filter"),
    Fresh(
        "01_n_params",
        n_params__bias_per_kernel,
        "a bias for each kernel (each channel of each filter)",
    ),
    Fresh(
        "01_n_params",
        n_params__brackets,
        "brackets missing: the weights of one filter only, plus all biases",
    ),
    Fresh(
        "01_im2col",
        im2col__as_they_come,
        "the axes of sliding_window_view are not moved: channels come first in each row",
    ),
    Fresh(
        "01_im2col", im2col__columnwise, "the windows are listed column by column, not row by row"
    ),
    Fresh(
        "01_im2col",
        im2col__divmod_oh,
        "row number i * OH + j instead of i * OW + j: windows overwrite each other if OH < OW, or it fails",
    ),
    Fresh(
        "01_im2col",
        im2col__cs231n,
        "channels come first in each window",
        "each window is a column, not a row",
    ),
    Fresh("01_predict_size", (32, 32, 10), "the maps are taken to be as large as the picture"),
    Fresh("01_predict_params", 5 * 5 * 3 * 10, "the biases are left out"),
    Fresh("01_predict_params", (5 * 5 + 1) * 10, "the three channels are left out"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "01_slide1d", slide1d__int_result, "the result array holds integers: fractions are cut off"
    ),
    Fresh("01_slide1d", slide1d__jumps, "the window jumps by K instead of moving on by one"),
    Fresh(
        "01_slide1d",
        slide1d__not_reset_short,
        "the sum is not set back to 0 at each position",
        "one position too few: the last window is missing",
    ),
    Fresh("01_slide2d", slide2d__last_column, "the last column of positions is missing (no + 1)"),
    Fresh("01_convolve", convolve__negated, "changes the kernel's sign instead of turning it"),
    Fresh(
        "01_convolve",
        convolve__lr_and_short,
        "flips the kernel left and right only",
        "the last row and column of positions are missing (no + 1)",
    ),
    Fresh(
        "01_conv_channels",
        conv_channels__last_channel,
        "each channel's answer replaces the one before: only the last channel counts, nothing is added",
    ),
    Fresh(
        "01_conv_channels", conv_channels__maps_first, "the maps are the first axis: (F, OH, OW)"
    ),
    Fresh(
        "01_n_params",
        n_params__adds_sides,
        "adds width and height of the window instead of multiplying",
    ),
    Fresh(
        "01_n_params",
        n_params__flat_no_bias,
        "the depth kd is left out",
        "the biases are left out",
    ),
    Fresh("01_im2col", im2col__one_channel, "only the first channel is read"),
    Fresh(
        "01_im2col",
        im2col__fortran,
        "each window is flattened in Fortran order: columns before rows, channels outermost",
    ),
    Fresh(
        "01_predict_size",
        (28, 28, 30),
        "a map for each channel of each filter: channels are not added",
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
