"""Batch normalization gone wrong in one way: what the mistakes of 08_batch_norm come from."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number


def statistics(*axes: int, keepdims: bool = False) -> Callable:
    """Return a function that gives the mean and variance of x over these axes."""
    return lambda x: (x.mean(axes, keepdims=keepdims), x.var(axes, keepdims=keepdims))


_of_channels = statistics(0, 1, 2)


def normalizing(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    training: bool,
    *,
    of_batch: Callable = _of_channels,
    used: Callable = lambda training, batch, running, new: batch if training else running,
    centred: Callable = lambda x, mean: x - mean,
    spread: Callable = lambda var: np.sqrt(var + 1e-5),
    scaled: Callable = lambda x, gamma, beta: gamma * x + beta,
    average: Callable = lambda old, batch: 0.9 * old + 0.1 * batch,
    into_running: Callable = lambda batch, x: batch,
    update: Callable = lambda training: training,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`batch_norm` with one of its steps replaced.

    `used` chooses the statistics of the batch, the running ones, or these as they will be;
    `into_running` is what of the batch's goes into the running ones.
    """
    batch, running = of_batch(x), (mean, var)
    new = running
    if update(training):
        new = tuple(map(average, running, into_running(batch, x)))
    m, v = used(training, batch, running, new)
    return (scaled(centred(x, m) / spread(v), gamma, beta), *new)


def out_written(
    at: tuple[int, ...],
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    training: bool,
) -> str:
    """The arithmetic of one element of the output."""
    c = at[-1]
    mean, var = _of_channels(x) if training else (mean, var)
    centred = f"({number(x[at])} - {factor(mean[c])})"
    return f"{factor(gamma[c])}·{centred} / √({number(var[c])} + 1e-5) + {factor(beta[c])}"


def mean_written(
    at: tuple[int, ...],
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    training: bool,
) -> str:
    """The arithmetic of one running mean."""
    return _average(at, mean, _of_channels(x)[0], training)


def var_written(
    at: tuple[int, ...],
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    training: bool,
) -> str:
    """The arithmetic of one running variance."""
    return _average(at, var, _of_channels(x)[1], training)


def _average(at, old, batch, training):
    return f"0.9·{factor(old[at])} + 0.1·{factor(batch[at])}" if training else number(old[at])
