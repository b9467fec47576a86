# ruff: noqa
"""Notebook 05, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("05")


def _cols(x, k):
    p = np.pad(x, k // 2)
    return np.array([p[j : j + len(x)] for j in range(k)])


def _all(x, w1, w2, y):
    X = _cols(x, len(w1))
    z1 = w1 @ X
    a2 = np.maximum(z1, 0) @ w2
    return X, z1, 2 * (a2 - y)


@wrong("forward", "only the first and the last come back: z1 and a2 without a1")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    return z1, np.maximum(z1, 0) @ w2


@wrong("forward", "the signal is padded by its edge values")
def forward(x, w1, w2):
    p = np.pad(x, len(w1) // 2, mode="edge")
    z1 = np.correlate(p, w1, "valid")
    a1 = np.maximum(z1, 0)
    return z1, a1, a1 @ w2


@wrong("forward", "absolute value in place of the ReLU")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    a1 = abs(z1)
    return z1, a1, a1.dot(w2)


@wrong("forward", "no padding on the left: the filter looks ahead", "a2 is relu'd")
def forward(x, w1, w2):
    p = np.pad(x, (0, len(w1) - 1))
    z1 = np.correlate(p, w1, "valid")
    a1 = np.maximum(z1, 0)
    return z1, a1, max(0.0, a1 @ w2)


@wrong("dz_dw", "x as it is in every row: nothing is moved")
def dz_dw(x, k):
    return np.tile(x, (k, 1))


@wrong("dz_dw", "the edge is repeated beyond the ends")
def dz_dw(x, k):
    p = np.pad(x, k // 2, mode="edge")
    return np.stack([p[j : j + len(x)] for j in range(k)])


@wrong("dz_dw", "begins at x[i - k//2 + j + 1]: one too far", "signs turned")
def dz_dw(x, k):
    p = np.pad(x, (k // 2, k // 2 + 1))
    return -np.stack([p[j + 1 : j + 1 + len(x)] for j in range(k)])


@wrong("da_dz", "a vector of slopes: no matrix")
def da_dz(z):
    return (z > 0) * 1.0


@wrong("da_dz", "the slope of a sigmoid on the diagonal")
def da_dz(z):
    s = 1 / (1 + np.exp(-z))
    return np.diag(s * (1 - s))


@wrong("da_dz", "ones everywhere but on the diagonal", "1 where z < 0")
def da_dz(z):
    n = len(z)
    return np.where(np.eye(n) == 1, (z < 0)[:, None], 1.0)


@wrong("dl_da", "w2 squared")
def dl_da(a2, y, w2):
    return (2 * (a2 - y) * w2**2).reshape(-1, 1)


@wrong("dl_da", "the sum over w2: one number")
def dl_da(a2, y, w2):
    return np.array([[2 * (a2 - y) * w2.sum()]])


@wrong("dl_da", "absolute error's slope: sign(a2 - y)")
def dl_da(a2, y, w2):
    return np.sign(a2 - y) * w2[:, None]


@wrong("grad_w1", "the gradient of w2: e · a1")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return (e * np.maximum(z1, 0))[: len(w1)]


@wrong("grad_w1", "the window is not centred: X is built from x[i + j]")
def grad_w1(x, w1, w2, y):
    _, z1, e = _all(x, w1, w2, y)
    k = len(w1)
    p = np.pad(x, (0, k - 1))
    X = np.array([p[j : j + len(x)] for j in range(k)])
    return X @ ((z1 > 0) * w2 * e)


@wrong("grad_w1", "mean over the signal, not sum")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return (X * ((z1 > 0) * w2 * e)).mean(axis=1)


@wrong("grad_w1", "w2 is left out", "y is left out: the error is a2")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, 0)
    return X @ ((z1 > 0) * e)


@wrong("grad_x", "the ReLU's mask is taken from x")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1[::-1] @ _cols((x > 0) * w2 * e, len(w1))


@wrong("grad_x", "the filter's sum times the gradient")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1.sum() * (z1 > 0) * w2 * e


@wrong("grad_x", "the 2 is missing", "not turned")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1 @ _cols((z1 > 0) * w2 * e / 2, len(w1))


@wrong("numerical_gradient", "only the difference: nothing is divided")
def numerical_gradient(f, x):
    h = 1e-3
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = f(x + e) - f(x - e)
    return g


@wrong("numerical_gradient", "in one line: the shape of x is lost")
def numerical_gradient(f, x):
    h, out = 1e-5, []
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        out.append((f(x + e) - f(x - e)) / (2 * h))
    return np.array(out)


@wrong("numerical_gradient", "f(x) itself at each entry")
def numerical_gradient(f, x):
    return np.full(x.shape, float(f(x)))


@wrong("numerical_gradient", "the last entry is left out", "divided by h")
def numerical_gradient(f, x):
    h = 1e-5
    g = np.zeros(x.size)
    for i in range(x.size - 1):
        e = np.zeros(x.size)
        e[i] = h
        e = e.reshape(x.shape)
        g[i] = (f(x + e) - f(x - e)) / h
    return g.reshape(x.shape)


def _grads(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return X @ ((z1 > 0) * w2 * e), e * np.maximum(z1, 0)


@wrong("train", "the last signal is never used")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for i in range(len(x) - 1):
            g1, g2 = _grads(x[i], w1, w2, y[i])
            w1, w2 = w1 - rate * g1, w2 - rate * g2
    return w1, w2


@wrong("train", "one epoch too many")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs + 1):
        for i in range(len(x)):
            g1, g2 = _grads(x[i], w1, w2, y[i])
            w1, w2 = w1 - rate * g1, w2 - rate * g2
    return w1, w2


@wrong("train", "the weights are put back at each epoch: only the last one counts")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        u, v = w1, w2
        for i in range(len(x)):
            g1, g2 = _grads(x[i], u, v, y[i])
            u, v = u - rate * g1, v - rate * g2
    return (u, v) if epochs else (w1, w2)


@wrong("train", "w2 never moves", "climbs")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for i in range(len(x)):
            w1 = w1 + rate * _grads(x[i], w1, w2, y[i])[0]
    return w1, w2
