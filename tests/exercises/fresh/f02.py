# ruff: noqa
"""Notebook 02, as learners write it."""

import math

import numpy as np

from cnnnotes import ops
from fresh import Fresh


def output_size__no_dilation(n, k, stride, padding, dilation):
    return (n - k + 2 * padding) // stride + 1


def output_size__fraction(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1


def output_size__dilation_times_k(n, k, stride, padding, dilation):
    reach = dilation * k
    return int((n + 2 * padding - reach) / stride) + 1


def output_size__dilation_once(n, k, stride, padding, dilation):
    k_eff = k + (dilation - 1)
    return math.floor((n + 2 * padding - k_eff) / stride + 1)


def output_size__first_step_inside(n, k, stride, padding, dilation):
    reach = dilation * (k - 1) + 1
    return (n + 2 * padding - reach + 1) // stride


def output_size__padding_once_no_dilation(n, k, stride, padding, dilation):
    return int(np.floor((n + padding - k) / stride) + 1)


def output_size__no_first_and_fraction(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * (k - 1) - 1) / stride


def pad2d__axes_swapped(x, top, bottom, left, right):
    return np.pad(x, ((left, right), (top, bottom)))


def pad2d__minus_zero(x, top, bottom, left, right):
    H, W = x.shape
    out = np.zeros((H + top + bottom, W + left + right))
    out[top:-bottom, left:-right] = x
    return out


def pad2d__repeats_edge(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


def pad2d__four_in_a_row(x, top, bottom, left, right):
    return np.pad(x, (top, bottom, left, right), mode="constant")


def pad2d__bottom_first(x, top, bottom, left, right):
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right))
    out[bottom : bottom + x.shape[0], left : left + x.shape[1]] = x
    return out


def pad2d__int_and_sides(x, top, bottom, left, right):
    h, w = x.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=np.int64)
    for i in range(h):
        for j in range(w):
            out[top + i, right + j] = x[i, j]
    return out


def pad2d__ones_and_top(x, top, bottom, left, right):
    out = np.ones((x.shape[0] + top + bottom, x.shape[1] + left + right))
    out[bottom : bottom + x.shape[0], left : left + x.shape[1]] = x
    return out


def conv_strided__strides_swapped(x, w, b, stride, padding):
    sw, sh = stride
    ph, pw = padding
    xp = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    kh, kw, _, f = w.shape
    oh, ow = (xp.shape[0] - kh) // sh + 1, (xp.shape[1] - kw) // sw + 1
    y = np.zeros((oh, ow, f))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.tensordot(xp[i * sh : i * sh + kh, j * sw : j * sw + kw], w, 3) + b
    return y


def conv_strided__padding_not_counted(x, w, b, stride, padding):
    (H, W, C), (kh, kw, _, F) = x.shape, w.shape
    oh, ow = (H - kh) // stride[0] + 1, (W - kw) // stride[1] + 1
    x = np.pad(x, [(padding[0],) * 2, (padding[1],) * 2, (0, 0)])
    y = np.zeros((oh, ow, F))
    for i in range(oh):
        for j in range(ow):
            r, c = i * stride[0], j * stride[1]
            for f in range(F):
                y[i, j, f] = np.sum(x[r : r + kh, c : c + kw] * w[..., f]) + b[f]
    return y


def conv_strided__padding_one_side(x, w, b, stride, padding):
    x = np.pad(x, ((padding[0], 0), (padding[1], 0), (0, 0)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    v = v[:: stride[0], :: stride[1]]
    return np.einsum("ijcab,abcf->ijf", v, w) + b


def conv_strided__first_of_stride(x, w, b, stride, padding):
    s = stride[0]
    ph, pw = padding
    x = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))[::s, ::s]
    return np.einsum("ijcab,abcf->ijf", v, w) + b


def conv_strided__neighbours(x, w, b, stride, padding):
    sh, sw = stride
    ph, pw = padding
    xp = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    kh, kw, _, f = w.shape
    oh, ow = (xp.shape[0] - kh) // sh + 1, (xp.shape[1] - kw) // sw + 1
    y = np.zeros((oh, ow, f))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.tensordot(xp[i : i + kh, j : j + kw], w, 3) + b
    return y


def conv_strided__no_bias_first_padding(x, w, b, stride, padding):
    p = padding[0]
    x = np.pad(x, ((p, p), (p, p), (0, 0)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", v[:: stride[0], :: stride[1]], w)


def conv_strided__paddings_swapped_relu(x, w, b, stride, padding):
    pw, ph = padding
    x = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    z = np.einsum("ijcab,abcf->ijf", v[:: stride[0], :: stride[1]], w) + b
    return np.maximum(z, 0)


def same_padding__half_kernel(n, k, s):
    return (k - 1) // 2, (k - 1) // 2


def same_padding__stride_one(n, k, s):
    total = k - 1
    return total // 2, total - total // 2


def same_padding__odd_before(n, k, s):
    total = max(0, (math.ceil(n / s) - 1) * s + k - n)
    return total - total // 2, total // 2


def same_padding__negative(n, k, s):
    out = -(-n // s)
    total = (out - 1) * s + k - n
    return total // 2, total - total // 2


def same_padding__torch(n, k, s):
    total = max((n - 1) * s + k - n, 0)
    return total // 2, total - total // 2


def same_padding__floor_odd_before(n, k, s):
    out = n // s
    total = max((out - 1) * s + k - n, 0)
    after = total // 2
    return total - after, after


def same_padding__halves_negative(n, k, s):
    total = (np.ceil(n / s) - 1) * s + k - n
    return total / 2, total / 2


def receptive_field__own_stride(layers):
    r, jump = 1, 1
    for k, s in layers:
        jump *= s
        r += (k - 1) * jump
    return r


def receptive_field__from_zero(layers):
    field, jump = 0, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


def receptive_field__wrong_way(layers):
    r = 1
    for k, s in layers:
        r = (r - 1) * s + k
    return r


def receptive_field__strides_added(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += (k - 1) * jump
        jump += s
    return r


def receptive_field__whole_kernel(layers):
    r, jump = 1, 1
    for i in range(len(layers)):
        k, s = layers[i]
        r = r + k * jump
        jump = jump * s
    return r


def receptive_field__from_zero_own_stride(layers):
    r = 0
    step = 1
    for k, s in layers:
        step = step * s
        r = r + (k - 1) * step
    return r


def receptive_field__no_stride_skips_last(layers):
    total = 1
    for i in range(len(layers) - 1):
        total += layers[i][0] - 1
    return total


def output_size__right_walk(n, k, stride, padding, dilation):
    first, last = -padding, n + padding - 1
    reach = dilation * (k - 1)
    count = 0
    while first + reach <= last:
        count += 1
        first += stride
    return count


def pad2d__right_stacked(x, top, bottom, left, right):
    h, w = x.shape
    middle = np.hstack([np.zeros((h, left)), x, np.zeros((h, right))])
    wide = left + w + right
    return np.vstack([np.zeros((top, wide)), middle, np.zeros((bottom, wide))])


def conv_strided__right_thinned(x, w, b, stride, padding):
    every = ops.conv2d(x[None], w, b, padding=padding)[0]
    return every[:: stride[0], :: stride[1]]


def conv_strided__right_by_kernel(x, w, b, stride, padding):
    (sh, sw), (ph, pw), (kh, kw, c, f) = stride, padding, w.shape
    big = np.zeros((x.shape[0] + 2 * ph, x.shape[1] + 2 * pw, c))
    big[ph : ph + x.shape[0], pw : pw + x.shape[1]] = x
    oh, ow = (big.shape[0] - kh) // sh + 1, (big.shape[1] - kw) // sw + 1
    y = np.tile(np.asarray(b, float), (oh, ow, 1))
    for p in range(kh):
        for q in range(kw):
            y += big[p : p + sh * oh : sh, q : q + sw * ow : sw][:oh, :ow] @ w[p, q]
    return y


def same_padding__right_search(n, k, s):
    wanted = (n + s - 1) // s
    total = 0
    while (n + total - k) // s + 1 < wanted:
        total += 1
    before, odd = divmod(total, 2)
    return before, before + odd


def receptive_field__right_sets(layers):
    low, high = 0, 0
    for kernel, stride in layers[::-1]:
        low, high = low * stride, high * stride + kernel - 1
    return high - low + 1


FRESH = [
    Fresh("02_output_size", output_size__no_dilation, "dilation ignored"),
    Fresh("02_output_size", output_size__fraction, "not rounded down"),
    Fresh("02_output_size", output_size__dilation_times_k, "reach taken as dilation times k"),
    Fresh("02_output_size", output_size__dilation_once, "reach taken as k + dilation - 1"),
    Fresh("02_output_size", output_size__first_step_inside, "the 1 is added before the division"),
    Fresh(
        "02_output_size",
        output_size__padding_once_no_dilation,
        "padding on one side only",
        "dilation ignored",
    ),
    Fresh(
        "02_output_size",
        output_size__no_first_and_fraction,
        "first position missing",
        "not rounded",
    ),
    Fresh("02_pad2d", pad2d__axes_swapped, "rows and columns swapped"),
    Fresh("02_pad2d", pad2d__minus_zero, "a slice to -0 is empty"),
    Fresh("02_pad2d", pad2d__repeats_edge, "repeats the border, no zeros"),
    Fresh("02_pad2d", pad2d__four_in_a_row, "raises: np.pad wants pairs"),
    Fresh("02_pad2d", pad2d__bottom_first, "top and bottom swapped"),
    Fresh(
        "02_pad2d", pad2d__int_and_sides, "numbers are cut to integers", "left and right swapped"
    ),
    Fresh("02_pad2d", pad2d__ones_and_top, "ones for zeros", "top and bottom swapped"),
    Fresh("02_conv_strided", conv_strided__strides_swapped, "the two strides swapped"),
    Fresh("02_conv_strided", conv_strided__padding_not_counted, "output size without padding"),
    Fresh("02_conv_strided", conv_strided__padding_one_side, "padding at the start only"),
    Fresh("02_conv_strided", conv_strided__first_of_stride, "first stride for both axes"),
    Fresh("02_conv_strided", conv_strided__neighbours, "windows begin at i, not at i times stride"),
    Fresh(
        "02_conv_strided",
        conv_strided__no_bias_first_padding,
        "no bias",
        "first padding for both axes",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__paddings_swapped_relu,
        "the two paddings swapped",
        "a ReLU at the end",
    ),
    Fresh("02_same_padding", same_padding__half_kernel, "(k - 1) // 2 on both sides"),
    Fresh("02_same_padding", same_padding__stride_one, "stride ignored"),
    Fresh("02_same_padding", same_padding__odd_before, "the odd zero before"),
    Fresh("02_same_padding", same_padding__negative, "may be negative"),
    Fresh("02_same_padding", same_padding__torch, "n positions at any stride"),
    Fresh(
        "02_same_padding",
        same_padding__floor_odd_before,
        "positions rounded down",
        "the odd zero before",
    ),
    Fresh("02_same_padding", same_padding__halves_negative, "halves a zero", "may be negative"),
    Fresh("02_receptive_field", receptive_field__own_stride, "a layer's own stride counts for it"),
    Fresh("02_receptive_field", receptive_field__from_zero, "starts from 0 pixels"),
    Fresh("02_receptive_field", receptive_field__wrong_way, "recursion from the wrong end"),
    Fresh("02_receptive_field", receptive_field__strides_added, "strides added"),
    Fresh("02_receptive_field", receptive_field__whole_kernel, "k for k - 1"),
    Fresh(
        "02_receptive_field",
        receptive_field__from_zero_own_stride,
        "starts from 0 pixels",
        "a layer's own stride counts for it",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__no_stride_skips_last,
        "strides ignored",
        "last layer skipped",
    ),
]

RIGHT = [
    ("02_output_size", output_size__right_walk),
    ("02_pad2d", pad2d__right_stacked),
    ("02_conv_strided", conv_strided__right_thinned),
    ("02_conv_strided", conv_strided__right_by_kernel),
    ("02_same_padding", same_padding__right_search),
    ("02_receptive_field", receptive_field__right_sets),
]
