# ruff: noqa
"""Notebook 05, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("05")


def _cols(x, k):
    p = np.pad(x, k // 2)
    return np.array([p[j : j + len(x)] for j in range(k)])


@wrong("forward", "ReLU is left out: a1 is z1")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    return z1, z1, z1 @ w2


@wrong("forward", "a2 goes through a ReLU too")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    a1 = np.maximum(z1, 0)
    return z1, a1, max(a1 @ w2, 0)


@wrong("forward", "a2 is an array of products: they are not added up")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    a1 = np.maximum(z1, 0)
    return z1, a1, a1 * w2


@wrong("forward", "a sigmoid in place of the ReLU")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    a1 = 1 / (1 + np.exp(-z1))
    return z1, a1, a1 @ w2


@wrong("forward", "a2 is made from z1, not from a1")
def forward(x, w1, w2):
    z1 = w1 @ _cols(x, len(w1))
    return z1, np.maximum(z1, 0), np.dot(w2, z1)


@wrong("forward", "the filter is turned", "a2 is a mean, not a sum")
def forward(x, w1, w2):
    z1 = w1[::-1] @ _cols(x, len(w1))
    a1 = np.maximum(z1, 0)
    return z1, a1, np.mean(a1 * w2)


@right("forward")
def forward(x, w1, w2):
    n, h = len(x), len(w1) // 2
    z1 = []
    for i in range(n):
        z = 0.0
        for j in range(len(w1)):
            at = i + j - h
            if at >= 0 and at < n:
                z += x[at] * w1[j]
        z1.append(z)
    a1 = [z if z > 0 else 0 for z in z1]
    return z1, a1, sum(a * w for a, w in zip(a1, w2))


@wrong("dz_dw", "transposed: (n, k)")
def dz_dw(x, k):
    return _cols(x, k).T


@wrong("dz_dw", "wraps around: x[-1] and modulo, no zeros beyond the ends")
def dz_dw(x, k):
    n = len(x)
    out = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            out[j, i] = x[(i - k // 2 + j) % n]
    return out


@wrong("dz_dw", "moves the other way: x[i + k//2 - j]")
def dz_dw(x, k):
    return _cols(x, k)[::-1]


@wrong("dz_dw", "not centred: x[i + j]", "the last row is not written")
def dz_dw(x, k):
    n = len(x)
    out = np.zeros((k, n))
    for j in range(k - 1):
        out[j, : max(n - j, 0)] = x[j:]
    return out


@right("dz_dw")
def dz_dw(x, k):
    n = len(x)
    eyes = [np.eye(n, k=k // 2 - j) for j in range(k)]
    return np.stack([x @ e for e in eyes])


@wrong("da_dz", "1 where z >= 0")
def da_dz(z):
    return np.diag(np.where(z < 0, 0, 1))


@wrong("da_dz", "z itself on the diagonal where it is positive")
def da_dz(z):
    return np.diag(np.maximum(z, 0))


@wrong("da_dz", "in every row the same mask: no diagonal")
def da_dz(z):
    n = len(z)
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            out[i, j] = z[j] > 0
    return out


@wrong("da_dz", "the other diagonal", "1 where z is negative")
def da_dz(z):
    return np.diag((z < 0).astype(float))[::-1]


@right("da_dz")
def da_dz(z):
    return np.eye(len(z)) * np.heaviside(z, 0.0)


@wrong("dl_da", "the 2 is missing")
def dl_da(a2, y, w2):
    return ((a2 - y) * w2)[:, None]


@wrong("dl_da", "a row, not a column")
def dl_da(a2, y, w2):
    return np.array([2 * (a2 - y) * w2])


@wrong("dl_da", "the loss times w2: (a2 - y)²")
def dl_da(a2, y, w2):
    return ((a2 - y) ** 2 * w2).reshape(-1, 1)


@wrong("dl_da", "2·a2 - y: brackets are missing")
def dl_da(a2, y, w2):
    return ((2 * a2 - y) * w2).reshape(-1, 1)


@wrong("dl_da", "the error's sign: y - a2", "w2 is left out: ones")
def dl_da(a2, y, w2):
    return 2 * (y - a2) * np.ones((len(w2), 1))


@right("dl_da")
def dl_da(a2, y, w2):
    return [[2 * w * a2 - 2 * w * y] for w in w2]


def _all(x, w1, w2, y):
    X = _cols(x, len(w1))
    z1 = w1 @ X
    a2 = np.maximum(z1, 0) @ w2
    return X, z1, 2 * (a2 - y)


@wrong("grad_w1", "the ReLU's mask is missing")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return X @ (e * w2)


@wrong("grad_w1", "the mask is where x is positive, not z1")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return X @ ((x > 0) * w2 * e)


@wrong("grad_w1", "a1 stands for its slope: relu(z1) in place of 0 and 1")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return X @ (np.maximum(z1, 0) * w2 * e)


@wrong("grad_w1", "a2 is computed without the ReLU")
def grad_w1(x, w1, w2, y):
    X = _cols(x, len(w1))
    z1 = w1 @ X
    return X @ ((z1 > 0) * w2) * 2 * (z1 @ w2 - y)


@wrong("grad_w1", "the gradient's entries in reverse", "the 2 is missing")
def grad_w1(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return (X @ ((z1 > 0) * w2 * e / 2))[::-1]


@wrong("grad_x", "the filter is not turned: slides back over the gradient as going forwards")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1 @ _cols((z1 > 0) * w2 * e, len(w1))


@wrong("grad_x", "assigned in place of added up")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    dz = (z1 > 0) * w2 * e
    n, h = len(x), len(w1) // 2
    dx = np.zeros(n)
    for i in range(n):
        for j in range(len(w1)):
            if 0 <= i + j - h < n:
                dx[i + j - h] = dz[i] * w1[j]
    return dx


@wrong("grad_x", "w2 is left out")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1[::-1] @ _cols((z1 > 0) * e, len(w1))


@wrong("grad_x", "the middle weight alone: each x only meets its own window")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return (z1 > 0) * w2 * e * w1[len(w1) // 2]


@wrong("grad_x", "no mask", "the sign of the error is turned")
def grad_x(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return w1[::-1] @ _cols(-w2 * e, len(w1))


@right("grad_x")
def grad_x(x, w1, w2, y):
    n, h = len(x), len(w1) // 2
    M = sum(w * np.eye(n, k=j - h) for j, w in enumerate(w1))
    z1 = M @ x
    a2 = w2 @ np.maximum(z1, 0)
    return M.T @ np.diag(z1 > 0) @ w2 * 2 * (a2 - y)


@wrong("numerical_gradient", "forward differences: (f(x + h) - f(x)) / h, with a large h")
def numerical_gradient(f, x):
    h = 0.01
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.astype(float)
        up[i] += h
        g[i] = (f(up) - f(x)) / h
    return g


@wrong("numerical_gradient", "x keeps what was added: it is not put back")
def numerical_gradient(f, x):
    h = 1e-5
    x = x.astype(float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        g[i] = (a - f(x)) / (2 * h)
    return g


@wrong("numerical_gradient", "divided by h, not by 2h")
def numerical_gradient(f, x):
    h = 1e-5
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x + e) - f(x - e)) / h
    return g


@wrong("numerical_gradient", "all entries are moved at once: one number everywhere")
def numerical_gradient(f, x):
    h = 1e-5
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@wrong(
    "numerical_gradient", "backward minus forward: the sign", "only the first axis: rows at once"
)
def numerical_gradient(f, x):
    h = 1e-5
    g = np.zeros(x.shape)
    for i in range(len(x)):
        e = np.zeros(x.shape)
        e[i] = h
        g[i] = (f(x - e) - f(x + e)) / (2 * h)
    return g


@right("numerical_gradient")
def numerical_gradient(f, x):
    h, flat = 1e-4, np.array(x, float).ravel()

    def at(i, by):
        moved = flat.copy()
        moved[i] += by
        return f(moved.reshape(x.shape))

    g = [
        (8 * (at(i, h) - at(i, -h)) - at(i, 2 * h) + at(i, -2 * h)) / 12 / h
        for i in range(flat.size)
    ]
    return np.reshape(g, x.shape)


def _grads(x, w1, w2, y):
    X, z1, e = _all(x, w1, w2, y)
    return X @ ((z1 > 0) * w2 * e), e * np.maximum(z1, 0)


@wrong("train", "goes up: gradients are added")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for xi, yi in zip(x, y):
            g1, g2 = _grads(xi, w1, w2, yi)
            w1, w2 = w1 + rate * g1, w2 + rate * g2
    return w1, w2


@wrong("train", "returns inside the loop: one epoch only")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for xi, yi in zip(x, y):
            g1, g2 = _grads(xi, w1, w2, yi)
            w1, w2 = w1 - rate * g1, w2 - rate * g2
        return w1, w2


@wrong("train", "w2 moves against a gradient that is computed after w1 has moved")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for xi, yi in zip(x, y):
            w1 = w1 - rate * _grads(xi, w1, w2, yi)[0]
            w2 = w2 - rate * _grads(xi, w1, w2, yi)[1]
    return w1, w2


@wrong("train", "gradients of all signals are added up before one step: batch")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        t1 = t2 = 0
        for xi, yi in zip(x, y):
            g1, g2 = _grads(xi, w1, w2, yi)
            t1, t2 = t1 + g1, t2 + g2
        w1, w2 = w1 - rate * t1, w2 - rate * t2
    return w1, w2


@wrong("train", "w1 never moves", "the 2 of the squared error is missing")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for xi, yi in zip(x, y):
            w2 = w2 - rate * _grads(xi, w1, w2, yi)[1] / 2
    return w1, w2


@right("train")
def train(x, y, w1, w2, rate, epochs):
    w = np.concatenate([w1, w2]).astype(float)
    k, order = len(w1), np.tile(np.arange(len(x)), epochs)
    for i in order:
        w = w - rate * np.concatenate(_grads(x[i], w[:k], w[k:], y[i]))
    return w[:k], w[k:]
