"""Layers that do one thing in training and another afterwards."""

from typing import Any

import numpy as np

from cnnnotes import _check
from cnnnotes.nn.layers.base import Gradients, Layer, Output, Rng, Shape


class Dropout(Layer):
    """Drop numbers at random, in training only.

    - `rate`: the probability with which each is dropped, from 0 to below 1.
    """

    def __init__(self, rate: float) -> None:
        self.rate = _check.fraction("rate", rate)
        super().__init__(rate=rate)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        return self.kernels.dropout(x, self.rate, rng) if training and self.rate else (x, None)

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        return dy if cache is None else self.kernels.dropout_backward(dy, cache), {}

    def input_extent(self, output: int, axis: int, size: int) -> int:
        return output

    def in_words(self) -> str:
        return f"dropout {self.rate:g}"


class GaussianNoise(Layer):
    """Add to each number a random one with mean 0, in training only.

    - `stddev`: the standard deviation of what is added, 0 or more.
    """

    def __init__(self, stddev: float) -> None:
        self.stddev = _check.number("stddev", stddev, 0)
        super().__init__(stddev=stddev)

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        if training and self.stddev:
            dtype = np.promote_types(x.dtype, np.float32)
            noise = _check.rng(rng).standard_normal(x.shape, dtype)
            x = x + (self.stddev * noise).astype(x.dtype, copy=False)
        return x, None

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        return dy, {}

    def input_extent(self, output: int, axis: int, size: int) -> int:
        return output

    def in_words(self) -> str:
        return f"noise {self.stddev:g}"


class BatchNormalization(Layer):
    """Centre and scale each channel by the batch's statistics; afterwards by their average.

    - `momentum`: how much of the running statistics each training batch leaves as it was.
    - `epsilon`: what is added to the variance, so that no division is by 0.
    """

    kind, kernel = "normalization", "batch_norm"
    whole_batch = True  # its statistics are those of the batch, not of a part of it

    def __init__(self, momentum: float = 0.99, epsilon: float = 1e-3) -> None:
        self.momentum = _check.fraction("momentum", momentum)
        self.epsilon = _check.number("epsilon", epsilon, 0)
        super().__init__(momentum=momentum, epsilon=epsilon)

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        channels = shape[-1]
        self.weights = {"gamma": np.ones(channels), "beta": np.zeros(channels)}
        self.running = {"mean": np.zeros(channels), "var": np.ones(channels)}
        return shape

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        gamma, beta = self.weights.values()
        mean, var = self.kernels.batch_statistics(x) if training else self.running.values()
        y = self.kernels.batch_norm(x, gamma, beta, mean, var, self.epsilon)
        return y, (x, mean, var, training)

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        x, mean, var, training = cache
        dx, dgamma, dbeta = self.kernels.batch_norm_backward(
            dy, x, self.weights["gamma"], mean, var, self.epsilon, training=training
        )
        return dx, {"gamma": dgamma, "beta": dbeta}

    def statistics(self, cache: Any) -> dict[str, np.ndarray]:
        _, mean, var, _ = cache
        return {"mean": mean, "var": var}

    def follow(self, statistics: dict[str, np.ndarray]) -> None:
        for name, now in statistics.items():
            self.running[name] += (1 - self.momentum) * (now - self.running[name])

    def in_words(self) -> str:
        return "batch norm"
