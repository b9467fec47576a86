"""What one output sees: a side view of the layers below it, and the pixels of the picture."""

from collections.abc import Callable
from itertools import chain

import numpy as np
from matplotlib.collections import LineCollection
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import outline, place
from cnnnotes.figures.seen import faded
from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY, LIGHT_GREY, SKY

TOP = 6.0  # height of the last layer


@house_style
def receptive_field_figure(image: ArrayLike, most_layers: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of `image` (H, W) and `move(dots, hit, padding, beams, square, table)`.

    In the side view `dots`, `hit` and `padding` are numbers of layers, what the output sees of
    them, and zeros around them, as points (column of the picture, layer), and `beams` the lines
    from each seen number to those below. `square` is what is seen of the picture: its rows and its
    columns, which may lie outside. `table` has a row for each layer, the picture first: its name,
    its numbers in a row, how many pixels each of them sees, and the step from one to the next.

    >>> fig, move = receptive_field_figure([[0, 1], [1, 1]], 1)
    >>> table = [("picture", 2, 1, 1), ("1×1", 2, 1, 1)]
    >>> move([(0, 0), (1, 0)], [(0, 0), (0, 1)], [], [[(0, 1), (0, 0)]], ([1], [0]), table)
    'One output above 1 layer sees rows 1 to 1, columns 0 to 0 of a 2×2 picture, 1 pixel.'
    """
    image = np.asarray(image, dtype=float)
    height, width = image.shape
    fig = new_figure(10.5, 4.2)
    side, picture = fig.subplots(1, 2, width_ratios=[2.3, 1])
    lines = side.add_collection(LineCollection([], color=SKY, linewidth=1.2))
    marks = {
        "dots": side.scatter([], [], color=LIGHT_GREY, s=9, zorder=2),
        "seen": side.scatter([], [], color=BLUE, marker="s", s=26, zorder=3),
        "padding": side.scatter([], [], facecolor="white", edgecolor=GREY, s=22, zorder=4),
    }
    right = {"ha": "right", "va": "center"}
    across = [(width + 2, {"va": "center"}), *((x * width + 4, right) for x in (1.55, 1.73, 1.9))]
    texts = [[side.text(x, 0, "", **how) for x, how in across] for _ in range(most_layers + 1)]
    for (x, how), head in zip(across, ("layer", "outputs", "sees", "step"), strict=True):
        side.text(x, TOP + 0.9, head, **how, color=GREY)
    side.set(xlim=(-5, 1.9 * width + 5), ylim=(-0.5, TOP + 1.2))
    side.set_title("side view: squares are seen, rings are padding", loc="left")
    shown = picture.imshow(faded(image, True))
    frame = outline(picture, 1, 1)
    picture.set(xlim=(-4, width + 3), ylim=(height + 3, -4))
    picture.set_title("what is seen of the picture")
    for ax in (side, picture):
        ax.set_axis_off()
    for artist in (lines, *marks.values(), *chain.from_iterable(texts), shown, frame):
        artist.set_animated(True)

    def move(dots, hit, padding, beams, square, table):
        layers = len(table) - 1
        scale = np.array([1, TOP / max(layers, 1)])
        for name, points in (("dots", dots), ("seen", hit), ("padding", padding)):
            marks[name].set_offsets(np.reshape(points, (-1, 2)) * scale)
        lines.set_segments(np.reshape(beams, (-1, 2, 2)) * scale)
        for level, row in enumerate(texts):
            for text, entry in zip(row, table[level] if level <= layers else [""] * 4, strict=True):
                text.set(y=level * scale[1], text=entry)
        rows, columns = (np.asarray(axis) for axis in square)
        inside = [rows[(rows >= 0) & (rows < height)], columns[(columns >= 0) & (columns < width)]]
        seen = np.zeros(image.shape, dtype=bool)
        seen[np.ix_(*inside)] = True
        shown.set_data(faded(image, seen))
        place(frame, rows[0], columns[0], np.ptp(rows) + 1, np.ptp(columns) + 1)
        return (
            f"One output above {_count(layers, 'layer')} sees {_span('rows', inside[0])}, "
            f"{_span('columns', inside[1])} of a {height}×{width} picture, "
            f"{_count(int(seen.sum()), 'pixel')}."
        )

    return fig, move


def _count(n, noun):
    return f"{n} {noun}{'s' * (n != 1)}"


def _span(axis, pixels):
    return f"{axis} {pixels[0]} to {pixels[-1]}" if len(pixels) else f"no {axis}"
