"""Exercise 02_test_output_size: write the test of output_size."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.n02_padding_and_stride import output_size
from cnnnotes.exercises.written_tests import written_test


def test_output_size(output_size: Callable) -> None:
    """output_size, an implementation → nothing: fails where it is wrong."""
    assert output_size(n=3, k=3, stride=1, padding=0, dilation=1) == 1
    assert output_size(n=9, k=4, stride=3, padding=0, dilation=1) == 2  # two pixels left over
    assert output_size(n=14, k=3, stride=3, padding=2, dilation=4) == 4


def _by_formula(n, k, stride, padding, dilation):
    row = n + 2 * padding
    window = dilation * (k - 1) + 1
    return (row - window) // stride + 1


def _by_counting(n, k, stride, padding, dilation):
    begin, positions = 0, 0
    while begin + dilation * (k - 1) < n + 2 * padding:
        begin, positions = begin + stride, positions + 1
    return positions


def _by_range(n, k, stride, padding, dilation):
    return len(np.arange(n + 2 * padding)[dilation * (k - 1) :: stride])


TEST_OUTPUT_SIZE = written_test(
    output_size.OUTPUT_SIZE,
    test_output_size,
    right={
        "follows the formula": _by_formula,
        "lets the window walk and counts": _by_counting,
        "counts the pixels on which the last tap may stand": _by_range,
    },
    wrong={
        "no floor": ("does not round", "//", "/"),
        "rounded up": (
            "rounds up",
            "(row - window) // stride",
            "-((window - row) // stride)",
        ),
        "the position at the start not counted": (
            "counts steps, not positions",
            "stride + 1",
            "stride",
        ),
        "padding on one side only": ("pads one side only", "2 * padding", "padding"),
        "stride forgotten": ("knows no stride", " // stride", ""),
        "dilation forgotten": ("knows no dilation", "dilation * (k - 1) + 1", "k"),
        "gaps after the last tap as well": (
            "has a gap after the last tap as well",
            "dilation * (k - 1) + 1",
            "dilation * k",
        ),
        "stride and dilation swapped": (
            "swaps stride and dilation",
            "    row =",
            "    stride, dilation = dilation, stride\n    row =",
        ),
    },
    hints=(
        "For which numbers does this one mistake change the result?",
        "Look at your calls: is any argument 0 or 1 in all of them, and are pixels left over?",
    ),
)
