"""Exercise 07_confusion: count which class is taken for which."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n07_train_on_mnist.confusion_mistakes import MISTAKES


def confusion(y: np.ndarray, p: np.ndarray, n: int) -> np.ndarray:
    """y, p (N,), classes from 0 to n - 1 → (n, n): counts; y's class is the row, p's the column."""
    counts = np.zeros((n, n), dtype=int)
    np.add.at(counts, (y, p), 1)
    return counts


def _cases(rng):
    for n in (3, 4):
        y = rng.permutation(n)
        yield "no pair twice", (y, (y + 1) % n, n)
        yield "no pair twice", (np.append(y, 0), np.append((y + 1) % n, 0), n)
    for n, size in ((3, 3), (5, 20)):
        y = rng.integers(0, n, size)
        p = np.where(rng.random(size) < 0.6, y, rng.integers(0, n, size))
        more = [n - 1, n - 1, 0, 0, 0, 1], [n - 1, 0, 1, 1, 0, 1]  # every kind of pair is there
        yield "pairs that repeat", (np.append(y, more[0]), np.append(p, more[1]), n)
    for n, size in ((5, 3), (7, 12)):
        y, p = rng.integers(0, n - 3, size), rng.integers(0, n - 3, size)
        yield "classes that are absent", (np.append(y, [2, 0]), np.append(p, [n - 2, 0]), n)


CONFUSION = Exercise(
    id="07_confusion",
    title="Count which class is taken for which",
    reference=confusion,
    parts=(
        Part("no pair twice", 1),
        Part("pairs that repeat", 2),
        Part("classes that are absent", 1),
    ),
    cases=_cases,
    hints=(
        "Take one image of a 4 that is read as a 9: which number grows, and by how much?",
        "Look at the line that counts: which index comes first?",
    ),
    returns=("counts",),
    arithmetic={
        "counts": lambda at, y, p, n: f"how often y is {at[0]} and p is {at[1]}, of {len(y)} images"
    },
    mistakes=MISTAKES,
)
