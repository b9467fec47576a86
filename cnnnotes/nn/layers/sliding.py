"""Layers that slide a window over images: convolution and pooling."""

import math

import numpy as np

from cnnnotes import _check
from cnnnotes.nn import regularizers
from cnnnotes.nn.layers.activation import known
from cnnnotes.nn.layers.base import Layer, images
from cnnnotes.nn.layers.dense import glorot_uniform
from cnnnotes.ops.geometry import Windows


class Sliding(Layer):
    """What they share: `build` notes the `windows`."""

    windows: Windows

    def used(self, output, axis, size):
        if any(self.windows.padding[axis]):
            return size
        return self.windows.stride[axis] * (output - 1) + self.windows.kernel[axis]


class Conv2D(Sliding):
    """`filters` filters of `kernel_size`, a bias each, and an activation."""

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        activation=None,
        kernel_regularizer=None,
    ):
        self.filters = _check.integer("filters", filters, 1)
        self.kernel_size = _check.pair("kernel_size", kernel_size, 1)
        self.activation = known(activation)
        self.strides, self.padding = strides, padding
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        super().__init__(
            filters=filters,
            kernel_size=kernel_size,
            strides=strides,
            padding=padding,
            activation=activation,
            kernel_regularizer=self.kernel_regularizer,
        )

    def build(self, shape, rng):
        h, w, c = images(self, shape)
        self.windows = Windows.over((h, w), self.kernel_size, self.strides, self.padding)
        size, area = (*self.kernel_size, c, self.filters), math.prod(self.kernel_size)
        self.weights = {
            "w": glorot_uniform(size, area * c, area * self.filters, rng),
            "b": np.zeros(self.filters),
        }
        return (*self.windows.output, self.filters)

    def forward(self, x, *, training=False, rng=None):
        w, b = self.weights.values()
        return self.kernels.conv2d(x, w, b, stride=self.strides, padding=self.padding), x

    def backward(self, dy, memory, *, need_dx=True):
        dx, dw, db = self.kernels.conv2d_backward(
            dy,
            memory,
            self.weights["w"],
            stride=self.strides,
            padding=self.padding,
            need_dx=need_dx,
        )
        return dx, {"w": self.penalized(dw), "b": db}


class MaxPooling2D(Sliding):
    """The largest number of each window."""

    _kernel = "max_pool2d"

    def __init__(self, pool_size=2, strides=None):
        self.pool_size, self.strides = pool_size, strides
        super().__init__(pool_size=pool_size, strides=strides)

    def build(self, shape, rng):
        h, w, c = images(self, shape)
        size = _check.pair("pool_size", self.pool_size, 1)
        self.windows = Windows.over((h, w), size, size if self.strides is None else self.strides)
        return (*self.windows.output, c)

    def forward(self, x, *, training=False, rng=None):
        return getattr(self.kernels, self._kernel)(x, self.pool_size, stride=self.strides), x

    def backward(self, dy, memory, *, need_dx=True):
        backward = getattr(self.kernels, f"{self._kernel}_backward")
        return backward(dy, memory, self.pool_size, stride=self.strides), {}


class AveragePooling2D(MaxPooling2D):
    """The average of each window."""

    _kernel = "avg_pool2d"


class GlobalAveragePooling2D(Layer):
    """One number for each channel: its average over the whole image."""

    def build(self, shape, rng):
        return images(self, shape)[2:]

    def forward(self, x, *, training=False, rng=None):
        return self.kernels.global_avg_pool2d(x), x

    def backward(self, dy, memory, *, need_dx=True):
        return self.kernels.global_avg_pool2d_backward(dy, memory), {}
