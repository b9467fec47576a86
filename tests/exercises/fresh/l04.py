# ruff: noqa
"""Notebook 04, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("04")


@wrong("shift_error", "np.roll: what leaves comes in on the other side, in place of 0")
def shift_error(f, x, d):
    first = f(np.roll(x, d, axis=1))
    second = np.roll(f(x), d, axis=1)
    return np.abs(first - second).max()


@wrong(
    "shift_error", "the largest difference without its absolute value: negative ones do not count"
)
def shift_error(f, x, d):
    def move(a):
        out = np.zeros(a.shape)
        for j in range(a.shape[1]):
            if 0 <= j - d < a.shape[1]:
                out[:, j] = a[:, j - d]
        return out

    return np.max(f(move(x)) - move(f(x)))


@wrong("shift_error", "f(x) is not moved: how far f is from invariance is measured")
def shift_error(f, x, d):
    h, w = x.shape
    p = abs(d)
    padded = np.pad(x, [(0, 0), (p, p)])
    moved = padded[:, p - d : p - d + w]
    return float(np.max(np.abs(f(moved) - f(x))))


@wrong("shift_error", "a negative d moves nothing", "the mean of the differences, not the largest")
def shift_error(f, x, d):
    def shift(a):
        if d > 0:
            return np.hstack([np.zeros((len(a), d)), a[:, :-d]])
        return a

    return np.mean(abs(f(shift(x)) - shift(f(x))))


@right("shift_error")
def shift_error(f, x, d):
    move = np.eye(x.shape[1], k=d)  # from the right: every column to column + d
    return np.abs(f(x @ move) - f(x) @ move).max().item()


@wrong("blur_pool", "it skips first and blurs what is left")
def blur_pool(x):
    k = np.outer([1, 2, 1], [1, 2, 1]) / 16
    small = np.pad(x[::2, ::2], 1)
    h, w = small.shape[0] - 2, small.shape[1] - 2
    return np.array([[(small[i : i + 3, j : j + 3] * k).sum() for j in range(w)] for i in range(h)])


@wrong("blur_pool", "the second pixel, the fourth and so on are kept, the first is not: [1::2]")
def blur_pool(x):
    p = np.pad(x, 1)
    blurred = np.zeros(x.shape)
    weights = [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    for i in range(3):
        for j in range(3):
            blurred += weights[i][j] * p[i : i + x.shape[0], j : j + x.shape[1]] / 16
    return blurred[1::2, 1::2]


@wrong("blur_pool", "all nine weights are equal, 1/9: the centre does not count more")
def blur_pool(x):
    h, w = x.shape
    p = np.pad(x, 1)
    out = np.zeros(((h + 1) // 2, (w + 1) // 2))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = p[2 * i : 2 * i + 3, 2 * j : 2 * j + 3].mean()
    return out


@wrong("blur_pool", "the padding repeats the edge, where zeros belong", "divided by 4, not by 16")
def blur_pool(x):
    p = np.pad(x, 1, mode="edge")
    down = p[:-2] + 2 * p[1:-1] + p[2:]
    both = down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]
    return both[::2, ::2] / 4


@right("blur_pool")
def blur_pool(x):
    blur, across = (
        (2 * np.eye(n) + np.eye(n, k=1) + np.eye(n, k=-1))[::2] / 4 for n in np.shape(x)
    )
    return blur @ x @ across.T
