"""A digit that is moved, and how many digits networks still read when all are."""

from collections.abc import Callable, Sequence

import numpy as np

from cnnnotes.figures.style import LINES, SHARES, Figure, house_style, new_figure
from cnnnotes.palette import GREY

LINE = 0.085  # a line of text, as a share of the axis


@house_style
def accuracy_against_shift_figure(
    shifts: Sequence[int], image: tuple[int, int], names: Sequence[str], count: int
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of a moved image beside accuracies by shift, and `move(…)`.

    Shapes: `shifts` (S,), `image` (H, W); up to three networks by `names`, measured on `count`
    images. `move(image, shift, accuracies, title)` shows an image and marks a shift on the
    networks' curves, each (S,).

    >>> fig, move = accuracy_against_shift_figure([-1, 0, 1], (4, 4), ["convnet"], 4)
    >>> move(np.eye(4), 1, [[0.5, 1, 0.25]], "a 1, moved 1 right")
    'Accuracy on 4 images by shift, and an image: a 1, moved 1 right. At 1 pixel: convnet 25 %.'
    """
    fig = new_figure(9, 3.7)
    left, right = fig.subplots(1, 2, width_ratios=[1, 2])
    picture = left.imshow(np.zeros(image), cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[])
    left.spines[:].set_visible(True)
    caption = left.set_title(" ", fontsize=12)
    looks = LINES[: len(names)]
    lines = [right.plot(shifts, 0 * np.asarray(shifts), **look)[0] for look in looks]
    marked = [
        right.plot([0], [0], marker=look["marker"], color=look["color"], markersize=13)[0]
        for look in looks
    ]
    beside = {"transform": right.get_yaxis_transform(), "va": "center", "weight": "bold"}
    # Blanks keep the room; in the margin no number hides a point.
    texts = [right.text(1.02, 0.5, "100 %", color=look["color"], **beside) for look in looks]
    here = right.axvline(0, color=GREY, linewidth=1)
    right.set(ylim=(0, 1.03), xlabel="pixels that the digits were moved", **SHARES)
    right.set_ylabel(f"accuracy on {count} images")  # the legend needs the place above
    right.set_xticks(shifts, [f"{shift}".replace("-", "−") for shift in shifts])
    right.grid(alpha=0.3)
    right.legend(
        lines,
        names,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=len(names),
        columnspacing=1,
        handlelength=1.6,
        fontsize=11,
    )
    for artist in (picture, *left.spines.values(), caption, here, *lines, *marked, *texts):
        artist.set_animated(True)

    def move(image, shift, accuracies, title):
        picture.set_data(image)
        caption.set_text(title)
        here.set_xdata([shift, shift])
        told, at = [], list(shifts).index(shift)
        for line, mark, name, shares in zip(lines, marked, names, accuracies, strict=True):
            line.set_ydata(shares)
            mark.set_data([shift], [shares[at]])
            told.append(f"{name} {100 * shares[at]:.0f} %")
        # At the curves' heights, from the top down, with room for each where they nearly meet.
        now = [shares[at] for shares in accuracies]
        top, low = 1.0, LINE * (len(now) - 0.5)
        for place in np.argsort(now)[::-1]:
            top = max(min(now[place], top), low)
            texts[place].set(text=f"{100 * now[place]:.0f} %", y=top)
            top, low = top - LINE, low - LINE
        pixels = "pixel" if abs(shift) == 1 else "pixels"
        return (
            f"Accuracy on {count} images by shift, and an image: {' '.join(title.split())}. "
            f"At {str(shift).replace('-', '−')} {pixels}: {', '.join(told)}."
        )

    return fig, move
