"""What explorers of a network share: its layers by name, and what a place in a layer has seen."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from ipywidgets import SelectionSlider
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn
from cnnnotes.explorers._controls import placed


def named_layers(model: Any) -> dict[str, int]:
    """Return the layers that make new numbers: a dict of their names and places in `layers`.

    >>> named_layers(nn.models.convnet())
    {'convolution 1': 0, 'pooling 1': 1, 'convolution 2': 2, 'pooling 2': 3, 'convolution 3': 4, \
'dense 1': 6}
    """
    names: dict[str, int] = {}
    counts: dict[str, int] = {}
    for place, layer in enumerate(model.layers):
        if layer.kind:
            counts[layer.kind] = counts.get(layer.kind, 0) + 1
            names[f"{layer.kind} {counts[layer.kind]}"] = place
    return names


# What a layer is called in a narrow column, by its function.
SHORT = {"conv2d": "conv", "relu": "ReLU", "max_pool2d": "pool", "dense": "dense", "": "flatten"}


def short_names(layers: Sequence[nn.Layer]) -> list[str]:
    """Return a short name for each layer, with a number where there are several of one name.

    `ValueError` for a layer that has none.

    >>> short_names([nn.Conv2D(1, 3), nn.MaxPooling2D(), nn.Conv2D(2, 3)])
    ['conv 1', 'pool', 'conv 2']
    """
    if unknown := [layer for layer in layers if layer.kernel not in SHORT]:
        raise ValueError(f"model: got {unknown[0]!r}; this picture knows {', '.join(SHORT)}")
    short = [SHORT[layer.kernel] for layer in layers]
    return [
        f"{name} {short[: i + 1].count(name)}" if short.count(name) > 1 else name
        for i, name in enumerate(short)
    ]


def layer_slider(names: Iterable[str]) -> SelectionSlider:
    """Return a slider over the names of layers; its value is the layer's place in `names`."""
    options = [(name, place) for place, name in enumerate(names)]
    control = placed(SelectionSlider(options=options, description="layer"))
    control.layout.flex = "1 1 22em"  # names are longer than numbers, and reach beyond
    control.layout.margin = "2px 2em 2px 2px"
    return control


def seen_from(model: Any, place: int, row: int, column: int) -> tuple[slice, ...]:
    """Return the rows and columns of the image, as slices, that reach one place of a layer's maps.

    >>> seen_from(nn.models.convnet(), 4, 0, 2)
    (slice(0, 18, None), slice(8, 26, None))
    """
    inputs = [model.input_shape, *model.shapes]
    seen = []
    for axis, start in enumerate((row, column)):
        stop = start + 1
        for layer, shape in reversed([*zip(model.layers, inputs, strict=False)][: place + 1]):
            if windows := getattr(layer, "windows", None):
                step, before = windows.stride[axis], windows.padding[axis][0]
                stop = min((stop - 1) * step - before + windows.kernel[axis], shape[axis])
                start = max(start * step - before, 0)  # what lies outside is padding
            elif layer.whole_image and len(shape) == 3:
                start, stop = 0, shape[axis]
        seen.append(slice(start, stop))
    return tuple(seen)


def given(
    model: nn.Sequential | None, images: ArrayLike | None, labels: ArrayLike | None
) -> tuple[nn.Sequential, np.ndarray, np.ndarray]:
    """Return a model, images it can take and their labels; what is None comes with the course."""
    if images is None:
        _, (images, labels) = datasets.load_digits()
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    images = model.check_inputs(images)
    if images.ndim != 4 or not len(images):
        raise ValueError(f"images: got shape {images.shape}; it needs (N, H, W, C)")
    labels = np.asarray(labels)
    if labels.shape != (len(images),):
        raise ValueError(f"labels: got shape {labels.shape}; it needs ({len(images)},)")
    return model, images, labels
