# ruff: noqa
"""Notebook 02, as learners write it: a fourth set."""

import math

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("02")


@wrong("output_size", "the window's reach is k·dilation: the last gap counts")
def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding - k * dilation) // stride + 1


@wrong("output_size", "padding is subtracted")
def output_size(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return (n - 2 * padding - reach) // stride + 1


@wrong("output_size", "rounds to the nearest, not down")
def output_size(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return round((n + 2 * padding - reach) / stride) + 1


@wrong("output_size", "divides first the padded row, then takes the window off")
def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding) // stride - (dilation * (k - 1) + 1) + 1


@wrong("output_size", "dilation is ignored", "padding counts on one side only")
def output_size(n, k, stride, padding, dilation):
    return (n + padding - k) // stride + 1


@right("output_size")
def output_size(n, k, stride, padding, dilation):
    row = list(range(-padding, n + padding))
    return sum(1 for at in row[::stride] if at + (k - 1) * dilation <= row[-1])


@wrong("pad2d", "left and right are swapped")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (right, left)))


@wrong("pad2d", "`x[top:-bottom]`: an empty slice where bottom is 0, and it raises")
def pad2d(x, top, bottom, left, right):
    out = np.zeros((top + x.shape[0] + bottom, left + x.shape[1] + right))
    out[top:-bottom, left:-right] = x
    return out


@wrong("pad2d", "the edge pixels are repeated, no zeros")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


@wrong("pad2d", "all columns are put before x, none after it")
def pad2d(x, top, bottom, left, right):
    H, W = x.shape
    out = np.zeros((top + H + bottom, left + W + right))
    out[top : top + H, left + right :] = x
    return out


@wrong("pad2d", "rows and columns padded by each other's numbers", "ones in place of zeros")
def pad2d(x, top, bottom, left, right):
    return np.pad(x, ((left, right), (top, bottom)), constant_values=1)


@right("pad2d")
def pad2d(x, top, bottom, left, right):
    H, W = x.shape
    rows = [[0] * (left + W + right) for _ in range(top)]
    rows += [[0] * left + list(row) + [0] * right for row in x]
    return rows + [[0] * (left + W + right) for _ in range(bottom)]


def _conv(x, w, b, stride, rows=None):
    KH, KW, C, F = w.shape
    sh, sw = stride
    OH, OW = (x.shape[0] - KH) // sh + 1, (x.shape[1] - KW) // sw + 1
    out = np.zeros((OH, OW, F))
    for i in range(OH):
        for j in range(OW):
            win = x[i * sh : i * sh + KH, j * sw : j * sw + KW]
            out[i, j] = np.tensordot(win, w, 3) + b
    return out


@wrong("conv_strided", "the stride of the rows for both axes")
def conv_strided(x, w, b, stride, padding):
    p = padding
    x = np.pad(x, ((p[0], p[0]), (p[1], p[1]), (0, 0)))
    return _conv(x, w, b, (stride[0], stride[0]))


@wrong("conv_strided", "padded only at the top and on the left")
def conv_strided(x, w, b, stride, padding):
    x = np.pad(x, ((padding[0], 0), (padding[1], 0), (0, 0)))
    return _conv(x, w, b, stride)


@wrong("conv_strided", "the image is skipped through before it is convolved: x[::s] first")
def conv_strided(x, w, b, stride, padding):
    p, q = padding
    x = np.pad(x, ((p, p), (q, q), (0, 0)))[:: stride[0], :: stride[1]]
    return _conv(x, w, b, (1, 1))


@wrong("conv_strided", "the bias is multiplied, not added")
def conv_strided(x, w, b, stride, padding):
    p, q = padding
    x = np.pad(x, ((p, p), (q, q), (0, 0)))
    return _conv(x, w, 0 * b, stride) * b


@wrong("conv_strided", "rows and columns of the padding are swapped", "no bias")
def conv_strided(x, w, b, stride, padding):
    p, q = padding
    x = np.pad(x, ((q, q), (p, p), (0, 0)))
    return _conv(x, w, b * 0, stride)


@wrong("conv_strided", "the stride is ignored", "padded by ones")
def conv_strided(x, w, b, stride, padding):
    p, q = padding
    x = np.pad(x, ((p, p), (q, q), (0, 0)), constant_values=1)
    return _conv(x, w, b, (1, 1))


@right("conv_strided")
def conv_strided(x, w, b, stride, padding):
    p, q = padding
    x = np.pad(x, ((p, p), (q, q), (0, 0)))
    return _conv(x, w, b, (1, 1))[:: stride[0], :: stride[1]]


@wrong("same_padding", "total of k - s, whatever is left over: n is not looked at")
def same_padding(n, k, s):
    total = max(k - s, 0)
    return total // 2, total - total // 2


@wrong("same_padding", "the odd pixel before")
def same_padding(n, k, s):
    total = max((math.ceil(n / s) - 1) * s + k - n, 0)
    return math.ceil(total / 2), total // 2


@wrong("same_padding", "positions rounded down: n // s")
def same_padding(n, k, s):
    total = max((n // s - 1) * s + k - n, 0)
    return total // 2, total - total // 2


@wrong("same_padding", "halves with `/`: fractions of pixels")
def same_padding(n, k, s):
    total = max((-(-n // s) - 1) * s + k - n, 0)
    return total / 2, total / 2


@wrong("same_padding", "negative where none is needed", "the odd pixel before")
def same_padding(n, k, s):
    total = (-(-n // s) - 1) * s + k - n
    return total - total // 2, total // 2


@right("same_padding")
def same_padding(n, k, s):
    before = after = 0
    while (n + before + after - k) // s + 1 < -(-n // s):
        if before == after:
            after += 1
        else:
            before += 1
    return before, after


@wrong("receptive_field", "strides are ignored")
def receptive_field(layers):
    return 1 + sum(k - 1 for k, s in layers)


@wrong("receptive_field", "the stride of the last layer counts, that of the first does not")
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers[::-1]:
        r += (k - 1) * jump
        jump *= s
    return r


@wrong("receptive_field", "the product of all kernels")
def receptive_field(layers):
    r = 1
    for k, s in layers:
        r = r * k
    return r


@wrong("receptive_field", "strides are added up, not multiplied")
def receptive_field(layers):
    r, jump = 1, 0
    for i, (k, s) in enumerate(layers):
        r += (k - 1) * (jump if i else 1)
        jump += s
    return r


@wrong("receptive_field", "starts from 0", "the layer's own stride already counts")
def receptive_field(layers):
    r, jump = 0, 1
    for k, s in layers:
        jump *= s
        r += (k - 1) * jump
    return r


@right("receptive_field")
def receptive_field(layers):
    pixels = 1
    for kernel, stride in reversed(layers):
        pixels = (pixels - 1) * stride + kernel
    return pixels
