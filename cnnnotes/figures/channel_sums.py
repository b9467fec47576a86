"""One filter on a picture with several channels: a window for each, and their sum."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, grey_scale
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.ops import conv2d
from cnnnotes.palette import GREY


@house_style
def channel_sum(
    x: ArrayLike, w: ArrayLike, b: float = 0.0, names: Sequence[str] | None = None
) -> Figure:
    """Return a figure of each channel, its slice of the filter, its response, and their sum.

    Shapes: `x` (H, W, C), `w` (KH, KW, C), `b` a number, `names` of the C channels. A picture of
    three channels, from 0 to 1, is shown in colour as well.

    >>> channel_sum(np.ones((2, 2, 2)), np.ones((1, 1, 2)), 1, ["red", "green"]).alt
    'A 1×1×2 filter on a 2×2×2 picture. red: response from 1 to 1. green: response from 1 to 1. \
Their sum + 1: from 3 to 3, largest at row 0, column 0.'
    """
    x, w = (np.asarray(array, dtype=float) for array in (x, w))
    names = [f"channel {c}" for c in range(x.shape[2])] if names is None else names
    responses = np.concatenate(
        [conv2d(x[None, :, :, [c]], w[:, :, [c], None]) for c in range(x.shape[2])], axis=-1
    )[0]
    total = responses.sum(axis=-1) + b
    fig = new_figure(10, 1.9 * len(names) + 0.3)
    last = ["colour", "sum", "sum"] if len(names) == 3 else ["sum"] * len(names)
    layout = [[f"x{c}", f"w{c}", f"y{c}", last[c]] for c in range(len(names))]
    panels = fig.subplot_mosaic(layout, width_ratios=[1.4, 1, 1.4, 2])
    largest = max(np.abs(responses).max(), np.abs(total).max()) or 1
    around_0 = {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}
    low, high = grey_scale(x)  # one for all, so that channels can be compared
    for c, name in enumerate(names):
        panels[f"x{c}"].imshow(x[..., c], cmap="gray", vmin=low, vmax=high)
        panels[f"x{c}"].set_title(name)
        NumberGrid(
            panels[f"w{c}"], w[..., c], title=f"w[:, :, {c}]", cell=30, limit=np.abs(w).max()
        )
        panels[f"y{c}"].imshow(responses[..., c], **around_0)
        panels[f"y{c}"].set_title("response")
    if "colour" in panels:
        panels["colour"].imshow(x)
        panels["colour"].set_title("picture")
    panels["sum"].imshow(total, **around_0)
    plus = f"{'−' if b < 0 else '+'} {number(abs(b))}"
    panels["sum"].set_title(f"sum {plus}")
    for name, ax in panels.items():
        ax.set(xticks=[], yticks=[])
        if not name.startswith("w"):
            ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    spans = (f"{name}: response {_span(responses[..., c])}." for c, name in enumerate(names))
    row, column = np.unravel_index(total.argmax(), total.shape)
    fig.alt = (
        f"A {_size(w)} filter on a {_size(x)} picture. {' '.join(spans)} Their sum {plus}: "
        f"{_span(total)}, largest at row {row}, column {column}."
    )
    return fig


def _span(values):
    return f"from {number(values.min())} to {number(values.max())}"


def _size(array):
    return "×".join(map(str, array.shape))
