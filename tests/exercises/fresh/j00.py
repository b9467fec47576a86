# ruff: noqa
"""Notebook 00, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("00")


@wrong("to_batch", "two images: the image and a copy")
def to_batch(img):
    return np.stack([img, img])[..., None]


@wrong("to_batch", "three channels: grey repeated as RGB")
def to_batch(img):
    return np.repeat(img[None, :, :, None], 3, axis=3)


@wrong("to_batch", "every row becomes an image: (H, 1, W, 1)")
def to_batch(img):
    return img[:, None, :, None]


@wrong("one_hot", "all ones but a 0 in the label's column")
def one_hot(labels, n):
    return np.array([[0 if c == label else 1 for c in range(n)] for label in labels])


@wrong("one_hot", "one row per class: (n, N)")
def one_hot(labels, n):
    out = np.zeros((n, len(labels)))
    out[labels, range(len(labels))] = 1
    return out


@wrong("one_hot", "the label's column in every row: `out[:, labels] = 1`")
def one_hot(labels, n):
    out = np.zeros((len(labels), n))
    out[:, labels] = 1
    return out


@wrong("one_hot", "only the first label is written", "a label too large by one")
def one_hot(labels, n):
    out = np.zeros((len(labels), n))
    for i, label in enumerate(labels):
        out[i, (label + 1) % n] = 1
        return out
