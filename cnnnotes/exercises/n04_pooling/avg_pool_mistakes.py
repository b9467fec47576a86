"""What is known to go wrong in exercise 04_avg_pool."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n04_pooling._windows import pooled, window_mistakes
from cnnnotes.exercises.spoiling import knobs


def _nan(before, after):
    """A frame of NaN around x, `before * padding` and `after * padding` wide."""

    def framed(x, padding):
        sides = (before * padding, after * padding)
        return np.pad(x.astype(float), (sides, sides, (0, 0)), constant_values=np.nan)

    return framed


_around = _nan(1, 1)


def _real(window, size, stride):
    """How many pixels of the image a window holds."""
    return (~np.isnan(window)).sum(axis=(0, 1))


def _sides(window):
    """How many rows and columns of the image a window holds."""
    real = ~np.isnan(window[..., 0])
    return real.any(axis=1).sum(), real.any(axis=0).sum()


def _pooled(x, size, stride, padding, *, framed=_around, reduce=np.nansum, over=_real, **changes):
    """Pool x in a frame: `reduce(window, axis)`, divided by `over(window, size, stride)`."""

    def mean(window):
        return reduce(window, axis=(0, 1)) / over(window, size, stride)

    return pooled(framed(x, padding), size, stride, mean, **changes)


def _not_zero(window, size, stride):
    return (np.nan_to_num(window) != 0).sum(axis=(0, 1))


def _edge(x, padding):
    return np.pad(x.astype(float), ((padding,) * 2, (padding,) * 2, (0, 0)), mode="edge")


def _one(window, size, stride):
    return 1


def _from_the_end(of_none):
    """Slices of x itself that begin below 0, and so count from the end; `of_none` if empty."""

    def mimic(right, x, size, stride, padding):
        out = np.array(right(x, size, stride, padding), float)
        for i, j in np.ndindex(out.shape[:2]):
            top, left = i * stride - padding, j * stride - padding
            if top < 0 or left < 0:
                window = x[top : top + size, left : left + size]
                out[i, j] = window.mean(axis=(0, 1)) if window[..., 0].size else of_none
        return out

    return mimic


def _whole_at_the_edge(right, x, size, stride, padding):
    """Where a window begins outside, its end is counted from the edge."""
    out = np.array(right(x, size, stride, padding), float)
    for i, j in np.ndindex(out.shape[:2]):
        top, left = max(i * stride - padding, 0), max(j * stride - padding, 0)
        out[i, j] = x[top : top + size, left : left + size].mean(axis=(0, 1))
    return out


MISTAKES = (
    *window_mistakes(_pooled),
    Mistake(
        "padding counts in the mean",
        knobs(_pooled, over=lambda window, size, stride: size**2),
        "At the border your means are too near 0: the zeros outside were counted.",
        "How many pixels of a window at the corner belong to the image?",
        "Look at the number that you divide by: is it size² everywhere?",
    ),
    *Mistake(
        "pixels of value 0 not counted",
        knobs(_pooled, over=_not_zero),
        "Pixels of the image that are 0 were left out of the count.",
        "Is a black pixel a pixel?",
        "Look for `!= 0` or `count_nonzero`: count places, not values.",
    ).forms(knobs(_pooled, over=lambda *window: np.maximum(_not_zero(*window), 1))),
    Mistake(
        "padding ignored",
        lambda right, x, size, stride, padding: right(x, size, stride, 0),
        "Your output has the size that it would have without padding.",
        "Where does the first window begin when there is padding?",
        "Look for padding: does it occur in the size of the output?",
    ),
    Mistake(
        "padding on one side only",
        knobs(_pooled, framed=_nan(1, 0)),
        "Your output has the size that padding on one side alone would give.",
        "On how many sides is the image padded?",
        "Look at the size of the output: 2·padding.",
    ),
    Mistake(
        "all padding before the image",
        knobs(_pooled, framed=_nan(2, 0)),
        "All padding stands above and to the left of the image, none below and to the right.",
        "On how many sides is the image padded?",
        "Look at the beginning of the windows, or at `np.pad`: (padding, padding).",
    ),
    Mistake(
        "edge pixels repeated as padding",
        knobs(_pooled, framed=_edge),
        "Around the image its edge pixels were repeated, and counted.",
        "Is padding to take part in the mean?",
        'Look for `mode="edge"`.',
    ),
    Mistake(
        "NaN counts in the mean",
        knobs(_pooled, reduce=np.sum),
        "At the border your means are not numbers: the NaN outside took part.",
        "What does `mean` give when one of its numbers is NaN?",
        "Look for `mean`: `np.nanmean` leaves NaN out.",
    ),
    Mistake(
        "sum not divided",
        knobs(_pooled, over=_one),
        "Your output is the sum of each window.",
        "What must be done with a sum to make it a mean?",
        "Look at the line with `sum`: what is it divided by?",
    ),
    Mistake(
        "divided by size, not by size²",
        knobs(_pooled, over=lambda window, size, stride: size),
        "Your sums are divided by the size of the window: its side, not its pixels.",
        "How many pixels does a window of 3 by 3 have?",
        "Look at the number that you divide by.",
    ),
    *Mistake(
        "divided by the rows of the window, or by its columns, alone",
        knobs(_pooled, over=lambda window, size, stride: _sides(window)[0]),
        "Your sums are divided by one side of the part of the window that lies in the image.",
        "How many pixels do 2 rows of 3 have?",
        "Look for `len(window)` or `window.shape[0]`: how many pixels are that?",
    ).forms(knobs(_pooled, over=lambda window, size, stride: _sides(window)[1])),
    Mistake(
        "divided by stride²",
        knobs(_pooled, over=lambda window, size, stride: stride**2),
        "Your sums are divided by stride², not by the number of pixels.",
        "Which of size and stride says how many pixels a window holds?",
        "Look at the number that you divide by.",
    ),
    Mistake(
        "divided by the channels as well",
        lambda right, x, *rest: right(x, *rest) / x.shape[2],
        "Your means are divided by the number of channels.",
        "How many numbers of one channel does a window hold?",
        "Look at the number that you divide by: `window.size` counts all channels.",
    ),
    Mistake(
        "mean across channels",
        lambda right, x, *rest: np.broadcast_to(
            right(x, *rest).mean(axis=2, keepdims=True), right(x, *rest).shape
        ),
        "All channels of your output are alike: the mean was taken across them.",
        "Does a channel see what lies in another channel's window?",
        "Look for `mean()`: it needs `axis=(0, 1)`.",
    ),
    Mistake(
        "channels pooled away",
        lambda right, *args: right(*args).mean(axis=2),
        "Your output has no channels left: the mean was taken across them.",
        "How many channels does pooling leave?",
        "Look for `mean()`: it needs `axis=(0, 1)`.",
    ),
    Mistake(
        "maximum in place of average",
        knobs(_pooled, reduce=np.nanmax, over=_one),
        "Each number is the largest of its window.",
        "Does average pooling mix the pixels of a window, or choose one?",
        "Look for `max`.",
    ),
    Mistake(
        "median in place of average",
        knobs(_pooled, reduce=np.nanmedian, over=_one),
        "Each number is the median of its window.",
        "Which of the two is the sum divided by the count?",
        "Look for `median`.",
    ),
    Mistake(
        "output in the input's integer type",
        lambda right, x, *rest: right(x, *rest).astype(x.dtype),
        "Given integers, your output is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `zeros_like(x)`, `empty_like(x)` or `dtype=x.dtype`.",
    ),
    Mistake(
        "mean rounded down",
        lambda right, *args: np.floor(right(*args)),
        "Your means are rounded down to integers, whatever the input.",
        "What does `//` do that `/` does not?",
        "Look at the line that divides.",
    ),
    *Mistake(
        "windows that begin before the image are empty",
        _from_the_end(np.nan),
        "Where a window begins above or to the left of the image, your output is not its mean.",
        "Which rows does `x[-1:1]` hold, in an image of 4 rows?",
        "Look at the beginnings of the slices: a negative index counts from the end.",
    ).forms(_from_the_end(0)),
    Mistake(
        "windows at the edge not cut",
        _whole_at_the_edge,
        "A window that begins outside holds as many pixels as the others: some lie beyond its end.",
        "A window of 3 begins one pixel outside. How many rows of the image does it hold?",
        "Look at the end of the slice: it is counted from i·stride - padding, not from the 0.",
    ),
)
