"""Exercise 05_dl_da: the loss by the activations."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n01_convolution.pictures import distinct
from cnnnotes.exercises.n05_backprop_by_hand.network import dl_da


def _cases(rng):
    for error in (3, -5):
        a2 = float(rng.integers(1, 9))
        yield "one activation", (a2, a2 - error, 3 * distinct(rng, 1))
    for n, error in ((3, 5), (4, -3)):
        a2 = float(rng.integers(1, 9))
        yield "several activations", (a2, a2 - error, distinct(rng, n))


def _written_out(at, a2, y, w2):
    return f"2·({number(a2)} - {factor(y)})·{factor(w2[at[0]])}"


SQUARED = Mistake(
    "loss in place of its slope",
    lambda a2, y, w2: (a2 - y) ** 2 * w2[:, None],
    "w2 is multiplied by the loss (a2 - y)² itself.",
    "What is the derivative of u² by u?",
    "Look for `** 2`.",
)


DL_DA = Exercise(
    id="05_dl_da",
    title="How the loss depends on the activations",
    reference=dl_da,
    parts=(Part("one activation", 1), Part("several activations", 1)),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "The loss is (a2 - y)², and a2 = w2ᵀ a1. What does the chain rule give for a1[i]?",
        "Look at the three factors: 2, the error a2 - y, and w2.",
    ),
    mistakes=(
        Mistake(
            "2 forgotten",
            lambda a2, y, w2: dl_da(a2, y, w2) / 2,
            "Every number is half of the right one.",
            "What is the derivative of u² by u?",
            "Look for the factor 2.",
        ),
        Mistake(
            "error with its sign lost",
            lambda a2, y, w2: 2 * abs(a2 - y) * w2[:, None],
            "When the output is too small, your result has the wrong sign.",
            "Should a1 be pushed the same way for too much and for too little?",
            "Look for `abs`.",
        ),
        Mistake(
            "sign turned",
            lambda a2, y, w2: -dl_da(a2, y, w2),
            "Every number is the right one times -1.",
            "When the output is too large and w2 is positive, should a1 grow or shrink?",
            "Look at the order of a2 and y around the minus.",
        ),
        Mistake(
            "sign turned and 2 forgotten",
            lambda a2, y, w2: -dl_da(a2, y, w2) / 2,
            "Every number is the right one times -1/2.",
            "What is the derivative of (a2 - y)² by a2?",
            "Look at the order of a2 and y around the minus, then for the factor 2.",
        ),
        Mistake(
            "a row of numbers, no column",
            lambda a2, y, w2: dl_da(a2, y, w2)[:, 0],
            "The numbers are right; they stand in an array of shape (n,), not (n, 1).",
            "Which shape must stand to the right of an n by n matrix, to leave a column?",
            "Look at the result: `[:, None]` makes a column of it.",
        ),
        Mistake(
            "row in place of column",
            lambda a2, y, w2: dl_da(a2, y, w2).T,
            "The numbers are right; they stand in a row, (1, n), not in a column.",
            "Which shape must stand to the right of an n by n matrix, to leave a column?",
            "Look for `[None]` where `[:, None]` is meant.",
        ),
        Mistake(
            "w2 left out",
            lambda a2, y, w2: np.full((len(w2), 1), 2 * (a2 - y)),
            "Every number is 2(a2 - y): the slope by a2, not by a1.",
            "By how much does a2 change when a1[0] grows by 1?",
            "Look for w2: does it occur in your function?",
        ),
        Mistake(
            "error left out",
            lambda a2, y, w2: 2 * w2[:, None],
            "Your result does not depend on the error.",
            "Should the gradient be the same for a small miss and a large one?",
            "Look for a2 - y: does it occur in your function?",
        ),
        Mistake(
            "target left out",
            lambda a2, y, w2: dl_da(a2, 0, w2),
            "Your result does not depend on y.",
            "What should the gradient be when a2 is y?",
            "Look for y: does it occur in your function?",
        ),
        SQUARED,
        replace(SQUARED, mimic=lambda a2, y, w2: 2 * (a2 - y) ** 2 * w2[:, None]),
        Mistake(
            "divided by n",
            lambda a2, y, w2: dl_da(a2, y, w2) / len(w2),
            "Every number is the right one divided by n.",
            "How many outputs does the loss look at?",
            "Look for `mean` or a division by `len(w2)`.",
        ),
        Mistake(
            "w2 added",
            lambda a2, y, w2: 2 * (a2 - y) + w2[:, None],
            "w2 was added to the slope by a2.",
            "What does the chain rule do with the slopes of its links?",
            "Look at the sign before w2.",
        ),
        Mistake(
            "divided by w2",
            lambda a2, y, w2: 2 * (a2 - y) / w2[:, None],
            "The slope by a2 was divided by w2.",
            "By how much does a2 change when a1[0] grows by 1?",
            "Look at the sign before w2.",
        ),
        Mistake(
            "w2 squared",
            lambda a2, y, w2: 2 * (a2 - y) * w2[:, None] ** 2,
            "w2 comes in twice.",
            "By how much does a2 change when a1[0] grows by 1?",
            "Look for w2: it is multiplied in once.",
        ),
        Mistake(
            "summed to one number",
            lambda a2, y, w2: dl_da(a2, y, w2).sum(),
            "Your result is one number; asked for is one for each activation.",
            "How many numbers has a1?",
            "Look for `sum`, `dot` or `@`.",
        ),
    ),
)
