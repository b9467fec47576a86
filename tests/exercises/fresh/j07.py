# ruff: noqa
"""Notebook 07, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("07")


def _params(layers, window=lambda k: k * k, cut=1, after=lambda n, m: m, bias=1):
    _, h, w, c = layers[0]
    n, total = None, 0
    for kind, *s in layers[1:]:
        if kind == "conv":
            total += (window(s[1]) * c + bias) * s[0]
            h, w, c = h - s[1] + cut, w - s[1] + cut, s[0]
        elif kind == "pool":
            h, w = h // s[0], w // s[0]
        elif kind == "flatten":
            n = h * w * c
        else:
            total += (n + bias) * s[0]
            n = after(n, s[0])
    return total


@wrong("count_params", "windows of k, not k × k")
def count_params(layers):
    return _params(layers, window=lambda k: k)


@wrong("count_params", "a convolution shrinks the image by k, not by k - 1")
def count_params(layers):
    return _params(layers, cut=0)


@wrong("count_params", "the second dense layer sees the flattened image again")
def count_params(layers):
    return _params(layers, after=lambda n, m: n)


@wrong("count_params", "no biases", "the last layer is left out")
def count_params(layers):
    return _params(layers[:-1], bias=0)


@wrong("first_loss", "n itself under the root: log √n")
def first_loss(n_classes):
    return np.log(n_classes**0.5)


@wrong("first_loss", "log(n - 1)... one class too few")
def first_loss(n_classes):
    return np.log(max(n_classes - 1, 1))


@wrong("first_loss", "exp in place of log")
def first_loss(n_classes):
    return np.exp(-1 / n_classes)


@wrong("evaluate", "the mean of the batches' accuracies: a smaller last batch weighs as much")
def evaluate(model, x, labels, batch_size):
    model.training = False
    each = []
    for i in range(0, len(x), batch_size):
        each.append(
            (model.predict(x[i : i + batch_size]).argmax(1) == labels[i : i + batch_size]).mean()
        )
    model.training = True
    return float(np.mean(each))


@wrong("evaluate", "all images at once: the batch size is not used")
def evaluate(model, x, labels, batch_size):
    model.training = False
    result = (model.predict(x).argmax(axis=1) == labels).mean()
    model.training = True
    return result


@wrong("evaluate", "the accuracy of the last batch alone")
def evaluate(model, x, labels, batch_size):
    model.training = False
    for i in range(0, len(x), batch_size):
        hits = model.predict(x[i : i + batch_size]).argmax(1) == labels[i : i + batch_size]
    model.training = True
    return hits.mean()


@wrong("evaluate", "argmin: the unlikeliest class", "training is not switched on again")
def evaluate(model, x, labels, batch_size):
    model.training = False
    hits = 0
    for i in range(0, len(x), batch_size):
        hits += (model.predict(x[i : i + batch_size]).argmin(1) == labels[i : i + batch_size]).sum()
    return hits / len(x)


@wrong("confusion", "one number: how often y is p")
def confusion(y, p, n):
    return np.sum(y == p)


@wrong("confusion", "classes counted from 1: row and column 0 stay empty, the last wraps to 0")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for a, b in zip(y, p):
        m[(a + 1) % n, (b + 1) % n] += 1
    return m


@wrong("confusion", "right answers are left out: the diagonal is 0")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for a, b in zip(y, p):
        if a != b:
            m[a, b] += 1
    return m


@wrong("confusion", "fractions of all", "transposed")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for a, b in zip(y, p):
        m[b, a] += 1 / len(y)
    return m
