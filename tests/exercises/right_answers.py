"""Right answers in styles other than the reference's: none of them may be called wrong."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

# 00_center


def center_by_loops(x):
    out = np.zeros(np.shape(x))
    for j in range(x.shape[1]):
        total = 0
        for i in range(x.shape[0]):
            total = total + float(x[i, j])
        for i in range(x.shape[0]):
            out[i, j] = x[i, j] - total / x.shape[0]
    return out


def center_as_lists(x):
    columns = [[float(v) - sum(map(float, c)) / len(c) for v in c] for c in zip(*x, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def center_in_float32(x):
    return x.astype(np.float32) - x.astype(np.float32).mean(axis=0, keepdims=True)


def center_by_matrix(x):
    n = len(x)
    return (np.eye(n) - np.ones((n, n)) / n) @ x


# 00_to_batch


def to_batch_reshape(img):
    return img.reshape(1, *img.shape, 1)


def to_batch_expand_dims(img):
    return np.expand_dims(img, (0, 3))


def to_batch_as_lists(img):
    return [[[[v] for v in row] for row in img]]


# 00_one_hot


def one_hot_by_loop(labels, n):
    out = np.zeros((len(labels), n), dtype=int)
    for i, label in enumerate(labels):
        out[i, label] = 1
    return out


def one_hot_compared(labels, n):
    return labels[:, None] == np.arange(n)


def one_hot_indexed(labels, n):
    out = np.zeros((labels.size, n), np.float32)
    out[np.arange(labels.size), labels] = 1
    return out


# 01_slide1d


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


# 01_slide2d


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


# 01_convolve


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


# 01_conv_channels


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


# 01_n_params


def n_params_spread(kw, kh, kd, c_out):
    return kw * kh * kd * c_out + c_out


def n_params_numpy(kw, kh, kd, c_out):
    return np.array(np.prod([kw, kh, kd, c_out]) + float(c_out))


# 01_im2col


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
    "00_center": [center_by_loops, center_as_lists, center_in_float32, center_by_matrix],
    "00_to_batch": [to_batch_reshape, to_batch_expand_dims, to_batch_as_lists],
    "00_one_hot": [one_hot_by_loop, one_hot_compared, one_hot_indexed],
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
