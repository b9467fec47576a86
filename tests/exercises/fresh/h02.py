# ruff: noqa
"""Notebook 02, as learners write it: a third set."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def output_size__one_gap(n, k, stride, padding, dilation):
    reach = k + (dilation - 1)
    return (n + 2 * padding - reach) // stride + 1


def output_size__padding_last(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return (n - reach) // stride + 1 + 2 * padding


def output_size__one_inside(n, k, stride, padding, dilation):
    left = n + 2 * padding - dilation * (k - 1) - 1
    return (left + 1) // stride


def output_size__rounded(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return round((n + 2 * padding - reach) / stride) + 1


def output_size__dilated_k(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * k) // stride + 1


def output_size__once_undilated(n, k, stride, padding, dilation):
    return (n + padding - k) // stride + 1


def output_size__right(n, k, stride, padding, dilation):
    reach = k + (k - 1) * (dilation - 1)
    return len(range(-padding, n + padding - reach + 1, stride))


def pad2d__torch_order(x, top, bottom, left, right):
    return np.pad(x, ((left, right), (top, bottom)))


def pad2d__edge(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


def pad2d__inward(x, top, bottom, left, right):
    out = x.copy()
    H, W = x.shape
    out[:top] = 0
    out[H - bottom :] = 0
    out[:, :left] = 0
    out[:, W - right :] = 0
    return out


def pad2d__sides_swapped(x, top, bottom, left, right):
    H, W = x.shape
    out = np.zeros((top + H + bottom, left + W + right))
    for i in range(H):
        for j in range(W):
            out[i + top, j + right] = x[i, j]
    return out


def pad2d__twice_top(x, top, bottom, left, right):
    h, w = x.shape
    out = np.zeros((h + 2 * top, left + w + right))
    out[top : top + h, left : left + w] = x
    return out


def pad2d__ones_upside(x, top, bottom, left, right):
    return np.pad(x, [(bottom, top), (left, right)], constant_values=1)


def pad2d__right(x, top, bottom, left, right):
    width = left + x.shape[1] + right
    rows = [[0] * width for _ in range(top)]
    rows += [[0] * left + row.tolist() + [0] * right for row in x]
    rows += [[0] * width for _ in range(bottom)]
    return np.array(rows).reshape(-1, width)


def conv_strided__not_spread(x, w, b, stride, padding):
    (KH, KW, C, F), (sh, sw), (ph, pw) = w.shape, stride, padding
    x = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    OH, OW = (x.shape[0] - KH) // sh + 1, (x.shape[1] - KW) // sw + 1
    y = np.zeros((OH, OW, F))
    for i in range(OH):
        for j in range(OW):
            y[i, j] = np.tensordot(x[i : i + KH, j : j + KW], w, 3) + b
    return y


def conv_strided__back_by_the_padding(x, w, b, stride, padding):
    KH, KW, C, F = w.shape
    padded = np.pad(x, ((padding[0],) * 2, (padding[1],) * 2, (0, 0)))
    OH = (padded.shape[0] - KH) // stride[0] + 1
    OW = (padded.shape[1] - KW) // stride[1] + 1
    y = np.zeros((OH, OW, F))
    for i, j in np.ndindex(OH, OW):
        top = max(i * stride[0] - padding[0], 0)
        left = max(j * stride[1] - padding[1], 0)
        window = padded[top : top + KH, left : left + KW]
        y[i, j] = np.einsum("abc,abcf->f", window, w) + b
    return y


def conv_strided__output_padded(x, w, b, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))[::sh, ::sw]
    y = np.einsum("ijcab,abcf->ijf", windows, w) + b
    return np.pad(y, ((ph, ph), (pw, pw), (0, 0)))


def conv_strided__pads_the_end(x, w, b, stride, padding):
    (KH, KW, C, F), (sh, sw) = w.shape, stride
    x = np.pad(x, ((0, 2 * padding[0]), (0, 2 * padding[1]), (0, 0)))
    rows = range(0, x.shape[0] - KH + 1, sh)
    columns = range(0, x.shape[1] - KW + 1, sw)
    return np.array(
        [[np.tensordot(x[r : r + KH, c : c + KW], w, 3) + b for c in columns] for r in rows]
    )


def conv_strided__pairs_swapped(x, w, b, stride, padding):
    sw, sh = stride
    pw, ph = padding
    x = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))[::sh, ::sw]
    return np.einsum("ijcab,abcf->ijf", windows, w) + b


def conv_strided__right(x, w, b, stride, padding):
    KH, KW, C, F = w.shape
    (sh, sw), (ph, pw) = stride, padding
    H, W, _ = x.shape
    OH, OW = (H + 2 * ph - KH) // sh + 1, (W + 2 * pw - KW) // sw + 1
    y = np.zeros((OH, OW, F)) + b
    for i, j in np.ndindex(OH, OW):
        for a, c in np.ndindex(KH, KW):
            r, s = i * sh + a - ph, j * sw + c - pw
            if 0 <= r < H and 0 <= s < W:
                y[i, j] += x[r, s] @ w[a, c]
    return y


def same_padding__to_a_multiple(n, k, s):
    total = -n % s
    return total // 2, total - total // 2


def same_padding__one_too_many(n, k, s):
    positions = math.ceil(n / s)
    total = max(positions * s + k - n, 0)
    return total // 2, total - total // 2


def same_padding__all_after(n, k, s):
    positions = -(-n // s)
    return 0, max((positions - 1) * s + k - n, 0)


def same_padding__floats(n, k, s):
    out = math.ceil(n / s)
    p = max((out - 1) * s + k - n, 0) / 2
    return p, p


def same_padding__floor(n, k, s):
    out = n // s
    total = max((out - 1) * s + k - n, 0)
    before = total // 2
    return before, total - before


def same_padding__stride_1_before(n, k, s):
    total = k - 1
    after = total // 2
    return total - after, after


def same_padding__right(n, k, s):
    pads = [0, 0]
    turn = 1
    while (n + sum(pads) - k) // s + 1 < math.ceil(n / s):
        pads[turn] += 1
        turn = 1 - turn
    return tuple(pads)


def receptive_field__wrong_way(layers):
    r = 1
    for k, s in layers:
        r = (r - 1) * s + k
    return r


def receptive_field__strides_added(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += (k - 1) * jump
        jump += s - 1
    return r


def receptive_field__last_stride_only(layers):
    field, previous = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * previous
        previous = stride
    return field


def receptive_field__k_not_less_1(layers):
    strides = [s for _, s in layers]
    return 1 + sum(k * math.prod(strides[:l]) for l, (k, _) in enumerate(layers))


def receptive_field__own_stride_from_0(layers):
    r, jump = 0, 1
    for k, s in layers:
        jump *= s
        r += (k - 1) * jump
    return r


def receptive_field__right(layers):
    if not layers:
        return 1
    (kernel, stride), *above = layers
    return (receptive_field__right(above) - 1) * stride + kernel


FRESH = [
    Fresh("02_output_size", output_size__one_gap, "only one gap: the reach is k + d - 1"),
    Fresh(
        "02_output_size",
        output_size__padding_last,
        "the padding is added after the division by the stride",
    ),
    Fresh(
        "02_output_size", output_size__one_inside, "the first position is added before the division"
    ),
    Fresh("02_output_size", output_size__rounded, "rounds to the nearest, not down"),
    Fresh("02_output_size", output_size__dilated_k, "the reach is d · k, not d · (k - 1) + 1"),
    Fresh(
        "02_output_size",
        output_size__once_undilated,
        "the padding counts only once",
        "dilation is ignored",
    ),
    Fresh(
        "02_pad2d",
        pad2d__torch_order,
        "left and right go to the rows, top and bottom to the columns",
    ),
    Fresh("02_pad2d", pad2d__edge, "repeats the edge instead of zeros"),
    Fresh("02_pad2d", pad2d__inward, "zeros overwrite the image's border: nothing is added"),
    Fresh("02_pad2d", pad2d__sides_swapped, "left and right are swapped"),
    Fresh("02_pad2d", pad2d__twice_top, "top counts twice, bottom not at all"),
    Fresh("02_pad2d", pad2d__ones_upside, "top and bottom are swapped", "ones instead of zeros"),
    Fresh(
        "02_conv_strided",
        conv_strided__not_spread,
        "windows begin at i, j: the stride shrinks the map but does not move the window",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__back_by_the_padding,
        "windows begin a padding too early in the padded image",
    ),
    Fresh("02_conv_strided", conv_strided__output_padded, "the output is padded, not the image"),
    Fresh(
        "02_conv_strided", conv_strided__pads_the_end, "all padding is at the end, none in front"
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__pairs_swapped,
        "the strides of rows and columns are swapped",
        "the paddings of rows and columns are swapped",
    ),
    Fresh(
        "02_same_padding",
        same_padding__to_a_multiple,
        "pads to a multiple of the stride; the window's size is ignored",
    ),
    Fresh(
        "02_same_padding",
        same_padding__one_too_many,
        "the last window begins one stride too far: positions, not positions - 1",
    ),
    Fresh("02_same_padding", same_padding__all_after, "all zeros go to the end"),
    Fresh(
        "02_same_padding",
        same_padding__floats,
        "halves that are not integers: an odd total is not split",
    ),
    Fresh("02_same_padding", same_padding__floor, "rounds n/s down"),
    Fresh(
        "02_same_padding",
        same_padding__stride_1_before,
        "the stride is ignored",
        "the odd zero goes in front",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__wrong_way,
        "the top-down rule goes through the layers bottom up",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__strides_added,
        "strides add up instead of multiplying",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__last_stride_only,
        "only the stride of the layer just below counts",
    ),
    Fresh("02_receptive_field", receptive_field__k_not_less_1, "adds k, not k - 1, for each layer"),
    Fresh(
        "02_receptive_field",
        receptive_field__own_stride_from_0,
        "a layer's own stride counts for its kernel already",
        "starts from 0 pixels",
    ),
]

RIGHT = [
    ("02_output_size", output_size__right),
    ("02_pad2d", pad2d__right),
    ("02_conv_strided", conv_strided__right),
    ("02_same_padding", same_padding__right),
    ("02_receptive_field", receptive_field__right),
]
