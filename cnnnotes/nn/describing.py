"""What a model is: as JSON for a file, and as a table to read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import numpy as np

from cnnnotes.nn import layers as course_layers
from cnnnotes.nn.layers import Layer

FORMAT = 1


def describe(layers: Sequence[Layer], input_shape: tuple[int, ...], dtype: np.dtype) -> str:
    """Everything about a model but its numbers, as JSON.

    A layer of your own that its `config` would not bring back is a `ValueError`.
    """
    description = {
        "format": FORMAT,
        "input_shape": input_shape,
        "dtype": dtype.name,
        "layers": [[_name(layer), layer.config] for layer in layers],
    }
    return json.dumps(description, default=_plain)


def _name(layer: Layer) -> str:
    """The name of a layer's class; with its module before a dot, if it is not the course's."""
    kind = type(layer)
    if getattr(course_layers, kind.__name__, None) is kind:
        return kind.__name__
    try:
        kind(**layer.config)
    except TypeError as error:
        raise ValueError(
            f"{layer!r} could not be loaded again: {error}. Its __init__ must hand on all of its "
            "arguments by name, as in super().__init__(units=units)"
        ) from error
    return f"{kind.__module__}.{kind.__qualname__}"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, np.generic):
        return value.item()
    raise ValueError(f"a file can hold a layer's numbers, words and lists of them, got {value!r}")


def table(layers: Sequence[Layer], shapes: Sequence[tuple[int, ...]]) -> str:
    """Each layer's output shape and number of parameters, and their total, to print."""
    # 54 columns fit beside a notebook's margin in half a window.
    lines = [f"{'Layer':<24}{'Output shape':<20}{'Parameters':>10}", "─" * 54]
    for layer, shape in zip(layers, shapes, strict=True):
        name = type(layer).__name__ + f" ({layer.activation})" * bool(layer.activation)
        lines.append(f"{name:<24}{(None, *shape)!s:<20}{layer.count_params():>10,}")
    total = sum(layer.count_params() for layer in layers)
    return "\n".join([*lines, "─" * 54, f"{'Total':<44}{total:>10,}"])
