# ruff: noqa
"""Notebook 04, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("04")


@wrong("max_pool", "the smallest number of each window")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            win = x[i * stride : i * stride + size, j * stride : j * stride + size]
            out[i, j] = win.min(axis=(0, 1))
    return out


@wrong("max_pool", "the maximum starts from 0: negative windows give 0")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            for c in range(C):
                best = 0
                for a in range(size):
                    for b in range(size):
                        if x[i * stride + a, j * stride + b, c] > best:
                            best = x[i * stride + a, j * stride + b, c]
                out[i, j, c] = best
    return out


@wrong("max_pool", "windows start size apart: the stride is ignored in the starts")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            win = x[i * size : i * size + size, j * size : j * size + size]
            out[i, j] = win.max(axis=(0, 1)) if win.size else 0
    return out


@wrong("max_pool", "windows one pixel too large: size + 1")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            t, l = i * stride, j * stride
            out[i, j] = x[t : t + size + 1, l : l + size + 1].max(axis=(0, 1))
    return out


@wrong("max_pool", "the maximum along columns only, of the window's first row")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            out[i, j] = x[i * stride, j * stride : j * stride + size].max(axis=0)
    return out


@wrong("max_pool", "means in place of maxima", "every channel gets the first one's")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            t, l = i * stride, j * stride
            out[i, j] = x[t : t + size, l : l + size, 0].mean()
    return out


@right("max_pool")
def max_pool(x, size, stride):
    H, W, C = x.shape
    OH, OW = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.full((OH, OW, C), -np.inf)
    for a, b in np.ndindex(size, size):
        part = x[a:, b:][::stride, ::stride][:OH, :OW]
        out = np.maximum(out, part)
    return out


def _avg(x, size, stride, padding, count=None):
    p = padding
    H, W, C = x.shape
    OH, OW = (H + 2 * p - size) // stride + 1, (W + 2 * p - size) // stride + 1
    xp = np.pad(x, ((p, p), (p, p), (0, 0)))
    ones = np.pad(np.ones((H, W, 1)), ((p, p), (p, p), (0, 0)))
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            at = np.s_[i * stride : i * stride + size, j * stride : j * stride + size]
            n = ones[at].sum() if count is None else count(size)
            out[i, j] = xp[at].sum(axis=(0, 1)) / n
    return out


@wrong("avg_pool", "sums: nothing is divided")
def avg_pool(x, size, stride, padding):
    return _avg(x, size, stride, padding, lambda size: 1)


@wrong("avg_pool", "divided by size, not by size²")
def avg_pool(x, size, stride, padding):
    return _avg(x, size, stride, padding, lambda size: size)


@wrong("avg_pool", "the padding is left out")
def avg_pool(x, size, stride, padding):
    return _avg(x, size, stride, 0)


@wrong("avg_pool", "divided with //: means are rounded down")
def avg_pool(x, size, stride, padding):
    return _avg(x, size, stride, padding) // 1


@wrong("avg_pool", "the largest, not the mean", "padding counts as 0")
def avg_pool(x, size, stride, padding):
    p = padding
    H, W, C = x.shape
    OH, OW = (H + 2 * p - size) // stride + 1, (W + 2 * p - size) // stride + 1
    xp = np.pad(x, ((p, p), (p, p), (0, 0)))
    out = np.zeros((OH, OW, C))
    for i in range(OH):
        for j in range(OW):
            t, l = i * stride, j * stride
            out[i, j] = xp[t : t + size, l : l + size].max(axis=(0, 1))
    return out


@right("avg_pool")
def avg_pool(x, size, stride, padding):
    p = padding
    xp = np.pad(x.astype(float), ((p, p), (p, p), (0, 0)), constant_values=np.nan)
    win = np.lib.stride_tricks.sliding_window_view(xp, (size, size), axis=(0, 1))
    return np.nanmean(win[::stride, ::stride], axis=(3, 4))


@wrong("survives", "each level halves the gap alone: gap // 2**levels > 0")
def survives(gap, offset, levels):
    return gap // 2**levels > 0


@wrong("survives", "asks whether they are neighbours or further at the end: > 1")
def survives(gap, offset, levels):
    return (offset + gap) // 2**levels - offset // 2**levels > 1


@wrong("survives", "divided by 2·levels, not 2**levels")
def survives(gap, offset, levels):
    return offset // (2 * levels) != (offset + gap) // (2 * levels) if levels else gap > 0


@wrong("survives", "one level too many", "the answer turned around")
def survives(gap, offset, levels):
    return (offset >> levels + 1) == (offset + gap >> levels + 1)


@right("survives")
def survives(gap, offset, levels):
    a, b = offset, offset + gap
    for _ in range(levels):
        a, b = a // 2, b // 2
    return a < b


def _moved(x, d):
    out = np.zeros(x.shape, float)
    for j in range(x.shape[1]):
        if 0 <= j - d < x.shape[1]:
            out[:, j] = x[:, j - d]
    return out


@wrong("shift_error", "the mean difference, not the largest")
def shift_error(f, x, d):
    return np.abs(f(_moved(x, d)) - _moved(f(x), d)).mean()


@wrong("shift_error", "rolled: what leaves comes in on the other side")
def shift_error(f, x, d):
    return np.abs(f(np.roll(x, d, axis=1)) - np.roll(f(x), d, axis=1)).max()


@wrong("shift_error", "moved down, not to the right")
def shift_error(f, x, d):
    return np.abs(f(_moved(x.T, d).T) - _moved(f(x).T, d).T).max()


@wrong("shift_error", "f(x moved) against x moved: f is missing on one side")
def shift_error(f, x, d):
    return np.abs(f(_moved(x, d)) - _moved(x, d)).max()


@wrong("shift_error", "signed: no absolute value", "moved to the left where d is positive")
def shift_error(f, x, d):
    return (f(_moved(x, -d)) - _moved(f(x), -d)).max()


@right("shift_error")
def shift_error(f, x, d):
    def go(y):
        W = y.shape[1]
        wide = np.pad(y, ((0, 0), (W + abs(d), W + abs(d))))
        return wide[:, W + abs(d) - d : 2 * W + abs(d) - d]

    return float(np.max(np.abs(np.subtract(f(go(x)), go(f(x))))))


def _blur(x, taps=(1, 2, 1), over=16):
    p = np.pad(x, 1)
    H, W = x.shape
    out = np.zeros((H, W))
    for a in range(3):
        for b in range(3):
            out += taps[a] * taps[b] * p[a : a + H, b : b + W]
    return out / over


@wrong("blur_pool", "blurred by 1, 1, 1 over 9")
def blur_pool(x):
    return _blur(x, (1, 1, 1), 9)[::2, ::2]


@wrong("blur_pool", "begins at the second pixel: [1::2]")
def blur_pool(x):
    return _blur(x)[1::2, 1::2]


@wrong("blur_pool", "skips first, then blurs")
def blur_pool(x):
    return _blur(x[::2, ::2])


@wrong("blur_pool", "divided by 4, not by 16")
def blur_pool(x):
    return _blur(x, over=4)[::2, ::2]


@wrong("blur_pool", "the edge is repeated, no zeros", "only rows are skipped, all columns are kept")
def blur_pool(x):
    p = np.pad(x, 1, mode="edge")
    H, W = x.shape
    t = (1, 2, 1)
    out = sum(t[a] * t[b] * p[a : a + H, b : b + W] for a in range(3) for b in range(3))
    return out[::2] / 16


@right("blur_pool")
def blur_pool(x):
    def along(n):
        m = (n + 1) // 2
        matrix = np.zeros((m, n))
        for i in range(m):
            for step, weight in ((-1, 0.25), (0, 0.5), (1, 0.25)):
                if 0 <= 2 * i + step < n:
                    matrix[i, 2 * i + step] += weight
        return matrix

    return along(x.shape[0]) @ x @ along(x.shape[1]).T
