"""A digit with a patch hidden, what the network then says, and the map of what hiding costs."""

from collections.abc import Callable

import numpy as np
from matplotlib.collections import LineCollection

from cnnnotes.figures.grid import edges, outline, place
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.palette import BLACK, BLUE, GREY, PALE, SKY


@house_style
def occluder_figure(shape: tuple[int, ...], classes: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a hidden patch and its cost, and `move(**what)`, which shows another.

    `shape` is an image's (H, W). `move` takes `image` and `covered`, (H, W) each; the patch's row,
    column and size; the probabilities (classes,) `before` and `hidden`; the `label`; and `falls`
    (H − size + 1, W − size + 1), by where the patch begins. They are drawn at its centre.

    >>> fig, move = occluder_figure((2, 2), 2)
    >>> half, ink = np.array([0.5, 0.5]), np.eye(2)
    >>> move(ink, ink, (0, 1, 1), before=ink[1], hidden=half, label=1, falls=ink / 2)
    'A 1×1 patch hides row 0, column 1 and on. The probability of 1 falls from 1 to 0.5; it falls \
most, by 0.5, around row 0, column 0.'
    """
    fig = new_figure(11, 3.6)
    left, middle, right = fig.subplots(1, 3, width_ratios=[1, 1, 1.3])
    height, width = shape
    picture = left.imshow(np.zeros(shape), cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[], title=f"image {height}×{width}")
    left.spines[:].set_visible(True)
    cost = middle.imshow(np.zeros(shape), cmap=DIVERGING, vmin=-1, vmax=1)
    digit = middle.add_collection(LineCollection([], color=GREY, linewidth=1), autolim=False)
    bar = fig.colorbar(cost, ax=middle, ticks=[-1, 0, 1], shrink=0.8)
    bar.ax.set_yticklabels(["rises by 1", "stays", "falls by 1"])
    middle.set(xticks=[], yticks=[], facecolor=PALE)
    middle.set(xlim=left.get_xlim(), ylim=left.get_ylim())
    middle.spines[:].set_visible(False)
    bars = right.bar(range(classes), 0, color=SKY)
    marks = right.hlines(np.zeros(classes), np.arange(classes) - 0.4, np.arange(classes) + 0.4)
    marks.set(color=BLACK, linewidth=2.5, label="nothing hidden")
    right.set(xticks=range(classes), ylim=(0, 1.02), yticks=[0, 0.5, 1])
    right.set(xlabel="class", ylabel="probability")
    right.legend(loc="lower center", bbox_to_anchor=(0.5, 1))
    patch, here = outline(left, 1, 1), outline(middle, 1, 1)
    title = middle.set_title(" ")
    for artist in (picture, cost, digit, *bars, marks, patch, here, title):
        artist.set_animated(True)

    def move(image, covered, patch_at, *, before, hidden, label, falls):
        picture.set_data(covered)
        digit.set_segments(edges(image > 0.5))
        (row, column, size), (rows, columns) = patch_at, falls.shape
        middle_of_patch = (size - 1) / 2
        cost.set_data(falls)
        start, end = middle_of_patch - 0.5, middle_of_patch - 0.5 + np.array([columns, rows])
        cost.set_extent((start, end[0], end[1], start))
        title.set_text(f"fall of p({label}), {rows}×{columns}")
        best = hidden.argmax()
        for c, (bar, p) in enumerate(zip(bars, hidden, strict=True)):
            bar.set(height=p, color=BLUE if c == best else SKY)
        marks.set_segments([[(c - 0.4, p), (c + 0.4, p)] for c, p in enumerate(before)])
        place(patch, row, column, size, size)
        place(here, row + middle_of_patch, column + middle_of_patch)
        return (
            f"A {size}×{size} patch hides row {row}, column {column} and on. The probability of "
            f"{label} falls from {number(before[label])} to {number(hidden[label])}; it falls "
            f"most, by {number(falls.max(), 2)}, around {_centre(falls, middle_of_patch)}."
        )

    return fig, move


def _centre(falls, middle_of_patch):
    row, column = np.unravel_index(falls.argmax(), falls.shape)
    return f"row {row + middle_of_patch:g}, column {column + middle_of_patch:g}"
