"""What is known to go wrong in exercise 10_prepare_drawing."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n10_break_it._prepare_drawing import (
    _ink,
    preparing,
    rolled,
    shifted,
    to_middle,
)
from cnnnotes.exercises.spoiling import knobs


def _box_to_middle(weights, middle):
    found = np.argwhere(weights)
    return middle(np.array(weights.shape)) - (found.min(axis=0) + found.max(axis=0)) / 2


def _centre_swapped(weights, middle):
    """The centre's row is taken for its column."""
    centre = middle(np.array(weights.shape)) - to_middle(weights, middle)
    return middle(np.array(weights.shape)) - centre[::-1]


MIDDLES = (lambda n: n // 2, lambda n: (n - 1) / 2, lambda n: n / 2)


def _both_ways(**changes: Callable) -> tuple[knobs, ...]:
    """The forms of a mistake whose images are rolled, or shifted with zeros coming in."""
    return tuple(knobs(preparing, move=move, **changes) for move in (rolled, shifted))


def _in_other_values(change):
    """A mimic that gives `change(ink)` in place of the ink."""
    return lambda right, img: change(right(img))


def _raises(error):
    """A mimic that does not expect an empty page."""

    def mimic(right, img):
        if not _ink(img).any():
            raise error
        return right(img)

    return mimic


def _wraps_around(right, img):
    return right(255 - np.abs(img - type(img.flat[0])(255)))


def _cropped(right, img):
    out = right(img)
    found = np.argwhere(out)
    (top, left), (bottom, last) = found.min(axis=0), found.max(axis=0)
    return out[top : bottom + 1, left : last + 1]


NOT_INVERTED = Mistake(
    "paper and ink swapped",
    knobs(preparing, ink=lambda img: img / 255, along=np.zeros_like),
    "In your result the paper is 1 and the ink 0; the network knows ink as 1 and paper as 0.",
    "What is the value of the paper in a digit of MNIST?",
    "Look for `img / 255`: ink is what is missing to 255.",
)


CUT = Mistake(
    "move cut off in place of rounded",
    knobs(preparing, to_pixels=np.trunc),
    "Your drawing is up to a pixel away from the middle.",
    "What does `int` make of 1.7?",
    "Look for `int(…)` or `//`: `round` takes the nearest pixel.",
)


EMPTY = Mistake(
    "an empty page divides by 0",
    _raises(ValueError),
    "On an empty page there is no centre of mass: its sum is 0.",
    "What is the mass of a page without ink?",
    "Look at the division by the sum of the ink: an empty page needs a line of its own.",
)


BLACK_AND_WHITE = Mistake(
    "grey levels lost",
    knobs(preparing, ink=lambda img: 1.0 * (_ink(img) > 0.5)),
    "Your result holds nothing but 0 and 1: the grey at the edge of the strokes is gone.",
    "What should be the value of a pixel that is half paper, half ink?",
    "Look for a comparison such as `img < 128`.",
)

_box, *_box_else = (
    form for middle in MIDDLES for form in _both_ways(find=_box_to_middle, middle=middle)
)
_away, _away_else = _both_ways(along=np.negative)
_down, _down_else = _both_ways(along=lambda by: by * (1, 0))
_across, _across_else = _both_ways(along=lambda by: by * (0, 1))
_swapped, *_swapped_else = (
    *_both_ways(along=lambda by: by[::-1]),
    *(form for middle in MIDDLES for form in _both_ways(find=_centre_swapped, middle=middle)),
)
_up, _up_else = _both_ways(to_pixels=np.ceil)
_floor, _floor_else = _both_ways(to_pixels=np.floor)
_paper, _paper_else = _both_ways(weights=lambda ink: 1 - ink)
AWAY = Mistake(
    "moved the other way",
    _away,
    "Your drawing moved away from the middle.",
    "If the centre lies left of the middle, which way is it to go?",
    "Look at the sign: the middle less the centre.",
)

SWAPPED = Mistake(
    "rows and columns swapped",
    _swapped,
    "Your drawing was moved down as far as it should have gone to the right.",
    "Which of the two moves goes with axis 0?",
    "Look at the order: rows first.",
)

DOWN_ONLY = Mistake(
    "moved up or down only",
    _down,
    "Your drawing was moved up or down, and not sideways.",
    "Along how many axes does an image move?",
    "Look for the columns: they are moved as well.",
)

ACROSS_ONLY = Mistake(
    "moved sideways only",
    _across,
    "Your drawing was moved sideways, and not up or down.",
    "Along how many axes does an image move?",
    "Look for the rows: they are moved as well.",
)


MISTAKES = (
    *NOT_INVERTED.forms(
        *_both_ways(ink=lambda img: img / 255), _in_other_values(lambda ink: 1 - ink)
    ),
    Mistake(
        "not moved",
        knobs(preparing, along=np.zeros_like),
        "Your drawing stands where it was drawn.",
        "Where is the centre of mass of a digit of MNIST?",
        "Look for the second step: where is the centre of the ink (not of the paper)?",
    ),
    *Mistake(
        "the box moved, not the mass",
        _box,
        "The box around your drawing stands in the middle; its centre of mass does not.",
        "Where is the centre of mass of a 6: in the middle of its box, or lower?",
        "Look for `min` and `max`: the centre of mass is a weighted mean of the places.",
    ).forms(*_box_else),
    Mistake(
        "all ink counts alike",
        knobs(preparing, weights=lambda ink: ink > 0),
        "Light and dark pixels weigh the same in your centre.",
        "Which weighs more: a dark pixel or a light one?",
        "Look for `ink > 0`, `nonzero` or `argwhere`: the weight of a place is its ink.",
    ),
    *AWAY.forms(_away_else),
    *SWAPPED.forms(*_swapped_else),
    *DOWN_ONLY.forms(_down_else),
    *ACROSS_ONLY.forms(_across_else),
    *CUT.forms(*(knobs(preparing, to_pixels=np.trunc, middle=middle) for middle in MIDDLES[1:])),
    Mistake(
        "left at 0 to 255",
        _in_other_values(lambda ink: 255 * ink),
        "Your result goes up to 255; the network knows digits from 0 to 1.",
        "Which is the largest value in a digit that the network was trained on?",
        "Look for a division by 255.",
    ),
    *EMPTY.forms(
        _raises(ZeroDivisionError),
        lambda right, img: right(img) / (1.0 if _ink(img).any() else np.nan),
    ),
    *Mistake(
        "darkest ink made 1",
        _in_other_values(lambda ink: ink / ink.max()),
        "Your result is scaled, so that the darkest ink is 1.",
        "Is a light grey drawing as bright as a black one?",
        "Look for a division by `max()`: an empty page has none.",
    ).forms(_in_other_values(lambda ink: ink / (ink.max() or 1))),
    Mistake(
        "taken from 1 in place of 255",
        knobs(preparing, ink=lambda img: 1 - np.asarray(img, float)),
        "Your result reaches down to -254.",
        "How far apart are paper and ink before you divide?",
        "Look for `1 - img`: what is turned is 255 - img.",
    ),
    *BLACK_AND_WHITE.forms(
        _in_other_values(lambda ink: 1.0 * (ink > 0.5)),
        _in_other_values(lambda ink: 1.0 * (ink > 0)),
    ),
    Mistake(
        "result in the input's integer type",
        lambda right, img: right(img).astype(img.dtype),
        "Given integers, your result is integers: all grey is cut to 0.",
        "What is the dtype of the array that you write the result into?",
        "Look for `zeros_like(img)` or `dtype=img.dtype`.",
    ),
    Mistake(
        "divided with //",
        _in_other_values(lambda ink: ink // 1),
        "Only the blackest ink is left; all else is 0.",
        "What does `//` do that `/` does not?",
        "Look at the division by 255.",
    ),
    Mistake(
        "integers wrap around",
        _wraps_around,
        "In the type uint8, 0 - 255 is 1: your result is too bright where it should be dark.",
        "Can an array of uint8 hold -1?",
        "Look for `img - 255`: turn img into floats first, or write `255 - img`.",
    ),
    Mistake(
        "cropped",
        _cropped,
        "Your result is the box around the ink; expected the whole page.",
        "Which shape does the network need?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "transposed",
        lambda right, img: right(img).T,
        "Rows and columns of your drawing are swapped.",
        "Is x the row or the column of a pixel?",
        "Look for `.T`.",
    ),
    *Mistake(
        "centre cut off in place of rounded",
        _up,
        "Your drawing stands up to a pixel too far down or to the right.",
        "What does `int` make of a centre at 13.8?",
        "Look at the centre of mass: does it become an integer before the move is known?",
    ).forms(_up_else),
    *Mistake(
        "move rounded down",
        _floor,
        "Your drawing stands up to a pixel too far up or to the left.",
        "What does `//` make of a move by 1.7, and of one by -1.3?",
        "Look at how the move becomes an integer: `round` takes the nearest pixel.",
    ).forms(_floor_else),
    *Mistake(
        "centre of the paper, not of the ink",
        _paper,
        "Your drawing is moved by where the paper is.",
        "Which pixels weigh much in your centre: the dark ones, or the light ones?",
        "Look at the weights of the mean: they are the ink, 255 less the value.",
    ).forms(_paper_else),
    *Mistake(
        "the middle of one axis taken for both",
        knobs(preparing, middle=lambda shape: shape[:1] // 2),
        "Where the page is not square, your drawing is not moved to its middle.",
        "In which column is the middle of a page of 9 rows and 6 columns?",
        "Look for `shape[0]`, `shape[1]`, `len` or a fixed number: each axis has its own middle.",
    ).forms(
        knobs(preparing, middle=lambda shape: shape[1:] // 2),
        knobs(preparing, middle=lambda shape: (shape[:1] - 1) / 2),
        knobs(preparing, middle=lambda shape: shape[:1] / 2),
    ),
)
