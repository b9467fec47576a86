# ruff: noqa
"""Notebook 04, as learners write it: a third set."""

from functools import reduce

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def max_pool__ceil(x, size, stride):
    H, W, C = x.shape
    rows, columns = range(0, H, stride), range(0, W, stride)
    return np.array(
        [[x[i : i + size, j : j + size].max(axis=(0, 1)) for j in columns] for i in rows]
    )


def max_pool__channels_compete(x, size, stride):
    H, W, C = x.shape
    out = np.zeros(((H - size) // stride + 1, (W - size) // stride + 1, C))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = x[i * stride : i * stride + size, j * stride : j * stride + size].max()
    return out


def max_pool__largest_absolute(x, size, stride):
    windows = sliding_window_view(np.abs(x), (size, size), axis=(0, 1))
    return windows[::stride, ::stride].max(axis=(3, 4))


def max_pool__reshaped(x, size, stride):
    H, W, C = x.shape
    h, w = H // size, W // size
    return x[: h * size, : w * size].reshape(h, size, w, size, C).max(axis=(1, 3))


def max_pool__from_0_standing(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    y = np.zeros((OW, OH, C))
    for i, j, c in np.ndindex(OH, OW, C):
        for a in range(size):
            for b in range(size):
                y[j, i, c] = max(y[j, i, c], x[i * stride + a, j * stride + b, c])
    return y


def max_pool__right(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    shifted = (
        x[a : a + (OH - 1) * stride + 1 : stride, b : b + (OW - 1) * stride + 1 : stride]
        for a in range(size)
        for b in range(size)
    )
    return reduce(np.maximum, shifted)


def avg_pool__padding_counts(x, size, stride, padding):
    p = padding
    padded = np.pad(x, ((p, p), (p, p), (0, 0)))
    windows = sliding_window_view(padded, (size, size), axis=(0, 1))[::stride, ::stride]
    return windows.mean(axis=(3, 4))


def avg_pool__negative_starts(x, size, stride, padding):
    H, W, C = x.shape
    OH, OW = (H + 2 * padding - size) // stride + 1, (W + 2 * padding - size) // stride + 1
    y = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride - padding, j * stride - padding
            window = x[top : top + size, left : left + size]
            if window.size:
                y[i, j] = window.mean(axis=(0, 1))
    return y


def avg_pool__nonzero_only(x, size, stride, padding):
    p = padding
    padded = np.pad(x, ((p, p), (p, p), (0, 0)))
    windows = sliding_window_view(padded, (size, size), axis=(0, 1))[::stride, ::stride]
    return windows.sum(axis=(3, 4)) / np.maximum((windows != 0).sum(axis=(3, 4)), 1)


def avg_pool__edge_repeated(x, size, stride, padding):
    p = padding
    padded = np.pad(x, ((p, p), (p, p), (0, 0)), mode="edge")
    windows = sliding_window_view(padded, (size, size), axis=(0, 1))[::stride, ::stride]
    return windows.mean(axis=(-1, -2))


def avg_pool__end_counted_from_edge(x, size, stride, padding):
    H, W, C = x.shape
    OH = (H + 2 * padding - size) // stride + 1
    OW = (W + 2 * padding - size) // stride + 1
    out = np.empty((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            top = max(i * stride - padding, 0)
            left = max(j * stride - padding, 0)
            out[i, j] = x[top : top + size, left : left + size].mean(axis=(0, 1))
    return out


def avg_pool__sum_of_everything(x, size, stride, padding):
    p = padding
    padded = np.pad(x, ((p, p), (p, p), (0, 0)))
    windows = sliding_window_view(padded, (size, size), axis=(0, 1))[::stride, ::stride]
    total = windows.sum(axis=(2, 3, 4))
    return np.repeat(total[:, :, None], x.shape[2], axis=2) / size**2


def avg_pool__right(x, size, stride, padding):
    H, W, C = x.shape
    sums = np.zeros((H + 1, W + 1, C))
    sums[1:, 1:] = x.cumsum(axis=0, dtype=float).cumsum(axis=1)

    def edges(n):
        starts = np.arange((n + 2 * padding - size) // stride + 1) * stride - padding
        return starts.clip(0, n), (starts + size).clip(0, n)

    (top, bottom), (left, right) = edges(H), edges(W)
    total = (
        sums[bottom][:, right] - sums[top][:, right] - sums[bottom][:, left] + sums[top][:, left]
    )
    return total / np.outer(bottom - top, right - left)[:, :, None]


def shift_error__rolls(f, x, d):
    return np.abs(f(np.roll(x, d, axis=1)) - np.roll(f(x), d, axis=1)).max()


def shift_error__invariance(f, x, d):
    H, W = x.shape
    moved = np.zeros((H, W))
    for j in range(W):
        if 0 <= j - d < W:
            moved[:, j] = x[:, j - d]
    return np.abs(f(moved) - f(x)).max()


def shift_error__signed(f, x, d):
    def move(a):
        padded = np.pad(a, ((0, 0), (abs(d), abs(d))))
        return padded[:, abs(d) - d : abs(d) - d + a.shape[1]]

    return (f(move(x)) - move(f(x))).max()


def shift_error__right_only(f, x, d):
    d = abs(d)

    def move(a):
        out = np.zeros_like(a)
        out[:, d:] = a[:, : a.shape[1] - d]
        return out

    return np.abs(f(move(x)) - move(f(x))).max()


def shift_error__inside_only(f, x, d):
    width = x.shape[1]
    e = np.eye(width, k=d)
    difference = np.abs(f(x @ e) - f(x) @ e)
    inside = difference[:, d:] if d >= 0 else difference[:, :d]
    return inside.max()


def shift_error__down_and_mean(f, x, d):
    h = x.shape[0]
    move = np.eye(h, k=-d)
    return np.abs(f(move @ x) - move @ f(x)).mean()


def shift_error__right(f, x, d):
    def move(a):
        return np.array(
            [[row[j - d] if 0 <= j - d < len(row) else 0 for j in range(len(row))] for row in a]
        )

    return float(max(abs(p - q) for p, q in zip(f(move(x)).flat, move(f(x)).flat)))


def survives__wide_enough(gap, offset, levels):
    return gap >= 2**levels


def survives__rounds(gap, offset, levels):
    width = 2**levels
    return round(offset / width) != round((offset + gap) / width)


def survives__first_level(gap, offset, levels):
    a, b = offset, offset + gap
    for _ in range(levels):
        a, b = a // 2, b // 2
        return a != b
    return a != b


def survives__neighbours_merge(gap, offset, levels):
    width = 2**levels
    return (offset + gap) // width - offset // width > 1


def survives__edge_missed(gap, offset, levels):
    block = 2**levels
    return offset % block + gap > block


def survives__twice_and_merged(gap, offset, levels):
    width = 2 * levels
    return offset // width == (offset + gap) // width


def survives__right(gap, offset, levels):
    return (offset ^ (offset + gap)) >> levels != 0


def blur_pool__skips_first(x):
    x = np.pad(x[::2, ::2], 1)
    kernel = np.outer([1, 2, 1], [1, 2, 1]) / 16
    return np.einsum("ijab,ab->ij", sliding_window_view(x, (3, 3)), kernel)


def blur_pool__begins_at_1(x):
    x = np.pad(x, 1)
    kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    blurred = np.einsum("ijab,ab->ij", sliding_window_view(x, (3, 3)), kernel)
    return blurred[1::2, 1::2]


def blur_pool__box(x):
    windows = sliding_window_view(np.pad(x, 1), (3, 3))[::2, ::2]
    return windows.mean(axis=(2, 3))


def blur_pool__weights_added(x):
    weights = np.add.outer([1, 2, 1], [1, 2, 1])
    windows = sliding_window_view(np.pad(x, 1), (3, 3))[::2, ::2]
    return (windows * (weights / weights.sum())).sum(axis=(2, 3))


def blur_pool__reflects(x):
    p = np.pad(x, 1, mode="edge")
    rows = (p[:-2] + 2 * p[1:-1] + p[2:]) / 4
    both = (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 4
    return both[::2, ::2]


def blur_pool__quarter_rows_skip(x):
    p = np.pad(x, 1)
    H, W = x.shape
    y = np.zeros((H, W))
    for a, u in enumerate((1, 2, 1)):
        for b, v in enumerate((1, 2, 1)):
            y += u * v * p[a : a + H, b : b + W]
    return y[::2] / 4


def blur_pool__right(x):
    def halve(n):
        return (np.eye(n, k=-1) + 2 * np.eye(n) + np.eye(n, k=1))[::2] / 4

    return halve(x.shape[0]) @ x @ halve(x.shape[1]).T


FRESH = [
    Fresh("04_max_pool", max_pool__ceil, "pools what is left over at the end as well"),
    Fresh(
        "04_max_pool",
        max_pool__channels_compete,
        "the maximum over all channels, not channel by channel",
    ),
    Fresh("04_max_pool", max_pool__largest_absolute, "the largest absolute value"),
    Fresh("04_max_pool", max_pool__reshaped, "the stride is ignored: windows lie side by side"),
    Fresh(
        "04_max_pool",
        max_pool__from_0_standing,
        "the maximum starts from 0",
        "rows and columns of the output are swapped",
    ),
    Fresh("04_avg_pool", avg_pool__padding_counts, "the zeros of the padding are averaged too"),
    Fresh(
        "04_avg_pool",
        avg_pool__negative_starts,
        "a window that begins before the edge is a slice with a negative start: empty, or from the other end",
    ),
    Fresh("04_avg_pool", avg_pool__nonzero_only, "pixels that are 0 do not count"),
    Fresh("04_avg_pool", avg_pool__edge_repeated, "the edge is repeated and averaged too"),
    Fresh(
        "04_avg_pool",
        avg_pool__end_counted_from_edge,
        "at the edge the window ends too late: its end is counted from the clipped start",
    ),
    Fresh(
        "04_avg_pool",
        avg_pool__sum_of_everything,
        "the channels are added together",
        "the padding counts in the average",
    ),
    Fresh("04_shift_error", shift_error__rolls, "what leaves on one side comes in on the other"),
    Fresh("04_shift_error", shift_error__invariance, "f(x) is not moved: measures invariance"),
    Fresh("04_shift_error", shift_error__signed, "the absolute value is missing"),
    Fresh("04_shift_error", shift_error__right_only, "a negative d moves to the right as well"),
    Fresh("04_shift_error", shift_error__inside_only, "leaves out the columns that came in"),
    Fresh(
        "04_shift_error",
        shift_error__down_and_mean,
        "moves down, not to the right",
        "the mean difference, not the largest",
    ),
    Fresh("04_survives", survives__wide_enough, "looks at the gap alone, not at the offset"),
    Fresh("04_survives", survives__rounds, "rounds to the nearest block instead of down"),
    Fresh("04_survives", survives__first_level, "returns after the first pooling"),
    Fresh("04_survives", survives__neighbours_merge, "dots in neighbouring blocks count as one"),
    Fresh(
        "04_survives",
        survives__edge_missed,
        "> instead of >=: misses the dot that just enters the next block",
    ),
    Fresh(
        "04_survives",
        survives__twice_and_merged,
        "a block has 2 · levels columns, not 2 to the power of levels",
        "True if they merge",
    ),
    Fresh("04_blur_pool", blur_pool__skips_first, "skips before it blurs"),
    Fresh("04_blur_pool", blur_pool__begins_at_1, "keeps rows and columns 1, 3, …, not 0, 2, …"),
    Fresh("04_blur_pool", blur_pool__box, "all nine weights are the same"),
    Fresh(
        "04_blur_pool",
        blur_pool__weights_added,
        "the weights of rows and columns are added, not multiplied",
    ),
    Fresh("04_blur_pool", blur_pool__reflects, "pads by repeating the edge, not with zeros"),
    Fresh(
        "04_blur_pool",
        blur_pool__quarter_rows_skip,
        "divides by 4, not by 16",
        "skips rows only, not columns",
    ),
]

RIGHT = [
    ("04_max_pool", max_pool__right),
    ("04_avg_pool", avg_pool__right),
    ("04_shift_error", shift_error__right),
    ("04_survives", survives__right),
    ("04_blur_pool", blur_pool__right),
]
