"""Training steps that go wrong in one way: what the mistakes of 07_train_step come from."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number, products
from cnnnotes.ops import cross_entropy_backward, log_softmax


def stepping(
    error: Callable = lambda p, target, scores: (p - target) / len(p),
    loss: Callable = lambda logs, target: -(logs * target).sum() / len(logs),
    bias: Callable = lambda b, error, rate: b - rate * error.sum(axis=0),
    axis: int = 1,
) -> Callable:
    """Return `train_step` with its error, loss, softmax or the step of the bias replaced."""

    def step(w, b, x, labels, rate):
        scores, target = x @ w + b, np.eye(len(b))[labels]
        logs = log_softmax(scores, axis)
        e = error(np.exp(logs), target, scores)
        return w - rate * x.T @ e, bias(b, e, rate), loss(logs, target)

    return step


def only(image: int) -> Callable:
    """Return a step by the gradient of one image, as its contribution to the batch."""

    def error(p, target, scores):
        return (p - target) / len(p) * (np.arange(len(p)) == image % len(p))[:, None]

    return stepping(error)


def target_in_whole_columns(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """In the error of each image, 1 is taken off at the labels of all images."""

    def error(p, target, scores):
        p[:, labels] -= 1
        return p / len(p)

    return stepping(error)(w, b, x, labels, rate)


def unsafe(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """Softmax and loss by way of e^scores."""
    powers, target = np.exp(x @ w + b), np.eye(len(b))[labels]
    p = powers / powers.sum(axis=1, keepdims=True)
    error = (p - target) / len(x)
    loss = -np.log(p[np.arange(len(x)), labels]).mean()
    return w - rate * x.T @ error, b - rate * error.sum(axis=0), loss


def log_of_probability(small: float) -> Callable:
    """Return a step whose loss is -log(p + small)."""

    def loss(logs, target):
        return -np.log((np.exp(logs) * target).sum(axis=1) + small).mean()

    return stepping(loss=loss)


def gradients(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """The gradients in place of the step."""
    new_w, new_b, loss = stepping()(w, b, x, labels, 1)
    return w - new_w, b - new_b, loss


def in_place(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """The step, written into the caller's arrays."""
    new_w, new_b, loss = stepping()(w, b, x, labels, rate)
    w[:], b[:] = new_w, new_b
    return w, b, loss


def after_each_image(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """A step after each image; the loss is the mean of what was met on the way."""
    losses = []
    for i in range(len(x)):
        w, b, loss = stepping()(w, b, x[[i]], labels[[i]], rate)
        losses.append(loss)
    return w, b, np.mean(losses)


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
