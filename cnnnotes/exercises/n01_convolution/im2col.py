"""Exercise 01_im2col: every window as a row of a matrix."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def im2col(x, kh, kw):
    """x (H, W, C) → (OH·OW, KH·KW·C): a row per window, its pixels row by row, channels last."""
    patches = _patches(x, kh, kw)
    return patches.reshape(-1, kh * kw * x.shape[2])


def _patches(x, kh, kw):
    """All windows: (OH, OW, KH, KW, C)."""
    return sliding_window_view(x, (kh, kw), axis=(0, 1)).transpose(0, 1, 3, 4, 2)


def _cases(rng):
    def draw(*shape):
        return rng.permutation(np.prod(shape)).reshape(shape) - 3.0

    for shape in ((2, 3, 1), (3, 3, 1), (4, 5, 1)):
        yield "one channel", (draw(*shape), 2, 2)
    for shape in ((3, 3, 2), (4, 5, 3)):
        yield "several channels", (draw(*shape), 2, 2)
    for kh, kw in ((1, 2), (3, 2), (2, 3)):
        yield "window not square", (draw(4, 5, 2), kh, kw)
    for shape in ((5, 6, 2), (25, 30, 2)):
        yield "no loop over pixels", (draw(*shape), 3, 2)


def _by(*axes):
    """Rows and columns of the matrix, from the axes of (OH, OW, KH, KW, C) in another order."""

    def mimic(x, kh, kw):
        patches = _patches(x, kh, kw)
        rows = patches.shape[0] * patches.shape[1]
        return patches.transpose(axes).reshape(rows, -1)

    return mimic


def _written_out(at, x, kh, kw):
    ow, c = x.shape[1] - kw + 1, x.shape[2]
    i, j = divmod(at[0], ow)
    a, b, channel = np.unravel_index(at[1], (kh, kw, c))
    return f"x[{i + a}, {j + b}, {channel}]"


def _solution(x, kh, kw):
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(0, 1))
    windows = windows.transpose(0, 1, 3, 4, 2)  # (OH, OW, C, KH, KW) → (OH, OW, KH, KW, C)
    return windows.reshape(-1, kh * kw * x.shape[2])


IM2COL = Exercise(
    id="01_im2col",
    title="Every window as a row",
    reference=im2col,
    solution=_solution,
    parts=(
        Part("one channel", 1),
        Part("several channels", 2),
        Part("window not square", 1),
        Part("no loop over pixels", 2, vectorized=True),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Write the first window of a 3 by 3 image with 2 channels as a row: what comes second?",
        "Look at the order of the axes before the last `reshape`: OH, OW, KH, KW, C.",
    ),
    mistakes=(
        Mistake(
            "channels before pixels",
            _by(0, 1, 4, 2, 3),
            "Each row holds first all pixels of channel 0, then all of channel 1.",
            "In x (H, W, C), which numbers are neighbours: two pixels, or two channels of one?",
            "Look at the axes: `sliding_window_view` leaves (OH, OW, C, KH, KW) behind.",
        ),
        Mistake(
            "windows read in column order",
            _by(0, 1, 3, 2, 4),
            "Each window is written column by column, not row by row.",
            "Which pixel comes after the first: the one to its right, or the one below?",
            "Look at the order of the two inner loops, or of the axes KH and KW.",
        ),
        Mistake(
            "windows run down the columns first",
            _by(1, 0, 2, 3, 4),
            "The rows of your matrix go down the image first, then to the right.",
            "Where does the window go after its first stop: right, or down?",
            "Look at the order of the two outer loops, or of the axes OH and OW.",
        ),
        Mistake(
            "windows and pixels both in column order",
            _by(1, 0, 3, 2, 4),
            "Rows and columns of the image have changed places, in the windows and in their order.",
            "Is the first axis of x its height or its width?",
            "Look for a `.T`, a `swapaxes`, or i and j exchanged.",
        ),
        Mistake(
            "channels before pixels, in column order",
            _by(0, 1, 4, 3, 2),
            "Each row holds one channel after the other, each written column by column.",
            "In which order do the numbers of x[0:KH, 0:KW, :] lie?",
            'Look for `.T` or `order="F"`: the window is to be flattened as it is.',
        ),
        Mistake(
            "matrix transposed",
            lambda x, kh, kw: im2col(x, kh, kw).T,
            "Your matrix is the transpose: a column for each window.",
            "Which axis of (OH·OW, KH·KW·C) counts the windows?",
            "Look for `.T`, or for a `stack` along axis 1.",
        ),
        Mistake(
            "right shape, cut without regard to windows",
            lambda x, kh, kw: im2col(x, kh, kw).T.reshape(im2col(x, kh, kw).shape),
            "The shape is right, but its numbers are those of the transpose, cut anew.",
            "Does `reshape` move axes, or does it cut the same order into other lengths?",
            "Look at the `reshape` of a matrix that is turned around: `.T` is meant.",
        ),
        Mistake(
            "first channel only",
            lambda x, kh, kw: im2col(x[..., :1], kh, kw),
            "Your matrix holds only the first channel.",
            "How many numbers has one window with C channels?",
            "Look for `x[..., 0]`.",
        ),
        Mistake(
            "one row per window and channel",
            lambda x, kh, kw: _patches(x, kh, kw).transpose(0, 1, 4, 2, 3).reshape(-1, kh * kw),
            "Your matrix has a row of its own for each channel of each window.",
            "How many numbers has one window with C channels?",
            "Look at the last `reshape`: a row is KH·KW·C long.",
        ),
        Mistake(
            "height and width of the window exchanged",
            lambda x, kh, kw: im2col(x, kw, kh),
            "Your windows are kw high and kh wide.",
            "Which of kh and kw counts rows?",
            "Look at the two slices: rows go with kh, columns with kw.",
        ),
        Mistake(
            "last row and column of windows missing",
            lambda x, kh, kw: im2col(x[:-1, :-1], kh, kw),
            "The last stop of the window is missing in both directions.",
            "At how many places does a window of 3 fit into 5 pixels?",
            "Look at the ends of the loops: is there a `+ 1`, twice?",
        ),
        Mistake(
            "last window missing",
            lambda x, kh, kw: im2col(x, kh, kw)[:-1],
            "The last window is missing.",
            "How many windows are there?",
            "Look at the end of the loop.",
        ),
        Mistake(
            "windows side by side",
            lambda x, kh, kw: _patches(x, kh, kw)[::kh, ::kw].reshape(-1, kh * kw * x.shape[2]),
            "Your windows do not overlap: each begins where the last one ended.",
            "How far does the window move at each step?",
            "Look at the steps of the loops, or at a `reshape` that cuts the image up.",
        ),
        Mistake(
            "windows turned by 180°",
            lambda x, kh, kw: _patches(x, kh, kw)[:, :, ::-1, ::-1].reshape(
                -1, kh * kw * x.shape[2]
            ),
            "Each window is written backwards: its last pixel comes first.",
            "Which pixel of the window stands first in its row?",
            "Look for `[::-1]`.",
        ),
        Mistake(
            "windows not flattened",
            lambda x, kh, kw: _patches(x, kh, kw).reshape(-1, kh, kw, x.shape[2]),
            "Your result keeps the windows as small pictures: (OH·OW, KH, KW, C).",
            "How many axes does a matrix have?",
            "Look at the last `reshape`: each window becomes one row.",
        ),
        Mistake(
            "stops kept as a grid",
            lambda x, kh, kw: im2col(x, kh, kw).reshape(*_patches(x, kh, kw).shape[:2], -1),
            "Your result keeps the stops as a grid: (OH, OW, KH·KW·C).",
            "How many axes does a matrix have?",
            "Look at the last `reshape`: all stops go into one axis.",
        ),
    ),
)
