"""Which classes excite which units of a layer."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.style import SEQUENTIAL, Figure, house_style, new_figure


@house_style
def unit_classes(answers: ArrayLike) -> Figure:
    """Return a figure of how strongly each unit answers each class, as a share of its strongest.

    Shape: `answers` (classes, units), not negative; units that never answer are left out. Units
    stand beside others of the same favourite class.

    >>> unit_classes([[4, 1, 0], [1, 3, 0]]).alt
    '2 units that answer, by class: 2 of them answer 1 class at least half as strongly as any.'
    """
    answers = np.asarray(answers, dtype=float)
    answers = answers[:, answers.max(axis=0) > 0]
    answers = answers / answers.max(axis=0)
    broad = (answers >= 0.5).sum(axis=0)  # to how many classes a unit answers
    order = np.lexsort((broad, answers.argmax(axis=0)))
    fig = new_figure(10, 3.4)
    ax = fig.subplots()
    picture = ax.imshow(answers[:, order], cmap=SEQUENTIAL, vmin=0, vmax=1, aspect="auto")
    ax.set_yticks(range(len(answers)))
    ax.set(xlabel="unit, by its favourite class", ylabel="class")
    bar = fig.colorbar(picture, ticks=[0, 0.5, 1])
    bar.set_label("share of its\nstrongest answer")
    counts = [
        f"{count} of them answer {n} class{'es' * (n > 1)}"
        for n, count in enumerate(np.bincount(broad))
        if count
    ]
    fig.alt = (
        f"{len(broad)} units that answer, by class: {', '.join(counts)} at least half as strongly "
        "as any."
    )
    return fig
