"""A step of training, as a loop with things to change, and its arithmetic written out."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number, products
from cnnnotes.ops import cross_entropy_backward, log_softmax

Change = Callable[..., Any]


def stepping(
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    labels: np.ndarray,
    rate: float,
    *,
    axis: int = 1,
    safe: bool = True,
    top: Change = lambda scores: 0,
    predicted: Change = lambda p, scores: p,
    target: Change = lambda one_hot: one_hot,
    squared: Change | None = None,
    of_bias: Change = lambda error: error.sum(axis=0),
    loss: Change = lambda logs, p: -logs,
) -> tuple[np.ndarray, np.ndarray, float]:
    """`train_step` with one of its steps replaced.

    The softmax runs along `axis`, by way of e^(scores - `top`) if it is not `safe`; the error is
    `predicted` less `target`, or `squared`; `loss` is that of an image whose label has the
    probability `p`.
    """
    scores, one_hot = x @ w + b, np.eye(len(b))[labels]
    if safe:
        logs = log_softmax(scores, axis)
    else:
        powers = np.exp(scores - top(scores))
        logs = np.log(powers / powers.sum(axis=axis, keepdims=True))
    p = np.exp(logs)
    error = (squared(p, one_hot) if squared else predicted(p, scores) - target(one_hot)) / len(x)
    its = np.arange(len(x)), labels
    losses = loss(logs[its], p[its])
    return w - rate * x.T @ error, b - rate * of_bias(error), losses.mean()


def new_w(
    at: tuple[int, ...],
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    labels: np.ndarray,
    rate: float,
) -> str:
    """The arithmetic of one weight's step."""
    error = cross_entropy_backward(x @ w + b, labels)
    return f"{number(w[at])} - {number(rate)}·({products(x[:, at[0]], error[:, at[1]])})"


def new_b(
    at: tuple[int, ...],
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    labels: np.ndarray,
    rate: float,
) -> str:
    """The arithmetic of one bias' step."""
    error = cross_entropy_backward(x @ w + b, labels)[:, at[0]]
    return f"{number(b[at])} - {number(rate)}·({' + '.join(map(factor, error))})"


def mean_loss(
    at: tuple[int, ...],
    w: np.ndarray,
    b: np.ndarray,
    x: np.ndarray,
    labels: np.ndarray,
    rate: float,
) -> str:
    """The arithmetic of the loss, image by image."""
    losses = -log_softmax(x @ w + b)[np.arange(len(x)), labels]
    return f"({' + '.join(map(number, losses))}) / {len(x)}"
