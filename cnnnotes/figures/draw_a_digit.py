"""A drawing as a network reads it: its image, every layer's maps, and the probabilities."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib import colormaps

from cnnnotes.figures.grid import tiles
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure
from cnnnotes.palette import BLUE, PALE, SKY

ACROSS = 3  # panels in a row


@house_style
def draw_a_digit_figure(
    image: tuple[int, int], layers: Mapping[str, tuple[int, ...]], classes: int
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of what a network makes of an image, and `move(image, maps, probabilities)`.

    `image` is the shape (H, W), `layers` maps names to shapes (H, W, C) or (D,); `move` takes an
    image from 0 (paper) to 1 (ink), a list of such maps, and the probabilities (classes,).

    >>> fig, move = draw_a_digit_figure((4, 4), {"convolution": (2, 2, 3)}, 2)
    >>> move(np.eye(4), [np.ones((2, 2, 3))], [0.25, 0.75])
    'What the network reads, 4×4. convolution 2×2×3: 3 of 3 maps answer. Named 1, with 75 %.'
    """
    rows = -(-(1 + len(layers)) // ACROSS)
    fig = new_figure(7.4, 1.75 * rows + 1.5)
    panels, below = fig.subfigures(2, 1, height_ratios=[1.75 * rows, 1.5])
    axes = panels.subplots(rows, ACROSS, squeeze=False).ravel()
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    sizes = ["×".join(map(str, shape)) for shape in layers.values()]
    titles = [f"{name}  {size}" for name, size in zip(layers, sizes, strict=True)]
    pictures: list[Any] = []
    for ax, title in zip(axes, [f"what is read  {image[0]}×{image[1]}", *titles], strict=False):
        first = not pictures
        cmap = colormaps["gray_r"] if first else DIVERGING.with_extremes(bad=PALE)
        extent = (0, 1 if first else 2, 0, 1)
        pictures.append(ax.imshow([[0.0]], cmap=cmap, extent=extent, interpolation="nearest"))
        ax.set_title(title, fontsize=11)
        ax.spines[:].set_visible(first)
    pictures[0].set_clim(0, 1)
    bars, names = _bars(below.subplots(), classes)
    for artist in (*pictures, *axes[0].spines.values(), *bars, *names):
        artist.set_animated(True)

    def move(image, maps, probabilities):
        pictures[0].set_data(image)
        words = [f"What the network reads, {image.shape[0]}×{image.shape[1]}."]
        for picture, title, values in zip(pictures[1:], layers, maps, strict=True):
            values = values.reshape(*(values.shape if values.ndim == 3 else (1, 1, -1)))
            largest = np.abs(values).max() or 1
            picture.set(data=tiles(values, 1), clim=(-largest, largest))
            size, awake = sizes[len(words) - 1], np.count_nonzero(values.any(axis=(0, 1)))
            words.append(f"{title} {size}: {awake} of {values.shape[2]} maps answer.")
        best = int(np.argmax(probabilities))
        for c, (bar, name, p) in enumerate(zip(bars, names, probabilities, strict=True)):
            bar.set(height=p, color=BLUE if c == best else SKY)
            name.set(y=p, text=f"{100 * p:.0f} %" if c == best else "")
        words.append(f"Named {best}, with {100 * probabilities[best]:.0f} %.")
        return " ".join(words)

    return fig, move


def _bars(ax, classes):
    bars = ax.bar(range(classes), 0)
    names = [ax.text(c, 0, "", ha="center", va="bottom", weight="bold") for c in range(classes)]
    ax.set(xticks=range(classes), ylim=(0, 1.25), yticks=[0, 1])
    ax.set_title("probabilities", fontsize=11)
    return bars, names
