# ruff: noqa
"""Notebook 04, as learners write it."""

import numpy as np

from cnnnotes import ops
from fresh import Fresh


def max_pool__over_channels(x, size, stride):
    H, W, C = x.shape
    oh, ow = (H - size) // stride + 1, (W - size) // stride + 1
    y = np.zeros((oh, ow, C))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = x[i * stride : i * stride + size, j * stride : j * stride + size].max()
    return y


def max_pool__from_zero(x, size, stride):
    H, W, C = x.shape
    oh, ow = (H - size) // stride + 1, (W - size) // stride + 1
    y = np.zeros((oh, ow, C))
    for i in range(oh):
        for j in range(ow):
            for c in range(C):
                for a in range(size):
                    for b in range(size):
                        v = x[i * stride + a, j * stride + b, c]
                        if v > y[i, j, c]:
                            y[i, j, c] = v
    return y


def max_pool__overhang(x, size, stride):
    H, W, C = x.shape
    rows = []
    for i in range(0, H, stride):
        row = []
        for j in range(0, W, stride):
            row.append(x[i : i + size, j : j + size].max(axis=(0, 1)))
        rows.append(row)
    return np.array(rows)


def max_pool__square_image(x, size, stride):
    n, _, c = x.shape
    out = (n - size) // stride + 1
    y = np.zeros((out, out, c))
    for i in range(out):
        for j in range(out):
            y[i, j] = np.amax(
                x[i * stride : i * stride + size, j * stride : j * stride + size], axis=(0, 1)
            )
    return y


def max_pool__neighbours(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    return np.array(
        [[x[i : i + size, j : j + size].max((0, 1)) for j in range(ow)] for i in range(oh)]
    )


def max_pool__zero_and_size(x, size, stride):
    H, W, C = x.shape
    oh, ow = (H - size) // size + 1, (W - size) // size + 1
    y = np.zeros((oh, ow, C))
    for a in range(size):
        for b in range(size):
            y = np.maximum(y, x[a : a + oh * size : size, b : b + ow * size : size])
    return y


def max_pool__channels_and_mean(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    out = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            out[i, j, :] = np.mean(
                x[i * stride : i * stride + size, j * stride : j * stride + size, :]
            )
    return out


def avg_pool__zeros_count(x, size, stride, padding):
    p = padding
    x = np.pad(x, ((p, p), (p, p), (0, 0)))
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    y = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.mean(
                x[i * stride : i * stride + size, j * stride : j * stride + size], axis=(0, 1)
            )
    return y


def avg_pool__not_zero(x, size, stride, padding):
    p = padding
    x = np.pad(x, ((p, p), (p, p), (0, 0)))
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    y = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            win = x[i * stride : i * stride + size, j * stride : j * stride + size]
            n = np.count_nonzero(win, axis=(0, 1))
            y[i, j] = win.sum(axis=(0, 1)) / np.maximum(n, 1)
    return y


def avg_pool__padding_ignored(x, size, stride, padding):
    v = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return v[::stride, ::stride].mean(axis=(3, 4))


def avg_pool__edge(x, size, stride, padding):
    p = padding
    x = np.pad(x, ((p, p), (p, p), (0, 0)), mode="edge")
    v = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return v[::stride, ::stride].mean(axis=(-2, -1))


def avg_pool__nan_mean(x, size, stride, padding):
    p = padding
    x = np.pad(x.astype(float), ((p, p), (p, p), (0, 0)), constant_values=np.nan)
    v = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return v[::stride, ::stride].mean(axis=(-2, -1))


def avg_pool__zeros_count_size(x, size, stride, padding):
    p = padding
    x = np.pad(x, ((p, p), (p, p), (0, 0)))
    v = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return v[::size, ::size].sum(axis=(-2, -1)) / size**2


def avg_pool__all_channels_no_padding(x, size, stride, padding):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    y = np.empty((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = x[i * stride : i * stride + size, j * stride : j * stride + size].mean()
    return y


def shift_error__roll(f, x, d):
    return np.max(np.abs(f(np.roll(x, d, axis=1)) - np.roll(f(x), d, axis=1)))


def shift_error__down(f, x, d):
    def move(a):
        out = np.zeros_like(a)
        if d > 0:
            out[d:] = a[:-d]
        elif d < 0:
            out[:d] = a[-d:]
        else:
            out = a
        return out

    return np.abs(f(move(x)) - move(f(x))).max()


def shift_error__invariance(f, x, d):
    moved = np.zeros(x.shape)
    w = x.shape[1]
    for j in range(w):
        if 0 <= j - d < w:
            moved[:, j] = x[:, j - d]
    return np.abs(f(moved) - f(x)).max()


def shift_error__to_the_right_only(f, x, d):
    def move(a):
        return np.pad(a, ((0, 0), (d, 0)))[:, : a.shape[1]]

    return np.abs(f(move(x)) - move(f(x))).max()


def shift_error__no_absolute(f, x, d):
    def move(a):
        out = np.zeros(a.shape)
        for j in range(a.shape[1]):
            if 0 <= j - d < a.shape[1]:
                out[:, j] = a[:, j - d]
        return out

    return (f(move(x)) - move(f(x))).max()


def shift_error__roll_and_mean(f, x, d):
    first = f(np.roll(x, d, axis=1))
    last = np.roll(f(x), d, axis=1)
    return np.mean(abs(first - last))


def shift_error__left_no_absolute(f, x, d):
    def move(a):
        out = np.zeros(a.shape)
        for j in range(a.shape[1]):
            if 0 <= j + d < a.shape[1]:
                out[:, j] = a[:, j + d]
        return out

    return float(np.max(f(move(x)) - move(f(x))))


def survives__gap_alone(gap, offset, levels):
    return gap >= 2**levels


def survives__twice_levels(gap, offset, levels):
    block = 2 * levels
    return offset // block != (offset + gap) // block


def survives__merged(gap, offset, levels):
    return offset // 2**levels == (offset + gap) // 2**levels


def survives__not_rounded(gap, offset, levels):
    a, b = offset, offset + gap
    for _ in range(levels):
        a, b = a / 2, b / 2
    return a != b


def survives__neighbours_merge(gap, offset, levels):
    n = 2**levels
    return (offset + gap) // n - offset // n > 1


def survives__one_level_less(gap, offset, levels):
    for _ in range(1, levels):
        offset, gap = offset // 2, (offset + gap) // 2 - offset // 2
    return gap > 0


def survives__gap_halved_inverted(gap, offset, levels):
    for _ in range(levels):
        gap = gap // 2
    return gap == 0


def survives__twice_levels_merged(gap, offset, levels):
    return offset // (2 * levels) == (offset + gap) // (2 * levels)


def blur_pool__not_normalized(x):
    k = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
    xp = np.pad(x, 1)
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = np.sum(xp[i : i + 3, j : j + 3] * k)
    return out[::2, ::2]


def blur_pool__box(x):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1), (3, 3))
    return v.mean(axis=(2, 3))[::2, ::2]


def blur_pool__odd_pixels(x):
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1), (3, 3))
    return (v * k).sum(axis=(2, 3))[1::2, 1::2]


def blur_pool__skips_first(x):
    x = x[::2, ::2]
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, 1), (3, 3))
    return np.einsum("ijab,ab->ij", v, k)


def blur_pool__one_way(x):
    p = np.pad(x, ((0, 0), (1, 1)))
    blurred = (p[:, :-2] + 2 * p[:, 1:-1] + p[:, 2:]) / 4
    return blurred[::2, ::2]


def blur_pool__odd_and_four(x):
    p = np.pad(x, 1)
    rows = p[:-2] + 2 * p[1:-1] + p[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    return both[1::2, 1::2] / 4


def blur_pool__box_edge(x):
    xp = np.pad(x, 1, mode="edge")
    out = np.zeros((-(-x.shape[0] // 2), -(-x.shape[1] // 2)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = xp[2 * i : 2 * i + 3, 2 * j : 2 * j + 3].mean()
    return out


def max_pool__right_offsets(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    best = None
    for a in range(size):
        for b in range(size):
            here = x[a::stride, b::stride][:oh, :ow]
            best = here if best is None else np.where(here > best, here, best)
    return np.array(best)


def avg_pool__right_clipped(x, size, stride, padding):
    h, w, c = x.shape
    out = []
    for top in range(-padding, h + padding - size + 1, stride):
        row = []
        for left in range(-padding, w + padding - size + 1, stride):
            real = x[max(top, 0) : top + size, max(left, 0) : left + size]
            row.append(real.reshape(-1, c).mean(axis=0))
        out.append(row)
    return np.array(out)


def shift_error__right_matrix(f, x, d):
    def move(a):
        return a @ np.eye(a.shape[1], k=d)

    return float(np.max(np.abs(f(move(x)) - move(f(x)))))


def survives__right_halving(gap, offset, levels):
    a, b = offset, offset + gap
    while levels:
        a, b, levels = a // 2, b // 2, levels - 1
    return b > a


def blur_pool__right_matrices(x):
    def blur(n):
        m = 2 * np.eye(n) + np.eye(n, k=1) + np.eye(n, k=-1)
        return m[::2] / 4

    return blur(x.shape[0]) @ x @ blur(x.shape[1]).T


def blur_pool__right_ops(x):
    k = np.array([1, 2, 1]) / 4
    w = (k[:, None] * k)[:, :, None, None]
    return ops.conv2d(x[None, :, :, None].astype(float), w, stride=2, padding=1)[0, ..., 0]


FRESH = [
    Fresh("04_max_pool", max_pool__over_channels, "maximum over all channels"),
    Fresh("04_max_pool", max_pool__from_zero, "search starts at 0: negatives are lost"),
    Fresh("04_max_pool", max_pool__overhang, "also windows that hang over the end"),
    Fresh("04_max_pool", max_pool__square_image, "takes the image for square"),
    Fresh("04_max_pool", max_pool__neighbours, "windows begin at i, not i times stride"),
    Fresh("04_max_pool", max_pool__zero_and_size, "negatives are lost", "size for stride"),
    Fresh("04_max_pool", max_pool__channels_and_mean, "mean for maximum", "over all channels"),
    Fresh("04_avg_pool", avg_pool__zeros_count, "padding counts in the mean"),
    Fresh("04_avg_pool", avg_pool__not_zero, "real zeros do not count in the mean"),
    Fresh("04_avg_pool", avg_pool__padding_ignored, "padding ignored"),
    Fresh("04_avg_pool", avg_pool__edge, "border repeated"),
    Fresh("04_avg_pool", avg_pool__nan_mean, "NaN at the border"),
    Fresh(
        "04_avg_pool", avg_pool__zeros_count_size, "padding counts in the mean", "size for stride"
    ),
    Fresh("04_avg_pool", avg_pool__all_channels_no_padding, "over all channels", "no padding"),
    Fresh("04_shift_error", shift_error__roll, "what leaves comes in on the other side"),
    Fresh("04_shift_error", shift_error__down, "moves down, not right"),
    Fresh("04_shift_error", shift_error__invariance, "compares with f(x) that was not moved"),
    Fresh("04_shift_error", shift_error__to_the_right_only, "fails for negative d"),
    Fresh("04_shift_error", shift_error__no_absolute, "no absolute value"),
    Fresh("04_shift_error", shift_error__roll_and_mean, "wraps around", "mean for maximum"),
    Fresh("04_shift_error", shift_error__left_no_absolute, "moves left", "no absolute value"),
    Fresh("04_survives", survives__gap_alone, "offset ignored"),
    Fresh("04_survives", survives__twice_levels, "blocks of 2 times levels"),
    Fresh("04_survives", survives__merged, "True if merged"),
    Fresh("04_survives", survives__not_rounded, "halves are not rounded: always True"),
    Fresh("04_survives", survives__neighbours_merge, "neighbouring blocks count as merged"),
    Fresh("04_survives", survives__one_level_less, "one pooling too few"),
    Fresh("04_survives", survives__gap_halved_inverted, "offset ignored", "True if merged"),
    Fresh(
        "04_survives", survives__twice_levels_merged, "blocks of 2 times levels", "True if merged"
    ),
    Fresh("04_blur_pool", blur_pool__not_normalized, "not divided by 16"),
    Fresh("04_blur_pool", blur_pool__box, "all nine weights alike"),
    Fresh("04_blur_pool", blur_pool__odd_pixels, "keeps the odd pixels"),
    Fresh("04_blur_pool", blur_pool__skips_first, "skips before it blurs"),
    Fresh("04_blur_pool", blur_pool__one_way, "blurred along rows only"),
    Fresh("04_blur_pool", blur_pool__odd_and_four, "keeps the odd pixels", "divided by 4"),
    Fresh("04_blur_pool", blur_pool__box_edge, "all nine weights alike", "border repeated"),
]

RIGHT = [
    ("04_max_pool", max_pool__right_offsets),
    ("04_avg_pool", avg_pool__right_clipped),
    ("04_shift_error", shift_error__right_matrix),
    ("04_survives", survives__right_halving),
    ("04_blur_pool", blur_pool__right_matrices),
    ("04_blur_pool", blur_pool__right_ops),
]
