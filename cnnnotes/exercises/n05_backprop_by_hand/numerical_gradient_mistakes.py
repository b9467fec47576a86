"""What is known to go wrong in exercise 05_numerical_gradient."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.differences import STEPS, differences
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _in_place(h, *moves):
    """Move x itself, by these multiples of h: before f, before f again, and back."""

    def wrong(f, x):
        gradient = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            x[i] += moves[0] * h
            above = f(x)
            x[i] += moves[1] * h
            below = f(x)
            x[i] += moves[2] * h
            gradient[i] = (above - below) / (2 * h)
        return gradient

    return finished(wrong)


def _far_too_small(out, f, x):
    """Tell whether `out` is the gradient times one small factor."""
    powers = enumerate(f["settings"] if f["fixture"] == "polynomial" else f["settings"][:1], 1)
    factor = out / sum(power * np.array(c) * x ** (power - 1) for power, c in powers)
    return factor.min() > 0 and factor.max() < 1.05 * factor.min() < 0.05


def _last_not_written(right, f, x):
    gradient = np.array(right(f, x))
    gradient.flat[-1] = 0
    return gradient


def _with_steps(mistake, *changes, steps=STEPS):
    """The same mistake for each way to make it, and for each step that people choose."""
    mimics = (knobs(differences, h=h, **change) for change in changes for h in steps)
    return tuple(replace(mistake, mimic=mimic) for mimic in mimics)


MISTAKES = (
    Mistake(
        "value of f in place of its slope",
        finished(lambda f, x: np.full(np.shape(x), float(f(np.asarray(x, float))))),
        "Each of your numbers is f(x) itself.",
        "By how much does f change when one number of x is moved a little?",
        "Look for two calls of f, and for the division by the step.",
    ),
    *_with_steps(
        Mistake(
            "one-sided",
            None,
            "Your slope looks to one side of x only: at the bottom of a valley it is not 0.",
            "Which two points lie evenly around x?",
            "Look at the two calls of f: one at x + h, one at x - h.",
        ),
        {"down": 0, "over": 1},
        {"up": 0, "over": 1},
        steps=(*STEPS, 1e-9),
    ),
    Mistake(
        "divided by h, not 2h",
        lambda right, f, x: 2 * right(f, x),
        "Every number is twice the right one.",
        "How far apart are x + h and x - h?",
        "Look at what the difference is divided by.",
    ),
    Mistake(
        "one-sided, divided by 2h",
        lambda right, f, x: right(f, x) / 2,
        "Every number is half of the right one.",
        "How far apart are the two points at which you call f?",
        "Look at what the difference is divided by.",
    ),
    *_with_steps(
        Mistake(
            "one-sided, divided by 2h",
            None,
            "Every number is about half of the right one.",
            "How far apart are the two points at which you call f?",
            "Look at the two calls of f: one at x + h, one at x - h.",
        ),
        {"down": 0},
    ),
    Mistake(
        "sign turned",
        lambda right, f, x: -right(f, x),
        "Every number is the right one times -1.",
        "Which is subtracted from which?",
        "Look at the order of the two calls of f around the minus.",
    ),
    Mistake(
        "not divided by the step",
        lambda right, f, x: right(f, x) * 1e-10,
        "Your numbers are far too small: the difference is not divided by 2h.",
        "In which order does Python work out `a / 2 * h`?",
        "Look at the quotient: it needs brackets, `/ (2 * h)`.",
        shows=_far_too_small,
    ),
    *_with_steps(
        Mistake(
            "not moved back",
            None,
            "Right for one number; with several, all but the first are wrong.",
            "When the second number is moved, where does the first one stand?",
            "Look at the end of the loop's body: the old number must be put back.",
        ),
        {"left": -1},
        {"left": 1},
        {"left": -2},
    ),
    *_with_steps(
        Mistake(
            "integers cannot hold a small step",
            None,
            "Given integers, x + h is cut back to an integer.",
            "What does an array of integers keep of 2.00001?",
            "Look at the copy of x: `np.array(x, float)` can hold a small step.",
        ),
        {"floats": False},
    ),
    Mistake(
        "gradient in the input's integer type",
        lambda right, f, x: right(f, x).astype(x.dtype),
        "Given integers, your gradient is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the gradient into?",
        "Look for `zeros_like(x)`: x may hold integers.",
    ),
    *(
        Mistake(
            "changes its input",
            _in_place(h, *moves),
            "The array that was given to your function is changed after the call.",
            "Is x + h - 2h + h exactly x when every sum is rounded?",
            "Look for `x[i] += h`: work on a copy, and put the old number back.",
        )
        for moves in ((1, -2, 1), (1, -2, 0))
        for h in STEPS
    ),
    Mistake(
        "0 everywhere",
        lambda right, f, x: np.zeros(x.shape),
        "Your gradient is 0 everywhere: f seems to be asked twice at the same place.",
        "After `up = x`, is `up` an array of its own? And is x + 1e-18 another number than x?",
        "Look for `up = x` where `up = x.copy()` is meant, or at the size of h.",
        shows=lambda out, f, x: out.shape == x.shape and not out.any(),
    ),
    Mistake(
        "whole rows moved",
        knobs(differences, places=lambda shape: range(shape[0])),
        "Where x has several axes, a whole row is moved at once.",
        "Which indices does a number of a table need?",
        "Look at the loop: `np.ndindex(x.shape)` goes through every number.",
    ),
    Mistake(
        "all numbers moved at once",
        lambda right, f, x: right(f, x).sum(),
        "Your result is one number: that of all of x moved at once.",
        "How many directions are there in which x can be moved?",
        "Look at what is moved by h: one number of x at a time.",
    ),
    Mistake(
        "all numbers moved at once",
        lambda right, f, x: np.full(x.shape, right(f, x).sum()),
        "All your numbers are the same: all of x was moved at once.",
        "How many directions are there in which x can be moved?",
        "Look at what is moved by h: one number of x at a time.",
    ),
    Mistake(
        "result flat",
        lambda right, f, x: right(f, x).ravel(),
        "Your gradient is one row, whatever the shape of x.",
        "What is the shape of a gradient?",
        "Look at the result: `reshape(x.shape)`.",
    ),
    Mistake(
        "last number left out",
        _last_not_written,
        "The last number of your gradient is still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop.",
    ),
    *_with_steps(
        Mistake(
            "step too large",
            None,
            "Your step is so large that f curves within it.",
            "What is left of the error when the step is ten times smaller?",
            "Look at h: for central differences about 1e-5 is good.",
        ),
        {},
        steps=(1.0, 0.5, 0.1),
    ),
    *_with_steps(
        Mistake(
            "step lost in rounding",
            None,
            "Your step is so small that it is lost in the rounding of f.",
            "With 16 digits, what is left of 1 + 1e-16?",
            "Look at h: for central differences about 1e-5 is good.",
        ),
        {},
        steps=(1e-13, 1e-14, 1e-15, 1e-16),
    ),
)
