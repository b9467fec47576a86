"""What is known to go wrong in exercise 00_one_hot."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _one_hot_all_columns(labels, n):
    out = np.zeros((len(labels), n))
    out[:, labels] = 1
    return out


def _one_hot_with_labels(labels, n):
    return np.eye(n)[labels] * labels[:, None]


MISTAKES = (
    Mistake(
        "shifted to the left",
        finished(lambda labels, n: np.eye(n)[labels - 1]),
        "Every 1 stands one column too far left; that of label 0 came out at the far end.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `- 1` beside the labels.",
    ),
    Mistake(
        "shifted to the right",
        finished(lambda labels, n: np.eye(n)[(labels + 1) % n]),
        "Every 1 stands one column too far right.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `+ 1` beside the labels.",
    ),
    Mistake(
        "shifted to the right, last class lost",
        finished(lambda labels, n: np.eye(n + 1)[labels + 1][:, :n]),
        "Every 1 stands one column too far right, and that of the last class is gone.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `+ 1` beside the labels.",
    ),
    Mistake(
        "transposed",
        finished(lambda labels, n: np.eye(n)[:, labels]),
        "Your result is the transpose: one row per class, one column per label.",
        "Which axis counts the labels, in `(N, n)`?",
        "Look at the order of the two indices where the 1 is written.",
    ),
    Mistake(
        "all ones in every row",
        finished(_one_hot_all_columns),
        "Every row holds the 1s of all labels.",
        "What does `out[:, labels] = 1` choose with its `:`?",
        "Look at the row index: it must go along with the labels, as `np.arange(N)` does.",
    ),
    Mistake(
        "number of classes taken from the labels",
        finished(lambda labels, n: np.eye(labels.max() + 1)[labels]),
        "When the last class does not occur, its column is missing.",
        "What is n for?",
        "Look for `labels.max()` or `np.unique`.",
    ),
    Mistake(
        "classes that do not occur left out",
        finished(lambda labels, n: (labels[:, None] == np.unique(labels)).astype(float)),
        "There are columns only for the classes that occur.",
        "What is n for?",
        "Look for `np.unique` or `set`.",
    ),
    Mistake(
        "the label itself in place of 1",
        finished(_one_hot_with_labels),
        "The right places hold the labels themselves, not 1.",
        "Which value says yes, whatever the class?",
        "Look at the value on the right of the line that fills the result.",
    ),
    Mistake(
        "zeros and ones exchanged",
        finished(lambda labels, n: 1 - np.eye(n)[labels]),
        "There is a 0 where the 1 belongs, and a 1 everywhere else.",
        "How many ones has a one-hot row?",
        "Look for `!=`, or at the value that the array is filled with first.",
    ),
    Mistake(
        "columns from last to first",
        finished(lambda labels, n: np.eye(n)[n - 1 - labels]),
        "The columns run from the last class to the first.",
        "In which column does the 1 of label 0 stand?",
        "Look for `[::-1]` or `n - 1 - label`.",
    ),
    Mistake(
        "counts of the classes",
        finished(lambda labels, n: np.bincount(labels, minlength=n)),
        "Your result counts how often each class occurs: one row for all labels.",
        "How many rows has the result for N labels?",
        "Look at the line that writes the 1: it needs a row of its own for each label.",
    ),
    Mistake(
        "last row missing",
        finished(lambda labels, n: np.vstack([np.eye(n)[labels[:-1]], np.zeros(n)])),
        "The row of the last label holds no 1.",
        "Does your loop reach the last label?",
        "Look at the end of the `range`.",
    ),
    Mistake(
        "one column too many",
        finished(lambda labels, n: np.eye(n + 1)[labels]),
        "There is one column too many.",
        "Which labels are there for n classes that begin at 0?",
        "Look for `n + 1`.",
    ),
    Mistake(
        "labels turned around",
        finished(lambda labels, n: np.eye(n)[labels[::-1]]),
        "The rows stand in reverse: the last label comes first.",
        "Which label belongs to row 0?",
        "Look for `[::-1]`.",
    ),
)
