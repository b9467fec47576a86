"""What is known to go wrong in exercise 04_shift_error."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _moved(image, d, **settings):
    """`image` moved by d columns to the right; what comes in is 0, or as in `np.pad`."""
    padded = np.pad(image, ((0, 0), (abs(d), abs(d))), **settings)
    return padded[:, abs(d) - d : abs(d) - d + image.shape[1]]


def _down(image, d):
    return _moved(image.T, d).T


def _largest(difference):
    return np.abs(difference).max()


def _loop(f, x, d, *, move_in=_moved, move_out=_moved, told=_largest):
    """The error, with other moves, or told in another way."""
    return told(f(move_in(x, d)) - move_out(f(x), d))


def _both(move):
    return knobs(_loop, move_in=move, move_out=move)


def _around(image, d):
    return np.roll(image, d, axis=1)


def _in_place(right, f, x, d):
    error = right(f, x, d)
    x[:] = _moved(x, d)
    return error


def _by_slices_to_the_right(image, d):
    out = np.zeros(image.shape)
    out[:, d:] = image[:, :-d]
    return out


def _by_padding_to_the_right(image, d):
    return np.pad(image, ((0, 0), (d, 0)))[:, : image.shape[1]]


def _by_rolling_to_the_right(image, d):
    out = np.roll(image, d, axis=1)
    out[:, :d] = 0
    return out


def _cut_to_the_right(image, d):
    """`np.hstack` of d columns of zeros and the slice `:-d`: no column is left where d is 0."""
    return np.pad(image[:, :-d], ((0, 0), (d, 0)))


def _either_way(to_the_right):
    """Moves to the left are right, all others are `to_the_right`."""
    return lambda image, d: _moved(image, d) if d < 0 else to_the_right(image, d)


def _without_what_came_in(f, x, d):
    difference = f(_moved(x, d)) - _moved(f(x), d)
    return _largest(difference[:, d:] if d >= 0 else difference[:, :d])


MISTAKES = (
    *Mistake(
        "to the right only",
        _both(_by_padding_to_the_right),
        "What you wrote works for moves to the right alone.",
        "Which columns are left of the image when d is -1?",
        "Look at the slices, or the padding: a negative d needs its own, on the other side.",
    ).forms(_both(_by_rolling_to_the_right)),
    Mistake(
        "only the input moved",
        knobs(_loop, move_out=lambda image, d: image),
        "Your result compares f(x moved) with f(x): that is invariance, not equivariance.",
        "When the input moves, where is the output expected to be?",
        "Look at the second image: f(x) is to be moved as well.",
    ),
    Mistake(
        "only the output moved",
        knobs(_loop, move_in=lambda image, d: image),
        "Your result compares f(x) with f(x) moved.",
        "What does f get to see: x, or x moved?",
        "Look at the argument of the first f.",
    ),
    Mistake(
        "wraps around",
        _both(_around),
        "What leaves your image on one side comes in on the other.",
        "What is to stand where the image has moved away?",
        "Look for `np.roll`: the columns that come in must be 0.",
    ),
    Mistake(
        "input wraps around",
        knobs(_loop, move_in=_around),
        "What leaves your input on one side comes in on the other.",
        "What is to stand where the image has moved away?",
        "Look for `np.roll`, where x is moved.",
    ),
    Mistake(
        "output wraps around",
        knobs(_loop, move_out=_around),
        "What leaves your output on one side comes in on the other.",
        "What is to stand where the image has moved away?",
        "Look for `np.roll`, where f(x) is moved.",
    ),
    Mistake(
        "rolled as one long row",
        _both(np.roll),
        "What leaves your image at the end of a row comes in at the next row.",
        "Along which axis does `np.roll(x, d)` move?",
        "Look for `np.roll`: it lacks an axis, and it wraps around.",
    ),
    Mistake(
        "moved down in place of sideways",
        _both(_down),
        "Your image moves by rows; it should move by columns.",
        "Which axis counts the columns?",
        "Look at the axis that you move along.",
    ),
    *Mistake(
        "f forgotten on one side",
        lambda right, f, x, d: _largest(f(_moved(x, d)) - _moved(x, d)),
        "One of the two that you compare has not gone through f.",
        "Which two ways lead from x to the same place: f and the move, in either order?",
        "Look at both sides of the minus: each holds f once.",
    ).forms(lambda right, f, x, d: _largest(_moved(x, d) - _moved(f(x), d))),
    Mistake(
        "moved to the other side",
        lambda right, f, x, d: right(f, x, -d),
        "Your image moves to the left when d is positive.",
        "Where does column 0 go when the image moves by 1 to the right?",
        "Look at the sign of d.",
    ),
    Mistake(
        "output moved to the other side",
        knobs(_loop, move_out=lambda image, d: _moved(image, -d)),
        "The input moves one way and the output the other.",
        "When the input moves to the right, where is the output expected to be?",
        "Look at the sign of d, where f(x) is moved.",
    ),
    Mistake(
        "moved back before comparing",
        finished(lambda f, x, d: np.abs(_moved(f(_moved(x, d)), -d) - f(x)).max()),
        "You move f(x moved) back; what left the image on the way is lost.",
        "What stands in the last columns after moving away and back?",
        "Look at the second image: move f(x), and leave the first as it is.",
    ),
    Mistake(
        "edge repeated",
        _both(lambda image, d: _moved(image, d, mode="edge")),
        "The columns that come in repeat the edge of the image.",
        "What is to stand where the image has moved away?",
        'Look for `mode="edge"`: the columns that come in must be 0.',
    ),
    *Mistake(
        "slice of minus 0",
        _both(_by_slices_to_the_right),
        "It does not work for d = 0, where nothing moves.",
        "Which columns are `x[:, :-d]` when d is 0?",
        "Look for `:-d`: count from the left, `: W - d`, and treat a negative d by itself.",
    ).forms(
        *(_both(_either_way(move)) for move in (_by_slices_to_the_right, _cut_to_the_right)),
        _both(_cut_to_the_right),
    ),
    Mistake(
        "sign of the difference kept",
        knobs(_loop, told=np.max),
        "Your result is the largest difference with its sign: large negative ones are missed.",
        "Which error is larger: -5 or 2?",
        "Look for `abs`.",
    ),
    Mistake(
        "mean in place of largest",
        knobs(_loop, told=lambda difference: np.abs(difference).mean()),
        "Your result is the mean difference.",
        "Which single number bounds the error at every pixel?",
        "Look for `mean`.",
    ),
    Mistake(
        "mean of squares in place of largest",
        knobs(_loop, told=lambda difference: (difference**2).mean()),
        "Your result is the mean squared difference.",
        "Which single number bounds the error at every pixel?",
        "Look for `** 2`.",
    ),
    Mistake(
        "sum in place of largest",
        knobs(_loop, told=lambda difference: np.abs(difference).sum()),
        "Your result is the sum of all differences.",
        "Which single number bounds the error at every pixel?",
        "Look for `sum`.",
    ),
    Mistake(
        "all differences in place of the largest",
        knobs(_loop, told=np.abs),
        "You returned an image of differences; expected one number.",
        "Which of these differences is the error?",
        "Look at the line with `return`: `max` is missing.",
    ),
    Mistake(
        "length of the difference in place of the largest",
        knobs(_loop, told=np.linalg.norm),
        "Your result is the root of the sum of squares.",
        "Which single number bounds the error at every pixel?",
        "Look for `norm`.",
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The value is right, but x is another image after the call.",
        "Whose memory does `x[:, d:] = …` write to?",
        "Look at the line that moves: write into a new array.",
    ),
    Mistake(
        "relative to the largest output",
        lambda right, f, x, d: right(f, x, d) / np.abs(f(x)).max(),
        "Your error is divided by the largest number that f gives.",
        "Is a fraction asked for, or a difference?",
        "Look for a division.",
    ),
    Mistake(
        "columns that came in left out",
        finished(_without_what_came_in),
        "Your error is that of the columns that were in the picture before the move.",
        "Which pixels of the two images are compared?",
        "Look at the slice behind the difference: every column counts.",
    ),
    Mistake(
        "to the left never",
        lambda right, f, x, d: right(f, x, max(d, 0)),
        "For a negative d your error is that of an image that stays where it is.",
        "What is to move when d is -1?",
        "Look for `max(d, 0)`, or for an `if d > 0` that has no other branch.",
    ),
    *Mistake(
        "difference of the largest in place of the largest difference",
        finished(lambda f, x, d: np.abs(f(_moved(x, d))).max() - np.abs(_moved(f(x), d)).max()),
        "Your error is the largest number of one image less the largest of the other.",
        "Two images have the same largest number, in other places. How far are they apart?",
        "Look at the order: first the difference, then `abs`, then `max`.",
    ).forms(
        finished(
            lambda f, x, d: abs(np.abs(f(_moved(x, d))).max() - np.abs(_moved(f(x), d)).max())
        ),
        finished(lambda f, x, d: abs(f(_moved(x, d)).max() - _moved(f(x), d).max())),
    ),
)
