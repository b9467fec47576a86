"""Layers of plain rows of numbers."""

import math
from typing import Any

import numpy as np

from cnnnotes import _check
from cnnnotes.nn import regularizers
from cnnnotes.nn.layers.activation import check_activation
from cnnnotes.nn.layers.base import Gradients, Layer, Output, Rng, Shape
from cnnnotes.nn.regularizers import PenaltyLike


def glorot_uniform(shape: Shape, fan_in: int, fan_out: int, rng: np.random.Generator) -> np.ndarray:
    """Keras' default start: uniform in ±√(6 / (fan_in + fan_out)). Glorot and Bengio (2010)."""
    limit = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


class Flatten(Layer):
    """All numbers of an image in one row."""

    whole_image = True

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        return (math.prod(shape),)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        return x.reshape(len(x), math.prod(x.shape[1:])), x.shape

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        return dy.reshape(cache), {}

    def in_words(self) -> str:
        return "flatten"


class Dense(Layer):
    """Outputs that are each a weighted sum of all inputs, with a bias and an activation.

    - `units`: how many outputs.
    - `activation`: what follows the sum, a name as in `Activation`; None for nothing.
    - `kernel_regularizer`: a penalty on the weights, `L1(…)`, `L2(…)`, "l1", "l2" or None.
    """

    kind, kernel = "dense", "dense"

    def __init__(
        self,
        units: int,
        activation: str | None = None,
        kernel_regularizer: PenaltyLike = None,
    ) -> None:
        self.units = _check.integer("units", units, 1)
        self.activation = check_activation(activation)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        super().__init__(
            units=units, activation=activation, kernel_regularizer=self.kernel_regularizer
        )

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        if len(shape) != 1:
            raise ValueError(f"Dense needs rows of shape (D,), got {shape}: put a Flatten before")
        size = (shape[0], self.units)
        self.weights = {"w": glorot_uniform(size, *size, rng), "b": np.zeros(self.units)}
        return (self.units,)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        return self.kernels.dense(x, self.weights["w"], self.weights["b"]), x

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        dx, dw, db = self.kernels.dense_backward(dy, cache, self.weights["w"], need_dx=need_dx)
        return dx, {"w": self.penalized(dw), "b": db}

    def macs(self, output: Shape) -> int:
        return self.weights["w"].size

    def in_words(self) -> str:
        return f"dense, {self.units} output{'s' * (self.units != 1)}{self._unusual()}"
