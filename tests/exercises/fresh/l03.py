# ruff: noqa
"""Notebook 03, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("03")


@wrong("merge_kernels", "k2 is turned around before it is merged")
def merge_kernels(k1, k2):
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    m = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    k2 = k2[::-1, ::-1]
    for i in range(h2):
        for j in range(w2):
            m[i : i + h1, j : j + w1] += k1 * k2[i, j]
    return m


@wrong(
    "merge_kernels", "products that meet in one place overwrite each other, they are not added up"
)
def merge_kernels(k1, k2):
    H1, W1 = k1.shape
    H2, W2 = k2.shape
    out = np.zeros((H1 + H2 - 1, W1 + W2 - 1))
    for a in range(H1):
        for b in range(W1):
            for c in range(H2):
                for d in range(W2):
                    out[a + c, b + d] = k1[a, b] * k2[c, d]
    return out


@wrong("merge_kernels", "the result is an array of integers: fractions are cut off")
def merge_kernels(k1, k2):
    shape = np.array(k1.shape) + k2.shape - 1
    merged = np.zeros(shape, dtype=int)
    for i in range(shape[0]):
        for j in range(shape[1]):
            s = 0
            for a in range(k1.shape[0]):
                for b in range(k1.shape[1]):
                    if 0 <= i - a < k2.shape[0] and 0 <= j - b < k2.shape[1]:
                        s += k1[a, b] * k2[i - a, j - b]
            merged[i, j] = s
    return merged


@wrong("merge_kernels", "all products are kept side by side (Kronecker), none are added")
def merge_kernels(k1, k2):
    return np.kron(k1, k2)


@wrong(
    "merge_kernels",
    "the shape is H1 + H2 by W1 + W2, one row and one column too many",
    "k1 is turned around",
)
def merge_kernels(k1, k2):
    a, b = k1.shape
    c, d = k2.shape
    k1 = np.flip(k1)
    big = np.zeros((a + c, b + d))
    for i in range(a):
        for j in range(b):
            big[i : i + c, j : j + d] += k1[i, j] * k2
    return big


@right("merge_kernels")
def merge_kernels(k1, k2):
    rows, width = k1.shape[0] + k2.shape[0] - 1, k1.shape[1] + k2.shape[1] - 1
    # rows laid end to end, with room between them: one convolution of two long rows
    long1, long2 = (np.pad(k, [(0, 0), (0, width - k.shape[1])]).ravel() for k in (k1, k2))
    return np.convolve(long1, long2)[: rows * width].reshape(rows, width)


@right("merge_kernels")
def merge_kernels(k1, k2):
    size = [n + m - 1 for n, m in zip(k1.shape, k2.shape)]
    return np.fft.ifft2(np.fft.fft2(k1, size) * np.fft.fft2(k2, size)).real


@wrong("he_std", "the variance 2 / n, without its root")
def he_std(kh, kw, c_in):
    fan_in = kh * kw * c_in
    return 2 / fan_in


@wrong("he_std", "the channels are missing in the fan-in")
def he_std(kh, kw, c_in):
    return np.sqrt(2 / (kh * kw))


@wrong("he_std", "the sides are added, not multiplied: kh + kw + c_in products")
def he_std(kh, kw, c_in):
    n = sum([kh, kw, c_in])
    return (2 / n) ** 0.5


@wrong("he_std", "only the 2 is under the root: sqrt(2) / n")
def he_std(kh, kw, c_in):
    return np.sqrt(2) / (kh * kw * c_in)


@right("he_std")
def he_std(kh, kw, c_in):
    return float(np.exp(0.5 * (np.log(2) - np.log([kh, kw, c_in]).sum())))
