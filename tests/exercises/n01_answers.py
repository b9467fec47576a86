"""Notebook 01: right answers in other styles, and wrong ones as people write them."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view


def slide1d_by_loops(x, k):
    out = []
    for i in range(len(x) - len(k) + 1):
        total = 0
        for j in range(len(k)):
            total += x[i + j] * k[j]
        out.append(total)
    return out


def slide1d_correlate(x, k):
    return np.correlate(x, k)


def slide1d_matrix(x, k):
    return np.matrix(sliding_window_view(x, len(k))).dot(k).A1


def slide1d_fft(x, k):
    n = len(x) + len(k) - 1
    return np.fft.irfft(np.fft.rfft(x, n) * np.fft.rfft(k[::-1], n), n)[len(k) - 1 : len(x)]


def slide2d_by_loops(x, k):
    rows, columns = x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(k.shape[0]):
                for b in range(k.shape[1]):
                    out[i, j] += x[i + a, j + b] * k[a, b]
    return out


def slide2d_einsum(x, k):
    return np.einsum("ijab,ab->ij", sliding_window_view(x, k.shape), k, optimize=True)


def slide2d_fft(x, k):
    spectrum = np.fft.rfft2(x) * np.fft.rfft2(k[::-1, ::-1], x.shape)
    return np.fft.irfft2(spectrum, x.shape)[k.shape[0] - 1 :, k.shape[1] - 1 :]


def slide2d_fft_in_float32(x, k):
    return slide2d_fft(x.astype(np.float32), k.astype(np.float32)).astype(np.float32)


def slide2d_float32(x, k):
    return slide2d_einsum(x.astype("f4"), k.astype("f4"))


def slide2d_shifted_sums(x, k):
    h, w = k.shape
    rows, columns = x.shape[0] - h + 1, x.shape[1] - w + 1
    return sum(x[a : a + rows, b : b + columns] * k[a, b] for a in range(h) for b in range(w))


def slide2d_lists(x, k):
    return slide2d_by_loops(x, k).tolist()


def convolve_by_loops(x, k):
    (h, w), out = k.shape, np.zeros((x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1))
    for i, j in np.ndindex(*out.shape):
        out[i, j] = sum(
            x[i + h - 1 - a, j + w - 1 - b] * k[a, b] for a in range(h) for b in range(w)
        )
    return out


def convolve_rot90(x, k):
    return slide2d_einsum(x, np.rot90(k, 2))


def convolve_fft(x, k):
    spectrum = np.fft.fft2(x) * np.fft.fft2(k, x.shape)
    return np.fft.ifft2(spectrum).real[k.shape[0] - 1 :, k.shape[1] - 1 :]


def conv_channels_by_loops(x, w, b):
    kh, kw, c_in, c_out = w.shape
    out = np.empty((x.shape[0] - kh + 1, x.shape[1] - kw + 1, c_out))
    for f in range(c_out):
        for i in range(out.shape[0]):
            for j in range(out.shape[1]):
                total = b[f]
                for c in range(c_in):
                    total += np.sum(x[i : i + kh, j : j + kw, c] * w[:, :, c, f])
                out[i, j, f] = total
    return out


def conv_channels_tensordot(x, w, b):
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.tensordot(windows, w, axes=((3, 4, 2), (0, 1, 2))) + b


def conv_channels_stacked(x, w, b):
    maps = []
    for f in range(w.shape[3]):
        maps.append(sum(slide2d_einsum(x[..., c], w[..., c, f]) for c in range(w.shape[2])) + b[f])
    return np.stack(maps, axis=-1)


def n_params_spread(kw, kh, kd, c_out):
    return kw * kh * kd * c_out + c_out


def n_params_numpy(kw, kh, kd, c_out):
    return np.array(np.prod([kw, kh, kd, c_out]) + float(c_out))


def im2col_strided(x, kh, kw):
    h, w, c = x.shape
    a, b, d = x.strides
    shape = (h - kh + 1, w - kw + 1, kh, kw, c)
    return as_strided(x, shape, (a, b, a, b, d)).reshape(-1, kh * kw * c)


def im2col_by_taps(x, kh, kw):
    rows, columns = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    taps = [x[a : a + rows, b : b + columns] for a in range(kh) for b in range(kw)]
    return np.concatenate(taps, axis=2).reshape(rows * columns, -1)


def im2col_indexed(x, kh, kw):
    h, w, c = x.shape
    i = np.arange(h - kh + 1)[:, None, None, None] + np.arange(kh)[:, None]
    j = np.arange(w - kw + 1)[:, None, None] + np.arange(kw)
    return x[i, j].reshape(-1, kh * kw * c)


RIGHT = {
    "01_slide1d": [slide1d_by_loops, slide1d_correlate, slide1d_matrix, slide1d_fft],
    "01_slide2d": [
        slide2d_by_loops,
        slide2d_einsum,
        slide2d_fft,
        slide2d_fft_in_float32,
        slide2d_float32,
        slide2d_shifted_sums,
        slide2d_lists,
    ],
    "01_convolve": [convolve_by_loops, convolve_rot90, convolve_fft],
    "01_conv_channels": [conv_channels_by_loops, conv_channels_tensordot, conv_channels_stacked],
    "01_n_params": [n_params_spread, n_params_numpy],
    "01_im2col": [im2col_strided, im2col_by_taps, im2col_indexed],
}


def slide1d_short(x, k):
    out = np.zeros(len(x) - len(k))
    for i in range(len(x) - len(k)):
        out[i] = np.sum(x[i : i + len(k)] * k)
    return out


def slide1d_np_convolve(x, k):
    return np.convolve(x, k, "valid")


def slide1d_same(x, k):
    return np.array([np.sum(w * k) for w in sliding_window_view(x, len(k))])[:-1]


def slide1d_no_reset(x, k):
    total, out = 0, []
    for i in range(len(x) - len(k) + 1):
        for j in range(len(k)):
            total += x[i + j] * k[j]
        out.append(total)
    return np.array(out)


def slide1d_overwrites(x, k):
    out = np.zeros(len(x) - len(k) + 1)
    for i in range(len(out)):
        for j in range(len(k)):
            out[i] = x[i + j] * k[j]
    return out


def slide1d_integers(x, k):
    out = np.zeros_like(x[: len(x) - len(k) + 1])
    for i in range(len(out)):
        out[i] = (x[i : i + len(k)] * k).sum()
    return out


def _slide(x, k, window, out):
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = window(i, j)
    return out


def _empty(x, k):
    return np.zeros((x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1))


def slide2d_transposed_by_slices(x, k):  # raises where the kernel is not square
    h, w = k.shape
    return _slide(x, k, lambda i, j: (x[i : i + h, j : j + w] * k.T).sum(), _empty(x, k))


def slide2d_transposed_by_loops(x, k):
    h, w = k.shape
    out = np.zeros((x.shape[0] - w + 1, x.shape[1] - h + 1))
    for i, j in np.ndindex(*out.shape):
        for a in range(w):
            for b in range(h):
                out[i, j] += x[i + a, j + b] * k[b, a]
    return out


def slide2d_backwards(x, k):
    h, w = k.shape

    def window(i, j):
        return sum(x[i + a, j + b] * k[h - 1 - a, w - 1 - b] for a in range(h) for b in range(w))

    return _slide(x, k, window, _empty(x, k))


def slide2d_matmul(x, k):
    h, w = k.shape
    return _slide(x, k, lambda i, j: np.sum(x[i : i + h, j : j + w] @ k), _empty(x, k))


def slide2d_early_return(x, k):
    (h, w), out = k.shape, _empty(x, k)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i : i + h, j : j + w] * k).sum()
        return out


def slide2d_square_window(x, k):
    n = len(k)
    return _slide(x, k, lambda i, j: (x[i : i + n, j : j + n] * k).sum(), _empty(x, k))


def slide2d_square_kernel_and_output(x, k):
    n = len(k)
    out = np.zeros((x.shape[0] - n + 1, x.shape[1] - n + 1))
    return _slide(x, k, lambda i, j: (x[i : i + n, j : j + n] * k).sum(), out)


def slide2d_square_image(x, k):
    n = len(x) - len(k) + 1
    h, w = k.shape
    out = np.zeros((n, x.shape[1] - w + 1))[:, :n]
    return _slide(x, k, lambda i, j: (x[i : i + h, j : j + w] * k).sum(), out)


def slide2d_no_last(x, k):
    h, w = k.shape
    out = np.zeros((x.shape[0] - h, x.shape[1] - w))
    return _slide(x, k, lambda i, j: (x[i : i + h, j : j + w] * k).sum(), out)


def slide2d_zeros_like(x, k):
    h, w = k.shape
    out = np.zeros_like(x)[: x.shape[0] - h + 1, : x.shape[1] - w + 1]
    return _slide(x, k, lambda i, j: (x[i : i + h, j : j + w] * k).sum(), out)


def slide2d_unshrunk(x, k):
    (h, w), out = k.shape, np.zeros(x.shape)
    for i in range(x.shape[0] - h + 1):
        for j in range(x.shape[1] - w + 1):
            out[i, j] = (x[i : i + h, j : j + w] * k).sum()
    return out


def convolve_one_axis(x, k):
    return (sliding_window_view(x, k.shape) * k[::-1]).sum((2, 3))


def convolve_not_flipped(x, k):
    return (sliding_window_view(x, k.shape) * k).sum((2, 3))


def convolve_transposes_by_slices(x, k):  # raises where the kernel is not square
    return (sliding_window_view(x, k.shape) * k.T).sum((2, 3))


def convolve_image_turned(x, k):
    return (sliding_window_view(np.rot90(x, 2), k.shape) * k).sum((2, 3))


def _conv(x, w, b, channels=None):
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows[:, :, :channels], w[:, :, :channels]) + b


def conv_channels_first_only(x, w, b):
    return _conv(x[..., [0]], w[:, :, [0]], b)


def conv_channels_overwritten(x, w, b):
    for c in range(x.shape[2]):
        out = _conv(x[..., [c]], w[:, :, [c]], b)
    return out


def conv_channels_mean(x, w, b):
    maps = [_conv(x[..., [c]], w[:, :, [c]], 0) for c in range(x.shape[2])]
    return np.mean(maps, axis=0) + b


def conv_channels_bias_in_loop(x, w, b):
    return sum(_conv(x[..., [c]], w[:, :, [c]], b) for c in range(x.shape[2]))


def conv_channels_no_bias(x, w, b):
    return _conv(x, w, 0)


def conv_channels_maps_first(x, w, b):
    return np.array([_conv(x, w[..., [f]], b[f])[..., 0] for f in range(w.shape[3])])


def conv_channels_first_filter(x, w, b):
    out = np.zeros(_conv(x, w, b).shape)
    for f in range(w.shape[3]):
        out[:, :, f] = _conv(x, w[..., [0]], b[0])[..., 0]
    return out


def n_params_bias_once(kw, kh, kd, c_out):
    return c_out * kd * kh * kw + 1


def n_params_no_depth(kw, kh, kd, c_out):
    return c_out * (kh * kw + 1)


def im2col_view_order(x, kh, kw):
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    return windows.reshape(windows.shape[0] * windows.shape[1], -1)


def im2col_per_channel(x, kh, kw):
    rows = []
    for i in range(x.shape[0] - kh + 1):
        for j in range(x.shape[1] - kw + 1):
            rows.append(
                np.concatenate([x[i : i + kh, j : j + kw, c].ravel() for c in range(x.shape[2])])
            )
    return np.array(rows)


def im2col_as_columns(x, kh, kw):
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    windows = [x[i : i + kh, j : j + kw].ravel() for i in range(h) for j in range(w)]
    return np.stack(windows, axis=1)


def im2col_columns_outside(x, kh, kw):
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    return np.array([x[i : i + kh, j : j + kw].ravel() for j in range(w) for i in range(h)])


def im2col_by_loop(x, kh, kw):
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    return np.array([x[i : i + kh, j : j + kw].ravel() for i in range(h) for j in range(w)])


def slide2d_shrinking_window(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i, j in np.ndindex(out.shape):
        out[i, j] = (x[i:kh, j:kw] * k).sum()
    return out


def slide2d_one_index(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i, j in np.ndindex(out.shape):
        out[i, j] = sum(x[i + a, j + a] * k[a, b] for a in range(kh) for b in range(kw))
    return out


def conv_channels_view_order(x, w, b):
    kh, kw, _, f = w.shape
    windows = sliding_window_view(x, (kh, kw), axis=(0, 1))
    rows, columns = windows.shape[:2]
    return (windows.reshape(rows * columns, -1) @ w.reshape(-1, f) + b).reshape(rows, columns, f)


def conv_channels_maps_reshaped(x, w, b):
    maps = np.moveaxis(conv_channels_by_loops(x, w, b), 2, 0)
    return maps.reshape(*maps.shape[1:], -1)


def n_params_no_brackets(kw, kh, kd, c_out):
    return kw * kh * kd + 1 * c_out


def im2col_rows_by_height(x, kh, kw):
    rows, columns = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    out = np.zeros((rows * columns, kh * kw * x.shape[2]))
    for i, j in np.ndindex(rows, columns):
        out[i * rows + j] = x[i : i + kh, j : j + kw].ravel()
    return out


WRONG = {
    "01_slide1d": {
        slide1d_short: "last window missing",
        slide1d_same: "last window missing",
        slide1d_np_convolve: "kernel flipped",
        slide1d_no_reset: "sum carried on from position to position",
        slide1d_overwrites: "only the last product kept",
        slide1d_integers: "output in the input's integer type",
    },
    "01_slide2d": {
        slide2d_transposed_by_slices: "kernel transposed",
        slide2d_transposed_by_loops: "kernel transposed",
        slide2d_backwards: "kernel turned by 180°",
        slide2d_matmul: "matrix product in place of element-wise product",
        slide2d_early_return: "only the first row written",
        slide2d_square_window: "works for square kernels only",
        slide2d_square_kernel_and_output: "works for square kernels only",
        slide2d_square_image: "works for square images only",
        slide2d_no_last: "last row and column missing",
        slide2d_zeros_like: "output in the input's integer type",
        slide2d_shrinking_window: "windows end at the kernel's size",
        slide2d_one_index: "one index for rows and columns",
        slide2d_unshrunk: "output as large as the input, rest not written",
    },
    "01_convolve": {
        convolve_one_axis: "flipped upside down only",
        convolve_not_flipped: "kernel not flipped",
        convolve_transposes_by_slices: "transposed in place of flipped",
        convolve_image_turned: "image flipped in place of the kernel",
    },
    "01_conv_channels": {
        conv_channels_first_only: "first channel only",
        conv_channels_overwritten: "last channel only",
        conv_channels_mean: "mean over the channels",
        conv_channels_bias_in_loop: "bias once per channel",
        conv_channels_no_bias: "bias forgotten",
        conv_channels_maps_first: "maps first",
        conv_channels_view_order: "windows and filters flattened in different orders",
        conv_channels_maps_reshaped: "maps reshaped in place of transposed",
        conv_channels_first_filter: "same filter for all",
    },
    "01_n_params": {
        n_params_bias_once: "bias once",
        n_params_no_depth: "depth dropped",
        n_params_no_brackets: "weights of one filter, biases of all",
    },
    "01_im2col": {
        im2col_view_order: "channels before pixels",
        im2col_per_channel: "channels before pixels",
        im2col_as_columns: "matrix transposed",
        im2col_columns_outside: "windows run down the columns first",
        im2col_rows_by_height: "a row of windows taken as long as a column",
        im2col_by_loop: "a loop where one step does",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "01_slide1d": {
        "few digits, so that sums can be followed by hand": ("float16",),
    },
    "01_slide2d": {
        "few digits, so that sums can be followed by hand": ("float16",),
    },
    "01_convolve": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "01_conv_channels": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "01_n_params": {
        "a count": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
    "01_im2col": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
}
