"""What is known to go wrong in exercise 01_slide2d."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _keep(out, rows, columns):
    """`out` with zeros outside of the given rows and columns."""
    kept = np.zeros_like(out)
    kept[rows, columns] = out[rows, columns]
    return kept


def _square_kernel_only(x, k):
    taps = range(len(k))
    rows, columns = x.shape[0] - len(k) + 1, x.shape[1] - len(k) + 1
    out = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        out[i, j] = sum(x[i + a, j + b] * k[a, b] for a in taps for b in taps)
    return out


def _positions_left_out(right, x, k):
    """The window jumps by its own size, and the positions between stay 0."""
    return _keep(right(x, k), *(slice(None, None, n) for n in k.shape))


def _matrix_product(x, k):
    return (sliding_window_view(x, k.shape) @ k).sum(axis=(2, 3))


def _only(k, *tap):
    """`k` with all taps but one set to 0."""
    kept = np.zeros_like(k)
    kept[tap] = k[tap]
    return kept


_by_rows, *_other_forms = families.square_image()
SQUARE_IMAGE = Mistake(
    "works for square images only",
    _by_rows,
    "Your output has as many columns as rows, or as many rows as columns, whatever the image.",
    "Which size of x tells how far the window can go to the right, and which how far down?",
    "Look for `x.shape[0]` or `len(x)` where the width `x.shape[1]` is meant.",
)
_padded, *_padded_else = families.same_size()
SAME_SIZE = Mistake(
    "zeros added around the image",
    _padded,
    "The output is as large as the input: zeros were added around the image.",
    "May the window reach beyond the image here?",
    'Look for `np.pad` or `mode="same"`; expected `"valid"`.',
)
SQUARE_KERNEL = Mistake(
    "works for square kernels only",
    finished(_square_kernel_only),
    "Your window is as wide as it is high, whatever the width of the kernel.",
    "Which size of k tells how many columns the window has?",
    "Look for `k.shape[0]` or `len(k)` where the width `k.shape[1]` is meant.",
)


def _ending_at(bottom, right_edge):
    """The window `x[i : bottom(i, KH), j : right_edge(j, KW)]` at each position."""

    def mimic(right, x, k):
        out = np.zeros(np.shape(right(x, k)))
        for i, j in np.ndindex(out.shape):
            window = x[i : bottom(i, k.shape[0]), j : right_edge(j, k.shape[1])]
            window, kernel = np.broadcast_arrays(window, k)
            out[i, j] = right(window, kernel)[0, 0] if window.size else 0
        return out

    return mimic


def _on_the_diagonal(axis):
    """Pixels `x[i + a, j + a]` in place of `x[i + a, j + b]`: `k` summed along this axis."""

    def mimic(right, x, k):
        if k.shape[1 - axis] > k.shape[axis]:
            raise IndexError
        diagonal = np.zeros_like(k)
        np.fill_diagonal(diagonal, k.sum(axis=axis))
        return right(x, diagonal)

    return mimic


def _means_times_sums(right, x, k):
    return right(x, np.ones_like(k)) / k.size * k.sum()


MISTAKES = (
    Mistake(
        "mean of the window times the sum of the kernel",
        _means_times_sums,
        "At each position stands the mean of the window, times the sum of the kernel.",
        "Is the mean of 1 and 2, times 3 + 4, the same as 1 · 3 + 2 · 4?",
        "Look at the order: first the products, then their sum.",
    ),
    Mistake(
        "kernel turned by 180°",
        lambda right, x, k: right(x, k[::-1, ::-1]),
        "Your output is the input slid under a kernel turned by 180°.",
        "Which corner of the kernel meets the upper left corner of the window?",
        "Look for `k[::-1, ::-1]`, or an index that counts backwards such as `k[KH - 1 - a]`.",
    ),
    Mistake(
        "kernel transposed",
        lambda right, x, k: right(x, k.T),
        "Your output is the input slid under the transposed kernel.",
        "Does `k[a, b]` meet the pixel a rows down and b columns to the right?",
        "Look for `.T`, or for `k[b, a]` where `k[a, b]` is meant.",
    ),
    Mistake(
        "kernel upside down",
        lambda right, x, k: right(x, k[::-1]),
        "Your output is the input slid under a kernel that stands on its head.",
        "Which row of the kernel meets the upper row of the window?",
        "Look for `k[::-1]`, or a row index that counts backwards.",
    ),
    Mistake(
        "kernel mirrored left to right",
        lambda right, x, k: right(x, k[:, ::-1]),
        "Your output is the input slid under a kernel mirrored left to right.",
        "Which column of the kernel meets the left column of the window?",
        "Look for `k[:, ::-1]`, or a column index that counts backwards.",
    ),
    Mistake(
        "kernel turned by 90°, to the left",
        lambda right, x, k: right(x, np.rot90(k)),
        "Your output is the input slid under a kernel turned by 90° to the left.",
        "Is the kernel to be turned at all?",
        "Look for `np.rot90`, or a `.T` together with a `[::-1]`.",
    ),
    Mistake(
        "kernel turned by 90°, to the right",
        lambda right, x, k: right(x, np.rot90(k, -1)),
        "Your output is the input slid under a kernel turned by 90° to the right.",
        "Is the kernel to be turned at all?",
        "Look for `np.rot90`, or a `.T` together with a `[::-1]`.",
    ),
    Mistake(
        "output transposed",
        lambda right, x, k: right(x, k).T,
        "Rows and columns of your output are swapped.",
        "Does i count the rows of the output, or its columns?",
        "Look at the line that stores the sum: `out[i, j]`, i for the row.",
    ),
    Mistake(
        "only the first row of positions",
        lambda right, x, k: right(x, k)[:1],
        "Your output has one row: the window slid along the top of the image alone.",
        "In how many directions does the window move?",
        "Look at the loops: there must be one over the rows as well.",
    ),
    Mistake(
        "only the first row written",
        lambda right, x, k: _keep(right(x, k), slice(1), slice(None)),
        "Only the first row of your output was written; the rest is 0.",
        "What ends the loop over the rows after its first turn?",
        "Look for a `return` inside the loop: it stands too far to the right.",
    ),
    Mistake(
        "only the first column written",
        lambda right, x, k: _keep(right(x, k), slice(None), slice(1)),
        "Only the first column of your output was written; the rest is 0.",
        "What ends the loop over the columns after its first turn?",
        "Look for a `break` in the inner loop, or an index j that never grows.",
    ),
    Mistake(
        "last row and column missing",
        lambda right, x, k: right(x, k)[:-1, :-1],
        "The last position is missing in both directions.",
        "At how many places does a window of 3 fit into 5 pixels?",
        "Look at the size of the output: is there a `+ 1`, twice?",
    ),
    Mistake(
        "last row missing",
        lambda right, x, k: right(x, k)[:-1],
        "The last row of your output is missing.",
        "At how many heights does a window of 3 rows fit into 5 rows?",
        "Look at the number of rows of the output: is there a `+ 1`?",
    ),
    Mistake(
        "last column missing",
        lambda right, x, k: right(x, k)[:, :-1],
        "The last column of your output is missing.",
        "At how many places does a window of 3 columns fit into 5 columns?",
        "Look at the number of columns of the output: is there a `+ 1`?",
    ),
    Mistake(
        "last row and column not written",
        lambda right, x, k: _keep(right(x, k), slice(-1), slice(-1)),
        "The shape is right; the last row and the last column are still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of both loops.",
    ),
    *SQUARE_IMAGE.forms(*_other_forms),
    *SQUARE_KERNEL.forms(*families.square_kernel()),
    Mistake(
        "output as large as the input, rest not written",
        lambda right, x, k: np.pad(right(x, k), [(0, n - 1) for n in k.shape]),
        "The output is as large as the input; its last rows and columns were never written.",
        "At how many places does the window fit?",
        "Look at the line that makes the output: (H - KH + 1, W - KW + 1).",
    ),
    *SAME_SIZE.forms(*_padded_else),
    Mistake(
        "matrix product in place of element-wise product",
        finished(_matrix_product),
        "Your output sums up the matrix product of window and kernel.",
        "Which of `*` and `@` multiplies element by element?",
        "Look for `@`, `np.dot` or `np.matmul` between the window and k.",
    ),
    Mistake(
        "mean in place of sum",
        lambda right, x, k: right(x, k) / k.size,
        "Every number is the right one divided by the number of pixels in the window: a mean.",
        "What is done with the products: are they added up, or averaged?",
        "Look for `mean`, or for a division by the kernel's size.",
    ),
    Mistake(
        "divided by the kernel's sum",
        lambda right, x, k: right(x, k) / k.sum(),
        "Every number is the right one divided by the sum of the kernel.",
        "Is anything to be divided here?",
        "Look for a division by `k.sum()`.",
    ),
    Mistake(
        "kernel not used",
        lambda right, x, k: right(x, np.ones(k.shape)),
        "Your output is the plain sum of each window.",
        "What does the kernel do to each pixel before it is added?",
        "Look at the line with the sum: the window is to be multiplied by k.",
    ),
    Mistake(
        "only the last product kept",
        lambda right, x, k: right(x, _only(k, -1, -1)),
        "Each number is the last product alone: the earlier ones were overwritten.",
        "What becomes of the first product when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first product",
        lambda right, x, k: right(x, _only(k, 0, 0)),
        "Each number is the first product alone: that of the window's upper left corner.",
        "When do your loops over the kernel end?",
        "Look for a line that stands too deep in the loops, or a missing slice.",
    ),
    Mistake(
        "last row and column of the kernel left out",
        lambda right, x, k: right(x, np.pad(k[:-1, :-1], ((0, 1), (0, 1)))),
        "The last row and the last column of the kernel were never used.",
        "Which numbers does `range(KH - 1)` give?",
        "Look at the ends of the loops over the kernel, or of the slices.",
    ),
    Mistake(
        "sum carried on from position to position",
        lambda right, x, k: np.cumsum(right(x, k)).reshape(right(x, k).shape),
        "Each number holds the sum of all positions before it as well.",
        "With which value does the sum begin at a new position?",
        "Look at where the sum is set to 0: it belongs inside both loops over the positions.",
    ),
    Mistake(
        "sum carried on along the row",
        lambda right, x, k: np.cumsum(right(x, k), axis=1),
        "Each number holds the sum of the positions to its left as well.",
        "With which value does the sum begin at a new position?",
        "Look at where the sum is set to 0: it belongs inside the inner loop too.",
    ),
    *Mistake(
        "window jumps by its own size",
        lambda right, x, k: right(x, k)[:: k.shape[0], :: k.shape[1]],
        "The window moves on by its whole size, so that positions are missing.",
        "How far does the window move at each step?",
        "Look at the steps of the loops.",
    ).forms(_positions_left_out),
    Mistake(
        "largest product in place of sum",
        finished(lambda x, k: (sliding_window_view(x, k.shape) * k).max(axis=(2, 3))),
        "Each number is the largest of the products.",
        "What happens with the products at one position?",
        "Look for `max`.",
    ),
    Mistake(
        "output in the input's integer type",
        families.input_type(),
        "Given integers, your output is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `zeros_like(x)`, `empty_like(x)` or `dtype=x.dtype`.",
    ),
    *Mistake(
        "windows end at the kernel's size",
        _ending_at(lambda i, size: size, lambda j, size: size),
        "Only the first window is whole: the further down or to the right, the less of it is left.",
        "Where does the window end that begins at row i?",
        "Look at the ends of both slices: they move along with their beginnings.",
    ).forms(
        _ending_at(lambda i, size: size, lambda j, size: j + size),
        _ending_at(lambda i, size: i + size, lambda j, size: size),
    ),
    *Mistake(
        "one index for rows and columns",
        _on_the_diagonal(1),
        "Of each window only the diagonal is read: pixels equally far down and to the right.",
        "Which two indices lead from the window's corner to one of its pixels?",
        "Look at the index of x: does one letter stand in it twice?",
    ).forms(_on_the_diagonal(0)),
    *families.WINDOWS_COMPARED,
    Mistake(
        "only the last row of the kernel",
        lambda right, x, k: right(x, _only(k, -1)),
        "At each position only the last row of the kernel counts.",
        "What happens to the sum of the first row when the second one comes?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first row of the kernel",
        lambda right, x, k: right(x, _only(k, 0)),
        "At each position only the first row of the kernel counts.",
        "Which rows of the kernel does your loop reach?",
        "Look for a loop that ends early, or an index such as `k[0]`.",
    ),
)
