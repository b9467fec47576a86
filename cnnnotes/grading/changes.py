"""What may have become of a right array in any exercise, in four words and three hints each.

Each is `(name, change(array), observation, question, where to look)`; in the texts `{it}` is the
result. A change that does not apply to an array gives None.
"""

import numpy as np

VALUES: tuple[tuple, ...] = (
    (
        "absolute value taken",
        np.abs,
        "Every number of {it} has the right size, and none is negative.",
        "What becomes of a negative number on its way to the result?",
        "Look for `abs`, for a square, or for a root of a square.",
    ),
    (
        "cut off below 0",
        lambda y: np.maximum(y, 0),
        "Where {it} should be negative, it is 0; the rest is right.",
        "May a number of the result be negative?",
        "Look for `maximum(…, 0)`, `clip`, or a comparison with 0.",
    ),
    (
        "cut off below 0 and above 1",
        lambda y: np.clip(y, 0, 1),
        "{it} is right between 0 and 1; what should lie outside was cut off.",
        "May a number of the result be larger than 1, or smaller than 0?",
        "Look for `clip`, `minimum` or `maximum`.",
    ),
    (
        "fractions cut off",
        np.trunc,
        "{it} holds integers: the fractions are cut off.",
        "What is the dtype of the array that the result is written into?",
        "Look for `int`, `astype(int)`, `//`, or `zeros_like` of an array of integers.",
    ),
    (
        "rounded down to integers",
        np.floor,
        "{it} holds integers: every number is rounded down.",
        "May the result have fractions?",
        "Look for `//` or `floor`.",
    ),
    (
        "rounded to integers",
        np.round,
        "{it} holds integers: every number is rounded.",
        "May the result have fractions?",
        "Look for `round` or `rint`.",
    ),
    (
        "rounded to two digits",
        lambda y: np.round(y.astype(float), 2),
        "{it} is right to two digits after the point: the others are cut off.",
        "Is anything to be rounded before the result goes back?",
        "Look for `round`: to print few digits is enough.",
    ),
    (
        "too few digits",
        lambda y: y.astype(np.float16),
        "{it} is right to three digits only, as numbers of 16 bits are.",
        "Which dtype does the result have?",
        "Look for `float16`.",
    ),
    (
        "squared",
        np.square,
        "Every number of {it} is the square of the right one.",
        "Is something squared twice, or is a root missing?",
        "Look for `** 2` and for `np.sqrt`.",
    ),
    (
        "square root taken",
        lambda y: np.sqrt(y) if (y >= 0).all() else None,
        "Every number of {it} is the square root of the right one.",
        "Is a root taken where none belongs, or a square left out?",
        "Look for `np.sqrt`, `** 0.5` and `** 2`.",
    ),
    (
        "1 divided by it",
        lambda y: 1 / y if y.size and (y != 0).all() else None,
        "Every number of {it} is 1 divided by the right one.",
        "What is divided by what?",
        "Look at the division: are its two sides swapped?",
    ),
    (
        "subtracted from 1",
        lambda y: 1 - y,
        "Every number of {it} is 1 minus the right one.",
        "What is counted: what you want, or the rest?",
        "Look at the comparison, or for a `1 -`.",
    ),
    (
        "summed to one number",
        lambda y: y.sum() if y.ndim else None,
        "{it} is one number, the sum of all that it should hold.",
        "How many numbers is the result to have?",
        "Look for a `sum` too many, or one that lacks its axis.",
    ),
    (
        "averaged to one number",
        lambda y: y.mean() if y.size and y.ndim else None,
        "{it} is one number, the mean of all that it should hold.",
        "How many numbers is the result to have?",
        "Look for a `mean` too many, or one that lacks its axis.",
    ),
)
