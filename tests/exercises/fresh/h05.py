# ruff: noqa
"""Notebook 05, as learners write it: a third set."""

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _windows(x, k):
    return sliding_window_view(np.pad(x, k // 2), k)


def _delta(x, w1, w2, y):
    z1 = _windows(x, len(w1)) @ w1
    a2 = w2 @ np.maximum(z1, 0)
    return 2 * (a2 - y) * w2 * (z1 > 0)


def forward__filter_turned(x, w1, w2):
    half = len(w1) // 2
    z1 = np.convolve(np.pad(x, half), w1, mode="valid")
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


def forward__same_array(x, w1, w2):
    z1 = _windows(x, len(w1)) @ w1
    a1 = z1
    a1[a1 < 0] = 0
    return z1, a1, a1 @ w2


def forward__causal(x, w1, w2):
    k = len(w1)
    padded = np.concatenate([np.zeros(k - 1), x])
    z1 = np.array([padded[i : i + k] @ w1 for i in range(len(x))])
    a1 = z1 * (z1 > 0)
    return z1, a1, float(a1 @ w2)


def forward__output_rectified(x, w1, w2):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    a1 = np.maximum(z1, 0)
    a2 = max(0.0, float(np.dot(w2, a1)))
    return z1, a1, a2


def forward__not_summed(x, w1, w2):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    a1 = np.where(z1 > 0, z1, 0)
    a2 = w2 * a1
    return z1, a1, a2


def forward__turned_and_from_z(x, w1, w2):
    z1 = _windows(x, len(w1)) @ w1[::-1]
    a1 = np.maximum(z1, 0)
    return z1, a1, z1 @ w2


def forward__right(x, w1, w2):
    n, k = len(x), len(w1)
    z1 = [
        sum(w1[j] * x[i - k // 2 + j] for j in range(k) if 0 <= i - k // 2 + j < n)
        for i in range(n)
    ]
    a1 = [max(z, 0) for z in z1]
    return np.array(z1), np.array(a1), sum(a * w for a, w in zip(a1, w2))


def numerical_gradient__divided_by_h(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[index] = h
        grad[index] = (f(x + e) - f(x - e)) / h
    return grad


def numerical_gradient__all_at_once(f, x):
    h = 1e-5
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(x.shape, slope)


def numerical_gradient__each_number_alone(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i, value in np.ndenumerate(x):
        grad[i] = (f(value + h) - f(value - h)) / (2 * h)
    return grad


def numerical_gradient__integers_stay(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        grad[index] = (f(up) - f(down)) / (2 * h)
    return grad


def numerical_gradient__tiny_step(f, x):
    h = 1e-15
    flat = x.astype(float).ravel()
    slopes = []
    for i in range(flat.size):
        e = np.zeros(flat.size)
        e[i] = h
        up, down = (flat + e).reshape(x.shape), (flat - e).reshape(x.shape)
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes).reshape(x.shape)


def numerical_gradient__moved_on(f, x):
    h = 1e-3
    x = x.astype(float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        down = f(x)
        x[i] -= h
        grad[i] = (up - down) / (2 * h)
    return grad


def numerical_gradient__forward_flat(f, x):
    h = 1e-3
    x = x.astype(float)
    here = f(x)
    steps = np.eye(x.size).reshape(-1, *x.shape) * h
    return np.array([(f(x + step) - here) / h for step in steps])


def numerical_gradient__right(f, x):
    x = np.asarray(x, dtype=float)
    steps = 1e-5 * np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(f(x + step) - f(x - step)) / 2e-5 for step in steps]
    return np.reshape(slopes, x.shape)


def dz_dw__formula_counts_from_1(x, k):
    n = len(x)
    m = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            place = i - k // 2 + j - 1
            if 0 <= place < n:
                m[j, i] = x[place]
    return m


def dz_dw__from_behind(x, k):
    n = len(x)
    m = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            if i - k // 2 + j < n:
                m[j, i] = x[i - k // 2 + j]
    return m


def dz_dw__windows_as_rows(x, k):
    return _windows(x, k)


def dz_dw__upside_down(x, k):
    padded = np.pad(x, k // 2)
    return np.array([padded[k - 1 - j : k - 1 - j + len(x)] for j in range(k)])


def dz_dw__not_centred(x, k):
    padded = np.concatenate([x, np.zeros(k - 1)])
    return np.stack([padded[j : j + len(x)] for j in range(k)])


def dz_dw__rolled_other_way(x, k):
    return np.array([np.roll(x, j - k // 2) for j in range(k)])


def dz_dw__right(x, k):
    return sliding_window_view(np.pad(x, k // 2), len(x))


def da_dz__vector(z):
    return np.where(z > 0, 1.0, 0.0)


def da_dz__values(z):
    return np.diag(np.maximum(z, 0))


def da_dz__pairs(z):
    active = (z > 0).astype(float)
    return np.outer(active, active)


def da_dz__every_row(z):
    n = len(z)
    return np.tile(z > 0, (n, 1)).astype(float)


def da_dz__sign(z):
    return np.diag(np.sign(z))


def da_dz__corner_vector(z):
    return np.array([1 if value >= 0 else 0 for value in z])


def da_dz__right(z):
    n = len(z)
    out = np.zeros((n, n))
    out.flat[:: n + 1] = z > 0
    return out


def dl_da__row(a2, y, w2):
    return (2 * (a2 - y) * w2)[None, :]


def dl_da__loss_for_slope(a2, y, w2):
    loss = (a2 - y) ** 2
    return np.array([[loss * w] for w in w2])


def dl_da__without_w2(a2, y, w2):
    return np.full((len(w2), 1), 2.0 * (a2 - y))


def dl_da__distance(a2, y, w2):
    return (2 * abs(a2 - y) * w2).reshape(-1, 1)


def dl_da__precedence(a2, y, w2):
    return (2 * a2 - y) * w2[:, None]


def dl_da__half_flat(a2, y, w2):
    return (a2 - y) * w2


def dl_da__right(a2, y, w2):
    return np.outer(w2, [2 * (a2 - y)])


def grad_w1__slope_of_x(x, w1, w2, y):
    windows = _windows(x, len(w1))
    a2 = w2 @ np.maximum(windows @ w1, 0)
    delta = 2 * (a2 - y) * w2 * (x > 0)
    return windows.T @ delta


def grad_w1__column(x, w1, w2, y):
    windows = _windows(x, len(w1))
    delta = _delta(x, w1, w2, y)[:, None]
    return windows.T @ delta


def grad_w1__mean(x, w1, w2, y):
    padded = np.pad(x, len(w1) // 2)
    return np.correlate(padded, _delta(x, w1, w2, y)) / len(x)


def grad_w1__delta_turned(x, w1, w2, y):
    padded = np.pad(x, len(w1) // 2)
    delta = _delta(x, w1, w2, y)
    return np.convolve(padded, delta, mode="valid")


def grad_w1__output_not_rectified(x, w1, w2, y):
    windows = _windows(x, len(w1))
    z1 = windows @ w1
    a2 = w2 @ z1
    matrix = np.diag(1.0 * (z1 > 0))
    return windows.T @ matrix @ (2 * (a2 - y) * w2)


def grad_w1__linear_minus(x, w1, w2, y):
    k = len(w1)
    windows = _windows(x, k)
    a2 = np.maximum(windows @ w1, 0) @ w2
    dw = np.zeros(k)
    for i in range(len(x)):
        dw += 2 * (y - a2) * w2[i] * windows[i]
    return dw


def grad_w1__right(x, w1, w2, y):
    n, k = len(x), len(w1)
    place = lambda i, j: x[i - k // 2 + j] if 0 <= i - k // 2 + j < n else 0.0
    z1 = [sum(place(i, j) * w1[j] for j in range(k)) for i in range(n)]
    error = sum(w2[i] * max(z1[i], 0) for i in range(n)) - y
    active = [i for i in range(n) if z1[i] > 0]
    return np.array([2 * error * sum(w2[i] * place(i, j) for i in active) for j in range(k)])


def grad_x__centre_weight(x, w1, w2, y):
    return _delta(x, w1, w2, y) * w1[len(w1) // 2]


def grad_x__gathered_like_forward(x, w1, w2, y):
    delta = _delta(x, w1, w2, y)
    return np.correlate(np.pad(delta, len(w1) // 2), w1)


def grad_x__wraps(x, w1, w2, y):
    n, k = len(x), len(w1)
    delta = _delta(x, w1, w2, y)
    dx = np.zeros(n)
    for i in range(n):
        for j in range(k):
            dx[(i - k // 2 + j) % n] += delta[i] * w1[j]
    return dx


def grad_x__frame_kept(x, w1, w2, y):
    return np.convolve(_delta(x, w1, w2, y), w1, mode="full")


def grad_x__overwritten(x, w1, w2, y):
    n, k = len(x), len(w1)
    delta = _delta(x, w1, w2, y)
    framed = np.zeros(n + k - 1)
    for i in range(n):
        framed[i : i + k] = delta[i] * w1
    return framed[k // 2 : k // 2 + n]


def grad_x__not_turned_no_relu(x, w1, w2, y):
    windows = _windows(x, len(w1))
    a2 = w2 @ np.maximum(windows @ w1, 0)
    back = 2 * (a2 - y) * w2
    return _windows(back, len(w1)) @ w1


def grad_x__right(x, w1, w2, y):
    n, k = len(x), len(w1)
    banded = np.zeros((n, n))  # z1 = banded @ x
    for j in range(k):
        banded += w1[j] * np.eye(n, k=j - k // 2)
    z1 = banded @ x
    error = w2 @ np.maximum(z1, 0) - y
    return banded.T @ (2 * error * w2 * (z1 > 0))


def train__one_epoch(x, y, w1, w2, rate, epochs):
    for epoch in range(epochs):
        for signal, target in zip(x, y):
            windows = _windows(signal, len(w1))
            z = windows @ w1
            a = np.maximum(z, 0)
            error = 2 * (a @ w2 - target)
            w1, w2 = w1 - rate * windows.T @ (error * w2 * (z > 0)), w2 - rate * error * a
        return w1, w2


def train__second_sees_first(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y):
            windows = _windows(signal, len(w1))
            z = windows @ w1
            error = 2 * (np.maximum(z, 0) @ w2 - target)
            w1 = w1 - rate * windows.T @ (error * w2 * (z > 0))
            a = np.maximum(windows @ w1, 0)
            error = 2 * (a @ w2 - target)
            w2 = w2 - rate * error * a
    return w1, w2


def train__whole_batch(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        dw1, dw2 = np.zeros(len(w1)), np.zeros(len(w2))
        for signal, target in zip(x, y):
            windows = _windows(signal, len(w1))
            z = windows @ w1
            a = np.maximum(z, 0)
            error = 2 * (a @ w2 - target)
            dw1 += windows.T @ (error * w2 * (z > 0))
            dw2 += error * a
        w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train__w2_from_z(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for i in range(len(x)):
            windows = _windows(x[i], len(w1))
            z = windows @ w1
            error = 2 * (np.maximum(z, 0) @ w2 - y[i])
            dw1 = windows.T @ (error * w2 * (z > 0))
            dw2 = error * z
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train__started_anew(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        v1, v2 = w1.copy(), w2.copy()
        for signal, target in zip(x, y):
            windows = _windows(signal, len(v1))
            z = windows @ v1
            a = np.maximum(z, 0)
            error = 2 * (a @ v2 - target)
            v1, v2 = v1 - rate * windows.T @ (error * v2 * (z > 0)), v2 - rate * error * a
    return v1, v2


def train__uphill_half(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y):
            windows = _windows(signal, len(w1))
            z = windows @ w1
            a = np.maximum(z, 0)
            error = a @ w2 - target
            w1, w2 = w1 + rate * windows.T @ (error * w2 * (z > 0)), w2 + rate * error * a
    return w1, w2


def train__right(x, y, w1, w2, rate, epochs):
    weights = np.array(w1, dtype=float), np.array(w2, dtype=float)
    for number in range(epochs * len(x)):
        signal, target = x[number % len(x)], y[number % len(x)]
        filters, dense = weights
        z = np.correlate(np.pad(signal, len(filters) // 2), filters)
        delta = 2 * (np.maximum(z, 0) @ dense - target) * dense * (z > 0)
        slope = 2 * (np.maximum(z, 0) @ dense - target) * np.maximum(z, 0)
        gradients = np.correlate(np.pad(signal, len(filters) // 2), delta), slope
        weights = tuple(w - rate * dw for w, dw in zip(weights, gradients))
    return weights


FRESH = [
    Fresh("05_forward", forward__filter_turned, "np.convolve turns the filter"),
    Fresh("05_forward", forward__same_array, "z1 and a1 are the same array: z1 is rectified too"),
    Fresh("05_forward", forward__causal, "all zeros are put in front, none behind"),
    Fresh("05_forward", forward__output_rectified, "a ReLU after the output as well"),
    Fresh("05_forward", forward__not_summed, "the products with w2 are not added"),
    Fresh(
        "05_forward",
        forward__turned_and_from_z,
        "the filter is turned",
        "a2 is computed from z1, not from a1",
    ),
    Fresh("05_numerical_gradient", numerical_gradient__divided_by_h, "divides by h, not by 2h"),
    Fresh("05_numerical_gradient", numerical_gradient__all_at_once, "moves all numbers at once"),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__each_number_alone,
        "gives f one number, not the whole array",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__integers_stay,
        "steps are lost in a copy that holds integers",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__tiny_step,
        "the step is so small that rounding decides",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__moved_on,
        "numbers are not put back: the next slopes are taken elsewhere",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__forward_flat,
        "one-sided differences",
        "the result is flat",
    ),
    Fresh(
        "05_dz_dw",
        dz_dw__formula_counts_from_1,
        "the -1 of the formula, which counts from 1, is kept",
    ),
    Fresh("05_dz_dw", dz_dw__from_behind, "negative places read x from its end"),
    Fresh("05_dz_dw", dz_dw__windows_as_rows, "transposed: (n, k)"),
    Fresh("05_dz_dw", dz_dw__upside_down, "the rows are in reverse order"),
    Fresh("05_dz_dw", dz_dw__not_centred, "the window begins at i, not at i - k // 2"),
    Fresh(
        "05_dz_dw",
        dz_dw__rolled_other_way,
        "wraps around instead of zeros",
        "moves the other way: x[i + k//2 - j]",
    ),
    Fresh("05_da_dz", da_dz__vector, "the diagonal alone, not a matrix"),
    Fresh("05_da_dz", da_dz__values, "the values of the ReLU, not its slopes"),
    Fresh("05_da_dz", da_dz__pairs, "an outer product: 1 off the diagonal too"),
    Fresh("05_da_dz", da_dz__every_row, "the slopes in every row, not on the diagonal"),
    Fresh("05_da_dz", da_dz__sign, "-1 where z is negative"),
    Fresh("05_da_dz", da_dz__corner_vector, "a vector, not a matrix", "1 at z = 0"),
    Fresh("05_dl_da", dl_da__row, "a row, not a column"),
    Fresh("05_dl_da", dl_da__loss_for_slope, "the square itself, not its derivative"),
    Fresh("05_dl_da", dl_da__without_w2, "w2 is missing"),
    Fresh("05_dl_da", dl_da__distance, "|a2 - y|: the sign of the error is lost"),
    Fresh("05_dl_da", dl_da__precedence, "2 · a2 - y: the factor 2 holds for a2 only"),
    Fresh("05_dl_da", dl_da__half_flat, "the factor 2 is missing", "not a column: (n,)"),
    Fresh("05_grad_w1", grad_w1__slope_of_x, "the ReLU's slope is taken at x, not at z1"),
    Fresh("05_grad_w1", grad_w1__column, "a column (k, 1), not (k,)"),
    Fresh("05_grad_w1", grad_w1__mean, "the mean over the places, not the sum"),
    Fresh("05_grad_w1", grad_w1__delta_turned, "np.convolve turns δ around"),
    Fresh(
        "05_grad_w1",
        grad_w1__output_not_rectified,
        "the output is computed from z1, without the ReLU",
    ),
    Fresh(
        "05_grad_w1",
        grad_w1__linear_minus,
        "the ReLU's slope is missing",
        "the sign is wrong: y - a2",
    ),
    Fresh("05_grad_x", grad_x__centre_weight, "only the filter's middle weight sends back"),
    Fresh("05_grad_x", grad_x__gathered_like_forward, "the filter is not turned: a correlation"),
    Fresh("05_grad_x", grad_x__wraps, "what reaches beyond the ends comes back at the other end"),
    Fresh("05_grad_x", grad_x__frame_kept, "the padding is not cut off: n + k - 1 numbers"),
    Fresh("05_grad_x", grad_x__overwritten, "shares overwrite each other instead of adding up"),
    Fresh(
        "05_grad_x",
        grad_x__not_turned_no_relu,
        "the filter is not turned",
        "the ReLU's slope is missing",
    ),
    Fresh("05_train", train__one_epoch, "returns inside the loop, after the first epoch"),
    Fresh("05_train", train__second_sees_first, "w2's gradient is computed with the new w1"),
    Fresh(
        "05_train", train__whole_batch, "one step for all signals together, at the end of the epoch"
    ),
    Fresh("05_train", train__w2_from_z, "w2's gradient is taken with z1, not with a1"),
    Fresh("05_train", train__started_anew, "each epoch begins again with the first weights"),
    Fresh("05_train", train__uphill_half, "goes up the gradient", "the factor 2 is missing"),
]

RIGHT = [
    ("05_forward", forward__right),
    ("05_numerical_gradient", numerical_gradient__right),
    ("05_dz_dw", dz_dw__right),
    ("05_da_dz", da_dz__right),
    ("05_dl_da", dl_da__right),
    ("05_grad_w1", grad_w1__right),
    ("05_grad_x", grad_x__right),
    ("05_train", train__right),
]
