"""What is seen of a picture, and what is not."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure

UNSEEN = 0.82  # a light grey


def faded(picture: ArrayLike, seen: ArrayLike) -> np.ndarray:
    """Return `picture` (H, W) in grey, from 0 (white) to 1 (black), faded where it is not `seen`.

    Shapes: (H, W), (H, W) of booleans → (H, W, 3).

    >>> faded([[0, 1]], [[True, False]])[..., 0].round(2)
    array([[1.  , 0.57]])
    """
    picture = np.asarray(picture, dtype=float)
    span = picture.max() - picture.min() or 1
    paper = (picture.max() - picture) / span
    shown = np.where(seen, paper, UNSEEN + (paper - UNSEEN) * 0.3)
    return np.repeat(shown[..., None], 3, axis=2)


@house_style
def pixel_views(picture: ArrayLike, views: Mapping[str, ArrayLike]) -> Figure:
    """Return a figure of `picture` for each of `views`, which names the pixels that are seen.

    Shapes: `picture` (H, W), each view (H, W) of booleans; around what is seen goes a frame.

    >>> pixel_views([[1, 0], [0, 1]], {"a column": [[True, False]] * 2}).alt
    'A 2×2 picture. a column: 2×1 pixels are seen, rows 0 to 1, columns 0 to 0.'
    """
    height, width = np.shape(picture)
    fig = new_figure(3.2 * len(views), 3.7)
    words = [f"A {height}×{width} picture."]
    for ax, (name, seen) in zip(
        fig.subplots(1, len(views), squeeze=False)[0], views.items(), strict=True
    ):
        seen = np.asarray(seen)
        rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
        size = f"{len(rows)}×{len(columns)}"
        ax.imshow(faded(picture, seen))
        place(outline(ax, float(np.ptp(rows)) + 1, float(np.ptp(columns)) + 1), rows[0], columns[0])
        ax.set_title(f"{name}\n{size} pixels")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        words.append(
            f"{name}: {size} pixels are seen, rows {rows[0]} to {rows[-1]}, "
            f"columns {columns[0]} to {columns[-1]}."
        )
    fig.alt = " ".join(words)
    return fig
