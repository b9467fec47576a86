"""One digit, and what augmentation makes of it: as many others as one likes."""

from collections.abc import Callable

import numpy as np
from matplotlib.patches import Rectangle

from cnnnotes.figures.grid import ink
from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import GREY, VERMILION

COLUMNS = 4


@house_style
def augment_digit_figure(height: int, width: int, n: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a digit beside `n` others made of it, and `move(image, others, read, to)`.

    `move` takes an image (H, W) from 0 to 1, its label, the `others` (n, H, W) and what they are
    read as, n whole numbers; where that is another digit, frame and number are heavy.

    >>> fig, move = augment_digit_figure(2, 2, 2)
    >>> move(np.eye(2), 7, np.ones((2, 2, 2)), [7, 1])
    'A 7, and 2 images made of it. 1 of them is read as 7; the others as 1.'
    """
    columns = min(n, COLUMNS)
    rows, above, beside = -(-n // columns), height // 3, width // 9 + 1  # room for the names
    fig = new_figure(10, 3.8)
    left, right = fig.subplots(1, 2, width_ratios=[rows, 1.1 * columns])
    original = left.imshow(ink(np.zeros((height, width))), interpolation="nearest")
    left.set(xticks=[], yticks=[])
    left.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    name = left.set_title(" ")
    # All others are one picture: that is drawn in a quarter of the time.
    sheet = np.zeros((rows * (height + above) + 1, columns * (width + beside)))
    picture = right.imshow(ink(sheet), interpolation="nearest")
    right.set_axis_off()
    frames, names = [], []
    for place in range(n):
        row, column = divmod(place, columns)
        top, start = row * (height + above) + above, column * (width + beside) + 1
        frames.append(
            right.add_patch(Rectangle((start - 0.5, top - 0.5), width, height, fill=False))
        )
        names.append(right.text(start + width / 2, top - 1.5, "", ha="center", va="bottom"))
    for artist in (original, *left.spines.values(), name, picture, *frames, *names):
        artist.set_animated(True)

    def move(image, label, others, read):
        original.set_data(ink(image))
        name.set_text(f"a {label}")
        for frame, name_of_one, other, digit in zip(frames, names, others, read, strict=True):
            start, top = (round(edge + 0.5) for edge in frame.get_xy())
            sheet[top : top + height, start : start + width] = other
            wrong = digit != label
            frame.set(edgecolor=VERMILION if wrong else GREY, linewidth=3 if wrong else 0.5)
            name_of_one.set(text=f"→ {digit}", fontweight="bold" if wrong else "normal")
        picture.set_data(ink(sheet))
        right = int(np.equal(read, label).sum())
        verb = "is" if right == 1 else "are"
        wrongly = ", ".join(str(digit) for digit in sorted({*read} - {label}))
        return (
            f"A {label}, and {n} images made of it. {right} of them {verb} read as "
            f"{label}{f'; the others as {wrongly}' * bool(wrongly)}."
        )

    return fig, move
