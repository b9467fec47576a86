"""What is known to go wrong in exercise 00_center."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _center_in_place(right, x):
    x[...] = right(x)
    return x


def _as_many_columns_as_rows(right, x):
    """A loop over the columns that ends at the number of rows; the others stay as they are."""
    rows, columns = x.shape
    if columns < rows:
        raise IndexError
    out = x.astype(float)
    out[:, :rows] = right(x)[:, :rows]
    return out


def _columns_beyond_are_0(right, x):
    return np.where(np.arange(x.shape[1]) < len(x), _as_many_columns_as_rows(right, x), 0)


def _less(what):
    """Subtract something else from each number: `what(x)`."""
    return knobs(_centred, less=what)


def _centred(x, less=lambda x: x.mean(axis=0)):
    return x - less(x)


MISTAKES = (
    Mistake(
        "changes its input",
        _center_in_place,
        "The array that was given to your function is changed after the call.",
        "Whose memory does `x -= …` write to: a new array's, or the caller's?",
        "Look for `-=` or `x[...] =`; make a new array with `x - …` instead.",
    ),
    Mistake(
        "result in the input's integer type",
        families.input_type(),
        "Given integers, your result is integers too: the fractions are gone.",
        "What is the dtype of the array that you write the result into?",
        "Look for `empty_like`, `zeros_like` or `astype(x.dtype)`: x may hold integers.",
    ),
    Mistake(
        "result cut to integers",
        lambda right, x: right(x).astype(int),
        "Your result holds integers, whatever the input: the fractions are gone.",
        "Does anything turn the result into integers after the subtraction?",
        "Look for `astype(int)` or `dtype=int`.",
    ),
    Mistake(
        "mean cut to an integer",
        _less(lambda x: x.mean(axis=0).astype(int)),
        "Each column is shifted by an integer, not by its mean.",
        "What is the mean of 1 and 2, and what is left of it as an integer?",
        "Look at the line that takes the mean: `int(…)` or `astype(int)` cuts it.",
    ),
    *Mistake(
        "mean divided with //",
        _less(lambda x: x.sum(axis=0) // len(x)),
        "Each column is shifted by its mean rounded down.",
        "What does `//` do that `/` does not?",
        "Look at the line that divides the sum by the number of rows.",
    ).forms(_less(lambda x: np.floor(x.mean(axis=0)))),
    Mistake(
        "wrong axis",
        lambda right, x: right(x.T).T,
        "Each row of your result has the mean 0; expected that of each column.",
        "Along which axis does one walk to stay in the same column?",
        "Look at `axis=` in the line that takes the mean.",
    ),
    Mistake(
        "row means on columns",
        _less(lambda x: x.mean(axis=1)),
        "The mean of row 0 was subtracted from column 0, that of row 1 from column 1.",
        "What is the shape of `x.mean(axis=1)`, and to which axis of x is it matched?",
        "Look at `axis=` in the line that takes the mean: columns need the other axis.",
    ),
    Mistake(
        "one mean for the whole array",
        _less(np.mean),
        "One and the same number was subtracted everywhere: the mean of the whole array.",
        "How many means does an array with D columns have?",
        "Look at the line that takes the mean: it needs an `axis=`.",
    ),
    Mistake(
        "sign turned",
        lambda right, x: -right(x),
        "Your result is the right one times -1.",
        "Which is subtracted from which?",
        "Look at the order of the two operands around the minus.",
    ),
    Mistake(
        "mean added",
        _less(lambda x: -x.mean(axis=0)),
        "The mean was added to each column, so that each mean is now twice as large.",
        "Which operation makes the mean 0?",
        "Look at the sign between x and its mean.",
    ),
    *Mistake(
        "works for square arrays only",
        _as_many_columns_as_rows,
        "As many columns are centred as there are rows.",
        "Which of `x.shape[0]` and `x.shape[1]` counts the columns?",
        "Look for `len(x)`: it is the number of rows.",
    ).forms(_columns_beyond_are_0),
    *Mistake(
        "returns the mean itself",
        lambda right, x: (x - right(x))[0],
        "Your result is the mean of each column; expected x without it.",
        "Which shape should the result have, and which has the mean?",
        "Look at the line with `return`.",
    ).forms(
        lambda right, x: (x - right(x))[:1],
        lambda right, x: x - right(x),
    ),
    Mistake(
        "divided by the spread as well",
        lambda right, x: right(x) / x.std(axis=0),
        "Your columns have mean 0 and standard deviation 1; only the mean was asked for.",
        "Does the spread of the data change when it is centred?",
        "Look at the line that divides by the standard deviation.",
    ),
    Mistake(
        "median in place of mean",
        _less(lambda x: np.median(x, axis=0)),
        "The median of each column was subtracted.",
        "Which of the two is the sum divided by the count?",
        "Look for `np.median`.",
    ),
    Mistake(
        "middle of smallest and largest in place of mean",
        _less(lambda x: (x.min(axis=0) + x.max(axis=0)) / 2),
        "Each column is shifted by the middle between its smallest and its largest number.",
        "How many numbers of a column count in its mean?",
        "Look for `min` and `max` in the line that computes what is subtracted.",
    ),
    *Mistake(
        "mean of some rows only",
        _less(lambda x: x[:-1].mean(axis=0)),
        "Each column is shifted by the mean of some of its numbers, not of all.",
        "Which rows count in the mean?",
        "Look at the slice, or at the ends of the loop, in the line that computes the mean.",
    ).forms(_less(lambda x: x[1:].mean(axis=0)), _less(lambda x: x[::2].mean(axis=0))),
    Mistake(
        "smallest value in place of mean",
        _less(lambda x: x.min(axis=0)),
        "Each column of your result begins at 0: its smallest value was subtracted.",
        "Is 0 the smallest value or the mean of a centred column?",
        "Look for `min` in the line that computes what is subtracted.",
    ),
    *Mistake(
        "sum divided by another number than that of the rows",
        _less(lambda x: x.sum(axis=0) / max(len(x) - 1, 1)),
        "Each column is shifted by its sum, divided by another number than that of its rows.",
        "How many numbers stand in a column of an array (N, D)?",
        "Look at what the sum is divided by: `len(x)`, or `x.shape[0]`, counts the rows.",
    ).forms(
        _less(lambda x: x.sum(axis=0) / x.shape[1]),
        _less(lambda x: x.sum(axis=0) / x.size),
        _less(lambda x: x.sum(axis=0) / (len(x) + 1)),
    ),
    Mistake(
        "sum in place of mean",
        _less(lambda x: x.sum(axis=0)),
        "Each column is shifted by its sum, not by its mean.",
        "What is still to be done with a sum, to make it a mean?",
        "Look for `sum` in the line that computes what is subtracted.",
    ),
    Mistake(
        "first column only",
        lambda right, x: np.where(np.arange(x.shape[1]) == 0, right(x), x),
        "The first column is centred; the others are as they came.",
        "How many columns does x have?",
        "Look for an index such as `x[:, 0]`.",
    ),
    Mistake(
        "rows centred as well",
        lambda right, x: right(x) - right(x).mean(axis=1, keepdims=True),
        "Your columns have the mean 0, and your rows as well.",
        "Which means are to be subtracted: those of the columns, or of both?",
        "Look for a second `mean`.",
    ),
    Mistake(
        "divided by the mean",
        finished(lambda x: x / x.mean(axis=0)),
        "Each column of your result has the mean 1: it is divided by its mean.",
        "Which operation makes the mean 0?",
        "Look at the operation between x and its mean.",
    ),
)
