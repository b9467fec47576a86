"""What notebook 05's network learned: its two arrays of weights, at work on one signal."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid
from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.ops import conv1d, relu
from cnnnotes.palette import BLUE, VERMILION

LOOKS = ({"color": BLUE}, {"color": VERMILION, "linestyle": "--"})


@house_style
def learned_weights(
    x: ArrayLike, w1: ArrayLike, w2: ArrayLike, losses: Mapping[str, Sequence[float]]
) -> Figure:
    """Return a figure of a signal, what each place adds to the output, the weights, and the losses.

    Shapes: `x` (n,), `w1` (k,), `w2` (n,); `losses` holds one number a step, by the run's name.

    >>> learned_weights([0, 2, 1], [0, -1, 1], [1, 1, 0], {"ReLU": [4, 0.5]}).alt
    'A signal of 3 numbers; its places add 2, 0, 0, which is 2. Filter: 0 −1 1. Loss of ReLU: 0.5.'
    """
    x, w1, w2 = (np.asarray(array, dtype=float) for array in (x, w1, w2))
    z = conv1d(x[None, :, None], w1[:, None, None], padding=len(w1) // 2)[0, :, 0]
    added = relu(z) * w2 + 0.0
    fig = new_figure(10, 4.8)
    panels = fig.subplot_mosaic(
        [["signal", "w1"], ["signal", "w2"], ["added", "loss"]],
        height_ratios=[0.7, 0.7, 2],
        width_ratios=[1, 1.1],
    )
    places = np.arange(1, len(x) + 1)
    panels["signal"].plot(places, x, color=BLUE, marker="o")
    panels["signal"].set(title="signal X")
    panels["added"].bar(places, added, color=BLUE, width=0.6)
    panels["added"].set(title=f"A¹ᵢ·W²ᵢ, in all {added.sum():.2f}", xlabel="place i")
    for name in ("signal", "added"):
        panels[name].set(xticks=places, xlim=(0.4, len(x) + 0.6))
    for panel, name, values in (("w1", "W¹", w1), ("w2", "W²", w2)):
        title, cell = f"{name}, learned ({len(values)},)", min(34, 300 / len(values))
        NumberGrid(panels[panel], [values], title=title, cell=cell)
        panels[panel].set(xticks=[], yticks=[])
    ax = panels["loss"]
    for (name, values), look in zip(losses.items(), LOOKS, strict=False):
        ax.plot(values, label=name, **look)
    ax.set(yscale="log", title="loss", xlabel="step")
    ax.grid(alpha=0.3)
    ax.legend()
    words = ", ".join(number(value, 2) for value in added.round(2))
    fig.alt = (
        f"A signal of {len(x)} numbers; its places add {words}, which is "
        f"{number(added.sum().round(2))}. Filter: {' '.join(number(v, 2) for v in w1.round(2))}. "
        + " ".join(f"Loss of {name}: {number(round(v[-1], 2), 2)}." for name, v in losses.items())
    )
    return fig
