"""How many digits networks still read when the digits are moved."""

import numpy as np

from cnnnotes.figures.style import LINES, house_style, new_figure

LEAD = 0.05  # a smaller one is not worth a word


@house_style
def right_by_move(moves, right):
    """Return a figure of the share read right by how far the digits were moved.

    `moves` (M,) are pixels; `right` maps the names of up to three kinds of network to their shares,
    (S, M) from 0 to 1: a row for each of S networks of that kind, a small mark each, and a line
    through the middle. The words are coarse, for such numbers vary a little between machines.

    >>> right_by_move([0, 2], {"max": [[0.96, 0.71], [0.94, 0.72]], "mean": [[0.95, 0.6]]}).alt
    'Digits read right, by how far they were moved. At 0 pixels all alike; at 2 max leads.'
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
    leads = (_leader({name: one[i] for name, one in middle.items()}) for i in range(len(moves)))
    said = "; at ".join(f"{move} {lead}" for move, lead in zip(moves, leads, strict=True))
    fig.alt = (
        f"Digits read right, by how far they were moved. At {said.replace(' ', ' pixels ', 1)}."
    )
    return fig


def _leader(shares):
    """Say who is ahead by more than `LEAD`."""
    *others, first = sorted(shares, key=shares.get)
    ahead = all(shares[first] - shares[other] > LEAD for other in others)
    return f"{first} leads" if ahead else "all alike"
