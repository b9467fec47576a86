"""References spoilt in general ways; `MAY_PASS` of `nNN_answers.py` says which pass, and why."""

import numpy as np


def each(spoil):
    """Spoil each array of a tuple, or the one that there is."""

    def spoilt(value):
        if isinstance(value, tuple):
            return tuple(spoil(np.asarray(item)) for item in value)
        return spoil(np.asarray(value))

    return spoilt


def spoilt(spoil, right, *args):
    """Give what the right function gives, spoilt."""
    with np.errstate(all="ignore"):
        return spoil(right(*args))


def _rows(y, keep):
    if not y.ndim:
        return y
    kept = keep(np.arange(len(y)), len(y)).reshape(-1, *[1] * (y.ndim - 1))
    return np.where(kept, y, 0)


SPOILT = {
    "cut to integers": lambda y: y.astype(int),
    "sign turned": lambda y: -y,
    "absolute value": np.abs,
    "clipped below 0": lambda y: np.maximum(y, 0),
    "clipped to 0..1": lambda y: np.clip(y, 0, 1),
    "doubled": lambda y: 2 * y,
    "halved": lambda y: y / 2,
    "plus one": lambda y: y + 1,
    "squared": lambda y: y**2,
    "first axis reversed": lambda y: y[::-1] if y.ndim else y,
    "transposed": lambda y: y.T,
    "only the first row": lambda y: _rows(y, lambda i, n: i == 0),
    "last row not written": lambda y: _rows(y, lambda i, n: i < n - 1),
    "last row missing": lambda y: y[:-1] if y.ndim else y,
    "moved by one": lambda y: np.roll(y, 1, 0) if y.ndim else y,
    "float16": lambda y: y.astype(np.float16),
    "rounded to 2 digits": lambda y: np.round(y.astype(float), 2),
    "summed up": lambda y: y.sum(),
}

ALONG_AXES = {
    "first axis reversed",
    "transposed",
    "only the first row",
    "last row not written",
    "last row missing",
    "moved by one",
    "summed up",
}

# Judged by a fraction of right labels: of these, some spoilt ones are right enough.
BY_SHARE = {"07_classify", "10_repair"}
