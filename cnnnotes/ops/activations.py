"""The nonlinearity between layers: each number on its own, whatever the array's shape."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.precision import masked


def relu(x: ArrayLike) -> np.ndarray:
    """max(x, 0), entry by entry.

    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    return np.maximum(_check.floats("x", x), 0)


def relu_backward(dy: ArrayLike, x: ArrayLike) -> np.ndarray:
    """Gradient of `relu` with respect to `x`: dy where x > 0, else 0 (at zero too, by convention).

    >>> relu_backward(np.array([5.0, 5.0, 5.0]), np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 5.])
    """
    dy, x = _pair(dy, x)
    return masked(dy, x > 0)


def leaky_relu(x: ArrayLike, slope: float = 0.01) -> np.ndarray:
    """`x` where it is positive, else `slope`·x. Source: Maas, Hannun and Ng (2013).

    >>> leaky_relu(np.array([-1.0, 2.0]), slope=0.1)
    array([-0.1,  2. ])
    """
    x, slope = _check.floats("x", x), _check.number("slope", slope)
    return np.where(x > 0, x, slope * x)


def leaky_relu_backward(dy: ArrayLike, x: ArrayLike, slope: float = 0.01) -> np.ndarray:
    """Gradient of `leaky_relu` with respect to `x`.

    >>> leaky_relu_backward(np.array([1.0, 1.0]), np.array([-1.0, 2.0]), slope=0.1)
    array([0.1, 1. ])
    """
    (dy, x), slope = _pair(dy, x), _check.number("slope", slope)
    return np.where(x > 0, dy, slope * dy)


def sigmoid(x: ArrayLike) -> np.ndarray:
    """1 / (1 + e⁻ˣ), from 0 to 1.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    x = _check.floats("x", x)
    e = np.exp(-np.abs(x))  # never overflows, and is no less exact far below 0
    return np.where(x < 0, e, 1) / (1 + e)


def sigmoid_backward(dy: ArrayLike, x: ArrayLike) -> np.ndarray:
    """Gradient of `sigmoid` with respect to `x`: dy · s(1 − s).

    >>> sigmoid_backward(np.array([1.0]), np.array([0.0]))
    array([0.25])
    """
    dy, x = _pair(dy, x)
    return dy * _sigmoid_slope(x)


def _sigmoid_slope(x: np.ndarray) -> np.ndarray:
    """s(1 − s), where 1 − s would lose its digits as s comes close to 1."""
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def tanh(x: ArrayLike) -> np.ndarray:
    """Hyperbolic tangent, from −1 to 1.

    >>> tanh(np.array([0.0]))
    array([0.])
    """
    return np.tanh(_check.floats("x", x))


def tanh_backward(dy: ArrayLike, x: ArrayLike) -> np.ndarray:
    """Gradient of `tanh` with respect to `x`: dy · (1 − tanh² x).

    >>> tanh_backward(np.array([1.0]), np.array([0.0]))
    array([1.])
    """
    dy, x = _pair(dy, x)
    return dy * (4 * _sigmoid_slope(2 * x))  # tanh x = 2 · sigmoid(2x) − 1


def _pair(dy: ArrayLike, x: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x = _check.floats("x", x)
    return _check.shape("dy", _check.floats("dy", dy), x.shape, "that of x"), x
