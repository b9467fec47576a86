"""Channels (notebook 01): point at an output, see its windows in every channel, and the sum."""

from collections.abc import Sequence

import numpy as np
from ipywidgets import Widget
from numpy.typing import ArrayLike
from traitlets import link

from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._freeing import weakly
from cnnnotes.explorers._png import png
from cnnnotes.explorers._pointing import Pointing
from cnnnotes.explorers.n01_window_walk import HOUSE, _factor, _sum
from cnnnotes.figures.channels import channels_figure
from cnnnotes.figures.display import css_width
from cnnnotes.figures.style import number
from cnnnotes.ops import conv2d

MOST_PIXELS, MOST_CHANNELS = 10, 4
PICTURE = np.stack([HOUSE, 3 - HOUSE, HOUSE[:, ::-1] // 2], axis=-1)[:6, :7]
FILTER = np.zeros((3, 3, 3))
FILTER[..., 0] = [-1, 0, 1]  # from dark to light in red …
FILTER[1, :, 1] = FILTER[:, 1, 1] = 1  # … a cross in green …
FILTER[..., 2] = [[-1], [0], [1]]  # … and from above to below in blue


def channels(
    x: ArrayLike | None = None,
    w: ArrayLike | None = None,
    b: float = 1.0,
    names: Sequence[str] | None = None,
) -> "Channels":
    """Point at an output of a filter, or move by arrow keys: its windows, and how it is summed.

    Shapes: `x` (H, W, C), up to 10×10 with 4 channels, `w` (KH, KW, C), `b` a number, `names` of
    the channels. `ValueError` for arrays that do not go together.

    >>> view = channels(np.ones((2, 2, 2)), np.ones((1, 2, 2)), b=3, names=["red", "green"])
    >>> view.row.value = 1
    >>> print(view.text)
    row 1, column 0
    red: 1·1 + 1·1 = 2
    green: 1·1 + 1·1 = 2
    sum + bias: 2 + 2 + 3 = 7
    """
    x = np.asarray(PICTURE if x is None else x, dtype=float)
    w = np.asarray(FILTER if w is None else w, dtype=float)
    if x.ndim != 3 or not x.size or max(x.shape[:2]) > MOST_PIXELS or x.shape[2] > MOST_CHANNELS:
        raise ValueError(f"x: got shape {x.shape}; it needs (H, W, C), up to (10, 10, 4)")
    if w.ndim != 3 or not w.size or w.shape[2] != x.shape[2] or (np.array(w.shape) > x.shape).any():
        raise ValueError(
            f"w: got shape {w.shape}; it needs (KH, KW, {x.shape[2]}), and to fit into {x.shape}"
        )
    names = [f"channel {c}" for c in range(x.shape[2])] if names is None else names
    if len(names) != x.shape[2]:
        raise ValueError(f"names: got {len(names)}; {x.shape[2]} channels need as many")
    return Channels(x, w, float(b), names)


class Channels(Explorer):
    """What `channels` returns: an explorer that answers in the browser.

    Args:
        x: an image `(H, W, C)`.
        w: one filter's weights `(KH, KW, C)`.
        b: its bias.
        names: one for each channel.
    """

    def __init__(self, x: np.ndarray, w: np.ndarray, b: float, names: Sequence[str]):
        self._x, self._w, self._b, self._names = x, w, b, names
        self._y = conv2d(x[None], w[..., None], np.array([b]))[0, :, :, 0]
        fig, axes, self._move = channels_figure(x, w, b, self._y, names)
        rows, columns = self._y.shape
        row, column = slider("row", range(rows)), slider("column", range(columns))
        super().__init__(fig, weakly(self._look), row=row, column=column)
        self.frame()
        fig.canvas.restore_region(self._background)  # without the frames, which the browser draws
        self.pointing = Pointing(
            png=png(fig.canvas),
            width=css_width(fig),
            grids=[*(_place(ax, x.shape) for ax in axes[:-1]), _place(axes[-1], self._y.shape)],
            window=list(w.shape[:2]),
            words=[[self._words(i, j) for j in range(columns)] for i in range(rows)],
            alt=self.alt.partition(". ")[0] + ".",
        )
        self._widget.children = [self.pointing]
        for name, control in self.controls.items():
            link((control, "value"), (self.pointing, name))
        row.value, column.value = rows // 2, columns // 2

    def arranged(self) -> list[Widget]:
        """No row: one points at the picture."""
        return []

    def _look(self, row, column):
        value = float(self._y[row, column])
        numbers = {"row": row, "column": column, "value": value}
        return Shown(self._words(row, column), numbers, self._move(row, column))

    def _words(self, row, column):
        """The arithmetic of an output, a line for each channel."""
        kh, kw, _ = self._w.shape
        window = self._x[row : row + kh, column : column + kw]
        sums = (window * self._w).sum(axis=(0, 1))
        lines = [f"row {row}, column {column}"]
        for c, name in enumerate(self._names):
            lines.append(f"{name}: {_sum(window[..., c], self._w[..., c])} = {number(sums[c])}")
        terms = map(_factor, [*sums, self._b])
        lines.append(f"sum + bias: {' + '.join(terms)} = {number(self._y[row, column])}")
        return "\n".join(lines)


def _place(ax, shape):
    """Where a grid lies in its figure, in shares of it from the top left, and its shape."""
    rows, columns = shape[:2]
    corners = ax.transData.transform([(-0.5, -0.5), (columns - 0.5, rows - 0.5)])
    (left, top), (right, bottom) = ax.figure.transFigure.inverted().transform(corners).tolist()
    return [left, 1 - top, right - left, top - bottom, rows, columns]
