# ruff: noqa
"""Notebook 01, as learners write it."""

import numpy as np

from fresh import Fresh


def slide1d__misses_last(x, k):
    n = len(x) - len(k)
    y = np.zeros(n)
    for i in range(n):
        y[i] = np.sum(x[i : i + len(k)] * k)
    return y


def slide1d__same(x, k):
    p = len(k) // 2
    xp = np.pad(x, (p, p))
    return np.array([np.dot(xp[i : i + len(k)], k) for i in range(len(x))])


def slide1d__first_only(x, k):
    out = []
    for i in range(len(x) - len(k) + 1):
        out.append(np.dot(x[i : i + len(k)], k))
        return np.array(out)


def slide1d__mean(x, k):
    K = k.shape[0]
    return np.array([(x[i : i + K] * k).mean() for i in range(x.shape[0] - K + 1)])


def slide1d__no_sum(x, k):
    result = []
    for i in range(len(x) - len(k) + 1):
        window = x[i : i + len(k)]
        result.append(window * k)
    return np.array(result)


def slide1d__running_total(x, k):
    y = []
    s = 0
    for i in range(len(x) - len(k) + 1):
        for j in range(len(k)):
            s += x[i + j] * k[j]
        y.append(s)
    return np.array(y)


def slide1d__turned_and_full(x, k):
    return np.convolve(x, k)


def slide1d__mean_and_last(x, k):
    out = np.zeros(len(x) - len(k))
    for i in range(len(out)):
        out[i] = np.mean(x[i : i + len(k)] * k)
    return out


def slide2d__misses_last(x, k):
    H, W = x.shape
    kh, kw = k.shape
    out = np.zeros((H - kh, W - kw))
    for i in range(H - kh):
        for j in range(W - kw):
            out[i, j] = (x[i : i + kh, j : j + kw] * k).sum()
    return out


def slide2d__transposed(x, k):
    H, W = x.shape
    kh, kw = k.shape
    out = np.zeros((W - kw + 1, H - kh + 1))
    for j in range(W - kw + 1):
        for i in range(H - kh + 1):
            out[j, i] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


def slide2d__matrix_product(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(np.dot(x[i : i + kh, j : j + kw], k))
    return out


def slide2d__square(x, k):
    f = k.shape[0]
    n_h, n_w = x.shape
    out = np.zeros((n_h - f + 1, n_w - f + 1))
    for h in range(n_h - f + 1):
        for w in range(n_w - f + 1):
            a_slice = x[h : h + f, w : w + f]
            out[h, w] = np.sum(a_slice * k)
    return out


def slide2d__jumps(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(0, out.shape[0], kh):
        for j in range(0, out.shape[1], kw):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


def slide2d__total_and_last_column(x, k):
    kh, kw = k.shape
    rows = []
    total = 0
    for i in range(len(x) - kh + 1):
        row = []
        for j in range(len(x[0]) - kw):
            for a in range(kh):
                for b in range(kw):
                    total += x[i + a][j + b] * k[a][b]
            row.append(total)
        rows.append(row)
    return np.array(rows)


def slide2d__int_and_turned(x, k):
    k = np.rot90(k, 2)
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1), dtype=int)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = (x[i : i + kh, j : j + kw] * k).sum()
    return out


def convolve__upside_down(x, k):
    k = np.flipud(k)
    kh, kw = k.shape
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    return np.array(
        [[(x[i : i + kh, j : j + kw] * k).sum() for j in range(ow)] for i in range(oh)]
    ).reshape(oh, ow)


def convolve__quarter_turn(x, k):
    k = np.rot90(k)
    v = np.lib.stride_tricks.sliding_window_view(x, k.shape)
    return (v * k).sum(axis=(2, 3))


def convolve__picture_turned(x, k):
    v = np.lib.stride_tricks.sliding_window_view(x[::-1, ::-1], k.shape)
    return np.einsum("ijab,ab->ij", v, k)


def convolve__negated(x, k):
    k = -k
    v = np.lib.stride_tricks.sliding_window_view(x, k.shape)
    return np.tensordot(v, k, axes=2)


def convolve__transposed_and_short(x, k):
    k = k.T
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh, x.shape[1] - kw))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + kh, j : j + kw] * k)
    return out


def convolve__one_axis_and_short(x, k):
    k = k[:, ::-1]
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.vdot(x[i : i + kh, j : j + kw], k)
    return out


def conv_channels__bias_each_channel(x, w, b):
    kh, kw, C, F = w.shape
    H, W, _ = x.shape
    y = np.zeros((H - kh + 1, W - kw + 1, F))
    for f in range(F):
        for c in range(C):
            for i in range(H - kh + 1):
                for j in range(W - kw + 1):
                    y[i, j, f] += np.sum(x[i : i + kh, j : j + kw, c] * w[:, :, c, f]) + b[f]
    return y


def conv_channels__last_channel(x, w, b):
    kh, kw, C, F = w.shape
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(0, 1))
    y = np.zeros((v.shape[0], v.shape[1], F))
    for f in range(F):
        for c in range(C):
            y[:, :, f] = (v[:, :, c] * w[:, :, c, f]).sum(axis=(2, 3))
    return y + b


def conv_channels__relu(x, w, b):
    kh, kw = w.shape[:2]
    H, W, _ = x.shape
    y = np.zeros((H - kh + 1, W - kw + 1, w.shape[3]))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.tensordot(x[i : i + kh, j : j + kw], w, axes=3) + b
    return np.maximum(0, y)


def conv_channels__maps_first(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->fij", v, w) + b[:, None, None]


def conv_channels__first_bias(x, w, b):
    kh, kw, c, f = w.shape
    out = []
    for i in range(x.shape[0] - kh + 1):
        row = []
        for j in range(x.shape[1] - kw + 1):
            patch = x[i : i + kh, j : j + kw, :]
            row.append([np.sum(patch * w[..., n]) + b[0] for n in range(f)])
        out.append(row)
    return np.array(out)


def conv_channels__mean_no_bias(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", v, w) / x.shape[2]


def conv_channels__relu_and_short(x, w, b):
    (n_H, n_W, n_C), (f, g, _, n_F) = x.shape, w.shape
    Z = np.zeros((n_H - f, n_W - g, n_F))
    for h in range(n_H - f):
        for v in range(n_W - g):
            for c in range(n_F):
                Z[h, v, c] = np.sum(x[h : h + f, v : v + g, :] * w[:, :, :, c]) + float(b[c])
    Z[Z < 0] = 0
    return Z


def n_params__no_bias(kw, kh, kd, c_out):
    return kw * kh * kd * c_out


def n_params__bias_per_slice(kw, kh, kd, c_out):
    per_kernel = kw * kh + 1
    return per_kernel * kd * c_out


def n_params__bias_per_input(kw, kh, kd, c_out):
    return kw * kh * kd * c_out + kd


def n_params__no_depth(kw, kh, kd, c_out):
    return (kw * kh + 1) * c_out


def n_params__added(kw, kh, kd, c_out):
    return (kw + kh + kd + 1) * c_out


def n_params__square_no_bias(kw, kh, kd, c_out):
    return kw**2 * kd * c_out


def n_params__no_depth_one_bias(kw, kh, kd, c_out):
    weights = kw * kh * c_out
    bias = 1
    return weights + bias


def im2col__channels_first(x, kh, kw):
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(0, 1))
    return v.reshape(v.shape[0] * v.shape[1], -1)


def im2col__columns(x, kh, kw):
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw, x.shape[2]))[:, :, 0]
    return v.reshape(-1, kh * kw * x.shape[2]).T


def im2col__down_first(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for j in range(W - kw + 1):
        for i in range(H - kh + 1):
            rows.append(x[i : i + kh, j : j + kw, :].flatten())
    return np.array(rows)


def im2col__sides_swapped(x, kh, kw):
    H, W, C = x.shape
    rows = []
    for i in range(H - kw + 1):
        for j in range(W - kh + 1):
            rows.append(x[i : i + kw, j : j + kh].ravel())
    return np.stack(rows)


def im2col__columns_channels_first(x, kh, kw):
    H, W, C = x.shape
    cols = np.zeros((C * kh * kw, (H - kh + 1) * (W - kw + 1)))
    n = 0
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            cols[:, n] = x[i : i + kh, j : j + kw].transpose(2, 0, 1).reshape(-1)
            n += 1
    return cols


def im2col__down_first_and_short(x, kh, kw):
    rows = []
    for j in range(x.shape[1] - kw):
        for i in range(x.shape[0] - kh + 1):
            rows.append(x[i : i + kh, j : j + kw].reshape(-1))
    return np.array(rows)


def slide1d__right_zip(x, k):
    count = len(x) - len(k) + 1
    return np.array([sum(a * b for a, b in zip(x[i:], k)) for i in range(count)])


def slide1d__right_shifts(x, k):
    n = len(x) - len(k) + 1
    y = 0 * x[:n] * k[0]
    for j, weight in enumerate(k):
        y = y + weight * x[j : j + n]
    return y


def slide2d__right_shifts(x, k):
    oh, ow = x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1
    return sum(k[a, b] * x[a : a + oh, b : b + ow] for a in range(len(k)) for b in range(len(k[0])))


def convolve__right_formula(x, k):
    kh, kw = k.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += x[i + a, j + b] * k[kh - 1 - a, kw - 1 - b]
    return y


def conv_channels__right_rows(x, w, b):
    kh, kw, c, f = w.shape
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    rows = [x[i : i + kh, j : j + kw].ravel() for i in range(oh) for j in range(ow)]
    return (np.array(rows) @ w.reshape(-1, f) + b).reshape(oh, ow, f)


def n_params__right_by_arrays(kw, kh, kd, c_out):
    return np.zeros((kh, kw, kd, c_out)).size + np.zeros(c_out).size


def im2col__right_indices(x, kh, kw):
    H, W, C = x.shape
    oh, ow = H - kh + 1, W - kw + 1
    i = np.arange(oh)[:, None, None, None] + np.arange(kh)[None, None, :, None]
    j = np.arange(ow)[None, :, None, None] + np.arange(kw)[None, None, None, :]
    return x[i, j].reshape(oh * ow, kh * kw * C)


def im2col__right_stack(x, kh, kw):
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    parts = [x[a : a + oh, b : b + ow] for a in range(kh) for b in range(kw)]
    return np.concatenate(parts, axis=2).reshape(oh * ow, -1)


FRESH = [
    Fresh("01_slide1d", slide1d__misses_last, "the last window is missing"),
    Fresh("01_slide1d", slide1d__same, "padded to the length of x"),
    Fresh("01_slide1d", slide1d__first_only, "returns inside the loop"),
    Fresh("01_slide1d", slide1d__mean, "mean for sum"),
    Fresh("01_slide1d", slide1d__no_sum, "products are not added"),
    Fresh("01_slide1d", slide1d__running_total, "the sum is not reset at each position"),
    Fresh("01_slide1d", slide1d__turned_and_full, "kernel turned", "also windows over the ends"),
    Fresh("01_slide1d", slide1d__mean_and_last, "mean for sum", "the last window is missing"),
    Fresh("01_slide2d", slide2d__misses_last, "last row and column of windows missing"),
    Fresh("01_slide2d", slide2d__transposed, "result transposed"),
    Fresh("01_slide2d", slide2d__matrix_product, "matrix product of window and kernel"),
    Fresh("01_slide2d", slide2d__square, "takes the kernel for square"),
    Fresh("01_slide2d", slide2d__jumps, "moves by the kernel's size"),
    Fresh(
        "01_slide2d",
        slide2d__total_and_last_column,
        "the sum is not reset at each position",
        "last column of windows missing",
    ),
    Fresh("01_slide2d", slide2d__int_and_turned, "kernel turned", "sums are cut to integers"),
    Fresh("01_convolve", convolve__upside_down, "kernel flipped along one axis only"),
    Fresh("01_convolve", convolve__quarter_turn, "kernel turned by 90 degrees"),
    Fresh("01_convolve", convolve__picture_turned, "the picture is turned, not the kernel"),
    Fresh("01_convolve", convolve__negated, "kernel negated, not turned"),
    Fresh(
        "01_convolve",
        convolve__transposed_and_short,
        "kernel transposed, not turned",
        "last row and column of windows missing",
    ),
    Fresh(
        "01_convolve",
        convolve__one_axis_and_short,
        "kernel flipped along one axis only",
        "last column of windows missing",
    ),
    Fresh("01_conv_channels", conv_channels__bias_each_channel, "bias added once per channel"),
    Fresh("01_conv_channels", conv_channels__last_channel, "only the last channel counts"),
    Fresh("01_conv_channels", conv_channels__relu, "a ReLU at the end"),
    Fresh("01_conv_channels", conv_channels__maps_first, "map axis first"),
    Fresh("01_conv_channels", conv_channels__first_bias, "the first bias for all maps"),
    Fresh("01_conv_channels", conv_channels__mean_no_bias, "mean over channels", "no bias"),
    Fresh(
        "01_conv_channels",
        conv_channels__relu_and_short,
        "a ReLU at the end",
        "last row and column of windows missing",
    ),
    Fresh("01_n_params", n_params__no_bias, "no biases"),
    Fresh("01_n_params", n_params__bias_per_slice, "a bias for each channel of each filter"),
    Fresh("01_n_params", n_params__bias_per_input, "a bias per input channel"),
    Fresh("01_n_params", n_params__no_depth, "channels of the input forgotten"),
    Fresh("01_n_params", n_params__added, "sides added, not multiplied"),
    Fresh("01_n_params", n_params__square_no_bias, "takes the window for square", "no biases"),
    Fresh(
        "01_n_params",
        n_params__no_depth_one_bias,
        "channels of the input forgotten",
        "one bias for all filters",
    ),
    Fresh("01_im2col", im2col__channels_first, "channels before the pixels in a row"),
    Fresh("01_im2col", im2col__columns, "transposed: windows as columns"),
    Fresh("01_im2col", im2col__down_first, "windows column by column"),
    Fresh("01_im2col", im2col__sides_swapped, "kh and kw swapped"),
    Fresh(
        "01_im2col",
        im2col__columns_channels_first,
        "transposed: windows as columns",
        "channels before the pixels",
    ),
    Fresh(
        "01_im2col",
        im2col__down_first_and_short,
        "windows column by column",
        "last column of windows missing",
    ),
]

RIGHT = [
    ("01_slide1d", slide1d__right_zip),
    ("01_slide1d", slide1d__right_shifts),
    ("01_slide2d", slide2d__right_shifts),
    ("01_convolve", convolve__right_formula),
    ("01_conv_channels", conv_channels__right_rows),
    ("01_n_params", n_params__right_by_arrays),
    ("01_im2col", im2col__right_indices),
    ("01_im2col", im2col__right_stack),
]
