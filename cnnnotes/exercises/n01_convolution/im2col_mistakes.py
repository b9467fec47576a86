"""What is known to go wrong in exercise 01_im2col."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake


def _patches(right, x, kh, kw):
    """All windows: (OH, OW, KH, KW, C)."""
    return right(x, kh, kw).reshape(x.shape[0] - kh + 1, x.shape[1] - kw + 1, kh, kw, -1)


def _by(*axes):
    """Rows and columns of the matrix, from the axes of (OH, OW, KH, KW, C) in another order."""

    def mimic(right, x, kh, kw):
        patches = _patches(right, x, kh, kw)
        rows = patches.shape[0] * patches.shape[1]
        return patches.transpose(axes).reshape(rows, -1)

    return mimic


def _short(rows, columns):
    """The windows of an image that lacks its last rows or columns."""

    def mimic(right, x, kh, kw):
        cut = x[: len(x) - rows, : x.shape[1] - columns]
        if cut.shape[0] < kh or cut.shape[1] < kw:
            return np.zeros((0, kh * kw * x.shape[2]))
        return right(cut, kh, kw)

    return mimic


def _in_rows(number):
    """Window (i, j) is written into row `number(i, j, OH, OW)` of the matrix."""

    def mimic(right, x, kh, kw):
        windows = right(x, kh, kw)
        rows, columns = x.shape[0] - kh + 1, x.shape[1] - kw + 1
        out = np.zeros_like(windows)
        for i, j in np.ndindex(rows, columns):
            out[number(i, j, rows, columns)] = windows[i * columns + j]
        return out

    return mimic


MISTAKES = (
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
        "Where does the window go after its first position: right, or down?",
        "Look at the order of the two outer loops, or of the axes OH and OW.",
    ),
    Mistake(
        "windows and pixels both in column order",
        _by(1, 0, 3, 2, 4),
        "Rows and columns of the image are swapped, in the windows and in their order.",
        "Is the first axis of x its height or its width?",
        "Look for a `.T`, a `swapaxes`, or i and j swapped.",
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
        lambda right, x, kh, kw: right(x, kh, kw).T,
        "Your matrix is the transpose: a column for each window.",
        "Which axis of (OH·OW, KH·KW·C) counts the windows?",
        "Look for `.T`, or for a `stack` along axis 1.",
    ),
    Mistake(
        "right shape, cut without regard to windows",
        lambda right, x, kh, kw: right(x, kh, kw).T.reshape(right(x, kh, kw).shape),
        "The shape is right, but its numbers are those of the transpose, regrouped.",
        "Does `reshape` move axes, or does it cut the same order into other lengths?",
        "Look at the `reshape` of a matrix that is turned around: `.T` is meant.",
    ),
    Mistake(
        "first channel only",
        lambda right, x, kh, kw: right(x[..., :1], kh, kw),
        "Your matrix holds only the first channel.",
        "How many numbers does one window with C channels have?",
        "Look for `x[..., 0]`.",
    ),
    Mistake(
        "one row per window and channel",
        lambda right, x, kh, kw: (
            _patches(right, x, kh, kw).transpose(0, 1, 4, 2, 3).reshape(-1, kh * kw)
        ),
        "Your matrix has a row of its own for each channel of each window.",
        "How many numbers does one window with C channels have?",
        "Look at the last `reshape`: a row is KH·KW·C long.",
    ),
    Mistake(
        "height and width of the window swapped",
        lambda right, x, kh, kw: right(x, kw, kh),
        "Your windows are kw high and kh wide.",
        "Which of kh and kw counts rows?",
        "Look at the two slices: rows go with kh, columns with kw.",
    ),
    Mistake(
        "last row of windows missing",
        _short(1, 0),
        "The windows at the bottom of the image are missing.",
        "At how many heights does a window of 3 rows fit into 5 rows?",
        "Look at the end of the loop over the rows: is there a `+ 1`?",
    ),
    Mistake(
        "last column of windows missing",
        _short(0, 1),
        "The windows at the right of the image are missing.",
        "At how many places does a window of 3 columns fit into 5 columns?",
        "Look at the end of the loop over the columns: is there a `+ 1`?",
    ),
    Mistake(
        "last row and column of windows missing",
        _short(1, 1),
        "The last position of the window is missing in both directions.",
        "At how many places does a window of 3 fit into 5 pixels?",
        "Look at the ends of the loops: is there a `+ 1`, twice?",
    ),
    Mistake(
        "last window missing",
        lambda right, x, kh, kw: right(x, kh, kw)[:-1],
        "The last window is missing.",
        "How many windows are there?",
        "Look at the end of the loop.",
    ),
    Mistake(
        "windows side by side",
        lambda right, x, kh, kw: _patches(right, x, kh, kw)[::kh, ::kw].reshape(
            -1, kh * kw * x.shape[2]
        ),
        "Your windows do not overlap: each begins where the last one ended.",
        "How far does the window move at each step?",
        "Look at the steps of the loops, or at a `reshape` that cuts the image up.",
    ),
    Mistake(
        "windows turned by 180°",
        lambda right, x, kh, kw: _patches(right, x, kh, kw)[:, :, ::-1, ::-1].reshape(
            -1, kh * kw * x.shape[2]
        ),
        "Each window is written backwards: its last pixel comes first.",
        "Which pixel of the window stands first in its row?",
        "Look for `[::-1]`.",
    ),
    Mistake(
        "windows not flattened",
        lambda right, x, kh, kw: _patches(right, x, kh, kw).reshape(-1, kh, kw, x.shape[2]),
        "Your result keeps the windows as small pictures: (OH·OW, KH, KW, C).",
        "How many axes does a matrix have?",
        "Look at the last `reshape`: each window becomes one row.",
    ),
    Mistake(
        "positions kept as a grid",
        lambda right, x, kh, kw: right(x, kh, kw).reshape(
            *_patches(right, x, kh, kw).shape[:2], -1
        ),
        "Your result keeps the positions as a grid: (OH, OW, KH·KW·C).",
        "How many axes does a matrix have?",
        "Look at the last `reshape`: all positions go into one axis.",
    ),
    Mistake(
        "a row of windows taken as long as a column",
        _in_rows(lambda i, j, rows, columns: i * rows + j),
        "Windows are written into the rows of others, where OW is not OH; some rows stay 0.",
        "How many windows lie side by side before the next row of windows begins?",
        "Look at the row number: by how many is it to grow from i to i + 1?",
    ),
    Mistake(
        "row number i + j",
        _in_rows(lambda i, j, rows, columns: i + j),
        "Windows are written into the rows of others; the last rows stay 0.",
        "How many windows come before the first one of the second row?",
        "Look at the row number: can two positions have the same one?",
    ),
)
