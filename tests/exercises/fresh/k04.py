# ruff: noqa
"""Notebook 04, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("04")


@wrong("max_pool", "the stride is ignored: windows move by their size")
def max_pool(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    out = np.zeros((oh, ow, x.shape[2]))
    for i in range(oh):
        for j in range(ow):
            win = x[i * size : i * size + size, j * size : j * size + size]
            out[i, j] = win.max(axis=(0, 1)) if win.size else 0
    return out


@wrong("max_pool", "one maximum over all channels")
def max_pool(x, size, stride):
    v = sliding_window_view(x, (size, size), axis=(0, 1))[::stride, ::stride]
    m = v.max(axis=(2, 3, 4))
    return np.repeat(m[..., None], x.shape[2], axis=2)


@wrong("max_pool", "the mean in place of the maximum")
def max_pool(x, size, stride):
    return sliding_window_view(x, (size, size), axis=(0, 1))[::stride, ::stride].mean((-1, -2))


@wrong("max_pool", "the running maximum starts at 0: wrong where all are negative")
def max_pool(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    out = np.zeros((oh, ow, x.shape[2]))
    for i in range(size):
        for j in range(size):
            out = np.maximum(
                out, x[i : i + stride * oh : stride, j : j + stride * ow : stride][:oh, :ow]
            )
    return out


@right("max_pool")  # rows first, then columns
def max_pool(x, size, stride):
    oh, ow = (x.shape[0] - size) // stride + 1, (x.shape[1] - size) // stride + 1
    rows = np.stack([x[i * stride : i * stride + size].max(axis=0) for i in range(oh)])
    return np.stack(
        [rows[:, j * stride : j * stride + size].max(axis=1) for j in range(ow)], axis=1
    )


@wrong("avg_pool", "the padded zeros count in the mean")
def avg_pool(x, size, stride, padding):
    xp = np.pad(x, ((padding, padding), (padding, padding), (0, 0)))
    return sliding_window_view(xp, (size, size), axis=(0, 1))[::stride, ::stride].mean((-1, -2))


@wrong(
    "avg_pool",
    "divided by the number of pixels that are not 0, so black pixels of the image do not count",
)
def avg_pool(x, size, stride, padding):
    xp = np.pad(x, ((padding, padding), (padding, padding), (0, 0)))
    v = sliding_window_view(xp, (size, size), axis=(0, 1))[::stride, ::stride]
    return v.sum((-1, -2)) / np.maximum((v != 0).sum((-1, -2)), 1)


@wrong("avg_pool", "sums, not divided")
def avg_pool(x, size, stride, padding):
    xp = np.pad(x, ((padding, padding), (padding, padding), (0, 0)))
    return sliding_window_view(xp, (size, size), axis=(0, 1))[::stride, ::stride].sum((-1, -2))


@right("avg_pool")  # nanmean over a border of nan
def avg_pool(x, size, stride, padding):
    p = padding
    xp = np.pad(x.astype(float), ((p, p), (p, p), (0, 0)), constant_values=np.nan)
    return np.nanmean(
        sliding_window_view(xp, (size, size), axis=(0, 1))[::stride, ::stride], axis=(-1, -2)
    )


def _move(a, d):
    out = np.zeros_like(a)
    if abs(d) < a.shape[1]:
        if d > 0:
            out[:, d:] = a[:, :-d]
        elif d < 0:
            out[:, :d] = a[:, -d:]
        else:
            out[:] = a
    return out


@wrong("shift_error", "np.roll: what leaves on one side comes in on the other")
def shift_error(f, x, d):
    return np.abs(f(np.roll(x, d, axis=1)) - np.roll(f(x), d, axis=1)).max()


@wrong("shift_error", "no absolute value")
def shift_error(f, x, d):
    return np.max(f(_move(x, d)) - _move(f(x), d))


@wrong("shift_error", "f(x) is not moved: invariance is measured")
def shift_error(f, x, d):
    return np.max(np.abs(f(_move(x, d)) - f(x)))


@wrong("shift_error", "moved down, not to the right")
def shift_error(f, x, d):
    m = lambda a: _move(a.T, d).T
    return np.max(np.abs(f(m(x)) - m(f(x))))


@wrong("shift_error", "moved to the left for a positive d", "the mean in place of the maximum")
def shift_error(f, x, d):
    return np.mean(np.abs(f(_move(x, -d)) - _move(f(x), -d)))


@right("shift_error")  # moving by a matrix with a shifted diagonal
def shift_error(f, x, d):
    S = np.eye(x.shape[1], k=d)
    return float(np.abs(f(x @ S) - f(x) @ S).max())


@wrong("survives", "the offset is ignored")
def survives(gap, offset, levels):
    return gap >= 2**levels


@wrong("survives", "2 * levels in place of 2 ** levels")
def survives(gap, offset, levels):
    s = 2 * levels if levels else 1
    return offset // s != (offset + gap) // s


@wrong("survives", "the answer is the wrong way round: True where they fall into one")
def survives(gap, offset, levels):
    return offset // 2**levels == (offset + gap) // 2**levels


@wrong("survives", "only one level is done")
def survives(gap, offset, levels):
    return offset // 2 != (offset + gap) // 2


@right("survives")  # bit shifts
def survives(gap, offset, levels):
    a, b = offset, offset + gap
    while levels:
        a, b, levels = a >> 1, b >> 1, levels - 1
    return a != b


@wrong("blur_pool", "not divided by 16")
def blur_pool(x):
    k = np.outer([1, 2, 1], [1, 2, 1])
    return (sliding_window_view(np.pad(x, 1), (3, 3)) * k).sum((2, 3))[::2, ::2]


@wrong("blur_pool", "starts at the second pixel")
def blur_pool(x):
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    return (sliding_window_view(np.pad(x, 1), (3, 3)) * k).sum((2, 3))[1::2, 1::2]


@wrong("blur_pool", "the edge is padded with its own pixels, not zeros")
def blur_pool(x):
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    return (sliding_window_view(np.pad(x, 1, mode="edge"), (3, 3)) * k).sum((2, 3))[::2, ::2]


@wrong("blur_pool", "skips first, then blurs")
def blur_pool(x):
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    return (sliding_window_view(np.pad(x[::2, ::2], 1), (3, 3)) * k).sum((2, 3))


@wrong("blur_pool", "all nine weights are equal", "nothing is skipped")
def blur_pool(x):
    return sliding_window_view(np.pad(x, 1), (3, 3)).mean((2, 3))


@right("blur_pool")  # one direction, then the other
def blur_pool(x):
    p = np.pad(np.asarray(x, float), 1)
    p = (p[:-2] + 2 * p[1:-1] + p[2:])[::2] / 4
    return ((p[:, :-2] + 2 * p[:, 1:-1] + p[:, 2:]) / 4)[:, ::2]
