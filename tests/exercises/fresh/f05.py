# ruff: noqa
"""Notebook 05, as learners write it."""

import numpy as np

from fresh import Fresh


def forward__turned(x, w1, w2):
    p = len(w1) // 2
    z1 = np.convolve(np.pad(x, p), w1, mode="valid")
    a1 = np.maximum(z1, 0)
    return z1, a1, a1 @ w2


def forward__same(x, w1, w2):
    z1 = np.correlate(x, w1, "same")
    a1 = z1 * (z1 > 0)
    a2 = np.dot(w2, a1[: len(w2)])
    return z1, a1, a2


def forward__alias(x, w1, w2):
    k = len(w1)
    xp = np.pad(x, k // 2)
    z1 = np.array([xp[i : i + k] @ w1 for i in range(len(x))], dtype=float)
    a1 = z1
    a1[a1 < 0] = 0
    return z1, a1, w2 @ a1


def forward__last_first(x, w1, w2):
    k = len(w1)
    xp = np.pad(x, k // 2)
    z1 = np.array([xp[i : i + k] @ w1 for i in range(len(x))])
    a1 = np.maximum(z1, 0)
    a2 = w2 @ a1
    return a2, a1, z1


def forward__not_summed(x, w1, w2):
    k = len(w1)
    xp = np.concatenate([np.zeros(k // 2), x, np.zeros(k // 2)])
    z1 = np.array([np.dot(xp[i : i + k], w1) for i in range(len(x))])
    a1 = np.where(z1 > 0, z1, 0)
    a2 = w2 * a1
    return z1, a1, a2


def forward__turned_and_z(x, w1, w2):
    z1 = np.convolve(np.pad(x, len(w1) // 2), w1, "valid")
    a1 = np.maximum(0, z1)
    a2 = np.sum(w2 * z1)
    return z1, a1, a2


def forward__alias_and_relu(x, w1, w2):
    k = w1.size
    xp = np.pad(x, k // 2).astype(float)
    z1 = np.zeros(x.size)
    for i in range(x.size):
        z1[i] = np.sum(xp[i : i + k] * w1)
    a1 = z1
    a1[z1 < 0] = 0
    a2 = max(0, np.sum(a1 * w2))
    return z1, a1, a2


def numerical_gradient__one_side(f, x):
    h = 1e-3
    x = np.array(x, float)
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up = x.copy()
        up[i] += h
        grad[i] = (f(up) - f(x)) / h
    return grad


def numerical_gradient__by_h(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        grad[i] = (f(x + e) - f(x - e)) / h
    return grad


def numerical_gradient__int(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad


def numerical_gradient__all_at_once(f, x):
    h = 1e-5
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return slope * np.ones(x.shape)


def numerical_gradient__rows(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.astype(float), x.astype(float)
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad


def numerical_gradient__walks_on(f, x):
    h = 1e-2
    x = np.asarray(x, float).copy()
    grad = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        down = f(x)
        grad[i] = (up - down) / (2 * h)
    return grad


def numerical_gradient__by_h_and_int(f, x):
    eps = 1e-6
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = eps
        grad[i] = (f(x + e) - f(x - e)) / eps
    return grad


def numerical_gradient__sign_and_rows(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in range(len(x)):
        e = np.zeros(x.shape)
        e[i] = h
        grad[i] = (f(x - e) - f(x + e)) / (2 * h)
    return grad


def dz_dw__wraps(x, k):
    return np.array([np.roll(x, k // 2 - j) for j in range(k)])


def dz_dw__transposed(x, k):
    xp = np.pad(x, k // 2)
    return np.array([xp[i : i + k] for i in range(len(x))])


def dz_dw__from_one(x, k):
    n = len(x)
    m = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            pos = i - k // 2 + j - 1
            if 0 <= pos < n:
                m[j, i] = x[pos]
    return m


def dz_dw__not_centred(x, k):
    xp = np.concatenate([x, np.zeros(k)])
    return np.array([xp[j : j + len(x)] for j in range(k)])


def dz_dw__negative_index(x, k):
    n = len(x)
    out = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            if i - k // 2 + j < n:
                out[j, i] = x[i - k // 2 + j]
    return out


def dz_dw__transposed_and_turned(x, k):
    xp = np.pad(x, k // 2)
    return np.array([xp[i : i + k][::-1] for i in range(len(x))])


def dz_dw__edge_and_turned(x, k):
    xp = np.pad(x, k // 2, mode="edge")
    return np.array([xp[k - 1 - j : k - 1 - j + len(x)] for j in range(k)])


def da_dz__vector(z):
    return (z > 0).astype(float)


def da_dz__of_values(z):
    return np.diag(np.maximum(z, 0))


def da_dz__zero_too(z):
    m = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        m[i, i] = 1 if z[i] >= 0 else 0
    return m


def da_dz__rows(z):
    n = len(z)
    out = np.zeros((n, n))
    out[z > 0] = 1
    return out


def da_dz__other_diagonal(z):
    return np.fliplr(np.diag(1.0 * (z > 0)))


def da_dz__column_with_zero(z):
    return np.where(z >= 0, 1.0, 0.0).reshape(-1, 1)


def da_dz__sign_vector(z):
    return np.sign(z)


def dl_da__no_two(a2, y, w2):
    return ((a2 - y) * w2).reshape(-1, 1)


def dl_da__row(a2, y, w2):
    return 2 * (a2 - y) * w2[None, :]


def dl_da__squared(a2, y, w2):
    return (2 * (a2 - y) ** 2 * w2)[:, np.newaxis]


def dl_da__precedence(a2, y, w2):
    return 2 * a2 - y * w2.reshape(-1, 1)


def dl_da__no_weights(a2, y, w2):
    return np.full((len(w2), 1), 2 * (a2 - y))


def dl_da__sign_no_two(a2, y, w2):
    error = y - a2
    return np.expand_dims(error * w2, 1)


def dl_da__flat_and_sign(a2, y, w2):
    return np.array([-2 * (a2 - y) * w for w in w2])


def grad_w1__no_mask(x, w1, w2, y):
    xp = np.pad(x, len(w1) // 2)
    z1 = np.correlate(xp, w1)
    a2 = w2 @ np.maximum(z1, 0)
    delta = 2 * (a2 - y) * w2
    return np.correlate(xp, delta)


def grad_w1__linear_output(x, w1, w2, y):
    xp = np.pad(x, len(w1) // 2)
    z1 = np.correlate(xp, w1)
    a2 = np.dot(z1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.correlate(xp, delta)


def grad_w1__turned(x, w1, w2, y):
    p = len(w1) // 2
    xp = np.pad(x, p)
    z1 = np.array([xp[i : i + len(w1)] @ w1 for i in range(len(x))])
    a2 = w2 @ np.maximum(z1, 0)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.convolve(xp, delta, "valid")


def grad_w1__column(x, w1, w2, y):
    k = len(w1)
    xp = np.pad(x, k // 2)
    m = np.array([xp[j : j + len(x)] for j in range(k)])
    z = w1 @ m
    a2 = w2 @ np.maximum(z, 0)
    return m @ np.diag(1.0 * (z > 0)) @ (2 * (a2 - y) * w2).reshape(-1, 1)


def grad_w1__no_w2(x, w1, w2, y):
    xp = np.pad(x, len(w1) // 2)
    z1 = np.correlate(xp, w1)
    a2 = w2 @ np.maximum(z1, 0)
    return np.correlate(xp, 2 * (a2 - y) * (z1 > 0))


def grad_w1__no_mask_no_two(x, w1, w2, y):
    k = len(w1)
    xp = np.pad(x, k // 2)
    z1 = np.array([xp[i : i + k] @ w1 for i in range(len(x))])
    error = np.maximum(z1, 0) @ w2 - y
    grad = np.zeros(k)
    for j in range(k):
        for i in range(len(x)):
            grad[j] += error * w2[i] * xp[i + j]
    return grad


def grad_w1__sign_and_mean(x, w1, w2, y):
    k = len(w1)
    xp = np.pad(x, k // 2)
    m = np.array([xp[j : j + len(x)] for j in range(k)])
    z = w1 @ m
    error = y - np.maximum(z, 0) @ w2
    return np.mean(m * (2 * error * w2 * (z > 0)), axis=1)


def grad_x__not_turned(x, w1, w2, y):
    p = len(w1) // 2
    z1 = np.correlate(np.pad(x, p), w1)
    a2 = w2 @ np.maximum(z1, 0)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.correlate(np.pad(delta, p), w1)


def grad_x__centre_only(x, w1, w2, y):
    p = len(w1) // 2
    z1 = np.correlate(np.pad(x, p), w1)
    a2 = w2 @ np.maximum(z1, 0)
    return 2 * (a2 - y) * w2 * (z1 > 0) * w1[p]


def grad_x__full(x, w1, w2, y):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    a2 = w2 @ np.maximum(z1, 0)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.convolve(delta, w1)


def grad_x__overwrites(x, w1, w2, y):
    k, n = len(w1), len(x)
    p = k // 2
    xp = np.pad(x, p)
    z1 = np.array([xp[i : i + k] @ w1 for i in range(n)])
    a2 = w2 @ np.maximum(z1, 0)
    dx = np.zeros(n + 2 * p)
    for i in range(n):
        if z1[i] > 0:
            dx[i : i + k] = 2 * (a2 - y) * w2[i] * w1
    return dx[p : p + n]


def grad_x__not_turned_no_two(x, w1, w2, y):
    p = len(w1) // 2
    z1 = np.correlate(np.pad(x, p), w1)
    error = w2 @ np.maximum(z1, 0) - y
    delta = error * w2 * (z1 > 0)
    return np.correlate(np.pad(delta, p), w1, "valid")


def grad_x__no_mask_overwrites(x, w1, w2, y):
    k, n = len(w1), len(x)
    p = k // 2
    xp = np.pad(x, p)
    z1 = np.array([xp[i : i + k] @ w1 for i in range(n)])
    a2 = w2 @ np.maximum(z1, 0)
    dxp = np.zeros(n + 2 * p)
    for i in range(n):
        for j in range(k):
            dxp[i + j] = 2 * (a2 - y) * w2[i] * w1[j]
    return dxp[p : n + p]


def train__w2_after_w1(x, y, w1, w2, rate, epochs):
    w1, w2 = w1.copy(), w2.copy()
    for _ in range(epochs):
        for s, t in zip(x, y):
            xp = np.pad(s, len(w1) // 2)
            z = np.correlate(xp, w1)
            d = 2 * (np.maximum(z, 0) @ w2 - t)
            w1 = w1 - rate * np.correlate(xp, d * w2 * (z > 0))
            a = np.maximum(np.correlate(xp, w1), 0)
            w2 = w2 - rate * 2 * (a @ w2 - t) * a
    return w1, w2


def train__new_w2_for_w1(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for s, t in zip(x, y):
            xp = np.pad(s, len(w1) // 2)
            z = np.correlate(xp, w1)
            a = np.maximum(z, 0)
            error = a @ w2 - t
            w2 = w2 - rate * 2 * error * a
            w1 = w1 - rate * np.correlate(xp, 2 * error * w2 * (z > 0))
    return w1, w2


def train__one_epoch(x, y, w1, w2, rate, epochs):
    for epoch in range(epochs):
        for s, t in zip(x, y):
            xp = np.pad(s, len(w1) // 2)
            z = np.correlate(xp, w1)
            a = np.maximum(z, 0)
            error = 2 * (a @ w2 - t)
            dw1, dw2 = np.correlate(xp, error * w2 * (z > 0)), error * a
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
        return w1, w2
    return w1, w2


def train__batch_mean(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        dw1, dw2 = 0, 0
        for s, t in zip(x, y):
            xp = np.pad(s, len(w1) // 2)
            z = np.correlate(xp, w1)
            a = np.maximum(z, 0)
            error = 2 * (a @ w2 - t)
            dw1 = dw1 + np.correlate(xp, error * w2 * (z > 0))
            dw2 = dw2 + error * a
        w1, w2 = w1 - rate * dw1 / len(x), w2 - rate * dw2 / len(x)
    return w1, w2


def train__in_place_uphill(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for n in range(len(x)):
            xp = np.pad(x[n], len(w1) // 2)
            z = np.correlate(xp, w1)
            a = np.maximum(z, 0)
            error = 2 * (a @ w2 - y[n])
            dw1, dw2 = np.correlate(xp, error * w2 * (z > 0)), error * a
            w1 += rate * dw1
            w2 += rate * dw2
    return w1, w2


def train__no_mask_one_epoch(x, y, w1, w2, rate, epochs):
    for s, t in zip(x, y):
        xp = np.pad(s, len(w1) // 2)
        z = np.correlate(xp, w1)
        a = np.maximum(z, 0)
        error = 2 * (a @ w2 - t)
        dw1, dw2 = np.correlate(xp, error * w2), error * a
        w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train__w1_frozen_no_two(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for s, t in zip(x, y):
            a = np.maximum(np.correlate(np.pad(s, len(w1) // 2), w1), 0)
            w2 = w2 - rate * (a @ w2 - t) * a
    return w1, w2


def forward__right_toeplitz(x, w1, w2):
    n, k = len(x), len(w1)
    m = sum(w1[j] * np.eye(n, k=j - k // 2) for j in range(k))
    z1 = m @ x
    a1 = (z1 + abs(z1)) / 2
    return z1, a1, sum(p * q for p, q in zip(a1, w2))


def numerical_gradient__right_eye(f, x):
    x = np.asarray(x, float)
    h = 1e-5
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([(f(x + e) - f(x - e)) / (2 * h) for e in steps]).reshape(x.shape)


def dz_dw__right_windows(x, k):
    xp = np.pad(x, k // 2)
    return np.lib.stride_tricks.sliding_window_view(xp, k).T


def da_dz__right_where(z):
    n = len(z)
    return np.where(np.arange(n)[:, None] == np.arange(n), z > 0, False).astype(int)


def dl_da__right_outer(a2, y, w2):
    return np.outer(w2, [a2 - y]) * 2


def grad_w1__right_chain(x, w1, w2, y):
    n, k = len(x), len(w1)
    xp = [0] * (k // 2) + list(x) + [0] * (k // 2)
    z = [sum(xp[i + j] * w1[j] for j in range(k)) for i in range(n)]
    error = sum(max(v, 0) * w for v, w in zip(z, w2)) - y
    return np.array(
        [sum(2 * error * w2[i] * xp[i + j] for i in range(n) if z[i] > 0) for j in range(k)],
        dtype=float,
    )


def grad_x__right_matrix(x, w1, w2, y):
    n, k = len(x), len(w1)
    m = sum(w1[j] * np.eye(n, k=j - k // 2) for j in range(k))
    z = m @ x
    error = w2 @ np.maximum(z, 0) - y
    return m.T @ (2 * error * w2 * (z > 0))


def train__right_toeplitz(x, y, w1, w2, rate, epochs):
    n, k = x.shape[1], len(w1)
    for e in range(epochs * len(x)):
        s, t = x[e % len(x)], y[e % len(x)]
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(s, k // 2), k)
        z = windows @ w1
        g = 2 * (np.maximum(z, 0) @ w2 - t)
        w1, w2 = w1 - rate * g * (w2 * (z > 0)) @ windows, w2 - rate * g * np.maximum(z, 0)
    return w1, w2


FRESH = [
    Fresh("05_forward", forward__turned, "filter turned"),
    Fresh("05_forward", forward__same, "np.correlate same: wrong length for a signal below k"),
    Fresh("05_forward", forward__alias, "z1 and a1 are one array: z1 is bent too"),
    Fresh("05_forward", forward__last_first, "outputs in the reverse order"),
    Fresh("05_forward", forward__not_summed, "a2 is not summed"),
    Fresh("05_forward", forward__turned_and_z, "filter turned", "a2 from z1, not from a1"),
    Fresh("05_forward", forward__alias_and_relu, "z1 is bent too", "a ReLU on a2"),
    Fresh("05_numerical_gradient", numerical_gradient__one_side, "forward difference, h = 0.001"),
    Fresh("05_numerical_gradient", numerical_gradient__by_h, "divided by h, not 2h"),
    Fresh("05_numerical_gradient", numerical_gradient__int, "integers swallow the step"),
    Fresh("05_numerical_gradient", numerical_gradient__all_at_once, "moves all numbers at once"),
    Fresh("05_numerical_gradient", numerical_gradient__rows, "moves whole rows"),
    Fresh("05_numerical_gradient", numerical_gradient__walks_on, "does not step back"),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__by_h_and_int,
        "divided by h, not 2h",
        "result cut to integers for integer x",
    ),
    Fresh("05_numerical_gradient", numerical_gradient__sign_and_rows, "sign", "moves whole rows"),
    Fresh("05_dz_dw", dz_dw__wraps, "wraps around at the ends"),
    Fresh("05_dz_dw", dz_dw__transposed, "transposed"),
    Fresh("05_dz_dw", dz_dw__from_one, "the formula's -1 kept although code counts from 0"),
    Fresh("05_dz_dw", dz_dw__not_centred, "windows begin at i, not around it"),
    Fresh("05_dz_dw", dz_dw__negative_index, "negative indices read the end of x"),
    Fresh("05_dz_dw", dz_dw__transposed_and_turned, "transposed", "rows in reverse order"),
    Fresh("05_dz_dw", dz_dw__edge_and_turned, "border repeated", "rows in reverse order"),
    Fresh("05_da_dz", da_dz__vector, "the diagonal alone, as a vector"),
    Fresh("05_da_dz", da_dz__of_values, "values for slopes"),
    Fresh("05_da_dz", da_dz__zero_too, "1 at z = 0"),
    Fresh("05_da_dz", da_dz__rows, "whole rows of 1"),
    Fresh("05_da_dz", da_dz__other_diagonal, "the other diagonal"),
    Fresh("05_da_dz", da_dz__column_with_zero, "a column, no matrix", "1 at z = 0"),
    Fresh("05_da_dz", da_dz__sign_vector, "a vector, no matrix", "-1 for negative z"),
    Fresh("05_dl_da", dl_da__no_two, "no 2"),
    Fresh("05_dl_da", dl_da__row, "a row, no column"),
    Fresh("05_dl_da", dl_da__squared, "error squared"),
    Fresh("05_dl_da", dl_da__precedence, "brackets missing"),
    Fresh("05_dl_da", dl_da__no_weights, "w2 forgotten"),
    Fresh("05_dl_da", dl_da__sign_no_two, "y - a2", "no 2"),
    Fresh("05_dl_da", dl_da__flat_and_sign, "(n,) and no column", "sign"),
    Fresh("05_grad_w1", grad_w1__no_mask, "the ReLU's slope forgotten"),
    Fresh("05_grad_w1", grad_w1__linear_output, "a2 from z1 without the ReLU"),
    Fresh("05_grad_w1", grad_w1__turned, "convolved, not correlated"),
    Fresh("05_grad_w1", grad_w1__column, "a column (k, 1)"),
    Fresh("05_grad_w1", grad_w1__no_w2, "w2 forgotten on the way back"),
    Fresh("05_grad_w1", grad_w1__no_mask_no_two, "the ReLU's slope forgotten", "no 2"),
    Fresh("05_grad_w1", grad_w1__sign_and_mean, "y - a2", "mean over places, no sum"),
    Fresh("05_grad_x", grad_x__not_turned, "filter not turned"),
    Fresh("05_grad_x", grad_x__centre_only, "only the filter's centre"),
    Fresh("05_grad_x", grad_x__full, "length n + k - 1"),
    Fresh("05_grad_x", grad_x__overwrites, "overwrites, does not add"),
    Fresh("05_grad_x", grad_x__not_turned_no_two, "filter not turned", "no 2"),
    Fresh("05_grad_x", grad_x__no_mask_overwrites, "ReLU's slope forgotten", "overwrites"),
    Fresh("05_train", train__w2_after_w1, "w2's gradient at the new w1"),
    Fresh("05_train", train__new_w2_for_w1, "w1's gradient with the new w2"),
    Fresh("05_train", train__one_epoch, "returns after the first epoch"),
    Fresh("05_train", train__batch_mean, "one step an epoch, with the mean gradient"),
    Fresh("05_train", train__in_place_uphill, "changes the weights that came in", "goes uphill"),
    Fresh("05_train", train__no_mask_one_epoch, "ReLU's slope forgotten", "one epoch only"),
    Fresh("05_train", train__w1_frozen_no_two, "w1 never moves", "no 2"),
]

RIGHT = [
    ("05_forward", forward__right_toeplitz),
    ("05_numerical_gradient", numerical_gradient__right_eye),
    ("05_dz_dw", dz_dw__right_windows),
    ("05_da_dz", da_dz__right_where),
    ("05_dl_da", dl_da__right_outer),
    ("05_grad_w1", grad_w1__right_chain),
    ("05_grad_x", grad_x__right_matrix),
    ("05_train", train__right_toeplitz),
]
