"""What the loss asks of each score of a classifier: up for the right class, down for the others."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.ops import cross_entropy_backward, softmax
from cnnnotes.palette import BLUE, GREY, VERMILION


@house_style
def score_gradient(z: ArrayLike, label: int) -> Figure:
    """Return a figure of the probabilities of scores `z` (C,), and of the push on each score.

    The push is minus the gradient of the loss for the right class `label`.

    >>> score_gradient([0.0, 0.0], 1).alt
    'Probabilities 0.50, 0.50; the right class is 1. Pushes on the scores −0.50, 0.50.'
    """
    z = np.asarray(z, dtype=float)
    p, push = softmax(z), -cross_entropy_backward(z[None], [label])[0]
    fig = new_figure(8, 5)
    upper, lower = fig.subplots(2, 1)
    upper.bar(range(len(z)), p, color=GREY, width=0.6)
    top = 1.2 * max(p.max(), abs(push).max())
    upper.set(title="probabilities p", ylim=(0, top))
    lower.bar(range(len(z)), push, color=[VERMILION if v < 0 else BLUE for v in push], width=0.6)
    lower.set(title="push on each score, −(p − t)", ylim=(-top, top))
    lower.axhline(0, color=GREY, linewidth=1)
    for ax, values in ((upper, p), (lower, push)):
        ax.set_xticks(range(len(z)), [f"{c}\nright" if c == label else c for c in range(len(z))])
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        for c, value in enumerate(values):
            side, beyond = ("top", (0, -2)) if value < 0 else ("bottom", (0, 2))
            ax.annotate(
                _written(value),
                (c, value),
                beyond,
                textcoords="offset points",
                ha="center",
                va=side,
                fontsize=10,
            )
    lower.set_xlabel("class")
    fig.alt = (
        f"Probabilities {', '.join(map(_written, p))}; the right class is {label}. "
        f"Pushes on the scores {', '.join(map(_written, push))}."
    )
    return fig


def _written(value):
    return f"{value:.2f}".replace("-", "−")
