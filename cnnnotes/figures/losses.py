"""Losses that tell whether a network is ready to train: its first one, and that of a few images."""

from collections.abc import Mapping, Sequence

import numpy as np

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY, VERMILION

_LOOKS = ({"color": BLUE}, {"color": VERMILION, "linestyle": "--"}, {"color": "black"})


@house_style
def first_losses(losses: Mapping[str, Sequence[float]], classes: int) -> Figure:
    """Return a figure of untrained networks' losses, a row for each way to start the weights.

    `losses` maps the name of a start to the losses (N,) of networks that were started so.

    >>> first_losses({"small": [2.29, 2.31], "large": [2.8, 3.4]}, classes=10).alt
    'First losses; log 10 is 2.30. small: 2.3 to 2.3. large: 2.8 to 3.4.'
    """
    fig = new_figure(9, 0.9 + 0.5 * len(losses))
    ax = fig.subplots()
    words = [f"First losses; log {classes} is {np.log(classes):.2f}."]
    ax.axvline(np.log(classes), color=GREY, linestyle=":")
    for place, (name, values) in enumerate(losses.items()):
        ax.plot(values, np.full(len(values), place), "o", color=BLUE, alpha=0.5, markersize=9)
        words.append(f"{name}: {min(values):.1f} to {max(values):.1f}.")
    ax.annotate(
        f"log {classes} = {np.log(classes):.2f}",
        (np.log(classes), -0.6),
        (6, 0),
        color=GREY,
        textcoords="offset points",
        va="center",
    )
    ax.set_yticks(range(len(losses)), losses)
    ax.set(ylim=(len(losses) - 0.5, -0.9), xlabel="loss before the first step")
    fig.alt = " ".join(words)
    return fig


@house_style
def loss_curves(curves: Mapping[str, Sequence[float]], level: float, named: str) -> Figure:
    """Return a figure of losses by step, one curve for each name, and a `level` that is `named`.

    >>> loss_curves({"a": [2.3, 0.6, 0.004], "b": [2.3, 2.3, 2.3]}, 2.3, "at the start").alt
    'Losses over 2 steps. a: from 2.3 to below 0.01. b: from 2.3 to 2.3.'
    """
    fig = new_figure(8, 3.4)
    ax = fig.subplots()
    ax.axhline(level, color=GREY, linestyle=":")
    ax.annotate(
        named,
        (1, level),
        (0, 4),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha="right",
        va="bottom",
    )
    words = []
    for (name, losses), look in zip(curves.items(), _LOOKS, strict=False):
        ax.plot(losses, label=name, **look)
        last = f"{losses[-1]:.1f}" if losses[-1] >= 0.01 else "below 0.01"
        words.append(f"{name}: from {losses[0]:.1f} to {last}.")
    ax.set(xlabel="step", title="loss", ylim=(0, 1.2 * max(map(max, curves.values()))))
    ax.legend(loc="center right")
    steps = max(map(len, curves.values())) - 1
    fig.alt = f"Losses over {steps} steps. {' '.join(words)}"
    return fig
