"""A stack of layers before it is trained: shapes, counts and what is seen, in numbers and words."""

from math import prod
from typing import NamedTuple, cast

import numpy as np

from cnnnotes import nn
from cnnnotes.explorers._layers import seen_from


class Plan(NamedTuple):
    """What a `Sequential` knows of its `layers` once it is built, without the work of new weights.

    `input_shape` is an image's, `shapes` the layers' outputs.
    """

    layers: list
    input_shape: tuple
    shapes: list

    @classmethod
    def of(cls, stack: dict[int, nn.Layer], input_shape: tuple[int, ...]) -> "Plan":
        """Plan layers by their places; `ValueError` names the one that does not fit.

        >>> Plan.of({1: nn.MaxPooling2D(2), 3: nn.Flatten()}, (4, 6, 5)).shapes
        [(2, 3, 5), (30,)]
        """
        if stack:
            nn.Sequential(stack.values())  # says what may not stand where
        shapes = [input_shape]
        for place, layer in stack.items():
            try:
                shapes.append(layer.build(shapes[-1], cast(np.random.Generator, _Blank())))
            except ValueError as error:
                raise ValueError(f"layer {place}, {layer.in_words()}: {error}") from None
        return cls([*stack.values()], input_shape, shapes[1:])

    def levels(self) -> list[tuple]:
        """For the image and each layer: name, shape, what is counted, and what it sees."""
        levels = [("image", self.input_shape, (0, 0, prod(self.input_shape)), (1, 1))]
        for place, (layer, shape) in enumerate(zip(self.layers, self.shapes, strict=True)):
            kept = 0 if isinstance(layer, nn.Flatten) else prod(shape)  # they are kept already
            row, column = (n // 2 for n in shape[:2]) if len(shape) == 3 else (0, 0)
            seen = tuple(s.stop - s.start for s in seen_from(self, place, row, column))
            levels.append((layer.in_words(), shape, (*self.costs(place), kept), seen))
        return levels

    def costs(self, place: int) -> tuple[int, int]:
        """How many numbers layer `place` learns, and how many products it takes for an image."""
        layer = self.layers[place]
        return layer.count_params(), layer.macs(self.shapes[place])

    def arithmetic(self, place: int) -> str:
        """Write out, with the numbers of layer `place`, its shape, parameters and products.

        >>> Plan.of({1: nn.Conv2D(2, 1)}, (9, 9, 5)).arithmetic(0)
        'rows and columns 9 − 1 + 1 = 9; parameters (1·1·5 + 1)·2 = 12; products 1·1·5·2·9·9 = 810'
        """
        layer, after = self.layers[place], self.shapes[place]
        before = self.shapes[place - 1] if place else self.input_shape
        said = []
        if windows := getattr(layer, "windows", None):
            axes = zip(before, windows.kernel, windows.stride, windows.padding, after, strict=False)
            rows, columns = (_positions(*axis) for axis in axes)
            said += [f"rows {rows}", f"columns {columns}"]
            if rows == columns:
                said = [f"rows and columns {rows}"]
        elif isinstance(layer, nn.Flatten):
            said.append(f"{_dots(before)} = {after[0]:,} numbers in a row")
        elif isinstance(layer, nn.GlobalAveragePooling2D):
            said.append(f"each map's {_dots(before[:2])} numbers averaged")
        parameters, products = self.costs(place)
        if products:
            *read, made = layer.weights["w"].shape
            said.append(f"parameters ({_dots(read)} + 1)·{made} = {parameters:,}")
            said.append(f"products {_dots((*read, made, *after[:-1]))} = {products:,}")
        else:
            said.append(f"{parameters or 'no'} parameters")
        return "; ".join(said)


class _Blank:
    """A random generator for weights of which only the shape is asked: no time, no memory."""

    def uniform(self, low, high, shape):
        return np.broadcast_to(0.0, shape)


def _positions(n, kernel, stride, padding, output):
    """How often a window fits along an axis, in numbers."""
    room = f"{n} + {sum(padding)} − {kernel}" if any(padding) else f"{n} − {kernel}"
    times = f"{room} + 1" if stride == 1 else f"⌊({room})/{stride}⌋ + 1"
    left = (n + sum(padding) - kernel) % stride
    return f"{times} = {output}" + f", {left} left over" * bool(left)


def _dots(numbers):
    return "·".join(f"{n:,}" for n in numbers)
