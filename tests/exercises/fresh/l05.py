# ruff: noqa
"""Notebook 05, as learners write it: set l, from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("05")


@wrong("grad_w1", "a2 is the sum over z1, not over relu(z1)")
def grad_w1(x, w1, w2, y):
    k = len(w1)
    padded = np.pad(x, k // 2)
    z1 = np.correlate(padded, w1)
    a2 = w2 @ z1
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.correlate(padded, delta)


@wrong("grad_w1", "the slope of the ReLU is read from the sign of x, not of z1")
def grad_w1(x, w1, w2, y):
    n, k = len(x), len(w1)
    xp = np.concatenate([np.zeros(k // 2), x, np.zeros(k // 2)])
    dz = np.array([xp[j : j + n] for j in range(k)])
    z = w1 @ dz
    a = np.maximum(z, 0)
    a2 = a @ w2
    da = np.diag((x > 0).astype(float))
    dl = 2 * (a2 - y) * w2.reshape(-1, 1)
    return (dz @ da @ dl).ravel()


@wrong("grad_w1", "np.convolve turns delta around, so that the gradients stand in reverse order")
def grad_w1(x, w1, w2, y):
    xp = np.pad(x, len(w1) // 2)
    z = np.correlate(xp, w1, "valid")
    out = np.dot(np.maximum(0, z), w2)
    delta = np.where(z > 0, 2 * (out - y) * w2, 0)
    return np.convolve(xp, delta, "valid")


@wrong("grad_w1", "the ends of the signal are repeated in the padding, where zeros belong")
def grad_w1(x, w1, w2, y):
    half = len(w1) // 2
    windows = sliding_window_view(np.pad(x, half, mode="edge"), len(w1))
    z = windows @ w1
    error = w2 @ np.clip(z, 0, None) - y
    return windows.T @ (2 * error * w2 * (z > 0))


@wrong("grad_w1", "y - a2 in place of a2 - y: the gradient has the opposite sign")
def grad_w1(x, w1, w2, y):
    n = len(x)
    k = len(w1)
    h = k // 2
    padded = np.zeros(n + 2 * h)
    padded[h : h + n] = x
    z = np.zeros(n)
    for i in range(n):
        z[i] = np.sum(padded[i : i + k] * w1)
    a2 = 0
    for i in range(n):
        if z[i] > 0:
            a2 += w2[i] * z[i]
    g = np.zeros(k)
    for i in range(n):
        if z[i] > 0:
            for j in range(k):
                g[j] += 2 * (y - a2) * w2[i] * padded[i + j]
    return g


@wrong(
    "grad_w1", "the factor 2 of the square is missing", "the weights w2 are missing on the way back"
)
def grad_w1(x, w1, w2, y):
    padded = np.pad(x, len(w1) // 2)
    z = np.correlate(padded, w1)
    a = np.maximum(z, 0)
    error = np.dot(a, w2) - y
    delta = error * (z > 0)
    return np.correlate(padded, delta)


@wrong(
    "grad_w1",
    "the ReLU's slope is missing on the way back",
    "a column (k, 1) is returned, not (k,)",
)
def grad_w1(x, w1, w2, y):
    k, n = len(w1), len(x)
    xp = np.pad(x, k // 2)
    dz_dw = np.stack([xp[j : j + n] for j in range(k)])
    z = w1 @ dz_dw
    a2 = w2 @ np.maximum(z, 0)
    dl_da = 2 * (a2 - y) * w2[:, None]
    return dz_dw @ dl_da


@right("grad_w1")
def grad_w1(x, w1, w2, y):
    n, k = len(x), len(w1)
    padded = np.pad(x, k // 2)

    def loss(w):
        z = sum(w[j] * padded[j : j + n] for j in range(k))
        return (w2 @ np.where(z.real > 0, z, 0) - y) ** 2

    step = 1e-30  # a step along the imaginary axis: no difference, no rounding
    return np.array([loss(w1 + 1j * step * e).imag / step for e in np.eye(k)])


@wrong("grad_x", "the filter slides over delta as it is, not turned around")
def grad_x(x, w1, w2, y):
    h = len(w1) // 2
    z = np.correlate(np.pad(x, h), w1)
    a2 = w2 @ np.maximum(z, 0)
    delta = 2 * (a2 - y) * w2 * (z > 0)
    return np.correlate(np.pad(delta, h), w1)


@wrong(
    "grad_x", "the whole convolution is returned, n + k - 1 numbers, the padding's gradients too"
)
def grad_x(x, w1, w2, y):
    z = np.correlate(np.pad(x, len(w1) // 2), w1)
    a1 = z * (z > 0)
    delta = 2 * (a1 @ w2 - y) * w2 * (z > 0)
    return np.convolve(delta, w1)


@wrong("grad_x", "what comes back from several windows is overwritten, not added up")
def grad_x(x, w1, w2, y):
    n, k = len(x), len(w1)
    half = k // 2
    z = np.correlate(np.pad(x, half), w1)
    a2 = w2 @ np.maximum(z, 0)
    dz = 2 * (a2 - y) * w2
    dz[z <= 0] = 0
    dx = np.zeros(n)
    for i in range(n):
        for j in range(k):
            place = i - half + j
            if 0 <= place < n:
                dx[place] = dz[i] * w1[j]
    return dx


@wrong("grad_x", "places before the start are negative indices, and so land at the end of dx")
def grad_x(x, w1, w2, y):
    half = len(w1) // 2
    z = np.correlate(np.pad(x, half), w1)
    a2 = w2 @ np.maximum(z, 0)
    delta = 2.0 * (a2 - y) * w2 * (z > 0)
    dx = np.zeros(len(x))
    for i in range(len(x)):
        for j in range(len(w1)):
            if i - half + j < len(x):
                dx[i - half + j] += delta[i] * w1[j]
    return dx


@wrong(
    "grad_x", "the factor 2 is missing", "cut to its first n numbers, not to those in the middle"
)
def grad_x(x, w1, w2, y):
    n = len(x)
    z = np.correlate(np.pad(x, len(w1) // 2), w1)
    a2 = np.sum(w2 * np.maximum(z, 0))
    delta = (a2 - y) * w2 * (z > 0)
    return np.convolve(delta, w1)[:n]


@wrong("grad_x", "the slope of the ReLU is missing", "the filter is not turned around")
def grad_x(x, w1, w2, y):
    h = len(w1) // 2
    z = np.correlate(np.pad(x, h), w1)
    a2 = w2 @ np.where(z < 0, 0, z)
    back = 2 * (a2 - y) * w2
    padded = np.pad(back, h)
    return np.array([padded[i : i + len(w1)] @ w1 for i in range(len(x))])


@right("grad_x")
def grad_x(x, w1, w2, y):
    half = len(w1) // 2
    # column i of the matrix: what z says to a signal with a single 1 at i
    by_x = np.array([np.correlate(np.pad(e, half), w1) for e in np.eye(len(x))])
    z = x @ by_x
    passes = np.heaviside(z, 0)
    return by_x @ (passes * w2) * 2 * ((passes * z) @ w2 - y)


@right("grad_x")
def grad_x(x, w1, w2, y):
    n, reach = len(x), len(w1) // 2
    weight = lambda i, m: w1[m - i + reach] if -reach <= m - i <= reach else 0
    z = [sum(weight(i, m) * x[m] for m in range(n)) for i in range(n)]
    on = [i for i in range(n) if z[i] > 0]
    outer = 2 * (sum(w2[i] * z[i] for i in on) - y)
    return np.array([outer * sum(w2[i] * weight(i, m) for i in on) for m in range(n)], dtype=float)


@wrong("train", "w1 has moved already when a1 is computed for the gradient of w2")
def train(x, y, w1, w2, rate, epochs):
    half = len(w1) // 2
    for _ in range(epochs):
        for signal, target in zip(x, y):
            padded = np.pad(signal, half)
            z = np.correlate(padded, w1)
            error = w2 @ np.maximum(z, 0) - target
            delta = 2 * error * w2 * (z > 0)
            w1 = w1 - rate * np.correlate(padded, delta)
            a1 = np.maximum(np.correlate(padded, w1), 0)
            w2 = w2 - rate * 2 * error * a1
    return w1, w2


@wrong("train", "the gradients of all signals are added, and one step is taken in each epoch")
def train(x, y, w1, w2, rate, epochs):
    w1, w2 = w1.astype(float), w2.astype(float)
    p = len(w1) // 2
    for epoch in range(epochs):
        g1, g2 = np.zeros_like(w1), np.zeros_like(w2)
        for i in range(len(x)):
            xp = np.pad(x[i], p)
            z = np.correlate(xp, w1)
            a = np.maximum(z, 0)
            e = 2 * (a @ w2 - y[i])
            g1 += np.correlate(xp, e * w2 * (z > 0))
            g2 += e * a
        w1 = w1 - rate * g1
        w2 = w2 - rate * g2
    return w1, w2


@wrong("train", "the return is inside the loop over the signals: it ends after a single step")
def train(x, y, w1, w2, rate, epochs):
    for e in range(epochs):
        for i in range(len(x)):
            padded = np.pad(x[i], len(w1) // 2)
            z1 = np.correlate(padded, w1)
            a1 = np.maximum(z1, 0)
            a2 = w2 @ a1
            dw1 = np.correlate(padded, 2 * (a2 - y[i]) * w2 * (z1 > 0))
            dw2 = 2 * (a2 - y[i]) * a1
            w1 = w1 - rate * dw1
            w2 = w2 - rate * dw2
            return w1, w2
    return w1, w2


@wrong("train", "only w1 learns, w2 stays as it is")
def train(x, y, w1, w2, rate, epochs):
    def gradient(signal, target):
        padded = np.pad(signal, len(w1) // 2)
        z = np.correlate(padded, w1)
        return np.correlate(padded, 2 * (w2 @ (z * (z > 0)) - target) * w2 * (z > 0))

    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            w1 = w1 - rate * gradient(signal, target)
    return w1, w2


@wrong("train", "the signals come in a random order, not each in its turn")
def train(x, y, w1, w2, rate, epochs):
    rng = np.random.default_rng(0)
    pad = len(w1) // 2
    for _ in range(epochs):
        for i in rng.permutation(len(x)):
            xi = np.pad(x[i], pad)
            z = np.correlate(xi, w1)
            a = np.maximum(z, 0)
            slope = 2 * (np.dot(w2, a) - y[i])
            dw1, dw2 = np.correlate(xi, slope * w2 * (z > 0)), slope * a
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


@wrong("train", "the gradient of w2 is built from z1, not from a1", "one epoch too few")
def train(x, y, w1, w2, rate, epochs):
    for _ in range(1, epochs):
        for s, t in zip(x, y):
            p = np.pad(s, len(w1) // 2)
            z = np.correlate(p, w1)
            e = w2 @ np.maximum(z, 0) - t
            g1 = np.correlate(p, 2 * e * w2 * (z > 0))
            g2 = 2 * e * z
            w1, w2 = w1 - rate * g1, w2 - rate * g2
    return w1, w2


@wrong(
    "train",
    "the target of the first signal is used for all of them",
    "both weights go up the gradient",
)
def train(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal in x:
            p = np.pad(signal, len(w1) // 2)
            z = np.correlate(p, w1)
            a = np.maximum(z, 0)
            err = 2 * (w2 @ a - y[0])
            d1 = np.correlate(p, err * w2 * (z > 0))
            d2 = err * a
            w1 = w1 + rate * d1
            w2 = w2 + rate * d2
    return w1, w2


@right("train")
def train(x, y, w1, w2, rate, epochs):
    windows = sliding_window_view(np.pad(x, [(0, 0), (len(w1) // 2,) * 2]), len(w1), axis=1)
    todo = [*zip(windows, y, strict=True)] * epochs
    while todo:
        (rows, target), *todo = todo
        on = rows @ w1 > 0
        twice = 2 * (w2[on] @ (rows[on] @ w1) - target)
        w1, w2 = w1 - rate * twice * (w2[on] @ rows[on]), w2 - rate * twice * on * (rows @ w1)
    return w1, w2
