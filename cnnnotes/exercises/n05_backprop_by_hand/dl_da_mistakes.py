"""What is known to go wrong in exercise 05_dl_da."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

SQUARED = Mistake(
    "loss in place of its slope",
    finished(lambda a2, y, w2: (a2 - y) ** 2 * w2[:, None]),
    "w2 is multiplied by the loss (a2 - y)² itself.",
    "What is the derivative of u² with respect to u?",
    "Look for `** 2`.",
)


MISTAKES = (
    Mistake(
        "2 forgotten",
        lambda right, a2, y, w2: right(a2, y, w2) / 2,
        "Every number is half of the right one.",
        "What is the derivative of u² with respect to u?",
        "Look for the factor 2.",
    ),
    Mistake(
        "error with its sign lost",
        finished(lambda a2, y, w2: 2 * abs(a2 - y) * w2[:, None]),
        "When the output is too small, your result has the wrong sign.",
        "Should a1 be pushed the same way for too much and for too little?",
        "Look for `abs`.",
    ),
    Mistake(
        "sign turned",
        lambda right, a2, y, w2: -right(a2, y, w2),
        "Every number is the right one times -1.",
        "When the output is too large and w2 is positive, should a1 grow or shrink?",
        "Look at the order of a2 and y around the minus.",
    ),
    Mistake(
        "sign turned and 2 forgotten",
        lambda right, a2, y, w2: -right(a2, y, w2) / 2,
        "Every number is the right one times -1/2.",
        "What is the derivative of (a2 - y)² with respect to a2?",
        "Look at the order of a2 and y around the minus, then for the factor 2.",
    ),
    Mistake(
        "a row of numbers, no column",
        lambda right, a2, y, w2: right(a2, y, w2)[:, 0],
        "The numbers are right; they stand in an array of shape (n,), not (n, 1).",
        "Which shape must stand to the right of an n by n matrix, to leave a column?",
        "Look at the result: `[:, None]` makes a column of it.",
    ),
    Mistake(
        "row in place of column",
        lambda right, a2, y, w2: right(a2, y, w2).T,
        "The numbers are right; they stand in a row, (1, n), not in a column.",
        "Which shape must stand to the right of an n by n matrix, to leave a column?",
        "Look for `[None]` where `[:, None]` is meant.",
    ),
    Mistake(
        "w2 left out",
        finished(lambda a2, y, w2: np.full((len(w2), 1), 2 * (a2 - y))),
        "Every number is 2(a2 - y): the derivative with respect to a2, not a1.",
        "By how much does a2 change when a1[0] grows by 1?",
        "Look for w2: does it occur in your function?",
    ),
    Mistake(
        "error left out",
        finished(lambda a2, y, w2: 2 * w2[:, None]),
        "Your result does not depend on the error.",
        "Should the gradient be the same for a small miss and a large one?",
        "Look for a2 - y: does it occur in your function?",
    ),
    Mistake(
        "target left out",
        lambda right, a2, y, w2: right(a2, 0, w2),
        "Your result does not depend on y.",
        "What should the gradient be when a2 is y?",
        "Look for y: does it occur in your function?",
    ),
    SQUARED,
    replace(SQUARED, mimic=finished(lambda a2, y, w2: 2 * (a2 - y) ** 2 * w2[:, None])),
    Mistake(
        "divided by n",
        lambda right, a2, y, w2: right(a2, y, w2) / len(w2),
        "Every number is the right one divided by n.",
        "How many outputs does the loss look at?",
        "Look for `mean` or a division by `len(w2)`.",
    ),
    Mistake(
        "w2 added",
        finished(lambda a2, y, w2: 2 * (a2 - y) + w2[:, None]),
        "w2 was added to the derivative with respect to a2.",
        "What does the chain rule do with the slopes of its links?",
        "Look at the sign before w2.",
    ),
    Mistake(
        "divided by w2",
        finished(lambda a2, y, w2: 2 * (a2 - y) / w2[:, None]),
        "The derivative with respect to a2 was divided by w2.",
        "By how much does a2 change when a1[0] grows by 1?",
        "Look at the sign before w2.",
    ),
    Mistake(
        "w2 squared",
        finished(lambda a2, y, w2: 2 * (a2 - y) * w2[:, None] ** 2),
        "w2 comes in twice.",
        "By how much does a2 change when a1[0] grows by 1?",
        "Look for w2: it is multiplied in once.",
    ),
    Mistake(
        "summed to one number",
        lambda right, a2, y, w2: right(a2, y, w2).sum(),
        "Your result is one number; expected one for each activation.",
        "How many numbers does a1 have?",
        "Look for `sum`, `dot` or `@`.",
    ),
)
