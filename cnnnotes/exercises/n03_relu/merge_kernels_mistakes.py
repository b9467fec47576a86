"""What is known to go wrong in exercise 03_merge_kernels."""

from functools import partial

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _overwritten(right, k1, k2):
    merged = np.zeros_like(right(k1, k2))
    for i, j in np.ndindex(k1.shape):
        merged[i : i + k2.shape[0], j : j + k2.shape[1]] = k1[i, j] * k2
    return merged


def _inner(right, k1, k2):
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    if h1 < h2 or w1 < w2:
        raise ValueError
    return right(k1, k2)[h2 - 1 : h1, w2 - 1 : w1]


def _in_a_corner(k1, k2):
    """The product of entries, both kernels filled up with zeros to the right size."""
    size = [m + n - 1 for m, n in zip(k1.shape, k2.shape, strict=True)]
    large = [np.zeros(size), np.zeros(size)]
    for zeros, k in zip(large, (k1, k2), strict=True):
        zeros[: k.shape[0], : k.shape[1]] = k
    return large[0] * large[1]


def _as_large_as_the_first(right, k1, k2):
    top, left = ((n - 1) // 2 for n in k2.shape)
    return right(k1, k2)[top : top + k1.shape[0], left : left + k1.shape[1]]


_k1_square, _k2_square = families.square_kernel(0), families.square_kernel(1)
_on_both = [
    lambda right, k1, k2, one=one, other=other: one(partial(other, right), k1, k2)
    for one, other in zip(_k1_square, _k2_square, strict=True)
]


def _second_on_the_diagonal(axis):
    """`merged[i + a, j + a]` in place of `merged[i + a, j + b]`: `k2` summed along this axis."""

    def mimic(right, k1, k2):
        if k2.shape[1 - axis] > k2.shape[axis]:
            raise IndexError
        diagonal = np.zeros_like(k2)
        np.fill_diagonal(diagonal, k2.sum(axis=axis))
        return right(k1, diagonal)

    return mimic


def _side_by_side(k1, k2):
    """The sum of both, each in the upper left corner of an array that holds the merged kernel."""
    size = np.add(k1.shape, k2.shape) - 1
    return sum(np.pad(k, [(0, n) for n in size - k.shape]) for k in (k1, k2))


MISTAKES = (
    *Mistake(
        "product of entries",
        finished(lambda k1, k2: k1 * k2),
        "Your kernel is the product of k1 and k2, entry by entry.",
        "How many pixels of the input does one output of two 3×3 layers see?",
        "Look for `k1 * k2`: each entry of k1 meets each entry of k2.",
    ).forms(finished(_in_a_corner)),
    *Mistake(
        "works for square kernels only",
        _on_both[0],
        "Your kernel is right where both are square.",
        "Which sizes of k1 and of k2 count rows, and which columns?",
        "Look for `len(k1)` or `k1.shape[0]` where the width `k1.shape[1]` is meant; so for k2.",
    ).forms(_on_both[1], *_k1_square, *_k2_square),
    Mistake(
        "products summed into one number",
        finished(lambda k1, k2: (k1 * k2).sum()),
        "Your result is one number: the sum of the products.",
        "How many pixels of the input does one output of two 3×3 layers see?",
        "Look for `sum`: the products belong in different places.",
    ),
    Mistake(
        "matrix product",
        finished(lambda k1, k2: k1 @ k2),
        "Your kernel is the matrix product of k1 and k2.",
        "Is a convolution a matrix product of image and kernel?",
        "Look for `@` or `np.dot`.",
    ),
    *Mistake(
        "sum of the kernels",
        finished(lambda k1, k2: k1 + k2),
        "Your kernel is the sum of k1 and k2: it does both side by side, and adds.",
        "Does the second kernel look at the image, or at what the first one left?",
        "Look for `k1 + k2`.",
    ).forms(finished(_side_by_side)),
    Mistake(
        "added in place of multiplied",
        lambda right, k1, k2: right(k1, np.ones_like(k2)) + right(np.ones_like(k1), k2),
        "Where a number of k1 meets one of k2, your kernel holds their sum.",
        "What does the second kernel do with a number that the first one has weighted?",
        "Look at the operation between the two numbers.",
    ),
    Mistake(
        "mean of the kernels",
        finished(lambda k1, k2: (k1 + k2) / 2),
        "Your kernel is the mean of k1 and k2.",
        "Does the second kernel look at the image, or at what the first one left?",
        "Look for `(k1 + k2) / 2`.",
    ),
    Mistake(
        "all products side by side",
        finished(lambda k1, k2: np.kron(k1, k2)),
        "Your kernel holds every product in a place of its own; none are added.",
        "Which products end at the same pixel of the input?",
        "Look for `np.kron`, or for i · H2 + a where i + a is meant.",
    ),
    Mistake(
        "second kernel turned",
        lambda right, k1, k2: right(k1, k2[::-1, ::-1]),
        "Your kernel is right for a k2 that was turned by 180°.",
        "With which number of k2 does k1[0, 0] go into merged[0, 0]?",
        "Look for `[::-1, ::-1]`, for i - a where i + a is meant, or for `correlate2d`.",
    ),
    Mistake(
        "first kernel turned",
        lambda right, k1, k2: right(k1[::-1, ::-1], k2),
        "Your kernel is right for a k1 that was turned by 180°.",
        "With which number of k1 does k2[0, 0] go into merged[0, 0]?",
        "Look for `[::-1, ::-1]`, or for an index that counts backwards.",
    ),
    Mistake(
        "both kernels turned",
        lambda right, k1, k2: right(k1, k2)[::-1, ::-1],
        "Your kernel is the right one turned by 180°.",
        "Which product stands in merged[0, 0]?",
        "Look for `[::-1, ::-1]`, or for indices that count backwards.",
    ),
    Mistake(
        "second kernel transposed",
        lambda right, k1, k2: right(k1, k2.T),
        "Your kernel is right for a transposed k2.",
        "Does `k2[a, b]` go a rows down and b columns to the right?",
        "Look for `.T`, or for `k2[b, a]`.",
    ),
    Mistake(
        "merged kernel transposed",
        lambda right, k1, k2: right(k1, k2).T,
        "Rows and columns of your kernel are swapped.",
        "Does `merged[i + a, j + b]` count rows first?",
        "Look for `.T`, or at the line that stores the sum.",
    ),
    Mistake(
        "overwritten in place of added",
        _overwritten,
        "Where products meet in one place, only the last of them is left.",
        "How many products end in the middle of the merged kernel?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "k1 slid under k2",
        lambda right, k1, k2: _inner(right, k1, k2[::-1, ::-1]),
        "Your kernel is k1 slid under k2, without padding: it became smaller.",
        "How many pixels of the input does one output of two 3×3 layers see?",
        "Look at the size: H1 + H2 - 1. The kernels may overlap by a single entry.",
    ),
    Mistake(
        "inner part only",
        _inner,
        "Your kernel is the inner part of the right one: its outer rows and columns are gone.",
        "How many pixels of the input does one output of two 3×3 layers see?",
        'Look for `mode="valid"`: what is meant is `"full"`.',
    ),
    Mistake(
        "as large as the first kernel",
        _as_large_as_the_first,
        "Your kernel is the middle of the right one, as large as k1.",
        "How many pixels of the input does one output of two 3×3 layers see?",
        'Look for `mode="same"`: what is meant is `"full"`.',
    ),
    Mistake(
        "last row and column missing",
        lambda right, k1, k2: right(k1, k2)[:-1, :-1],
        "The last row and the last column are missing.",
        "How many rows do two kernels of 3 rows see together?",
        "Look at the size: H1 + H2 - 1.",
    ),
    Mistake(
        "one row and column too many",
        lambda right, k1, k2: np.pad(right(k1, k2), ((0, 1), (0, 1))),
        "Your kernel has a last row and a last column of zeros.",
        "How many rows do two kernels of 3 rows see together?",
        "Look at the size: H1 + H2 - 1.",
    ),
    Mistake(
        "scaled to the sum 1",
        lambda right, k1, k2: right(k1, k2) / right(k1, k2).sum(),
        "Your kernel is the right one, divided by its sum.",
        "Is anything to be divided here?",
        "Look for a division by `sum()`.",
    ),
    Mistake(
        "first kernel twice",
        lambda right, k1, k2: right(k1, k1),
        "Your kernel merges k1 with itself.",
        "Does k2 occur in your function?",
        "Look for `k1` where `k2` is meant.",
    ),
    Mistake(
        "second kernel twice",
        lambda right, k1, k2: right(k2, k2),
        "Your kernel merges k2 with itself.",
        "Does k1 occur in your function?",
        "Look for `k2` where `k1` is meant.",
    ),
    *Mistake(
        "one index for rows and columns",
        _second_on_the_diagonal(1),
        "Your products move as far to the right as they move down.",
        "Which index of k1 and which of k2 count columns?",
        "Look at the line that stores the product: does one letter stand in both its places?",
    ).forms(
        _second_on_the_diagonal(0),
        *(
            lambda right, k1, k2, one=one: one(lambda k2, k1: right(k1, k2), k2, k1)
            for one in (_second_on_the_diagonal(0), _second_on_the_diagonal(1))
        ),
    ),
)
