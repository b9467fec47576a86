"""A network's maps before and after its input is moved, and how much they changed."""

from collections.abc import Callable, Sequence

import numpy as np

from cnnnotes.figures.grid import MOST_NUMBERS
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, Figure, house_style, new_figure
from cnnnotes.palette import GREY

ROWS = ("as it was", "moved", "difference")
MEASURES = ("changed", "changed, when\nmoved back")


@house_style
def shift_and_compare_figure(
    names: Sequence[str], maps: Sequence[np.ndarray]
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of maps in three rows, and `move(moved, changed, moved_back)`.

    `maps` are (H, W) arrays, one for each of `names`: the first row. `move` takes those of the
    moved input, and for each two texts that stand below it.

    >>> fig, move = shift_and_compare_figure(["image", "pooling"], [np.eye(4), np.eye(2)])
    >>> move([np.eye(4), np.ones((2, 2))], ["0 %", "33 %"], ["0 %", "–"])
    'Maps before and after a move. Changed: image 0 %, pooling 33 %. Moved back: image 0 %, ...'
    """
    fig = new_figure(1.25 * len(names) + 1.3, 5.4)
    axes = fig.subplots(3, len(names), squeeze=False)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=1)
    for ax, row in zip(axes[:, 0], ROWS, strict=True):
        ax.set_ylabel(row, rotation=0, ha="right", va="center")
    pictures, cells = [], ([], [])  # type: tuple[list, tuple[list, list]]
    for column, (name, values) in enumerate(zip(names, maps, strict=True)):
        largest = np.abs(values).max() or 1
        low, cmap = (-largest, DIVERGING) if values.min() < 0 else (0, SEQUENTIAL)
        looks = {"cmap": cmap if column else "gray_r", "vmin": low, "vmax": largest}
        signed = {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}
        _, moved, difference = (
            ax.imshow(values, interpolation="nearest", **look)
            for ax, look in zip(axes[:, column], (looks, looks, signed), strict=True)
        )
        pictures.append((moved, difference))
        size = "×".join(map(str, values.shape))
        if values.shape[1] == 1:  # numbers, not a map
            size = f"{len(values)} numbers"
            for ax in axes[:, column]:
                ax.set(aspect="auto", box_aspect=1, yticks=range(len(values))[:MOST_NUMBERS])
                ax.tick_params(right=True, left=False, labelright=True, labelleft=False)
                ax.tick_params(length=0, labelsize=8)
        axes[0, column].set_title(f"{name}\n{size}", fontsize=12)
        for line, texts in enumerate(cells):
            texts.append(_below(axes[2, column], 0.5, line, " ", ha="center"))
    for line, measure in enumerate(MEASURES):
        _below(axes[2, 0], -0.08, line, measure, ha="right")
    for artist in (*np.ravel(pictures), *np.ravel(cells)):
        artist.set_animated(True)

    def move(moved, changed, moved_back):
        for (picture, difference), now, before in zip(pictures, moved, maps, strict=True):
            picture.set_data(now)
            difference.set_data(now - before)
        for texts, said in zip(cells, (changed, moved_back), strict=True):
            for text, words in zip(texts, said, strict=True):
                text.set_text(words)
        told = [
            ", ".join(f"{name} {words}" for name, words in zip(names, said, strict=True))
            for said in (changed, moved_back)
        ]
        return f"Maps before and after a move. Changed: {told[0]}. Moved back: {told[1]}."

    return fig, move


def _below(ax, x, line, words, ha):
    """Write a line of a table below a picture."""
    return ax.annotate(
        words,
        (x, 0),
        (0, -8 - 26 * line),
        xycoords="axes fraction",
        textcoords="offset points",
        ha=ha,
        va="top",
        linespacing=1.0,
    )
