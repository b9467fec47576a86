"""What is known to go wrong in exercise 07_confusion."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake


def _once(right, y, p, n):
    pairs = np.unique([y, p], axis=1)
    return right(*pairs, n)


def _of_those_present(right, y, p, n):
    classes = np.unique(np.concatenate([y, p]))
    return right(np.searchsorted(classes, y), np.searchsorted(classes, p), len(classes))


def _up_to_the_largest(right, y, p, n):
    return right(y, p, max(y.max(), p.max()) + 1)


def _each_with(choose):
    """Each label counted with all of `choose(p)`."""

    def mimic(right, y, p, n):
        chosen = choose(p)
        return right(np.repeat(y, len(chosen)), np.tile(chosen, len(y)), n)

    return mimic


def _up_to_the_largest_label(right, y, p, n):
    return right(y, p, n)[: y.max() + 1, : y.max() + 1]


def _shares(right, y, p, n):
    counts = right(y, p, n)
    return counts / counts.sum(axis=1, keepdims=True).clip(1)


ONE_ROW = Mistake(
    "all rows are one and the same list",
    lambda right, y, p, n: np.tile(right(y, p, n).sum(axis=0), (n, 1)),
    "All rows of your table are the same: each counts what belongs to any of them.",
    "How many lists are there in `[[0] * n] * n`: n, or one that stands there n times?",
    "Look at the line that makes the table: `[[0] * n for _ in range(n)]`, or `np.zeros((n, n))`.",
)


def _in_bins(right, y, p, n):
    """n bins of one width from the smallest to the largest class, as `np.histogram2d` has them."""
    bins = [np.digitize(each, np.histogram_bin_edges(each, n)) - 1 for each in (y, p)]
    return right(*(each.clip(0, n - 1) for each in bins), n)


def _either(right, y, p, n):
    counts = right(y, p, n)
    return counts.sum(axis=1, keepdims=True) + counts.sum(axis=0) - counts


MISTAKES = (
    Mistake(
        "transposed",
        lambda right, y, p, n: right(p, y, n),
        "Your rows are the predictions, your columns the truth.",
        "Which of the two should be the row?",
        "Look at the order of the two indices.",
    ),
    Mistake(
        "repeated pairs counted once",
        _once,
        "A pair that occurs several times is counted once.",
        "What does `counts[y, p] += 1` do when the same place occurs twice in y and p?",
        "Look at that line: `np.add.at(counts, (y, p), 1)` adds each time, and so does a loop.",
    ),
    ONE_ROW,
    Mistake(
        "size taken from the largest class",
        _up_to_the_largest,
        "The last classes, which do not occur, have no row and no column.",
        "What is n for?",
        "Look for `max()`.",
    ),
    Mistake(
        "size taken from the largest label",
        _up_to_the_largest_label,
        "The last classes, which are no image's label, have no row and no column.",
        "What is n for?",
        "Look for `max()`.",
    ),
    Mistake(
        "absent classes left out",
        _of_those_present,
        "Only classes that occur have a row and a column.",
        "What is n for?",
        "Look for `np.unique` or `set`.",
    ),
    Mistake(
        "fractions of each row",
        _shares,
        "Your rows sum to 1: they hold fractions, not counts.",
        "How many images are there in each class?",
        "Look for a division.",
    ),
    Mistake(
        "fractions of each row, 0 / 0 in empty ones",
        lambda right, y, p, n: right(y, p, n) / right(y, p, n).sum(axis=1, keepdims=True),
        "Your rows sum to 1, or are not numbers at all.",
        "How many images are there in each class?",
        "Look for a division.",
    ),
    Mistake(
        "fractions of all images",
        lambda right, y, p, n: right(y, p, n) / len(y),
        "Your numbers sum to 1: they hold fractions, not counts.",
        "How many images are there in all?",
        "Look for a division.",
    ),
    Mistake(
        "right answers only",
        lambda right, y, p, n: np.diag(np.diag(right(y, p, n))),
        "Only the diagonal is filled: what is taken for another class is not counted.",
        "Where does a 4 belong that is read as a 9?",
        "Look for a comparison of y with p.",
    ),
    Mistake(
        "mistakes only",
        lambda right, y, p, n: right(y, p, n) * (1 - np.eye(n, dtype=int)),
        "The diagonal is empty: what is read rightly is not counted.",
        "Where does a 4 belong that is read as a 4?",
        "Look for a comparison of y with p.",
    ),
    Mistake(
        "last image missing",
        lambda right, y, p, n: right(y[:-1], p[:-1], n),
        "One image is not counted: the last.",
        "Does your loop reach the end?",
        "Look at the end of the `range`.",
    ),
    Mistake(
        "first image missing",
        lambda right, y, p, n: right(y[1:], p[1:], n),
        "One image is not counted: the first.",
        "Where does your loop begin?",
        "Look at the start of the `range`.",
    ),
    Mistake(
        "one class too few",
        lambda right, y, p, n: right(y, p, n)[:-1, :-1],
        "The row and the column of the last class are missing.",
        "How many classes are there from 0 to n - 1?",
        "Look for `n - 1`.",
    ),
    Mistake(
        "one class too many",
        lambda right, y, p, n: np.pad(right(y, p, n), (0, 1)),
        "There is one row and one column too many.",
        "How many classes are there from 0 to n - 1?",
        "Look for `n + 1`.",
    ),
    Mistake(
        "last two classes in one",
        lambda right, y, p, n: right(np.minimum(y, n - 2), np.minimum(p, n - 2), n - 1),
        "The last two classes share a row and a column.",
        "How many edges do n bins have?",
        "Look at the bins of the histogram: `np.arange(n + 1)`.",
    ),
    Mistake(
        "one row and one column too late",
        lambda right, y, p, n: np.roll(right(y, p, n), (1, 1), (0, 1)),
        "Everything stands one row and one column too late; the last class is in the first.",
        "In which row does class 0 belong?",
        "Look for a `+ 1` beside the labels.",
    ),
    Mistake(
        "classes counted from 1",
        lambda right, y, p, n: np.roll(right(y, p, n), (-1, -1), (0, 1)),
        "Everything stands one row and one column too early; class 0 is at the end.",
        "Do the classes begin at 0 or at 1?",
        "Look for a `- 1` beside the labels.",
    ),
    Mistake(
        "each label with every prediction",
        _each_with(np.unique),
        "Each label was counted with the predictions of all images.",
        "Which prediction belongs to the label y[i]?",
        "Look for `counts[label, p]` with a whole array p, or for a loop inside a loop.",
    ),
    Mistake(
        "each label with every prediction, repeats too",
        _each_with(np.asarray),
        "Each label was counted with the predictions of all images.",
        "Which prediction belongs to the label y[i]?",
        "Look for a loop inside a loop: one loop takes y[i] and p[i] together.",
    ),
    Mistake(
        "each image counted both ways",
        lambda right, y, p, n: right(y, p, n) + right(p, y, n),
        "Your table is symmetric: each image is counted in its row and in its column.",
        "How much does one image add to the sum of the table?",
        "Look for a second `+= 1`.",
    ),
    Mistake(
        "only how often each class occurs",
        lambda right, y, p, n: right(y, p, n).sum(axis=1),
        "Your result is one row: how often each class occurs.",
        "What is the shape of a table of n rows and n columns?",
        "Look at the line that counts: it needs two indices.",
    ),
    Mistake(
        "the accuracy in place of the table",
        lambda right, y, p, n: np.trace(right(y, p, n)) / len(y),
        "Your result is one number: the fraction of right answers.",
        "What is the shape of a table of n rows and n columns?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "as many bins as classes, from the smallest to the largest",
        _in_bins,
        "Where the first or the last classes do not occur, the others are counted in their places.",
        "Where does the first bin begin, when no image has class 0?",
        "Look for `histogram2d` or `histogram`: its bins follow the data, if no `range` says more.",
    ),
    Mistake(
        "either of the two is enough",
        _either,
        "An image counts wherever its label or its prediction fits; both are to fit.",
        "In how many places does one image count?",
        "Look for `|` or `or` where `&` or `and` is meant.",
    ),
    Mistake(
        "as many images as classes counted",
        lambda right, y, p, n: right(y[:n], p[:n], n),
        "Only the first n images are counted, n being the number of classes.",
        "How many images are there, and how many classes?",
        "Look at the `range` of the loop over the images: is it that of the classes?",
    ),
)
