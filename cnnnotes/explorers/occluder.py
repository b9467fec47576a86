"""Occluder (notebook 09): hide a patch of a digit, and see what the network then says."""

from functools import cache

import numpy as np
from ipywidgets import Dropdown

from cnnnotes.explorers._explorer import Explorer, slider
from cnnnotes.explorers._layers import given
from cnnnotes.figures.occlusion import occluder as occluder_figure

FILLS = {"paper, 0": 0.0, "grey, 0.5": 0.5, "ink, 1": 1.0}


def occluder(model=None, images=None, labels=None):
    """Move a patch over a digit: the class's probability falls where the network looks.

    `model` takes `images` (N, H, W, C) and gives probabilities; `labels` is (N,). Without them: the
    network and the test digits that come with the course. The map of falls shows the rows that the
    patch has been in. `ValueError` for arrays that do not fit.

    >>> hiding = occluder()
    >>> hiding.size.value = 28
    >>> hiding.text
    'a patch of 28×28 that begins at row 10, column 10 hangs over the edge: row 0, column 0 at most'
    """
    model, images, labels = given(model, images, labels)
    height, width = images.shape[1:3]
    classes = model.predict(images[:1]).shape[1]
    fig, move = occluder_figure((height, width), classes)

    @cache
    def falls(digit, size, fill):
        """The map, as far as it is known."""
        return np.full((height - size + 1, width - size + 1), np.nan)

    @cache
    def row_hidden(digit, size, fill, row):
        """Images with a patch in each place of a row, and the network's answers to them."""
        hidden = images[[digit] * (width - size + 1)]
        for column, image in enumerate(hidden):
            image[row : row + size, column : column + size] = fill
        return hidden, model.predict(hidden)

    @cache
    def before(digit):
        return model.predict(images[digit : digit + 1])[0]

    def update(digit, row, column, size, fill):
        last_row, last_column = height - size, width - size
        if row > last_row or column > last_column:
            raise ValueError(
                f"a patch of {size}×{size} that begins at row {row}, column {column} hangs over "
                f"the edge: row {last_row}, column {last_column} at most"
            )
        hidden, answers = row_hidden(digit, size, fill, row)
        label, known = int(labels[digit]), falls(digit, size, fill)
        p, now = before(digit), answers[column]
        known[row] = p[label] - answers[:, label]
        move(
            hidden[column].mean(axis=2),
            row,
            column,
            size,
            before=p,
            hidden=now,
            label=label,
            falls=known,
        )
        name, fall = int(now.argmax()), float(p[label] - now[label])
        text = (
            f"{size}×{size} hidden at row {row}, column {column}:  "
            f"p({label}) {p[label]:.3f} → {now[label]:.3f}, a fall of {fall:.3f}".replace("-", "−")
            + f"; named {name}"
        )
        fig.alt = f"Digit {digit}, a {label}. {fig.alt} Named {name}."
        return text, {"name": name, "label": label, "fall": fall, "falls": known.copy()}

    sides = range(1, min(height, width) + 1)
    size = min(7, sides[-1])
    fill = Dropdown(options=list(FILLS.items()), description="hidden by")
    fill.style.description_width = "initial"
    return Explorer(
        fig,
        update,
        digit=slider("digit", range(len(images)), min(1, len(images) - 1)),
        row=slider("row", range(height), min(10, height - size)),
        column=slider("column", range(width), min(10, width - size)),
        size=slider("size", sides, size),
        fill=fill,
    )
