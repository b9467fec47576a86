"""The computation graph of notebook 05's network: numbers go down it, their gradients come up."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, cover, outline, place
from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, PALE, PAPER, VERMILION

ROWS = ("X", "W¹", "Z¹", "A¹", "W²", "A²", "L")
CELL, GAP, LABEL, EDGE = 0.48, 0.36, 0.9, 0.2  # inches: cells, between rows, a name, margins
MOST_WIDTH = 10
PADDED = ((0, 0), (1, 2))  # X, that W¹ slides over, and its gradient's δ, turned


@house_style
def graph_steps_figure(
    values: Sequence[ArrayLike], gradients: Sequence[ArrayLike], y: float
) -> tuple[Figure, Callable[..., None]]:
    """Return a figure of the graph, and `show(known, made, used)`, which uncovers a part of it.

    `values` and `gradients` are seven lists each, in the order of `ROWS`; `y` is the target. `show`
    uncovers the rows in `known`, (side, row) each; side 0 holds values, 1 gradients. It frames the
    place `made`, (side, row, start, count), and with dashes those in `used`, two at most.

    >>> numbers = [[1], [2], [2], [2], [3], [6], [4]]
    >>> gradients = [[24], [12], [12], [12], [8], [4], [1]]
    >>> fig, show = graph_steps_figure(numbers, gradients, y=4)
    >>> show({(0, 0), (0, 1), (0, 2)}, (0, 2, 0, 1), [(0, 0, 0, 1), (0, 1, 0, 1)])
    """
    n = len(values[0])
    pad = len(values[1]) // 2  # zeros to each side of what the filter slides over
    cell = min(CELL, (MOST_WIDTH / 2 - LABEL - 2 * EDGE) / (n + 2 * pad))
    half = LABEL + 2 * EDGE + max(5 * CELL, (n + 2 * pad) * cell)
    pitch, columns = 1 + GAP / cell, 2 * half / cell
    rows = len(ROWS) * pitch + 0.35 / cell
    fig = new_figure(2 * half, rows * cell)
    fig.set_layout_engine("none")  # each grid is placed by hand
    sheet = fig.add_axes((0, 0, 1, 1), zorder=2)  # above the grids: names, arrows, frames
    sheet.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    sheet.set_axis_off()
    corners, covers, padding = {}, {}, {}
    limits = [max(np.abs(np.concatenate(side[:-1])).max(), 1e-9) for side in (values, gradients)]
    for side, numbers in enumerate((values, gradients)):
        for row, content in enumerate(numbers):
            left, top = (EDGE + LABEL + side * half) / cell, pitch * row + 0.55 / cell
            name = f"∂L/∂{ROWS[row]}" if side else ROWS[row]
            shape = f"({len(content)},)" if row < 5 else "a number"
            sheet.text(left - 0.65, top, f"{name}\n{shape}", ha="right", va="center", size=10.5)
            left += pad + (n - len(content)) // 2
            box = np.divide([left, rows - top - 1, len(content), 1], [columns, rows] * 2)
            ax = fig.add_axes(box)
            NumberGrid(ax, [content], limit=limits[side], cell=72 * cell)
            ax.set(xticks=[], yticks=[])
            corners[side, row] = top, left
            covers[side, row] = cover(sheet, 1.1, len(content) + 0.1)
            place(covers[side, row], top - 0.05, left - 0.05)
            covers[side, row].set_animated(True)
            if (side, row) in PADDED:
                padding[side, row] = _zeros(sheet, top, [left - pad, left + n], pad)
    _signs(sheet, corners, GAP / cell, y, pad)
    frames = [outline(sheet, 1, 1) for _ in range(3)]
    for frame in frames:
        frame.set(animated=True)
    for frame in frames[1:]:
        frame.set(linestyle=(0, (1.2, 0.8)))

    def show(known, made, used):
        for at, sheet_of_paper in covers.items():
            sheet_of_paper.set_visible(at not in known)
            for zero in padding.get(at, ()):
                zero.set_visible(at in known)
        for frame in frames:
            frame.set_visible(False)
        for frame, (side, row, start, count) in zip(frames, [made, *used], strict=False):
            reach = pad if (side, row) in PADDED else 0
            first, end = max(start, -reach), min(start + count, len(values[row]) + reach)
            top, left = corners[side, row]
            place(frame, top, left + first, 1, end - first)
            frame.set_visible(True)

    return fig, show


def _zeros(sheet, top, lefts, pad):
    """Draw the padding to both sides of a row."""
    box = {"facecolor": PALE, "edgecolor": PAPER, "animated": True}
    words = {"ha": "center", "va": "center", "color": GREY, "animated": True}
    drawn = []
    for column in [left + i for left in lefts for i in range(pad)]:
        drawn.append(sheet.add_patch(Rectangle((column - 0.5, top - 0.5), 1, 1, **box)))
        drawn.append(sheet.text(column, top, "0", **words))
    return drawn


def _signs(sheet, corners, gap, y, pad):
    """Write what happens between the rows, and in which direction."""
    between = {
        (0, 2): "↓ W¹ slides over X",
        (0, 3): "↓ ReLU",
        (0, 5): "↓ A¹ times W², added",
        (0, 6): f"↓ (A² − y)², y = {number(y)}",
        (1, 6): "↑ times 2(A² − y)",
        (1, 5): "↑ times A¹, times W²",
        (1, 3): "↑ where Z¹ > 0",
        (1, 2): "↑ to each, what it touched",
    }
    for (side, row), words in between.items():
        top, _ = corners[side, row]
        left = corners[side, 0][1] - pad
        color = VERMILION if side else BLUE
        sheet.text(left - 0.4, top - 0.5 - gap / 2, words, va="center", size=11, color=color)
    for side, words in enumerate(("forward: numbers", "backward: gradients")):
        left = corners[side, 0][1] - pad
        sheet.text(left - 0.4, gap / 2 - 0.3, words, va="center", weight="bold", size=13)
