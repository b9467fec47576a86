# ruff: noqa
"""Notebook 00, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("00")


@wrong("center", "the mean of each column is taken without its last row")
def center(x):
    return x - x[:-1].mean(axis=0)


@wrong("center", "columns are divided by their standard deviation, too")
def center(x):
    return (x - x.mean(0)) / x.std(0)


@wrong("center", "the mean is subtracted from column 0 alone")
def center(x):
    out = x.astype(float)
    out[:, 0] = out[:, 0] - out[:, 0].mean()
    return out


@wrong("center", "the middle of smallest and largest, not the mean")
def center(x):
    return x - (x.min(axis=0) + x.max(axis=0)) / 2


@wrong("center", "sums divided by the number of columns, not of rows")
def center(x):
    x = np.asarray(x, float)
    total = 0
    for row in x:
        total = total + row
    return x - total / x.shape[1]


@wrong("center", "the mean of each row", "the mean minus x: the sign is turned")
def center(x):
    return x.mean(axis=1, keepdims=True) - x


@right("center")
def center(x):
    n = len(x)
    return (np.eye(n) - np.ones((n, n)) / n) @ x


@wrong("to_batch", "a list of shape (1, H, W): the channel axis is missing")
def to_batch(img):
    return [img]


@wrong("to_batch", "both axes in front: (1, 1, H, W), as PyTorch has it")
def to_batch(img):
    return np.reshape(img, (1, 1) + img.shape)


@wrong("to_batch", "one image of W by H: reshaped to (1, W, H, 1)")
def to_batch(img):
    h, w = img.shape
    return img.reshape(1, w, h, 1)


@wrong("to_batch", "scaled to 0..1 by 255")
def to_batch(img):
    return img[None, :, :, None] / 255


@wrong("to_batch", "both axes at the end: (H, W, 1, 1)", "as integers: fractions cut off")
def to_batch(img):
    return img[..., None, None].astype("int")


@right("to_batch")
def to_batch(img):
    return np.stack([np.dstack([img])])


@wrong("one_hot", "one column too many: n + 1 columns")
def one_hot(labels, n):
    out = np.zeros((len(labels), n + 1))
    out[np.arange(len(labels)), labels] = 1
    return out


@wrong("one_hot", "ones up to the label and in it: a thermometer code")
def one_hot(labels, n):
    return (np.arange(n)[None] <= labels[:, None]).astype(float)


@wrong("one_hot", "the label itself stands there, in place of 1")
def one_hot(labels, n):
    out = np.zeros((labels.size, n))
    for i, label in enumerate(labels):
        out[i][label] = label
    return out


@wrong("one_hot", "fewer columns where the largest label is missing: n is ignored")
def one_hot(labels, n):
    return np.eye(labels.max() + 1)[labels]


@wrong("one_hot", "columns counted from 1: label 0 goes to the last", "the last row is not written")
def one_hot(labels, n):
    out = np.zeros((len(labels), n))
    for i in range(len(labels) - 1):
        out[i, labels[i] - 1] = 1
    return out


@right("one_hot")
def one_hot(labels, n):
    return [[int(label == c) for c in range(n)] for label in labels]
