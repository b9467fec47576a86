"""Notebook 03: right answers in other styles, and wrong ones as people write them."""

import math
from itertools import product

import numpy as np

from cnnnotes import ops


def merge_kernels_by_four_loops(k1, k2):
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    out = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i in range(h1):
        for j in range(w1):
            for a in range(h2):
                for b in range(w2):
                    out[i + a, j + b] += k1[i, j] * k2[a, b]
    return out


def merge_kernels_fft(k1, k2):
    shape = np.add(k1.shape, k2.shape) - 1
    return np.fft.irfft2(np.fft.rfft2(k1, shape) * np.fft.rfft2(k2, shape), shape)


def merge_kernels_kernel(k1, k2):
    h, w = k2.shape
    turned = k2[::-1, ::-1, None, None]
    return ops.conv2d(k1[None, :, :, None], turned, padding=(h - 1, w - 1))[0, :, :, 0]


def merge_kernels_of_a_point(k1, k2):
    """What both leave of a picture with a single 1, turned around: a kernel's impulse response."""
    shape = 2 * (np.add(k1.shape, k2.shape) - 1) - 1
    x = np.zeros((1, *shape, 1))
    x[0, shape[0] // 2, shape[1] // 2] = 1
    both = ops.conv2d(ops.conv2d(x, k1[:, :, None, None]), k2[:, :, None, None])
    return both[0, ::-1, ::-1, 0].tolist()


def relu_where(x):
    return np.where(x > 0, x, 0)


def relu_masked(x):
    return x * (x > 0)


def relu_halved_sum(x):
    return (x + np.abs(x)) / 2


def relu_copied(x):
    out = x.copy()
    out[out < 0] = 0
    return out


def relu_clip(x):
    return np.clip(x, 0, None).astype(np.float32)


def relu_backward_where(dy, x):
    return np.where(x > 0, dy, 0)


def relu_backward_copied(dy, x):
    dx = np.array(dy)
    dx[x <= 0] = 0
    return dx


def relu_backward_by_loop(dy, x):
    out = np.zeros(dy.shape)
    for i in np.ndindex(dy.shape):
        if x[i] > 0:
            out[i] = dy[i]
    return out


def relu_backward_kernel(dy, x):
    return ops.relu_backward(dy, x)


def dead_fraction_by_loops(activations):
    n, units = activations.shape
    dead = 0
    for unit in range(units):
        if sum(activations[i, unit] for i in range(n)) == 0:
            dead += 1
    return dead / units


def dead_fraction_max(activations):
    return np.count_nonzero(activations.max(axis=0) <= 0) / activations.shape[1]


def dead_fraction_any(activations):
    return 1 - np.any(activations, axis=0).mean()


def dead_fraction_all_of_all(activations):
    return (activations == 0).all()


def he_std_math(kh, kw, c_in):
    return math.sqrt(2.0 / (c_in * kh * kw))


def he_std_power(kh, kw, c_in):
    return (np.prod([kh, kw, c_in]) / 2) ** -0.5


def he_std_parts(kh, kw, c_in):
    return np.float32(np.sqrt(2) / np.sqrt(kh) / np.sqrt(kw) / np.sqrt(c_in))


RIGHT = {
    "03_merge_kernels": [
        merge_kernels_by_four_loops,
        merge_kernels_fft,
        merge_kernels_kernel,
        merge_kernels_of_a_point,
    ],
    "03_relu": [relu_where, relu_masked, relu_halved_sum, relu_copied, relu_clip],
    "03_relu_backward": [
        relu_backward_where,
        relu_backward_copied,
        relu_backward_by_loop,
        relu_backward_kernel,
    ],
    "03_dead_fraction": [dead_fraction_by_loops, dead_fraction_max, dead_fraction_any],
    "03_he_std": [he_std_math, he_std_power, he_std_parts],
}


def merge_kernels_correlate(k1, k2):
    h, w = k2.shape
    padding = (h - 1, w - 1)
    return ops.conv2d(k1[None, :, :, None], k2[:, :, None, None], padding=padding)[0, :, :, 0]


def merge_kernels_valid(k1, k2):
    return ops.conv2d(k1[None, :, :, None], k2[:, :, None, None])[0, :, :, 0]


def merge_kernels_assigned(k1, k2):
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    out = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i in range(h1):
        for j in range(w1):
            for a in range(h2):
                for b in range(w2):
                    out[i + a, j + b] = k1[i, j] * k2[a, b]
    return out


def merge_kernels_entries(k1, k2):
    return np.multiply(k1, k2)


def merge_kernels_index_exchanged(k1, k2):  # raises where k2 is not square
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    out = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i, j in np.ndindex(h1, w1):
        for a, b in np.ndindex(h2, w2):
            out[i + a, j + b] += k1[i, j] * k2[b, a]
    return out


def relu_in_place(x):
    x[x < 0] = 0
    return x


def relu_max_of_all(x):
    return np.max(x, 0)


def relu_python_max(x):
    return max(x, 0)


def relu_if(x):
    if x > 0:
        return x
    return 0


def relu_by_loop(x):
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        out[i] = max(x[i], 0)
    return out


def relu_mask(x):
    return x > 0


def relu_integers(x):
    out = np.zeros(x.shape, dtype=int)
    out[x > 0] = x[x > 0]
    return out


def relu_backward_of_dy(dy, x):
    return np.maximum(dy, 0)


def relu_backward_drops_dy(dy, x):
    return (x > 0).astype(float)


def relu_backward_at_zero(dy, x):
    dx = dy.copy()
    dx[x < 0] = 0
    return dx


def relu_backward_in_place(dy, x):
    dy *= x > 0
    return dy


def relu_backward_of_relu(dy, x):
    return dy * ops.relu(x)


def dead_fraction_rows(activations):
    return np.mean(activations.sum(axis=1) == 0)


def dead_fraction_zeros(activations):
    return np.sum(activations == 0) / activations.size


def dead_fraction_count(activations):
    return sum(not column.any() for column in activations.T)


def dead_fraction_min(activations):
    return (activations.min(axis=0) == 0).mean()


def dead_fraction_by_inputs(activations):
    dead = 0
    for unit in range(activations.shape[1]):
        dead += bool((activations[:, unit] == 0).all())
    return dead / len(activations)


def he_std_channels(kh, kw, c_in):
    return np.sqrt(2 / c_in)


def he_std_variance(kh, kw, c_in):
    return 2 / (kh * kw * c_in)


def he_std_lecun(kh, kw, c_in):
    return (kh * kw * c_in) ** -0.5


def he_std_no_brackets(kh, kw, c_in):
    return np.sqrt(2 / kh * kw * c_in)


def merge_kernels_one_index(k1, k2):
    merged = np.zeros(np.add(k1.shape, k2.shape) - 1)
    for (i, j), (a, b) in product(np.ndindex(k1.shape), np.ndindex(k2.shape)):
        merged[i + a, j + a] += k1[i, j] * k2[a, b]
    return merged


WRONG = {
    "03_merge_kernels": {
        merge_kernels_one_index: "one index for rows and columns",
        merge_kernels_correlate: "second kernel turned",
        merge_kernels_valid: "k1 slid under k2",
        merge_kernels_assigned: "overwritten in place of added",
        merge_kernels_entries: "product of entries",
        merge_kernels_index_exchanged: "second kernel transposed",
    },
    "03_relu": {
        relu_in_place: "changes its input",
        relu_max_of_all: "largest number along the first axis",
        relu_python_max: "one comparison for the whole array",
        relu_if: "one comparison for the whole array",
        relu_by_loop: "a loop where one step does",
        relu_mask: "step",
        relu_integers: "fractions cut off",
    },
    "03_relu_backward": {
        relu_backward_of_dy: "mask from dy",
        relu_backward_drops_dy: "dy dropped",
        relu_backward_at_zero: "passes at zero",
        relu_backward_in_place: "changes its input",
        relu_backward_of_relu: "multiplied by the ReLU",
    },
    "03_dead_fraction": {
        dead_fraction_rows: "per input in place of per unit",
        dead_fraction_zeros: "fraction of zeros",
        dead_fraction_count: "number in place of fraction",
        dead_fraction_min: "silent once is dead",
        dead_fraction_by_inputs: "divided by the inputs",
        dead_fraction_all_of_all: "1 or 0 in place of a fraction",
    },
    "03_he_std": {
        he_std_channels: "fan-in without the window",
        he_std_variance: "variance",
        he_std_lecun: "1 in place of 2",
        he_std_no_brackets: "brackets missing beneath the fraction line",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "03_merge_kernels": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "03_relu": {
        "never negative": (
            "absolute value",
            "clipped below 0",
        ),
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "03_relu_backward": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "03_dead_fraction": {
        "a share": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
    "03_he_std": {
        "a standard deviation": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
}
