"""Shift and compare (notebook 04): move a network's input, and see how much each layer changes."""

from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import named_layers
from cnnnotes.explorers.n00_digit_naming import shifted
from cnnnotes.figures.shift_and_compare import shift_and_compare_figure

MOST = 8  # pixels
MOST_LAYERS = 8  # that are shown side by side
FORMULA = "changed: sum |moved − still| / sum (|moved| + |still|), over all maps of a layer"


def shift_and_compare(
    model: nn.Sequential | None = None, image: ArrayLike | None = None
) -> Explorer:
    """Move an image, and compare each layer's maps with those of the image as it was.

    `model` takes images (N, H, W, C); `image` is one of them, (H, W, C). Without them: the network
    and a digit that come with the course. Of each layer one map is shown, the strongest; measured
    are all, by `change`. Of a deep network the first eight layers with maps are shown.

    >>> compare = shift_and_compare()
    >>> compare.right.value = 4
    >>> round(compare.state["moved_back"]["pooling 2"], 4)
    0.0
    """
    model = model or nn.load(datasets.embedded_path("convnet.npz"))
    if image is None:
        image = datasets.load_digits()[1][0][2]
    image = model.check_inputs(np.asarray(image)[None])[0]
    names, places, jumps = _layers(model)
    still = _maps(model, image, places)
    shown = [maps.sum(axis=(0, 1)).argmax() for maps in still]
    fig, move = shift_and_compare_figure(
        names, [maps[..., c] for maps, c in zip(still, shown, strict=True)]
    )

    def update(right, down):
        moved = _maps(model, shifted(image, down, right), places)
        pairs = list(zip(moved, still, strict=True))
        changed = {name: change(*pair) for name, pair in zip(names, pairs, strict=True)}
        back = {
            name: _moved_back(*pair, down, right, jump)
            for name, pair, jump in zip(names, pairs, jumps, strict=True)
        }
        alt = move(
            [maps[..., c] for maps, c in zip(moved, shown, strict=True)],
            [f"{100 * part:.0f} %" for part in changed.values()],
            ["–" if part is None else f"{100 * part:.0f} %" for part in back.values()],
        )
        text = f"{_pixels(names, jumps, right, down)}\n{FORMULA}"
        state = {"changed": changed, "moved_back": back}
        if jumps[-1] is None:
            state["output"] = moved[-1].ravel()
            text += f"\nlargest output: {_largest(moved[-1])}; as it was: {_largest(still[-1])}"
        return Shown(text, state, f"An image moved {right} right and {down} down. {alt}")

    return Explorer(
        fig,
        update,
        right=slider("right", range(-MOST, MOST + 1), 1),
        down=slider("down", range(-MOST, MOST + 1), 0),
    )


def _layers(model):
    """Return what is compared: names, places in the model, and the pixels of a move by one in each.

    These are the image, the layers with maps, and the output, if it is flat and has no places.
    """
    jumps, jump = [], (1, 1)
    for layer in model.layers:
        if windows := getattr(layer, "windows", None):
            jump = jump[0] * windows.stride[0], jump[1] * windows.stride[1]
        jumps.append(jump)
    with_maps = [
        (name, place, jumps[place])
        for name, place in named_layers(model).items()
        if len(model.shapes[place]) == 3
    ]
    layers = [("image", None, (1, 1)), *with_maps[:MOST_LAYERS]]
    if len(model.shapes[-1]) == 1:
        layers.append(("output", len(model.layers) - 1, None))
    return zip(*layers, strict=True)


def _maps(model, image, places):
    """The image and what the layers make of it, each (H, W, C); of a flat output (D, 1, 1)."""
    outputs = model.activations(image[None])
    maps = [image, *(outputs[place][0] for place in places[1:])]
    return [m if m.ndim == 3 else m[:, None, None] for m in maps]


def _pixels(names, jumps, right, down):
    """Say by how many pixels of each layer's maps the image was moved."""
    groups = {}
    for name, jump in zip(names, jumps, strict=True):
        if jump:
            groups.setdefault(jump, []).append(name)
    return "; ".join(
        f"{', '.join(layers)}: {Fraction(right, jump[1])} right, {Fraction(down, jump[0])} down"
        for jump, layers in groups.items()
    ).replace("-", "−")


def _largest(output):
    return f"number {output.argmax()}, {output.max():.2f}"


def change(a: np.ndarray, b: np.ndarray) -> float:
    """By which part of what they hold two arrays of one shape differ: 0 for alike, 1 for all.

    >>> change(np.array([1, 2]), np.array([1, 0]))
    0.5
    """
    return float(np.abs(a - b).sum() / max((np.abs(a) + np.abs(b)).sum(), 1e-12))


def _moved_back(moved, still, down, right, jump):
    """The change that is left when the maps are moved back, as far as both are in the picture."""
    if jump is None or down % jump[0] or right % jump[1]:
        return None
    down, right = down // jump[0], right // jump[1]
    if abs(down) >= still.shape[0] or abs(right) >= still.shape[1]:
        return None
    return change(_inner(moved, down, right), _inner(still, -down, -right))


def _inner(maps, down, right):
    """Leave out the rows and columns that came in with a move."""
    height, width = maps.shape[:2]
    return maps[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)]
