"""Exercise 01_test_slide2d: write the test of slide2d."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.n01_convolution import slide2d
from cnnnotes.exercises.written_tests import written_test


def test_slide2d(slide2d: Callable) -> None:
    """slide2d, an implementation → nothing: fails where it is wrong."""
    x = np.array([[1, 2, 0, 4], [0, -1, 3, 5], [2, 6, 1, -2]])
    k = np.array([[1, 0.5, -1], [0, 2, 3]])
    assert np.allclose(slide2d(x, k), np.array([[9, 19], [11.5, -8.5]]))


def _by_positions(x, k):
    kh, kw = k.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = x[i : i + kh, j : j + kw]
            out[i, j] = np.sum(window * k)
    return out


def _by_taps(x, k):
    rows, columns = x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1
    taps = np.ndindex(k.shape)
    return sum(k[a, b] * x[a : a + rows, b : b + columns] for a, b in taps)


def _by_fft(x, k):
    spectrum = np.fft.rfft2(x) * np.fft.rfft2(k[::-1, ::-1], x.shape)
    return np.fft.irfft2(spectrum, x.shape)[k.shape[0] - 1 :, k.shape[1] - 1 :]


TEST_SLIDE2D = written_test(
    slide2d.SLIDE2D,
    test_slide2d,
    right={
        "loops over the positions": _by_positions,
        "adds shifted pictures, one for each number of the kernel": _by_taps,
        "multiplies spectra, and is right up to rounding": _by_fft,
    },
    wrong={
        "kernel turned by 180°": ("turns its kernel by 180°", "* k)", "* k[::-1, ::-1])"),
        "kernel mirrored left to right": (
            "mirrors its kernel left to right",
            "* k)",
            "* k[:, ::-1])",
        ),
        "last row and column missing": (
            "leaves out the last row and the last column",
            "return out",
            "return out[:-1, :-1]",
        ),
        "only the first row written": (
            "writes the first row alone",
            "    return out",
            "        return out",
        ),
        "mean in place of sum": ("takes the mean of the products", "np.sum", "np.mean"),
        "only the last product kept": (
            "keeps the last product alone",
            "np.sum(window * k)",
            "window[-1, -1] * k[-1, -1]",
        ),
        "works for square kernels only": (
            "works for square kernels only",
            "window = x[i : i + kh, j : j + kw]",
            "window, k = x[i : i + kh, j : j + kh], k[:, :kh]",
        ),
        "output in the input's integer type": (
            "gives integers when the picture holds integers",
            "x.shape[1] - kw + 1))",
            "x.shape[1] - kw + 1), x.dtype)",
        ),
    },
    hints=(
        "Which input would give another result if this one mistake were made?",
        "Look at your kernel: is it square, or symmetric, and has it fractions?",
    ),
)
