"""Batch normalization gone wrong in one way: what the mistakes of 08_batch_norm come from."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number


def statistics(*axes: int, keepdims: bool = False) -> Callable:
    """Return a function that gives the mean and variance of x over these axes."""
    return lambda x: (x.mean(axes, keepdims=keepdims), x.var(axes, keepdims=keepdims))


_of_channels = statistics(0, 1, 2)


def normalizing(
    batch_statistics: Callable = _of_channels,
    used: Callable = lambda training, batch, running, new: batch if training else running,
    formula: Callable = lambda x, m, v, gamma, beta: gamma * (x - m) / np.sqrt(v + 1e-5) + beta,
    average: Callable = lambda old, batch: 0.9 * old + 0.1 * batch,
    update: Callable = lambda training: training,
) -> Callable:
    """Return `batch_norm` with other statistics, formula or averages."""

    def mimic(x, gamma, beta, mean, var, training):
        batch, running = batch_statistics(x), (mean, var)
        new = tuple(map(average, running, batch)) if update(training) else running
        return (formula(x, *used(training, batch, running, new), gamma, beta), *new)

    return mimic


def instead(new_var: Callable) -> Callable:
    """Return `batch_norm` with another running variance, `new_var(x, old)`, in training."""

    def mimic(x, gamma, beta, mean, var, training):
        out, new_mean, right = normalizing()(x, gamma, beta, mean, var, training)
        return out, new_mean, new_var(x, var) if training else right

    return mimic


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
