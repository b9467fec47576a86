"""Every position of a window over a row of pixels, and how often a picture's pixels are read."""

from collections.abc import Callable

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle

from cnnnotes.figures.grid import place
from cnnnotes.figures.style import SEQUENTIAL, Figure, house_style, new_figure
from cnnnotes.palette import ABOVE, BELOW, BLACK, BLUE, GREY, PALE, PAPER, VERMILION

COLOURS = (PAPER, PALE, BLUE, ABOVE[-1], BELOW[-1])
NOTHING, PIXEL, READ, SKIPPED, NEVER = range(len(COLOURS))
ROOM = 16  # units of height for all positions; a pixel is 1.6 high
TALL = 1.6


@house_style
def geometry_figure(most_pixels: int, most_padding: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of window positions, and `move(n, padding, starts, taps)`, which shows them.

    `n` pixels with `padding` on each side; the window starts at each of `starts` (the first pixel
    is 0, the padding before it negative) and reads the pixels at `taps` (K,) from there. What does
    not fit hangs over.

    >>> fig, move = geometry_figure(5, 1)
    >>> move(5, 0, np.array([0, 2]), np.array([0, 1]))
    'A window at 2 positions over 5 pixels. How often each pixel is read: 1 1 1 1 0.'
    """
    most = most_pixels + 2 * most_padding
    fig = new_figure(10, 4.8)
    row, square = fig.subplots(1, 2, width_ratios=[2, 1])
    # Pixel 0 stays where it is: padding grows to both sides of it.
    left, right = -most_padding - 0.5, most - most_padding - 0.5
    look = {"cmap": ListedColormap(COLOURS), "vmin": 0, "vmax": len(COLOURS) - 1, "aspect": "auto"}
    head = row.imshow(np.zeros((1, most)), extent=(left, right, 0, -TALL), **look)
    body = row.imshow(np.zeros((1, most)), extent=(left, right, ROOM, 1), **look)
    line = {"color": PAPER, "linewidth": 1.5}
    columns = row.vlines(np.arange(left, right + 1), -TALL, ROOM + 1, **line)
    rows = row.hlines(range(most + 1), left, right, **line)
    zeros = {"fill": False, "hatch": "////", "edgecolor": GREY}
    padding_cells = [row.add_patch(Rectangle((0, -TALL), 0, TALL, **zeros)) for _ in range(2)]
    middle = {"va": "center", "ha": "center"}
    counts = [row.text(i, -TALL / 2, "", **middle) for i in range(most_pixels)]
    names = [row.text(0, 0, f"→ y[{i}]", va="center", fontsize=10) for i in range(most)]
    row.set(xlim=(left, right + 1), ylim=(ROOM + 1, -TALL - 0.2))
    row.set_title("one row: how many windows read each pixel; below, every position")
    row.legend(
        handles=[
            Patch(facecolor=COLOURS[READ], label="read"),
            Patch(facecolor=COLOURS[SKIPPED], label="skipped by dilation"),
            Patch(**zeros, label="padding: zeros"),
            Patch(facecolor=COLOURS[NEVER], label="× never visited"),
        ],
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        ncols=4,
        handlelength=1.2,
        columnspacing=1,
    )
    ring = square.add_patch(Rectangle((0, 0), 0, 0, **zeros))
    often = square.imshow([[0]], cmap=SEQUENTIAL.with_extremes(bad=COLOURS[NEVER]), zorder=2)
    crosses = square.scatter([], [], marker="x", color=VERMILION, s=14, linewidth=1.2, zorder=3)
    square.set(xlim=(left, right), ylim=(right, left), anchor="N")
    square.set_title("in 2-D: dark is read often")
    for ax in (row, square):
        ax.set_axis_off()
    moving = (head, body, columns, rows, *padding_cells, *counts, *names, ring, often, crosses)
    for artist in moving:
        artist.set_animated(True)

    def move(n, padding, starts, taps):
        visits = np.bincount((starts[:, None] + taps + padding).ravel(), minlength=n + 2 * padding)
        visits = visits[padding : padding + n]
        pixels = slice(most_padding, most_padding + n)
        top, below = np.full((1, most), NOTHING), np.full((len(starts), most), NOTHING)
        top[0, pixels] = np.where(visits, PIXEL, NEVER)
        below[:, pixels] = np.where(visits, NOTHING, NEVER)
        for cells, first in zip(below, starts + most_padding, strict=True):
            cells[first : first + taps[-1] + 1] = SKIPPED
            cells[[tap for tap in first + taps if tap < most]] = READ
        head.set_data(top)
        body.set_data(below)
        high = min(TALL, ROOM / len(starts))
        body.set_extent((left, right, 1 + high * len(starts), 1))
        rows.set_segments([[(left, 1 + high * i), (right, 1 + high * i)] for i in range(most + 1)])
        end = max(n + padding, starts[-1] + taps[-1] + 1)
        for i, name in enumerate(names):
            name.set(visible=i < len(starts), x=end - 0.3, y=1 + high * (i + 0.5))
        for cells, x in zip(padding_cells, (-padding, n), strict=True):
            cells.set(x=x - 0.5, width=padding)
        for i, text in enumerate(counts):
            text.set_visible(i < n)
            if i < n:
                text.set(text=visits[i] or "×", color=BLACK if visits[i] else VERMILION)
        squared = np.outer(visits, visits)
        often.set_data(np.ma.masked_equal(squared, 0))
        often.set(extent=(-0.5, n - 0.5, n - 0.5, -0.5), clim=(0, max(squared.max(), 1)))
        crosses.set_offsets(np.argwhere(squared == 0)[:, ::-1])
        place(ring, -padding, -padding, n + 2 * padding, n + 2 * padding)
        more = f", and {padding} of padding on each side" if padding else ""
        return (
            f"A window at {len(starts)} position{'s' * (len(starts) > 1)} over {n} pixels{more}. "
            f"How often each pixel is read: {' '.join(map(str, visits))}."
        )

    return fig, move
