# ruff: noqa
"""Notebook 10, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("10")


def _moved(x, d):
    W = x.shape[2]
    out = np.zeros_like(x)
    for j in range(W):
        if 0 <= j - d < W:
            out[:, :, j] = x[:, :, j - d]
    return out


@wrong("accuracy_by_shift", "moved down, not to the right")
def accuracy_by_shift(model, x, y, shifts):
    turn = lambda a: a.transpose(0, 2, 1, 3)
    return [(model.predict(turn(_moved(turn(x), d))).argmax(1) == y).mean() for d in shifts]


@wrong("accuracy_by_shift", "shifts add up: the moved images are moved again")
def accuracy_by_shift(model, x, y, shifts):
    out = []
    for d in shifts:
        x = _moved(x, d)
        out.append((model.predict(x).argmax(1) == y).mean())
    return np.array(out)


@wrong("accuracy_by_shift", "the shifts' places in place of the shifts: range(len(shifts))")
def accuracy_by_shift(model, x, y, shifts):
    return [(model.predict(_moved(x, d)).argmax(1) == y).mean() for d in range(len(shifts))]


@wrong("accuracy_by_shift", "the fraction of errors", "rolled")
def accuracy_by_shift(model, x, y, shifts):
    return [(model.predict(np.roll(x, d, 2)).argmax(1) != y).mean() for d in shifts]


@wrong("permute_pixels", "each image by the next order: order is rolled from image to image")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    flat = x.reshape(N, H * W, C)
    return np.stack([flat[n][np.roll(order, n)] for n in range(N)]).reshape(x.shape)


@wrong("permute_pixels", "the last pixel stays where it was")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    out = x.reshape(N, H * W, C).copy()
    out[:, :-1] = out[:, order[:-1]]
    return out.reshape(x.shape)


@wrong("permute_pixels", "sorted order: nothing moves")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    return x.reshape(N, H * W, C)[:, np.sort(order)].reshape(x.shape)


@wrong("permute_pixels", "the order in reverse", "height and width swapped in the result")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    return x.reshape(N, H * W, C)[:, order[::-1]].reshape(N, W, H, C)
