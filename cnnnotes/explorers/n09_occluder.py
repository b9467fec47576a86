"""Occluder (notebook 09): hide a patch of a digit, and see what the network then says."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import nn
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import given
from cnnnotes.figures.occluder import occluder_figure

FILLS = {"paper, 0": 0.0, "grey, 0.5": 0.5, "ink, 1": 1.0}


def occluder(
    model: nn.Sequential | None = None,
    images: ArrayLike | None = None,
    labels: ArrayLike | None = None,
) -> Explorer:
    """Move a patch over a digit: the class's probability falls where the network looks.

    `model` takes `images` (N, H, W, C) and gives probabilities; `labels` is (N,). Without them: the
    network and the test digits that come with the course. `row` and `column` are where the patch
    begins; the map shows each fall at the patch's centre. `ValueError` for arrays that do not fit.

    >>> hiding = occluder()
    >>> hiding.size.value = 27
    >>> hiding.row.value, hiding.row.max, hiding.state["falls"].shape
    (1, 1, (2, 2))
    """
    model, images, labels = given(model, images, labels)
    height, width = images.shape[1:3]
    classes = model.predict(images[:1]).shape[1]
    fig, move = occluder_figure((height, width), classes)

    @cache
    def hidden(image, size, fill):
        """The network's answers with a patch in each place, (rows, columns, classes)."""
        rows, columns = height - size + 1, width - size + 1
        copies = images[[image] * rows * columns]
        for copy, (row, column) in zip(copies, np.ndindex(rows, columns), strict=True):
            copy[row : row + size, column : column + size] = fill
        return model.predict(copies).reshape(rows, columns, -1)

    @cache
    def seen(image):
        """The network's answer without a patch."""
        return model.predict(images[image : image + 1])[0]

    def update(image, row, column, size, fill):
        label, before, answers = int(labels[image]), seen(image), hidden(image, size, fill)
        now, falls = answers[row, column], before[label] - answers[..., label]
        covered = images[image].copy()
        covered[row : row + size, column : column + size] = fill
        alt = move(
            images[image].mean(axis=2),
            covered.mean(axis=2),
            (row, column, size),
            before=before,
            hidden=now,
            label=label,
            falls=falls,
        )
        name, fall = int(now.argmax()), float(falls[row, column])
        text = (
            f"{size}×{size} hidden from row {row}, column {column} on:  "
            f"p({label}) {before[label]:.3f} → {now[label]:.3f}, a fall of {fall:.3f}"
        )
        numbers = {"name": name, "label": label, "fall": fall, "falls": falls}
        alt = f"Image {image}, a {label}. {alt} Named {name}."
        return Shown(f"{text}; named {name}".replace("-", "−"), numbers, alt)

    sides = range(1, min(height, width) + 1)
    size = min(7, sides[-1])
    return Explorer(
        fig,
        update,
        limits=lambda size, **_: {"row": height - size, "column": width - size},
        image=slider("image", range(len(images)), min(1, len(images) - 1)),
        row=slider("row", range(height), min(10, height - size)),
        column=slider("column", range(width), min(10, width - size)),
        size=slider("size", sides, size),
        fill=dropdown("hidden by", list(FILLS.items())),
    )
