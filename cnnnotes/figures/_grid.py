"""A grid of numbers: each cell coloured by its value and, in a small grid, with the value in it."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from ._style import BLACK, DIVERGING, GREY, PAPER, number

MOST_NUMBERS = 14  # cells a side; beyond this the numbers are too small to read and slow to draw


class NumberGrid:
    """A picture of a 2-D array, drawn once and changed by `update(values)`.

    `limit` is the value, and minus it, at which the colours end (default: the largest in size).
    """

    def __init__(self, ax, values, *, title="", limit=None, cmap=DIVERGING):
        values = np.asarray(values, dtype=float)
        height, width = values.shape
        self.limit = limit or np.abs(values).max(initial=0) or 1
        low = -self.limit if cmap is DIVERGING else 0
        self.image = ax.imshow(values, cmap=cmap, vmin=low, vmax=self.limit)
        self.texts = []
        ax.set_title(title)
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        if max(height, width) <= MOST_NUMBERS:
            ax.set_xticks(range(width))
            ax.set_yticks(range(height))
            ax.set_xticks(np.arange(width + 1) - 0.5, minor=True)
            ax.set_yticks(np.arange(height + 1) - 0.5, minor=True)
            ax.grid(which="minor", color=GREY, linewidth=0.5)
            self.texts = [
                ax.text(column, row, "", ha="center", va="center")
                for row in range(height)
                for column in range(width)
            ]
        ax.tick_params(which="both", length=0)
        self.update(values)

    def update(self, values):
        """Show other values of the same shape."""
        values = np.asarray(values, dtype=float)
        self.image.set_data(values)
        colours = self.image.cmap(self.image.norm(values)) @ [0.299, 0.587, 0.114, 0]
        for text, value, light in zip(self.texts, values.flat, colours.flat, strict=False):
            text.set(text=number(value), color=BLACK if light > 0.5 else PAPER)


def outline(ax, height, width):
    """Draw a heavy frame around `height × width` cells; `place` moves it."""
    halo = [withStroke(linewidth=7, foreground=PAPER)]  # seen on dark cells too
    shape = Rectangle((-0.5, -0.5), width, height, fill=False, linewidth=3.5)
    shape.set(zorder=5, clip_on=False, path_effects=halo)
    return ax.add_patch(shape)


def cover(ax, height, width):
    """Hide `height × width` cells under a dotted sheet; `place` moves it."""
    shape = Rectangle((-0.5, -0.5), width, height, facecolor="#F2F2F2", edgecolor="#BBBBBB")
    shape.set(zorder=4, linewidth=0, hatch="..")
    return ax.add_patch(shape)


def place(shape, row, column, height=None, width=None):
    """Move an outline or a cover so that its first cell is `(row, column)`; give it a new size."""
    shape.set_xy((column - 0.5, row - 0.5))
    if height is not None:
        shape.set(height=height, width=width)
