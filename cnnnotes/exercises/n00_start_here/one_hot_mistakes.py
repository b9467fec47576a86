"""What is known to go wrong in exercise 00_one_hot."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake

MISTAKES = (
    Mistake(
        "shifted to the left",
        lambda right, labels, n: np.roll(right(labels, n), -1, axis=1),
        "Every 1 stands one column too far left; that of label 0 came out at the far end.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `- 1` beside the labels.",
    ),
    Mistake(
        "shifted to the right",
        lambda right, labels, n: np.roll(right(labels, n), 1, axis=1),
        "Every 1 stands one column too far right.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `+ 1` beside the labels.",
    ),
    Mistake(
        "shifted to the right, last class lost",
        lambda right, labels, n: right(labels + 1, n + 1)[:, :n],
        "Every 1 stands one column too far right, and that of the last class is gone.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `+ 1` beside the labels.",
    ),
    Mistake(
        "transposed",
        lambda right, labels, n: right(labels, n).T,
        "Your result is the transpose: one row per class, one column per label.",
        "Which axis counts the labels, in `(N, n)`?",
        "Look at the order of the two indices where the 1 is written.",
    ),
    Mistake(
        "all ones in every row",
        lambda right, labels, n: np.repeat(right(labels, n).max(axis=0)[None], len(labels), axis=0),
        "Every row holds the 1s of all labels.",
        "Which row is each 1 written into, and does it belong to that row alone?",
        "Look at the row index, as in `out[:, labels]`; or are the rows one list, `[…] * N`?",
    ),
    Mistake(
        "number of classes taken from the labels",
        lambda right, labels, n: right(labels, labels.max() + 1),
        "When the last class does not occur, its column is missing.",
        "What is n for?",
        "Look for `labels.max()` or `np.unique`.",
    ),
    Mistake(
        "classes that do not occur left out",
        lambda right, labels, n: right(labels, n)[:, np.unique(labels)],
        "There are columns only for the classes that occur.",
        "What is n for?",
        "Look for `np.unique` or `set`.",
    ),
    Mistake(
        "the label itself in place of 1",
        lambda right, labels, n: right(labels, n) * labels[:, None],
        "The right places hold the labels themselves, not 1.",
        "Which value says yes, whatever the class?",
        "Look at the value on the right of the line that fills the result.",
    ),
    Mistake(
        "zeros and ones swapped",
        lambda right, labels, n: 1 - right(labels, n),
        "There is a 0 where the 1 belongs, and a 1 everywhere else.",
        "How many ones does a one-hot row have?",
        "Look for `!=`, or at the value that the array is filled with first.",
    ),
    Mistake(
        "columns from last to first",
        lambda right, labels, n: right(n - 1 - labels, n),
        "The columns run from the last class to the first.",
        "In which column does the 1 of label 0 stand?",
        "Look for `[::-1]` or `n - 1 - label`.",
    ),
    Mistake(
        "counts of the classes",
        lambda right, labels, n: right(labels, n).sum(axis=0),
        "Your result counts how often each class occurs: one row for all labels.",
        "How many rows does the result for N labels have?",
        "Look at the line that writes the 1: it needs a row of its own for each label.",
    ),
    Mistake(
        "last row missing",
        lambda right, labels, n: np.vstack([right(labels, n)[:-1], np.zeros(n)]),
        "The row of the last label holds no 1.",
        "Does your loop reach the last label?",
        "Look at the end of the `range`.",
    ),
    Mistake(
        "one column too many",
        lambda right, labels, n: right(labels, n + 1),
        "There is one column too many.",
        "Which labels are there for n classes that begin at 0?",
        "Look for `n + 1`.",
    ),
    Mistake(
        "labels turned around",
        lambda right, labels, n: right(labels[::-1], n),
        "The rows stand in reverse: the last label comes first.",
        "Which label belongs to row 0?",
        "Look for `[::-1]`.",
    ),
    Mistake(
        "ones up to the label",
        lambda right, labels, n: np.cumsum(right(labels, n)[:, ::-1], axis=1)[:, ::-1],
        "In each row all columns up to the label hold 1; expected a single 1.",
        "How many ones are there in a row?",
        "Look for a slice such as `[:label + 1]` where one index is meant.",
    ),
    Mistake(
        "ones from the label on",
        lambda right, labels, n: np.cumsum(right(labels, n), axis=1),
        "In each row all columns from the label on hold 1; expected a single 1.",
        "How many ones are there in a row?",
        "Look for a slice such as `[label:]`, or a `>=`, where one index is meant.",
    ),
    Mistake(
        "labels numbered anew",
        lambda right, labels, n: right(np.unique(labels, return_inverse=True)[1], n),
        "The smallest label that occurs has column 0, the next one column 1, whatever they are.",
        "In which column does the 1 of label 2 stand, when no label is 0 or 1?",
        "Look for `return_inverse`, or for a sorted list in which labels are looked up.",
    ),
)
