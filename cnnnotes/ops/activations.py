"""The bend between layers: each number on its own, whatever the array's shape."""

import numpy as np

from cnnnotes.ops import _check


def relu(x):
    """max(x, 0), entry by entry.

    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    return np.maximum(_check.floats("x", x), 0)


def relu_backward(dy, x):
    """Gradient of `relu` by `x`: dy where x > 0, else 0 (at zero too, by convention).

    >>> relu_backward(np.array([5.0, 5.0, 5.0]), np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 5.])
    """
    dy, x = _pair(dy, x)
    return dy * (x > 0)


def leaky_relu(x, slope=0.01):
    """`x` where it is positive, else `slope`·x. Source: Maas, Hannun and Ng (2013).

    >>> leaky_relu(np.array([-1.0, 2.0]), slope=0.1)
    array([-0.1,  2. ])
    """
    x = _check.floats("x", x)
    return np.where(x > 0, x, slope * x)


def leaky_relu_backward(dy, x, slope=0.01):
    """Gradient of `leaky_relu` by `x`.

    >>> leaky_relu_backward(np.array([1.0, 1.0]), np.array([-1.0, 2.0]), slope=0.1)
    array([0.1, 1. ])
    """
    dy, x = _pair(dy, x)
    return np.where(x > 0, dy, slope * dy)


def sigmoid(x):
    """1 / (1 + e⁻ˣ), from 0 to 1.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    # the same function as the formula, which would overflow
    return 0.5 * np.tanh(0.5 * _check.floats("x", x)) + 0.5


def sigmoid_backward(dy, x):
    """Gradient of `sigmoid` by `x`: dy · s(1 − s).

    >>> sigmoid_backward(np.array([1.0]), np.array([0.0]))
    array([0.25])
    """
    dy, x = _pair(dy, x)
    s = sigmoid(x)
    return dy * s * (1 - s)


def tanh(x):
    """Hyperbolic tangent, from −1 to 1.

    >>> tanh(np.array([0.0]))
    array([0.])
    """
    return np.tanh(_check.floats("x", x))


def tanh_backward(dy, x):
    """Gradient of `tanh` by `x`: dy · (1 − tanh² x).

    >>> tanh_backward(np.array([1.0]), np.array([0.0]))
    array([1.])
    """
    dy, x = _pair(dy, x)
    return dy * (1 - np.tanh(x) ** 2)


def _pair(dy, x):
    x = _check.floats("x", x)
    return _check.shape("dy", _check.floats("dy", dy), x.shape, "that of x"), x
