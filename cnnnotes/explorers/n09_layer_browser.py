"""Layer browser (notebook 09): every map of every layer, its filter, and what excited it."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import nn
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import given, layer_slider, named_layers, seen_from
from cnnnotes.figures.layer_browser import layer_browser_figure
from cnnnotes.figures.style import number


def layer_browser(
    model: nn.Sequential | None = None,
    images: ArrayLike | None = None,
    labels: ArrayLike | None = None,
) -> Explorer:
    """Choose a digit, a layer and a map; see its filter, and which pixels its strongest place saw.

    `model` takes `images` (N, H, W, C), classes `labels` (N,). Without them: the network and the
    test digits that come with the course. `ValueError` for arrays that do not fit.

    >>> browser = layer_browser()
    >>> browser.layer.value, browser.map.value = 2, 5
    >>> browser.state["layer"], browser.state["shape"], browser.state["parameters"]
    ('convolution 2', (11, 11, 64), 289)
    """
    model, images, labels = given(model, images, labels)
    names = named_layers(model)
    most = max(model.shapes[place][-1] for place in names.values())
    fig, draw = layer_browser_figure()

    @cache
    def activations(image):
        outputs = model.activations(images[image : image + 1])
        return [np.reshape(a, (1, 1, -1) if a.ndim == 2 else a.shape[1:]) for a in outputs]

    def limits(image, layer, map):
        return {"map": model.shapes[list(names.values())[layer]][-1] - 1}

    def update(image, layer, map):
        name, place = list(names.items())[layer]
        maps, label = activations(image)[place], labels[image]
        height, width, count = maps.shape
        row, column = (int(i) for i in np.unravel_index(maps[..., map].argmax(), (height, width)))
        largest, seen = maps[row, column, map], seen_from(model, place, row, column)
        filters, learned = _filter(model, place, map)
        weights = "no weights\n"
        if filters is not None:
            size = "×".join(str(n) for n in filters.shape)
            weights = f"its weights {size}\nand a bias: {learned:,} numbers"
        chosen = f"map {map}, {height}×{width}\nframe: strongest"
        if maps.size == count:  # a number each, and no map
            chosen = f"output {map} of {count}\n{number(largest)}"
        draw(
            images[image].mean(axis=2),
            filters,
            maps,
            chosen=map,
            seen=seen,
            names={
                "image": f"image {image}, a {label}\nframe: what it saw",
                "filter": weights,
                "map": chosen,
                "all": f"{name}, all\n{height}·{width}·{count} = {maps.size:,} numbers",
            },
        )
        rows, columns = (f"{s.start} to {s.stop - 1}" for s in seen)
        text = f"{name}, map {map}: nothing in this image excites it"
        if largest > 0:
            text = (
                f"{name}, map {map}: strongest, {number(largest)}, at row {row}, column {column}, "
                f"which saw rows {rows} and columns {columns} of the image"
            )
        every = ""
        if maps.size == count <= 10:
            every = f" All outputs: {', '.join(number(value, 2) for value in maps.flat)}."
        alt = (
            f"Image {image}, a {label}; {' '.join(weights.split())}; the map that they "
            f"left, {height}×{width}; all {count} maps of this layer. {text}.{every}"
        )
        numbers = {"layer": name, "shape": maps.shape, "parameters": learned}
        numbers |= {"row": row, "column": column, "value": float(largest), "seen": seen}
        return Shown(text, numbers, alt)

    return Explorer(
        fig,
        update,
        limits=limits,
        image=slider("image", range(len(images)), min(1, len(images) - 1)),
        layer=layer_slider(names),
        map=slider("map", range(most)),
    )


def _filter(model, place, chosen):
    """Return the weights of one map as (KH, KW, C), or None, and how many numbers it learned."""
    weights = model.layers[place].weights
    numbers = sum(w[..., chosen].size for w in weights.values())
    if "w" not in weights:
        return None, numbers
    w = weights["w"][..., chosen]
    if w.ndim == 1:  # of a dense layer: as the maps that it reads, where it reads maps
        before = next((s for s in reversed(model.shapes[:place]) if len(s) == 3), model.input_shape)
        w = w.reshape(before if w.size == np.prod(before) else (1, 1, -1))
    return w, numbers
