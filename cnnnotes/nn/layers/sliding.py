"""Layers that slide a window over images: convolution and pooling."""

import math
from typing import Any

import numpy as np

from cnnnotes import _check
from cnnnotes.nn import regularizers
from cnnnotes.nn.layers.activation import check_activation
from cnnnotes.nn.layers.base import Gradients, Layer, Output, Rng, Shape, by, images
from cnnnotes.nn.layers.dense import glorot_uniform
from cnnnotes.nn.regularizers import PenaltyLike
from cnnnotes.ops.geometry import Padding, Size, Windows


class Sliding(Layer):
    """What they share: `build` notes the `windows`."""

    windows: Windows

    def input_extent(self, output: int, axis: int, size: int) -> int:
        if any(self.windows.padding[axis]):
            return size
        return self.windows.stride[axis] * (output - 1) + self.windows.kernel[axis]


class Conv2D(Sliding):
    """Filters that slide over images, with a bias each, and an activation.

    - `filters`: how many; each makes one channel of the output.
    - `kernel_size`: a filter's rows and columns, an int or `(h, w)`.
    - `strides`: how far apart its positions are, an int or `(h, w)`.
    - `padding`: zeros around the image, "valid" (none), "same", or as in `ops.conv2d`.
    - `activation`: what follows, a name as in `Activation`; None for nothing.
    - `kernel_regularizer`: a penalty on the weights, `L1(…)`, `L2(…)`, "l1", "l2" or None.
    """

    kind, kernel = "convolution", "conv2d"

    def __init__(
        self,
        filters: int,
        kernel_size: Size,
        strides: Size = 1,
        padding: Padding = "valid",
        activation: str | None = None,
        kernel_regularizer: PenaltyLike = None,
    ) -> None:
        self.filters = _check.integer("filters", filters, 1)
        self.kernel_size = _check.pair("kernel_size", kernel_size, 1)
        self.activation = check_activation(activation)
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

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        h, w, c = images(self, shape)
        self.windows = Windows.over((h, w), self.kernel_size, self.strides, self.padding)
        size, area = (*self.kernel_size, c, self.filters), math.prod(self.kernel_size)
        self.weights = {
            "w": glorot_uniform(size, area * c, area * self.filters, rng),
            "b": np.zeros(self.filters),
        }
        return (*self.windows.output, self.filters)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        w, b = self.weights.values()
        return self.kernels.conv2d(x, w, b, stride=self.strides, padding=self.padding), x

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        dx, dw, db = self.kernels.conv2d_backward(
            dy,
            cache,
            self.weights["w"],
            stride=self.strides,
            padding=self.padding,
            need_dx=need_dx,
        )
        return dx, {"w": self.penalized(dw), "b": db}

    def macs(self, output: Shape) -> int:
        return math.prod(output[:-1]) * self.weights["w"].size

    def in_words(self) -> str:
        filters = f"{self.filters} filter{'s' * (self.filters != 1)}"
        return f"conv {by(self.kernel_size)}, {filters}{self._unusual()}"


class Pooling2D(Sliding):
    """One number for each window and channel, and nothing to learn.

    - `pool_size`: the window's rows and columns, an int or `(h, w)`.
    - `strides`: how far apart its positions are, an int or `(h, w)`; None for `pool_size`.
    """

    kind = "pooling"
    _word: str

    def __init__(self, pool_size: Size = 2, strides: Size | None = None) -> None:
        self.pool_size, self.strides = pool_size, strides
        super().__init__(pool_size=pool_size, strides=strides)

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        h, w, c = images(self, shape)
        size = _check.pair("pool_size", self.pool_size, 1)
        self.windows = Windows.over((h, w), size, size if self.strides is None else self.strides)
        return (*self.windows.output, c)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        return getattr(self.kernels, self.kernel)(x, self.pool_size, stride=self.strides), x

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        backward = getattr(self.kernels, f"{self.kernel}_backward")
        return backward(dy, cache, self.pool_size, stride=self.strides), {}

    def in_words(self) -> str:
        return f"{self._word} pool {by(self.pool_size)}{self._unusual()}"


class MaxPooling2D(Pooling2D):
    """The largest number of each window, channel by channel.

    - `pool_size`: the window's rows and columns, an int or `(h, w)`.
    - `strides`: how far apart its positions are, an int or `(h, w)`; None for `pool_size`.
    """

    kernel, _word = "max_pool2d", "max"


class AveragePooling2D(Pooling2D):
    """The average of each window, channel by channel.

    - `pool_size`: the window's rows and columns, an int or `(h, w)`.
    - `strides`: how far apart its positions are, an int or `(h, w)`; None for `pool_size`.
    """

    kernel, _word = "avg_pool2d", "average"


class GlobalAveragePooling2D(Layer):
    """One number for each channel: its average over the whole image."""

    kind, kernel = "global pooling", "global_avg_pool2d"
    whole_image = True

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        return images(self, shape)[2:]

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        return self.kernels.global_avg_pool2d(x), x

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        return self.kernels.global_avg_pool2d_backward(dy, cache), {}

    def in_words(self) -> str:
        return "global average"
