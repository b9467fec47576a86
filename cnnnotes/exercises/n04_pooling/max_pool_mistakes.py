"""What is known to go wrong in exercise 04_max_pool."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n04_pooling._windows import pooled, window_mistakes
from cnnnotes.exercises.spoiling import knobs


def _pooled(x, size, stride, reduce=lambda window: window.max(axis=(0, 1)), **changes):
    return pooled(x, size, stride, reduce, **changes)


def _farthest_from_zero(window):
    rows = window.reshape(-1, window.shape[2])
    return rows[np.abs(rows).argmax(axis=0), np.arange(rows.shape[1])]


def _carried_on(out, channels):
    return np.maximum.accumulate(out.reshape(-1, channels)).reshape(out.shape)


NO_RESET = Mistake(
    "maximum carried on from window to window",
    lambda right, x, size, stride: _carried_on(right(x, size, stride), channels=x.shape[2]),
    "Your output never falls: each number is the largest of all windows so far.",
    "With which value does the maximum begin at a new window?",
    "Look at where the maximum is set to its first value: it belongs inside the loops.",
)


MISTAKES = (
    *window_mistakes(_pooled),
    Mistake(
        "window always 2 by 2",
        lambda right, x, size, stride: right(x, 2, stride),
        "Your window is 2 by 2, whatever the size.",
        "How many pixels does a window of size 3 hold?",
        "Look for a 2 that stands where size is meant.",
    ),
    Mistake(
        "size and stride swapped",
        lambda right, x, size, stride: right(x, stride, size),
        "Your windows are as large as the stride, and move by the size.",
        "Which of the two says how large a window is?",
        "Look at the two slices: they begin at i·stride and are size long.",
    ),
    Mistake(
        "last pixel of the window",
        knobs(_pooled, reduce=lambda window: window[-1, -1]),
        "Each number is the last pixel of its window, not the largest.",
        "What becomes of a large pixel when a smaller one comes after it?",
        "Look at the innermost line: does it compare before it stores?",
    ),
    Mistake(
        "first pixel of the window",
        knobs(_pooled, reduce=lambda window: window[0, 0]),
        "Each number is the upper left pixel of its window: pixels were skipped, not pooled.",
        "Which of the window's pixels is to be kept?",
        "Look for `x[::stride, ::stride]`, or for a loop that ends at its first turn.",
    ),
    Mistake(
        "maximum across channels",
        knobs(_pooled, reduce=np.max),
        "All channels of your output are alike: the maximum was taken across them.",
        "Does a channel see what lies in another channel's window?",
        "Look for `max()`: it needs `axis=(0, 1)`.",
    ),
    Mistake(
        "channels pooled away",
        lambda right, x, size, stride: right(x, size, stride).max(axis=2),
        "Your output has no channels left: the maximum was taken across them.",
        "How many channels does pooling leave?",
        "Look for `max()`: it needs `axis=(0, 1)`.",
    ),
    Mistake(
        "starts from zero",
        lambda right, x, size, stride: np.maximum(right(x, size, stride), 0),
        "Where all pixels of a window are negative, your output is 0.",
        "Is 0 larger or smaller than a window's negative pixels?",
        "Look at the value that the maximum begins with: `-np.inf`, or the first pixel.",
    ),
    Mistake(
        "magnitudes compared",
        knobs(_pooled, reduce=_farthest_from_zero),
        "Of each window, the number farthest from 0 was kept.",
        "Which is larger, -5 or -2?",
        "Look for `abs`.",
    ),
    Mistake(
        "sign lost",
        lambda right, x, size, stride: right(np.abs(x), size, stride),
        "Your output holds magnitudes: it has no negative numbers.",
        "Which is larger, -5 or -2?",
        "Look for `abs`.",
    ),
    NO_RESET,
    replace(NO_RESET, mimic=lambda right, *args: _carried_on(right(*args), channels=1)),
    Mistake(
        "smallest in place of largest",
        lambda right, x, size, stride: -right(-x, size, stride),
        "Each number is the smallest of its window.",
        "Which pixel of the window is to be kept?",
        "Look for `min`, or for `<` where `>` is meant.",
    ),
    Mistake(
        "average in place of maximum",
        knobs(_pooled, reduce=lambda window: window.mean(axis=(0, 1))),
        "Each number is the mean of its window.",
        "Does max pooling mix the pixels of a window, or choose one?",
        "Look for `mean`.",
    ),
    Mistake(
        "average across channels",
        knobs(_pooled, reduce=np.mean),
        "Each number is the mean of its window over all channels.",
        "Does max pooling mix the pixels of a window, or choose one, and that for each channel?",
        "Look for `mean`: it is `max`, with `axis=(0, 1)`, that is meant.",
    ),
    Mistake(
        "place of the maximum",
        knobs(_pooled, reduce=lambda window: window.reshape(-1, window.shape[2]).argmax(axis=0)),
        "Your output says where in each window the maximum stands, not what it is.",
        "What does `argmax` return, and what does `max`?",
        "Look for `argmax`.",
    ),
    Mistake(
        "result cut to integers",
        lambda right, x, size, stride: right(x, size, stride).astype(int),
        "Your output holds integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `dtype=int` or `astype(int)`.",
    ),
)
