"""All layers of a network in a row: numbers go to the right, their gradients come back."""

from collections.abc import Callable, Sequence
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREEN, GREY, PALE, PAPER, VERMILION

# In inches, from the left and from the top.
LABELS, PITCH, SMALL, LARGE, EDGE = 0.95, 0.76, 0.58, 1.5, 0.12
NAME, SHAPE, FORWARD, BACKWARD, GRADIENT, LEARNED, WHOSE = 0.2, 0.55, 0.8, 1.6, 2.42, 2.83, 3.16
DETAIL, HEIGHT, WORDS = 3.75, 6.15, 58  # letters in a line of words
BAR, SPACE, MOST_NAMED = 0.3, 0.42, 12  # a column of few numbers, which are written beside it
ROWS = (
    (NAME, "", GREY),
    (SHAPE, "shape", BLUE),
    (FORWARD + SMALL / 2, "forward", BLUE),
    (BACKWARD + SMALL / 2, "gradient", VERMILION),
    (GRADIENT, "its shape", VERMILION),
    (LEARNED, "of weights", VERMILION),
    (WHOSE, "written by", GREY),
)


@house_style
def backward_map_figure(
    names: Sequence[str],
    shapes: Sequence[tuple[int, ...]],
    learned: Sequence[tuple[int, ...] | None],
    whose: Sequence[str],
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a network in a row, and `move(**what)`, which goes back through it.

    For each column, from the image to the loss: its name, its array's shape, that of its weights if
    it has any, and who wrote the function that sends the gradient back through it. `move` takes
    `values` and `gradients`, a 2-D picture for each column but the last, the `loss`; `reached`, the
    column that the gradient has come to; `title`, up to three `formulas`, and lines of `words` on
    this step; and `panels`, up to three pairs of a title and a picture. Of a picture with one
    column the numbers are written beside it, if they are few.

    >>> fig, move = backward_map_figure(["image", "loss"], [(2, 2), ()], [None, None], ["", "you"])
    >>> panels = [("dx", np.eye(2))]
    >>> move([np.eye(2)], [np.eye(2)], 2.3, 0, "Step 1", ["$dx = dy$"], ["2 numbers."], panels)
    'A network in a row: image 2×2, loss. Gradients have come back to image.'
    """
    width = LABELS + PITCH * len(names) + EDGE
    fig = new_figure(width, HEIGHT)
    fig.set_layout_engine("none")
    sheet = fig.add_axes((0, 0, 1, 1))
    sheet.set(xlim=(0, width), ylim=(HEIGHT, 0))
    sheet.set_axis_off()
    small = {"ha": "center", "va": "center", "size": 10.5, "linespacing": 1.1}
    for height, word, color in ROWS:
        sheet.text(EDGE, height, word, va="center", size=10.5, color=color)
    lefts = [LABELS + PITCH * i + (PITCH - SMALL) / 2 for i in range(len(names))]
    for left, name, shape, own, who in zip(lefts, names, shapes, learned, whose, strict=True):
        middle = left + SMALL / 2
        sheet.text(middle, NAME, name, weight="bold", **small)
        sheet.text(middle, SHAPE, written_shape(shape), color=BLUE, **small)
        sheet.text(middle, GRADIENT, written_shape(shape), color=VERMILION, **small)
        if own:
            sheet.text(middle, LEARNED, written_shape(own), color=VERMILION, **small)
        mine = {"color": GREEN, "weight": "bold"} if who == "you" else {"color": GREY}
        sheet.text(middle, WHOSE, who, **small | mine)
        for top in (FORWARD, BACKWARD):
            box = Rectangle((left, top), SMALL, SMALL, fill=False, edgecolor=PALE, linewidth=0.8)
            sheet.add_patch(box)
    sheet.plot([EDGE, width - EDGE], [WHOSE + 0.25] * 2, color=PALE, linewidth=1)

    forward = [_picture(sheet, DIVERGING if i else "gray_r") for i in range(len(names) - 1)]
    backward = [_picture(sheet, DIVERGING) for _ in names[1:]]
    middle = lefts[-1] + SMALL / 2
    of_loss = sheet.text(middle, FORWARD + SMALL / 2, "", **small)
    sheet.text(middle, BACKWARD + SMALL / 2, "1", **small)
    covers = [_cover(sheet, left, BACKWARD) for left in lefts[:-1]]
    arrow = FancyArrowPatch((1, 1), (0, 1), color=VERMILION, linewidth=2, shrinkA=0, shrinkB=0)
    arrow.set(arrowstyle="-|>", mutation_scale=16, zorder=6)
    sheet.add_patch(arrow)
    frame = sheet.add_patch(Rectangle((0, BACKWARD), SMALL, SMALL, fill=False, linewidth=3))
    frame.set(zorder=6, edgecolor=VERMILION)
    right = width - EDGE - 3 * (LARGE + SPACE) + SPACE
    words = "gradients: blue, more of it raises the loss; vermilion, lowers it"
    sheet.text(right, HEIGHT - EDGE, words, size=10.5, va="bottom", color=GREY)
    places = [_Panel(sheet, right + i * (LARGE + SPACE), DETAIL + 0.32) for i in range(3)]
    texts = [
        sheet.text(EDGE, DETAIL, "", weight="bold", size=13, va="center"),
        *(sheet.text(EDGE, DETAIL + 0.45 * i, "", size=13, va="center") for i in (1, 2, 3)),
        sheet.text(EDGE, HEIGHT - EDGE, "", size=11, va="bottom", linespacing=1.3),
    ]
    moving = [*backward, *texts, arrow, frame, *(a for c in covers for a in c)]
    for artist in (*moving, *(a for panel in places for a in panel.artists)):
        artist.set_animated(True)

    def move(values, gradients, loss, reached, title, formulas, words, panels):
        for i, left in enumerate(lefts[:-1]):
            if not np.array_equal(forward[i].get_array(), values[i]):  # another image
                _fill(forward[i], values[i], left, FORWARD, SMALL)
                of_loss.set_text(number(loss))
            _fill(backward[i], gradients[i], left, BACKWARD, SMALL)
            for artist in covers[i]:
                artist.set_visible(i < reached)
        frame.set_x(lefts[reached])
        level = BACKWARD + SMALL / 2
        ends = [(lefts[reached + 1], level), (lefts[reached] + SMALL + 0.02, level)]
        arrow.set_positions(*ends)
        lines = [
            title,
            *formulas,
            *[""] * (3 - len(formulas)),
            "\n".join(fill(line, WORDS) for line in words),
        ]
        for text, line in zip(texts, lines, strict=True):
            text.set_text(line)
        for panel, shown in zip(places, [*panels, *[("", None)] * (3 - len(panels))], strict=True):
            panel.show(*shown)
        row = ", ".join(
            f"{name.replace(chr(10), ' ')} {'×'.join(map(str, shape))}".strip()
            for name, shape in zip(names, shapes, strict=True)
        )
        here = names[reached].replace("\n", " ")
        return f"A network in a row: {row}. Gradients have come back to {here}."

    return fig, move


def written_shape(shape: Sequence[int]) -> str:
    r"""Write a shape in two lines, so that a narrow column holds it.

    >>> written_shape((26, 26, 32)), written_shape((10,)), written_shape(())
    ('26×26\n×32', '10', '1')
    """
    first, rest = shape[:2], shape[2:]
    return "×".join(map(str, first or (1,))) + "".join(
        f"\n×{'×'.join(map(str, rest))}" * bool(rest)
    )


def _picture(sheet: Axes, cmap: object) -> AxesImage:
    """Draw a picture that `_fill` fills and lays down."""
    image = sheet.imshow([[0.0]], cmap=cmap, extent=(0, 1, 1, 0), aspect="auto")
    image.set(interpolation="nearest", zorder=2)
    return image


def _fill(image: AxesImage, values: np.ndarray, left: float, top: float, side: float) -> None:
    """Show values within a square, coloured around 0; a column of them is narrower."""
    limit = float(np.abs(values).max()) or 1.0
    image.set(data=values, clim=(-limit if image.cmap is DIVERGING else 0, limit))
    height, width = values.shape
    across, down = side * min(1, width / height), side * min(1, height / width)
    if width == 1 < height:
        across = side * BAR
    x, y = left + (side - across) / 2, top + (side - down) / 2
    image.set_extent((x, x + across, y + down, y))


def _cover(sheet: Axes, left: float, top: float) -> tuple[Rectangle, Text]:
    """Lay a sheet of paper over a gradient that is not known yet."""
    box = Rectangle((left, top), SMALL, SMALL, facecolor=PALE, edgecolor=PAPER, zorder=4)
    words = {"ha": "center", "va": "center", "size": 13, "color": GREY, "zorder": 5}
    return sheet.add_patch(box), sheet.text(left + SMALL / 2, top + SMALL / 2, "?", **words)


class _Panel:
    """A large picture with its title; few numbers are written beside it."""

    def __init__(self, sheet: Axes, left: float, top: float):
        self.left, self.top = left, top
        self.image = _picture(sheet, DIVERGING)
        self.title = sheet.text(left, top - 0.08, "", size=10.5, va="bottom", linespacing=1.2)
        self.numbers = [sheet.text(0, 0, "", size=9.5, va="center") for _ in range(MOST_NAMED)]
        self.frame = Rectangle((left, top), LARGE, LARGE, fill=False, edgecolor=GREY, linewidth=0.8)
        sheet.add_patch(self.frame)
        self.artists = [self.image, self.title, self.frame, *self.numbers]

    def show(self, title: str, values: np.ndarray | None) -> None:
        self.title.set_text(title)
        self.image.set_visible(values is not None)
        for text in self.numbers:
            text.set_text("")
        self.frame.set_visible(values is not None)
        if values is None:
            return
        _fill(self.image, values, self.left, self.top, LARGE)
        few = values.shape[1] == 1 and len(values) <= MOST_NAMED
        left, right, bottom, top = self.image.get_extent()
        if few:  # the numbers need the place
            left, right = self.left, self.left + right - left
            self.image.set_extent((left, right, bottom, top))
        self.frame.set_bounds(left, top, right - left, bottom - top)
        for i, text in enumerate(self.numbers[: len(values)] if few else ()):
            level = top + (i + 0.5) * (bottom - top) / len(values)
            text.set(
                text=f"{i}: {round(values[i, 0], 3) + 0.0:.3f}".replace("-", "−"),
                position=(right + 0.05, level),
            )
