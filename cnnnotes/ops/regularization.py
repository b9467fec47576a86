"""Batch normalization and dropout."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.precision import masked, wide


def batch_statistics(x: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Mean and (biased) variance of each channel: all axes but the last are averaged.

    What the first mean was rounded off by is found as the mean of what is left, and put right.
    Source: Chan, Golub and LeVeque, Algorithms for computing the sample variance (1983).

    >>> batch_statistics(np.array([[1.0], [3.0]]))
    (array([2.]), array([1.]))
    """
    x = _channels_last(x)
    if x.size == 0:
        raise ValueError(f"x must hold at least one sample to take statistics of, got {x.shape}")
    axes = tuple(range(x.ndim - 1))
    rough = wide(x).mean(axis=axes)
    centered = x - rough
    rest = centered.mean(axis=axes)
    var = np.square(centered, out=centered).mean(axis=axes) - rest**2
    return (rough + rest).astype(x.dtype, copy=False), var.astype(x.dtype, copy=False)


def batch_norm(
    x: ArrayLike,
    gamma: ArrayLike,
    beta: ArrayLike,
    mean: ArrayLike,
    var: ArrayLike,
    eps: float = 1e-5,
) -> np.ndarray:
    """Centre and scale each channel: gamma · (x − mean) / √(var + eps) + beta.

    `x` is `(N, …, C)`, the others `(C,)`. In training `mean` and `var` are the batch's own
    (`batch_statistics`), afterwards their running averages.
    Source: Ioffe and Szegedy, Batch normalization (2015).

    >>> x = np.array([[1.0], [3.0]])
    >>> batch_norm(x, np.ones(1), np.zeros(1), *batch_statistics(x), eps=0)
    array([[-1.],
           [ 1.]])
    """
    x, gamma, beta, mean, var = _arguments(x, gamma=gamma, beta=beta, mean=mean, var=var)
    y = x - mean  # first, or the digits that tell x from a large mean would be lost
    y *= gamma / np.sqrt(var + _check.number("eps", eps, 0))
    y += beta
    return y.astype(x.dtype, copy=False)


def batch_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike,
    mean: ArrayLike,
    var: ArrayLike,
    eps: float = 1e-5,
    *,
    training: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of `batch_norm`: `dx`, `dgamma`, `dbeta`.

    With `training=True`, `mean` and `var` are the batch's own and depend on `x` too; otherwise
    they are constants.

    >>> x = np.array([[1.0], [3.0]])
    >>> dx, dgamma, dbeta = batch_norm_backward(x, x, np.ones(1), *batch_statistics(x), eps=0)
    >>> dx.ravel(), dgamma, dbeta
    (array([0., 0.]), array([2.]), array([4.]))
    """
    x, gamma, mean, var = _arguments(x, gamma=gamma, mean=mean, var=var)
    dy = _check.shape("dy", _channels_last(dy, "dy"), x.shape, "that of x")
    axes, dtype = tuple(range(x.ndim - 1)), x.dtype
    dy, spread = wide(dy), 1 / np.sqrt(wide(var) + _check.number("eps", eps, 0))
    normal = (x - mean) * spread
    dgamma, dbeta = (dy * normal).sum(axis=axes), dy.sum(axis=axes)
    dx = dy * (gamma * spread)
    if training and x.size:
        n = x.size // x.shape[-1]
        dx -= gamma * spread * (dbeta + normal * dgamma) / n
    dx, dgamma, dbeta = (g.astype(dtype, copy=False) for g in (dx, dgamma, dbeta))
    return dx, dgamma, dbeta


def dropout(x: ArrayLike, rate: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Drop each entry with probability `rate`; scale the rest so that the mean stays.

    Returns `y` and `kept`, the factor of each entry: 0 or 1 / (1 − rate). `rng` is a
    `numpy.random.Generator`. For training only: afterwards, nothing is dropped.
    Source: Srivastava et al., Dropout (2014), in its "inverted" form.

    >>> y, kept = dropout(np.ones((2, 3)), 0.5, np.random.default_rng(0))
    >>> y
    array([[2., 2., 2.],
           [0., 0., 0.]])
    """
    x, rate = _check.floats("x", x), _check.fraction("rate", rate)
    kept = (_check.rng(rng).random(x.shape, np.float32) >= rate) * x.dtype.type(1 / (1 - rate))
    return masked(x, kept > 0) * kept, kept


def dropout_backward(dy: ArrayLike, kept: ArrayLike) -> np.ndarray:
    """Gradient of `dropout` with respect to `x`: what was dropped gets none.

    `kept` is what `dropout` returned.

    >>> dropout_backward(np.array([1.0, 1.0]), np.array([2.0, 0.0]))
    array([2., 0.])
    """
    kept = _check.floats("kept", kept)
    dy = _check.shape("dy", _check.floats("dy", dy), kept.shape, "that of kept")
    return masked(dy, kept > 0) * kept


def _channels_last(x: ArrayLike, name: str = "x") -> np.ndarray:
    x = _check.floats(name, x)
    if x.ndim < 2:
        raise ValueError(f"{name} must have shape (N, …, C), got {x.shape}")
    return x


def _arguments(x: ArrayLike, **per_channel: ArrayLike) -> list[np.ndarray]:
    x = _channels_last(x)
    return [x] + [
        _check.shape(name, _check.floats(name, value, "C"), x.shape[-1:], "one for each channel")
        for name, value in per_channel.items()
    ]
