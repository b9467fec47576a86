"""One digit changed in many ways, and how many of each digit are read right."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import ink
from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY, ORANGE, VERMILION


@house_style
def variations(images: Mapping[str, ArrayLike], crossed: Sequence[str] = ()) -> Figure:
    """Return a figure of images (H, W), by name; those named in `crossed` are struck out.

    >>> variations({"as it is": np.eye(3), "mirrored": np.eye(3)[::-1]}, ["mirrored"]).alt
    'One digit: as it is, mirrored (struck out).'
    """
    fig = new_figure(1.35 * len(images), 1.9)
    told = []
    for ax, (name, image) in zip(fig.subplots(1, len(images)), images.items(), strict=True):
        ax.imshow(ink(np.asarray(image)), interpolation="nearest")
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
def right_by_digit(right: Mapping[str, Sequence[float]]) -> Figure:
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
