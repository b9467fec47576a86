# ruff: noqa
"""Notebook 03, as learners write it: a third set."""

import math

import numpy as np

from fresh import Fresh


def merge_kernels__kron(k1, k2):
    return np.kron(k1, k2)


def merge_kernels__second_turned(k1, k2):
    (H1, W1), (H2, W2) = k1.shape, k2.shape
    m = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for a, b in np.ndindex(H2, W2):
        m[a : a + H1, b : b + W1] += k1 * k2[H2 - 1 - a, W2 - 1 - b]
    return m


def merge_kernels__assigned(k1, k2):
    (H1, W1), (H2, W2) = k1.shape, k2.shape
    m = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for a in range(H1):
        for b in range(W1):
            for c in range(H2):
                for d in range(W2):
                    m[a + c, b + d] = k1[a, b] * k2[c, d]
    return m


def merge_kernels__not_turned_back(k1, k2):
    (H1, W1), (H2, W2) = k1.shape, k2.shape
    m = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for i in range(H1):
        for j in range(W1):
            m[i : i + H2, j : j + W2] += k1[i, j] * k2
    return m[::-1, ::-1]


def merge_kernels__turned_assigned(k1, k2):
    (H1, W1), (H2, W2) = k1.shape, k2.shape
    k2 = np.rot90(k2, 2)
    m = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for a, b in np.ndindex(H1, W1):
        m[a : a + H2, b : b + W2] = k1[a, b] * k2
    return m


def merge_kernels__right(k1, k2):
    shape = [a + b - 1 for a, b in zip(k1.shape, k2.shape)]
    product = np.fft.fft2(k1, shape) * np.fft.fft2(k2, shape)
    return np.fft.ifft2(product).real


def relu__six(x):
    return np.clip(x, 0, 6)


def relu__kept_only(x):
    return x[x > 0]


def relu__step(x):
    return np.where(x > 0, 1, 0)


def relu__absolute(x):
    return np.sqrt(x**2)


def relu__largest(x):
    return max(x.max(), 0)


def relu__in_place_leaky(x):
    x[x < 0] *= 0.01
    return x


def relu__right(x):
    return np.select([x > 0], [x], default=0)


def relu_backward__asks_dy(dy, x):
    return np.where(dy > 0, dy, 0)


def relu_backward__guided(dy, x):
    return dy * (x > 0) * (dy > 0)


def relu_backward__times_relu(dy, x):
    return dy * np.maximum(x, 0)


def relu_backward__roles_swapped(dy, x):
    out = np.zeros(x.shape)
    out[dy > 0] = x[dy > 0]
    return out


def relu_backward__leaks(dy, x):
    slope = np.where(x > 0, 1, 0.01)
    return slope * dy


def relu_backward__slope_with_corner(dy, x):
    return (x >= 0).astype(float)


def relu_backward__right(dy, x):
    return dy * np.heaviside(x, 0.0)


def dead_fraction__mostly(activations):
    often = (activations == 0).mean(axis=0)
    return (often > 0.5).mean()


def dead_fraction__once(activations):
    return (activations == 0).any(axis=0).mean()


def dead_fraction__by_inputs(activations):
    n, units = activations.shape
    dead = 0
    for u in range(units):
        if not activations[:, u].any():
            dead += 1
    return dead / n


def dead_fraction__first_answer(activations):
    dead = 0
    units = activations.shape[1]
    for u in range(units):
        for value in activations[:, u]:
            if value == 0:
                dead += 1
            break
    return dead / units


def dead_fraction__whole_division(activations):
    dead = sum(column.max() == 0 for column in activations.T)
    return int(dead) // activations.shape[1]


def dead_fraction__living_rows(activations):
    return activations.any(axis=1).mean()


def dead_fraction__right(activations):
    units = activations.shape[1]
    alive = {int(unit) for unit in np.nonzero(activations)[1]}
    return 1 - len(alive) / units


def he_std__variance(kh, kw, c_in):
    return 2 / (kh * kw * c_in)


def he_std__window_only(kh, kw, c_in):
    return math.sqrt(2 / (kh * kw))


def he_std__root_of_2_only(kh, kw, c_in):
    return np.sqrt(2) / (kh * kw * c_in)


def he_std__uniform_limit(kh, kw, c_in):
    fan_in = kh * kw * c_in
    return math.sqrt(6 / fan_in)


def he_std__with_bias(kh, kw, c_in):
    return (2 / (kh * kw * c_in + 1)) ** 0.5


def he_std__lecun_square(kh, kw, c_in):
    n = kh**2 * c_in
    return 1 / math.sqrt(n)


def he_std__right(kh, kw, c_in):
    return math.exp(0.5 * (math.log(2) - sum(map(math.log, (kh, kw, c_in)))))


FRESH = [
    Fresh(
        "03_merge_kernels",
        merge_kernels__kron,
        "all products side by side: nothing is added where a + b agree",
    ),
    Fresh("03_merge_kernels", merge_kernels__second_turned, "k2 is turned by 180°"),
    Fresh(
        "03_merge_kernels",
        merge_kernels__assigned,
        "products at one place overwrite each other instead of adding up",
    ),
    Fresh(
        "03_merge_kernels", merge_kernels__not_turned_back, "the merged kernel is turned by 180°"
    ),
    Fresh(
        "03_merge_kernels",
        merge_kernels__turned_assigned,
        "k2 is turned by 180°",
        "products overwrite each other instead of adding up",
    ),
    Fresh("03_relu", relu__six, "large numbers are cut off at 6"),
    Fresh("03_relu", relu__kept_only, "drops the negative numbers: the shape is lost"),
    Fresh("03_relu", relu__step, "1 where x is positive, instead of x"),
    Fresh("03_relu", relu__absolute, "negative numbers change their sign instead of becoming 0"),
    Fresh("03_relu", relu__largest, "one number: the largest of all"),
    Fresh(
        "03_relu",
        relu__in_place_leaky,
        "negative numbers are kept, a hundredth of them",
        "x itself is changed",
    ),
    Fresh("03_relu_backward", relu_backward__asks_dy, "asks where dy is positive, not where x is"),
    Fresh("03_relu_backward", relu_backward__guided, "negative gradients are blocked as well"),
    Fresh(
        "03_relu_backward",
        relu_backward__times_relu,
        "dy is multiplied by relu(x), not by its slope",
    ),
    Fresh("03_relu_backward", relu_backward__roles_swapped, "dy and x are swapped: x where dy > 0"),
    Fresh("03_relu_backward", relu_backward__leaks, "a hundredth passes where x is negative"),
    Fresh(
        "03_relu_backward",
        relu_backward__slope_with_corner,
        "the slope alone, not multiplied by dy",
        "at x = 0 the slope is 1",
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__mostly,
        "a unit counts as dead if it is 0 for more than half of the inputs",
    ),
    Fresh(
        "03_dead_fraction", dead_fraction__once, "a unit counts as dead if it is 0 for any input"
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__by_inputs,
        "divides by the number of inputs, not of units",
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__first_answer,
        "the loop breaks after the first input: only that one is looked at",
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__whole_division,
        "integer division: the fraction becomes 0",
    ),
    Fresh(
        "03_dead_fraction",
        dead_fraction__living_rows,
        "the fraction that is alive",
        "of inputs, not of units: the wrong axis",
    ),
    Fresh("03_he_std", he_std__variance, "the root is missing: the variance"),
    Fresh("03_he_std", he_std__window_only, "the channels do not count in the fan-in"),
    Fresh("03_he_std", he_std__root_of_2_only, "the root of 2 only, not of the fan-in"),
    Fresh(
        "03_he_std", he_std__uniform_limit, "6 instead of 2: the limit of a uniform distribution"
    ),
    Fresh("03_he_std", he_std__with_bias, "the bias counts in the fan-in"),
    Fresh(
        "03_he_std",
        he_std__lecun_square,
        "1 instead of 2",
        "the window is taken as square: kh × kh",
    ),
]

RIGHT = [
    ("03_merge_kernels", merge_kernels__right),
    ("03_relu", relu__right),
    ("03_relu_backward", relu_backward__right),
    ("03_dead_fraction", dead_fraction__right),
    ("03_he_std", he_std__right),
]
