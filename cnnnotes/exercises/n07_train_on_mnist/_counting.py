"""Counting parameters with one formula replaced: what the mistakes of 07_count_params come from.

A formula gets the shape that comes into a layer, the layer's sizes, and the shape that goes out.
"""

from collections.abc import Callable
from math import prod

import numpy as np


def conv_weights(shape: tuple, sizes: tuple, out: np.ndarray) -> int:
    """The weights of a convolution, without its biases."""
    return sizes[1] ** 2 * shape[2] * sizes[0]


def dense_weights(shape: tuple, sizes: tuple, out: np.ndarray) -> int:
    """The weights of a dense layer, without its biases."""
    return shape[0] * sizes[0]


def counting(
    conv: Callable = lambda *layer: conv_weights(*layer) + layer[1][0],
    dense: Callable = lambda *layer: dense_weights(*layer) + layer[1][0],
    other: Callable = lambda shape, sizes, out: 0,
    slid: Callable = lambda n, k: n - k + 1,
    pooled: Callable = lambda n, k: n // k,
    flat: Callable = prod,
    total: Callable = sum,
) -> Callable:
    """Return `count_params` with some formula, some size of an output, or its total replaced."""

    def count(layers):
        counts = []
        for kind, *sizes in layers:
            formula = {"conv": conv, "dense": dense}.get(kind, other)
            if kind == "input":
                shape = out = tuple(sizes)
            elif kind == "conv":
                out = (*(slid(n, sizes[1]) for n in shape[:2]), sizes[0])
            elif kind == "pool":
                out = (*(pooled(n, sizes[0]) for n in shape[:2]), shape[2])
            else:
                out = (flat(shape),) if kind == "flatten" else (sizes[0],)
            counts.append(formula(shape, sizes, out))
            shape = out
        return total(counts)

    return count


def with_depth_of_the_image(layers: list) -> int:
    """Every convolution spans as many channels as the image has."""
    depth = layers[0][3]

    def conv(shape, sizes, out):
        return (sizes[1] ** 2 * depth + 1) * sizes[0]

    return counting(conv)(layers)


def with_square_image(axis: int) -> Callable:
    """Return a count that takes the size of the image along one axis for both."""

    def count(layers):
        name, *shape = layers[0]
        return counting()([(name, shape[axis], shape[axis], shape[2]), *layers[1:]])

    return count


def written_out(at: tuple[int, ...], layers: list) -> str:
    """The arithmetic of the count, layer by layer."""
    return counting(
        conv=lambda shape, sizes, out: f"({sizes[1]}·{sizes[1]}·{shape[2]} + 1)·{sizes[0]}",
        dense=lambda shape, sizes, out: f"({shape[0]} + 1)·{sizes[0]}",
        total=lambda counts: " + ".join(filter(None, counts)),
    )(layers)
