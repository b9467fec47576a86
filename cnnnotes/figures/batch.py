"""The four axes of a batch of images, named on a picture of it."""

import numpy as np
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure

SHOWN = 5  # images
BACK = np.array([8, 5])  # where each stands behind the one before, in pixels


@house_style
def batch_axes(batch: ArrayLike) -> Figure:
    """Return a figure of a batch: its first images one behind the other, its axes on arrows.

    Shape: `batch` (N, H, W, C); the first channel is shown. `ValueError` for another shape.

    >>> batch_axes(np.zeros((32, 28, 28, 1))).alt
    'A batch (32, 28, 28, 1): N = 32 images one behind the other, each H = 28 rows high and W = 28 \
columns wide, with C = 1 number a pixel.'
    """
    batch = np.asarray(batch)
    if batch.ndim != 4 or not batch.size:
        raise ValueError(f"batch: got shape {batch.shape}; it needs (N, H, W, C)")
    n, height, width, channels = batch.shape
    fig = new_figure(6, 4)
    ax = fig.subplots()
    ax.set_axis_off()
    for place, image in enumerate(batch[:SHOWN, ..., 0]):
        left, low = place * BACK
        extent = (left, left + width, low, low + height)
        ax.imshow(image, cmap="gray_r", extent=extent, vmin=0, vmax=1, zorder=-2 * place)
        frame = {"fill": False, "linewidth": 0.8, "zorder": 1 - 2 * place}
        ax.add_patch(Rectangle((left, low), width, height, **frame))
    deep = (min(n, SHOWN) - 1) * BACK
    corner = np.array([width + 2, 0])
    for start, end, where, text, side in (
        ((-2, height), (-2, 0), (-3, height / 2), f"H = {height}", "right"),
        ((0, -2), (width, -2), (width / 2, -3), f"W = {width}", "center"),
        (corner, corner + deep, corner + deep / 2 + (3, -2), f"N = {n}", "left"),
    ):
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "linewidth": 1.5})
        ax.text(*where, text, ha=side, va="top")
    ax.text(width + 2, -3, f"C = {channels} a pixel", va="top")
    ax.set(xlim=(-14, width + 40), ylim=(-8, height + deep[1] + 2), aspect="equal")
    fig.alt = (
        f"A batch {batch.shape}: N = {n} images one behind the other, each H = {height} rows high "
        f"and W = {width} columns wide, with C = {channels} number{'s' * (channels > 1)} a pixel."
    )
    return fig
