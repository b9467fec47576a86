"""Receptive field (notebook 02): stack layers, point at an output, see what it sees."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.figures.receptive_field import receptive_field_figure
from cnnnotes.ops import output_size

MOST_LAYERS, MOST_PIXELS, NONE = 5, 32, "no layer"


class Slide(NamedTuple):
    """How the window of a convolution or a pooling slides.

    Args:
        kernel: the window's length.
        stride: how far it moves.
        padding: pixels added at each end, or `(before, after)`.
        dilation: the distance between neighbours in the window.
    """

    kernel: int
    stride: int = 1
    padding: int | tuple[int, int] = 0
    dilation: int = 1

    @property
    def before(self) -> int:
        """The padding on the left."""
        return self.padding[0] if isinstance(self.padding, tuple) else self.padding

    def __str__(self):
        named = zip(self._fields[1:], self[1:], Slide(1)[1:], strict=True)
        words = [f"{name} {value}" for name, value, usual in named if value != usual]
        return ", ".join([f"{self.kernel}×{self.kernel}", *words])


LAYERS = (Slide(2, 2), Slide(3, 2), Slide(3, 1, 0, 2), Slide(5), Slide(3), Slide(3, 1, 1))


def receptive_field(
    layers: Any = ((3, 1), (3, 1), (3, 1)), image: ArrayLike | None = None, *, formula: bool = False
) -> Explorer:
    """Stack up to five layers, point at an output, and see which pixels it sees.

    `layers` is a network, or a list of (kernel, stride), with padding and dilation after them where
    there are any; `image` (H, W), of up to 32×32 pixels, without it a digit. `ValueError` for more
    layers, other images, and windows that are not square. `formula` writes out how many pixels an
    output sees.

    >>> view = receptive_field([(3, 1), (3, 2)], formula=True)
    >>> view.text.partition(" pixels")[0]
    'An output sees 1 + (3 − 1)·1 + (3 − 1)·1 = 5'
    >>> view.layer_3.value = "2×2, stride 2"
    >>> view.state["field"], view.state["outputs"]
    (7, (6, 6))
    """
    stack = _stack(layers)
    if image is None:
        _, (images, _) = datasets.load_digits()
        image = images[2, :, :, 0]
    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or not image.size or max(image.shape) > MOST_PIXELS:
        raise ValueError(f"image: got shape {image.shape}; it needs (H, W), each up to 32")
    kinds = {str(layer): layer for layer in (*stack, *LAYERS)}
    fig, move = receptive_field_figure(image, MOST_LAYERS)

    def axes(chosen):
        chain = [kinds[name] for name in chosen.values() if name != NONE]
        return [Axis(n, chain) for n in image.shape]

    def limits(row, column, **chosen):
        try:
            down, across = axes(chosen)
        except SettingError:
            return {}
        return {"row": down.sizes[-1] - 1, "column": across.sizes[-1] - 1}

    def update(row, column, **chosen):
        down, across = axes(chosen)
        (rows, *_), _ = down.seen(row)
        (columns, *_), _ = across.seen(column)
        alt = move(*across.side_view(column), (rows, columns), across.table())
        rows, columns = down.inside(0, rows), across.inside(0, columns)
        text = (
            f"An output sees {across.growth() if formula else across.fields[-1]} pixels in a row. "
            f"Output {row, column} sees {len(rows) * len(columns)} of {image.size} pixels."
        )
        outputs = down.sizes[-1], across.sizes[-1]
        field = across.fields[-1]
        numbers = {"field": field, "outputs": outputs, "rows": rows, "columns": columns}
        return Shown(text, numbers, alt)

    controls = {
        "row": slider("output row", range(image.shape[0])),
        "column": slider("output column", range(image.shape[1])),
    }
    names = [*map(str, stack), *[NONE] * (MOST_LAYERS - len(stack))]
    for place, name in enumerate(names, 1):
        controls[f"layer_{place}"] = dropdown(f"layer {place}", [NONE, *kinds], name)
    explorer = Explorer(fig, update, limits=limits, **controls)
    explorer.row.value, explorer.column.value = (n // 2 for n in explorer.state["outputs"])
    return explorer


class Axis:
    """One axis of `n` pixels under a chain of layers: a number for each level, the picture first.

    `sizes` are the levels' lengths, `jumps` how many pixels lie between two neighbours, `fields`
    how many an output sees, `starts` over which pixel the first output stands.

    Args:
        n: the picture's pixels.
        chain: how the window of each layer slides.
    """

    def __init__(self, n: int, chain: list[Slide]):
        self.chain = chain
        self.sizes, self.jumps, self.fields = [n], [1], [1]
        self.starts = [0.0]
        for place, layer in enumerate(chain, 1):
            try:
                self.sizes.append(output_size(self.sizes[-1], *layer))
            except ValueError as error:
                raise SettingError(f"layer {place}: {error}") from None
            reach, jump = layer.dilation * (layer.kernel - 1), self.jumps[-1]
            self.fields.append(self.fields[-1] + reach * jump)
            self.starts.append(self.starts[-1] + (reach / 2 - layer.before) * jump)
            self.jumps.append(jump * layer.stride)

    def seen(self, output: int) -> tuple[list[list[int]], list]:
        """The places that `output` sees at each level, padding included, and pairs of them."""
        levels, pairs = [[output]], []
        for level, layer in reversed([*enumerate(self.chain, 1)]):
            below: set[int] = set()
            for i in self.inside(level, levels[0]):
                first = i * layer.stride - layer.before
                taps = range(first, first + layer.dilation * layer.kernel, layer.dilation)
                pairs += [[(i, level), (tap, level - 1)] for tap in taps]
                below.update(taps)
            levels.insert(0, sorted(below))
        return levels, pairs

    def inside(self, level: int, places: Iterable[int]) -> list[int]:
        """Those of `places` that are no padding."""
        return [int(i) for i in places if 0 <= i < self.sizes[level]]

    def side_view(self, output: int) -> tuple[list, ...]:
        """Points for all numbers, those seen, and padding; and lines between those seen."""
        levels, pairs = self.seen(output)
        seen = [(i, level) for level, places in enumerate(levels) for i in places]
        every = {(i, level) for level, size in enumerate(self.sizes) for i in range(size)}
        points = sorted(every), sorted(every & {*seen}), sorted({*seen} - every)
        return *([*map(self._at, some)] for some in points), [[*map(self._at, p)] for p in pairs]

    def _at(self, point):
        i, level = point
        return self.starts[level] + self.jumps[level] * i, level

    def table(self) -> list[tuple]:
        """A row for each level: its name, size, field and jump."""
        names = ["picture", *map(str, self.chain)]
        return [*zip(names, self.sizes, self.fields, self.jumps, strict=True)]

    def growth(self) -> str:
        """How the receptive field grows, in numbers."""
        terms = [
            f"({kernel} − 1)·{f'{dilation}·' * (dilation > 1)}{jump}"
            for (kernel, _, _, dilation), jump in zip(self.chain, self.jumps, strict=False)
        ]
        return f"{' + '.join(['1', *terms])} = {self.fields[-1]}"


def _stack(layers):
    """The layers that slide, of a network or as they are given, each as a `Slide`."""
    if hasattr(layers, "layers"):
        windows = [layer.windows for layer in layers.layers if hasattr(layer, "windows")]
        if any(len(set(pair)) > 1 for w in windows for pair in (w.kernel, w.stride, w.padding)):
            raise ValueError("layers: got a window that is not square")
        layers = [(w.kernel[0], w.stride[0], w.padding[0], w.dilation[0]) for w in windows]
    layers = [Slide(*layer) for layer in layers]
    layers = [x._replace(padding=x.before) if x.padding == (x.before,) * 2 else x for x in layers]
    if len(layers) > MOST_LAYERS:
        raise ValueError(f"layers: got {len(layers)} that slide; there is room for {MOST_LAYERS}")
    return layers
