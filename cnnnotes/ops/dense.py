"""The dense layer: every input to every output."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.precision import wide
from cnnnotes.ops.products import matrix_product


def dense(x: ArrayLike, w: ArrayLike, b: ArrayLike | None = None) -> np.ndarray:
    """Weigh every input for every output, and add the bias: x @ w + b.

    `x` is `(N, D)`, `w` `(D, M)`, `b` `(M,)`; returns `(N, M)`.

    >>> dense(np.ones((1, 2)), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.5, 0.5]))
    array([[4.5, 6.5]])
    """
    x, w = _arguments(x, w)
    b = _check.bias(b, w.shape[1])
    y = matrix_product(x, w)
    if b is not None:
        y += b
    return y


def dense_backward(
    dy: ArrayLike, x: ArrayLike, w: ArrayLike, *, need_dx: bool = True
) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    """Gradients of `dense`: `dx`, `dw`, `db`, shaped like `x`, `w` and `b`; `dy` is `(N, M)`.

    `need_dx=False` returns None for `dx` and saves its cost.

    >>> dx, dw, db = dense_backward(np.ones((1, 2)), np.ones((1, 3)), np.ones((3, 2)))
    >>> dx, db
    (array([[2., 2., 2.]]), array([1., 1.]))
    """
    x, w = _arguments(x, w)
    dy = _check.floats("dy", dy, "N, M")
    _check.shape("dy", dy, (len(x), w.shape[1]), "that of dense's output")
    db = wide(dy).sum(axis=0).astype(dy.dtype, copy=False)
    dx = matrix_product(dy, w.T) if need_dx else None
    return dx, matrix_product(x.T, dy), db


def _arguments(x: ArrayLike, w: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, w = _check.floats("x", x, "N, D"), _check.floats("w", w, "D, M")
    _check.channels(x, w, "D, M")
    return x, w
