"""Accuracy against shift (notebook 10): move all digits, and see what networks still read."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import ops
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import given
from cnnnotes.figures.accuracy_against_shift import accuracy_against_shift_figure
from cnnnotes.figures.style import LINES

SHIFTS = range(-8, 9)
MOST_IMAGES = 200  # that are measured: every shift is, when a direction is first looked at
DIRECTIONS = {"sideways": (0, 1), "up and down": (1, 0), "along the diagonal": (1, 1)}
WORDS = {
    "sideways": ("left", "right"),
    "up and down": ("up", "down"),
    "along the diagonal": ("up and left", "down and right"),
}


def accuracy_against_shift(
    models: Any = None, images: ArrayLike | None = None, labels: ArrayLike | None = None
) -> Explorer:
    """Move all digits by whole pixels, and see how many of them networks still read.

    `models` is one, or up to three in a dict by their names; each takes `images` (N, H, W, C), of
    which the first 200 are measured, and gives probabilities; `labels` is (N,). Without them: the
    network and the test digits that come with the course. `ValueError` for what does not fit.

    >>> explorer = accuracy_against_shift()
    >>> explorer.shift.value = 8
    >>> explorer.state["accuracy"]["network"] < 0.5
    True
    """
    models = models if isinstance(models, dict) else {"network": models}
    if not 0 < len(models) <= len(LINES):
        raise ValueError(f"models: got {len(models)}; it needs one to {len(LINES)}")
    for name, model in models.items():
        model, images, labels = given(model, images, labels)
        models = models | {name: model}
    images, labels = np.asarray(images)[:MOST_IMAGES], np.asarray(labels)[:MOST_IMAGES]

    @cache
    def said(direction):
        way = DIRECTIONS[direction]
        return {name: _said(model, images, way) for name, model in models.items()}

    fig, move = accuracy_against_shift_figure(
        list(SHIFTS), images.shape[1:3], list(models), len(images)
    )

    def update(image, shift, direction):
        down, right = (step * shift for step in DIRECTIONS[direction])
        moved = ops.warp(images[image : image + 1], down=down, right=right)[0].mean(axis=2)
        at, label, count = SHIFTS.index(shift), int(labels[image]), len(images)
        right_ones = {name: said(direction)[name] == labels for name in models}
        where = f"{abs(shift)} {WORDS[direction][shift > 0]}" if shift else "by 0"
        title = f"a {label}, moved {where}"
        alt = move(moved, shift, [each.mean(axis=1) for each in right_ones.values()], title)
        names = {name: int(said(direction)[name][at, image]) for name in models}
        lines = [
            f"{name}: {each[at].sum()} of {count} right = {100 * each[at].mean():.1f} %; "
            f"this {label} is read as {names[name]}"
            for name, each in right_ones.items()
        ]
        accuracy = {name: float(each[at].mean()) for name, each in right_ones.items()}
        numbers = {"names": names, "label": label, "accuracy": accuracy}
        return Shown("\n".join(lines), numbers, f"{alt} The shifts go {direction}.")

    return Explorer(
        fig,
        update,
        shift=slider("shift", SHIFTS, 0),
        image=slider("image", range(len(images))),
        direction=dropdown("direction", list(DIRECTIONS)),
    )


def _said(model, images, way):
    """What the network calls each image at each shift: (S, N)."""
    moves = [[step * shift for step in way] for shift in SHIFTS]
    moved = (ops.warp(images, down=down, right=right) for down, right in moves)
    return np.array([model.predict(each).argmax(axis=1) for each in moved])
