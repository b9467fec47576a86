# ruff: noqa
"""Notebook 03, as learners write it."""

import numpy as np

from fresh import Fresh


def merge_kernels__turned(k1, k2):
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    out = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i in range(h1):
        for j in range(w1):
            out[i : i + h2, j : j + w2] += k1[i, j] * k2[::-1, ::-1]
    return out


def merge_kernels__overwrites(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for a in range(k1.shape[0]):
        for b in range(k1.shape[1]):
            for c in range(k2.shape[0]):
                for d in range(k2.shape[1]):
                    out[a + c, b + d] = k1[a, b] * k2[c, d]
    return out


def merge_kernels__one_too_many(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0], k1.shape[1] + k2.shape[1]))
    for (a, b), v in np.ndenumerate(k1):
        out[a : a + k2.shape[0], b : b + k2.shape[1]] += v * k2
    return out


def merge_kernels__square(k1, k2):
    n, m = len(k1), len(k2)
    out = np.zeros((n + m - 1, n + m - 1))
    for i in range(n):
        for j in range(n):
            out[i : i + m, j : j + m] += k1[i, j] * k2
    return out


def merge_kernels__padded_product(k1, k2):
    h, w = k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1
    big1, big2 = np.zeros((h, w)), np.zeros((h, w))
    big1[: k1.shape[0], : k1.shape[1]] = k1
    big2[: k2.shape[0], : k2.shape[1]] = k2
    return big1 * big2


def merge_kernels__large_and_turned(k1, k2):
    k2 = np.flip(k2)
    out = np.zeros((k1.shape[0] + k2.shape[0], k1.shape[1] + k2.shape[1]))
    for i in range(k1.shape[0]):
        for j in range(k1.shape[1]):
            out[i : i + k2.shape[0], j : j + k2.shape[1]] += k1[i, j] * k2
    return out


def merge_kernels__int_and_overwrites(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1), int)
    for i in range(k1.shape[0]):
        for j in range(k1.shape[1]):
            out[i : i + k2.shape[0], j : j + k2.shape[1]] = k1[i, j] * k2
    return out


def relu__if(x):
    if x > 0:
        return x
    return 0


def relu__max_axis(x):
    return np.max(x, 0)


def relu__up_to_one(x):
    return np.clip(x, 0, 1)


def relu__in_place(x):
    x[x < 0] = 0
    return x


def relu__filters(x):
    return np.array([v for v in x.flatten() if v > 0])


def relu__absolute(x):
    return np.sqrt(x**2)


def relu__leaky_in_place(x):
    x[x < 0] = x[x < 0] * 0.01
    return x


def relu__at_six_in_place(x):
    np.clip(x, 0, 6, out=x)
    return x


def relu_backward__by_dy(dy, x):
    return dy * (dy > 0)


def relu_backward__mask_only(dy, x):
    return np.where(x > 0, 1, 0)


def relu_backward__arguments(dy, x):
    dx = x.copy()
    dx[dy <= 0] = 0
    return dx


def relu_backward__of_values(dy, x):
    return dy * np.maximum(x, 0)


def relu_backward__in_place(dy, x):
    dy[x <= 0] = 0
    return dy


def relu_backward__zero_in_place(dy, x):
    dx = dy
    dx[x < 0] = 0
    return dx


def relu_backward__mask_with_zero(dy, x):
    return (x >= 0).astype(float)


def dead_fraction__all_zeros(activations):
    return np.mean(activations == 0)


def dead_fraction__of_inputs(activations):
    dead = np.all(activations == 0, axis=1)
    return dead.sum() / len(dead)


def dead_fraction__by_inputs(activations):
    dead = (activations == 0).all(axis=0).sum()
    return dead / len(activations)


def dead_fraction__alive(activations):
    alive = (activations > 0).any(axis=0)
    return float(alive.mean())


def dead_fraction__sometimes(activations):
    n_dead = 0
    for unit in activations.T:
        if 0 in unit:
            n_dead += 1
    return n_dead / activations.shape[1]


def dead_fraction__count_of_inputs(activations):
    return (activations.max(axis=1) == 0).sum()


def dead_fraction__percent_alive(activations):
    return 100 * np.mean(activations.any(axis=0))


def he_std__xavier(kh, kw, c_in):
    return np.sqrt(1 / (kh * kw * c_in))


def he_std__no_root(kh, kw, c_in):
    fan_in = kh * kw * c_in
    return 2 / fan_in


def he_std__root_of_two(kh, kw, c_in):
    return np.sqrt(2) / (kh * kw * c_in)


def he_std__uniform_limit(kh, kw, c_in):
    return np.sqrt(6 / (kh * kw * c_in))


def he_std__added(kh, kw, c_in):
    return (2 / (kh + kw + c_in)) ** 0.5


def he_std__no_channels_no_root(kh, kw, c_in):
    return 2 / (kh * kw)


def he_std__one_no_channels(kh, kw, c_in):
    return 1 / np.sqrt(kh * kw)


def merge_kernels__right_fourier(k1, k2):
    shape = k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1
    return np.fft.irfft2(np.fft.rfft2(k1, shape) * np.fft.rfft2(k2, shape), shape)


def merge_kernels__right_rows(k1, k2):
    out = np.zeros((len(k1) + len(k2) - 1, len(k1[0]) + len(k2[0]) - 1))
    for i, row in enumerate(k1):
        for j, other in enumerate(k2):
            out[i + j] += np.convolve(row, other)
    return out


def relu__right_half_sum(x):
    return (x + np.abs(x)) / 2


def relu_backward__right_where(dy, x):
    dx = np.zeros(dy.shape)
    active = x > 0
    dx[active] = dy[active]
    return dx


def dead_fraction__right_loop(activations):
    rows, units = activations.shape
    dead = [u for u in range(units) if not any(activations[n][u] for n in range(rows))]
    return len(dead) / units


def he_std__right_power(kh, kw, c_in):
    n = np.prod([kh, kw, c_in])
    return float((n / 2) ** -0.5)


FRESH = [
    Fresh("03_merge_kernels", merge_kernels__turned, "k2 turned by 180 degrees"),
    Fresh("03_merge_kernels", merge_kernels__overwrites, "overwrites, does not add"),
    Fresh("03_merge_kernels", merge_kernels__one_too_many, "a row and a column too many"),
    Fresh("03_merge_kernels", merge_kernels__square, "takes kernels for square"),
    Fresh("03_merge_kernels", merge_kernels__padded_product, "multiplies place by place"),
    Fresh(
        "03_merge_kernels",
        merge_kernels__large_and_turned,
        "a row and a column too many",
        "k2 turned by 180 degrees",
    ),
    Fresh(
        "03_merge_kernels",
        merge_kernels__int_and_overwrites,
        "products are cut to integers",
        "overwrites, does not add",
    ),
    Fresh("03_relu", relu__if, "raises: `if` on an array"),
    Fresh("03_relu", relu__max_axis, "np.max along axis 0, not np.maximum"),
    Fresh("03_relu", relu__up_to_one, "also cuts off above 1"),
    Fresh("03_relu", relu__in_place, "changes x itself"),
    Fresh("03_relu", relu__filters, "leaves the numbers out, does not set them to 0"),
    Fresh("03_relu", relu__absolute, "absolute value"),
    Fresh("03_relu", relu__leaky_in_place, "leaky", "changes x itself"),
    Fresh("03_relu", relu__at_six_in_place, "also cuts off above 6", "changes x itself"),
    Fresh("03_relu_backward", relu_backward__by_dy, "mask from dy instead of x"),
    Fresh("03_relu_backward", relu_backward__mask_only, "the slope alone, without dy"),
    Fresh("03_relu_backward", relu_backward__arguments, "dy and x swapped"),
    Fresh("03_relu_backward", relu_backward__of_values, "dy times relu(x)"),
    Fresh("03_relu_backward", relu_backward__in_place, "changes dy itself"),
    Fresh("03_relu_backward", relu_backward__zero_in_place, "passes at x = 0", "changes dy itself"),
    Fresh("03_relu_backward", relu_backward__mask_with_zero, "slope alone, without dy", "1 at 0"),
    Fresh("03_dead_fraction", dead_fraction__all_zeros, "share of zeros, not of units"),
    Fresh("03_dead_fraction", dead_fraction__of_inputs, "rows (inputs) for units"),
    Fresh("03_dead_fraction", dead_fraction__by_inputs, "divided by the number of inputs"),
    Fresh("03_dead_fraction", dead_fraction__alive, "share of the living"),
    Fresh("03_dead_fraction", dead_fraction__sometimes, "dead if 0 for any input"),
    Fresh("03_dead_fraction", dead_fraction__count_of_inputs, "rows for units", "count, no share"),
    Fresh("03_dead_fraction", dead_fraction__percent_alive, "share of the living", "in percent"),
    Fresh("03_he_std", he_std__xavier, "1 for 2"),
    Fresh("03_he_std", he_std__no_root, "no square root"),
    Fresh("03_he_std", he_std__root_of_two, "root of the 2 only"),
    Fresh("03_he_std", he_std__uniform_limit, "6 for 2: limit of the uniform He"),
    Fresh("03_he_std", he_std__added, "fan-in by adding"),
    Fresh("03_he_std", he_std__no_channels_no_root, "channels forgotten", "no square root"),
    Fresh("03_he_std", he_std__one_no_channels, "1 for 2", "channels forgotten"),
]

RIGHT = [
    ("03_merge_kernels", merge_kernels__right_fourier),
    ("03_merge_kernels", merge_kernels__right_rows),
    ("03_relu", relu__right_half_sum),
    ("03_relu_backward", relu_backward__right_where),
    ("03_dead_fraction", dead_fraction__right_loop),
    ("03_he_std", he_std__right_power),
]
