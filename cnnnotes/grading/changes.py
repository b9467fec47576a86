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
        "1 where it should be positive, else 0",
        lambda y: (y > 0).astype(float),
        "{it} is 1 where it should be positive, and 0 everywhere else.",
        "Is it yes or no that is asked for, or a number?",
        "Look for a comparison such as `> 0`, or for `clip(…, 0, 1)`.",
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
        "nothing but zeros",
        lambda y: np.zeros_like(y) if y.size > 1 else None,
        "Every number of {it} is 0.",
        "Which line of your code fills {it}, and does it run?",
        "Look for an assignment that goes to another name, or to a copy.",
    ),
    (
        "all numbers in one line",
        lambda y: y.ravel() if y.ndim > 1 else None,
        "{it} holds the right numbers in their order, in a single line.",
        "Which shape is the result to have?",
        "Look for `flatten`, `ravel` or `reshape(-1)`.",
    ),
    (
        "an axis of length 1 too many",
        lambda y: y[..., None] if y.ndim else y[None],
        "{it} holds the right numbers, and has one axis more, of length 1.",
        "How many axes is the result to have?",
        "Look for `keepdims=True`, `[:, None]`, or a list around the result.",
    ),
    (
        "an axis of length 1 too many, in front",
        lambda y: y[None] if y.ndim else None,
        "{it} holds the right numbers, and has one axis more, of length 1.",
        "How many axes is the result to have?",
        "Look for `[None]`, or a list around the result.",
    ),
    (
        "an axis of length 1 too few",
        lambda y: np.squeeze(y) if 1 in y.shape else y,
        "{it} has lost its axes of length 1.",
        "How many axes is the result to have, when one of them has length 1?",
        "Look for `squeeze`, or for an index such as `[0]` in place of `[:1]`.",
    ),
    (
        "divided by its sum",
        lambda y: y / y.sum() if y.size and y.sum() else None,
        "The numbers of {it} add up to 1: each is divided by the sum of all.",
        "Is anything to be divided here?",
        "Look for a division by a `sum`.",
    ),
    (
        "divided by its largest number",
        lambda y: y / y.max() if y.size and y.max() else None,
        "The largest number of {it} is 1: all are divided by it.",
        "Is anything to be divided here?",
        "Look for a division by a `max`.",
    ),
    (
        "sorted",
        lambda y: np.sort(y) if y.ndim else None,
        "{it} holds the right numbers, the smallest first.",
        "Which number belongs in the first place?",
        "Look for `sort` or `sorted`.",
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
    *(
        (
            f"the {size} number alone",
            lambda y, reduce=reduce: reduce(y) if y.size and y.ndim else None,
            f"{{it}} is one number, the {size} of all that it should hold.",
            "How many numbers is the result to have?",
            f"Look for a `{how}` too many, or one that lacks its axis.",
        )
        for size, how, reduce in (("largest", "max", np.max), ("smallest", "min", np.min))
    ),
    *(
        (
            f"every number is the {what} of all",
            lambda y, reduce=reduce: np.full(y.shape, reduce(y)) if y.size and y.ndim else None,
            f"All numbers of {{it}} are the same: the {what} of what it should hold.",
            f"Over which axes is the {what} to go?",
            f"Look for a `{what}` that lacks its axis.",
        )
        for what, reduce in (("sum", np.sum), ("mean", np.mean))
    ),
    (
        "each in one line",
        lambda y: y.reshape(len(y), -1) if y.ndim > 2 and len(y) else None,
        "{it} holds the right numbers in their order, but each entry of its first axis as a line.",
        "Which shape is the result to have?",
        "Look for a `reshape(…, -1)`: is the shape put back at the end?",
    ),
)
