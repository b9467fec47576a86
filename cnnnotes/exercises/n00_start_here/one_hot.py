"""Exercise 00_one_hot: labels as rows with a single 1."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n00_start_here.one_hot_mistakes import MISTAKES


def one_hot(labels: np.ndarray, n: int) -> np.ndarray:
    """labels (N,), integers from 0 to n - 1 → (N, n): 1 in the label's column, else 0."""
    return np.eye(n)[labels]


def _one_hot_cases(rng):
    for n in (3, 4):
        yield "every class once", (rng.permutation(n), n)
    yield "classes repeated or absent", (np.array([2, 2, 0]), 4)
    for size, n in ((5, 7), (12, 5)):
        labels = rng.integers(0, n - 1, size)
        yield "classes repeated or absent", (np.append(labels, labels[0]), n)


ONE_HOT = Exercise(
    id="00_one_hot",
    title="Write labels as rows with a single 1",
    reference=one_hot,
    parts=(Part("every class once", 1), Part("classes repeated or absent", 1)),
    cases=_one_hot_cases,
    hints=(
        "Take one label, say 2: in which row and which column does its 1 belong?",
        "Look at the line that writes the 1: which index is the row's, which the label's?",
    ),
    arithmetic={"out": lambda at, labels, n: f"(label {labels[at[0]]} == column {at[1]})"},
    mistakes=MISTAKES,
)
