"""Exercise 06_test_max_pool2d_backward: write the test of a gradient."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.n06_backprop_layer import max_pool2d_backward
from cnnnotes.exercises.written_tests import written_test


def test_max_pool2d_backward(max_pool2d_backward: Callable) -> None:
    """max_pool2d_backward, an implementation → nothing: fails where it is wrong."""
    x = np.array([[1, 2, 0], [3, 9, 4], [3, -5, 4]], float)  # the 9 wins four times
    dx = max_pool2d_backward(np.array([[[[1], [2]], [[4], [-9]]]]), x[None, :, :, None], 2, 1)
    assert np.allclose(dx[0, :, :, 0], [[0, 0, 0], [0, -2, 0], [0, 0, 0]])
    x = np.array([[[[3], [1], [-2], [-7]], [[3], [3], [-4], [-2]]]] * 2, float)
    x[1] = x[1, :, ::-1]
    dx = max_pool2d_backward(np.array([[[[5], [-6]]], [[[7], [8]]]]), x, 2, 2)
    assert np.allclose(dx[0, :, :, 0], [[5, 0, -6, 0], [0, 0, 0, 0]])  # the first of ties
    assert np.allclose(dx[1, :, :, 0], [[0, 7, 0, 8], [0, 0, 0, 0]])


def _by_positions(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        window = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = divmod(window.argmax(), size)
        dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]
    return dx


def _by_taps(dy, x, size, stride):
    oh, ow = dy.shape[1:3]
    taps = [
        np.s_[:, i : i + stride * oh : stride, j : j + stride * ow : stride]
        for i, j in np.ndindex(size, size)
    ]
    winner = np.stack([x[tap][:, :oh, :ow] for tap in taps]).argmax(axis=0)
    dx = np.zeros(x.shape)
    for number, tap in enumerate(taps):
        dx[tap] += dy * (winner == number)
    return dx


TEST_MAX_POOL2D_BACKWARD = written_test(
    max_pool2d_backward.MAX_POOL2D_BACKWARD,
    test_max_pool2d_backward,
    right={
        "loops over the positions": _by_positions,
        "loops over the places in a window": _by_taps,
    },
    wrong={
        "tied pixels all get the gradient": (
            "gives the gradient to all tied pixels",
            "    dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]",
            "    for a, b in np.argwhere(window == window.max()):\n"
            "            dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]",
        ),
        "last of the tied pixels wins": (
            "lets the last of tied pixels win",
            "divmod(window.argmax(), size)",
            "divmod(size * size - 1 - window[::-1, ::-1].argmax(), size)",
        ),
        "overlaps overwritten": ("overwrites where windows overlap", "+= dy", "= dy"),
        "everyone gets the gradient": (
            "gives the gradient to every pixel of a window",
            "    dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]",
            "    for a, b in np.ndindex(size, size):\n"
            "            dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]",
        ),
        "farthest from zero gets the gradient": (
            "gives it to the pixel farthest from 0",
            "window.argmax()",
            "abs(window).argmax()",
        ),
        "1 in place of the gradient": ("counts wins", "dy[n, i, j, c]", "1"),
        "row and column of the winner swapped": (
            "swaps row and column of the winner",
            "a, b =",
            "b, a =",
        ),
        "mean over the batch": (
            "divides by the number of images",
            "return dx",
            "return dx / len(dy)",
        ),
    },
    hints=(
        "For which x and dy would this one mistake send the gradient elsewhere?",
        "Look at your x: ties, a winner of two windows, negative pixels, two images?",
    ),
)
