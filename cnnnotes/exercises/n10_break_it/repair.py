"""Exercise 10_repair: digits that are named wherever they stand, judged by what is predicted."""

import numpy as np

from cnnnotes.exercises.fresh_digits import draw_digits, remember, true_labels
from cnnnotes.exercises.kinds import Exercise, Part, Property
from cnnnotes.exercises.n10_break_it.repair_mistakes import MISTAKES

ENOUGH = 0.75  # a repaired network names 0.9 of the moved digits, one that was not at most 0.6


def repair(x: np.ndarray) -> np.ndarray:
    """x (N, 28, 28, 1), digits that were moved by up to 4 pixels → their labels (N,)."""
    return true_labels(x)


def _solution(x):
    """x (N, 28, 28, 1) → (N,): each digit is moved back, then likened to those that are known."""
    from cnnnotes.datasets import load_digits

    def to_the_middle(image):
        places = np.argwhere(image > 0)
        moves = 13 - (places.min(axis=0) + places.max(axis=0)) // 2
        return np.roll(image, moves[:2], axis=(0, 1)).ravel()

    (known, labels), _ = load_digits()
    known = np.array([to_the_middle(image) for image in known])
    x = np.array([to_the_middle(image) for image in x])
    distances = (known**2).sum(axis=1) - 2 * x @ known.T
    return labels[distances.argmin(axis=1)]


def _cases(rng):
    def draw(down, right):
        """Draw digits that are moved by 3 or 4 pixels along either axis, or along none."""
        chosen, labels = draw_digits(rng, 64)
        moves = rng.integers(3, 5, (64, 2)) * rng.choice((-1, 1), (64, 2)) * (down, right)
        pairs = zip(chosen, moves, strict=True)
        moved = np.array([np.roll(image, move, axis=(0, 1)) for image, move in pairs])
        return remember(moved, labels)

    yield "in the middle", (draw(0, 0),)
    yield "moved sideways", (draw(0, 1),)
    yield "moved up or down", (draw(1, 0),)
    yield "moved both ways", (draw(1, 1),)


def _share(labels, x):
    return np.mean(labels == repair(x))


REPAIR = Exercise(
    id="10_repair",
    title="Name digits wherever they stand",
    reference=repair,
    solution=_solution,
    parts=(
        Part("in the middle", 1),
        Part("moved sideways", 1),
        Part("moved up or down", 1),
        Part("moved both ways", 2),
    ),
    cases=_cases,
    returns=("labels",),
    properties=(
        Property(
            "another number of answers than of images",
            lambda labels, x: len(labels) == len(x),
            "The number of labels is not that of the images.",
        ),
        Property(
            "more than one number for each image",
            lambda labels, x: labels.ndim == 1,
            "There are several numbers for each image; expected its label.",
        ),
        Property(
            "not integers",
            lambda labels, x: np.array_equal(labels, np.round(labels)),
            "The labels are not integers.",
        ),
        Property(
            "the same label for all",
            lambda labels, x: len(np.unique(labels)) > 1,
            "Whatever the image, the label is the same.",
        ),
        Property(
            "classes counted from 1",
            lambda labels, x: _share(labels - 1, x) < 0.5,
            "Most labels are one too large.",
        ),
        Property(
            "fewer than three of four right",
            lambda labels, x: _share(labels, x) >= ENOUGH,
            "Of these digits, fewer than three of four are named rightly.",
        ),
    ),
    hints=(
        "What has your network seen of digits that stand where these do?",
        "Look at one of the digits that are named wrongly, as your network gets it.",
    ),
    mistakes=MISTAKES,
)
