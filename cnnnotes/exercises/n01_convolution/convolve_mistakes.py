"""What is known to go wrong in exercise 01_convolve."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake


def _slid(change):
    """Slide the window under `change(k)`, not under k turned by 180°."""
    return lambda right, x, k: right(x, change(k)[::-1, ::-1])


def _full_size(right, x, k):
    return right(np.pad(x, [(n - 1, n - 1) for n in k.shape]), k)


_padded, _padded_else = families.same_size()
SAME_SIZE = Mistake(
    "zeros added around the image",
    _padded,
    "The output is as large as the image: zeros were added around it.",
    "May the window reach beyond the image here?",
    'Look for `np.pad` or `mode="same"`; expected `"valid"`.',
)
_kernel, *_kernel_else = families.square_kernel()
SQUARE_KERNEL = Mistake(
    "works for square kernels only",
    _kernel,
    "Your window is as wide as it is high, or as high as it is wide, whatever the kernel.",
    "Which size of k tells how many columns the window has, and which how many rows?",
    "Look for `k.shape[0]` or `len(k)` where the width `k.shape[1]` is meant.",
)


MISTAKES = (
    Mistake(
        "kernel not flipped",
        _slid(lambda k: k),
        "Your output is the cross-correlation: the kernel was not turned.",
        "In which one thing does convolution differ from `slide2d`?",
        "Look at the line that hands the kernel on: it needs both axes reversed.",
    ),
    Mistake(
        "flipped upside down only",
        _slid(lambda k: k[::-1]),
        "The kernel's rows run backwards, its columns do not.",
        "How many axes does a kernel have, and how many of them did you reverse?",
        "Look at `k[::-1]`: it reverses the first axis alone.",
    ),
    Mistake(
        "flipped left to right only",
        _slid(lambda k: k[:, ::-1]),
        "The kernel's columns run backwards, its rows do not.",
        "How many axes does a kernel have, and how many of them did you reverse?",
        "Look at `k[:, ::-1]`: it reverses the second axis alone.",
    ),
    Mistake(
        "transposed in place of flipped",
        _slid(lambda k: k.T),
        "The kernel was transposed, not flipped.",
        "Where does the upper right corner go under `.T`, and where when turned by 180°?",
        "Look for `.T`: two reversed axes are meant.",
    ),
    Mistake(
        "flipped and transposed",
        lambda right, x, k: right(x, k.T),
        "The kernel was turned by 180°, and transposed as well.",
        "Is anything left to be done after both axes are reversed?",
        "Look for a `.T` too many.",
    ),
    *Mistake(
        "kernel turned by 90°, to the left",
        _slid(np.rot90),
        "The kernel was turned by 90°, half as far as it should.",
        "By how much does `np.rot90` turn, and by how much must the kernel turn?",
        "Look for `np.rot90`: it takes the number of quarter turns as well.",
    ).forms(_slid(lambda k: np.rot90(k).reshape(k.shape))),
    Mistake(
        "kernel turned by 90°, to the right",
        _slid(lambda k: np.rot90(k, -1)),
        "The kernel was turned by 90°, half as far as it should.",
        "By how much does `np.rot90` turn, and by how much must the kernel turn?",
        "Look for `np.rot90`: it takes the number of quarter turns as well.",
    ),
    Mistake(
        "image flipped in place of the kernel",
        lambda right, x, k: right(x, k)[::-1, ::-1],
        "Your output is the right one turned by 180°: the image was flipped, not the kernel.",
        "Which of the two is turned around in a convolution?",
        "Look at where `[::-1, ::-1]` stands.",
    ),
    Mistake(
        "output flipped in place of the kernel",
        lambda right, x, k: right(x, k[::-1, ::-1])[::-1, ::-1],
        "Your output is the cross-correlation, turned by 180° afterwards.",
        "Is it the same to turn the kernel before and the output after?",
        "Look at where `[::-1, ::-1]` stands.",
    ),
    Mistake(
        "sign of the kernel turned",
        _slid(lambda k: -k),
        "Your output is the cross-correlation times -1.",
        "Does flipping change the numbers of the kernel, or their places?",
        "Look for `-k`.",
    ),
    Mistake(
        "sign turned as well",
        lambda right, x, k: -right(x, k),
        "Your output is the right one times -1.",
        "Does flipping change the numbers of the kernel, or their places?",
        "Look for a minus.",
    ),
    Mistake(
        "output transposed",
        lambda right, x, k: right(x, k).T,
        "Rows and columns of your output are swapped.",
        "Does i count the rows of the output, or its columns?",
        "Look at the line that stores the sum, or for a `.T`.",
    ),
    Mistake(
        "window reaches beyond the image",
        _full_size,
        "The output is larger than the image: the window hangs over all its edges.",
        "May the window reach beyond the image here?",
        'Look for `mode="full"`; expected `"valid"`.',
    ),
    *SAME_SIZE.forms(_padded_else),
    *SQUARE_KERNEL.forms(*_kernel_else),
    Mistake(
        "last row and column missing",
        lambda right, x, k: right(x, k)[:-1, :-1],
        "The last position is missing in both directions.",
        "At how many places does a window of 3 fit into 5 pixels?",
        "Look at the size of the output: is there a `+ 1`, twice?",
    ),
    Mistake(
        "mean in place of sum",
        lambda right, x, k: right(x, k) / k.size,
        "Every number is the right one divided by the number of pixels in the window: a mean.",
        "What is done with the products: are they added up, or averaged?",
        "Look for `mean`, or for a division by the kernel's size.",
    ),
    Mistake(
        "first row and column of the kernel lost",
        lambda right, x, k: right(x, k[1:, 1:]),
        "Your output is too large: a row and a column of the kernel were never used.",
        "Does `k[:0:-1]` hold k[0]?",
        "Look at the slices that turn the kernel: `[::-1]` goes all the way.",
    ),
)
