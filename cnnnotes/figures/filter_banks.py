"""Several filters on a picture with several channels: a kernel for each pair, a map for each."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, grey_scale
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.ops import conv2d
from cnnnotes.palette import GREY

SIDE = 1.6  # inches


@house_style
def filter_bank(channels: Mapping[str, ArrayLike], filters: Mapping[str, ArrayLike]) -> Figure:
    """Return a figure with channels above, filters below them row by row, and their maps beside.

    Shapes: each of the C `channels` (H, W), each of the F `filters` (KH, KW, C), by their names.

    >>> filter_bank({"red": np.eye(3)}, {"as it is": np.ones((1, 1, 1))}).alt
    '1 filter of 1×1×1 on 1 channel. as it is: a map from 0 to 1, largest at row 0, column 0.'
    """
    x = np.stack([np.asarray(one, dtype=float) for one in channels.values()], axis=-1)
    w = np.stack([np.asarray(one, dtype=float) for one in filters.values()], axis=-1)
    maps, many, count = conv2d(x[None], w)[0], len(channels), len(filters)
    fig = new_figure(SIDE * (many + 1.4), SIDE * (count + 0.8))
    ratios = {"width_ratios": [1] * many + [1.3], "height_ratios": [0.8] + [1] * count}
    panels = fig.subplots(count + 1, many + 1, **ratios)
    low, high = grey_scale(x)
    for c, name in enumerate(channels):
        panels[0, c].imshow(x[..., c], cmap="gray", vmin=low, vmax=high)
        panels[0, c].set_title(f"channel {c}: {name}")
    panels[0, many].set_axis_off()
    largest = np.abs(maps).max() or 1
    words = []
    for f, name in enumerate(filters):
        kernels, answer = panels[f + 1, :many], panels[f + 1, many]
        for c, ax in enumerate(kernels):
            NumberGrid(ax, w[..., c, f], cell=30, limit=np.abs(w).max())
        kernels[0].set_ylabel(f"filter {f}:\n{name}")
        for ax, sign in zip(kernels, ["+"] * (many - 1) + ["→"], strict=True):
            look = {"ha": "center", "va": "center", "fontsize": 20}
            ax.annotate(sign, (1.12, 0.5), xycoords="axes fraction", **look)
        answer.imshow(maps[..., f], cmap=DIVERGING, vmin=-largest, vmax=largest)
        answer.set_title(f"map {f}")
        row, column = np.unravel_index(maps[..., f].argmax(), maps.shape[:2])
        span = f"from {number(maps[..., f].min())} to {number(maps[..., f].max())}"
        words.append(
            f"{' '.join(name.split())}: a map {span}, largest at row {row}, column {column}."
        )
    for ax in panels.flat:
        ax.set(xticks=[], yticks=[])
    for ax in [*panels[0, :many], *panels[1:, many]]:
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    size = "×".join(map(str, w.shape[:3]))
    counted = f"{count} filter{'s' * (count > 1)} of {size} on {many} channel{'s' * (many > 1)}."
    fig.alt = f"{counted} {' '.join(words)}"
    return fig
