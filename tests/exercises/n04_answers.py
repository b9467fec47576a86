"""Right and wrong answers to the exercises of notebook 04, as people write them."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes import ops

# 04_max_pool


def max_pool_by_loops(x, size, stride):
    h, w, c = x.shape
    out = []
    for i in range(0, h - size + 1, stride):
        out.append([])
        for j in range(0, w - size + 1, stride):
            best = [-math.inf] * c
            for a in range(size):
                for b in range(size):
                    for k in range(c):
                        best[k] = max(best[k], x[i + a, j + b, k])
            out[-1].append(best)
    return out


def max_pool_windows(x, size, stride):
    return sliding_window_view(x, (size, size), (0, 1))[::stride, ::stride].max(axis=(3, 4))


def max_pool_by_ops(x, size, stride):
    return ops.max_pool2d(x[None], size, stride=stride)[0]


def max_pool_float32(x, size, stride):
    return ops.max_pool2d(x[None].astype("f4"), size, stride=(stride, stride))[0]


def max_pool_no_stride(x, size, stride):
    h, w, c = x.shape
    out = np.zeros((h // size, w // size, c))
    for i in range(h // size):
        for j in range(w // size):
            out[i, j] = np.amax(x[i * size : (i + 1) * size, j * size : (j + 1) * size], (0, 1))
    return out


def max_pool_reshaped(x, size, stride):
    h, w, c = x.shape
    x = x[: h // size * size, : w // size * size]
    return x.reshape(h // size, size, w // size, size, c).max(axis=(1, 3))


def max_pool_of_all(x, size, stride):
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((h, w, x.shape[2]))
    for i in range(h):
        for j in range(w):
            for c in range(x.shape[2]):
                out[i, j, c] = x[
                    i * stride : i * stride + size, j * stride : j * stride + size
                ].max()
    return out


def _max_by_loops(x, size, stride, first, better):
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.full((h, w, x.shape[2]), first)
    for i, j, c in np.ndindex(*out.shape):
        for a in range(size):
            for b in range(size):
                pixel = x[i * stride + a, j * stride + b, c]
                if better(pixel, out[i, j, c]):
                    out[i, j, c] = pixel
    return out


def max_pool_from_zeros(x, size, stride):
    return _max_by_loops(x, size, stride, 0.0, lambda new, old: new > old)


def max_pool_last_pixel(x, size, stride):
    return _max_by_loops(x, size, stride, 0.0, lambda new, old: True)


def max_pool_smaller(x, size, stride):
    return _max_by_loops(x, size, stride, np.inf, lambda new, old: new < old)


def max_pool_never_reset(x, size, stride):
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    out, best = np.zeros((h, w, x.shape[2])), -np.inf
    for i, j, c in np.ndindex(*out.shape):
        best = max(best, x[i * stride : i * stride + size, j * stride : j * stride + size, c].max())
        out[i, j, c] = best
    return out


def max_pool_start_unstrided(x, size, stride):
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    return np.array(
        [[x[i : i + size, j : j + size].max(axis=(0, 1)) for j in range(w)] for i in range(h)]
    )


def max_pool_all_starts(x, size, stride):
    return np.array(
        [
            [x[i : i + size, j : j + size].max((0, 1)) for j in range(0, x.shape[1], stride)]
            for i in range(0, x.shape[0], stride)
        ]
    )


def max_pool_skips(x, size, stride):
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    return x[::stride, ::stride][:h, :w]


# 04_avg_pool


def avg_pool_by_loops(x, size, stride, padding):
    h, w, c = x.shape
    oh, ow = (h + 2 * padding - size) // stride + 1, (w + 2 * padding - size) // stride + 1
    out = np.zeros((oh, ow, c))
    for i, j, k in np.ndindex(oh, ow, c):
        total = count = 0
        for a in range(i * stride - padding, i * stride - padding + size):
            for b in range(j * stride - padding, j * stride - padding + size):
                if 0 <= a < h and 0 <= b < w:
                    total += x[a, b, k]
                    count += 1
        out[i, j, k] = total / count
    return out


def avg_pool_of_ones(x, size, stride, padding):
    def sums(image):
        padded = np.pad(image, ((padding, padding), (padding, padding), (0, 0)))
        windows = sliding_window_view(padded, (size, size), (0, 1))
        return windows[::stride, ::stride].sum(axis=(3, 4))

    return sums(x) / sums(np.ones(x.shape))


def avg_pool_by_ops(x, size, stride, padding):
    return ops.avg_pool2d(x[None].astype(np.float32), size, stride=stride, padding=padding)[0]


def _avg(x, size, stride, padding, mean, like=float):
    x = np.pad(x, [(padding, padding), (padding, padding), (0, 0)])
    h, w = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((h, w, x.shape[2]), like)
    for i in range(h):
        for j in range(w):
            out[i, j] = mean(x[i * stride : i * stride + size, j * stride : j * stride + size])
    return out


def avg_pool_over_zeros(x, size, stride, padding):
    return _avg(x, size, stride, padding, lambda window: window.mean(axis=(0, 1)))


def avg_pool_sums(x, size, stride, padding):
    return _avg(x, size, stride, padding, lambda window: window.sum(axis=(0, 1)))


def avg_pool_by_side(x, size, stride, padding):
    return _avg(x, size, stride, padding, lambda window: window.sum(axis=(0, 1)) / size)


def avg_pool_of_everything(x, size, stride, padding):
    h, w = ((n + 2 * padding - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((h, w, x.shape[2]))
    for i, j in np.ndindex(h, w):
        top, left = i * stride - padding, j * stride - padding
        out[i, j] = x[max(0, top) : top + size, max(0, left) : left + size].mean()
    return out


def avg_pool_nonzero(x, size, stride, padding):
    return _avg(
        x, size, stride, padding, lambda v: v.sum((0, 1)) / np.count_nonzero(v, axis=(0, 1))
    )


def avg_pool_zeros_like(x, size, stride, padding):
    right = avg_pool_by_loops(x, size, stride, padding)
    out = np.zeros_like(x, shape=right.shape)
    out[:] = right
    return out


def avg_pool_floors(x, size, stride, padding):
    sums = avg_pool_of_ones(x, size, stride, padding) * 1.0
    return sums // 1


# 04_survives


def survives_halving(gap, offset, levels):
    first, second = offset, offset + gap
    for _ in range(levels):
        first, second = first // 2, second // 2
    return first != second


def survives_by_pooling(gap, offset, levels):
    image = np.zeros((1, 1, 64, 1))
    image[0, 0, [offset, offset + gap]] = 1
    for _ in range(levels):
        image = ops.max_pool2d(image, (1, 2))
    return image.sum() == 2


def survives_as_number(gap, offset, levels):
    return int(offset >> levels < (offset + gap) >> levels)


def survives_distance(gap, offset, levels):
    for _ in range(levels):
        gap = gap // 2
    return gap >= 1


def survives_clear_gap(gap, offset, levels):
    image = np.zeros(64)
    image[[offset, offset + gap]] = 1
    for _ in range(levels):
        image = image.reshape(-1, 2).max(axis=1)
    bright = np.flatnonzero(image)
    return len(bright) == 2 and bright[1] - bright[0] >= 2


def survives_real_division(gap, offset, levels):
    a, b = offset, offset + gap
    for _ in range(levels):
        a, b = a / 2, b / 2
    return a != b


def survives_double(gap, offset, levels):
    return int(offset / (2 * levels)) != int((offset + gap) / (2 * levels))


# 04_shift_error


def shift_error_by_columns(f, x, d):
    def move(image):
        out = np.zeros_like(image)
        for j in range(image.shape[1]):
            if 0 <= j + d < image.shape[1]:
                out[:, j + d] = image[:, j]
        return out

    return float(np.max(np.abs(np.array(f(move(x))) - move(f(x)))))


def shift_error_by_matrix(f, x, d):
    move = np.eye(x.shape[1], k=d)
    return np.linalg.norm((f(x @ move) - f(x) @ move).ravel(), np.inf)


def shift_error_cleared_roll(f, x, d):
    def move(image):
        out = np.roll(image, d, axis=1)
        if d > 0:
            out[:, :d] = 0
        elif d < 0:
            out[:, d:] = 0
        return out

    return [np.abs(f(move(x)) - move(f(x))).max()]


def shift_error_cleared_roll_as_number(f, x, d):
    return shift_error_cleared_roll(f, x, d)[0]


def shift_error_rolled(f, x, d):
    return np.abs(f(np.roll(x, d, 1)) - np.roll(f(x), d, 1)).max()


def _shifted(x, d):
    out = np.zeros_like(x)
    if d >= 0:
        out[:, d:] = x[:, : x.shape[1] - d]
    else:
        out[:, :d] = x[:, -d:]
    return out


def shift_error_input_only(f, x, d):
    return abs(f(_shifted(x, d)) - f(x)).max()


def shift_error_signed(f, x, d):
    return (f(_shifted(x, d)) - _shifted(f(x), d)).max()


def shift_error_minus_zero(f, x, d):
    a, b, y = np.zeros_like(x), np.zeros_like(x), f(x)
    a[:, d:], b[:, d:] = x[:, :-d], y[:, :-d]
    return np.abs(f(a) - b).max()


def shift_error_from_left(f, x, d):
    def move(x):
        return np.hstack([np.zeros((len(x), d)), x[:, : x.shape[1] - d]])

    return np.abs(f(move(x)) - move(f(x))).max()


def shift_error_rows(f, x, d):
    return np.abs(f(_shifted(x.T, d).T) - _shifted(f(x).T, d).T).max()


# 04_blur_pool


def blur_pool_by_conv(x):
    kernel = np.outer([1.0, 2, 1], [1, 2, 1])[:, :, None, None] / 16
    return ops.conv2d(x[None, :, :, None].astype(float), kernel, padding=1, stride=2)[0, :, :, 0]


def blur_pool_by_loops(x):
    h, w = x.shape
    weights = [0.25, 0.5, 0.25]
    out = np.zeros(((h + 1) // 2, (w + 1) // 2))
    for i in range(0, h, 2):
        for j in range(0, w, 2):
            for a in (-1, 0, 1):
                for b in (-1, 0, 1):
                    if 0 <= i + a < h and 0 <= j + b < w:
                        out[i // 2, j // 2] += weights[a + 1] * weights[b + 1] * x[i + a, j + b]
    return out


def blur_pool_convolve(x):
    taps = np.array([1, 2, 1], np.float32) / 4
    for axis in (0, 1):
        x = np.apply_along_axis(np.convolve, axis, x, taps, mode="full")
    return x[1:-1, 1:-1][::2, ::2].tolist()


def blur_pool_too_late(x):
    padded = np.pad(x[::2, ::2], 1)
    kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    return (sliding_window_view(padded, (3, 3)) * kernel).sum(axis=(2, 3))


def blur_pool_box(x):
    return sliding_window_view(np.pad(x, 1), (3, 3)).mean(axis=(2, 3))[::2, ::2]


def blur_pool_valid(x):
    kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    return (sliding_window_view(x, (3, 3)) * kernel).sum(axis=(2, 3))[::2, ::2]


def blur_pool_zeros_like(x):
    out = np.zeros_like(x)[::2, ::2]
    out[:] = blur_pool_by_loops(x)
    return out


def blur_pool_unscaled(x):
    return np.array(blur_pool_convolve(x)) * 16


RIGHT = {
    "04_max_pool": [max_pool_by_loops, max_pool_windows, max_pool_by_ops, max_pool_float32],
    "04_avg_pool": [avg_pool_by_loops, avg_pool_of_ones, avg_pool_by_ops],
    "04_survives": [survives_halving, survives_by_pooling, survives_as_number],
    "04_shift_error": [
        shift_error_by_columns,
        shift_error_by_matrix,
        shift_error_cleared_roll_as_number,
    ],
    "04_blur_pool": [blur_pool_by_conv, blur_pool_by_loops, blur_pool_convolve],
}


def max_pool_counted_by_size(x, size, stride):
    out = np.zeros((x.shape[0] // size, x.shape[1] // size, x.shape[2]))
    for i, j in np.ndindex(*out.shape[:2]):
        window = x[i * stride : i * stride + size, j * stride : j * stride + size]
        out[i, j] = window.max(axis=(0, 1))
    return out


def max_pool_returns_early(x, size, stride):
    h, w, c = x.shape
    out = np.zeros(((h - size) // stride + 1, (w - size) // stride + 1, c))
    for i, j in np.ndindex(*out.shape[:2]):
        out[i, j] = x[i * stride : i * stride + size, j * stride : j * stride + size].max((0, 1))
        return out


def avg_pool_of_nan(x, size, stride, padding):
    sides = (padding, padding)
    x = np.pad(x.astype(float), (sides, sides, (0, 0)), constant_values=np.nan)
    windows = sliding_window_view(x, (size, size), (0, 1))
    return windows[::stride, ::stride].mean(axis=(-2, -1))


def blur_pool_box_and_edge(x):
    windows = sliding_window_view(np.pad(x, 1, mode="edge"), (3, 3))
    return windows.mean(axis=(2, 3))[::2, ::2]


def max_pool_as_wide_as_high(x, size, stride):
    n = (x.shape[0] - size) // stride + 1
    out = np.empty((n, n, x.shape[2]))
    for i, j in np.ndindex(n, n):
        rows, columns = (slice(at * stride, at * stride + size) for at in (i, j))
        out[i, j] = x[rows, columns].max(axis=(0, 1))
    return out


def max_pool_ends_stay(x, size, stride):
    out = np.empty([(n - size) // stride + 1 for n in x.shape[:2]] + [x.shape[2]])
    for i, j in np.ndindex(out.shape[:2]):
        out[i, j] = x[i * stride : size, j * stride : size].max(axis=(0, 1))
    return out


def avg_pool_from_the_end(x, size, stride, padding):
    out = np.zeros([(n + 2 * padding - size) // stride + 1 for n in x.shape[:2]] + [x.shape[2]])
    for i, j in np.ndindex(out.shape[:2]):
        top, left = i * stride - padding, j * stride - padding
        out[i, j] = x[top : top + size, left : left + size].mean(axis=(0, 1))
    return out


def shift_error_minus_zero_both_ways(f, x, d):
    def move(image):
        out = np.zeros(image.shape)
        if d < 0:
            out[:, :d] = image[:, -d:]
        else:
            out[:, d:] = image[:, :-d]
        return out

    return np.abs(f(move(x)) - move(f(x))).max()


WRONG = {
    "04_max_pool": {
        max_pool_counted_by_size: "positions counted by the size",
        max_pool_returns_early: "only the first window written",
        max_pool_no_stride: "stride forced to size",
        max_pool_reshaped: "stride forced to size",
        max_pool_of_all: "maximum across channels",
        max_pool_from_zeros: "starts from zero",
        max_pool_last_pixel: "last pixel of the window",
        max_pool_smaller: "smallest in place of largest",
        max_pool_never_reset: "maximum carried on from window to window",
        max_pool_start_unstrided: "windows begin at i, not at i·stride",
        max_pool_all_starts: "windows hang over the edge",
        max_pool_as_wide_as_high: "works for square images only",
        max_pool_ends_stay: "windows end at the size",
        max_pool_skips: "first pixel of the window",
    },
    "04_avg_pool": {
        avg_pool_over_zeros: "padding counts in the mean",
        avg_pool_sums: "sum not divided",
        avg_pool_by_side: "divided by size, not by size²",
        avg_pool_of_everything: "mean across channels",
        avg_pool_nonzero: "pixels of value 0 not counted",
        avg_pool_zeros_like: "output in the input's integer type",
        avg_pool_of_nan: "NaN counts in the mean",
        avg_pool_from_the_end: "windows that begin before the image are empty",
        avg_pool_floors: "mean rounded down",
    },
    "04_survives": {
        survives_distance: "offset ignored",
        survives_clear_gap: "a dark pixel between asked for",
        survives_real_division: "columns not rounded down",
        survives_double: "2·levels in place of 2 to the power of levels",
    },
    "04_shift_error": {
        shift_error_rolled: "wraps around",
        shift_error_input_only: "only the input moved",
        shift_error_signed: "sign of the difference kept",
        shift_error_minus_zero: "slice of minus 0",
        shift_error_minus_zero_both_ways: "slice of minus 0",
        shift_error_from_left: "to the right only",
        shift_error_rows: "moved down in place of sideways",
    },
    "04_blur_pool": {
        blur_pool_too_late: "blurs after subsampling",
        blur_pool_box: "plain mean of nine pixels",
        blur_pool_box_and_edge: "two things at once: edge pixels repeated outside, and "
        "plain mean of nine pixels",
        blur_pool_valid: "no padding",
        blur_pool_zeros_like: "fractions cut off",
        blur_pool_unscaled: "not divided",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "04_max_pool": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "04_survives": {
        "True or False": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
            "squared",
            "float16",
            "rounded to 2 digits",
        ),
    },
    "04_shift_error": {
        "a largest difference": (
            "absolute value",
            "clipped below 0",
        ),
    },
    "04_blur_pool": {
        "few digits, so that sums can be followed by hand": ("float16",),
    },
}
