# ruff: noqa
"""Notebook 05, as learners write it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _forward(x, w1, w2):
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1, "valid")
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


def forward__same_array(x, w1, w2):
    half = len(w1) // 2
    padded = np.pad(x, half)
    z1 = np.array([padded[i : i + len(w1)] @ w1 for i in range(len(x))])
    a1 = z1
    a1[a1 < 0] = 0
    a2 = w2 @ a1
    return z1, a1, a2


def forward__causal(x, w1, w2):
    xp = np.concatenate([np.zeros(len(w1) - 1), x])
    z1 = np.correlate(xp, w1, mode="valid")
    a1 = np.maximum(0, z1)
    return z1, a1, np.dot(w2, a1)


def forward__output_relu(x, w1, w2):
    def relu(v):
        return np.maximum(v, 0)

    z1 = sliding_window_view(np.pad(x, len(w1) // 2), len(w1)) @ w1
    a1 = relu(z1)
    a2 = relu(w2 @ a1)
    return z1, a1, a2


def forward__z_to_output(x, w1, w2):
    k = len(w1)
    z1 = np.zeros(len(x))
    for i in range(len(x)):
        for j in range(k):
            pos = i + j - k // 2
            if 0 <= pos < len(x):
                z1[i] += w1[j] * x[pos]
    a1 = z1 * (z1 > 0)
    return z1, a1, z1.dot(w2)


def forward__convolve_and_vector(x, w1, w2):
    z1 = np.convolve(np.pad(x, len(w1) // 2), w1, "valid")
    a1 = np.where(z1 > 0, z1, 0)
    a2 = w2 * a1
    return z1, a1, a2


def forward__right(x, w1, w2):
    n, k = len(x), len(w1)
    band = sum(w1[j] * np.eye(n, k=j - k // 2) for j in range(k))
    z1 = band @ x
    a1 = (abs(z1) + z1) / 2
    return z1, a1, float(sum(a * w for a, w in zip(a1, w2)))


def numerical_gradient__stays_int(f, x):
    h = 1e-5
    g = np.zeros(x.shape)
    for idx in np.ndindex(x.shape):
        plus, minus = x.copy(), x.copy()
        plus[idx] += h
        minus[idx] -= h
        g[idx] = (f(plus) - f(minus)) / (2 * h)
    return g


def numerical_gradient__back_to_x(f, x):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    h = 1e-5
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        x[i] += h
        up = f(x)
        x[i] -= h
        down = f(x)
        grad[i] = (up - down) / (2 * h)
        it.iternext()
    return grad


def numerical_gradient__flat(f, x):
    h = 1e-5
    grads = []
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = h
        e = e.reshape(x.shape)
        grads.append((f(x + e) - f(x - e)) / (2 * h))
    return np.array(grads)


def numerical_gradient__all_at_once(f, x):
    eps = 1e-6
    return np.full(x.shape, (f(x + eps) - f(x - eps)) / (2 * eps))


def numerical_gradient__brackets(f, x):
    h = 1e-5
    g = np.zeros(x.shape)
    for i, _ in np.ndenumerate(x):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / 2 * h
    return g


def numerical_gradient__rows_over_h(f, x):
    x = x.astype(float)
    h = 1e-5
    g = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / h
    return g


def numerical_gradient__right(f, x):
    h = 1e-5
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [f(x + step) - f(x - step) for step in steps]
    return np.reshape(slopes, x.shape) / (2 * h)


def dz_dw__negative_index(x, k):
    n = len(x)
    m = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            place = i - k // 2 + j
            if place < n:
                m[j, i] = x[place]
    return m


def dz_dw__rows_upside_down(x, k):
    n = x.shape[0]
    out = np.zeros((k, n))
    for j in range(k):
        for i in range(n):
            p = i + k // 2 - j
            if p >= 0 and p < n:
                out[j, i] = x[p]
    return out


def dz_dw__from_one(x, k):
    n = len(x)
    return np.array(
        [
            [x[i - k // 2 + j - 1] if 0 <= i - k // 2 + j - 1 < n else 0 for i in range(n)]
            for j in range(k)
        ]
    )


def dz_dw__edge_repeated(x, k):
    xp = np.pad(x, k // 2, mode="edge")
    return np.stack([xp[j : j + len(x)] for j in range(k)])


def dz_dw__windows_uncentred(x, k):
    padded = np.concatenate([x, np.zeros(k - 1)])
    return sliding_window_view(padded, k)


def dz_dw__right(x, k):
    n = len(x)
    return np.array([np.eye(n, k=j - k // 2) @ x for j in range(k)])


def da_dz__z_on_diagonal(z):
    return np.diag(np.maximum(z, 0))


def da_dz__outer(z):
    slope = (z > 0).astype(float)
    return np.outer(slope, slope)


def da_dz__every_row(z):
    n = len(z)
    out = np.zeros((n, n))
    for i in range(n):
        out[i] = np.where(z > 0, 1, 0)
    return out


def da_dz__negative_slope(z):
    return np.diag(np.sign(z))


def da_dz__vector_with_zero(z):
    return np.array([1.0 if v >= 0 else 0.0 for v in z])


def da_dz__right(z):
    n = len(z)
    flat = np.zeros(n * n)
    flat[:: n + 1] = z > 0
    return flat.reshape(n, n)


def dl_da__mean(a2, y, w2):
    n = len(w2)
    return (2 / n * (a2 - y) * w2).reshape(n, 1)


def dl_da__row(a2, y, w2):
    return (2 * (a2 - y) * w2)[None, :]


def dl_da__a2_times_w2(a2, y, w2):
    return 2 * (a2 * w2 - y)[:, None]


def dl_da__loss_times(a2, y, w2):
    return ((a2 - y) ** 2 * w2).reshape(-1, 1)


def dl_da__turned_sign_flat(a2, y, w2):
    return -2 * (a2 - y) * w2


def dl_da__no_two_flat(a2, y, w2):
    return np.array([(a2 - y) * w for w in w2])


def dl_da__right(a2, y, w2):
    return np.outer(w2, [a2 - y]) + np.outer(w2, [a2 - y])


def grad_w1__linear_output(x, w1, w2, y):
    half = len(w1) // 2
    xp = np.pad(x, half)
    z1 = np.correlate(xp, w1)
    a2 = w2 @ z1
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.correlate(xp, delta)


def grad_w1__swapped_arguments(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    padded = np.pad(x, len(w1) // 2)
    return np.correlate(delta, padded)


def grad_w1__column(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    first = sliding_window_view(np.pad(x, len(w1) // 2), len(w1)).T
    second = np.diag((z1 > 0) * 1.0)
    third = 2 * (a2 - y) * w2[:, None]
    return first @ second @ third


def grad_w1__without_w2(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    k, n = len(w1), len(x)
    g = np.zeros(k)
    for j in range(k):
        for i in range(n):
            p = i - k // 2 + j
            if 0 <= p < n and z1[i] > 0:
                g[j] += 2 * (a2 - y) * x[p]
    return g


def grad_w1__no_relu_sign(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (y - a2) * w2
    xp = np.pad(x, len(w1) // 2)
    return np.array([xp[j : j + len(x)] @ delta for j in range(len(w1))])


def grad_w1__right(x, w1, w2, y):
    windows = sliding_window_view(np.pad(x, len(w1) // 2), len(w1))
    z1 = np.einsum("nk,k->n", windows, w1)
    on = z1 > 0
    error = z1[on] @ w2[on] - y
    return 2 * error * (w2[on] @ windows[on])


def grad_x__overwrites(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    k = len(w1)
    dx = np.zeros(len(x) + k - 1)
    for i in range(len(x)):
        dx[i : i + k] = delta[i] * w1
    return dx[k // 2 : k // 2 + len(x)]


def grad_x__wraps(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    n, k = len(x), len(w1)
    dx = np.zeros(n)
    for i in range(n):
        for j in range(k):
            dx[(i + j - k // 2) % n] += delta[i] * w1[j]
    return dx


def grad_x__cut_at_end(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    dz = 2 * (a2 - y) * w2
    dz[z1 <= 0] = 0
    return np.convolve(dz, w1)[: len(x)]


def grad_x__sum_of_filter(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return delta * w1.sum()


def grad_x__correlated_no_mask(x, w1, w2, y):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2
    return np.correlate(np.pad(delta, len(w1) // 2), w1)


def grad_x__right(x, w1, w2, y):
    n, k = len(x), len(w1)
    band = np.zeros((n, n))  # row i, column p: how z1[i] grows with x[p]
    for j in range(k):
        band += w1[j] * np.eye(n, k=j - k // 2)
    z1 = band @ x
    return 2 * (w2 @ z1.clip(0) - y) * band.T @ np.where(z1 > 0, w2, 0)


def _gradients(x, y, w1, w2):
    z1, a1, a2 = _forward(x, w1, w2)
    delta = 2 * (a2 - y) * w2 * (z1 > 0)
    return np.correlate(np.pad(x, len(w1) // 2), delta), 2 * (a2 - y) * a1


def train__epochs_inside(x, y, w1, w2, rate, epochs):
    for signal, target in zip(x, y):
        for _ in range(epochs):
            dw1, dw2 = _gradients(signal, target, w1, w2)
            w1 = w1 - rate * dw1
            w2 = w2 - rate * dw2
    return w1, w2


def train__in_place(x, y, w1, w2, rate, epochs):
    for epoch in range(epochs):
        for i in range(len(x)):
            g1, g2 = _gradients(x[i], y[i], w1, w2)
            w1 -= rate * g1
            w2 -= rate * g2
    return w1, w2


def train__shuffled(x, y, w1, w2, rate, epochs):
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        for i in rng.permutation(len(x)):
            dw1, dw2 = _gradients(x[i], y[i], w1, w2)
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train__starts_again(x, y, w1, w2, rate, epochs):
    start1, start2 = w1, w2
    for _ in range(epochs):
        w1, w2 = start1.copy(), start2.copy()
        for xi, yi in zip(x, y):
            dw1, dw2 = _gradients(xi, yi, w1, w2)
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def train__sequential_once(x, y, w1, w2, rate, epochs):
    for xi, yi in zip(x, y):
        w2 = w2 - rate * _gradients(xi, yi, w1, w2)[1]
        w1 = w1 - rate * _gradients(xi, yi, w1, w2)[0]
    return w1, w2


def train__ascent_one_weight(x, y, w1, w2, rate, epochs):
    for _ in range(epochs):
        for xi, yi in zip(x, y):
            w1 = w1 + rate * _gradients(xi, yi, w1, w2)[0]
    return w1, w2


def train__right(x, y, w1, w2, rate, epochs):
    if epochs == 0:
        return w1, w2
    for i in range(len(x)):
        steps = _gradients(x[i], y[i], w1, w2)
        w1, w2 = (w - rate * step for w, step in zip((w1, w2), steps))
    return train__right(x, y, w1, w2, rate, epochs - 1)


FRESH = [
    Fresh(
        "05_forward",
        forward__same_array,
        "a1 is the same array as z1: setting negatives to 0 changes z1 too",
    ),
    Fresh(
        "05_forward",
        forward__causal,
        "all zeros are put before the signal, k - 1 of them, none after",
    ),
    Fresh("05_forward", forward__z_to_output, "the output is computed from z1, not from a1"),
    Fresh(
        "05_forward",
        forward__convolve_and_vector,
        "np.convolve turns the filter around",
        "a2 is not summed: n products instead of one number",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__stays_int,
        "the copies keep x's integer type: for integers the step is cut off to an integer",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__all_at_once,
        "moves all numbers at once: one slope, the same everywhere",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__brackets,
        "/ 2 * h instead of / (2 * h): multiplies by h",
    ),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__rows_over_h,
        "moves a whole row at a time, not each number",
        "divides by h instead of 2h",
    ),
    Fresh(
        "05_dz_dw",
        dz_dw__negative_index,
        "negative places are not excluded: Python counts them from the end of x",
    ),
    Fresh("05_dz_dw", dz_dw__rows_upside_down, "i + k//2 - j: the rows are in reverse order"),
    Fresh("05_dz_dw", dz_dw__from_one, "the - 1 of the formula that counts from 1 is kept"),
    Fresh("05_da_dz", da_dz__z_on_diagonal, "relu(z) on the diagonal instead of its slope"),
    Fresh("05_da_dz", da_dz__outer, "an outer product: ones off the diagonal too"),
    Fresh("05_da_dz", da_dz__every_row, "the slopes fill every row, not only the diagonal"),
    Fresh("05_dl_da", dl_da__mean, "divides by n, as if the loss were a mean"),
    Fresh("05_dl_da", dl_da__a2_times_w2, "brackets: w2 multiplies a2 alone, not a2 - y"),
    Fresh(
        "05_dl_da", dl_da__loss_times, "the loss itself, (a2 - y)², times w2, not its derivative"
    ),
    Fresh(
        "05_dl_da",
        dl_da__turned_sign_flat,
        "the sign is wrong: y - a2",
        "a vector (n,), not a column (n, 1)",
    ),
    Fresh(
        "05_grad_w1",
        grad_w1__linear_output,
        "the output a2 is computed from z1, without the ReLU: the error is wrong",
    ),
    Fresh(
        "05_grad_w1",
        grad_w1__swapped_arguments,
        "np.correlate's arguments are exchanged: the gradient is in reverse order",
    ),
    Fresh("05_grad_w1", grad_w1__without_w2, "the weights w2 are left out of the product"),
    Fresh(
        "05_grad_x",
        grad_x__overwrites,
        "= instead of +=: the gradients from overlapping windows replace each other",
    ),
    Fresh(
        "05_grad_x",
        grad_x__wraps,
        "what belongs to the padding is added at the other end of x (wraps around)",
    ),
    Fresh(
        "05_grad_x",
        grad_x__cut_at_end,
        "the full convolution is cut at its end only, not k//2 on each side: moved by k//2",
    ),
    Fresh(
        "05_grad_x",
        grad_x__correlated_no_mask,
        "correlation instead of convolution: the filter is not turned",
        "the slope of the ReLU is left out",
    ),
    Fresh(
        "05_train",
        train__epochs_inside,
        "the loops are exchanged: all epochs on one signal before the next",
    ),
    Fresh("05_train", train__in_place, "changes the caller's w1 and w2"),
    Fresh("05_train", train__starts_again, "each epoch starts again from the first weights"),
    Fresh(
        "05_train",
        train__sequential_once,
        "w1's gradient is computed after w2 has already been moved",
        "only one epoch, whatever epochs says",
    ),
    Fresh(
        "05_predict_window",
        10,
        "the window is thought to begin at its own place, not k//2 before it",
    ),
    Fresh("05_predict_shape", (5, 32), "the shape of the first matrix alone"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh("05_forward", forward__output_relu, "a ReLU is applied to the output a2 as well"),
    Fresh(
        "05_numerical_gradient",
        numerical_gradient__back_to_x,
        "steps back by h only: f(x + h) - f(x), divided by 2h, is half the slope",
    ),
    Fresh(
        "05_numerical_gradient", numerical_gradient__flat, "the gradient is flat, not shaped like x"
    ),
    Fresh(
        "05_dz_dw", dz_dw__edge_repeated, "beyond the ends of x its last number is repeated, not 0"
    ),
    Fresh(
        "05_dz_dw",
        dz_dw__windows_uncentred,
        "transposed: (n, k), a row per place",
        "the window begins at place i instead of being centred on it",
    ),
    Fresh("05_da_dz", da_dz__negative_slope, "-1 instead of 0 where z is negative (sign)"),
    Fresh(
        "05_da_dz",
        da_dz__vector_with_zero,
        "the diagonal alone, a vector, not a matrix",
        "slope 1 at z = 0",
    ),
    Fresh("05_dl_da", dl_da__row, "a row (1, n), not a column (n, 1)"),
    Fresh(
        "05_dl_da",
        dl_da__no_two_flat,
        "the factor 2 is missing",
        "a vector (n,), not a column (n, 1)",
    ),
    Fresh("05_grad_w1", grad_w1__column, "the product stays a column (k, 1), not (k,)"),
    Fresh(
        "05_grad_w1",
        grad_w1__no_relu_sign,
        "the slope of the ReLU is left out",
        "the sign is wrong: y - a2",
    ),
    Fresh(
        "05_grad_x",
        grad_x__sum_of_filter,
        "each place gets its own delta times the sum of the filter, as if all windows had the same delta",
    ),
    Fresh("05_train", train__shuffled, "takes the signals in a random order, not in their turn"),
    Fresh(
        "05_train",
        train__ascent_one_weight,
        "w2 is never moved",
        "the step goes along the gradient (+), not against it",
    ),
    Fresh("05_predict_window", 7, "counts from 0 in the formula that counts from 1"),
    Fresh("05_predict_shape", (1, 5), "rows and columns exchanged"),
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
