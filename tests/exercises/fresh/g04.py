# ruff: noqa
"""Notebook 04, as learners write it."""

from functools import reduce

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def max_pool__over_channels(x, size, stride):
    H, W, C = x.shape
    oh, ow = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((oh, ow, C))
    for i in range(oh):
        for j in range(ow):
            r, c = i * stride, j * stride
            out[i, j] = np.max(x[r : r + size, c : c + size, :])
    return out


def max_pool__best_from_zero(x, size, stride):
    oh = (x.shape[0] - size) // stride + 1
    ow = (x.shape[1] - size) // stride + 1
    y = np.zeros((oh, ow, x.shape[2]))
    for c in range(x.shape[2]):
        for i in range(oh):
            for j in range(ow):
                best = 0
                for a in range(size):
                    for b in range(size):
                        value = x[i * stride + a, j * stride + b, c]
                        if value > best:
                            best = value
                y[i, j, c] = best
    return y


def max_pool__steps_of_size(x, size, stride):
    windows = sliding_window_view(x, (size, size), axis=(0, 1))
    return windows[::size, ::size].max(axis=(-2, -1))


def max_pool__height_for_both(x, size, stride):
    H, W, C = x.shape
    n = (H - size) // stride + 1
    y = np.empty((n, n, C))
    for i, j in np.ndindex(n, n):
        y[i, j] = x[i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(0, 1))
    return y


def max_pool__partial_windows(x, size, stride):
    H, W, C = x.shape
    rows = []
    for i in range(0, H, stride):
        row = []
        for j in range(0, W, stride):
            row.append(x[i : i + size, j : j + size].max(axis=(0, 1)))
        rows.append(row)
    return np.array(rows)


def max_pool__unmoved_all_channels(x, size, stride):
    oh = (x.shape[0] - size) // stride + 1
    ow = (x.shape[1] - size) // stride + 1
    out = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            for c in range(x.shape[2]):
                out[i, j, c] = x[i : i + size, j : j + size].max()
    return out


def max_pool__right(x, size, stride):
    oh, ow = ((n - size) // stride + 1 for n in x.shape[:2])
    shifted = (
        x[a : a + stride * (oh - 1) + 1 : stride, b : b + stride * (ow - 1) + 1 : stride]
        for a in range(size)
        for b in range(size)
    )
    return reduce(np.maximum, shifted)


def avg_pool__edge(x, size, stride, padding):
    x = np.pad(x, ((padding, padding), (padding, padding), (0, 0)), mode="edge")
    windows = sliding_window_view(x, (size, size), axis=(0, 1))[::stride, ::stride]
    return windows.mean(axis=(3, 4))


def avg_pool__nonzero(x, size, stride, padding):
    p = padding
    xp = np.pad(x, ((p, p), (p, p), (0, 0)))
    oh = (xp.shape[0] - size) // stride + 1
    ow = (xp.shape[1] - size) // stride + 1
    out = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            win = xp[i * stride : i * stride + size, j * stride : j * stride + size]
            count = np.count_nonzero(win, axis=(0, 1))
            out[i, j] = win.sum(axis=(0, 1)) / np.maximum(count, 1)
    return out


def avg_pool__channels_too(x, size, stride, padding):
    H, W, C = x.shape
    OH = (H + 2 * padding - size) // stride + 1
    OW = (W + 2 * padding - size) // stride + 1
    y = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride - padding, j * stride - padding
            y[i, j] = x[max(top, 0) : top + size, max(left, 0) : left + size].mean()
    return y


def avg_pool__negative_start(x, size, stride, padding):
    H, W, C = x.shape
    oh = (H + 2 * padding - size) // stride + 1
    ow = (W + 2 * padding - size) // stride + 1
    out = np.zeros((oh, ow, C))
    for i in range(oh):
        for j in range(ow):
            r, c = i * stride - padding, j * stride - padding
            out[i, j] = x[r : r + size, c : c + size].mean(axis=(0, 1))
    return out


def avg_pool__square_no_stride(x, size, stride, padding):
    p = padding
    xp = np.pad(x, [(p, p), (p, p), (0, 0)])
    oh, ow = [(n - size) // stride + 1 for n in xp.shape[:2]]
    return np.array(
        [
            [xp[i : i + size, j : j + size].sum(axis=(0, 1)) / size**2 for j in range(ow)]
            for i in range(oh)
        ]
    )


def avg_pool__right(x, size, stride, padding):
    def sums(a):
        a = np.pad(a, ((padding, padding), (padding, padding), (0, 0)))
        return sliding_window_view(a, (size, size), axis=(0, 1))[::stride, ::stride].sum((3, 4))

    return sums(x) / sums(np.ones(x.shape))


def _moved(x, d):
    out = np.zeros(x.shape)
    for j in range(x.shape[1]):
        if 0 <= j + d < x.shape[1]:
            out[:, j + d] = x[:, j]
    return out


def shift_error__signed(f, x, d):
    return np.max(f(_moved(x, d)) - _moved(f(x), d))


def shift_error__invariance(f, x, d):
    h, w = x.shape
    moved = np.zeros((h, w))
    if d > 0:
        moved[:, d:] = x[:, : w - d]
    elif d < 0:
        moved[:, : w + d] = x[:, -d:]
    else:
        moved = x.copy()
    return np.abs(f(moved) - f(x)).max()


def shift_error__distance_only(f, x, d):
    d = abs(d)

    def move(img):
        return np.pad(img, ((0, 0), (d, 0)))[:, : img.shape[1]]

    return np.max(np.abs(f(move(x)) - move(f(x))))


def shift_error__d_zero(f, x, d):
    def move(img):
        out = np.zeros_like(img, dtype=float)
        if d < 0:
            out[:, :d] = img[:, -d:]
        else:
            out[:, d:] = img[:, :-d]
        return out

    return float(abs(f(move(x)) - move(f(x))).max())


def shift_error__rolled_mean(f, x, d):
    first = f(np.roll(x, d, axis=1))
    second = np.roll(f(x), d, axis=1)
    return np.mean(np.abs(first - second))


def shift_error__rows_signed(f, x, d):
    down = _moved(x.T, d).T
    return np.max(f(down) - _moved(f(x).T, d).T)


def shift_error__right(f, x, d):
    def move(a):
        return a @ np.eye(a.shape[1], k=d)

    return float(np.linalg.norm((f(move(x)) - move(f(x))).ravel(), np.inf))


def survives__true_division(gap, offset, levels):
    block = 2**levels
    return offset / block != (offset + gap) / block


def survives__off_by_one(gap, offset, levels):
    width = 2**levels
    return offset % width + gap > width


def survives__second_at_gap(gap, offset, levels):
    first, second = offset, gap
    for _ in range(levels):
        first, second = first // 2, second // 2
    return first != second


def survives__one_level_less(gap, offset, levels):
    a, b = offset, offset + gap
    for _ in range(1, levels):
        a //= 2
        b //= 2
    return a != b


def survives__twice_and_merged(gap, offset, levels):
    return offset // (2 * levels) == (offset + gap) // (2 * levels)


def survives__right(gap, offset, levels):
    return bool((offset ^ (offset + gap)) >> levels)


def blur_pool__odd_pixels(x):
    k = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    xp = np.pad(x, 1)
    blurred = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            blurred[i, j] = (xp[i : i + 3, j : j + 3] * k).sum()
    return blurred[1::2, 1::2]


def blur_pool__reflect(x):
    weights = np.outer([1, 2, 1], [1, 2, 1]) / 16.0
    windows = sliding_window_view(np.pad(x, 1, mode="edge"), (3, 3))
    return np.einsum("ijab,ab->ij", windows, weights)[::2, ::2]


def blur_pool__skips_first(x):
    small = x[::2, ::2]
    small = np.pad(small, 1)
    k = np.array([1, 2, 1]) / 4
    small = k[0] * small[:-2] + k[1] * small[1:-1] + k[2] * small[2:]
    return k[0] * small[:, :-2] + k[1] * small[:, 1:-1] + k[2] * small[:, 2:]


def blur_pool__cross(x):
    p = np.pad(x, 1)
    up, down, left, right = p[:-2, 1:-1], p[2:, 1:-1], p[1:-1, :-2], p[1:-1, 2:]
    blurred = (up + down + left + right + 4 * x) / 8
    return blurred[::2, ::2]


def blur_pool__sixteen_times_full(x):
    xp = np.pad(x, 1)
    H, W = x.shape
    out = np.zeros((H, W))
    for a, wa in enumerate([1, 2, 1]):
        for b, wb in enumerate([1, 2, 1]):
            out += wa * wb * xp[a : a + H, b : b + W]
    return out


def blur_pool__right(x):
    def blur(n):
        return (np.eye(n, k=-1) + 2 * np.eye(n) + np.eye(n, k=1))[::2] / 4

    return blur(x.shape[0]) @ x @ blur(x.shape[1]).T


FRESH = [
    Fresh(
        "04_max_pool",
        max_pool__best_from_zero,
        "the search begins with 0: windows with only negative numbers give 0",
    ),
    Fresh("04_max_pool", max_pool__steps_of_size, "windows are size apart, not stride apart"),
    Fresh(
        "04_max_pool", max_pool__height_for_both, "the output's width is computed from the height"
    ),
    Fresh(
        "04_avg_pool",
        avg_pool__nonzero,
        "divides by the number of pixels that are not 0: real pixels of value 0 are not counted",
    ),
    Fresh("04_avg_pool", avg_pool__channels_too, "averages over the channels as well"),
    Fresh(
        "04_avg_pool",
        avg_pool__negative_start,
        "a window that starts before the image has a negative index, which counts from the end: empty",
    ),
    Fresh(
        "04_avg_pool",
        avg_pool__square_no_stride,
        "always divides by size * size: the zeros of the padding count",
        "windows begin at (i, j): the stride is not multiplied in",
    ),
    Fresh(
        "04_shift_error",
        shift_error__signed,
        "no absolute value: large negative differences are missed",
    ),
    Fresh(
        "04_shift_error",
        shift_error__invariance,
        "compares f(moved x) with f(x) itself, not moved: invariance, not equivariance",
    ),
    Fresh("04_shift_error", shift_error__d_zero, "d = 0 fails: the slice :-0 is empty"),
    Fresh(
        "04_shift_error",
        shift_error__rolled_mean,
        "np.roll: what leaves on one side comes in on the other, instead of 0",
        "the mean difference instead of the largest",
    ),
    Fresh("04_survives", survives__true_division, "/ instead of //: two columns are never equal"),
    Fresh(
        "04_survives",
        survives__off_by_one,
        "> instead of >=: a second dot in the first column of the next block counts as merged",
    ),
    Fresh(
        "04_survives",
        survives__second_at_gap,
        "the second dot is put in column gap, not offset + gap",
    ),
    Fresh(
        "04_survives",
        survives__twice_and_merged,
        "blocks of 2 * levels columns instead of 2 ** levels",
        "the answer is inverted: True if they have merged",
    ),
    Fresh("04_blur_pool", blur_pool__odd_pixels, "keeps pixels 1, 3, 5 instead of 0, 2, 4"),
    Fresh("04_blur_pool", blur_pool__skips_first, "skips before it blurs"),
    Fresh(
        "04_blur_pool",
        blur_pool__cross,
        "the diagonal neighbours are left out: a cross of weights, over 8",
    ),
    Fresh(
        "04_blur_pool",
        blur_pool__sixteen_times_full,
        "the weights are not divided by 16",
        "every pixel is kept, none skipped",
    ),
    Fresh("04_predict_weights", 2 * 2 * 64, "counts a weight for each place of each window"),
    Fresh("04_predict_merge", 2, "thinks of the gap alone: smaller than 4"),
    Fresh(
        "04_predict_no_pooling",
        (28, 28, 128),
        "the convolutions have no padding, but the size is kept",
    ),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "04_max_pool", max_pool__over_channels, "one maximum over all channels, not one for each"
    ),
    Fresh(
        "04_max_pool",
        max_pool__partial_windows,
        "windows that reach over the end are pooled as well",
    ),
    Fresh(
        "04_max_pool",
        max_pool__unmoved_all_channels,
        "windows begin at (i, j): the stride is not multiplied in",
        "the maximum is taken over all channels",
    ),
    Fresh(
        "04_avg_pool",
        avg_pool__edge,
        "the padding repeats border pixels, which then count as real ones",
    ),
    Fresh("04_shift_error", shift_error__distance_only, "a negative d moves to the right as well"),
    Fresh(
        "04_shift_error",
        shift_error__rows_signed,
        "moves down, along the rows, instead of to the right",
        "no absolute value",
    ),
    Fresh("04_survives", survives__one_level_less, "pools one time too few"),
    Fresh("04_blur_pool", blur_pool__reflect, "pads by repeating the edge, not with zeros"),
    Fresh("04_predict_no_pooling", (3, 3, 128), "the shape with poolings"),
]

RIGHT = [
    ("04_max_pool", max_pool__right),
    ("04_avg_pool", avg_pool__right),
    ("04_shift_error", shift_error__right),
    ("04_survives", survives__right),
    ("04_blur_pool", blur_pool__right),
]
