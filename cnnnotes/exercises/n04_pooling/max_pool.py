"""Exercise 04_max_pool: keep the largest number of each window."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n04_pooling.windows import pooled, window_mistakes


def max_pool(x, size, stride):
    """x (H, W, C), whole numbers size, stride → (OH, OW, C), OH = (H - size) // stride + 1."""
    rows, columns = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((rows, columns, x.shape[2]))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[i, j] = x[top : top + size, left : left + size].max(axis=(0, 1))
    return out


def _cases(rng):
    def draw(*shape, below=0):
        """Numbers that differ, halves among them; negative ones with `below`."""
        return rng.permutation(np.prod(shape)).reshape(shape) * 0.5 + 0.5 - below

    for shape, size in (((2, 2, 1), 2), ((4, 6, 1), 2), ((6, 3, 1), 3)):
        yield "one channel", (draw(*shape), size, size)
    for shape, size in (((2, 2, 2), 2), ((4, 2, 3), 2), ((3, 6, 2), 3)):
        yield "several channels", (draw(*shape), size, size)
    for shape in ((2, 2, 1), (2, 4, 1), (4, 6, 1)):
        yield "negative numbers", (draw(*shape, below=np.prod(shape)), 2, 2)
    for shape, size in (((3, 2, 1), 2), ((5, 7, 1), 2), ((7, 5, 1), 3)):
        yield "pixels left over", (draw(*shape), size, size)
    for shape, size, stride in (((3, 4, 1), 2, 1), ((5, 7, 1), 3, 2), ((5, 8, 1), 2, 3)):
        yield "stride", (draw(*shape), size, stride)


def _written_out(at, x, size, stride):
    i, j, c = at
    window = x[i * stride : i * stride + size, j * stride : j * stride + size, c]
    return f"max({', '.join(map(number, window.flat))})"


def _pooled(x, size, stride, reduce=lambda window: window.max(axis=(0, 1)), **changes):
    return pooled(x, size, stride, reduce, **changes)


def _farthest_from_zero(window):
    rows = window.reshape(-1, window.shape[2])
    return rows[np.abs(rows).argmax(axis=0), np.arange(rows.shape[1])]


def _carried_on(out, channels):
    return np.maximum.accumulate(out.reshape(-1, channels)).reshape(out.shape)


NO_RESET = Mistake(
    "maximum carried on from window to window",
    lambda x, size, stride: _carried_on(max_pool(x, size, stride), channels=x.shape[2]),
    "Your output never falls: each number is the largest of all windows so far.",
    "With which value does the maximum begin at a new window?",
    "Look at where the maximum is set to its first value: it belongs inside the loops.",
)

MAX_POOL = Exercise(
    id="04_max_pool",
    title="Keep the largest number of each window",
    reference=max_pool,
    parts=(
        Part("one channel", 1),
        Part("several channels", 1),
        Part("negative numbers", 1),
        Part("pixels left over", 1),
        Part("stride", 2),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Take pencil and paper: which pixels does the window hold at the stop that went wrong?",
        "Look at the two slices: they begin at i·stride and j·stride and are size long.",
    ),
    mistakes=(
        *window_mistakes(_pooled),
        Mistake(
            "window always 2 by 2",
            lambda x, size, stride: max_pool(x, 2, stride),
            "Your window is 2 by 2, whatever the size.",
            "How many pixels does a window of size 3 hold?",
            "Look for a 2 that stands where size is meant.",
        ),
        Mistake(
            "size and stride exchanged",
            lambda x, size, stride: max_pool(x, stride, size),
            "Your windows are as large as the stride, and move by the size.",
            "Which of the two says how large a window is?",
            "Look at the two slices: they begin at i·stride and are size long.",
        ),
        Mistake(
            "last pixel of the window",
            lambda *args: pooled(*args, lambda window: window[-1, -1]),
            "Each number is the last pixel of its window, not the largest.",
            "What becomes of a large pixel when a smaller one comes after it?",
            "Look at the innermost line: does it compare before it stores?",
        ),
        Mistake(
            "first pixel of the window",
            lambda *args: pooled(*args, lambda window: window[0, 0]),
            "Each number is the upper left pixel of its window: pixels were skipped, not pooled.",
            "Which of the window's pixels is to be kept?",
            "Look for `x[::stride, ::stride]`, or for a loop that ends at its first turn.",
        ),
        Mistake(
            "maximum across channels",
            lambda *args: pooled(*args, np.max),
            "All channels of your output are alike: the maximum was taken across them.",
            "Does a channel see what lies in another channel's window?",
            "Look for `max()`: it needs `axis=(0, 1)`.",
        ),
        Mistake(
            "channels pooled away",
            lambda x, size, stride: max_pool(x, size, stride).max(axis=2),
            "Your output has no channels left: the maximum was taken across them.",
            "How many channels does pooling leave?",
            "Look for `max()`: it needs `axis=(0, 1)`.",
        ),
        Mistake(
            "starts from zero",
            lambda x, size, stride: np.maximum(max_pool(x, size, stride), 0),
            "Where all pixels of a window are negative, your output is 0.",
            "Is 0 larger or smaller than a window's negative pixels?",
            "Look at the value that the maximum begins with: `-np.inf`, or the first pixel.",
        ),
        Mistake(
            "magnitudes compared",
            lambda *args: pooled(*args, _farthest_from_zero),
            "Of each window, the number farthest from 0 was kept.",
            "Which is larger, -5 or -2?",
            "Look for `abs`.",
        ),
        Mistake(
            "sign lost",
            lambda x, size, stride: max_pool(np.abs(x), size, stride),
            "Your output holds magnitudes: it has no negative numbers.",
            "Which is larger, -5 or -2?",
            "Look for `abs`.",
        ),
        NO_RESET,
        replace(NO_RESET, mimic=lambda *args: _carried_on(max_pool(*args), channels=1)),
        Mistake(
            "smallest in place of largest",
            lambda x, size, stride: -max_pool(-x, size, stride),
            "Each number is the smallest of its window.",
            "Which pixel of the window is to be kept?",
            "Look for `min`, or for `<` where `>` is meant.",
        ),
        Mistake(
            "average in place of maximum",
            lambda *args: pooled(*args, lambda window: window.mean(axis=(0, 1))),
            "Each number is the mean of its window.",
            "Does max pooling mix the pixels of a window, or choose one?",
            "Look for `mean`.",
        ),
        Mistake(
            "place of the maximum",
            lambda x, size, stride: pooled(
                x, size, stride, lambda window: window.reshape(-1, x.shape[2]).argmax(axis=0)
            ),
            "Your output says where in each window the maximum stands, not what it is.",
            "What does `argmax` return, and what does `max`?",
            "Look for `argmax`.",
        ),
        Mistake(
            "result cut to whole numbers",
            lambda x, size, stride: max_pool(x, size, stride).astype(int),
            "Your output holds whole numbers: the fractions are cut off.",
            "Which dtype does the array have that you write the output into?",
            "Look for `dtype=int` or `astype(int)`.",
        ),
    ),
)
