"""What is known to go wrong in exercise 05_dl_da."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs

SLOPE = "What is the derivative of u² with respect to u?"
BY_A1 = "By how much does a2 change when a1[0] grows by 1?"


def _loop(a2, y, w2, *, slope=lambda a2, y: 2 * (a2 - y), weights=lambda a2, w2: w2):
    """The slope of the loss, times that of the output, each as it is given."""
    return (slope(a2, y) * weights(a2, w2))[:, None]


MISTAKES = (
    Mistake(
        "2 forgotten",
        lambda right, a2, y, w2: right(a2, y, w2) / 2,
        "Every number is half of the right one.",
        SLOPE,
        "Look for the factor 2.",
    ),
    *Mistake(
        "slope of the absolute error",
        knobs(_loop, slope=lambda a2, y: np.sign(a2 - y)),
        "Your result is as large, however far a2 is from y.",
        SLOPE,
        "Look for `sign`: it belongs to |a2 - y|, not to its square.",
    ).forms(knobs(_loop, slope=lambda a2, y: 2 * np.sign(a2 - y))),
    Mistake(
        "error with its sign lost",
        knobs(_loop, slope=lambda a2, y: 2 * abs(a2 - y)),
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
        "The numbers stand in an array of shape (n,); expected (n, 1).",
        "Which shape must stand to the right of an n by n matrix, to leave a column?",
        "Look at the result: `[:, None]` makes a column of it.",
    ),
    Mistake(
        "row in place of column",
        lambda right, a2, y, w2: right(a2, y, w2).T,
        "The numbers stand in a row, (1, n), not in a column.",
        "Which shape must stand to the right of an n by n matrix, to leave a column?",
        "Look for `[None]` where `[:, None]` is meant.",
    ),
    Mistake(
        "w2 left out",
        knobs(_loop, weights=lambda a2, w2: np.ones_like(w2)),
        "Every number is the same, whatever w2 is: the derivative with respect to a2, not a1.",
        BY_A1,
        "Look for w2: does it occur in your function?",
    ),
    Mistake(
        "w2 left out, one number",
        lambda right, a2, y, w2: right(a2, y, np.ones(1))[0, 0],
        "Your result is one number, whatever w2 is: the derivative with respect to a2, not a1.",
        BY_A1,
        "Look for w2: does it occur in your function?",
    ),
    Mistake(
        "error left out",
        knobs(_loop, slope=lambda a2, y: 2),
        "Your result does not depend on the error.",
        "Should the gradient be the same for a small miss and a large one?",
        "Look for a2 - y: does it occur in your function?",
    ),
    Mistake(
        "target left out",
        knobs(_loop, slope=lambda a2, y: 2 * a2),
        "Your result does not depend on y.",
        "What should the gradient be when a2 is y?",
        "Look for y: does it occur in your function?",
    ),
    Mistake(
        "target in place of the error",
        knobs(_loop, slope=lambda a2, y: 2 * y),
        "Your result does not depend on a2.",
        "What should the gradient be when a2 is y?",
        "Look for a2: does it occur in your function?",
    ),
    Mistake(
        "error added up",
        knobs(_loop, slope=lambda a2, y: 2 * (a2 + y)),
        "Where the error a2 - y belongs, your numbers hold a2 + y.",
        "How far is 7 from 4?",
        "Look at the sign between a2 and y.",
    ),
    *Mistake(
        "brackets missing",
        lambda right, a2, y, w2: right(a2, 0, np.ones_like(w2)) - y * w2[:, None],
        "One factor reaches only a2 or only y: the error is not multiplied as a whole.",
        "Which does Python work out first: `2 * a2`, or `a2 - y`?",
        "Look at the brackets around a2 - y.",
    ).forms(
        knobs(_loop, slope=lambda a2, y: 2 * a2 - y),
        lambda right, a2, y, w2: right(a2, 0, w2) - y,
        lambda right, a2, y, w2: right(a2, 0, w2) / 2 - y,
        lambda right, a2, y, w2: right(a2, 0, np.ones_like(w2)) / 2 - y * w2[:, None],
    ),
    *Mistake(
        "loss in place of its slope",
        knobs(_loop, slope=lambda a2, y: (a2 - y) ** 2),
        "w2 is multiplied by the loss (a2 - y)² itself.",
        SLOPE,
        "Look for `** 2`.",
    ).forms(knobs(_loop, slope=lambda a2, y: 2 * (a2 - y) ** 2)),
    *Mistake(
        "a2 comes in twice",
        knobs(_loop, weights=lambda a2, w2: a2 * w2),
        "Every number is multiplied by a2 once more.",
        "The last factor is the slope of a2 = w2ᵀ a1 by a1[0]. Does a2 itself occur in it?",
        "Look for a2: it stands in the error, and nowhere else.",
    ).forms(knobs(_loop, weights=lambda a2, w2: a2 * np.ones_like(w2))),
    Mistake(
        "divided by n",
        lambda right, a2, y, w2: right(a2, y, w2) / len(w2),
        "Every number is the right one divided by n.",
        "How many outputs does the loss look at?",
        "Look for `mean` or a division by `len(w2)`.",
    ),
    Mistake(
        "w2 added",
        lambda right, a2, y, w2: right(a2, y, np.ones_like(w2)) + w2[:, None],
        "w2 was added to the derivative with respect to a2.",
        "What does the chain rule do with the slopes of its links?",
        "Look at the sign before w2.",
    ),
    Mistake(
        "divided by w2",
        knobs(_loop, weights=lambda a2, w2: 1 / w2),
        "The derivative with respect to a2 was divided by w2.",
        BY_A1,
        "Look at the sign before w2.",
    ),
    Mistake(
        "w2 squared",
        knobs(_loop, weights=lambda a2, w2: w2**2),
        "w2 comes in twice.",
        BY_A1,
        "Look for w2: it is multiplied in once.",
    ),
    Mistake(
        "summed to one number",
        lambda right, a2, y, w2: right(a2, y, w2).sum(),
        "Your result is one number; expected one for each activation.",
        "How many numbers does a1 have?",
        "Look for `sum`, `dot` or `@`.",
    ),
    Mistake(
        "a square in place of a column",
        lambda right, a2, y, w2: np.repeat(right(a2, y, w2), len(w2), axis=1),
        "Your result is n by n: the column stands there n times.",
        "What does NumPy make of a column times a row?",
        "Print the shapes of what you multiply.",
    ),
)
