"""A digit, and how sure a network is of each name for it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, SKY


@house_style
def digit_naming_figure(
    image: ArrayLike, probabilities: ArrayLike
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a digit and its probabilities, and `move(image, probabilities)`.

    Shapes: `image` (H, W) or (H, W, 1), from 0 (paper) to 1 (ink), `probabilities` (C,).

    >>> fig, move = digit_naming_figure([[0, 1], [0, 1]], [0.25, 0.75])
    >>> move([[0, 1], [0, 1]], [0.25, 0.75])
    'An image of a digit. Named 1, with 75 %.'
    """
    fig = new_figure(8, 3.6)
    left, right = fig.subplots(1, 2, width_ratios=[1, 1.5])
    height, width = np.shape(image)[:2]
    picture = left.imshow(np.zeros((height, width)), cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[], title=f"{height}×{width} numbers in")
    left.spines[:].set_visible(True)
    classes = range(len(probabilities))
    bars = right.bar(classes, 0, color=SKY)
    names = [right.text(c, 0, "", ha="center", va="bottom", fontweight="bold") for c in classes]
    right.set(xticks=classes, ylim=(0, 1.12), yticks=[0, 0.5, 1])
    right.set(xlabel="name", ylabel="probability", title=f"{len(classes)} probabilities out")
    for artist in (picture, *left.spines.values(), *bars, *names):
        artist.set_animated(True)

    def move(image, probabilities):
        picture.set_data(np.reshape(image, (height, width)))
        best = int(np.argmax(probabilities))
        for c, (bar, name, p) in enumerate(zip(bars, names, probabilities, strict=True)):
            bar.set(height=p, color=BLUE if c == best else SKY)
            name.set(y=p, text=f"{100 * p:.0f} %" if c == best else "")
        sure = number(round(100 * float(probabilities[best])))
        return f"An image of a digit. Named {best}, with {sure} %."

    move(image, probabilities)
    return fig, move
