"""From scores to probabilities to one number that says how wrong they are."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.precision import wide


def softmax(z: ArrayLike, axis: int = -1) -> np.ndarray:
    """Scores (logits) as probabilities: e^z / Σ e^z along `axis`. Large scores are safe.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    return np.exp(log_softmax(z, axis))


def softmax_backward(dy: ArrayLike, z: ArrayLike, axis: int = -1) -> np.ndarray:
    """Gradient of `softmax` with respect to `z`: s · (dy − Σ s·dy).

    >>> softmax_backward(np.array([[1.0, 0.0]]), np.zeros((1, 2)))
    array([[ 0.25, -0.25]])
    """
    z = _check.floats("z", z)
    dy = _check.shape("dy", _check.floats("dy", dy), z.shape, "that of z")
    s = softmax(z, axis)
    return s * (dy - (s * dy).sum(axis=axis, keepdims=True))


def log_softmax(z: ArrayLike, axis: int = -1) -> np.ndarray:
    """log softmax, without a detour over e^z that overflows or a log of zero.

    >>> log_softmax(np.array([[1000.0, 0.0]]))
    array([[    0., -1000.]])
    """
    z = _check.floats("z", z)
    axis = _check.integer("axis", axis, -max(z.ndim, 1))
    if not -z.ndim <= axis < z.ndim or z.shape[axis] == 0:
        raise ValueError(f"z must hold at least one class along axis {axis}, got shape {z.shape}")
    below = z - z.max(axis=axis, keepdims=True)
    total = wide(np.exp(below)).sum(axis=axis, keepdims=True)
    return below - np.log(total).astype(z.dtype, copy=False)


def cross_entropy(logits: ArrayLike, labels: ArrayLike) -> np.floating:
    """How unlikely the right classes were thought to be: the mean of −log softmax(logits)[label].

    `logits` is `(N, C)`, `labels` `(N,)` integer classes. An empty batch costs 0.

    >>> float(cross_entropy(np.zeros((2, 10)), [3, 7]).round(4))  # log 10
    2.3026
    """
    logits = _check.floats("logits", logits, "N, C")
    labels = _check.labels(labels, *logits.shape)
    picked = log_softmax(logits)[np.arange(len(labels)), labels]
    return picked.dtype.type(-wide(picked).sum() / max(len(labels), 1))


def cross_entropy_backward(logits: ArrayLike, labels: ArrayLike) -> np.ndarray:
    """Gradient of `cross_entropy` with respect to the logits: (softmax − one-hot) / N, `(N, C)`.

    >>> cross_entropy_backward(np.zeros((1, 2)), [0])
    array([[-0.5,  0.5]])
    """
    logits = _check.floats("logits", logits, "N, C")
    labels = _check.labels(labels, *logits.shape)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / max(len(labels), 1)
