"""A signal and what a kernel answers to it."""

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
