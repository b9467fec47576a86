"""Exercise 04_avg_pool: average each window, over the pixels that are there."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor
from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n04_pooling.windows import pooled, window_mistakes


def avg_pool(x, size, stride, padding):
    """x (H, W, C) → (OH, OW, C), OH = (H + 2·padding - size) // stride + 1: mean of real pixels."""
    rows, columns = ((n + 2 * padding - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((rows, columns, x.shape[2]))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride - padding, j * stride - padding
            window = x[max(top, 0) : top + size, max(left, 0) : left + size]
            out[i, j] = window.mean(axis=(0, 1))
    return out


def _cases(rng):
    def draw(*shape):
        """Numbers as floats, some negative, with a 0."""
        numbers = rng.permutation(np.arange(np.prod(shape)) * 3 % 23 - 4.0).reshape(shape)
        numbers[0, 0] = 0
        return numbers

    for shape, size in (((2, 2, 1), 2), ((4, 6, 1), 2), ((6, 3, 1), 3)):
        yield "side by side", (draw(*shape), size, size, 0)
    for shape, size in (((2, 2, 2), 2), ((4, 2, 3), 2), ((3, 6, 2), 3)):
        yield "several channels", (draw(*shape), size, size, 0)
    for shape, size, stride in (((3, 4, 1), 2, 1), ((5, 7, 1), 3, 2), ((5, 7, 1), 2, 3)):
        yield "stride", (draw(*shape), size, stride, 0)
    for shape, size, padding in (((2, 4, 1), 2, 1), ((5, 7, 1), 3, 1), ((5, 2, 1), 3, 2)):
        yield "padding", (draw(*shape), size, size, padding)
    for shape in ((2, 2, 1), (2, 6, 1)):
        x = 4 * draw(*shape).astype(int)
        x[1, ::2] += 1  # no mean is whole
        yield "whole numbers in, fractions out", (x, 2, 2, 0)


def _written_out(at, x, size, stride, padding):
    i, j, c = at
    top, left = i * stride - padding, j * stride - padding
    window = x[max(top, 0) : top + size, max(left, 0) : left + size, c]
    return f"({' + '.join(map(factor, window.flat))}) / {window.size}"


def _with_nan(x, padding):
    """`x` in a frame of NaN, which `_real` leaves out."""
    sides = (padding, padding)
    return np.pad(x.astype(float), (sides, sides, (0, 0)), constant_values=np.nan)


def _real(window, reduce=np.nanmean):
    return reduce(window, axis=(0, 1))


def _pooled(x, size, stride, padding, reduce=_real, **changes):
    return pooled(_with_nan(x, padding), size, stride, reduce, **changes)


def _sums_over(count):
    """Sums, divided by `count(x, size, stride)`."""
    return lambda x, size, stride, padding: _pooled(
        x, size, stride, padding, lambda window: _real(window, np.nansum) / count(x, size, stride)
    )


def _without_zeros(window):
    return _real(window, np.nansum) / (np.nan_to_num(window) != 0).sum(axis=(0, 1))


def _all_padding_before(x, size, stride, padding):
    moved = np.roll(_with_nan(x, padding), (padding, padding), axis=(0, 1))
    return pooled(moved, size, stride, _real)


def _edge_repeated(x, size, stride, padding):
    sides = (padding, padding)
    return pooled(np.pad(x, (sides, sides, (0, 0)), mode="edge"), size, stride, _real)


AVG_POOL = Exercise(
    id="04_avg_pool",
    title="Average each window",
    reference=avg_pool,
    parts=(
        Part("side by side", 1),
        Part("several channels", 1),
        Part("stride", 1),
        Part("padding", 2),
        Part("whole numbers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Which pixels does the window hold at the stop that went wrong, and how many are real?",
        "Look at the number that you divide by: at the border fewer pixels are real.",
    ),
    mistakes=(
        *window_mistakes(_pooled),
        Mistake(
            "padding counts in the mean",
            _sums_over(lambda x, size, stride: size**2),
            "At the border your means are too near 0: the zeros outside were counted.",
            "How many pixels of a window at the corner belong to the image?",
            "Look at the number that you divide by: is it size² everywhere?",
        ),
        Mistake(
            "pixels of value 0 not counted",
            lambda *args: _pooled(*args, _without_zeros),
            "Pixels of the image that are 0 were left out of the count.",
            "Is a black pixel a pixel?",
            "Look for `!= 0` or `count_nonzero`: count places, not values.",
        ),
        Mistake(
            "padding ignored",
            lambda x, size, stride, padding: avg_pool(x, size, stride, 0),
            "Your output has the size that it would have without padding.",
            "Where does the first window begin, when there is padding?",
            "Look for padding: does it occur in the size of the output?",
        ),
        Mistake(
            "padding on one side only",
            lambda x, size, stride, padding: _pooled(
                x, size, stride, padding, stops=lambda n: (n - padding - size) // stride + 1
            ),
            "Your output has the size that padding on one side alone would give.",
            "On how many sides is the image padded?",
            "Look at the size of the output: 2·padding.",
        ),
        Mistake(
            "all padding before the image",
            _all_padding_before,
            "All padding stands above and to the left of the image, none below and to the right.",
            "On how many sides is the image padded?",
            "Look at the beginning of the windows, or at `np.pad`: (padding, padding).",
        ),
        Mistake(
            "edge pixels repeated as padding",
            _edge_repeated,
            "Around the image its edge pixels were repeated, and counted.",
            "Is padding to take part in the mean?",
            'Look for `mode="edge"`.',
        ),
        Mistake(
            "sum not divided",
            _sums_over(lambda x, size, stride: 1),
            "Your output is the sum of each window.",
            "What must be done with a sum to make it a mean?",
            "Look at the line with `sum`: what is it divided by?",
        ),
        Mistake(
            "divided by size, not by size²",
            _sums_over(lambda x, size, stride: size),
            "Your sums are divided by the size of the window: its side, not its pixels.",
            "How many pixels has a window of 3 by 3?",
            "Look at the number that you divide by.",
        ),
        Mistake(
            "divided by stride²",
            _sums_over(lambda x, size, stride: stride**2),
            "Your sums are divided by stride², not by the number of pixels.",
            "Which of size and stride says how many pixels a window holds?",
            "Look at the number that you divide by.",
        ),
        Mistake(
            "divided by the channels as well",
            lambda x, *rest: avg_pool(x, *rest) / x.shape[2],
            "Your means are divided by the number of channels.",
            "How many numbers of one channel does a window hold?",
            "Look at the number that you divide by: `window.size` counts all channels.",
        ),
        Mistake(
            "mean across channels",
            lambda x, *rest: np.broadcast_to(
                avg_pool(x, *rest).mean(axis=2, keepdims=True), avg_pool(x, *rest).shape
            ),
            "All channels of your output are alike: the mean was taken across them.",
            "Does a channel see what lies in another channel's window?",
            "Look for `mean()`: it needs `axis=(0, 1)`.",
        ),
        Mistake(
            "channels pooled away",
            lambda *args: avg_pool(*args).mean(axis=2),
            "Your output has no channels left: the mean was taken across them.",
            "How many channels does pooling leave?",
            "Look for `mean()`: it needs `axis=(0, 1)`.",
        ),
        Mistake(
            "maximum in place of average",
            lambda *args: _pooled(*args, lambda window: _real(window, np.nanmax)),
            "Each number is the largest of its window.",
            "Does average pooling mix the pixels of a window, or choose one?",
            "Look for `max`.",
        ),
        Mistake(
            "median in place of average",
            lambda *args: _pooled(*args, lambda window: _real(window, np.nanmedian)),
            "Each number is the median of its window.",
            "Which of the two is the sum divided by the count?",
            "Look for `median`.",
        ),
        Mistake(
            "output in the input's integer type",
            lambda x, *rest: avg_pool(x, *rest).astype(x.dtype),
            "Given whole numbers, your output is whole numbers: the fractions are cut off.",
            "Which dtype does the array have that you write the output into?",
            "Look for `zeros_like(x)`, `empty_like(x)` or `dtype=x.dtype`.",
        ),
        Mistake(
            "mean rounded down",
            lambda *args: np.floor(avg_pool(*args)),
            "Your means are rounded down to whole numbers, whatever the input.",
            "What does `//` do that `/` does not?",
            "Look at the line that divides.",
        ),
    ),
)
