"""Exercise 03_merge_kernels: two convolutions in a row as one."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n03_relu.merge_kernels_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def merge_kernels(k1: np.ndarray, k2: np.ndarray) -> np.ndarray:
    """k1 (H1, W1), k2 (H2, W2) → (H1 + H2 - 1, W1 + W2 - 1): does what k1 and then k2 do."""
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    merged = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i in range(h1):
        for j in range(w1):
            merged[i : i + h2, j : j + w2] += k1[i, j] * k2
    return merged


def _cases(rng):
    def draw(shape1, shape2):
        """Draw a kernel in halves and one of integers."""
        return distinct(rng, shape1) / 2, distinct(rng, shape2)

    for size in (2, 2, 3, 4):
        yield "kernels of one size", draw((size, size), (size, size))
    for size1, size2 in ((2, 1), (3, 2), (2, 4)):
        yield "kernels of two sizes", draw((size1, size1), (size2, size2))
    for shapes in (((1, 2), (2, 2)), ((2, 3), (2, 3)), ((3, 2), (1, 3)), ((3, 4), (4, 2))):
        yield "not square", draw(*shapes)


def _written_out(at, k1, k2):
    (i, j), (h2, w2) = at, k2.shape
    rows = range(max(0, i - h2 + 1), min(k1.shape[0], i + 1))
    columns = range(max(0, j - w2 + 1), min(k1.shape[1], j + 1))
    met = np.ix_([i - a for a in rows], [j - b for b in columns])
    return products(k1[np.ix_(rows, columns)], k2[met])


MERGE_KERNELS = Exercise(
    id="03_merge_kernels",
    title="Merge two kernels into one",
    reference=merge_kernels,
    parts=(
        Part("kernels of one size", 2),
        Part("kernels of two sizes", 1),
        Part("not square", 1),
    ),
    cases=_cases,
    returns=("merged",),
    arithmetic={"merged": _written_out},
    hints=(
        "An output pixel of k2 looks at some pixels of k1's output. At which of the input, each?",
        "Look at where k1[i, j] · k2[a, b] goes: to merged[i + a, j + b].",
    ),
    mistakes=MISTAKES,
)
