"""How many digits networks still read when the digits are moved."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import LINES, Figure, house_style, new_figure


@house_style
def right_by_move(moves: Sequence[int], right: Mapping[str, ArrayLike]) -> Figure:
    """Return a figure of the share read right by how far the digits were moved.

    `moves` (M,) are pixels; `right` maps the names of up to three kinds of network to their shares,
    (S, M) from 0 to 1: a row for each of S networks of that kind, a small mark each, and a line
    through the median.

    >>> right_by_move([0, 2], {"max": [[0.96, 0.71], [0.94, 0.72]], "mean": [[0.95, 0.6]]}).alt
    'Digits read right, by how far they were moved. max: 0 pixels 95 %, 2 pixels 72 %. mean: ...'
    """
    fig = new_figure(8, 4.2)
    ax = fig.subplots()
    middle = {name: np.median(shares, axis=0) for name, shares in right.items()}
    for place, (look, (name, shares)) in enumerate(zip(LINES, right.items(), strict=False)):
        ax.plot(moves, middle[name], label=name, markersize=9, **look)
        beside = np.asarray(moves) + 0.06 * (place - 1)
        for one in shares:
            ax.plot(beside, one, **{**look, "linestyle": "", "markersize": 4, "fillstyle": "none"})
    ax.set(xlabel="pixels that the digits were moved", title="digits read right", ylim=(0, 1))
    ax.set_xticks(moves)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.grid(alpha=0.3)
    ax.legend(loc="lower left")
    words = ["Digits read right, by how far they were moved."]
    for name, shares in middle.items():
        pairs = zip(moves, shares, strict=True)
        told = ", ".join(f"{move} pixels {100 * share:.0f} %" for move, share in pairs)
        words.append(f"{name}: {told}.")
    fig.alt = " ".join(words)
    return fig
