"""What goes wrong in 06_grad_check."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.differences import STEPS, differences
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _loop(
    f,
    grad,
    x,
    *,
    length=np.linalg.norm,
    apart=lambda n, a, length: length(n - a),
    below=lambda n, a, length: length(n) + length(a),
    told=lambda n, a, relative: relative,
    stored=lambda n, x: n,
    **changes,
):
    """The check with other differences, or another comparison: `apart` over `below`."""
    x = np.asarray(x)
    n, a = stored(differences(f, x, **changes), x), grad(x)
    return told(n, a, apart(n, a, length) / below(n, a, length))


def _in_place(f, grad, x, *, back=1):
    n, h, a = np.zeros(x.shape), 1e-5, grad(x)
    for at in np.ndindex(x.shape):
        x[at] += h
        n[at] = f(x)
        x[at] -= 2 * h
        n[at] -= f(x)
        x[at] += h * back
    return np.linalg.norm(n / (2 * h) - a) / (np.linalg.norm(n / (2 * h)) + np.linalg.norm(a))


def _squares(array):
    return (array**2).sum()


def _magnitudes(array):
    return np.abs(array).sum()


def _largest(array):
    return np.abs(array).max()


def _entry_by_entry(collect):
    """The relative error of each entry, collected."""
    return knobs(
        _loop,
        told=lambda n, a, relative: collect(
            np.abs(n - a) / np.maximum(np.abs(n) + np.abs(a), 1e-8)
        ),
    )


def _with_steps(mistake, *changes, steps=STEPS):
    """The same mistake for each way to make it, and for each step that people choose."""
    mimics = (knobs(_loop, h=h, **change) for change in changes for h in steps)
    return tuple(replace(mistake, mimic=mimic) for mimic in mimics)


FORMULA = "By which sum is the difference divided?"

MISTAKES = (
    Mistake(
        "integers kept",
        knobs(_loop, floats=False),
        "With integers in x, a right gradient looks wrong: the step was cut off.",
        "What becomes of 2 + 1e-5 when it is stored in an array of integers?",
        "Look at the copy of x: it needs floats.",
    ),
    Mistake(
        "step too small",
        knobs(_loop, h=1e-17),
        "Your step is so small that x + h is x: the difference is lost in rounding.",
        "What is 1 + 1e-17 in floating point?",
        "Look at h: about 1e-5 is small enough and not too small.",
    ),
    *_with_steps(
        Mistake(
            "one-sided difference",
            None,
            "Where the function curves strongly, a right gradient looks wrong to you.",
            "Whose error is smaller: (f(x + h) - f(x)) / h, or a step to both sides?",
            "Look at the difference: f(x + h) - f(x - h), over 2h.",
        ),
        {"down": 0, "over": 1},
        {"up": 0, "over": 1},
    ),
    *_with_steps(
        Mistake(
            "one-sided difference, divided by 2h",
            None,
            "Your numerical gradient is about half of what it should be.",
            "How far apart are the two points at which you call f?",
            "Look at the two calls of f: one at x + h, one at x - h.",
        ),
        {"down": 0},
    ),
    Mistake(
        "divided by h, not by 2h",
        knobs(_loop, over=1),
        "Your numerical gradient is twice too large.",
        "How far apart are x + h and x - h?",
        "Look at the division: by 2h.",
    ),
    *(
        Mistake(
            "difference not divided",
            knobs(_loop, h=h, over=1 / h),
            "Your numerical gradient is far too small.",
            "What must a difference be divided by, to make it a slope?",
            "Look for the division by 2h, and for its brackets.",
        )
        for h in STEPS[::-1]
    ),
    Mistake(
        "sign of the difference turned",
        knobs(_loop, over=-2),
        "Your numerical gradient points the other way.",
        "Which of f(x + h) and f(x - h) comes first?",
        "Look at the order around the minus.",
    ),
    *Mistake(
        "changes its input",
        finished(_in_place),
        "After the call, x holds other numbers than before.",
        "Whose memory does `x[i] += h` write to, and is x afterwards exactly what it was?",
        "Look for `x[i] = …`: work on a copy, and put the old value back.",
    ).forms(finished(lambda *args: _in_place(*args, back=0))),
    *_with_steps(
        Mistake(
            "not moved back",
            None,
            "Right for one number; with several, a right gradient may look wrong.",
            "When the second number is moved, where does the first one stand?",
            "Look at the end of the loop's body: the old number must be put back.",
        ),
        {"left": -1},
        {"left": 1},
    ),
    *Mistake(
        "all entries moved at once",
        knobs(_loop, places=lambda shape: [...]),
        "Every entry of your numerical gradient is the same number: x moved as a whole.",
        "What else changes when only one entry of x moves?",
        "Look at the step: one entry at a time.",
    ).forms(knobs(_loop, places=lambda shape: [...], stored=lambda n, x: n.flat[0])),
    Mistake(
        "whole rows moved at once",
        knobs(_loop, places=lambda shape: range(shape[0])),
        "With several axes, whole rows of x moved at once.",
        "How many entries does an array of shape (2, 3) have?",
        "Look at the loop: `np.ndindex(x.shape)` visits every entry.",
    ),
    Mistake(
        "last entry left out",
        knobs(_loop, places=lambda shape: list(np.ndindex(shape))[:-1]),
        "The last entry of your numerical gradient is 0.",
        "Does your loop reach the last entry?",
        "Look at the end of the `range`.",
    ),
    Mistake(
        "only the first entry",
        knobs(_loop, places=lambda shape: list(np.ndindex(shape))[:1]),
        "All entries of your numerical gradient but the first are 0.",
        "When does your loop over the entries end?",
        "Look for a `return` that stands inside the loop.",
    ),
    *_with_steps(
        Mistake(
            "step too large",
            None,
            "Your step is so large that the function curves on the way: a right gradient looks "
            "wrong.",
            "How does the error of a central difference grow with the step h?",
            "Look at h: about 1e-5 is small enough and not too small.",
        ),
        {},
        steps=(0.1, 0.5, 1.0),
    ),
    Mistake(
        "difference not relative",
        knobs(_loop, below=lambda n, a, length: 1),
        "Your result is the length of the difference itself.",
        "Is an error of 1 large, for a gradient of length 1,000?",
        "Look for the division by ‖n‖ + ‖a‖.",
    ),
    Mistake(
        "largest difference in place of a relative one",
        knobs(_loop, length=_largest, below=lambda n, a, length: 1),
        "Your result is the largest difference of an entry.",
        "Is an error of 1 large, for a gradient of length 1,000?",
        "Look at the formula: lengths, ‖n - a‖ / (‖n‖ + ‖a‖).",
    ),
    *Mistake(
        "each entry by itself",
        _entry_by_entry(np.max),
        "Each entry's difference was divided by its own sum, not the lengths of all.",
        "How many divisions are there in ‖n - a‖ / (‖n‖ + ‖a‖)?",
        "Look at the formula: the lengths first, then one division.",
    ).forms(_entry_by_entry(np.mean), _entry_by_entry(np.linalg.norm), _entry_by_entry(np.array)),
    Mistake(
        "squares of the lengths",
        knobs(_loop, length=_squares),
        "Your result is made of squared lengths.",
        "Which step comes after the sum of squares, in a length?",
        "Look for `np.sqrt`, or take `np.linalg.norm`.",
    ),
    Mistake(
        "magnitudes added up in place of lengths",
        knobs(_loop, length=_magnitudes),
        "Where lengths belong stand sums of magnitudes, Σ|…|.",
        "How long is the arrow (3, 4): 7, or 5?",
        "Look for `abs`: a length is the root of a sum of squares, `np.linalg.norm`.",
    ),
    Mistake(
        "largest numbers in place of lengths",
        knobs(_loop, length=_largest),
        "Where lengths belong stand the largest magnitudes, max|…|.",
        "How long is the arrow (3, 4): 4, or 5?",
        "Look for `max`: a length is the root of a sum of squares, `np.linalg.norm`.",
    ),
    Mistake(
        "lengths compared, not directions",
        knobs(_loop, apart=lambda n, a, length: abs(length(n) - length(a))),
        "Your result compares the lengths of the gradients: their directions play no part.",
        "Are two arrows of one length alike when they point to different sides?",
        "Look at the order: first the difference n - a, then its length.",
    ),
    Mistake(
        "divided by the numerical gradient alone",
        knobs(_loop, below=lambda n, a, length: length(n)),
        "Your difference is divided by ‖n‖ alone.",
        FORMULA,
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the given gradient alone",
        knobs(_loop, below=lambda n, a, length: length(a)),
        "Your difference is divided by ‖a‖ alone.",
        FORMULA,
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the larger of the two",
        knobs(_loop, below=lambda n, a, length: max(length(n), length(a))),
        "Your difference is divided by the larger of ‖n‖ and ‖a‖.",
        FORMULA,
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "divided by the length of the sum",
        knobs(_loop, below=lambda n, a, length: length(n + a)),
        "Your difference is divided by ‖n + a‖.",
        "Which is never 0, unless both are: ‖n + a‖, or ‖n‖ + ‖a‖?",
        "Look beneath the fraction: first the lengths, then their sum.",
    ),
    Mistake(
        "divided by the product of the lengths",
        knobs(_loop, below=lambda n, a, length: length(n) * length(a)),
        "Your difference is divided by ‖n‖·‖a‖.",
        FORMULA,
        "Look at the formula: ‖n‖ + ‖a‖ beneath the fraction.",
    ),
    Mistake(
        "brackets missing beneath the fraction",
        knobs(
            _loop,
            apart=lambda n, a, length: length(n - a) / length(n) + length(a),
            below=lambda n, a, length: 1,
        ),
        "Your difference is divided by ‖n‖, and ‖a‖ is added to that.",
        "Which does Python work out first: `d / n`, or `n + a`?",
        "Look at the brackets beneath the fraction.",
    ),
    Mistake(
        "numerical gradient returned",
        knobs(_loop, told=lambda n, a, relative: n),
        "You returned the numerical gradient; expected one number.",
        "What is done with the two gradients at the end?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "yes or no in place of a number",
        lambda right, *args: bool(right(*args) < 1e-4),
        "You returned whether the gradient is right; expected how far it is off.",
        "Which number do you compare with a bound?",
        "Look at the line with `return`: leave out the comparison.",
    ),
    Mistake(
        "numerical gradient kept in integers",
        knobs(_loop, stored=lambda n, x: n.astype(x.dtype)),
        "With integers in x, your numerical gradient has lost its fractions.",
        "What is the dtype of the array that the slopes are written into?",
        "Look for `zeros_like(x)`: the slopes need floats, whatever x holds.",
    ),
    Mistake(
        "norms of another order: 1",
        knobs(_loop, length=lambda array: np.linalg.norm(array, 1)),
        "Sums of magnitudes stand where lengths belong: with two axes, that of the largest column.",
        "How long is the arrow (3, 4): 7, or 5?",
        "Look at the second argument of `np.linalg.norm`: a length needs none.",
    ),
    Mistake(
        "norms of another order: infinity",
        knobs(_loop, length=lambda array: np.linalg.norm(array, np.inf)),
        "The largest magnitudes stand where lengths belong: with two axes, the largest row's sum.",
        "How long is the arrow (3, 4): 4, or 5?",
        "Look at the second argument of `np.linalg.norm`: a length needs none.",
    ),
    Mistake(
        "norms of matrices",
        knobs(_loop, length=lambda array: np.linalg.norm(array, 2)),
        "With one axis your lengths are right; with two they are another norm of the matrix.",
        "How many numbers take part in the length of an array of shape (2, 3)?",
        "Look at the second argument of `np.linalg.norm`: without it all numbers count alike.",
    ),
    *Mistake(
        "mean difference in place of a relative one",
        knobs(_loop, length=lambda n: np.abs(n).mean(), below=lambda n, a, length: 1),
        "Your result is the mean difference of an entry.",
        "Is an error of 1 large, for a gradient of length 1,000?",
        "Look at the formula: lengths, ‖n - a‖ / (‖n‖ + ‖a‖).",
    ).forms(knobs(_loop, length=lambda n: (n**2).mean(), below=lambda n, a, length: 1)),
    Mistake(
        "cosine of the angle",
        knobs(
            _loop,
            apart=lambda n, a, length: (n * a).sum(),
            below=lambda n, a, length: length(n) * length(a),
        ),
        "Your result is the cosine of the angle between the gradients: 1 where they agree.",
        "What is the result to be when both gradients are the same?",
        "Look above the fraction: the length of the difference.",
    ),
)
