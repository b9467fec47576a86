"""What goes wrong in 06_grad_check."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _numerical(f, x, h=1e-5, places=np.ndindex, divide=2):
    """Central differences at steps `h`; `places(shape)` are moved one after the other."""
    numerical = np.zeros(x.shape)
    for at in places(x.shape):
        above, below = x.copy(), x.copy()
        above[at] = x[at] + h
        below[at] = x[at] - h
        numerical[at] = (f(above) - f(below)) / (divide * h)
    return numerical


def _compared(n, a):
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


def _with(compare=_compared, **settings):
    """The check with other differences, or another comparison."""

    def mimic(f, grad, x):
        x = np.array(x, float)
        return compare(_numerical(f, x, **settings), grad(x))

    return mimic


def _whole_numbers_kept(f, grad, x):
    return _compared(_numerical(f, x), grad(x))


def _one_sided(f, grad, x):
    x, h = np.array(x, float), 1e-5
    n = [(f(x + h * unit.reshape(x.shape)) - f(x)) / h for unit in np.eye(x.size)]
    return _compared(np.reshape(n, x.shape), grad(x))


def _in_place(f, grad, x, *, back=1):
    n, h, a = np.zeros(x.shape), 1e-5, grad(x)
    for at in np.ndindex(x.shape):
        x[at] += h
        n[at] = f(x)
        x[at] -= 2 * h
        n[at] -= f(x)
        x[at] += h * back
    return _compared(n / (2 * h), a)


def _entry_by_entry(n, a):
    return (np.abs(n - a) / np.maximum(np.abs(n) + np.abs(a), 1e-8)).max()


def _squares(n, a):
    return ((n - a) ** 2).sum() / ((n**2).sum() + (a**2).sum())


def _lengths(n, a):
    n, a = np.linalg.norm(n), np.linalg.norm(a)
    return abs(n - a) / (n + a)


def _over(size):
    return lambda n, a: np.linalg.norm(n - a) / size(np.linalg.norm(n), np.linalg.norm(a))


IN_PLACE = Mistake(
    "changes its input",
    finished(_in_place),
    "After the call, x holds other numbers than before.",
    "Whose memory does `x[i] += h` write to, and is x afterwards exactly what it was?",
    "Look for `x[i] = …`: work on a copy, and put the old value back.",
)
STEP_TOO_LARGE = Mistake(
    "step too large",
    finished(_with(h=0.1)),
    "Your step is so large that the function curves on the way: a right gradient looks wrong.",
    "How does the error of a central difference grow with the step h?",
    "Look at h: about 1e-5 is small enough and not too small.",
)

MISTAKES = (
    Mistake(
        "integers kept",
        finished(_whole_numbers_kept),
        "With integers in x, a right gradient looks wrong: the step was cut off.",
        "What becomes of 2 + 1e-5 when it is stored in an array of integers?",
        "Look at the copy of x: it needs floats.",
    ),
    Mistake(
        "step too small",
        finished(_with(h=1e-17)),
        "Your step is so small that x + h is x: the difference is lost in rounding.",
        "What is 1 + 1e-17 in floating point?",
        "Look at h: about 1e-5 is small enough and not too small.",
    ),
    Mistake(
        "one-sided difference",
        finished(_one_sided),
        "Where the function curves strongly, a right gradient looks wrong to you.",
        "Whose error is smaller: (f(x + h) - f(x)) / h, or a step to both sides?",
        "Look at the difference: f(x + h) - f(x - h), over 2h.",
    ),
    Mistake(
        "divided by h, not by 2h",
        finished(_with(divide=1)),
        "Your numerical gradient is twice too large.",
        "How far apart are x + h and x - h?",
        "Look at the division: by 2h.",
    ),
    Mistake(
        "difference not divided",
        finished(lambda f, grad, x: _compared(2e-5 * _numerical(f, x * 1.0), grad(x))),
        "Your numerical gradient is far too small.",
        "What must a difference be divided by, to make it a slope?",
        "Look for the division by 2h.",
    ),
    Mistake(
        "sign of the difference turned",
        finished(_with(divide=-2)),
        "Your numerical gradient points the other way.",
        "Which of f(x + h) and f(x - h) comes first?",
        "Look at the order around the minus.",
    ),
    IN_PLACE,
    replace(IN_PLACE, mimic=finished(lambda *args: _in_place(*args, back=0))),
    Mistake(
        "all entries moved at once",
        finished(_with(places=lambda shape: [...])),
        "Every entry of your numerical gradient is the same number: x moved as a whole.",
        "What else changes when only one entry of x moves?",
        "Look at the step: one entry at a time.",
    ),
    Mistake(
        "whole rows moved at once",
        finished(_with(places=lambda shape: range(shape[0]))),
        "With several axes, whole rows of x moved at once.",
        "How many entries does an array of shape (2, 3) have?",
        "Look at the loop: `np.ndindex(x.shape)` visits every entry.",
    ),
    Mistake(
        "last entry left out",
        finished(_with(places=lambda shape: list(np.ndindex(shape))[:-1])),
        "The last entry of your numerical gradient is 0.",
        "Does your loop reach the last entry?",
        "Look at the end of the `range`.",
    ),
    STEP_TOO_LARGE,
    replace(STEP_TOO_LARGE, mimic=finished(_with(h=1.0))),
    Mistake(
        "difference not relative",
        finished(_with(compare=lambda n, a: np.linalg.norm(n - a))),
        "Your result is the length of the difference itself.",
        "Is an error of 1 large, for a gradient of length 1,000?",
        "Look for the division by ‖n‖ + ‖a‖.",
    ),
    Mistake(
        "largest difference in place of a relative one",
        finished(_with(compare=lambda n, a: np.abs(n - a).max())),
        "Your result is the largest difference of an entry.",
        "Is an error of 1 large, for a gradient of length 1,000?",
        "Look at the formula: lengths, ‖n - a‖ / (‖n‖ + ‖a‖).",
    ),
    Mistake(
        "each entry by itself",
        finished(_with(compare=_entry_by_entry)),
        "Your result is the largest relative error of an entry.",
        "How many divisions are there in ‖n - a‖ / (‖n‖ + ‖a‖)?",
        "Look at the formula: the lengths first, then one division.",
    ),
    Mistake(
        "squares of the lengths",
        finished(_with(compare=_squares)),
        "Your result is made of squared lengths.",
        "Which step comes after the sum of squares, in a length?",
        "Look for `np.sqrt`, or take `np.linalg.norm`.",
    ),
    Mistake(
        "lengths compared, not directions",
        finished(_with(compare=_lengths)),
        "Your result compares the lengths of the gradients: their directions play no part.",
        "Are two arrows of one length alike when they point to different sides?",
        "Look at the order: first the difference n - a, then its length.",
    ),
    Mistake(
        "divided by the numerical gradient alone",
        finished(_with(compare=_over(lambda n, a: n))),
        "Your difference is divided by ‖n‖ alone.",
        "By which sum is the difference divided?",
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the given gradient alone",
        finished(_with(compare=_over(lambda n, a: a))),
        "Your difference is divided by ‖a‖ alone.",
        "By which sum is the difference divided?",
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the larger of the two",
        finished(_with(compare=_over(np.maximum))),
        "Your difference is divided by the larger of ‖n‖ and ‖a‖.",
        "By which sum is the difference divided?",
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the length of the sum",
        finished(_with(compare=lambda n, a: np.linalg.norm(n - a) / np.linalg.norm(n + a))),
        "Your difference is divided by ‖n + a‖.",
        "Which is never 0, unless both are: ‖n + a‖, or ‖n‖ + ‖a‖?",
        "Look beneath the fraction: first the lengths, then their sum.",
    ),
    Mistake(
        "numerical gradient returned",
        finished(_with(compare=lambda n, a: n)),
        "You returned the numerical gradient; expected one number.",
        "What is done with the two gradients at the end?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "yes or no in place of a number",
        finished(_with(compare=lambda n, a: bool(_compared(n, a) < 1e-4))),
        "You returned whether the gradient is right; expected how far it is off.",
        "Which number do you compare with a bound?",
        "Look at the line with `return`: leave out the comparison.",
    ),
)
