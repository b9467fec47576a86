"""Which class is taken for which."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid
from cnnnotes.figures.style import Figure, house_style, new_figure


@house_style
def confusion_matrix(matrix: ArrayLike, classes: Sequence | None = None) -> Figure:
    """Return a figure of a confusion matrix: true classes down, predicted classes across.

    Shape: `matrix` (C, C), counts. `classes` names the C classes (default: their numbers).
    `ValueError` for another shape, negative counts or names that do not fit.

    >>> confusion_matrix([[8, 2], [0, 10]]).alt
    'Confusion matrix of 20 images, 90.0 % right. Most often, 2 of class 0 were taken for 1.'
    """
    matrix = np.asarray(matrix)
    n = len(matrix)
    if matrix.shape != (n, n) or n == 0 or (matrix < 0).any():
        raise ValueError(f"matrix: got shape {matrix.shape}; it needs C × C counts, none negative")
    classes = range(n) if classes is None else classes
    if len(classes) != n:
        raise ValueError(f"classes: got {len(classes)} names; {n} classes need {n}")
    mistakes = matrix * (1 - np.eye(n, dtype=int))
    side = max(4, 0.55 * n + 1)
    fig = new_figure(side, side)
    ax = fig.subplots()
    # Right answers are blue by their share of the class, mistakes vermilion by the worst mistake:
    # a good network's mistakes are too few to be seen on one scale with its right answers.
    shades = np.eye(n) * matrix / matrix.sum(1).clip(1)[:, None] - mistakes / max(mistakes.max(), 1)
    grid = NumberGrid(ax, shades, limit=1)
    for text, count in zip(grid.texts, matrix.flat, strict=False):
        text.set_text(str(count or ""))
    ax.set(xlabel="predicted", ylabel="true")
    ax.set_xticks(range(n), classes)
    ax.set_yticks(range(n), classes)
    total = matrix.sum()
    right = f"{100 * np.trace(matrix) / max(total, 1):.1f} %"
    ax.set_title(f"{right} of {total} right")
    fig.alt = f"Confusion matrix of {total} images, {right} right."
    if mistakes.any():
        true, predicted = np.unravel_index(mistakes.argmax(), mistakes.shape)
        fig.alt += (
            f" Most often, {mistakes.max()} of class {classes[true]} were taken for "
            f"{classes[predicted]}."
        )
    return fig
