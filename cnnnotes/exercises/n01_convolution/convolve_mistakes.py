"""What is known to go wrong in exercise 01_convolve."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n01_convolution.slide2d import slide2d
from cnnnotes.exercises.spoiling import finished


def _full_size(right, x, k):
    return right(np.pad(x, [(n - 1, n - 1) for n in k.shape]), k)


def _same_size(right, x, k):
    return right(np.pad(x, [(n // 2, (n - 1) // 2) for n in k.shape]), k)


MISTAKES = (
    Mistake(
        "kernel not flipped",
        finished(slide2d),
        "Your output is the cross-correlation: the kernel was not turned.",
        "In which one thing does convolution differ from `slide2d`?",
        "Look at the line that hands the kernel on: it needs both axes reversed.",
    ),
    Mistake(
        "flipped upside down only",
        finished(lambda x, k: slide2d(x, k[::-1])),
        "The kernel's rows run backwards, its columns do not.",
        "How many axes does a kernel have, and how many of them did you reverse?",
        "Look at `k[::-1]`: it reverses the first axis alone.",
    ),
    Mistake(
        "flipped left to right only",
        finished(lambda x, k: slide2d(x, k[:, ::-1])),
        "The kernel's columns run backwards, its rows do not.",
        "How many axes does a kernel have, and how many of them did you reverse?",
        "Look at `k[:, ::-1]`: it reverses the second axis alone.",
    ),
    Mistake(
        "transposed in place of flipped",
        finished(lambda x, k: slide2d(x, k.T)),
        "The kernel was transposed, not flipped.",
        "Where does the upper right corner go under `.T`, and where when turned by 180°?",
        "Look for `.T`: two reversed axes are meant.",
    ),
    Mistake(
        "flipped and transposed",
        finished(lambda x, k: slide2d(x, k[::-1, ::-1].T)),
        "The kernel was turned by 180°, and transposed as well.",
        "Is anything left to be done after both axes are reversed?",
        "Look for a `.T` too many.",
    ),
    Mistake(
        "kernel turned by 90°, to the left",
        finished(lambda x, k: slide2d(x, np.rot90(k))),
        "The kernel was turned by 90°, half as far as it should.",
        "By how much does `np.rot90` turn, and by how much must the kernel turn?",
        "Look for `np.rot90`: it takes the number of quarter turns as well.",
    ),
    Mistake(
        "kernel turned by 90°, to the right",
        finished(lambda x, k: slide2d(x, np.rot90(k, -1))),
        "The kernel was turned by 90°, half as far as it should.",
        "By how much does `np.rot90` turn, and by how much must the kernel turn?",
        "Look for `np.rot90`: it takes the number of quarter turns as well.",
    ),
    Mistake(
        "image flipped in place of the kernel",
        finished(lambda x, k: slide2d(x[::-1, ::-1], k)),
        "Your output is the right one turned by 180°: the image was flipped, not the kernel.",
        "Which of the two is turned around in a convolution?",
        "Look at where `[::-1, ::-1]` stands.",
    ),
    Mistake(
        "output flipped in place of the kernel",
        finished(lambda x, k: slide2d(x, k)[::-1, ::-1]),
        "Your output is the cross-correlation, turned by 180° afterwards.",
        "Is it the same to turn the kernel before and the output after?",
        "Look at where `[::-1, ::-1]` stands.",
    ),
    Mistake(
        "sign of the kernel turned",
        finished(lambda x, k: slide2d(x, -k)),
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
        "Rows and columns of your output have changed places.",
        "Does i count the rows of the output, or its columns?",
        "Look at the line that stores the sum, or for a `.T`.",
    ),
    Mistake(
        "window reaches beyond the image",
        _full_size,
        "The output is larger than the image: the window hangs over all its edges.",
        "May the window reach beyond the image here?",
        'Look for `mode="full"`; what is asked for is `"valid"`.',
    ),
    Mistake(
        "zeros added around the image",
        _same_size,
        "The output is as large as the image: zeros were added around it.",
        "May the window reach beyond the image here?",
        'Look for `np.pad` or `mode="same"`; what is asked for is `"valid"`.',
    ),
    Mistake(
        "last row and column missing",
        lambda right, x, k: right(x, k)[:-1, :-1],
        "The last stop is missing in both directions.",
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
)
