"""Two dots on their way through poolings by 2, and how many poolings leave them two."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import BLUE, GREY, PAPER, house_style, new_figure

BAND, GAP = 1.0, 0.75  # of a row of pixels, and of the room to the next


@house_style
def two_dots(width, most):
    """Return a figure of rows of pixels, pooled by 2 up to `most` times, and `move(columns)`.

    `move(columns)` shows the rows' dots: `columns[level]` are the two dots' columns there, or their
    one. Rows further down are left out.

    >>> fig, move = two_dots(8, 3)
    >>> move([[4, 7], [2, 3], [1]])
    >>> fig.alt
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
    sheet = ax.add_patch(Rectangle((-0.1, 0), width + 0.2, 0, color="#E8E8E8", linewidth=0))
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
        fig.alt = " ".join(words)

    move([[0, 1]])
    return fig, move


@house_style
def dots_apart(survived, marked=()):
    """Return a figure of how many poolings leave two dots two, by their gap and where they begin.

    Shape: `survived` (gaps, offsets): whole numbers, the first row for gap 1, the first column for
    offset 0. `marked` are pairs (gap, offset) to be outlined.

    >>> dots_apart([[0, 1], [1, 1]], [(1, 1)]).alt
    'Poolings that two dots survive. Gap 1: 0 1. Gap 2: 1 1.'
    """
    survived = np.asarray(survived)
    gaps, offsets = survived.shape
    fig = new_figure(0.55 * offsets + 1, 0.45 * gaps + 1)
    ax = fig.subplots()
    NumberGrid(ax, survived, title="poolings by 2 after which two dots are still two", cell=30)
    ax.set(xlabel="offset: column of the first dot", ylabel="gap: columns to the second")
    ax.set_yticks(range(gaps), range(1, gaps + 1))
    for gap, offset in marked:
        frame = outline(ax, 1, 1)
        frame.set_path_effects([])  # no halo, which would cover a frame beside it
        place(frame, gap - 1, offset)
    rows = (f"Gap {gap}: {' '.join(map(str, row))}." for gap, row in enumerate(survived, 1))
    fig.alt = f"Poolings that two dots survive. {' '.join(rows)}"
    return fig
