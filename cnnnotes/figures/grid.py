"""A grid of numbers: each cell coloured by its value and, in a small grid, with the value in it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike

from cnnnotes.figures.style import DIVERGING, number
from cnnnotes.palette import BLACK, GREY, PALE, PAPER

MOST_NUMBERS = 14  # cells a side; beyond this the numbers are too small to read and slow to draw


class NumberGrid:
    """A picture of a 2-D array, drawn once; `update(values)` changes its `artists`.

    Args:
        ax: the axes to draw on.
        values: the array, `(H, W)`.
        title: stands above.
        limit: the value, and minus it, at which the colours end (default: the largest in size).
        cmap: its colours; from 0 up, unless it is the diverging one.
        cell: about the side of a cell, in points, which the numbers must fit.
    """

    def __init__(
        self,
        ax: Axes,
        values: ArrayLike,
        *,
        title: str = "",
        limit: float | None = None,
        cmap: Colormap = DIVERGING,
        cell: float = 36,
    ):
        values = np.asarray(values, dtype=float)
        height, width = values.shape
        self.cell, self.limit = cell, limit or np.abs(values).max(initial=0) or 1
        low = -self.limit if cmap is DIVERGING else 0
        self.image = ax.imshow(values, cmap=cmap, vmin=low, vmax=self.limit)
        ax.set_title(title)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        few = max(height, width) <= MOST_NUMBERS
        rows = np.arange(0, height + 1, 1 if few else height) - 0.5
        columns = np.arange(0, width + 1, 1 if few else width) - 0.5
        self.rows, self.columns = rows, columns
        edges = {"color": GREY, "linewidth": 0.5, "clip_on": False, "zorder": 1}
        self.artists = [
            self.image,
            ax.hlines(rows, -0.5, width - 0.5, **edges),
            ax.vlines(columns, -0.5, height - 0.5, **edges),
        ]
        self.texts = []
        if few:
            ax.set_xticks(range(width))
            ax.set_yticks(range(height))
            self.texts = [
                # within its cell: the layout need not measure it
                ax.text(column, row, "", ha="center", va="center", in_layout=False)
                for row in range(height)
                for column in range(width)
            ]
        self.artists += self.texts
        self.update(values)

    def move(self, column: int) -> None:
        """Lay the grid elsewhere in its axes: let its first column be `column`."""
        height, width = self.image.get_array().shape
        self.image.set_extent((column - 0.5, column + width - 0.5, height - 0.5, -0.5))
        rows, columns = self.artists[1:3]
        rows.set_segments([[(column - 0.5, y), (column + width - 0.5, y)] for y in self.rows])
        columns.set_segments(
            [[(column + x, -0.5), (column + x, height - 0.5)] for x in self.columns]
        )
        for place, text in enumerate(self.texts):
            text.set_x(column + place % width)

    def update(self, values: ArrayLike) -> None:
        """Show other values of the same shape."""
        values = np.asarray(values, dtype=float)
        self.image.set_data(values)
        if not self.texts:
            return
        labels = _labels(values.ravel(), self.limit)
        size = min(12, 1.5 * self.cell / max(map(len, labels)))
        light = self.image.cmap(self.image.norm(values)) @ [0.299, 0.587, 0.114, 0] > 0.5
        for text, label, is_light in zip(self.texts, labels, light.flat, strict=True):
            text.set(text=label, color=BLACK if is_light else PAPER, fontsize=size)


def _labels(values, limit):
    """Write all values with the same few decimals, so that a grid is read at a glance."""
    decimals = 2 if limit < 10 else 1
    if limit < 0.1 or limit >= 100 or (values == values.round()).all():
        return [number(value, digits=2) for value in values]
    values = values.round(decimals) + 0.0  # no minus zero
    return [f"{value:.{decimals}f}".replace("-", "−") if value else "0" for value in values]


def tiles(channels: np.ndarray, gap: int) -> np.ndarray:
    """Lay channels (H, W, C) side by side, about twice as many across as down, NaN between."""
    height, width, count = channels.shape
    down = int(np.ceil(np.sqrt(count / 2)))
    sheet = np.full((down, height + gap, 2 * down, width + gap), np.nan)
    for i in range(count):
        sheet[i // (2 * down), :height, i % (2 * down), :width] = channels[..., i]
    return sheet.reshape(down * (height + gap), -1)[:-gap, :-gap]


def outline(ax: Axes, height: float, width: float) -> Rectangle:
    """Draw a heavy frame around `height × width` cells; `place` moves it."""
    halo = [withStroke(linewidth=7, foreground=PAPER)]  # seen on dark cells too
    shape = Rectangle((-0.5, -0.5), width, height, fill=False, linewidth=3.5)
    shape.set(zorder=5, clip_on=False, path_effects=halo)
    return ax.add_patch(shape)


def cover(ax: Axes, height: float, width: float) -> Rectangle:
    """Hide `height × width` cells under a grey sheet; `place` moves it."""
    shape = Rectangle((-0.5, -0.5), width, height, facecolor=PALE, linewidth=0, zorder=4)
    return ax.add_patch(shape)


def place(
    shape: Rectangle,
    row: float,
    column: float,
    height: float | None = None,
    width: float | None = None,
) -> None:
    """Move an outline or a cover so that its first cell is `(row, column)`; give it a new size."""
    shape.set_xy((column - 0.5, row - 0.5))
    if height is not None:
        shape.set(height=height, width=width)


def ink(image: ArrayLike) -> np.ndarray:
    """Turn (H, W) from 0 to 1 into white to black, (H, W, 3): drawn faster than by a colour map."""
    grey = (255 - 255 * np.clip(image, 0, 1)).astype(np.uint8)
    return grey[..., None].repeat(3, axis=2)


def edges(mask: np.ndarray) -> np.ndarray:
    """Return lines between cells that are true and cells that are not, (S, 2, 2) as x, y.

    Shape: `mask` (H, W); beyond its edges nothing is true.

    >>> edges(np.array([[True]])).shape
    (4, 2, 2)
    """
    mask = np.pad(mask, 1)
    down = np.argwhere(mask[:, 1:] != mask[:, :-1])[:, ::-1] - [0.5, 1.5]  # a line's upper end
    across = np.argwhere(mask[1:] != mask[:-1])[:, ::-1] - [1.5, 0.5]  # a line's left end
    ends = [np.stack([at, at + step], axis=1) for at, step in ((down, (0, 1)), (across, (1, 0)))]
    return np.concatenate(ends)


def grey_scale(picture: np.ndarray) -> tuple[float, float]:
    """Return which value of a picture is black and which is white: 0 and 1, where it fits between.

    >>> grey_scale(np.array([0.2, 0.7])), grey_scale(np.array([0, 255]))
    ((0, 1), (0.0, 255.0))
    """
    low, high = float(picture.min()), float(picture.max())
    return (0, 1) if 0 <= low <= high <= 1 else (low, high)
