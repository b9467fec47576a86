"""Rows of small pictures, each row with its name: images, and maps that belong to them."""

import numpy as np

from cnnnotes.figures.style import DIVERGING, house_style, new_figure, number
from cnnnotes.palette import GREY


@house_style
def picture_rows(rows, titles=(), maps=(), limit=None):
    """Return a figure of rows of pictures by their names; `titles` stand above the columns.

    Shapes: each row (N, H, W) or (N, H, W, 1), N and size its own. Rows named in `maps` are
    coloured around 0 (blue above, orange below), up to `limit`, or each picture up to its own
    farthest number, which stands below it; the others are images from 0 (paper) to 1 (ink).
    `ValueError` for other shapes.

    >>> digits, falls = np.ones((2, 4, 4)), [[[0.5]], [[-0.25]]]
    >>> picture_rows({"digit": digits, "fall": falls}, maps=["fall"]).alt
    'Rows of pictures. digit: 2 of 4×4. fall: 2 of 1×1, up to 0.5, −0.25.'
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
            else:
                ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
        line[0].set_ylabel(name, rotation=0, ha="right", va="center")
        size = "×".join(map(str, row.shape[1:]))
        up_to = f", up to {', '.join(farthest)}" if farthest else ""
        words.append(f"{' '.join(name.split())}: {len(row)} of {size}{up_to}.")
    for ax, title in zip(axes[0], titles, strict=False):
        ax.set_title(title)
    fig.alt = " ".join(words)
    return fig


def _pictures(name, row):
    row = np.asarray(row, dtype=float)
    if row.ndim == 4 and row.shape[3] == 1:
        row = row[..., 0]
    if row.ndim != 3 or not row.size:
        raise ValueError(f"rows: {name} has shape {row.shape}; it needs (N, H, W) or (N, H, W, 1)")
    return row
