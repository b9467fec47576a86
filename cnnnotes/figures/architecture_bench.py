"""A network on the bench: a block for each of its levels, and what each layer costs."""

from collections.abc import Callable
from itertools import pairwise
from textwrap import wrap

from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from cnnnotes.figures.quick_text import QuickText
from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLACK, BLUE, GREY, PALE

WORDS, BLOCKS, LEFT = 2.7, 1.0, -2.05  # heights of words and of the blocks' middle; left edge
ROWS = {"parameters": -0.62, "products": -1.0, "numbers to keep": -1.38, "pixels seen": -1.76}
MOST_LINES = 4
BAR = 0.9  # of a column: the largest number of a row


@house_style
def architecture_bench_figure(places: int, tallest: int = 28) -> tuple[Figure, Callable[..., str]]:
    """Return a figure with room for `places` layers, and `move(levels, chosen)`.

    `levels` are the image, and what each layer makes of it: for each its name, a line for each
    comma, its shape, (H, W, C) or (D,), its counts (parameters, products, numbers to keep), and
    how many rows and columns of the image it sees. `chosen` is the place of one of them, which gets
    a frame, or None. `tallest` is the height of an image that fills the picture.

    >>> fig, move = architecture_bench_figure(1, tallest=2)
    >>> image = "image", (2, 2, 1), (0, 0, 4), (1, 1)
    >>> move([image, ("conv 2×2, 3 filters", (1, 1, 3), (15, 12, 3), (2, 2))], 1)
    'Image 2×2×1; conv 2×2, 3 filters: 1×1×3. In all 15 parameters, 12 products, 7 numbers to keep.'
    """
    fig = new_figure(1.02 * (places + 3), 4.4)
    ax = fig.subplots()
    ax.set(xlim=(LEFT - 0.05, places + 1.55), ylim=(-2, 3.25))
    ax.set_axis_off()

    def text(y, **settings):
        return ax.add_artist(QuickText(0, y, fontsize=11, animated=True, **settings))

    columns = range(places + 1)
    names = [text(WORDS) for _ in columns]
    shapes = [text(0, va="bottom") for _ in columns]
    cells = [[text(y) for y in ROWS.values()] for _ in columns]
    total = [text(y, weight="bold") for y in (-0.24, *ROWS.values())][:4]
    ax.text(LEFT, BLOCKS, "higher:\nmore rows\n\nwider: more\nchannels", va="center", color=GREY)
    for row, y in ROWS.items():
        ax.text(LEFT, y, row, va="center_baseline", color=GREY)
        ax.plot([LEFT, places + 1.5], [y - 0.19] * 2, color=PALE, linewidth=0.8, zorder=0)
    edge = {"edgecolor": BLACK, "linewidth": 1}
    blocks = ax.add_collection(PolyCollection([], facecolor=BLUE, animated=True, **edge))
    bars = ax.add_collection(PolyCollection([], facecolor=BLUE, animated=True))
    arrows = ax.add_collection(PolyCollection([], facecolor=BLACK, animated=True))
    frame = ax.add_patch(
        Rectangle((0, -1.95), 0.98, 5.15, fill=False, linewidth=3, zorder=0.5, animated=True)
    )

    def move(levels, chosen):
        sizes = [_size(shape, tallest) for _, shape, *_ in levels]
        blocks.set_verts([_box(x, BLOCKS, *size) for x, size in enumerate(sizes)])
        edges = [(x - width / 2 - 0.03, x + width / 2 + 0.03) for x, (width, _) in enumerate(sizes)]
        arrows.set_verts([_arrow(right, left) for (_, right), (left, _) in pairwise(edges)])
        for x, (name, shape, counts, seen) in enumerate(levels):
            names[x].set(x=x, text=_lines(name))
            shapes[x].set(x=x, y=BLOCKS + sizes[x][1] / 2 + 0.06, text=_times(shape, 8))
            entries = [*map(_short, counts), _times(seen)]
            for cell, entry in zip(cells[x], entries, strict=True):
                cell.set(x=x, text=entry)
        for x in columns[len(levels) :]:
            for unused in (names[x], shapes[x], *cells[x]):
                unused.set_text("")
        counts = [*zip(*(counts for _, _, counts, _ in levels), strict=True)]
        sums = [sum(row) for row in counts]
        for cell, said in zip(total, ["in all", *map(_short, sums)], strict=True):
            cell.set(x=len(levels), text=said)
        lengths = [
            _box(x + BAR * (n / max(row) - 1) / 2, y - 0.15, BAR * n / max(row), 0.07)
            for y, row in zip(ROWS.values(), counts, strict=False)
            for x, n in enumerate(row)
            if n
        ]
        bars.set_verts(lengths)
        frame.set(visible=chosen is not None, x=(chosen or 0) - 0.49)
        (_, image, *_), *layers = levels
        told = [f"{name}: {_times(shape)}" for name, shape, *_ in layers]
        return (
            f"{'; '.join([f'Image {_times(image)}', *told])}. In all {sums[0]:,} parameters, "
            f"{sums[1]:,} products, {sums[2]:,} numbers to keep."
        )

    return fig, move


def _size(shape, tallest):
    """Width and height of a block: more channels are wider, a row of numbers is one pixel high."""
    height = shape[0] / tallest if len(shape) == 3 else 1 / tallest
    return min(0.05 * shape[-1] ** 0.5, 0.62), 2 * max(height, 0.02)


def _box(x, y, width, height):
    left, right, low, high = x - width / 2, x + width / 2, y - height / 2, y + height / 2
    return [(left, low), (right, low), (right, high), (left, high)]


def _arrow(tail, tip):
    half, neck, wing, y = 0.02, tip - 0.09, 0.07, BLOCKS
    above = [(tail, y + half), (neck, y + half), (neck, y + wing)]
    return [*above, (tip, y), *((x, 2 * y - upper) for x, upper in reversed(above))]


def _lines(name):
    """Break a name where its commas are, and what is still too long for a column."""
    lines = [line for part in name.split(", ") for line in wrap(part, 11)]
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"])


def _times(shape, most=99):
    """Write a shape, its channels in a line of their own where it has more than `most` letters."""
    *sides, last = (f"{n:,}" for n in shape)
    text = "×".join([*sides, last])
    return text if len(text) <= most else f"{'×'.join(sides)}\n×{last}"


def _short(count):
    """Write a number so that a column holds it."""
    if not count:
        return "–"
    return f"{count:,}" if count < 1e8 else f"{count / 1e6:,.0f} million"
