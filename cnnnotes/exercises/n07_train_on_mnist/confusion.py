"""Exercise 07_confusion: count which class is taken for which."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def confusion(y, p, n):
    """y, p (N,), classes from 0 to n - 1 → (n, n): counts; y's class is the row, p's the column."""
    counts = np.zeros((n, n), dtype=int)
    np.add.at(counts, (y, p), 1)
    return counts


def _cases(rng):
    for n in (3, 4):
        y = rng.permutation(n)
        yield "no pair twice", (y, (y + 1) % n, n)
        yield "no pair twice", (np.append(y, 0), np.append((y + 1) % n, 0), n)
    for n, size in ((3, 3), (5, 20)):
        y = rng.integers(0, n, size)
        p = np.where(rng.random(size) < 0.6, y, rng.integers(0, n, size))
        more = [n - 1, n - 1, 0, 0, 0, 1], [n - 1, 0, 1, 1, 0, 1]  # every kind of pair is there
        yield "pairs that repeat", (np.append(y, more[0]), np.append(p, more[1]), n)
    for n, size in ((5, 3), (7, 12)):
        y, p = rng.integers(0, n - 3, size), rng.integers(0, n - 3, size)
        yield "classes that are absent", (np.append(y, [2, 0]), np.append(p, [n - 2, 0]), n)


def _once(y, p, n):
    counts = np.zeros((n, n), dtype=int)
    counts[y, p] += 1
    return counts


def _of_those_present(y, p, n):
    classes = np.unique(np.concatenate([y, p]))
    return confusion(np.searchsorted(classes, y), np.searchsorted(classes, p), len(classes))


def _up_to_the_largest(y, p, n):
    return confusion(y, p, max(y.max(), p.max()) + 1)


def _each_with_every(y, p, n):
    counts = np.zeros((n, n), dtype=int)
    for label in y:
        counts[label, p] += 1
    return counts


def _up_to_the_largest_label(y, p, n):
    return confusion(y, p, n)[: y.max() + 1, : y.max() + 1]


def _shares(y, p, n):
    counts = confusion(y, p, n)
    return counts / counts.sum(axis=1, keepdims=True).clip(1)


CONFUSION = Exercise(
    id="07_confusion",
    title="Count which class is taken for which",
    reference=confusion,
    parts=(
        Part("no pair twice", 1),
        Part("pairs that repeat", 2),
        Part("classes that are absent", 1),
    ),
    cases=_cases,
    hints=(
        "Take one image of a 4 that is read as a 9: which number grows, and by how much?",
        "Look at the line that counts: which index comes first?",
    ),
    returns=("counts",),
    arithmetic={
        "counts": lambda at, y, p, n: f"how often y is {at[0]} and p is {at[1]}, of {len(y)} images"
    },
    mistakes=(
        Mistake(
            "transposed",
            lambda y, p, n: confusion(p, y, n),
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
            "shares of each row",
            _shares,
            "Your rows sum to 1: they hold shares, not counts.",
            "How many images are there in each class?",
            "Look for a division.",
        ),
        Mistake(
            "shares of each row, 0 / 0 in empty ones",
            lambda y, p, n: confusion(y, p, n) / confusion(y, p, n).sum(axis=1, keepdims=True),
            "Your rows sum to 1, or are no numbers at all.",
            "How many images are there in each class?",
            "Look for a division.",
        ),
        Mistake(
            "shares of all images",
            lambda y, p, n: confusion(y, p, n) / len(y),
            "Your numbers sum to 1: they hold shares, not counts.",
            "How many images are there in all?",
            "Look for a division.",
        ),
        Mistake(
            "right answers only",
            lambda y, p, n: np.diag(np.diag(confusion(y, p, n))),
            "Only the diagonal is filled: what is taken for another class is not counted.",
            "Where does a 4 belong that is read as a 9?",
            "Look for a comparison of y with p.",
        ),
        Mistake(
            "mistakes only",
            lambda y, p, n: confusion(y, p, n) * (1 - np.eye(n, dtype=int)),
            "The diagonal is empty: what is read rightly is not counted.",
            "Where does a 4 belong that is read as a 4?",
            "Look for a comparison of y with p.",
        ),
        Mistake(
            "last image missing",
            lambda y, p, n: confusion(y[:-1], p[:-1], n),
            "One image is not counted: the last.",
            "Does your loop reach the end?",
            "Look at the end of the `range`.",
        ),
        Mistake(
            "first image missing",
            lambda y, p, n: confusion(y[1:], p[1:], n),
            "One image is not counted: the first.",
            "Where does your loop begin?",
            "Look at the start of the `range`.",
        ),
        Mistake(
            "one class too few",
            lambda y, p, n: confusion(y, p, n)[:-1, :-1],
            "The row and the column of the last class are missing.",
            "How many classes are there from 0 to n - 1?",
            "Look for `n - 1`.",
        ),
        Mistake(
            "one class too many",
            lambda y, p, n: np.pad(confusion(y, p, n), (0, 1)),
            "There is one row and one column too many.",
            "How many classes are there from 0 to n - 1?",
            "Look for `n + 1`.",
        ),
        Mistake(
            "last two classes in one",
            lambda y, p, n: confusion(np.minimum(y, n - 2), np.minimum(p, n - 2), n - 1),
            "The last two classes share a row and a column.",
            "How many edges do n bins have?",
            "Look at the bins of the histogram: `np.arange(n + 1)`.",
        ),
        Mistake(
            "classes counted from 1",
            lambda y, p, n: np.roll(confusion(y, p, n), (-1, -1), (0, 1)),
            "Everything stands one row and one column too early; class 0 is at the end.",
            "Do the classes begin at 0 or at 1?",
            "Look for a `- 1` beside the labels.",
        ),
        Mistake(
            "each label with every prediction",
            _each_with_every,
            "Each label was counted with the predictions of all images.",
            "Which prediction belongs to the label y[i]?",
            "Look for `counts[label, p]` with a whole array p, or for a loop inside a loop.",
        ),
        Mistake(
            "each label with every prediction, repeats too",
            lambda y, p, n: np.outer(np.bincount(y, minlength=n), np.bincount(p, minlength=n)),
            "Each label was counted with the predictions of all images.",
            "Which prediction belongs to the label y[i]?",
            "Look for a loop inside a loop: one loop takes y[i] and p[i] together.",
        ),
        Mistake(
            "each image counted both ways",
            lambda y, p, n: confusion(y, p, n) + confusion(p, y, n),
            "Your table is symmetric: each image is counted in its row and in its column.",
            "How much does one image add to the sum of the table?",
            "Look for a second `+= 1`.",
        ),
        Mistake(
            "only how often each class occurs",
            lambda y, p, n: np.bincount(y, minlength=n),
            "Your result is one row: how often each class occurs.",
            "Which shape has a table of n rows and n columns?",
            "Look at the line that counts: it needs two indices.",
        ),
        Mistake(
            "the accuracy in place of the table",
            lambda y, p, n: np.mean(y == p),
            "Your result is one number: the share of right answers.",
            "Which shape has a table of n rows and n columns?",
            "Look at the line with `return`.",
        ),
    ),
)
