"""A signal, what a kernel answers to it, and signals of one length below each other."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.ops import conv1d
from cnnnotes.palette import BLUE, GREY, VERMILION


@house_style
def signal_response(x: ArrayLike, k: ArrayLike) -> Figure:
    """Return a figure of a signal and the response of a kernel, each below its window's middle.

    Shapes: `x` (L,), `k` (K,).

    >>> signal_response([0, 0, 5, 5], [-1, 1]).alt
    'A signal of 4 numbers: 0, 0, 5, 5. Below, the response of the kernel −1, 1: 0, 5, 0.'
    """
    x, k = (np.asarray(array, dtype=float) for array in (x, k))
    y = conv1d(x[None, :, None], k[:, None, None])[0, :, 0]
    fig = new_figure(9, 4)
    above, below = fig.subplots(2, 1, sharex=True)
    above.plot(x, color=BLUE, marker="o", drawstyle="steps-mid")
    above.set(title=f"signal, {len(x)} numbers")
    middles = np.arange(len(y)) + (len(k) - 1) / 2
    below.bar(middles, y, color=[VERMILION if v < 0 else BLUE for v in y], width=0.6)
    below.axhline(0, color=GREY, linewidth=1)
    signal, kernel, response = (", ".join(map(number, values)) for values in (x, k, y))
    below.set(title=f"response to [{kernel}], {len(y)} numbers, each below its window's middle")
    below.set(xlabel="place", xticks=range(len(x)))
    fig.alt = (
        f"A signal of {len(x)} numbers: {signal}. Below, the response of the kernel {kernel}: "
        f"{response}."
    )
    return fig


@house_style
def signal_rows(signals: Mapping[str, ArrayLike]) -> Figure:
    """Return a figure of signals below each other: the first as a line, all others as bars.

    Shapes: each of `signals` (L,), by their titles.

    >>> signal_rows({"given": [0, 5], "yours": [1, -1]}).alt
    'given: 0, 5. yours: 1, −1.'
    """
    rows = {name: np.asarray(one, dtype=float) for name, one in signals.items()}
    fig = new_figure(6, 1.1 * len(rows) + 0.9)
    ratios = [1.8] + [1] * (len(rows) - 1)
    first, *others = fig.subplots(len(rows), 1, sharex=True, height_ratios=ratios)
    (name, given), *below = rows.items()
    first.plot(given, color=BLUE, marker="o")
    for ax, (title, row) in zip(others, below, strict=True):
        ax.bar(range(len(row)), row, color=[VERMILION if v < 0 else BLUE for v in row], width=0.6)
        ax.axhline(0, color=GREY, linewidth=1)
        ax.set_title(title)
    first.set_title(name)
    (others or [first])[-1].set(xlabel="place", xticks=range(len(given)))
    told = (f"{name}: {', '.join(map(number, row))}." for name, row in rows.items())
    fig.alt = " ".join(told)
    return fig
