# ruff: noqa
"""Notebook 02, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("02")


@wrong("output_size", "padding is added on one side only")
def output_size(n, k, stride, padding, dilation):
    span = (k - 1) * dilation + 1
    return (n + padding - span) // stride + 1


@wrong("output_size", "the window's reach is k times dilation")
def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding - k * dilation) // stride + 1


@wrong("output_size", "rounded up in place of down")
def output_size(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return int(np.ceil((n + 2 * padding - reach) / stride)) + 1


@wrong("output_size", "the 1 is added before the division: precedence")
def output_size(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return (n + 2 * padding - reach + 1) // stride


@wrong("output_size", "dilation is ignored", "the first position is not counted")
def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding - k) // stride


@right("output_size")  # positions are counted by a range
def output_size(n, k, stride, padding, dilation):
    total = n + 2 * padding
    return len(range(0, total - dilation * (k - 1), stride))


@wrong("pad2d", "left and right are swapped")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (right, left)))


@wrong("pad2d", "the edge is repeated, no zeros")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


@wrong("pad2d", "the pairs are in the wrong order: rows get left and right")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((left, right), (top, bottom)))


@wrong("pad2d", "the first number is the width of all sides")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, top)


@wrong("pad2d", "ones in place of zeros", "the bottom rows are forgotten")
def pad2d(x, top, bottom, left, right):
    h, w = x.shape
    out = np.ones((top + h, left + w + right))
    out[top : top + h, left : left + w] = x
    return out


@right("pad2d")  # np.block of zero arrays
def pad2d(x, top, bottom, left, right):
    h, w = x.shape
    mid = np.hstack([np.zeros((h, left), x.dtype), x, np.zeros((h, right), x.dtype)])
    W = left + w + right
    return np.vstack([np.zeros((top, W), x.dtype), mid, np.zeros((bottom, W), x.dtype)])


def _conv(x, w, b, s, p):
    x = np.pad(x, ((p[0], p[0]), (p[1], p[1]), (0, 0)))
    v = sliding_window_view(x, w.shape[:2], axis=(0, 1))[:: s[0], :: s[1]]
    return np.einsum("ijcab,abcf->ijf", v, w) + b


@wrong("conv_strided", "the row stride is used for the columns too")
def conv_strided(x, w, b, stride, padding):
    return _conv(x, w, b, (stride[0], stride[0]), padding)


@wrong("conv_strided", "row and column padding are swapped")
def conv_strided(x, w, b, stride, padding):
    return _conv(x, w, b, stride, padding[::-1])


@wrong("conv_strided", "the image is not padded")
def conv_strided(x, w, b, stride, padding):
    return _conv(x, w, b, stride, (0, 0))


@wrong("conv_strided", "the windows start at i, not at i times stride")
def conv_strided(x, w, b, stride, padding):
    kh, kw, C, F = w.shape
    xp = np.pad(x, ((padding[0],) * 2, (padding[1],) * 2, (0, 0)))
    oh = (xp.shape[0] - kh) // stride[0] + 1
    ow = (xp.shape[1] - kw) // stride[1] + 1
    out = np.zeros((oh, ow, F))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.tensordot(xp[i : i + kh, j : j + kw], w, 3) + b
    return out


@wrong("conv_strided", "padding before only", "the bias is forgotten")
def conv_strided(x, w, b, stride, padding):
    xp = np.pad(x, ((padding[0], 0), (padding[1], 0), (0, 0)))
    return _conv(xp, w, 0 * b, stride, (0, 0))


@right("conv_strided")  # window by window as a matrix product
def conv_strided(x, w, b, stride, padding):
    (sr, sc), (pr, pc) = stride, padding
    H, W, C = x.shape
    kh, kw, _, F = w.shape
    big = np.zeros((H + 2 * pr, W + 2 * pc, C))
    big[pr : pr + H, pc : pc + W] = x
    return np.array(
        [
            [
                big[r : r + kh, c : c + kw].reshape(-1) @ w.reshape(-1, F) + b
                for c in range(0, big.shape[1] - kw + 1, sc)
            ]
            for r in range(0, big.shape[0] - kh + 1, sr)
        ]
    )


@wrong("same_padding", "the odd pixel is put before")
def same_padding(n, k, s):
    t = max((-(-n // s) - 1) * s + k - n, 0)
    return t - t // 2, t // 2


@wrong("same_padding", "a negative total is not cut at 0")
def same_padding(n, k, s):
    total = (int(np.ceil(n / s)) - 1) * s + k - n
    return total // 2, total - total // 2


@wrong("same_padding", "the stride is ignored: right for stride 1 only")
def same_padding(n, k, s):
    return (k - 1) // 2, k - 1 - (k - 1) // 2


@wrong("same_padding", "n // s rounds down the number of positions")
def same_padding(n, k, s):
    p = max((n // s - 1) * s + k - n, 0)
    return p // 2, p - p // 2


@right("same_padding")  # by the remainder of n by s
def same_padding(n, k, s):
    last = n % s or s
    total = max(0, k - last)
    return total // 2, (total + 1) // 2


@wrong("receptive_field", "strides are ignored")
def receptive_field(layers):
    r = 1
    for k, s in layers:
        r += k - 1
    return r


@wrong("receptive_field", "the stride is multiplied in before its own layer's kernel counts")
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        jump *= s
        r += (k - 1) * jump
    return r


@wrong("receptive_field", "starts at 0 in place of 1")
def receptive_field(layers):
    size, step = 0, 1
    for k, s in layers:
        size += (k - 1) * step
        step *= s
    return size


@wrong("receptive_field", "the distance is the last stride, not the product of the strides")
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += (k - 1) * jump
        jump = s
    return r


@wrong("receptive_field", "strides are added, not multiplied", "k in place of k - 1")
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += k * jump
        jump += s
    return r


@right("receptive_field")  # from the top down
def receptive_field(layers):
    r = 1
    for k, s in reversed(layers):
        r = (r - 1) * s + k
    return r
