# ruff: noqa
"""Notebook 05, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("05")


@wrong("da_dz", "the values of z on the diagonal, not the slopes")
def da_dz(z):
    return np.diag(np.maximum(z, 0))


@wrong("da_dz", "1 at z = 0 too")
def da_dz(z):
    return np.diag((z >= 0) * 1.0)


@wrong("da_dz", "each row is the mask: nothing is 0 off the diagonal")
def da_dz(z):
    return np.tile((z > 0).astype(float), (len(z), 1))


@right("da_dz")  # eye times mask
def da_dz(z):
    return np.eye(len(z)) * (np.asarray(z) > 0)


@wrong("dl_da", "the 2 is forgotten")
def dl_da(a2, y, w2):
    return ((a2 - y) * w2).reshape(-1, 1)


@wrong("dl_da", "y - a2: the sign is wrong")
def dl_da(a2, y, w2):
    return 2 * (y - a2) * w2[:, None]


@wrong("dl_da", "a row, not a column")
def dl_da(a2, y, w2):
    return (2 * (a2 - y) * w2)[None, :]


@wrong("dl_da", "the square is kept", "w2 is left out")
def dl_da(a2, y, w2):
    return 2 * (a2 - y) ** 2 * np.ones((len(w2), 1))


@right("dl_da")  # a matrix product of a column and a number
def dl_da(a2, y, w2):
    return np.array(w2).reshape(-1, 1) @ np.array([[2 * (a2 - y)]])


@wrong("dz_dw", "transposed: (n, k)")
def dz_dw(x, k):
    return sliding_window_view(np.pad(x, k // 2), k)


@wrong("dz_dw", "wraps around at the ends: np.roll")
def dz_dw(x, k):
    return np.stack([np.roll(x, k // 2 - j) for j in range(k)])


@wrong("dz_dw", "the rows are in reverse order")
def dz_dw(x, k):
    return sliding_window_view(np.pad(x, k // 2), k).T[::-1]


@right("dz_dw")  # each number asked for with its bounds
def dz_dw(x, k):
    n = len(x)
    at = lambda p: x[p] if 0 <= p < n else 0
    return np.array([[at(i - k // 2 + j) for i in range(n)] for j in range(k)])


@wrong("numerical_gradient", "divided by h, not by 2h")
def numerical_gradient(f, x):
    h = 1e-5
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.astype(float), x.astype(float)
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / h
    return g


@wrong("numerical_gradient", "the copy keeps x's integers, so h is cut off: 0 for integers")
def numerical_gradient(f, x):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] = a[i] + 1e-5
        b[i] = b[i] - 1e-5
        g[i] = (f(a) - f(b)) / 2e-5
    return g


@wrong("numerical_gradient", "all numbers are moved at once")
def numerical_gradient(f, x):
    h = 1e-5
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@right("numerical_gradient")  # unit arrays of a flat eye
def numerical_gradient(f, x):
    h = 1e-5
    E = np.eye(x.size).reshape(-1, *x.shape) * h
    return np.array([(f(x + e) - f(x - e)) / (2 * h) for e in E]).reshape(x.shape)


@wrong("forward", "the kernel is turned round")
def forward(x, w1, w2):
    z = np.correlate(np.pad(x, len(w1) // 2), w1[::-1], "valid")
    a = np.maximum(z, 0)
    return z, a, a @ w2


@wrong("forward", "the output uses z1, not a1")
def forward(x, w1, w2):
    z = np.correlate(np.pad(x, len(w1) // 2), w1, "valid")
    return z, np.maximum(z, 0), float(z @ w2)


@wrong("forward", "ReLU on the output as well")
def forward(x, w1, w2):
    z = np.correlate(np.pad(x, len(w1) // 2), w1, "valid")
    a = np.maximum(z, 0)
    return z, a, max(a @ w2, 0)


@right("forward")  # a sum over shifted signals
def forward(x, w1, w2):
    n, k = len(x), len(w1)
    p = np.concatenate([np.zeros(k // 2), x, np.zeros(k // 2)])
    z = sum(w1[j] * p[j : j + n] for j in range(k))
    a = z * (z > 0)
    return z, a, sum(a * w2)
