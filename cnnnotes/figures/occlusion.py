"""A digit with a patch hidden, what the network then says, and the map of what hiding costs."""

import numpy as np
from matplotlib.patches import Rectangle

from cnnnotes.figures.grid import outline, place
from cnnnotes.figures.style import (
    BLACK,
    BLUE,
    DIVERGING,
    GREY,
    SKY,
    house_style,
    new_figure,
    number,
)


@house_style
def occluder(shape, classes):
    """Return a figure of a hidden patch and its cost, and `move(**what)`, which shows another.

    `shape` is an image's (H, W). `move` takes `image` (H, W) with the patch hidden; the patch's
    `row`, `column` and `size`; the probabilities (classes,) `before` and `hidden`; the `label`;
    `falls` (H − size + 1, W − size + 1), NaN where the patch has not been.

    >>> fig, move = occluder((2, 2), 2)
    >>> half, ink = np.array([0.5, 0.5]), np.eye(2)
    >>> move(ink, 0, 1, 1, before=ink[1], hidden=half, label=1, falls=ink)
    >>> fig.alt
    'A 1×1 patch hides row 0, column 1. The probability of 1 falls from 1 to 0.5.'
    """
    fig = new_figure(11, 3.6)
    left, middle, right = fig.subplots(1, 3, width_ratios=[1, 1, 1.3])
    height, width = shape
    picture = left.imshow(np.zeros(shape), cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[], title=f"image {height}×{width}")
    left.spines[:].set_visible(True)
    cmap = DIVERGING.with_extremes(bad="#E8E8E8")
    cost = middle.imshow(np.zeros(shape), cmap=cmap, vmin=-1, vmax=1)
    bar = fig.colorbar(cost, ax=middle, ticks=[-1, 0, 1], shrink=0.8)
    bar.ax.set_yticklabels(["rises by 1", "stays", "falls by 1"])
    middle.set(xticks=[], yticks=[])
    middle.spines[:].set_visible(False)
    bars = right.bar(range(classes), 0, color=SKY)
    marks = right.hlines(np.zeros(classes), np.arange(classes) - 0.4, np.arange(classes) + 0.4)
    marks.set(color=BLACK, linewidth=2.5, label="nothing hidden")
    right.set(xticks=range(classes), ylim=(0, 1.02), yticks=[0, 0.5, 1])
    right.set(xlabel="class", ylabel="probability")
    right.legend(loc="lower center", bbox_to_anchor=(0.5, 1))
    patch, here = outline(left, 1, 1), outline(middle, 1, 1)
    edge = middle.add_patch(Rectangle((-0.5, -0.5), 1, 1, fill=False, color=GREY, linewidth=1))
    title = middle.set_title(" ")
    for artist in (picture, cost, *bars, marks, edge, patch, here, title):
        artist.set_animated(True)

    def move(image, row, column, size, *, before, hidden, label, falls):
        picture.set_data(image)
        rows, columns = falls.shape
        cost.set_data(
            np.pad(falls, [(0, height - rows), (0, width - columns)], constant_values=np.nan)
        )
        place(edge, 0, 0, rows, columns)
        title.set_text(f"fall of p({label}), {rows}×{columns}")
        best = hidden.argmax()
        for c, (bar, p) in enumerate(zip(bars, hidden, strict=True)):
            bar.set(height=p, color=BLUE if c == best else SKY)
        marks.set_segments([[(c - 0.4, p), (c + 0.4, p)] for c, p in enumerate(before)])
        place(patch, row, column, size, size)
        place(here, row, column)
        fig.alt = (
            f"A {size}×{size} patch hides row {row}, column {column}. The probability of {label} "
            f"falls from {number(before[label])} to {number(hidden[label])}."
        )

    return fig, move
