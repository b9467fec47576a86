"""Answers to notebook 05: right ones in many styles, wrong ones as people write them."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

# 05_forward


def forward_by_loops(x, w1, w2):
    n, k = len(x), len(w1)
    z1, a1, a2 = [], [], 0
    for i in range(n):
        total = 0
        for j in range(k):
            m = i - k // 2 + j
            if 0 <= m < n:
                total += x[m] * w1[j]
        z1.append(total)
        a1.append(total if total > 0 else 0)
        a2 += w2[i] * a1[i]
    return z1, a1, a2


def forward_same(x, w1, w2):
    z1 = np.correlate(x, w1, mode="same")
    a1 = z1 * (z1 > 0)
    return z1, a1, w2 @ a1


def forward_by_matrix(x, w1, w2):
    slides = sum(tap * np.eye(len(x), k=j - len(w1) // 2) for j, tap in enumerate(w1))
    z1 = slides @ x
    a1 = z1 * (z1 > 0)
    return [z1, a1, np.array([w2]) @ a1 @ np.ones(1)]


def forward_in_float32(x, w1, w2):
    windows = sliding_window_view(np.pad(x.astype("f4"), len(w1) // 2), len(w1))
    z1 = windows @ w1.astype("f4")
    a1 = z1.clip(0)
    return z1, a1, np.inner(w2.astype("f4"), a1)


def forward_early_relu(x, w1, w2):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    z1[z1 < 0] = 0
    a1 = z1
    return z1, a1, (w2 * a1).sum()


def forward_np_convolve(x, w1, w2):
    z1 = np.convolve(x, w1, mode="same")
    a1 = np.maximum(0, z1)
    return z1, a1, w2.dot(a1)


def forward_unpadded(x, w1, w2):
    n = len(x) - len(w1) + 1
    z1 = np.array([x[i : i + len(w1)] @ w1 for i in range(n)])
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


def forward_out_of_range(x, w1, w2):
    z1 = np.zeros(len(x))
    for i in range(len(x)):
        for j in range(len(w1)):
            z1[i] += w1[j] * x[i + j - len(w1) // 2]
    a1 = np.maximum(z1, 0)
    return z1, a1, np.sum(w2 * a1)


def forward_zeros_like(x, w1, w2):
    z1, p = np.zeros_like(x), np.pad(x, len(w1) // 2)
    for i in range(len(x)):
        z1[i] = np.sum(p[i : i + len(w1)] * w1)
    a1 = np.maximum(z1, 0)
    return z1, a1, np.sum(w2 * a1)


def forward_no_relu(x, w1, w2):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    return z1, z1, w2 @ z1


def forward_edges_skipped(x, w1, w2):
    k, z1 = len(w1), np.zeros(len(x))
    for i in range(k // 2, len(x) - k // 2):
        z1[i] = x[i - k // 2 : i + k // 2 + 1] @ w1
    a1 = np.where(z1 > 0, z1, 0)
    return z1, a1, a1 @ w2


def forward_modulo(x, w1, w2):
    n, k = len(x), len(w1)
    z1 = np.array([sum(w1[j] * x[(i + j - k // 2) % n] for j in range(k)) for i in range(n)])
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


# 05_dz_dw


def dz_dw_by_loops(x, k):
    out = np.zeros((k, len(x)))
    for j in range(k):
        for i in range(len(x)):
            m = i - k // 2 + j
            if m >= 0 and m < len(x):
                out[j, i] = x[m]
    return out


def dz_dw_windows(x, k):
    return sliding_window_view(np.pad(x, k // 2), k).T


def dz_dw_shifted(x, k):
    return [
        np.concatenate([np.zeros(k), x, np.zeros(k)])[k // 2 + 1 + j :][: len(x)] for j in range(k)
    ]


def dz_dw_by_matrix(x, k):
    n = len(x)
    return np.stack([np.eye(n, k=j - k // 2) @ x for j in range(k)])


def dz_dw_rows_are_windows(x, k):
    padded = np.pad(x, (k // 2, k // 2))
    return np.array([padded[i : i + k] for i in range(len(x))])


def dz_dw_reshaped(x, k):
    padded = np.pad(x, k // 2)
    return np.array([padded[i : i + k] for i in range(len(x))]).reshape(k, len(x))


def dz_dw_minus_one(x, k):  # the formula of the text, whose i and j begin at 1
    out = np.zeros((k, len(x)))
    for i in range(len(x)):
        for j in range(k):
            m = i - k // 2 + j - 1
            if 0 <= m < len(x):
                out[j, i] = x[m]
    return out


def dz_dw_negative(x, k):
    out = np.zeros((k, len(x)))
    for i in range(len(x)):
        for j in range(k):
            if i - k // 2 + j < len(x):
                out[j, i] = x[i - k // 2 + j]
    return out


def dz_dw_rolled(x, k):
    return np.array([np.roll(x, k // 2 - j) for j in range(k)])


def dz_dw_unpadded(x, k):
    return np.array([x[j : len(x) - k + 1 + j] for j in range(k)])


def dz_dw_turned(x, k):
    padded = np.pad(x, k // 2)
    return np.array([padded[i : i + k][::-1] for i in range(len(x))]).T


# 05_da_dz


def da_dz_by_loop(z):
    out = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        if z[i] > 0:
            out[i, i] = 1
    return out


def da_dz_times_eye(z):
    return np.eye(z.size) * (z > 0)


def da_dz_booleans(z):
    return np.diagflat(z > 0)


def da_dz_from_sign(z):
    return np.diag(np.maximum(np.sign(z), 0))


def da_dz_at_least(z):
    return np.diag(np.where(z >= 0, 1, 0))


def da_dz_relu(z):
    out = np.zeros((len(z), len(z)))
    for i in range(len(z)):
        out[i, i] = max(0, z[i])
    return out


def da_dz_mask(z):
    return np.where(z > 0, 1.0, 0.0)


def da_dz_colon(z):
    out = np.zeros((len(z), len(z)))
    out[:, z > 0] = 1
    return out


def da_dz_overwrites(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return np.diag(z)


# 05_dl_da


def dl_da_by_loop(a2, y, w2):
    return [[2 * (a2 - y) * weight] for weight in w2]


def dl_da_reshaped(a2, y, w2):
    return np.multiply(-2 * (y - a2), w2).reshape(-1, 1)


def dl_da_outer(a2, y, w2):
    return np.outer(w2, [2 * a2 - 2 * y])


def dl_da_half(a2, y, w2):
    return ((a2 - y) * w2).reshape(len(w2), 1)


def dl_da_turned(a2, y, w2):
    return 2 * (y - a2) * w2[:, np.newaxis]


def dl_da_flat(a2, y, w2):
    return 2 * (a2 - y) * w2


def dl_da_transposed(a2, y, w2):
    return 2 * (a2 - y) * w2.T  # a row has no transpose


def dl_da_squared(a2, y, w2):
    return 2 * (a2 - y) ** 2 * w2.reshape(-1, 1)


def dl_da_a2_too_many(a2, y, w2):
    return np.array([[2 * (a2 - y) * a2 * weight] for weight in w2])


def dl_da_no_brackets(a2, y, w2):
    return 2 * a2 - y * w2.reshape(-1, 1)


# 05_grad_w1


def _dz(x, w1, w2, y, error=lambda a2, y: 2 * (a2 - y)):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    return error(w2 @ np.maximum(z1, 0), y) * w2 * (z1 > 0)


def grad_w1_correlated(x, w1, w2, y):
    return np.correlate(np.pad(x, len(w1) // 2), _dz(x, w1, w2, y))


def grad_w1_by_loops(x, w1, w2, y):
    dz, k, gradient = _dz(x, w1, w2, y), len(w1), [0.0] * len(w1)
    for i in range(len(x)):
        for j in range(k):
            if 0 <= i - k // 2 + j < len(x):
                gradient[j] += dz[i] * x[i - k // 2 + j]
    return gradient


def grad_w1_numerically(x, w1, w2, y):
    def loss(w1):
        return (w2 @ np.maximum(np.correlate(np.pad(x, len(w1) // 2), w1), 0) - y) ** 2

    # where z1 is exactly 0, a step to one side opens the ReLU: so tell the slope of the open ones
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    if (z1 == 0).any():
        return grad_w1_correlated(x, w1, w2, y)
    steps = 1e-6 * np.eye(len(w1))
    return np.array([(loss(w1 + step) - loss(w1 - step)) / 2e-6 for step in steps])


def grad_w1_matrices_as_they_are(x, w1, w2, y):
    n, k = len(x), len(w1)
    windows = np.array([np.pad(x, k // 2)[j : j + n] for j in range(k)])
    z1 = w1 @ windows
    a2 = w2 @ np.maximum(z1, 0)
    return windows @ np.diag(z1 > 0) @ (2 * (a2 - y) * w2)[:, None]


def grad_w1_without_mask(x, w1, w2, y):
    a2 = w2 @ np.maximum(np.correlate(np.pad(x, len(w1) // 2), w1), 0)
    return np.correlate(np.pad(x, len(w1) // 2), 2 * (a2 - y) * w2)


def grad_w1_mean(x, w1, w2, y):
    n, padded = len(x), np.pad(x, len(w1) // 2)
    dz = _dz(x, w1, w2, y)
    return np.array([np.mean(padded[j : j + n] * dz) for j in range(len(w1))])


def grad_w1_convolved(x, w1, w2, y):
    return np.convolve(np.pad(x, len(w1) // 2), _dz(x, w1, w2, y)[::-1], "valid")[::-1]


def grad_w1_half(x, w1, w2, y):
    dz = _dz(x, w1, w2, y, error=lambda a2, y: a2 - y)
    return np.correlate(np.pad(x, len(w1) // 2), dz)


def grad_w1_overwritten(x, w1, w2, y):
    dz, padded, gradient = _dz(x, w1, w2, y), np.pad(x, len(w1) // 2), np.zeros(len(w1))
    for i in range(len(x)):
        gradient = dz[i] * padded[i : i + len(w1)]
    return gradient


def grad_w1_inside_only(x, w1, w2, y):
    dz, half, gradient = _dz(x, w1, w2, y), len(w1) // 2, np.zeros(len(w1))
    for i in range(half, len(x) - half):
        gradient += dz[i] * x[i - half : i + half + 1]
    return gradient


def grad_w1_output_of_z1(x, w1, w2, y):
    padded = np.pad(x, len(w1) // 2)
    z1 = np.correlate(padded, w1)
    return np.correlate(padded, 2 * (z1 @ w2 - y) * w2 * (z1 > 0))


def grad_w1_turned(x, w1, w2, y):
    return np.convolve(np.pad(x, len(w1) // 2), _dz(x, w1, w2, y), "valid")


def grad_w1_same(x, w1, w2, y):
    return np.correlate(x, _dz(x, w1, w2, y), "same")


# 05_grad_x


def grad_x_convolved(x, w1, w2, y):
    return np.convolve(_dz(x, w1, w2, y), w1, "same")


def grad_x_gathered(x, w1, w2, y):
    dz, n, k = _dz(x, w1, w2, y), len(x), len(w1)
    dx = np.zeros(n)
    for m in range(n):
        for j in range(k):
            i = m + k // 2 - j
            if 0 <= i < n:
                dx[m] += dz[i] * w1[j]
    return dx


def grad_x_by_matrix(x, w1, w2, y):
    n, k = len(x), len(w1)
    slides = sum(w1[j] * np.eye(n, k=j - k // 2) for j in range(k))
    return slides.T @ _dz(x, w1, w2, y)


def grad_x_turned_and_correlated(x, w1, w2, y):
    return np.correlate(np.pad(_dz(x, w1, w2, y), len(w1) // 2), w1[::-1]).astype(np.float32)


def grad_x_correlated(x, w1, w2, y):
    return np.correlate(_dz(x, w1, w2, y), w1, "same")


def grad_x_full(x, w1, w2, y):
    return np.convolve(_dz(x, w1, w2, y), w1, "full")


def grad_x_equals(x, w1, w2, y):
    dz, n, k = _dz(x, w1, w2, y), len(x), len(w1)
    dx = np.zeros(n)
    for i in range(n):
        for j in range(k):
            m = i - k // 2 + j
            if 0 <= m < n:
                dx[m] = dz[i] * w1[j]
    return dx


def grad_x_equals_gathering(x, w1, w2, y):
    dz, n, k = _dz(x, w1, w2, y), len(x), len(w1)
    dx = np.zeros(n)
    for m in range(n):
        for j in range(k):
            if 0 <= m + k // 2 - j < n:
                dx[m] = dz[m + k // 2 - j] * w1[j]
    return dx


def grad_x_zeros_like(x, w1, w2, y):
    dz, n, half = _dz(x, w1, w2, y), len(x), len(w1) // 2
    dx = np.zeros_like(x)
    for m in range(n):
        dx[m] = sum(dz[m + half - j] * w1[j] for j in range(len(w1)) if 0 <= m + half - j < n)
    return dx


def grad_x_wraps(x, w1, w2, y):
    dz, n, half = _dz(x, w1, w2, y), len(x), len(w1) // 2
    dx = np.zeros(n)
    for i in range(n):
        for j in range(len(w1)):
            dx[(i - half + j) % n] += dz[i] * w1[j]
    return dx


def grad_x_crops_the_end(x, w1, w2, y):
    dz, dx = _dz(x, w1, w2, y), np.zeros(len(x) + len(w1) - 1)
    for i in range(len(x)):
        dx[i : i + len(w1)] += dz[i] * w1
    return dx[: len(x)]


def grad_x_windows_overwrite(x, w1, w2, y):
    dz, k = _dz(x, w1, w2, y), len(w1)
    dx = np.zeros(len(x) + k - 1)
    for i in range(len(x)):
        if dz[i]:
            dx[i : i + k] = dz[i] * w1
    return dx[k // 2 : k // 2 + len(x)]


def grad_x_centre(x, w1, w2, y):
    return _dz(x, w1, w2, y) * w1[len(w1) // 2]


# 05_numerical_gradient


def numerical_gradient_flat(f, x):
    flat = np.asarray(x, float).ravel()
    steps = 1e-4 * np.eye(flat.size)
    slopes = [
        (f((flat + s).reshape(x.shape)) - f((flat - s).reshape(x.shape))) / 2e-4 for s in steps
    ]
    return np.array(slopes).reshape(x.shape)


def numerical_gradient_basis(f, x):
    gradient = np.zeros(x.shape, dtype=float)
    for i in np.ndindex(*x.shape):
        e = np.zeros(x.shape)
        e[i] = 1e-6
        gradient[i] = (f(x + e) - f(x - e)) / (2 * e[i])
    return gradient


def numerical_gradient_iterator(f, x):
    h, x = 1e-3, x.astype(float)
    gradient = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        index = it.multi_index
        old = x[index]
        x[index] = old + h
        right = f(x)
        x[index] = old - h
        gradient[index] = (right - f(x)) / h / 2
        x[index] = old
        it.iternext()
    return gradient


def numerical_gradient_fourth_order(f, x):
    gradient, h = np.zeros(x.shape), 1e-3
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        gradient[i] = (8 * (f(x + e) - f(x - e)) - f(x + 2 * e) + f(x - 2 * e)) / (12 * h)
    return gradient


def numerical_gradient_forward(f, x):
    gradient, h = np.zeros(x.shape), 1e-6
    for i in np.ndindex(x.shape):
        moved = x.astype(float)
        moved[i] += h
        gradient[i] = (f(moved) - f(x)) / h
    return gradient


def numerical_gradient_backward(f, x):
    gradient, h = np.zeros(x.shape), 1e-8
    for i in np.ndindex(x.shape):
        moved = x.astype(float)
        moved[i] -= h
        gradient[i] = (f(x) - f(moved)) / h
    return gradient


def numerical_gradient_of_integers(f, x):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += 1e-5 if x.dtype == float else 0
        down[i] -= 1e-5 if x.dtype == float else 0
        gradient[i] = (f(up) - f(down)) / 2e-5
    return gradient


def numerical_gradient_of_integers_assigned(f, x):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + 1e-4
        down[i] = x[i] - 1e-4
        gradient[i] = (f(up) - f(down)) / 2e-4
    return gradient


def numerical_gradient_zeros_like(f, x):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = 1e-5
        gradient[i] = (f(x + e) - f(x - e)) / 2e-5
    return gradient


def numerical_gradient_in_place(f, x):
    gradient, h = np.zeros(x.shape), 1e-5
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        gradient[i] = (above - below) / (2 * h)
    return gradient


def numerical_gradient_alias(f, x):
    gradient, h = np.zeros(x.shape), 1e-5
    for i in np.ndindex(x.shape):
        up = np.array(x, float)
        down = up
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


def numerical_gradient_no_brackets(f, x):
    gradient, h = np.zeros(x.shape), 1e-4
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        gradient[i] = (f(x + e) - f(x - e)) / 2 * h
    return gradient


def numerical_gradient_by_h(f, x):
    gradient, h = np.zeros(x.shape), 1e-4
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        gradient[i] = (f(x + e) - f(x - e)) / h
    return gradient


def numerical_gradient_rows(f, x):
    x, h = x.astype(float), 1e-5
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        e = np.zeros(x.shape)
        e[i] = h
        gradient[i] = (f(x + e) - f(x - e)) / (2 * h)
    return gradient


def numerical_gradient_tiny(f, x):
    gradient, h = np.zeros(x.shape), 1e-15
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        gradient[i] = (f(x + e) - f(x - e)) / (2 * h)
    return gradient


def numerical_gradient_walks_on(f, x):
    x, h = np.array(x, float), 1e-4
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient[i] = (above - f(x)) / (2 * h)
    return gradient


def numerical_gradient_never_back(f, x):
    x, h = np.array(x, float), 1e-3
    gradient = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        below = f(x)
        x[i] += h
        gradient[i] = (f(x) - below) / h
    return gradient


# 05_train


def _network(signal, w1, w2):
    windows = sliding_window_view(np.pad(signal, len(w1) // 2), len(w1))
    z1 = windows @ w1
    return windows, z1, np.maximum(z1, 0)


def _both(signal, target, w1, w2):
    windows, z1, a1 = _network(signal, w1, w2)
    error = a1 @ w2 - target
    return 2 * error * windows.T @ (w2 * (z1 > 0)), 2 * error * a1


def train_on_copies(x, y, w1, w2, rate, epochs):
    w1, w2 = w1.copy(), w2.copy()
    for _ in range(epochs):
        for i in range(len(x)):
            dw1, dw2 = _both(x[i], y[i], w1, w2)
            w1 -= rate * dw1
            w2 -= rate * dw2
    return w1, w2


def train_as_lists(x, y, w1, w2, rate, epochs):
    for i in list(range(len(x))) * epochs:
        step1, step2 = _both(x[i], y[i], np.array(w1), np.array(w2))
        w1 = [w - rate * d for w, d in zip(w1, step1, strict=True)]
        w2 = [w - rate * d for w, d in zip(w2, step2, strict=True)]
    return [w1, w2]


def train_in_place(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for i in range(len(x)):
            dw1, dw2 = _both(x[i], y[i], w1, w2)
            w1 -= rate * dw1
            w2 -= rate * dw2
    return w1, w2


def train_upwards(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            dw1, dw2 = _both(signal, target, w1, w2)
            w1, w2 = w1 + rate * dw1, w2 + rate * dw2
    return w1, w2


def train_accumulating(x, y, w1, w2, rate, epochs):
    dw1, dw2 = np.zeros_like(w1), np.zeros_like(w2)
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            new1, new2 = _both(signal, target, w1, w2)
            dw1 += new1
            dw2 += new2
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train_one_after_the_other(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            w2 = w2 - rate * _both(signal, target, w1, w2)[1]
            w1 = w1 - rate * _both(signal, target, w1, w2)[0]
    return w1, w2


def train_with_moved_w2(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            windows, z1, a1 = _network(signal, w1, w2)
            error = 2 * (a1 @ w2 - target)
            w2 = w2 - rate * error * a1
            w1 = w1 - rate * windows.T @ (error * w2 * (z1 > 0))
    return w1, w2


def train_in_one_batch(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        sum1, sum2 = 0, 0
        for signal, target in zip(x, y, strict=True):
            dw1, dw2 = _both(signal, target, w1, w2)
            sum1, sum2 = sum1 + dw1, sum2 + dw2
        w1, w2 = w1 - rate * sum1, w2 - rate * sum2
    return w1, w2


def train_returning_early(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            dw1, dw2 = _both(signal, target, w1, w2)
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
        return w1, w2


def train_step_outside(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            dw1, dw2 = _both(signal, target, w1, w2)
        w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train_without_mask(x, y, w1, w2, rate, epochs):
    for signal, target in list(zip(x, y, strict=True)) * epochs:
        windows, _, a1 = _network(signal, w1, w2)
        error = 2 * (a1 @ w2 - target)
        w1, w2 = w1 - rate * windows.T @ (error * w2), w2 - rate * error * a1
    return w1, w2


RIGHT = {
    "05_forward": [forward_by_loops, forward_by_matrix, forward_in_float32],
    "05_dz_dw": [dz_dw_by_loops, dz_dw_windows, dz_dw_shifted, dz_dw_by_matrix],
    "05_da_dz": [da_dz_by_loop, da_dz_times_eye, da_dz_booleans, da_dz_from_sign],
    "05_dl_da": [dl_da_by_loop, dl_da_reshaped, dl_da_outer],
    "05_grad_w1": [grad_w1_correlated, grad_w1_by_loops, grad_w1_numerically],
    "05_grad_x": [
        grad_x_convolved,
        grad_x_gathered,
        grad_x_by_matrix,
        grad_x_turned_and_correlated,
    ],
    "05_numerical_gradient": [
        numerical_gradient_flat,
        numerical_gradient_basis,
        numerical_gradient_iterator,
        numerical_gradient_fourth_order,
    ],
    "05_train": [train_on_copies, train_as_lists],
}


def train_epochs_inside(x, y, w1, w2, rate, epochs):
    for i in range(len(x)):
        w1, w2 = train_on_copies(x[[i]], y[[i]], w1, w2, rate, epochs)
    return w1, w2


def train_shuffled(x, y, w1, w2, rate, epochs):
    rng = np.random.default_rng(3)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        w1, w2 = train_on_copies(x[order], y[order], w1, w2, rate, 1)
    return w1, w2


def train_backwards(x, y, w1, w2, rate, epochs):
    return train_on_copies(x[::-1], y[::-1], w1, w2, rate, epochs)


WRONG = {
    "05_forward": {
        forward_early_relu: "z1 changed by the ReLU",
        forward_np_convolve: "kernel flipped",
        forward_same: "z1 as long as a filter that is longer than x",
        forward_unpadded: "z1 not as long as x",
        forward_out_of_range: "window reaches beyond the end",
        forward_zeros_like: "z1 in the input's integer type",
        forward_no_relu: "ReLU forgotten",
        forward_edges_skipped: "ends not computed",
        forward_modulo: "signal taken as a ring",
    },
    "05_dz_dw": {
        dz_dw_rows_are_windows: "rows and columns swapped",
        dz_dw_reshaped: "right shape, cut without regard to windows",
        dz_dw_minus_one: "one place too far to the left",
        dz_dw_negative: "negative index read from the end",
        dz_dw_rolled: "signal taken as a ring",
        dz_dw_unpadded: "padding forgotten",
        dz_dw_turned: "columns upside down",
    },
    "05_da_dz": {
        da_dz_at_least: "passes at zero",
        da_dz_relu: "activations on the diagonal",
        da_dz_mask: "diagonal without the matrix",
        da_dz_colon: "whole columns filled",
        da_dz_overwrites: "changes its input",
    },
    "05_dl_da": {
        dl_da_half: "2 forgotten",
        dl_da_turned: "sign turned",
        dl_da_flat: "a row of numbers, no column",
        dl_da_transposed: "a row of numbers, no column",
        dl_da_squared: "loss in place of its slope",
        dl_da_a2_too_many: "a2 comes in twice",
        dl_da_no_brackets: "brackets missing",
    },
    "05_grad_w1": {
        grad_w1_matrices_as_they_are: "column in place of the filter's shape",
        grad_w1_without_mask: "mask forgotten",
        grad_w1_mean: "averaged over the places",
        grad_w1_convolved: "taps from last to first",
        grad_w1_half: "2 forgotten",
        grad_w1_overwritten: "only the last place",
        grad_w1_inside_only: "ends left out",
        grad_w1_output_of_z1: "output without ReLU",
        grad_w1_turned: "places from last to first",
        grad_w1_same: "not cut to the taps",
    },
    "05_grad_x": {
        grad_x_correlated: "not flipped",
        grad_x_full: "padding not cut off",
        grad_x_equals: "contributions overwritten",
        grad_x_equals_gathering: "contributions overwritten",
        grad_x_zeros_like: "gradient in the input's integer type",
        grad_x_wraps: "signal taken as a ring",
        grad_x_crops_the_end: "cut off at the end only",
        grad_x_windows_overwrite: "contributions overwritten",
        grad_x_centre: "through the centre alone",
    },
    "05_numerical_gradient": {
        numerical_gradient_forward: "one-sided",
        numerical_gradient_backward: "one-sided",
        numerical_gradient_of_integers: "0 everywhere",
        numerical_gradient_of_integers_assigned: "integers cannot hold a small step",
        numerical_gradient_zeros_like: "gradient in the input's integer type",
        numerical_gradient_in_place: "changes its input",
        numerical_gradient_alias: "0 everywhere",
        numerical_gradient_no_brackets: "not divided by the step",
        numerical_gradient_by_h: "divided by h, not 2h",
        numerical_gradient_rows: "whole rows moved",
        numerical_gradient_walks_on: "not moved back",
        numerical_gradient_never_back: "two things at once: one-sided, and not moved back",
        numerical_gradient_tiny: "step lost in rounding",
    },
    "05_train": {
        train_epochs_inside: "all epochs on one signal before the next",
        train_shuffled: "signals in another order",
        train_backwards: "signals from the last to the first",
        train_in_place: "changes its input",
        train_upwards: "climbs",
        train_accumulating: "old gradients accumulate",
        train_one_after_the_other: "second gradient taken after the first step",
        train_with_moved_w2: "second gradient taken after the first step",
        train_in_one_batch: "one step for all signals, their gradients summed",
        train_returning_early: "one epoch only",
        train_step_outside: "last signal only",
        train_without_mask: "mask forgotten",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "05_forward": {
        "few digits, so that sums can be followed by hand": ("float16",),
    },
    "05_da_dz": {
        "0 and 1 are all there is": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
            "squared",
            "float16",
            "rounded to 2 digits",
        ),
        "symmetric": ("transposed",),
    },
    "05_numerical_gradient": {
        "few digits, so that sums can be followed by hand": ("rounded to 2 digits",),
    },
}
