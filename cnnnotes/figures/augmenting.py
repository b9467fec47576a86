"""One digit, and what augmentation makes of it: as many others as one likes."""

import numpy as np
from matplotlib.patches import Rectangle

from cnnnotes.figures.style import BLUE, GREY, ORANGE, VERMILION, house_style, new_figure

COLUMNS = 4


@house_style
def augmented(height, width, n):
    """Return a figure of a digit beside `n` others made of it, and `move(image, others, read, to)`.

    `move` takes an image (H, W) from 0 to 1, its label, the `others` (n, H, W) and what they are
    read as, n whole numbers; where that is another digit, frame and number are heavy.

    >>> fig, move = augmented(2, 2, 2)
    >>> move(np.eye(2), 7, np.ones((2, 2, 2)), [7, 1])
    >>> fig.alt
    'A 7, and 2 images made of it. 1 of them is read as 7; the others as 1.'
    """
    columns = min(n, COLUMNS)
    rows, above, beside = -(-n // columns), height // 3, width // 9 + 1  # room for the names
    fig = new_figure(10, 3.8)
    left, right = fig.subplots(1, 2, width_ratios=[rows, 1.1 * columns])
    original = left.imshow(_grey(np.zeros((height, width))), interpolation="nearest")
    left.set(xticks=[], yticks=[])
    left.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    name = left.set_title(" ")
    # All others are one picture: that is drawn in a quarter of the time.
    sheet = np.zeros((rows * (height + above) + 1, columns * (width + beside)))
    picture = right.imshow(_grey(sheet), interpolation="nearest")
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
        original.set_data(_grey(image))
        name.set_text(f"a {label}")
        for frame, name_of_one, other, digit in zip(frames, names, others, read, strict=True):
            start, top = (round(edge + 0.5) for edge in frame.get_xy())
            sheet[top : top + height, start : start + width] = other
            wrong = digit != label
            frame.set(edgecolor=VERMILION if wrong else GREY, linewidth=3 if wrong else 0.5)
            name_of_one.set(text=f"→ {digit}", fontweight="bold" if wrong else "normal")
        picture.set_data(_grey(sheet))
        right = int(np.equal(read, label).sum())
        verb = "is" if right == 1 else "are"
        wrongly = ", ".join(str(digit) for digit in sorted({*read} - {label}))
        fig.alt = (
            f"A {label}, and {n} images made of it. {right} of them {verb} read as "
            f"{label}{f'; the others as {wrongly}' * bool(wrongly)}."
        )

    return fig, move


def _grey(image):
    """Turn 0 … 1 into white … black: whole numbers are drawn faster than a colour map."""
    return np.uint8(255 - 255 * np.clip(image, 0, 1))[..., None].repeat(3, axis=2)


@house_style
def variations(images, crossed=()):
    """Return a figure of images (H, W), by name; those named in `crossed` are struck out.

    >>> variations({"as it is": np.eye(3), "mirrored": np.eye(3)[::-1]}, ["mirrored"]).alt
    'One digit: as it is, mirrored (struck out).'
    """
    fig = new_figure(1.35 * len(images), 1.9)
    told = []
    for ax, (name, image) in zip(fig.subplots(1, len(images)), images.items(), strict=True):
        ax.imshow(_grey(np.asarray(image)), interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.set_title(name, fontsize=12)
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        if name in crossed:
            line = {"transform": ax.transAxes, "color": VERMILION, "linewidth": 3}
            ax.plot([0, 1], [0, 1], **line)
            ax.plot([0, 1], [1, 0], **line)
        told.append(name.replace("\n", " ") + " (struck out)" * (name in crossed))
    fig.alt = f"One digit: {', '.join(told)}."
    return fig


@house_style
def right_by_digit(right):
    """Return a figure of the share of each digit that is read right; `right` maps names to (10,).

    >>> right_by_digit({"upright": [1, 1], "mirrored": [0.9, 0.1]}).alt
    'Share read right, by digit. upright: 0 100 %, 1 100 %. mirrored: 0 90 %, 1 10 %.'
    """
    fig = new_figure(10, 3.2)
    ax, width = fig.subplots(), 0.8 / len(right)
    words = []
    looks = ((GREY, ""), (BLUE, "//"), (ORANGE, ".."))
    for place, ((name, shares), (color, hatch)) in enumerate(
        zip(right.items(), looks, strict=False)
    ):
        at = np.arange(len(shares)) + (place - (len(right) - 1) / 2) * width
        ax.bar(at, shares, width, color=color, hatch=hatch, edgecolor="white", label=name)
        told = ", ".join(f"{digit} {100 * share:.0f} %" for digit, share in enumerate(shares))
        words.append(f"{name}: {told}.")
    ax.set(xticks=range(len(shares)), xlabel="digit", ylim=(0, 1.25), yticks=[0, 0.5, 1])
    ax.set_yticklabels(["0 %", "50 %", "100 %"])
    ax.set_title("read right")
    ax.legend(ncols=3, loc="upper center")
    fig.alt = "Share read right, by digit. " + " ".join(words)
    return fig
