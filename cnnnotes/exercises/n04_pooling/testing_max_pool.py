"""Exercise 04_test_max_pool: write the test of max_pool."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.n04_pooling import max_pool
from cnnnotes.exercises.written_tests import written_test


def test_max_pool(max_pool: Callable) -> None:
    """max_pool, an implementation → nothing: fails where it is wrong."""
    x = np.array([[1.5, -2, -3, -7, 0], [4, -1, -6, -5, 9], [3, 2, -8, -4, 1]])
    out = max_pool(np.stack([x, x[::-1]], axis=2), 2, 2)
    assert out.shape == (1, 2, 2)
    assert np.allclose(out[..., 0], [[4, -3]])
    assert np.allclose(out[..., 1], [[4, -4]])
    assert np.allclose(max_pool(x[..., None], 2, 1)[..., 0], [[4, -1, -3, 9], [4, 2, -4, 9]])
    assert np.allclose(max_pool(x[:1, :, None][[0, 0, 0]], 3, 1)[0, :, 0], [1.5, -2, 0])


def _by_positions(x, size, stride):
    rows, columns = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((rows, columns, x.shape[2]))
    for i in range(rows):
        for j in range(columns):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            out[i, j] = window.max(axis=(0, 1))
    return out


def _by_windows(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))
    return windows[::stride, ::stride].max(axis=(3, 4))


def _by_taps(x, size, stride):
    rows, columns = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.full((rows, columns, x.shape[2]), -np.inf)
    for a, b in np.ndindex(size, size):
        tap = x[a : a + stride * rows : stride, b : b + stride * columns : stride]
        out = np.maximum(out, tap[:rows, :columns])
    return out


TEST_MAX_POOL = written_test(
    max_pool.MAX_POOL,
    test_max_pool,
    right={
        "loops over the positions": _by_positions,
        "takes all windows at once": _by_windows,
        "compares shifted pictures": _by_taps,
    },
    wrong={
        "stride forced to size": (
            "moves by its own size, whatever the stride",
            "    rows, columns",
            "    stride = size\n    rows, columns",
        ),
        "number of positions rounded up": (
            "lets windows hang over the edge",
            "(n - size) // stride + 1",
            "-((size - n) // stride) + 1",
        ),
        "window one pixel too small": (
            "takes windows one pixel too small",
            "x[i * stride : i * stride + size, j * stride : j * stride + size]",
            "x[i * stride : i * stride + size - 1, j * stride : j * stride + size - 1]",
        ),
        "last pixel of the window": (
            "keeps the last pixel of each window",
            "window.max(axis=(0, 1))",
            "window[-1, -1]",
        ),
        "maximum across channels": (
            "takes the maximum across channels",
            "window.max(axis=(0, 1))",
            "window.max()",
        ),
        "starts from zero": (
            "starts from 0",
            "window.max(axis=(0, 1))",
            "window.max(axis=(0, 1), initial=0)",
        ),
        "magnitudes compared": (
            "keeps the number farthest from 0",
            "window.max(axis=(0, 1))",
            "window.reshape(-1, x.shape[2])[np.abs(window).reshape(-1, x.shape[2]).argmax(axis=0), "
            "range(x.shape[2])]",
        ),
        "result cut to integers": ("cuts fractions off", "return out", "return out.astype(int)"),
    },
    hints=(
        "Which picture would be pooled to other numbers if this one mistake were made?",
        "Look at your picture: negative windows, fractions, two channels, a stride unlike size?",
    ),
)
