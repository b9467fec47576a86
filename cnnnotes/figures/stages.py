"""A network at one glance: what becomes of one image, stage by stage, drawn to scale."""

from collections.abc import Sequence

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from cnnnotes.figures.style import SEQUENTIAL, Figure, house_style, new_figure
from cnnnotes.palette import BLACK, BLUE, GREY, SKY

# A pixel is one unit wide; a channel goes back by less, so that 128 of them fit on the page.
CHANNEL, GAP, BAR, FLOOR = 0.22, 14.0, 18.0, -36.0


@house_style
def network_stages(stages: Sequence[tuple[str, np.ndarray]]) -> Figure:
    """Return a figure of arrays, stage by stage: a box to scale, and a bar for how many numbers.

    `stages` is a list of (name, array), each array (H, W, C); of its channels the strongest is
    shown, in front.

    >>> network_stages([("image", np.ones((4, 4, 1))), ("conv", np.ones((3, 3, 2)))]).alt
    'What becomes of an image. image: 4×4×1 = 16 numbers. conv: 3×3×2 = 18 numbers.'
    """
    fig = new_figure(11, 4)
    ax = fig.subplots()
    ax.set_axis_off()
    most, left = max(maps.size for _, maps in stages), 0.0
    words = ["What becomes of an image."]
    for place, (name, maps) in enumerate(stages):
        height, width, channels = maps.shape
        if place:
            arrow = {"arrowstyle": "->", "color": BLACK, "linewidth": 1.5}
            ax.annotate("", (left - 2.5, 3), (left - GAP + 2.5, 3), arrowprops=arrow)
        front = maps[..., maps.sum(axis=(0, 1)).argmax()]
        extent = (left, left + width, 0, height)
        ax.imshow(front, cmap=SEQUENTIAL if place else "gray_r", vmin=0, extent=extent, zorder=3)
        depth = CHANNEL * channels
        _box(ax, left, height, width, depth)
        middle = left + (width + depth) / 2
        ax.text(middle, -2, f"{name}\n{height}×{width}×{channels}", ha="center", va="top")
        bar = BAR * maps.size / most
        ax.add_patch(Rectangle((middle - 5, FLOOR), 10, bar, color=BLUE))
        ax.text(middle, FLOOR + bar + 0.5, f"{maps.size:,}", ha="center", va="bottom")
        left += width + depth + GAP
        words.append(f"{name}: {height}×{width}×{channels} = {maps.size:,} numbers.")
    ax.text(-2, FLOOR + 8, "how many\nnumbers", va="bottom", fontweight="bold")
    ax.plot([-2, left - GAP + 8], [FLOOR, FLOOR], color=GREY, linewidth=0.8)
    top = max(maps.shape[0] + CHANNEL * maps.shape[2] / 2 for _, maps in stages) + 2
    ax.set(xlim=(-3, left - GAP + 12), ylim=(FLOOR - 1, top), aspect="equal")
    fig.set_size_inches(11, max(3, 11 * np.ptp(ax.get_ylim()) / np.ptp(ax.get_xlim())))
    fig.alt = " ".join(words)
    return fig


def _box(ax, left, height, width, depth):
    """Draw the top, the side and the edges of a box; its front stands at `left`."""
    right, back = left + width, np.array([depth, depth / 2])
    edges = {"edgecolor": GREY, "linewidth": 0.8}
    faces = ((left, height), (right, height), SKY), ((right, 0), (right, height), "w")
    for a, b, color in faces:
        ax.add_patch(Polygon([a, b, b + back, a + back], facecolor=color, alpha=0.6, **edges))
    ax.add_patch(Rectangle((left, 0), width, height, fill=False, zorder=4, **edges))
