"""What a model runs: its layers as steps, in a fast order, on those pixels that matter."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from cnnnotes.nn.layers import Activation, Input, Layer, MaxPooling2D
from cnnnotes.nn.layers.activation import NONLINEAR


def check_layers(layers: Iterable[Layer]) -> list[Layer]:
    """Return the layers as a list, or say which of them may not stand there."""
    if not isinstance(layers, Iterable):
        raise ValueError(f"layers must be a list of layers, got {layers!r}")
    layers = list(layers)
    for layer in layers:
        if not isinstance(layer, Layer):
            raise ValueError(f"layers must be layers, such as Conv2D(32, 3), got {layer!r}")
    steps = layers[1:] if layers and isinstance(layers[0], Input) else layers
    if not steps or any(isinstance(layer, Input) for layer in steps):
        raise ValueError(f"layers must be at least one layer, after an Input if any: {layers}")
    if len(set(map(id, steps))) < len(steps):
        raise ValueError("layers: each layer object may appear once, and one is there twice")
    if any(layer.activation == "softmax" for layer in steps[:-1]):
        raise ValueError("softmax turns scores into probabilities: only the last layer may")
    return layers


def steps_of(layer: Layer) -> list[Layer]:
    """The layer, then its activation as a step of its own.

    >>> from cnnnotes.nn import Dense
    >>> steps_of(Dense(2, activation="relu"))
    [Dense(units=2, activation='relu'), Activation(activation='relu')]
    """
    if layer.activation is None or isinstance(layer, Activation):
        return [layer]
    return [layer, Activation(layer.activation)]


def fast_order(steps: list[Layer]) -> list[Layer]:
    """The steps, with pooling before the activation.

    The largest of activated numbers is the activated largest, as every activation rises. Pooling
    first leaves a quarter of the numbers to activate.
    """
    steps = list(steps)
    for i, (step, pool) in enumerate(pairwise(steps)):
        rises = isinstance(step, Activation) and step.activation in NONLINEAR
        if rises and type(pool) is MaxPooling2D:
            steps[i : i + 2] = pool, step
    return steps


def input_slices(layers: Sequence[Layer], shapes: Sequence[tuple]) -> tuple[slice, ...]:
    """The part of a batch of inputs that reaches the output at all; `shapes` are the inputs'.

    Windows that do not fit leave rows and columns at the end unread: of 28 × 28, the course's
    convnet reads 26 × 26. Cut off in front, they cost nothing in all the layers that follow.
    """
    if len(shapes[0]) != 3:
        return ()
    extent: list[int | None] = [None, None]  # nothing is known behind a Flatten
    for layer, shape in zip(reversed(layers), reversed(shapes), strict=True):
        if len(shape) == 3:
            extent = [
                size if output is None else layer.input_extent(output, axis, size)
                for axis, (size, output) in enumerate(zip(shape[:2], extent, strict=True))
            ]
    return (slice(None), *map(slice, extent))
