# ruff: noqa
"""Notebook 03, as learners write it."""

import math

import numpy as np

from fresh import Fresh


def merge_kernels__k2_turned(k1, k2):
    h1, w1 = k1.shape
    h2, w2 = k2.shape
    m = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    k2 = k2[::-1, ::-1]
    for a in range(h2):
        for b in range(w2):
            m[a : a + h1, b : b + w1] += k2[a, b] * k1
    return m


def merge_kernels__overwrites(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for (i, j), p in np.ndenumerate(k1):
        for (a, b), q in np.ndenumerate(k2):
            out[i + a, j + b] = p * q
    return out


def merge_kernels__kron(k1, k2):
    return np.kron(k1, k2)


def merge_kernels__one_index(k1, k2):
    H1, W1 = k1.shape
    H2, W2 = k2.shape
    m = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for i in range(H1):
        for j in range(W1):
            for a in range(H2):
                for b in range(W2):
                    m[i + a, j + a] += k1[i, j] * k2[a, b]
    return m


def merge_kernels__overwrites_too_large(k1, k2):
    m = np.zeros(np.add(k1.shape, k2.shape))
    for i in range(k1.shape[0]):
        for j in range(k1.shape[1]):
            m[i : i + k2.shape[0], j : j + k2.shape[1]] = k1[i, j] * k2
    return m


def merge_kernels__right(k1, k2):
    rows = []
    k1, k2 = np.asarray(k1, float), np.asarray(k2, float)
    for c in range(len(k1) + len(k2) - 1):
        pairs = [(a, c - a) for a in range(len(k1)) if 0 <= c - a < len(k2)]
        rows.append(sum(np.convolve(k1[a], k2[b]) for a, b in pairs))
    return np.array(rows)


def relu__list(x):
    return np.array([value if value > 0 else 0 for value in x])


def relu__np_max(x):
    return np.max(x, 0)


def relu__six(x):
    return np.clip(x, 0, 6)


def relu__step(x):
    return np.where(x > 0, 1.0, 0.0)


def relu__in_place(x):
    x[x < 0] = 0
    return x


def relu__abs_in_place(x):
    x[x < 0] *= -1
    return x


def relu__right(x):
    return np.where(np.signbit(x), 0, x)


def relu_backward__dy_sign(dy, x):
    return np.where(dy > 0, dy, 0)


def relu_backward__times_relu(dy, x):
    return dy * np.maximum(0, x)


def relu_backward__in_place(dy, x):
    dx = dy
    dx[x <= 0] = 0
    return dx


def relu_backward__cuts_dy_too(dy, x):
    return np.maximum(dy, 0) * (x > 0)


def relu_backward__in_place_zero(dy, x):
    dy[x < 0] = 0
    return dy


def relu_backward__right(dy, x):
    return dy * np.heaviside(x, 0.0)


def dead_fraction__any_zero(activations):
    dead = (activations == 0).any(axis=0)
    return dead.mean()


def dead_fraction__floor(activations):
    units = activations.shape[1]
    dead = 0
    for u in range(units):
        if np.all(activations[:, u] == 0):
            dead += 1
    return dead // units


def dead_fraction__alive(activations):
    return np.mean(np.any(activations > 0, axis=0))


def dead_fraction__by_inputs(activations):
    n, units = activations.shape
    silent = [u for u in range(units) if activations[:, u].sum() == 0]
    return len(silent) / n


def dead_fraction__count_of_rows(activations):
    dead = 0
    for row in activations:
        if not row.any():
            dead += 1
    return dead


def dead_fraction__right(activations):
    active = set(np.nonzero(activations)[1])
    return 1 - len(active) / activations.shape[1]


def he_std__root_of_two(kh, kw, c_in):
    return np.sqrt(2) / (kh * kw * c_in)


def he_std__precedence(kh, kw, c_in):
    return math.sqrt(2 / kh * kw * c_in)


def he_std__xavier(kh, kw, c_in):
    fan_in = kh * kw * c_in
    return (1 / fan_in) ** 0.5


def he_std__sum(kh, kw, c_in):
    return np.sqrt(2 / (kh * kw + c_in))


def he_std__variance_one_channel(kh, kw, c_in):
    n = kh * kw
    return 2 / n


def he_std__right(kh, kw, c_in):
    products = np.ones((kh, kw, c_in)).size
    return math.exp(0.5 * (math.log(2) - math.log(products)))


FRESH = [
    Fresh(
        "03_merge_kernels", merge_kernels__k2_turned, "the second kernel is turned by 180 degrees"
    ),
    Fresh(
        "03_merge_kernels",
        merge_kernels__overwrites,
        "= instead of +=: products that belong to one place replace each other",
    ),
    Fresh(
        "03_merge_kernels",
        merge_kernels__one_index,
        "the column is j + a instead of j + b: a wrong index (it may run out of the array)",
    ),
    Fresh(
        "03_merge_kernels",
        merge_kernels__overwrites_too_large,
        "= instead of +=: overlapping products replace each other",
        "one row and one column too many: H1 + H2 instead of H1 + H2 - 1",
    ),
    Fresh(
        "03_relu",
        relu__list,
        "goes over the first axis only: works for one-dimensional x, else fails",
    ),
    Fresh("03_relu", relu__np_max, "np.max takes the maximum along axis 0; np.maximum was meant"),
    Fresh("03_relu", relu__step, "gives 1 where x is positive, instead of x itself"),
    Fresh("03_relu_backward", relu_backward__dy_sign, "looks at the sign of dy instead of x"),
    Fresh(
        "03_relu_backward",
        relu_backward__times_relu,
        "multiplies dy by relu(x) instead of its slope, 0 or 1",
    ),
    Fresh("03_relu_backward", relu_backward__in_place, "changes the caller's dy"),
    Fresh(
        "03_dead_fraction",
        dead_fraction__any_zero,
        "counts units that are 0 for some input, not for all",
    ),
    Fresh(
        "03_dead_fraction", dead_fraction__floor, "integer division: 0 unless all units are dead"
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__by_inputs,
        "divides by the number of inputs instead of the number of units",
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__count_of_rows,
        "looks at rows: counts inputs without any response, not units",
        "returns a count, not a fraction",
    ),
    Fresh("03_he_std", he_std__root_of_two, "the root is taken of the 2 alone, not of the fan-in"),
    Fresh(
        "03_he_std",
        he_std__precedence,
        "brackets missing: divides by kh alone and multiplies by kw and c_in",
    ),
    Fresh(
        "03_he_std",
        he_std__variance_one_channel,
        "the channels are left out of the fan-in",
        "the root is missing: a variance, not a standard deviation",
    ),
    Fresh("03_predict_merged", (6, 6), "adds the sizes: 3 + 3, without - 1"),
    Fresh("03_predict_ring", 32, "4 sides of 8 pixels: the corners are counted twice"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "03_merge_kernels",
        merge_kernels__kron,
        "Kronecker product: all products side by side, none are added; shape (H1 * H2, W1 * W2)",
    ),
    Fresh("03_relu", relu__six, "also cuts off what is larger than 6"),
    Fresh("03_relu", relu__in_place, "changes the caller's x"),
    Fresh(
        "03_relu",
        relu__abs_in_place,
        "turns negative numbers positive (absolute value) instead of setting them to 0",
        "changes the caller's x",
    ),
    Fresh(
        "03_relu_backward",
        relu_backward__cuts_dy_too,
        "applies the ReLU to dy as well: negative gradients are lost",
    ),
    Fresh(
        "03_relu_backward",
        relu_backward__in_place_zero,
        "changes the caller's dy",
        "lets dy pass where x is exactly 0",
    ),
    Fresh("03_dead_fraction", dead_fraction__alive, "gives the fraction of units that are alive"),
    Fresh("03_he_std", he_std__xavier, "1 instead of 2: the start for tanh, not for ReLU"),
    Fresh(
        "03_he_std", he_std__sum, "adds the channels to the window's size instead of multiplying"
    ),
    Fresh("03_predict_merged", (3, 3), "the merged kernel is thought to keep its size"),
    Fresh("03_predict_ring", 36, "counts the pixels inside the ring, not those on it"),
]

RIGHT = [
    ("03_merge_kernels", merge_kernels__right),
    ("03_relu", relu__right),
    ("03_relu_backward", relu_backward__right),
    ("03_dead_fraction", dead_fraction__right),
    ("03_he_std", he_std__right),
]
