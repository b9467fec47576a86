"""A model walked step by step: what goes into each, what comes out, and the gradients back."""

import copy
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import ops
from cnnnotes.nn.layers import Layer
from cnnnotes.nn.model import Sequential
from cnnnotes.nn.plan import steps_of


class Step(NamedTuple):
    """A layer, or the activation after it, on one batch.

    - `layer`: which.
    - `x`, `y`: its input and its output.
    - `dx`, `dy`: the loss' gradients with respect to them.
    - `gradients`: the loss' gradient with respect to each of its weights, by name.
    """

    layer: Layer
    x: np.ndarray
    y: np.ndarray
    dx: np.ndarray
    dy: np.ndarray
    gradients: dict[str, np.ndarray]


def forward_steps(model: Sequential, x: ArrayLike, kernels: Any = ops) -> list[tuple]:
    """Return `(layer, x, y, cache)` of every step, in the order in which the layers are written.

    An activation is a step of its own; a softmax at the end is none, as in `scores`. `x` is
    `(N, H, W, C)`; `kernels` has the functions of `cnnnotes.ops`. Nothing in the model changes.

    >>> from cnnnotes import nn
    >>> [layer.kernel for layer, *_ in forward_steps(nn.models.dense(), np.zeros((1, 28, 28, 1)))]
    ['', 'dense', 'relu', 'dense']
    """
    found, y = [], model.check_inputs(x).astype(model.dtype)
    steps = [copy.copy(step) for layer in model.layers for step in steps_of(layer)]
    for step in steps[:-1] if model.softmax else steps:
        step.kernels, x = kernels, y
        y, cache = step.forward(x)
        found.append((step, x, y, cache))
    return found


def trace(
    model: Sequential, x: ArrayLike, labels: ArrayLike, kernels: Any = ops
) -> tuple[float, list[Step]]:
    """Return the loss of a batch, and every step with the gradients that came back through it.

    `x` is `(N, H, W, C)`, `labels` `(N,)`; the rest is as in `forward_steps`.

    >>> from cnnnotes import nn
    >>> loss, steps = trace(nn.models.dense(seed=0), np.zeros((1, 28, 28, 1)), [3])
    >>> round(loss, 3), steps[-1].dy.shape, steps[0].dx.shape
    (2.303, (1, 10), (1, 28, 28, 1))
    """
    forward, steps = forward_steps(model, x, kernels), list[Step]()
    scores = forward[-1][2]
    dx = kernels.cross_entropy_backward(scores, labels)
    for layer, x, y, cache in reversed(forward):
        dy = dx
        dx, gradients = layer.backward(dy, cache)
        steps.insert(0, Step(layer, x, y, dx, dy, gradients))
    return float(kernels.cross_entropy(scores, labels)), steps
