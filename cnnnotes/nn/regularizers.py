"""Penalties on weights: a layer's `kernel_regularizer` adds one's gradient, never to the bias."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class L1:
    """l1 · Σ|w|: pulls every weight equally hard, many of them to 0. Tibshirani (1996)."""

    l1: float = 0.01

    def __call__(self, w):
        """Return the penalty on the weights `w`."""
        return self.l1 * np.abs(w).sum()

    def gradient(self, w):
        """Return the penalty's gradient: l1 · sign(w)."""
        return self.l1 * np.sign(w)


@dataclass(frozen=True)
class L2:
    """l2 · Σw², weight decay: pulls large weights hardest. Krogh and Hertz (1991).

    >>> L2(0.5).gradient(np.array([1.0, -3.0]))
    array([ 1., -3.])
    """

    l2: float = 0.01

    def __call__(self, w):
        """Return the penalty on the weights `w`."""
        return self.l2 * np.square(w).sum()

    def gradient(self, w):
        """Return the penalty's gradient: 2 · l2 · w."""
        return 2 * self.l2 * w


KINDS = {"l1": L1, "l2": L2}


def get(regularizer):
    """Return a regularizer given as one, by its name, or as the dict that a file holds; or None."""
    if regularizer is None or isinstance(regularizer, tuple(KINDS.values())):
        return regularizer
    given = {regularizer: 0.01} if isinstance(regularizer, str) else regularizer
    if not isinstance(given, dict) or len(given) != 1 or not given.keys() <= KINDS.keys():
        raise ValueError(f"kernel_regularizer must be L1(…), L2(…) or None, got {regularizer!r}")
    [(kind, strength)] = given.items()
    return KINDS[kind](strength)
