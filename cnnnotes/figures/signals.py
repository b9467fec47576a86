"""A signal and what a kernel answers to it."""

import numpy as np

from cnnnotes.figures.style import house_style, new_figure, number
from cnnnotes.ops import conv1d
from cnnnotes.palette import BLUE, GREY, VERMILION


@house_style
def signal_response(x, k):
    """Return a figure of a signal and the response of a kernel, each below its window's start.

    Shapes: `x` (L,), `k` (K,).

    >>> signal_response([0, 0, 5, 5], [-1, 1]).alt
    'A signal of 4 numbers and the response of a kernel of 2: 3 numbers, largest 5 at place 1.'
    """
    x, k = (np.asarray(array, dtype=float) for array in (x, k))
    y = conv1d(x[None, :, None], k[:, None, None])[0, :, 0]
    fig = new_figure(9, 4)
    above, below = fig.subplots(2, 1, sharex=True)
    above.plot(x, color=BLUE, marker="o", drawstyle="steps-mid")
    above.set(title=f"signal, {len(x)} numbers")
    below.bar(range(len(y)), y, color=VERMILION, width=0.6)
    below.axhline(0, color=GREY, linewidth=1)
    kernel = ", ".join(map(number, k))
    below.set(title=f"response to [{kernel}], {len(y)} numbers", xlabel="place")
    largest = int(y.argmax())
    fig.alt = (
        f"A signal of {len(x)} numbers and the response of a kernel of {len(k)}: "
        f"{len(y)} numbers, largest {number(y[largest])} at place {largest}."
    )
    return fig
