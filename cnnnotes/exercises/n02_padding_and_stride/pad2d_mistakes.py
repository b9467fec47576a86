"""What is known to go wrong in exercise 02_pad2d."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _pad(x, top, bottom, left, right, **settings):
    return np.pad(x, ((top, bottom), (left, right)), **settings)


def _negative_slice(x, top, bottom, left, right):
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right))
    out[top:-bottom, left:-right] = x
    return out


def _negative_slice_of_first_sides(x, top, bottom, left, right):
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right))
    out[top:-top, left:-left] = x
    return out


def _at(corner):
    """A mimic that puts the image with its upper left corner at `corner(top, bottom, …)`."""

    def mimic(x, *sides):
        out, (i, j) = np.zeros_like(_pad(x, *sides)), corner(*sides)
        out[i : i + x.shape[0], j : j + x.shape[1]] = x
        return out

    return mimic


def _in_numpy(**settings):
    """A mimic that pads by something else than zeros."""
    return lambda x, *sides: _pad(x, *sides, **settings)


def _border_overwritten(x, top, bottom, left, right):
    out = np.zeros_like(x)
    inside = np.s_[top : len(x) - bottom, left : x.shape[1] - right]
    out[inside] = x[inside]
    return out


def _reordered(*order):
    """A mimic that takes the four sides in another order."""
    return lambda pad, x, *sides: pad(x, *(sides[i] for i in order))


FIRST_OF_EACH_PAIR = Mistake(
    "top and left on the other side too",
    lambda pad, x, top, bottom, left, right: pad(x, top, top, left, left),
    "Below stands as much padding as above, and on the right as much as on the left.",
    "How many numbers tell how much padding there is?",
    "Look for `bottom` and `right`: do they occur where the image is put in?",
)

MIRRORED = Mistake(
    "the image mirrored",
    finished(_in_numpy(mode="symmetric")),
    "Your padding mirrors the image; expected zeros.",
    "Which value does the padding have?",
    'Look for `mode="symmetric"` or `mode="reflect"`.',
)

MISTAKES = (
    Mistake(
        "slice that ends at -0",
        finished(_negative_slice),
        "Where a side gets no padding, nothing can be stored: the slice is empty.",
        "Which elements does `a[1:-0]` hold?",
        "Look for `:-bottom` or `:-right`: for 0 it ends at the start. `top + H` always holds.",
    ),
    FIRST_OF_EACH_PAIR,
    replace(FIRST_OF_EACH_PAIR, mimic=finished(_negative_slice_of_first_sides)),
    Mistake(
        "top and bottom swapped",
        _reordered(1, 0, 2, 3),
        "The padding for the top stands at the bottom.",
        "At which row of the output does the image begin?",
        "Look at the rows of the slice: they begin at `top`.",
    ),
    Mistake(
        "left and right swapped",
        _reordered(0, 1, 3, 2),
        "The padding for the left stands on the right.",
        "At which column of the output does the image begin?",
        "Look at the columns of the slice: they begin at `left`.",
    ),
    Mistake(
        "opposite sides swapped",
        _reordered(1, 0, 3, 2),
        "Top and bottom are swapped, and so are left and right.",
        "At which row and column of the output does the image begin?",
        "Look at the slice: it begins at (top, left).",
    ),
    Mistake(
        "rows and columns swapped",
        _reordered(2, 3, 0, 1),
        "What is meant for the columns was put above and below the image.",
        "Which axis do `top` and `bottom` lengthen?",
        "Look at the order of the two pairs: rows first.",
    ),
    Mistake(
        "read as top, left, bottom, right",
        _reordered(0, 2, 1, 3),
        "The sides were paired as (top, left) and (bottom, right).",
        "Which two sides lengthen the columns?",
        "Look at the pairs: (top, bottom), then (left, right).",
    ),
    *Mistake(
        "padding of two sides on one",
        lambda pad, x, top, bottom, left, right: pad(x, top + bottom, 0, left, right),
        "The size is right, but the padding of two sides stands on one of them.",
        "At which row and column of the output does the image begin, and where does it end?",
        "Look at the slice that the image is put into, or at the pairs that go to `np.pad`.",
    ).forms(
        lambda pad, x, top, bottom, left, right: pad(x, top, bottom, left + right, 0),
        lambda pad, x, top, bottom, left, right: pad(x, top, bottom, 0, left + right),
        lambda pad, x, top, bottom, left, right: pad(x, 0, top + bottom, left, right),
    ),
    Mistake(
        "offsets swapped",
        finished(_at(lambda top, bottom, left, right: (left, top))),
        "The image begins at row `left` and column `top`.",
        "Which of the two moves the image down?",
        "Look at the slice: rows go with `top`, columns with `left`.",
    ),
    Mistake(
        "image in the upper left corner",
        finished(_at(lambda top, bottom, left, right: (0, 0))),
        "The size is right, but the image stands in the upper left corner.",
        "At which row and column of the output does the image begin?",
        "Look at the slice that the image is put into.",
    ),
    Mistake(
        "image in the lower right corner",
        finished(_at(lambda top, bottom, left, right: (top + bottom, left + right))),
        "The size is right, but the image stands in the lower right corner.",
        "At which row and column of the output does the image begin?",
        "Look at the slice that the image is put into.",
    ),
    Mistake(
        "padded at the top and left only",
        lambda pad, x, top, bottom, left, right: pad(x, top, 0, left, 0),
        "There is no padding below and on the right.",
        "How many sides does an image have?",
        "Look for `bottom` and `right`: do they occur in your function?",
    ),
    Mistake(
        "padded at the bottom and right only",
        lambda pad, x, top, bottom, left, right: pad(x, 0, bottom, 0, right),
        "There is no padding above and on the left.",
        "How many sides does an image have?",
        "Look for `top` and `left`: do they occur in your function?",
    ),
    Mistake(
        "rows only",
        lambda pad, x, top, bottom, left, right: pad(x, top, bottom, 0, 0),
        "There is no padding on the left and on the right.",
        "How many axes does an image have?",
        "Look for `left` and `right`: do they occur in your function?",
    ),
    Mistake(
        "columns only",
        lambda pad, x, top, bottom, left, right: pad(x, 0, 0, left, right),
        "There is no padding above and below.",
        "How many axes does an image have?",
        "Look for `top` and `bottom`: do they occur in your function?",
    ),
    Mistake(
        "one number for all sides",
        lambda pad, x, top, bottom, left, right: pad(x, top, top, top, top),
        "All sides got as much padding as the top.",
        "How many numbers tell how much padding there is?",
        "Look for `np.pad(x, top)`: each axis needs a pair of its own.",
    ),
    Mistake(
        "one pair for both axes",
        lambda pad, x, top, bottom, left, right: pad(x, top, bottom, top, bottom),
        "The columns were padded as the rows were.",
        "What does `np.pad` do with one pair for two axes?",
        "Look for `np.pad(x, (top, bottom))`: it needs a pair for each axis.",
    ),
    Mistake(
        "the edge repeated",
        finished(_in_numpy(mode="edge")),
        "Your padding repeats the pixels at the edge; expected zeros.",
        "Which value does the padding have?",
        'Look for `mode="edge"`.',
    ),
    MIRRORED,
    replace(MIRRORED, mimic=finished(_in_numpy(mode="reflect"))),
    Mistake(
        "the image continued from the other side",
        finished(_in_numpy(mode="wrap")),
        "Your padding continues with the other side of the image; expected zeros.",
        "Which value does the padding have?",
        'Look for `mode="wrap"`.',
    ),
    Mistake(
        "ones in place of zeros",
        finished(_in_numpy(constant_values=1)),
        "Your padding is 1; expected 0.",
        "What does a padding pixel add to a sum of products?",
        "Look for `np.ones`.",
    ),
    Mistake(
        "fractions cut off",
        finished(lambda x, *sides: np.trunc(_pad(x, *sides))),
        "Your output holds integers: the fractions are cut off.",
        "What is the dtype of the array that the image is put into?",
        "Look for `dtype=int`.",
    ),
    Mistake(
        "border overwritten",
        finished(_border_overwritten),
        "The size is the image's own: its border was replaced by zeros.",
        "Does padding replace pixels, or add some?",
        "Look at the array that you write to: it is larger than x.",
    ),
    Mistake(
        "nothing added",
        finished(lambda x, *sides: x),
        "Your output is the image as it came.",
        "Which shape does the output have?",
        "Look at the line with `return`: is it the new array that you return?",
    ),
    Mistake(
        "image never put in",
        finished(lambda x, *sides: np.zeros_like(_pad(x, *sides))),
        "The size is right, and all of it is 0.",
        "Which line puts the image in?",
        "Look for `out[…] = x`.",
    ),
    Mistake(
        "twice as much on each side",
        lambda pad, x, *sides: pad(x, *(2 * side for side in sides)),
        "Each side got twice the padding.",
        "How much padding does the top get?",
        "Look for a factor of 2, or for padding that is added twice.",
    ),
    Mistake(
        "output transposed",
        lambda pad, x, *sides: pad(x, *sides).T,
        "Rows and columns of your output are swapped.",
        "Does `out[i, j]` hold row i or column i?",
        "Look for a `.T`.",
    ),
)
