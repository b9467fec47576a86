# ruff: noqa
"""Notebook 00, as learners write it: a third set."""

import numpy as np

from fresh import Fresh


def center__sign(x):
    mean = x.mean(axis=0)
    return mean - x


def center__zscore(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def center__floor_mean(x):
    mean = x.sum(axis=0) // len(x)
    return x - mean.astype(float)


def center__shape_1(x):
    mean = x.sum(axis=0) / x.shape[1]
    return x - mean


def center__typed_like_x(x):
    out = np.zeros_like(x)
    for j, column in enumerate(x.T):
        out[:, j] = column - column.mean()
    return out


def center__rows_negated(x):
    return x.mean(axis=1, keepdims=True) - x


def center__right(x):
    n = len(x)
    projector = np.eye(n) - np.full((n, n), 1 / n)
    return projector @ x


def to_batch__torch(img):
    return np.expand_dims(img, axis=(0, 1))


def to_batch__swapped_sizes(img):
    w, h = img.shape
    return img.reshape(1, h, w, 1)


def to_batch__rescaled(img):
    return img[None, :, :, None] / 255


def to_batch__last_two(img):
    return img[:, :, None, None]


def to_batch__mnist_size(img):
    return img.reshape((1, 28, 28, 1))


def to_batch__transposed_torch(img):
    return np.array([[img.T]])


def to_batch__right(img):
    return np.array([[[[pixel] for pixel in row] for row in img]])


def one_hot__renumbered(labels, n):
    _, number = np.unique(labels, return_inverse=True)
    return np.eye(n)[number]


def one_hot__thermometer(labels, n):
    return (np.arange(n) <= labels[:, None]).astype(int)


def one_hot__every_row(labels, n):
    out = np.zeros((len(labels), n))
    out[:, labels] = 1
    return out


def one_hot__label_in_place_of_1(labels, n):
    rows = []
    for label in labels:
        row = [0] * n
        row[label] = label
        rows.append(row)
    return np.array(rows)


def one_hot__shared_row(labels, n):
    table = [[0] * n] * len(labels)
    for row, label in zip(table, labels):
        row[label] = 1
    return np.array(table)


def one_hot__from_1_standing(labels, n):
    return np.eye(n)[labels - 1].T


def one_hot__right(labels, n):
    return np.equal.outer(labels, np.arange(n)).astype(np.int64)


FRESH = [
    Fresh("00_center", center__sign, "the numbers are subtracted from the mean: the sign is wrong"),
    Fresh("00_center", center__zscore, "divides by the standard deviation as well"),
    Fresh("00_center", center__floor_mean, "integer division rounds the mean down"),
    Fresh("00_center", center__shape_1, "divides the sum by the number of columns, not of rows"),
    Fresh("00_center", center__typed_like_x, "the result has x's type: integers are cut off"),
    Fresh(
        "00_center",
        center__rows_negated,
        "the mean of each row, not of each column",
        "mean minus x: the sign is wrong",
    ),
    Fresh("00_to_batch", to_batch__torch, "the channel axis comes before the rows: (1, 1, H, W)"),
    Fresh(
        "00_to_batch", to_batch__swapped_sizes, "reshaped to (1, W, H, 1): height and width swapped"
    ),
    Fresh("00_to_batch", to_batch__rescaled, "divides the pixels by 255"),
    Fresh("00_to_batch", to_batch__last_two, "both new axes are at the end: (H, W, 1, 1)"),
    Fresh("00_to_batch", to_batch__mnist_size, "the size 28 × 28 is fixed"),
    Fresh(
        "00_to_batch",
        to_batch__transposed_torch,
        "the image is transposed",
        "the channel axis comes before the rows: (1, 1, …)",
    ),
    Fresh(
        "00_one_hot", one_hot__renumbered, "labels are renumbered by their rank among those present"
    ),
    Fresh("00_one_hot", one_hot__thermometer, "1 in all columns up to the label's"),
    Fresh("00_one_hot", one_hot__every_row, "every row gets the 1s of all labels"),
    Fresh("00_one_hot", one_hot__label_in_place_of_1, "writes the label instead of 1"),
    Fresh("00_one_hot", one_hot__shared_row, "all rows are the same list, so each has all the 1s"),
    Fresh(
        "00_one_hot",
        one_hot__from_1_standing,
        "labels are counted from 1: the 1 is one column too far left",
        "transposed: labels are columns",
    ),
]

RIGHT = [
    ("00_center", center__right),
    ("00_to_batch", to_batch__right),
    ("00_one_hot", one_hot__right),
]
