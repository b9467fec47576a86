"""Convolution, forwards and backwards, as one matrix product: im2col."""

from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.ops.geometry import Padding, Size, Windows, output_size, space_first
from cnnnotes.ops.products import matrix_product


def conv2d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
) -> np.ndarray:
    """Slide each filter over each image; at every position, sum the products with all channels.

    `x` is `(N, H, W, C)`, `w` `(KH, KW, C, F)`, `b` `(F,)`; returns `(N, OH, OW, F)`, with the
    sizes that `output_size` tells. "Convolution" is cross-correlation: nothing is flipped.
    `stride` and `dilation` take an int or `(h, w)`; `padding` also
    `((top, bottom), (left, right))`, `"valid"` and `"same"`.
    Raises `ValueError` for shapes that do not go together.
    Source: Chellapilla, Puri and Simard, High performance convolutional neural networks for
    document processing (2006).

    >>> x = np.arange(9.0).reshape(1, 3, 3, 1)
    >>> conv2d(x, np.ones((2, 2, 1, 1)))[0, :, :, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    x, w, windows = _arguments(x, w, stride, padding, dilation)
    b = _check.bias(b, w.shape[3])
    y = matrix_product(_im2col(x, windows), w.reshape(-1, w.shape[3]))
    if b is not None:
        y += b
    return y.reshape(*windows.output, len(x), w.shape[3]).transpose(2, 0, 1, 3)


def conv2d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: Size = 1,
    padding: Padding = 0,
    dilation: Size = 1,
    need_dx: bool = True,
) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    """Gradients of `conv2d`: `dx`, `dw`, `db`, shaped like `x`, `w` and `b`.

    `dy` is the gradient of the loss with respect to the output, `(N, OH, OW, F)`.
    `need_dx=False` returns None for `dx` and saves its cost: a network's first layer needs none.

    >>> x, w = np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1))
    >>> dx, dw, db = conv2d_backward(np.ones((1, 2, 2, 1)), x, w)
    >>> dx[0, :, :, 0], db
    (array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]]), array([4.]))
    """
    x, w, windows = _arguments(x, w, stride, padding, dilation)
    dy = _check.floats("dy", dy, "N, OH, OW, F")
    _check.shape("dy", dy, (len(x), *windows.output, w.shape[3]), "that of conv2d's output")
    rows = dy.transpose(1, 2, 0, 3).reshape(-1, w.shape[3])  # as _im2col orders them
    dw = matrix_product(_im2col(x, windows).T, rows).reshape(w.shape)
    db = np.ones(len(rows), rows.dtype) @ rows  # rows.sum(axis=0), eight times as fast
    if not need_dx:
        return None, dw, db
    # Each entry of the kernel sends dy back to the pixels that it met.
    dx = windows.pad(space_first(x.shape, dw.dtype))
    for met, entry in zip(windows.taps(dx), w.reshape(-1, *w.shape[2:]), strict=True):
        sent = matrix_product(rows, entry.T).reshape(*windows.output, *dx.shape[::3])
        met += sent.transpose(2, 0, 1, 3)
    return windows.crop(dx), dw, db


def _im2col(x: np.ndarray, windows: Windows) -> np.ndarray:
    """Each window of `x` as one row: `(OH·OW·N, KH·KW·C)`."""
    n, c = x.shape[::3]
    columns = np.empty((*windows.output, n, windows.kernel[0] * windows.kernel[1], c), x.dtype)
    for k, met in enumerate(windows.taps(windows.pad(x))):
        columns[:, :, :, k] = met.transpose(1, 2, 0, 3)
    return columns.reshape(-1, columns.shape[3] * c)


def _arguments(
    x: ArrayLike, w: ArrayLike, stride: Size, padding: Padding, dilation: Size
) -> tuple[np.ndarray, np.ndarray, Windows]:
    x, w = _check.floats("x", x, "N, H, W, C"), _check.floats("w", w, "KH, KW, C, F")
    _check.channels(x, w, "KH, KW, C, F")
    return x, w, Windows.over(x.shape[1:3], w.shape[:2], stride, padding, dilation)


def conv1d(
    x: ArrayLike,
    w: ArrayLike,
    b: ArrayLike | None = None,
    *,
    stride: SupportsIndex = 1,
    padding: Padding = 0,
    dilation: SupportsIndex = 1,
) -> np.ndarray:
    """Slide each filter along each signal: `conv2d` on images that are one pixel high.

    `x` is `(N, L, C)`, `w` `(K, C, F)`, `b` `(F,)`; returns `(N, OL, F)`. `padding` takes an int,
    `(left, right)`, `"valid"` or `"same"`.

    >>> conv1d(np.array([[[1.0], [2.0], [4.0]]]), np.array([[[-1.0]], [[1.0]]]))[0, :, 0]
    array([1., 2.])
    """
    x, w, settings, _ = _as_images(x, w, stride, padding, dilation)
    return conv2d(x, w, b, **settings)[:, 0]


def conv1d_backward(
    dy: ArrayLike,
    x: ArrayLike,
    w: ArrayLike,
    *,
    stride: SupportsIndex = 1,
    padding: Padding = 0,
    dilation: SupportsIndex = 1,
    need_dx: bool = True,
) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    """Gradients of `conv1d`: `dx`, `dw`, `db`, shaped like `x`, `w` and `b`; `dy` is `(N, OL, F)`.

    `need_dx=False` returns None for `dx` and saves its cost.

    >>> x, w = np.ones((1, 3, 1)), np.ones((2, 1, 1))
    >>> conv1d_backward(np.ones((1, 2, 1)), x, w)[0][0, :, 0]
    array([1., 2., 1.])
    """
    x, w, settings, length = _as_images(x, w, stride, padding, dilation)
    dy = _check.floats("dy", dy, "N, OL, F")
    _check.shape("dy", dy, (len(x), length, w.shape[3]), "that of conv1d's output")
    dx, dw, db = conv2d_backward(dy[:, None], x, w, **settings, need_dx=need_dx)
    return (None if dx is None else dx[:, 0]), dw[0], db


def _as_images(
    x: ArrayLike, w: ArrayLike, stride: SupportsIndex, padding: Padding, dilation: SupportsIndex
) -> tuple[np.ndarray, np.ndarray, dict[str, Any], int]:
    x, w = _check.floats("x", x, "N, L, C"), _check.floats("w", w, "K, C, F")
    _check.channels(x, w, "K, C, F")
    length = output_size(x.shape[1], w.shape[0], stride, padding, dilation)
    settings = {"stride": (1, stride), "padding": (0, padding), "dilation": (1, dilation)}
    return x[:, None], w[None], settings, length
