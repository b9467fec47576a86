"""How many digits networks still read when the digits are moved."""

import numpy as np

from cnnnotes.figures.style import BLUE, GREEN, VERMILION, house_style, new_figure

_LOOKS = (
    {"color": BLUE, "marker": "o"},
    {"color": VERMILION, "marker": "s", "linestyle": "--"},
    {"color": GREEN, "marker": "^", "linestyle": ":"},
)


@house_style
def right_by_move(moves, right):
    """Return a figure of the share read right by how far the digits were moved.

    `moves` (M,) are pixels; `right` maps the names of up to three kinds of network to their shares,
    (S, M) from 0 to 1: a row for each of S networks of that kind, a small mark each, and a line
    through the middle. The words tell each line's ends in whole tens.

    >>> right_by_move([0, 2], {"max": [[0.96, 0.71], [0.94, 0.72]]}).alt
    'Digits read right, by how far they were moved. max: over 90 % at 0 pixels, over 70 % at 2.'
    """
    fig = new_figure(8, 4.2)
    ax = fig.subplots()
    words = ["Digits read right, by how far they were moved."]
    for place, ((name, shares), look) in enumerate(zip(right.items(), _LOOKS, strict=False)):
        shares = np.asarray(shares)
        middle = np.median(shares, axis=0)
        ax.plot(moves, middle, label=name, markersize=9, **look)
        beside = np.asarray(moves) + 0.06 * (place - 1)
        for one in shares:
            ax.plot(beside, one, **{**look, "linestyle": "", "markersize": 4, "fillstyle": "none"})
        first, last = (10 * int(10 * share) for share in middle[[0, -1]])
        words.append(f"{name}: over {first} % at {moves[0]} pixels, over {last} % at {moves[-1]}.")
    ax.set(xlabel="pixels that the digits were moved", title="digits read right", ylim=(0, 1))
    ax.set_xticks(moves)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.grid(alpha=0.3)
    ax.legend(loc="lower left")
    fig.alt = " ".join(words)
    return fig
