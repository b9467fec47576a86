# ruff: noqa
"""Notebook 03, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("03")


@wrong("merge_kernels", "the second kernel is turned: products land at differences")
def merge_kernels(k1, k2):
    k2 = k2[::-1, ::-1]
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for i, j in np.ndindex(k1.shape):
        out[i : i + k2.shape[0], j : j + k2.shape[1]] += k1[i, j] * k2
    return out


@wrong("merge_kernels", "= in place of +=: products at one place overwrite each other")
def merge_kernels(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for a in range(k1.shape[0]):
        for b in range(k1.shape[1]):
            for c in range(k2.shape[0]):
                for d in range(k2.shape[1]):
                    out[a + c, b + d] = k1[a, b] * k2[c, d]
    return out


@wrong("merge_kernels", "sums in place of products")
def merge_kernels(k1, k2):
    out = np.zeros((k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1))
    for a, b in np.ndindex(k1.shape):
        for c, d in np.ndindex(k2.shape):
            out[a + c, b + d] += k1[a, b] + k2[c, d]
    return out


@right("merge_kernels")  # by the Fourier transform
def merge_kernels(k1, k2):
    s = (k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1)
    return np.fft.irfft2(np.fft.rfft2(k1, s) * np.fft.rfft2(k2, s), s)


@wrong("relu", "the absolute value")
def relu(x):
    return np.abs(x)


@wrong("relu", "np.max: one number, the largest of all, not number by number")
def relu(x):
    return np.max(x)


@wrong("relu", "the mask itself is returned: 1 where positive")
def relu(x):
    return np.where(x > 0, 1, 0)


@wrong("relu", "negatives are taken out, so the shape changes")
def relu(x):
    return x[x >= 0]


@wrong("relu", "min in place of max")
def relu(x):
    return np.minimum(x, 0)


@wrong("relu", "clipped at 1 above")
def relu(x):
    return np.clip(x, 0, 1)


@right("relu")  # half the sum of x and its absolute value
def relu(x):
    return (x + np.abs(x)) / 2


@wrong("relu_backward", "the slope at 0 is 1: >= in place of >")
def relu_backward(dy, x):
    return dy * (x >= 0)


@wrong("relu_backward", "the mask is made of dy, not of x")
def relu_backward(dy, x):
    return dy * (dy > 0)


@wrong("relu_backward", "relu of x is multiplied in, not the slope")
def relu_backward(dy, x):
    return dy * np.maximum(x, 0)


@wrong("relu_backward", "the slope alone, dy is left out")
def relu_backward(dy, x):
    return (x > 0).astype(float)


@wrong("relu_backward", "both dy and x must be positive")
def relu_backward(dy, x):
    return np.where((x > 0) & (dy > 0), dy, 0)


@wrong(
    "relu_backward",
    "the mask is inverted: passes where x < 0",
    "negative gradients become positive",
)
def relu_backward(dy, x):
    return np.abs(dy) * (x < 0)


@right("relu_backward")  # a copy, zeroed by its mask
def relu_backward(dy, x):
    g = np.array(dy)
    g[np.asarray(x) <= 0] = 0
    return g


@wrong("dead_fraction", "the fraction of all zeros, not of units")
def dead_fraction(activations):
    return np.mean(activations == 0)


@wrong("dead_fraction", "inputs (rows) that are all 0 in place of units")
def dead_fraction(activations):
    return np.mean((activations == 0).all(axis=1))


@wrong("dead_fraction", "any in place of all: a unit that is 0 once is called dead")
def dead_fraction(a):
    return float(np.mean((a == 0).any(axis=0)))


@wrong("dead_fraction", "the count, not the fraction")
def dead_fraction(a):
    return float((a.sum(axis=0) == 0).sum())


@wrong("dead_fraction", "the fraction of the living")
def dead_fraction(a):
    return np.count_nonzero(a.max(0)) / a.shape[1]


@wrong("dead_fraction", "divided by the number of inputs")
def dead_fraction(a):
    return np.sum(a.max(axis=0) == 0) / len(a)


@right("dead_fraction")  # a loop over the transposed rows
def dead_fraction(activations):
    cols = list(activations.T)
    return sum(not c.any() for c in cols) / len(cols)


@wrong("he_std", "the variance: no root")
def he_std(kh, kw, c_in):
    return 2 / (kh * kw * c_in)


@wrong("he_std", "1 in place of 2")
def he_std(kh, kw, c_in):
    return np.sqrt(1 / (kh * kw * c_in))


@wrong("he_std", "the channels are forgotten")
def he_std(kh, kw, c_in):
    return (2 / (kh * kw)) ** 0.5


@wrong("he_std", "precedence: divided by kh, then multiplied by kw and c_in")
def he_std(kh, kw, c_in):
    return np.sqrt(2 / kh * kw * c_in)


@wrong("he_std", "fan-in is a sum", "no root")
def he_std(kh, kw, c_in):
    return 2 / (kh + kw + c_in)


@right("he_std")  # by logarithms of powers
def he_std(kh, kw, c_in):
    return (kh * kw * c_in / 2) ** -0.5
