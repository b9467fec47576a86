"""What every layer of a network makes of one image, in a row, and who wrote its function."""

from collections.abc import Sequence

import numpy as np

from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure
from cnnnotes.palette import GREEN, GREY

PITCH, HEIGHT = 1.15, 1.75  # inches
FEW = 12  # numbers that are a column
MOST_ACROSS = 6  # so that names can be read in half a window too


@house_style
def layers_in_a_row(steps: Sequence[tuple[str, np.ndarray, str]], verdict: str = "") -> Figure:
    """Return a figure of arrays in a row: a name, the array, and who wrote the function behind it.

    A row of more than six goes on in a second line.

    `steps` begins with the image; each array is `(H, W, C)` or `(D,)`. Of many channels the
    strongest is shown. "you" stands out. `verdict` ends the alt text.

    >>> layers_in_a_row([("image", np.eye(2)[..., None], ""), ("ReLU", np.eye(2), "you")]).alt
    'Layers in a row. image, 2×2×1. ReLU, 2×2, by you.'
    """
    across = min(len(steps), MOST_ACROSS)
    down = -(-len(steps) // across)
    fig = new_figure(PITCH * across, HEIGHT * down)
    panels = fig.subplots(down, across, squeeze=False).ravel()
    for ax in panels[len(steps) :]:
        ax.set_axis_off()
    words = ["Layers in a row."]
    for place, (ax, (name, array, who)) in enumerate(zip(panels, steps, strict=False)):
        picture = flat(array, strongest(array))
        largest = np.abs(picture).max() or 1
        if picture.shape[1] == 1:  # a column, in the middle of a square like the others
            column, side = picture, len(picture)
            picture = np.full((side, side), np.nan)
            picture[:, side // 3 : side - side // 3] = column
        low, cmap = (-largest, DIVERGING) if place else (0, "gray_r")
        ax.imshow(picture, cmap=cmap, vmin=low, vmax=largest, interpolation="nearest")
        size = "×".join(map(str, array.shape))
        ax.set_title(f"{name}\n{size}", size=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        mine = who == "you"
        look = {"color": GREEN if mine else GREY, "weight": "bold" if mine else "normal"}
        ax.set_xlabel(who, size=10, **look)
        words.append(f"{name}, {size}{f', by {who}' if who else ''}.")
    fig.alt = " ".join([*words, verdict]).strip()
    return fig


def strongest(array: np.ndarray) -> int:
    """Return the channel of maps (H, W, C) whose numbers are largest in size.

    >>> strongest(np.stack([np.ones((2, 2)), -2 * np.ones((2, 2))], axis=2))
    1
    """
    return int(np.square(array).sum(axis=tuple(range(array.ndim - 1))).argmax())


def flat(array: np.ndarray, channel: int = 0) -> np.ndarray:
    """Return an array in two dimensions: a channel of maps (H, W, C), or a row (D,) in lines.

    A few numbers are a column; what is missing in the last line is 0.

    >>> flat(np.arange(3)).shape, flat(np.arange(15)).shape, flat(np.ones((4, 5, 2))).shape
    ((3, 1), (4, 4), (4, 5))
    """
    if array.ndim == 3:
        return array[..., channel]
    if array.ndim == 2:
        return array
    if len(array) <= FEW:
        return array[:, None]
    side = int(np.ceil(np.sqrt(len(array))))
    return np.pad(array, (0, side * -(-len(array) // side) - len(array))).reshape(-1, side)
