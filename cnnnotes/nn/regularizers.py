"""Penalties on weights: a layer's `kernel_regularizer` adds one's gradient, never to the bias."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from cnnnotes import _check


@dataclass(frozen=True)
class L1:
    """l1 · Σ|w|: pulls every weight equally hard, many of them to 0. Tibshirani (1996).

    - `l1`: how strong it is, 0 or more.
    """

    l1: float = 0.01

    def __post_init__(self) -> None:
        object.__setattr__(self, "l1", _check.number("l1", self.l1, 0))

    def __call__(self, w: np.ndarray) -> float:
        """Return the penalty on the weights `w`."""
        return self.l1 * float(np.abs(w).sum(dtype=float))

    def gradient(self, w: np.ndarray) -> np.ndarray:
        """Return the penalty's gradient: l1 · sign(w)."""
        return self.l1 * np.sign(w)


@dataclass(frozen=True)
class L2:
    """l2 · Σw², weight decay: pulls large weights hardest. Krogh and Hertz (1991).

    - `l2`: how strong it is, 0 or more.

    >>> L2(0.5).gradient(np.array([1.0, -3.0]))
    array([ 1., -3.])
    """

    l2: float = 0.01

    def __post_init__(self) -> None:
        object.__setattr__(self, "l2", _check.number("l2", self.l2, 0))

    def __call__(self, w: np.ndarray) -> float:
        """Return the penalty on the weights `w`."""
        return self.l2 * float(np.square(w, dtype=float).sum())

    def gradient(self, w: np.ndarray) -> np.ndarray:
        """Return the penalty's gradient: 2 · l2 · w."""
        return 2 * self.l2 * w


PenaltyLike: TypeAlias = L1 | L2 | str | dict[str, float] | None
KINDS: dict[str, type[L1] | type[L2]] = {"l1": L1, "l2": L2}


def get(regularizer: PenaltyLike) -> L1 | L2 | None:
    """Return a regularizer given as one, by its name, or as the dict that a file holds; or None."""
    if regularizer is None or isinstance(regularizer, L1 | L2):
        return regularizer
    given = {regularizer: 0.01} if isinstance(regularizer, str) else regularizer
    if not isinstance(given, dict) or len(given) != 1 or not given.keys() <= KINDS.keys():
        raise ValueError(f"kernel_regularizer must be L1(…), L2(…) or None, got {regularizer!r}")
    [(kind, strength)] = given.items()
    return KINDS[kind](strength)
