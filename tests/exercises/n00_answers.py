"""Notebook 00: right answers in other styles, and wrong ones as people write them."""

import numpy as np


def center_by_loops(x):
    out = np.zeros(np.shape(x))
    for j in range(x.shape[1]):
        total = 0
        for i in range(x.shape[0]):
            total = total + float(x[i, j])
        for i in range(x.shape[0]):
            out[i, j] = x[i, j] - total / x.shape[0]
    return out


def center_as_lists(x):
    columns = [[float(v) - sum(map(float, c)) / len(c) for v in c] for c in zip(*x, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def center_in_float32(x):
    return x.astype(np.float32) - x.astype(np.float32).mean(axis=0, keepdims=True)


def center_by_matrix(x):
    n = len(x)
    return (np.eye(n) - np.ones((n, n)) / n) @ x


def to_batch_reshape(img):
    return img.reshape(1, *img.shape, 1)


def to_batch_expand_dims(img):
    return np.expand_dims(img, (0, 3))


def to_batch_as_lists(img):
    return [[[[v] for v in row] for row in img]]


def one_hot_by_loop(labels, n):
    out = np.zeros((len(labels), n), dtype=int)
    for i, label in enumerate(labels):
        out[i, label] = 1
    return out


def one_hot_compared(labels, n):
    return labels[:, None] == np.arange(n)


def one_hot_indexed(labels, n):
    out = np.zeros((labels.size, n), np.float32)
    out[np.arange(labels.size), labels] = 1
    return out


def one_hot_ten(labels, n):
    return np.eye(10)[labels]


RIGHT = {
    "00_center": [center_by_loops, center_as_lists, center_in_float32, center_by_matrix],
    "00_to_batch": [to_batch_reshape, to_batch_expand_dims, to_batch_as_lists],
    "00_one_hot": [one_hot_by_loop, one_hot_compared, one_hot_indexed],
}


def center_augmented(x):
    x = np.asarray(x)
    x -= x.mean(axis=0)
    return x


def center_float_view(x):
    x = np.asarray(x, dtype=float)  # copies integers, but not floats
    for j in range(x.shape[1]):
        x[:, j] -= x[:, j].mean()
    return x


def center_zeros_like(x):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] - x[:, j].mean()
    return out


def center_global(x):
    return x - np.mean(x)


def to_batch_wrong_reshape(img):
    w, h = img.shape
    return img.reshape(1, h, w, 1)


def to_batch_swapped_loops(img):
    out = np.zeros((1, img.shape[1], img.shape[0], 1))
    for i in range(img.shape[0]):
        for j in range(img.shape[1]):
            out[0, j, i, 0] = img[i, j]
    return out


def one_hot_minus_one(labels, n):
    out = np.zeros((len(labels), n))
    for i in range(len(labels)):
        out[i, labels[i] - 1] = 1
    return out


def one_hot_rows_and_columns(labels, n):
    out = np.zeros((n, len(labels)))
    out[labels, np.arange(len(labels))] = 1
    return out


def one_hot_max(labels, n):
    return (labels.reshape(-1, 1) == np.arange(max(labels) + 1)).astype(int)


WRONG = {
    "00_center": {
        center_augmented: "changes its input",
        center_float_view: "changes its input",
        center_zeros_like: "result in the input's integer type",
        center_global: "one mean for the whole array",
    },
    "00_to_batch": {
        to_batch_wrong_reshape: "reshaped to width before height",
        to_batch_swapped_loops: "image transposed",
    },
    "00_one_hot": {
        one_hot_ten: "`n` taken as 10",
        one_hot_minus_one: "shifted to the left",
        one_hot_rows_and_columns: "transposed",
        one_hot_max: "number of classes taken from the labels",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "00_to_batch": {
        "a batch of one image has one row": (
            "first axis reversed",
            "only the first row",
            "moved by one",
        ),
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "00_one_hot": {
        "0 and 1 are all there is": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
            "squared",
            "float16",
            "rounded to 2 digits",
        ),
    },
}
