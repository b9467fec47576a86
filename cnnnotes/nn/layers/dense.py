"""Layers of plain rows of numbers."""

import math

import numpy as np

from cnnnotes import _check
from cnnnotes.nn import regularizers
from cnnnotes.nn.layers.activation import known
from cnnnotes.nn.layers.base import Layer


def glorot_uniform(shape, fan_in, fan_out, rng):
    """Keras' default start: uniform in ±√(6 / (fan_in + fan_out)). Glorot and Bengio (2010)."""
    limit = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


class Flatten(Layer):
    """All numbers of an image in one row."""

    def build(self, shape, rng):
        return (math.prod(shape),)

    def forward(self, x, *, training=False, rng=None):
        return x.reshape(len(x), math.prod(x.shape[1:])), x.shape

    def backward(self, dy, memory, *, need_dx=True):
        return dy.reshape(memory), {}


class Dense(Layer):
    """`units` outputs, each a weighted sum of all inputs, with a bias and an activation."""

    def __init__(self, units, activation=None, kernel_regularizer=None):
        self.units, self.activation = _check.integer("units", units, 1), known(activation)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        super().__init__(
            units=units, activation=activation, kernel_regularizer=self.kernel_regularizer
        )

    def build(self, shape, rng):
        if len(shape) != 1:
            raise ValueError(f"Dense needs rows of shape (D,), got {shape}: put a Flatten before")
        size = (shape[0], self.units)
        self.weights = {"w": glorot_uniform(size, *size, rng), "b": np.zeros(self.units)}
        return (self.units,)

    def forward(self, x, *, training=False, rng=None):
        return self.kernels.dense(x, self.weights["w"], self.weights["b"]), x

    def backward(self, dy, memory, *, need_dx=True):
        dx, dw, db = self.kernels.dense_backward(dy, memory, self.weights["w"], need_dx=need_dx)
        return dx, {"w": self.penalized(dw), "b": db}
