"""From scores to probabilities to one number that says how wrong they are."""

import numpy as np

from cnnnotes.ops import _check


def softmax(z, axis=-1):
    """Scores (logits) as probabilities: e^z / Σ e^z along `axis`. Large scores are safe.

    >>> softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    return np.exp(log_softmax(z, axis))


def log_softmax(z, axis=-1):
    """log softmax, without a detour over e^z that overflows or a log of zero.

    >>> log_softmax(np.array([[1000.0, 0.0]]))
    array([[    0., -1000.]])
    """
    z = _check.floats("z", z)
    if not -z.ndim <= axis < z.ndim or z.shape[axis] == 0:
        raise ValueError(f"z must hold at least one class along axis {axis}, got shape {z.shape}")
    z = z - z.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def cross_entropy(logits, labels):
    """How unlikely the right classes were thought to be: the mean of −log softmax(logits)[label].

    `logits` is `(N, C)`, `labels` `(N,)` integer classes. An empty batch costs 0.

    >>> float(cross_entropy(np.zeros((2, 10)), [3, 7]).round(4))  # log 10
    2.3026
    """
    logits = _check.floats("logits", logits, "N, C")
    labels = _check.labels(labels, *logits.shape)
    return -log_softmax(logits)[np.arange(len(labels)), labels].sum() / max(len(labels), 1)


def cross_entropy_backward(logits, labels):
    """Gradient of `cross_entropy` by the logits: (softmax − one-hot) / N, `(N, C)`.

    >>> cross_entropy_backward(np.zeros((1, 2)), [0])
    array([[-0.5,  0.5]])
    """
    logits = _check.floats("logits", logits, "N, C")
    labels = _check.labels(labels, *logits.shape)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / max(len(labels), 1)
