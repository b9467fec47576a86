# ruff: noqa
"""Notebook 07, as learners write it: set k, written from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("07")


@wrong("first_loss", "the probability itself, no logarithm")
def first_loss(n_classes):
    return 1 / n_classes


@wrong("first_loss", "the sign is wrong: log p, not -log p")
def first_loss(n_classes):
    return np.log(1 / n_classes)


@wrong("first_loss", "right for ten classes only")
def first_loss(n_classes):
    return np.log(10)


@wrong("first_loss", "the logarithm to base 10")
def first_loss(n_classes):
    return np.log10(n_classes)


@right("first_loss")  # the entropy of equal probabilities
def first_loss(n_classes):
    p = np.full(n_classes, 1 / n_classes)
    return -(p * np.log(p)).sum()


@wrong("confusion", "rows and columns are swapped")
def confusion(y, p, n):
    m = np.zeros((n, n), int)
    for a, b in zip(y, p):
        m[b, a] += 1
    return m


@wrong("confusion", "fancy += counts each pair once")
def confusion(y, p, n):
    m = np.zeros((n, n), int)
    m[y, p] += 1
    return m


@wrong("confusion", "only mistakes are counted, the diagonal is empty")
def confusion(y, p, n):
    m = np.zeros((n, n), int)
    for a, b in zip(y, p):
        if a != b:
            m[a, b] += 1
    return m


@wrong("confusion", "rows are divided by their sums: fractions")
def confusion(y, p, n):
    m = np.zeros((n, n))
    np.add.at(m, (y, p), 1)
    return m / np.maximum(m.sum(axis=1, keepdims=True), 1)


@right("confusion")  # bincount of pairs
def confusion(y, p, n):
    return np.bincount(np.asarray(y, int) * n + np.asarray(p, int), minlength=n * n).reshape(n, n)
