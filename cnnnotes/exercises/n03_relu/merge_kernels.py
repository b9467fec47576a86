"""Exercise 03_merge_kernels: two convolutions in a row as one."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n01_convolution.pictures import distinct
from cnnnotes.ops import conv2d


def merge_kernels(k1, k2):
    """k1 (H1, W1), k2 (H2, W2) → (H1 + H2 - 1, W1 + W2 - 1): does what k1 and then k2 do."""
    (h1, w1), (h2, w2) = k1.shape, k2.shape
    merged = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for i in range(h1):
        for j in range(w1):
            merged[i : i + h2, j : j + w2] += k1[i, j] * k2
    return merged


def _cases(rng):
    for size in (2, 2, 3, 4):
        yield "kernels of one size", (distinct(rng, (size, size)), distinct(rng, (size, size)))
    for size1, size2 in ((2, 1), (3, 2), (2, 4)):
        yield "kernels of two sizes", (distinct(rng, (size1,) * 2), distinct(rng, (size2,) * 2))
    for shape1, shape2 in (((1, 2), (2, 2)), ((2, 3), (2, 3)), ((3, 2), (1, 3)), ((3, 4), (4, 2))):
        yield "not square", (distinct(rng, shape1), distinct(rng, shape2))


def _written_out(at, k1, k2):
    (i, j), (h2, w2) = at, k2.shape
    rows = range(max(0, i - h2 + 1), min(k1.shape[0], i + 1))
    columns = range(max(0, j - w2 + 1), min(k1.shape[1], j + 1))
    met = np.ix_([i - a for a in rows], [j - b for b in columns])
    return products(k1[np.ix_(rows, columns)], k2[met])


def _overwritten(k1, k2):
    merged = np.zeros_like(merge_kernels(k1, k2))
    for i, j in np.ndindex(k1.shape):
        merged[i : i + k2.shape[0], j : j + k2.shape[1]] = k1[i, j] * k2
    return merged


def _slid(k1, k2):
    """`k1` slid under `k2`, as an image under a kernel."""
    return conv2d(k1[None, :, :, None], k2[:, :, None, None])[0, :, :, 0]


def _as_large_as_the_first(k1, k2):
    top, left = ((n - 1) // 2 for n in k2.shape)
    return merge_kernels(k1, k2)[top : top + k1.shape[0], left : left + k1.shape[1]]


MERGE_KERNELS = Exercise(
    id="03_merge_kernels",
    title="Merge two kernels into one",
    reference=merge_kernels,
    parts=(
        Part("kernels of one size", 2),
        Part("kernels of two sizes", 1),
        Part("not square", 1),
    ),
    cases=_cases,
    returns=("merged",),
    arithmetic={"merged": _written_out},
    hints=(
        "An output pixel of k2 looks at some pixels of k1's output. At which of the input, each?",
        "Look at where k1[i, j] · k2[a, b] goes: to merged[i + a, j + b].",
    ),
    mistakes=(
        Mistake(
            "product of entries",
            lambda k1, k2: k1 * k2,
            "Your kernel is the product of k1 and k2, entry by entry.",
            "How many pixels of the input does one output of two 3×3 layers see?",
            "Look for `k1 * k2`: each entry of k1 meets each entry of k2.",
        ),
        Mistake(
            "products summed into one number",
            lambda k1, k2: (k1 * k2).sum(),
            "Your result is one number: the sum of the products.",
            "How many pixels of the input does one output of two 3×3 layers see?",
            "Look for `sum`: the products belong in different places.",
        ),
        Mistake(
            "matrix product",
            lambda k1, k2: k1 @ k2,
            "Your kernel is the matrix product of k1 and k2.",
            "Is a convolution a matrix product of image and kernel?",
            "Look for `@` or `np.dot`.",
        ),
        Mistake(
            "sum of the kernels",
            lambda k1, k2: k1 + k2,
            "Your kernel is the sum of k1 and k2: it does both side by side, and adds.",
            "Does the second kernel look at the image, or at what the first one left?",
            "Look for `k1 + k2`.",
        ),
        Mistake(
            "mean of the kernels",
            lambda k1, k2: (k1 + k2) / 2,
            "Your kernel is the mean of k1 and k2.",
            "Does the second kernel look at the image, or at what the first one left?",
            "Look for `(k1 + k2) / 2`.",
        ),
        Mistake(
            "all products side by side",
            lambda k1, k2: np.kron(k1, k2),
            "Your kernel holds every product in a place of its own; none are added.",
            "Which products end at the same pixel of the input?",
            "Look for `np.kron`, or for i · H2 + a where i + a is meant.",
        ),
        Mistake(
            "second kernel turned",
            lambda k1, k2: merge_kernels(k1, k2[::-1, ::-1]),
            "Your kernel is right for a k2 that was turned by 180°.",
            "With which number of k2 does k1[0, 0] go into merged[0, 0]?",
            "Look for `[::-1, ::-1]`, for i - a where i + a is meant, or for `correlate2d`.",
        ),
        Mistake(
            "first kernel turned",
            lambda k1, k2: merge_kernels(k1[::-1, ::-1], k2),
            "Your kernel is right for a k1 that was turned by 180°.",
            "With which number of k1 does k2[0, 0] go into merged[0, 0]?",
            "Look for `[::-1, ::-1]`, or for an index that counts backwards.",
        ),
        Mistake(
            "both kernels turned",
            lambda k1, k2: merge_kernels(k1, k2)[::-1, ::-1],
            "Your kernel is the right one turned by 180°.",
            "Which product stands in merged[0, 0]?",
            "Look for `[::-1, ::-1]`, or for indices that count backwards.",
        ),
        Mistake(
            "second kernel transposed",
            lambda k1, k2: merge_kernels(k1, k2.T),
            "Your kernel is right for a transposed k2.",
            "Does `k2[a, b]` go a rows down and b columns to the right?",
            "Look for `.T`, or for `k2[b, a]`.",
        ),
        Mistake(
            "merged kernel transposed",
            lambda k1, k2: merge_kernels(k1, k2).T,
            "Rows and columns of your kernel have changed places.",
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
            _slid,
            "Your kernel is k1 slid under k2, without padding: it became smaller.",
            "How many pixels of the input does one output of two 3×3 layers see?",
            "Look at the size: H1 + H2 - 1. The kernels may overlap by a single entry.",
        ),
        Mistake(
            "inner part only",
            lambda k1, k2: _slid(k1, k2[::-1, ::-1]),
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
            lambda k1, k2: merge_kernels(k1, k2)[:-1, :-1],
            "The last row and the last column are missing.",
            "How many rows do two kernels of 3 rows see together?",
            "Look at the size: H1 + H2 - 1.",
        ),
        Mistake(
            "one row and column too many",
            lambda k1, k2: np.pad(merge_kernels(k1, k2), ((0, 1), (0, 1))),
            "Your kernel has a last row and a last column of zeros.",
            "How many rows do two kernels of 3 rows see together?",
            "Look at the size: H1 + H2 - 1.",
        ),
        Mistake(
            "scaled to the sum 1",
            lambda k1, k2: merge_kernels(k1, k2) / merge_kernels(k1, k2).sum(),
            "Your kernel is the right one, divided by its sum.",
            "Is anything to be divided here?",
            "Look for a division by `sum()`.",
        ),
        Mistake(
            "first kernel twice",
            lambda k1, k2: merge_kernels(k1, k1),
            "Your kernel merges k1 with itself.",
            "Does k2 occur in your function?",
            "Look for `k1` where `k2` is meant.",
        ),
        Mistake(
            "second kernel twice",
            lambda k1, k2: merge_kernels(k2, k2),
            "Your kernel merges k2 with itself.",
            "Does k1 occur in your function?",
            "Look for `k2` where `k1` is meant.",
        ),
    ),
)
