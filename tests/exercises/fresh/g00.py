# ruff: noqa
"""Notebook 00, as learners write it."""

import numpy as np

from fresh import Fresh


def center__whole(x):
    x = np.asarray(x, dtype=float)
    return x - np.mean(x)


def center__keeps_ints(x):
    out = x.copy()
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] - np.mean(x[:, j])
    return out


def center__zscore(x):
    mu = x.mean(axis=0)
    sigma = x.std(axis=0)
    return (x - mu) / sigma


def center__rows_in_place(x):
    for row in x:
        row -= row.mean()
    return x


def center__means_only(x):
    result = np.zeros(x.shape)
    for j in range(x.shape[1]):
        result[:, j] = x[:, j].sum() / x.shape[0]
    return result


def center__right(x):
    n = len(x)
    averaging = np.full((n, n), 1.0) / n
    return (np.eye(n) - averaging) @ x


def to_batch__channels_first(img):
    H, W = img.shape
    return img.reshape((1, 1, H, W))


def to_batch__always_28(img):
    return img.reshape(-1, 28, 28, 1)


def to_batch__sides_swapped(img):
    w, h = img.shape
    return np.reshape(img, (1, h, w, 1))


def to_batch__newaxis_end(img):
    return img[:, :, np.newaxis]


def to_batch__right(img):
    batch = [[[[value] for value in row] for row in img]]
    return np.array(batch)


def one_hot__from_one(labels, n):
    out = np.zeros((len(labels), n))
    for i, label in enumerate(labels):
        out[i, label - 1] = 1
    return out


def one_hot__colon(labels, n):
    rows = np.zeros((labels.shape[0], n), dtype=int)
    rows[:, labels] = 1
    return rows


def one_hot__by_max(labels, n):
    return np.eye(max(labels) + 1)[labels]


def one_hot__writes_label(labels, n):
    one = np.zeros((len(labels), n))
    one[np.arange(len(labels)), labels] = labels
    return one


def one_hot__transposed_and_full(labels, n):
    result = np.zeros((n, len(labels)))
    result[labels] = 1
    return result


def one_hot__transposed_by_max(labels, n):
    return np.array([[1 if l == c else 0 for l in labels] for c in range(labels.max() + 1)])


def one_hot__right(labels, n):
    return np.equal.outer(labels, np.arange(n)).astype(float)


FRESH = [
    Fresh("00_center", center__whole, "subtracts the mean of all numbers, not that of each column"),
    Fresh(
        "00_center",
        center__keeps_ints,
        "writes into a copy of x, which keeps its integer type: the fractions are cut off",
    ),
    Fresh("00_center", center__zscore, "also divides by the standard deviation of each column"),
    Fresh(
        "00_center",
        center__rows_in_place,
        "subtracts the mean of each row, not of each column",
        "changes the caller's x in place (and fails on integers)",
    ),
    Fresh(
        "00_to_batch",
        to_batch__channels_first,
        "puts the channel axis before H and W: (1, 1, H, W)",
    ),
    Fresh("00_to_batch", to_batch__newaxis_end, "the batch axis is missing: (H, W, 1)"),
    Fresh(
        "00_one_hot", one_hot__from_one, "counts classes from 1: the 1 lies one column too early"
    ),
    Fresh(
        "00_one_hot",
        one_hot__colon,
        "sets the columns of all labels in every row, instead of one column per row",
    ),
    Fresh(
        "00_one_hot",
        one_hot__by_max,
        "ignores n: there are only as many columns as the largest label needs",
    ),
    Fresh(
        "00_one_hot",
        one_hot__transposed_and_full,
        "axes exchanged: a row per class, a column per label",
        "fills the whole row of each class that occurs, instead of one entry",
    ),
    Fresh(
        "00_predict_numbers",
        28 * 28 * 32,
        "the maps are taken to be as large as the image, 28 by 28",
    ),
    Fresh("00_predict_batch", (32, 1, 28, 28), "the channel axis comes before H and W"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh("00_center", center__means_only, "returns the means and forgets to subtract them from x"),
    Fresh(
        "00_to_batch", to_batch__always_28, "the size 28 by 28 is fixed: fails on any other image"
    ),
    Fresh(
        "00_to_batch",
        to_batch__sides_swapped,
        "H and W are exchanged in the reshape: an image that is not square gets shape (1, W, H, 1)",
    ),
    Fresh("00_one_hot", one_hot__writes_label, "writes the label itself into its column, not 1"),
    Fresh(
        "00_one_hot",
        one_hot__transposed_by_max,
        "axes exchanged: a row per class, a column per label",
        "ignores n: only as many classes as the largest label needs",
    ),
    Fresh("00_predict_numbers", 26 * 26, "counts one map only, not all 32"),
    Fresh("00_predict_batch", (32, 28, 28), "the channel axis is missing"),
]

RIGHT = [
    ("00_center", center__right),
    ("00_to_batch", to_batch__right),
    ("00_one_hot", one_hot__right),
]
