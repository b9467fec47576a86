"""Two dots on their way through poolings by 2."""

from collections.abc import Callable

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY, PALE, PAPER

BAND, GAP = 1.0, 0.75  # of a row of pixels, and of the room to the next


@house_style
def two_dots_figure(width: int, most: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of rows of pixels, pooled by 2 up to `most` times, and `move(columns)`.

    `move(columns)` shows the rows' dots: `columns[level]` are the two dots' columns there, or their
    one. Rows further down are left out.

    >>> fig, move = two_dots_figure(8, 3)
    >>> move([[4, 7], [2, 3], [1]])
    'Two dots in columns 4 and 7. After pooling 1: columns 2, 3. After pooling 2: column 1.'
    """
    fig = new_figure(11, 0.8 * (most + 1) + 0.3)
    ax = fig.subplots()
    tops = [(BAND + GAP) * level for level in range(most + 1)]
    middles = [top + BAND / 2 for top in tops]
    names = [f"{width} pixels", *(f"{width >> n}, pooled {n}×" for n in range(1, most + 1))]
    ax.set_yticks(middles, names, fontsize=12)
    ax.set(xticks=[], xlim=(-0.1, width + 0.1), ylim=(tops[-1] + BAND + 0.1, -0.1))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    edges = [
        [(x, top), (x, top + BAND)]
        for level, top in enumerate(tops)
        for x in range(0, width + 1, 2**level)
    ]
    sides = [[(0, y), (width, y)] for top in tops for y in (top, top + BAND)]
    pixels = LineCollection(edges + sides, color=GREY, linewidth=0.8)
    ax.add_collection(pixels, autolim=False)
    paths = [ax.plot([], [], color=BLUE, solid_capstyle="butt")[0] for _ in range(2)]
    filled = {"facecolor": BLUE, "edgecolor": PAPER}  # so that neighbours are seen to be two
    boxes = [[ax.add_patch(Rectangle((0, 0), 0, BAND, **filled)) for _ in "12"] for _ in tops]
    centred = {"color": PAPER, "ha": "center", "va": "center", "fontweight": "bold"}
    labels = [[ax.text(0, y, "", **centred) for _ in "12"] for y in middles]
    sheet = ax.add_patch(Rectangle((-0.1, 0), width + 0.2, 0, color=PALE, linewidth=0))
    for artist in (pixels, *paths, *np.ravel(boxes), *np.ravel(labels), sheet):
        artist.set_animated(True)

    def move(columns):
        shown = [[*dots, dots[0]][:2] for dots in columns]  # one dot is drawn twice
        for path, way in zip(paths, zip(*shown, strict=True), strict=True):
            centres = [(column + 0.5) * 2**level for level, column in enumerate(way)]
            # From the foot of a pixel to the head of the one below.
            path.set_data(
                np.repeat(centres, 2),
                [y for top in tops[: len(way)] for y in (top, top + BAND)],
            )
        for level, top in enumerate(tops):
            dots = shown[level] if level < len(shown) else [0, 0]
            side = 2**level if level < len(shown) else 0
            for box, label, column in zip(boxes[level], labels[level], dots, strict=True):
                box.set_bounds(column * side, top, side, BAND)
                label.set(x=(column + 0.5) * side, text=f"{column}" if side else "")
        bottom = tops[-1] + 2 * BAND
        covered = [*tops, bottom][len(shown)] - 0.1
        sheet.set_bounds(-0.1, covered, width + 0.2, bottom - covered)
        first, *rest = columns
        words = [f"Two dots in columns {' and '.join(map(str, first))}."]
        for level, dots in enumerate(rest, 1):
            said = f"column{'s' * (len(dots) > 1)} {', '.join(map(str, dots))}"
            words.append(f"After pooling {level}: {said}.")
        return " ".join(words)

    move([[0, 1]])
    return fig, move
