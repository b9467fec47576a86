"""How large the numbers are in each layer of a deep network, on the way up and on the way back."""

from collections.abc import Callable

import numpy as np

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, VERMILION

SMALLEST, LARGEST = 1e-12, 1e12  # what the picture has room for


@house_style
def depth_figure(layers: int) -> tuple[Figure, Callable[..., str]]:
    """Return a figure for up to `layers` layers, and `move(forward, backward)`.

    `forward` (L,) is the size of each layer's output, `backward` (L,) that of the gradient which
    arrives there. What is too small or too large for the picture is drawn at its edge.

    >>> fig, move = depth_figure(10)
    >>> move([1, 0.5, 0.25], [0.01, 0.1, 1])
    '3 layers. Forward, from layer 1 to 3: 1 to 0.25. Backward, from layer 3 to 1: 1 to 0.01.'
    """
    fig = new_figure(10.5, 4)
    axes = fig.subplots(1, 2, sharey=True)
    titles = ("forward: size of the outputs", "backward: size of the gradients")
    looks = ({"color": BLUE, "marker": "o"}, {"color": VERMILION, "marker": "s"})
    lines, labels = [], []
    for ax, title, look in zip(axes, titles, looks, strict=True):
        ax.axhline(1, color=GREY, linewidth=1, linestyle=":")
        ax.set(xlim=(0, layers + 1), xlabel="layer", title=title, yscale="log")
        ax.set(ylim=(SMALLEST / 10, 1e4 * LARGEST), yticks=np.logspace(-12, 12, 9))
        ax.minorticks_off()
        ax.grid(alpha=0.3)
        lines += ax.plot([], [], markersize=5, animated=True, **look)
        room = {"transform": ax.transAxes, "ha": "center", "va": "top", "animated": True}
        labels += [ax.text(0.5, 0.99, "", fontweight="bold", **room)]

    def move(forward, backward):
        count = len(forward)
        for line, values in zip(lines, (forward, backward), strict=True):
            line.set_data(range(1, count + 1), np.clip(values, SMALLEST, LARGEST))
        last, first = number(forward[-1], 2), number(backward[0], 2)
        labels[0].set_text(f"layer {count} gives {last}")
        labels[1].set_text(f"layer 1 gets {first}")
        return (
            f"{count} layers. Forward, from layer 1 to {count}: {number(forward[0], 2)} to {last}. "
            f"Backward, from layer {count} to 1: {number(backward[-1], 2)} to {first}."
        )

    return fig, move
