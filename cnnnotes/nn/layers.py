"""Layers: what each does to its input, what it learns, and how the gradient comes back.

A layer keeps its weights and nothing else: `forward` returns what `backward` will need, so that
several threads can use one layer at once.
"""

import math

import numpy as np

from cnnnotes import ops
from cnnnotes.ops import _check
from cnnnotes.ops.geometry import Windows

BENDS = {
    "relu": (ops.relu, ops.relu_backward),
    "leaky_relu": (ops.leaky_relu, ops.leaky_relu_backward),
    "sigmoid": (ops.sigmoid, ops.sigmoid_backward),
    "tanh": (ops.tanh, ops.tanh_backward),
}


class Layer:
    """One step of a network. Shapes are without the batch: `(H, W, C)` or `(D,)`."""

    activation: str | None = None
    whole_batch = False  # True: the layer must see a training batch in one piece

    def __init__(self, **config):
        self.config = config
        self.weights: dict[str, np.ndarray] = {}
        self.moving: dict[str, np.ndarray] = {}  # averages that training keeps, without gradient

    def build(self, shape, rng) -> tuple[int, ...]:
        """Make the weights for inputs of `shape`; return the shape of the output."""
        return shape

    def forward(self, x, *, training=False, rng=None):
        """Return the output and what `backward` needs to know."""
        raise NotImplementedError

    def backward(self, dy, memory, *, need_dx=True):
        """Return the gradient by the input, and by each weight as a dict."""
        raise NotImplementedError

    def used(self, output: int, axis: int, size: int) -> int:
        """How many of the input's `size` pixels along `axis` matter to the first `output` ones."""
        return size

    def __repr__(self):
        given = ", ".join(f"{k}={v!r}" for k, v in self.config.items())
        return f"{type(self).__name__}({given})"


class Input(Layer):
    """The shape of one input, `(H, W, C)`: stands first in a model, and is optional."""

    def __init__(self, shape):
        super().__init__(shape=tuple(shape))


def glorot_uniform(shape, fan_in, fan_out, rng):
    """Keras' default start: uniform in ±√(6 / (fan_in + fan_out)). Glorot and Bengio (2010)."""
    limit = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


class Conv2D(Layer):
    """`filters` filters of `kernel_size`, a bias each, and an activation."""

    def __init__(self, filters, kernel_size, strides=1, padding="valid", activation=None):
        self.filters = _check.whole("filters", filters, 1)
        self.kernel_size = _check.pair("kernel_size", kernel_size, 1)
        self.activation = _known(activation)
        self.strides, self.padding = strides, padding
        super().__init__(
            filters=filters,
            kernel_size=kernel_size,
            strides=strides,
            padding=padding,
            activation=activation,
        )

    def build(self, shape, rng):
        if len(shape) != 3:
            raise ValueError(f"Conv2D needs images of shape (H, W, C), got {shape}")
        kh, kw = self.kernel_size
        self._windows = Windows.over(shape[:2], (kh, kw), self.strides, self.padding)
        size = (kh, kw, shape[2], self.filters)
        self.weights = {
            "w": glorot_uniform(size, kh * kw * shape[2], kh * kw * self.filters, rng),
            "b": np.zeros(self.filters),
        }
        return (*self._windows.output, self.filters)

    def forward(self, x, *, training=False, rng=None):
        w, b = self.weights.values()
        return ops.conv2d(x, w, b, stride=self.strides, padding=self.padding), x

    def backward(self, dy, memory, *, need_dx=True):
        dx, dw, db = ops.conv2d_backward(
            dy,
            memory,
            self.weights["w"],
            stride=self.strides,
            padding=self.padding,
            need_dx=need_dx,
        )
        return dx, {"w": dw, "b": db}

    def used(self, output, axis, size):
        return _pixels_used(self._windows, output, axis, size)


class MaxPooling2D(Layer):
    """The largest number of each window."""

    _forward = staticmethod(ops.max_pool2d)
    _backward = staticmethod(ops.max_pool2d_backward)

    def __init__(self, pool_size=2, strides=None):
        self.pool_size, self.strides = pool_size, strides
        super().__init__(pool_size=pool_size, strides=strides)

    def build(self, shape, rng):
        if len(shape) != 3:
            raise ValueError(f"{type(self).__name__} needs images of shape (H, W, C), got {shape}")
        size = _check.pair("pool_size", self.pool_size, 1)
        self._windows = Windows.over(shape[:2], size, self.strides or size)
        return (*self._windows.output, shape[2])

    def forward(self, x, *, training=False, rng=None):
        return self._forward(x, self.pool_size, stride=self.strides), x

    def backward(self, dy, memory, *, need_dx=True):
        return self._backward(dy, memory, self.pool_size, stride=self.strides), {}

    def used(self, output, axis, size):
        return _pixels_used(self._windows, output, axis, size)


class AveragePooling2D(MaxPooling2D):
    """The average of each window."""

    _forward = staticmethod(ops.avg_pool2d)
    _backward = staticmethod(ops.avg_pool2d_backward)


class GlobalAveragePooling2D(Layer):
    """One number for each channel: its average over the whole image."""

    def build(self, shape, rng):
        if len(shape) != 3:
            raise ValueError(f"GlobalAveragePooling2D needs images of shape (H, W, C), got {shape}")
        return shape[2:]

    def forward(self, x, *, training=False, rng=None):
        return ops.global_avg_pool2d(x), x

    def backward(self, dy, memory, *, need_dx=True):
        return ops.global_avg_pool2d_backward(dy, memory), {}


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

    def __init__(self, units, activation=None):
        self.units, self.activation = _check.whole("units", units, 1), _known(activation)
        super().__init__(units=units, activation=activation)

    def build(self, shape, rng):
        if len(shape) != 1:
            raise ValueError(f"Dense needs rows of shape (D,), got {shape}: put a Flatten before")
        size = (shape[0], self.units)
        self.weights = {"w": glorot_uniform(size, *size, rng), "b": np.zeros(self.units)}
        return (self.units,)

    def forward(self, x, *, training=False, rng=None):
        return ops.dense(x, self.weights["w"], self.weights["b"]), x

    def backward(self, dy, memory, *, need_dx=True):
        dx, dw, db = ops.dense_backward(dy, memory, self.weights["w"], need_dx=need_dx)
        return dx, {"w": dw, "b": db}


class Activation(Layer):
    """A bend as a layer of its own: relu, leaky_relu, sigmoid, tanh, or softmax as the last."""

    def __init__(self, activation):
        self.activation = _known(activation)
        super().__init__(activation=activation)

    def forward(self, x, *, training=False, rng=None):
        return x, None  # a model runs every layer's `activation` after it

    def backward(self, dy, memory, *, need_dx=True):
        return dy, {}

    def used(self, output, axis, size):
        return output


class Bend(Layer):
    """What a model runs for a layer's `activation`."""

    def __init__(self, activation):
        self.name = activation
        self._forward, self._backward = BENDS[activation]
        super().__init__(activation=activation)

    def forward(self, x, *, training=False, rng=None):
        y = self._forward(x)
        # relu's gradient can be read off its output: its input need not be kept
        return y, y if self.name == "relu" else x

    def backward(self, dy, memory, *, need_dx=True):
        return self._backward(dy, memory), {}


class Dropout(Layer):
    """Drop each number with probability `rate`, in training only."""

    def __init__(self, rate):
        if not 0 <= rate < 1:
            raise ValueError(
                f"rate must lie in 0 ≤ rate < 1, the share that is dropped, got {rate}"
            )
        self.rate = rate
        super().__init__(rate=rate)

    def forward(self, x, *, training=False, rng=None):
        return ops.dropout(x, self.rate, rng) if training and self.rate else (x, None)

    def backward(self, dy, memory, *, need_dx=True):
        return dy if memory is None else ops.dropout_backward(dy, memory), {}

    def used(self, output, axis, size):
        return output


class BatchNormalization(Layer):
    """Centre and scale each channel by the batch's statistics; afterwards by their average."""

    whole_batch = True  # its statistics are those of the batch, not of a part of it

    def __init__(self, momentum=0.99, epsilon=1e-3):
        self.momentum, self.epsilon = momentum, epsilon
        super().__init__(momentum=momentum, epsilon=epsilon)

    def build(self, shape, rng):
        channels = shape[-1]
        self.weights = {"gamma": np.ones(channels), "beta": np.zeros(channels)}
        self.moving = {"mean": np.zeros(channels), "var": np.ones(channels)}
        return shape

    def forward(self, x, *, training=False, rng=None):
        gamma, beta = self.weights.values()
        mean, var = ops.batch_statistics(x) if training else self.moving.values()
        if training:
            for moving, now in zip(self.moving.values(), (mean, var), strict=True):
                moving += (1 - self.momentum) * (now - moving)
        return ops.batch_norm(x, gamma, beta, mean, var, self.epsilon), (x, mean, var, training)

    def backward(self, dy, memory, *, need_dx=True):
        x, mean, var, training = memory
        dx, dgamma, dbeta = ops.batch_norm_backward(
            dy, x, self.weights["gamma"], mean, var, self.epsilon, training=training
        )
        return dx, {"gamma": dgamma, "beta": dbeta}


def _known(activation):
    if activation in ("linear", None):
        return None
    if activation not in (*BENDS, "softmax"):
        names = ", ".join((*BENDS, "softmax", "linear"))
        raise ValueError(f"activation must be one of {names}, or None, got {activation!r}")
    return activation


def _pixels_used(windows, output, axis, size):
    if any(windows.padding[axis]):
        return size
    return windows.stride[axis] * (output - 1) + windows.kernel[axis]
