# ruff: noqa
"""Notebook 00, as learners write it."""

import numpy as np

from fresh import Fresh


def center__one_mean(x):
    return x - np.mean(x)


def center__in_place(x):
    x -= x.mean(axis=0)
    return x


def center__z_score(x):
    mu = x.mean(axis=0)
    sigma = x.std(axis=0)
    return (x - mu) / (sigma + 1e-8)


def center__zeros_like(x):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] - x[:, j].mean()
    return out


def center__columns_by_len(x):
    out = np.array(x, dtype=float)
    for j in range(len(x)):
        out[:, j] = out[:, j] - np.mean(out[:, j])
    return out


def center__only_mean(x):
    return np.mean(x, axis=0, keepdims=True)


def center__rows_and_sign(x):
    return x.mean(axis=1, keepdims=True) - x


def center__int_and_sign(x):
    result = np.empty_like(x)
    for j in range(x.shape[1]):
        result[:, j] = np.average(x[:, j]) - x[:, j]
    return result


def to_batch__no_channel(img):
    return np.expand_dims(img, axis=0)


def to_batch__channels_first(img):
    return img[None, None, :, :]


def to_batch__reshape_28(img):
    return img.reshape(-1, 28, 28, 1)


def to_batch__both_behind(img):
    img = np.expand_dims(img, -1)
    img = np.expand_dims(img, -1)
    return img


def to_batch__scaled(img):
    return img.astype("float32")[np.newaxis, ..., np.newaxis] / 255.0


def to_batch__turned_first(img):
    h, w = img.shape
    return img.T.reshape(1, 1, w, h)


def one_hot__from_one(labels, n):
    out = np.zeros((len(labels), n))
    for i, label in enumerate(labels):
        out[i, label - 1] = 1
    return out


def one_hot__by_max(labels, n):
    one_hot_y = np.zeros((labels.size, labels.max() + 1))
    one_hot_y[np.arange(labels.size), labels] = 1
    return one_hot_y


def one_hot__all_columns(labels, n):
    out = np.zeros((len(labels), n))
    out[:, labels] = 1
    return out


def one_hot__in_columns(labels, n):
    out = np.zeros((n, len(labels)))
    out[labels, np.arange(len(labels))] = 1
    return out


def one_hot__shared_rows(labels, n):
    rows = [[0] * n] * len(labels)
    for i, label in enumerate(labels):
        rows[i][label] = 1
    return np.array(rows)


def one_hot__columns_from_one(labels, n):
    return np.eye(n)[labels - 1].T


def center__right_projection(x):
    n = len(x)
    return (np.eye(n) - np.ones((n, n)) / n) @ x


def center__right_columns(x):
    columns = []
    for column in x.T:
        mean = sum(float(v) for v in column) / len(column)
        columns.append([v - mean for v in column])
    return np.array(columns, dtype=float).T.reshape(x.shape)


def to_batch__right_lists(img):
    return np.array([[[[v] for v in row] for row in img]])


def one_hot__right_compare(labels, n):
    return 1 * (np.asarray(labels).reshape(-1, 1) == np.arange(n))


FRESH = [
    Fresh("00_center", center__one_mean, "one mean of all numbers"),
    Fresh("00_center", center__in_place, "changes x itself, and raises for integers"),
    Fresh("00_center", center__z_score, "also divides by the standard deviation"),
    Fresh("00_center", center__zeros_like, "integers in, integers out: decimals are cut"),
    Fresh("00_center", center__columns_by_len, "loops over as many columns as there are rows"),
    Fresh("00_center", center__only_mean, "returns the means, nothing is subtracted"),
    Fresh("00_center", center__rows_and_sign, "means of rows", "mean minus x"),
    Fresh("00_center", center__int_and_sign, "decimals are cut for integers", "mean minus x"),
    Fresh("00_to_batch", to_batch__no_channel, "no axis for the channel"),
    Fresh("00_to_batch", to_batch__channels_first, "channel axis before height"),
    Fresh("00_to_batch", to_batch__reshape_28, "works for 28 by 28 only"),
    Fresh("00_to_batch", to_batch__both_behind, "both new axes at the end"),
    Fresh("00_to_batch", to_batch__scaled, "divides by 255"),
    Fresh("00_to_batch", to_batch__turned_first, "transposed", "channel axis before height"),
    Fresh("00_one_hot", one_hot__from_one, "counts the classes from 1"),
    Fresh("00_one_hot", one_hot__by_max, "number of classes from the largest label"),
    Fresh("00_one_hot", one_hot__all_columns, "a 1 in every row for every label that occurs"),
    Fresh("00_one_hot", one_hot__in_columns, "transposed, (n, N)"),
    Fresh("00_one_hot", one_hot__shared_rows, "all rows are the same list"),
    Fresh("00_one_hot", one_hot__columns_from_one, "classes counted from 1", "transposed"),
]

RIGHT = [
    ("00_center", center__right_projection),
    ("00_center", center__right_columns),
    ("00_to_batch", to_batch__right_lists),
    ("00_one_hot", one_hot__right_compare),
]
