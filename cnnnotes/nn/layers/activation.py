"""The nonlinearity after a layer: named by the layer, or a layer of its own."""

from typing import Any

import numpy as np

from cnnnotes.nn.layers.base import Gradients, Layer, Output, Rng

NONLINEAR = ("relu", "leaky_relu", "sigmoid", "tanh")  # each rises with its input, or stays


def check_activation(activation: str | None) -> str | None:
    """Return the name of an activation; `None` and "linear" are none."""
    if activation is None or (isinstance(activation, str) and activation == "linear"):
        return None
    if not isinstance(activation, str) or activation not in (*NONLINEAR, "softmax"):
        names = ", ".join((*NONLINEAR, "softmax", "linear"))
        raise ValueError(f"activation must be one of {names}, or None, got {activation!r}")
    return activation


class Activation(Layer):
    """A nonlinearity as a layer of its own.

    - `activation`: "relu", "leaky_relu", "sigmoid", "tanh", "linear", or "softmax", which only the
      last layer of a model may have.
    """

    kind = "activation"

    def __init__(self, activation: str | None) -> None:
        self.activation = check_activation(activation)
        self.kernel = self.activation or ""
        super().__init__(activation=activation)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        if self.activation is None:
            return x, None
        y = getattr(self.kernels, self.activation)(x)
        # relu's gradient can be read off its output: its input need not be kept
        return y, y if self.activation == "relu" else x

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        if self.activation is None:
            return dy, {}
        return getattr(self.kernels, f"{self.activation}_backward")(dy, cache), {}

    def input_extent(self, output: int, axis: int, size: int) -> int:
        return output

    def in_words(self) -> str:
        return self.activation or "linear"
