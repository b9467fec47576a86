"""Mistakes that many exercises know, as mimics: each in the forms in which people make it.

`MISTAKE.forms(*square_kernel(at=1))` gives one name and its hints to all of them. `at` is the place
of an array among the arguments.
"""

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

Mimic = Callable[..., object]


def raises(error: type[Exception], when: Callable[..., bool]) -> Mimic:
    """Right, but where `when(*args)` holds it raises: the form in which indices run off the end.

    >>> raises(IndexError, lambda x: x < 0)(abs, 3)
    3
    """

    def mimic(right, *args):
        if when(*args):
            raise error
        return right(*args)

    return mimic


def square_kernel(at: int = 1) -> tuple[Mimic, ...]:
    """Return a window as wide as it is high, or as high as it is wide, for kernels (KH, KW, …)."""

    def changed(cut):
        def mimic(right, *args):
            kernel = cut(args[at])
            return right(*args[:at], kernel, *args[at + 1 :])

        return mimic

    def not_square(*args):
        return args[at].shape[0] != args[at].shape[1]

    return (
        changed(lambda k: _cut(k, k.shape[0], k.shape[0])),
        changed(lambda k: _cut(k, k.shape[1], k.shape[1])),
        changed(lambda k: _emptied(k, k.shape[0], k.shape[0])),
        changed(lambda k: _emptied(k, k.shape[1], k.shape[1])),
        raises(ValueError, not_square),
        raises(IndexError, not_square),
    )


def square_image() -> tuple[Mimic, ...]:
    """Return an output (OH, OW, …) with as many columns as rows, or as many rows as columns."""

    def changed(cut):
        return lambda right, *args: cut(np.asarray(right(*args)))

    def by_rows(y):
        return _cut(y, y.shape[0], y.shape[0])

    def by_columns(y):
        return _cut(y, y.shape[1], y.shape[1])

    def error(kind):
        def mimic(right, *args):
            out = np.asarray(right(*args))
            if out.shape[0] != out.shape[1]:
                raise kind
            return out

        return mimic

    return (
        changed(by_rows),
        changed(by_columns),
        changed(lambda y: _emptied(y, y.shape[0], y.shape[0])),
        changed(lambda y: _emptied(y, y.shape[1], y.shape[1])),
        error(ValueError),
        error(IndexError),
    )


def same_size(image: int = 0, kernel: int = 1) -> tuple[Mimic, ...]:
    """Pad by half the kernel, so that the output is as large as the image; even kernels two ways.

    Public `convolve2d(image, kernel)` pads by `k // 2` on both sides and keeps the image's size.
    """

    def padded(before, after):
        def mimic(right, *args):
            x, k = np.asarray(args[image]), np.asarray(args[kernel])
            axes = min(x.ndim, 2)
            sides = [(before(n), after(n)) for n in k.shape[:axes]]
            padded = np.pad(x, [*sides, *[(0, 0)] * (x.ndim - axes)])
            args = (*args[:image], padded, *args[image + 1 :])
            return np.asarray(right(*args))[tuple(map(slice, x.shape[:axes]))]

        return mimic

    return (
        padded(lambda n: (n - 1) // 2, lambda n: n // 2),
        padded(lambda n: n // 2, lambda n: (n - 1) // 2),
    )


def reshaped_filters(axes: str) -> Mimic:
    """Reshape filters (A, B, C, F), that is KH, KW, C, F, to these axes, and take them for such.

    >>> reshaped_filters("ABCF")(lambda x, w: w.shape, None, np.zeros((3, 2, 1, 4)))
    (3, 2, 1, 4)
    """

    def mimic(right, x, w, *rest):
        shape = [w.shape["ABCF".index(axis)] for axis in axes]
        moved = w.reshape(shape).transpose([axes.index(axis) for axis in "ABCF"])
        return right(x, moved, *rest)

    return mimic


def of_windows(compare: Callable, combine: Callable = np.sum) -> Mimic:
    """Put `compare(window, kernel)` at each position, summed over all pairs of their numbers.

    Or combined otherwise.

    >>> of_windows(lambda window, k: abs(window - k))(None, np.array([1, 5, 2]), np.array([1, 2]))
    array([3, 4])
    """

    def wrong(x, k):
        windows = sliding_window_view(x, k.shape)
        return combine(compare(windows, k), axis=tuple(range(-k.ndim, 0)))

    return finished(wrong)


def _first_for_all(x, k):
    corner = tuple(slice(n - m + 1) for n, m in zip(x.shape, k.shape, strict=True))
    return x[corner] * k.sum()


WINDOWS_COMPARED = (
    *Mistake(
        "differences in place of products",
        of_windows(lambda window, k: (window - k) ** 2),
        "At each position stands how far window and kernel are apart.",
        "What is done with a number of the window and the one of the kernel that it meets?",
        "Look for a minus between window and kernel.",
    ).forms(
        of_windows(lambda window, k: np.abs(window - k)),
        of_windows(lambda window, k: window - k),
    ),
    *Mistake(
        "signs lost",
        of_windows(lambda window, k: np.abs(window * k)),
        "Products that should be negative count as positive.",
        "What is 3 times -2?",
        "Look for `abs`, before the products are added up.",
    ).forms(of_windows(lambda window, k: np.abs(window) * k)),
    Mistake(
        "products multiplied in place of added up",
        of_windows(lambda window, k: window * k, np.prod),
        "At each position stands the product of all products.",
        "What is done with the products of one window: what makes one number of them?",
        "Look for `prod`, or for `*=` where `+=` is meant.",
    ),
    Mistake(
        "sums multiplied in place of products added up",
        finished(
            lambda x, k: (
                sliding_window_view(x, k.shape).sum(axis=tuple(range(-k.ndim, 0))) * k.sum()
            )
        ),
        "At each position stands the sum of the window, times the sum of the kernel.",
        "Is (1 + 2) · (3 + 4) the same as 1 · 3 + 2 · 4?",
        "Look at the order: first the products, then their sum.",
    ),
    Mistake(
        "first number of the window for all",
        finished(_first_for_all),
        "The first number of each window is met by the whole kernel.",
        "Which number of the window does the last one of the kernel meet?",
        "Look at the index of x in the product: it is to move with that of the kernel.",
    ),
    Mistake(
        "window squared",
        of_windows(lambda window, k: window**2 * k),
        "Each number of the window comes in twice.",
        "How many factors does each product have?",
        "Look for `** 2`, or the window used twice.",
    ),
)

FILTERS_RESHAPED = (
    *Mistake(
        "filters reshaped in place of transposed",
        reshaped_filters("FABC"),
        "Your filters are made of the right weights, in wrong places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of w that is to move its axes: `transpose` or `moveaxis` does.",
    ).forms(reshaped_filters("FCAB")),
    Mistake(
        "windows and filters flattened in different orders",
        reshaped_filters("CABF"),
        "With several channels, the numbers of a window meet the weights of others.",
        "Which number comes second in a flat window, and which in a flat filter?",
        "Look at the axes before both are flattened: are they the same, in the same order?",
    ),
)


def input_type(at: int = 0) -> Mimic:
    """Return the result in the type of an argument: given integers, its fractions are cut off."""
    return lambda right, *args: np.asarray(right(*args)).astype(np.asarray(args[at]).dtype)


def in_place(at: int = 0) -> Mimic:
    """Write the result into the argument, where it fits."""

    def mimic(right, *args):
        out = np.asarray(right(*args))
        if out.shape == args[at].shape:
            args[at][...] = out
        return out

    return mimic


def _cut(array, rows, columns):
    """The first rows and columns; where there are fewer, an index runs off the end."""
    if array.shape[0] < rows or array.shape[1] < columns:
        raise IndexError
    return array[:rows, :columns]


def _emptied(array, rows, columns):
    """The array with zeros outside of its first rows and columns."""
    if array.shape[0] < rows or array.shape[1] < columns:
        raise IndexError
    out = np.zeros_like(array)
    out[:rows, :columns] = array[:rows, :columns]
    return out
