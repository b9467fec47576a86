"""Rows of small pictures, each row with its name: images, and maps that belong to them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from matplotlib.collections import LineCollection
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import edges
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.palette import GREY, PALE


@house_style
def picture_rows(
    rows: Mapping[str, ArrayLike],
    titles: Sequence = (),
    maps: Iterable[str] = (),
    limit: float | None = None,
    over: str | None = None,
) -> Figure:
    """Return a figure of rows of pictures by their names; `titles` stand above the columns.

    Shapes: each row (N, H, W) or (N, H, W, 1), N and size its own. Rows named in `maps` are
    coloured around 0 (blue above, orange below), up to `limit`, or each picture up to its own
    farthest number, which stands below it; the others are images from 0 (paper) to 1 (ink). Maps
    lie in the middle of the images in the row `over`, whose edges are drawn over them.
    `ValueError` for other shapes.

    >>> digits, falls = np.ones((2, 4, 4)), [[[0.5]], [[-0.25]]]
    >>> picture_rows({"digit": digits, "fall": falls}, maps=["fall"]).alt
    'Rows of pictures. digit: 2 of 4×4, ink 100 %, 100 %. fall: 2 of 1×1, farthest from 0: 0.5, ...'
    """
    rows = {name: _pictures(name, row) for name, row in rows.items()}
    columns = max(map(len, rows.values()))
    fig = new_figure(1.5 + 1.05 * columns, 0.3 + sum(1.3 if n in maps else 1.1 for n in rows))
    axes = fig.subplots(len(rows), columns, squeeze=False)
    words = ["Rows of pictures."]
    for ax in axes.flat:
        ax.set_visible(False)
    for line, (name, row) in zip(axes, rows.items(), strict=True):
        farthest = []
        for ax, picture in zip(line, row, strict=False):
            ax.set(xticks=[], yticks=[], visible=True)
            ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
            if name in maps:
                farthest.append(number(picture.flat[np.abs(picture).argmax()], digits=2))
                end = limit or np.abs(picture).max() or 1
                ax.imshow(picture, cmap=DIVERGING, vmin=-end, vmax=end)
                ax.set_xlabel(farthest[-1], fontsize=10, labelpad=2)
                if over is not None:
                    _lay_over(ax, rows[over][len(farthest) - 1], picture.shape)
            else:
                ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        line[0].set_ylabel(name, rotation=0, ha="right", va="center")
        size = "×".join(map(str, row.shape[1:]))
        ink = ", ".join(f"{100 * share:.0f} %" for share in row.clip(0, 1).mean(axis=(1, 2)))
        told = f"farthest from 0: {', '.join(farthest)}" if farthest else f"ink {ink}"
        words.append(f"{' '.join(name.split())}: {len(row)} of {size}, {told}.")
    for ax, title in zip(axes[0], titles, strict=False):
        ax.set_title(title)
    if any(titles):
        words.append(f"Above the columns: {', '.join(' '.join(str(t).split()) for t in titles)}.")
    fig.alt = " ".join(words)
    return fig


def _pictures(name, row):
    row = np.asarray(row, dtype=float)
    if row.ndim == 4 and row.shape[3] == 1:
        row = row[..., 0]
    if row.ndim != 3 or not row.size:
        raise ValueError(f"rows: {name} has shape {row.shape}; it needs (N, H, W) or (N, H, W, 1)")
    return row


def _lay_over(ax, image, shape):
    """Show how a map of `shape` lies in the middle of an image, and where the image has ink."""
    down, right = ((n - m) / 2 for n, m in zip(image.shape, shape, strict=True))
    height, width = image.shape
    ax.set(xlim=(-0.5 - right, width - 0.5 - right), ylim=(height - 0.5 - down, -0.5 - down))
    ax.set_facecolor(PALE)
    lines = edges(image > 0.5) - [right, down]
    ax.add_collection(LineCollection(lines, color=GREY, linewidth=0.6), autolim=False)
