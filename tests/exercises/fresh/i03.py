# ruff: noqa
"""Notebook 03, as learners write it: a fourth set."""

import math

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("03")


def _merge(k1, k2):
    (a, b), (c, d) = k1.shape, k2.shape
    out = np.zeros((a + c - 1, b + d - 1))
    for i in range(a):
        for j in range(b):
            out[i : i + c, j : j + d] += k1[i, j] * k2
    return out


@wrong("merge_kernels", "the kernels are multiplied as matrices of outer products: np.kron")
def merge_kernels(k1, k2):
    return np.kron(k1, k2)


@wrong("merge_kernels", "k2 lies turned by 180 degrees: correlated, not convolved")
def merge_kernels(k1, k2):
    (a, b), (c, d) = k1.shape, k2.shape
    out = np.zeros((a + c - 1, b + d - 1))
    for i in range(a):
        for j in range(b):
            for p in range(c):
                for q in range(d):
                    out[i + p, j + q] += k1[i, j] * k2[c - 1 - p, d - 1 - q]
    return out


@wrong("merge_kernels", "added in place of multiplied: k1 + k2 at each pair")
def merge_kernels(k1, k2):
    (a, b), (c, d) = k1.shape, k2.shape
    out = np.zeros((a + c - 1, b + d - 1))
    for i, j in np.ndindex(a, b):
        for p, q in np.ndindex(c, d):
            out[i + p, j + q] += k1[i, j] + k2[p, q]
    return out


@wrong("merge_kernels", "the last column of k2 is left out")
def merge_kernels(k1, k2):
    (a, b), (c, d) = k1.shape, k2.shape
    out = np.zeros((a + c - 1, b + d - 1))
    for i in range(a):
        for j in range(b):
            for p in range(c):
                for q in range(d - 1):
                    out[i + p, j + q] += k1[i, j] * k2[p, q]
    return out


@wrong("merge_kernels", "assigned in place of added up", "the result is divided by its sum")
def merge_kernels(k1, k2):
    (a, b), (c, d) = k1.shape, k2.shape
    out = np.zeros((a + c - 1, b + d - 1))
    for i in range(a):
        for j in range(b):
            out[i : i + c, j : j + d] = k1[i, j] * k2
    return out / out.sum()


@right("merge_kernels")
def merge_kernels(k1, k2):
    rows = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for i, r in enumerate(k1):
        for j, s in enumerate(k2):
            rows[i + j] += np.convolve(r, s)
    return rows


@wrong("relu", "positive numbers become 1: a step")
def relu(x):
    return np.where(x > 0, 1.0, 0.0)


@wrong("relu", "the largest of all numbers: np.max(x, 0) takes 0 for an axis")
def relu(x):
    return np.max(x, 0)


@wrong("relu", "x itself is changed")
def relu(x):
    x[x < 0] = 0
    return x


@wrong("relu", "negative numbers are cut out: the rest in one line")
def relu(x):
    return np.array([v for v in x.flatten() if v >= 0])


@wrong("relu", "the minimum is taken", "the sign is turned")
def relu(x):
    return -np.minimum(0, x)


@right("relu")
def relu(x):
    return (x + np.abs(x)) / 2


@wrong("relu_backward", "masked by where dy and x have the same sign")
def relu_backward(dy, x):
    return dy * (dy * x > 0)


@wrong("relu_backward", "the ReLU of dy times x")
def relu_backward(dy, x):
    return np.maximum(dy * x, 0)


@wrong("relu_backward", "where x is not positive, x stays in place of 0")
def relu_backward(dy, x):
    return np.where(x > 0, dy, x)


@wrong("relu_backward", "the mask is multiplied by x twice: dy * x * (x > 0)", "the sign is turned")
def relu_backward(dy, x):
    return -dy * np.maximum(x, 0)


@right("relu_backward")
def relu_backward(dy, x):
    return np.copysign(1, np.where(x == 0, -1, x)).clip(0) * dy


@wrong("dead_fraction", "units that are 0 for the first input")
def dead_fraction(activations):
    return float((activations[0] == 0).mean())


@wrong("dead_fraction", "the fraction of units that are alive")
def dead_fraction(activations):
    return np.mean(activations.sum(axis=0) > 0)


@wrong("dead_fraction", "divided by the number of inputs, not of units")
def dead_fraction(activations):
    dead = 0
    for unit in activations.T:
        if not unit.any():
            dead += 1
    return dead / len(activations)


@wrong("dead_fraction", "units that are 0 for most inputs: the median is 0")
def dead_fraction(activations):
    return (np.median(activations, axis=0) == 0).mean()


@wrong("dead_fraction", "inputs for which no unit responds (rows)", "their number, not a fraction")
def dead_fraction(activations):
    return (activations.max(axis=1) == 0).sum()


@right("dead_fraction")
def dead_fraction(activations):
    n, units = activations.shape
    alive = {int(u) for u in np.nonzero(activations)[1]}
    return (units - len(alive)) / units


@wrong("he_std", "the variance: the root is missing")
def he_std(kh, kw, c_in):
    return 2 / (kh * kw * c_in)


@wrong("he_std", "fan-in without the channels")
def he_std(kh, kw, c_in):
    return math.sqrt(2 / (kh * kw))


@wrong("he_std", "the root of the 2 alone: √2 / fan-in")
def he_std(kh, kw, c_in):
    return np.sqrt(2) / (kh * kw * c_in)


@wrong("he_std", "1 / fan-in under the root: for tanh, Xavier's")
def he_std(kh, kw, c_in):
    return (1 / (kh * kw * c_in)) ** 0.5


@wrong("he_std", "fan-in is kh + kw + c_in, a sum", "6 under the root, as for a uniform start")
def he_std(kh, kw, c_in):
    return np.sqrt(6 / (kh + kw + c_in))


@right("he_std")
def he_std(kh, kw, c_in):
    return math.exp((math.log(2) - math.log(kh * kw) - math.log(c_in)) / 2)
