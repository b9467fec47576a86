# ruff: noqa
"""Notebook 09, as learners write it: set k, written from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("09")


@wrong("reconstruction_error", "one number for the whole batch: no axis")
def reconstruction_error(x, rebuilt):
    return np.mean((x.astype(float) - rebuilt) ** 2)


@wrong("reconstruction_error", "bytes wrap around: not turned into floats before the difference")
def reconstruction_error(x, rebuilt):
    return ((x - rebuilt) ** 2).mean(axis=(1, 2, 3))


@wrong("reconstruction_error", "the absolute difference, not squared")
def reconstruction_error(x, rebuilt):
    return np.abs(x.astype(float) - rebuilt).mean(axis=(1, 2, 3))


@wrong(
    "reconstruction_error",
    "the root of the mean square",
    "channels are not averaged over but summed",
)
def reconstruction_error(x, rebuilt):
    d = (x.astype(float) - rebuilt) ** 2
    return np.sqrt(d.sum(-1).mean((1, 2)))


@right("reconstruction_error")  # a norm of each flat row
def reconstruction_error(x, rebuilt):
    d = np.subtract(x, rebuilt, dtype=float).reshape(len(x), -1)
    return np.linalg.norm(d, axis=1) ** 2 / d.shape[1]
