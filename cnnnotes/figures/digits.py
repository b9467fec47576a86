"""Images of digits with what they are taken for, and what a layer makes of one."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, Figure, house_style, new_figure, number
from cnnnotes.palette import GREY, VERMILION


@house_style
def digit_grid(
    images: ArrayLike,
    labels: ArrayLike | None = None,
    predictions: ArrayLike | None = None,
    columns: int = 8,
) -> Figure:
    """Return a figure of images, each with its label and, if it was misread, with what was read.

    Shapes: `images` (N, H, W) or (N, H, W, 1), `labels` and `predictions` (N,), integer classes.
    `ValueError` for other shapes.

    >>> digit_grid([[[0, 1]], [[1, 0]]], labels=[3, 4], predictions=[3, 9]).alt
    'Images of 3, 4 read as 9.'
    """
    images = np.asarray(images)
    if images.ndim == 4 and images.shape[-1] == 1:
        images = images[..., 0]
    if images.ndim != 3 or not images.size:
        raise ValueError(f"images: got shape {images.shape}; it needs (N, H, W) or (N, H, W, 1)")
    captions = _captions(len(images), labels, predictions)
    fig, cells = _cells(len(images), columns, with_titles=any(captions))
    for ax, image, caption in zip(cells, images, captions, strict=False):
        ax.imshow(image, cmap="gray_r")
        wrong = labels is not None and "read" in caption  # else nobody knows
        ax.set_title(caption.replace("read as", "→"), fontweight="bold" if wrong else "normal")
        ax.spines[:].set(color=VERMILION if wrong else GREY, linewidth=2.5 if wrong else 0.5)
    what = "" if labels is None else "of "
    fig.alt = f"Images {what}{', '.join(captions)}." if any(captions) else f"{len(images)} images."
    return fig


@house_style
def feature_maps(maps: ArrayLike, title: str = "feature maps", columns: int = 8) -> Figure:
    """Return a figure of one image's feature maps, on one colour scale: white is zero.

    Shape: `maps` (H, W, C). `ValueError` for another shape.

    >>> feature_maps([[[1.0, 0.0], [2.0, -1.0]]]).alt
    'feature maps: 2 of 1×2, values from −1 to 2.'
    """
    maps = np.asarray(maps, dtype=float)
    if maps.ndim != 3 or not maps.size:
        raise ValueError(f"maps: got shape {maps.shape}; it needs (H, W, C), of one image")
    height, width, count = maps.shape
    fig, cells = _cells(count, columns)
    largest, signed = np.abs(maps).max() or 1, maps.min() < 0
    low, cmap = (-largest, DIVERGING) if signed else (0, SEQUENTIAL)
    for ax, channel in zip(cells, np.moveaxis(maps, -1, 0), strict=False):
        picture = ax.imshow(channel, cmap=cmap, vmin=low, vmax=largest)
    fig.colorbar(picture, ax=cells, shrink=0.8)
    fig.suptitle(f"{title}  {height}×{width}×{count}")
    fig.alt = (
        f"{title}: {count} of {height}×{width}, values from "
        f"{number(maps.min())} to {number(maps.max())}."
    )
    return fig


def _captions(n, labels, predictions):
    for name, given in (("labels", labels), ("predictions", predictions)):
        if given is not None and np.shape(given) != (n,):
            raise ValueError(f"{name}: got shape {np.shape(given)}; {n} images need ({n},)")
    if labels is None:
        return [""] * n if predictions is None else [f"read as {p}" for p in predictions]
    if predictions is None:
        return [str(label) for label in labels]
    pairs = zip(labels, predictions, strict=True)
    return [str(t) if t == p else f"{t} read as {p}" for t, p in pairs]


def _cells(n, columns, with_titles=False):
    """Return a figure and `n` empty axes in rows of at most `columns`."""
    columns = min(n, columns)
    rows = -(-n // columns)
    fig = new_figure(max(1.2 * columns, 4), (1.5 if with_titles else 1.25) * rows + 0.5)
    cells = fig.subplots(rows, columns, squeeze=False).ravel()
    for ax in cells:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    for ax in cells[n:]:
        ax.set_visible(False)
    return fig, cells[:n]
