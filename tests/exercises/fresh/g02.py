# ruff: noqa
"""Notebook 02, as learners write it."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def output_size__ceil(n, k, stride, padding, dilation):
    span = dilation * (k - 1) + 1
    return math.ceil((n + 2 * padding - span) / stride) + 1


def output_size__d_times_k(n, k, stride, padding, dilation):
    reach = dilation * k
    free = n + 2 * padding - reach
    return free // stride + 1


def output_size__plus_one_inside(n, k, stride, padding, dilation):
    effective = k + (k - 1) * (dilation - 1)
    return (n + 2 * padding - effective + 1) // stride


def output_size__gaps_of_d(n, k, stride, padding, dilation):
    window = k + (k - 1) * dilation
    return (n + 2 * padding - window) // stride + 1


def output_size__one_sided_plain(n, k, stride, padding, dilation):
    return (n + padding - k) // stride + 1


def output_size__float_one_sided(n, k, stride, padding, dilation):
    return (n + padding - dilation * (k - 1) - 1) / stride + 1


def output_size__right(n, k, stride, padding, dilation):
    starts = range(0, n + 2 * padding - dilation * (k - 1), stride)
    return len(starts)


def pad2d__edge(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


def pad2d__grouped_by_corner(x, top, bottom, left, right):
    return np.pad(x, ((top, left), (bottom, right)))


def pad2d__int_zeros(x, top, bottom, left, right):
    H, W = x.shape
    canvas = np.array([[0] * (left + W + right)] * (top + H + bottom))
    canvas[top : top + H, left : left + W] = x
    return canvas


def pad2d__minus_bounds(x, top, bottom, left, right):
    H, W = x.shape
    y = np.zeros((H + top + bottom, W + left + right))
    y[top:-bottom, left:-right] = x
    return y


def pad2d__corner_and_int(x, top, bottom, left, right):
    h, w = x.shape
    out = np.zeros((top + h + bottom, left + w + right), int)
    for i in range(h):
        for j in range(w):
            out[i + bottom, j + right] = x[i, j]
    return out


def pad2d__right(x, top, bottom, left, right):
    h, w = x.shape
    x = np.vstack([np.zeros((top, w)), x, np.zeros((bottom, w))])
    return np.hstack([np.zeros((len(x), left)), x, np.zeros((len(x), right))])


def conv_strided__starts_at_ij(x, w, b, stride, padding):
    sh, sw = stride
    ph, pw = padding
    xp = np.pad(x, ((ph, ph), (pw, pw), (0, 0)))
    kh, kw, _, F = w.shape
    oh = (xp.shape[0] - kh) // sh + 1
    ow = (xp.shape[1] - kw) // sw + 1
    y = np.zeros((oh, ow, F))
    for i in range(oh):
        for j in range(ow):
            patch = xp[i : i + kh, j : j + kw]
            y[i, j] = np.tensordot(patch, w, 3) + b
    return y


def conv_strided__size_before_padding(x, w, b, stride, padding):
    H, W, C = x.shape
    KH, KW, _, F = w.shape
    OH = (H - KH) // stride[0] + 1
    OW = (W - KW) // stride[1] + 1
    x = np.pad(x, ((padding[0],) * 2, (padding[1],) * 2, (0, 0)))
    out = np.zeros((OH, OW, F))
    for i in range(OH):
        for j in range(OW):
            r, c = i * stride[0], j * stride[1]
            for f in range(F):
                out[i, j, f] = (x[r : r + KH, c : c + KW] * w[..., f]).sum() + b[f]
    return out


def conv_strided__row_stride_twice(x, w, b, stride, padding):
    x = np.pad(x, [(p, p) for p in (*padding, 0)])
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    s = stride[0]
    windows = windows[::s, ::s]
    return np.einsum("ijcab,abcf->ijf", windows, w) + b


def conv_strided__padding_swapped(x, w, b, stride, padding):
    x = np.pad(x, [(padding[1], padding[1]), (padding[0], padding[0]), (0, 0)])
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))[:: stride[0], :: stride[1]]
    return np.einsum("ijcab,abcf->ijf", windows, w) + b


def conv_strided__row_stride_no_bias(x, w, b, stride, padding):
    s, p = stride[0], padding
    xp = np.pad(x, ((p[0], p[0]), (p[1], p[1]), (0, 0)))
    kh, kw, C, F = w.shape
    oh, ow = (xp.shape[0] - kh) // s + 1, (xp.shape[1] - kw) // s + 1
    out = np.zeros((oh, ow, F))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = xp[i * s : i * s + kh, j * s : j * s + kw].ravel() @ w.reshape(-1, F)
    return out


def conv_strided__right(x, w, b, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    h, width, c = x.shape
    big = np.zeros((h + 2 * ph, width + 2 * pw, c))
    big[ph : ph + h, pw : pw + width] = x
    oh, ow = big.shape[0] - w.shape[0] + 1, big.shape[1] - w.shape[1] + 1
    every = np.zeros((oh, ow, w.shape[3])) + b
    for a, b_ in np.ndindex(w.shape[:2]):
        every += big[a : a + oh, b_ : b_ + ow] @ w[a, b_]
    return every[::sh, ::sw]


def same_padding__maybe_negative(n, k, s):
    out = -(-n // s)
    total = (out - 1) * s + k - n
    return total // 2, total - total // 2


def same_padding__kernel_alone(n, k, s):
    before = (k - 1) // 2
    after = k - 1 - before
    return before, after


def same_padding__keeps_n(n, k, s):
    pad = max((n - 1) * s + k - n, 0)
    return (pad // 2, pad - pad // 2)


def same_padding__lists_halves(n, k, s):
    out = math.ceil(n / s)
    total = max(0, (out - 1) * s + k - n)
    return total / 2, total / 2


def same_padding__floor_and_before(n, k, s):
    positions = n // s
    missing = max((positions - 1) * s + k - n, 0)
    after = missing // 2
    return missing - after, after


def same_padding__right(n, k, s):
    need = len(range(0, n, s))
    before = after = 0
    while (n + before + after - k) // s + 1 < need:
        if before == after:
            after += 1
        else:
            before += 1
    return before, after


def receptive_field__last_stride(layers):
    seen, between = 1, 1
    for kernel, stride in layers:
        seen += (kernel - 1) * between
        between = stride
    return seen


def receptive_field__recursion_forward(layers):
    r = 1
    for k, s in layers:
        r = (r - 1) * s + k
    return r


def receptive_field__returns_early(layers):
    field, jump = 1, 1
    for k, s in layers:
        field = field + (k - 1) * jump
        jump *= s
        return field


def receptive_field__whole_kernels(layers):
    r, j = 1, 1
    for k, s in layers:
        r += k * j
        j *= s
    return r


def receptive_field__zero_and_own_stride(layers):
    field = 0
    step = 1
    for kernel, stride in layers:
        step *= stride
        field += (kernel - 1) * step
    return field


def receptive_field__right(layers):
    pixels = 1
    for kernel, stride in reversed(layers):
        pixels = (pixels - 1) * stride + kernel
    return pixels


FRESH = [
    Fresh(
        "02_output_size",
        output_size__ceil,
        "rounds up instead of down: counts a step that does not fit",
    ),
    Fresh(
        "02_output_size",
        output_size__d_times_k,
        "the window's reach is taken as d * k instead of d * (k - 1) + 1",
    ),
    Fresh(
        "02_output_size",
        output_size__plus_one_inside,
        "the 1 of the first position is added before the division, not after it",
    ),
    Fresh(
        "02_output_size",
        output_size__one_sided_plain,
        "the padding is counted on one side only",
        "the dilation is ignored",
    ),
    Fresh(
        "02_pad2d",
        pad2d__grouped_by_corner,
        "the arguments are paired wrongly: (top, left) for the rows, (bottom, right) for the columns",
    ),
    Fresh("02_pad2d", pad2d__int_zeros, "the canvas holds integers: fractions of x are cut off"),
    Fresh(
        "02_pad2d",
        pad2d__minus_bounds,
        "slices like top:-0 are empty: fails if bottom or right is 0",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__starts_at_ij,
        "the windows start at (i, j), not at (i * stride, j * stride)",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__size_before_padding,
        "the number of positions is counted before padding: the last ones are missing",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__padding_swapped,
        "the padding of rows and columns is exchanged",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__row_stride_no_bias,
        "the stride of the rows is used for the columns too",
        "the bias is not added",
    ),
    Fresh(
        "02_same_padding",
        same_padding__maybe_negative,
        "the total may become negative when the stride is longer than the window",
    ),
    Fresh(
        "02_same_padding", same_padding__kernel_alone, "ignores n and s: right for stride 1 only"
    ),
    Fresh(
        "02_same_padding",
        same_padding__keeps_n,
        "pads for n positions, as many as pixels, instead of n / s rounded up",
    ),
    Fresh(
        "02_same_padding",
        same_padding__floor_and_before,
        "the number of positions is rounded down, n // s",
        "the odd zero goes before, not after",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__last_stride,
        "only the stride of the layer just below counts: strides are not multiplied",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__recursion_forward,
        "the recursion from the top down is run from the first layer up: the layers are in reverse",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__returns_early,
        "returns inside the loop, after the first layer",
    ),
    Fresh(
        "02_receptive_field",
        receptive_field__zero_and_own_stride,
        "starts with 0 pixels instead of 1",
        "a layer's own stride is multiplied in before its kernel is counted",
    ),
    Fresh("02_predict_shape", (15, 15, 10), "the first position, + 1, is forgotten"),
    Fresh("02_predict_shape", (14, 14, 10), "the padding is forgotten"),
    Fresh("02_predict_field", 1 + 2 + 1 + 2 + 1 + 2, "the strides of the poolings are left out"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "02_output_size",
        output_size__gaps_of_d,
        "dilation is taken as the number of pixels in a gap: dilation 1 leaves gaps of one",
    ),
    Fresh(
        "02_output_size",
        output_size__float_one_sided,
        "divides with / and does not round down: a float, with fractions",
        "the padding is counted on one side only",
    ),
    Fresh("02_pad2d", pad2d__edge, "repeats the border pixels instead of putting zeros"),
    Fresh(
        "02_pad2d",
        pad2d__corner_and_int,
        "x is placed at (bottom, right) instead of (top, left)",
        "the canvas holds integers: fractions are cut off",
    ),
    Fresh(
        "02_conv_strided",
        conv_strided__row_stride_twice,
        "the stride of the rows is used for the columns too",
    ),
    Fresh(
        "02_same_padding",
        same_padding__lists_halves,
        "halves the total with /: half a zero on each side if it is odd",
    ),
    Fresh(
        "02_receptive_field", receptive_field__whole_kernels, "adds k per layer instead of k - 1"
    ),
    Fresh(
        "02_predict_field",
        14,
        "strides do not multiply: above the second pooling still 2 pixels apart",
    ),
]

RIGHT = [
    ("02_output_size", output_size__right),
    ("02_pad2d", pad2d__right),
    ("02_conv_strided", conv_strided__right),
    ("02_same_padding", same_padding__right),
    ("02_receptive_field", receptive_field__right),
]
