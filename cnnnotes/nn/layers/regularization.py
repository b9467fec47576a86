"""Layers that do one thing in training and another afterwards."""

import numpy as np

from cnnnotes import _check
from cnnnotes.nn.layers.base import Layer


class Dropout(Layer):
    """Drop each number with probability `rate`, in training only."""

    def __init__(self, rate):
        self.rate = _check.fraction("rate", rate)
        super().__init__(rate=rate)

    def forward(self, x, *, training=False, rng=None):
        return self.kernels.dropout(x, self.rate, rng) if training and self.rate else (x, None)

    def backward(self, dy, memory, *, need_dx=True):
        return dy if memory is None else self.kernels.dropout_backward(dy, memory), {}

    def used(self, output, axis, size):
        return output


class GaussianNoise(Layer):
    """Add to each number a random one of standard deviation `stddev`, in training only."""

    def __init__(self, stddev):
        if not stddev >= 0:
            raise ValueError(f"stddev must be 0 or more, got {stddev!r}")
        self.stddev = stddev
        super().__init__(stddev=stddev)

    def forward(self, x, *, training=False, rng=None):
        if training and self.stddev:
            x = x + x.dtype.type(self.stddev) * rng.standard_normal(x.shape, x.dtype)
        return x, None

    def backward(self, dy, memory, *, need_dx=True):
        return dy, {}

    def used(self, output, axis, size):
        return output


class BatchNormalization(Layer):
    """Centre and scale each channel by the batch's statistics; afterwards by their average."""

    whole_batch = True  # its statistics are those of the batch, not of a part of it

    def __init__(self, momentum=0.99, epsilon=1e-3):
        self.momentum, self.epsilon = _check.fraction("momentum", momentum), epsilon
        super().__init__(momentum=momentum, epsilon=epsilon)

    def build(self, shape, rng):
        channels = shape[-1]
        self.weights = {"gamma": np.ones(channels), "beta": np.zeros(channels)}
        self.moving = {"mean": np.zeros(channels), "var": np.ones(channels)}
        return shape

    def forward(self, x, *, training=False, rng=None):
        gamma, beta = self.weights.values()
        mean, var = self.kernels.batch_statistics(x) if training else self.moving.values()
        if training:
            for moving, now in zip(self.moving.values(), (mean, var), strict=True):
                moving += (1 - self.momentum) * (now - moving)
        return self.kernels.batch_norm(x, gamma, beta, mean, var, self.epsilon), (
            x,
            mean,
            var,
            training,
        )

    def backward(self, dy, memory, *, need_dx=True):
        x, mean, var, training = memory
        dx, dgamma, dbeta = self.kernels.batch_norm_backward(
            dy, x, self.weights["gamma"], mean, var, self.epsilon, training=training
        )
        return dx, {"gamma": dgamma, "beta": dbeta}
