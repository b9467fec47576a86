"""Notebook 02: right answers in other styles, and wrong ones as people write them."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes import ops


def output_size_kernel(n, k, stride, padding, dilation):
    return ops.output_size(n, k, stride, padding, dilation)


def output_size_by_loop(n, k, stride, padding, dilation):
    start, stops = -padding, 0
    while start + dilation * (k - 1) < n + padding:
        start, stops = start + stride, stops + 1
    return stops


def output_size_by_range(n, k, stride, padding, dilation):
    return len(range(0, n + 2 * padding - dilation * (k - 1), stride))


def output_size_floor(n, k, stride, padding, dilation):
    return np.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride + 1)


def output_size_ceil(n, k, stride, padding, dilation):  # as TensorFlow writes it
    return math.ceil((n + 2 * padding - dilation * (k - 1)) / stride)


def pad2d_numpy(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)))


def pad2d_by_loops(x, top, bottom, left, right):
    out = np.zeros((top + len(x) + bottom, left + len(x[0]) + right))
    for i in range(len(x)):
        for j in range(len(x[0])):
            out[top + i, left + j] = x[i, j]
    return out


def pad2d_stacked(x, top, bottom, left, right):
    x = np.hstack([np.zeros((len(x), left)), x, np.zeros((len(x), right))])
    return np.vstack([np.zeros((top, x.shape[1])), x, np.zeros((bottom, x.shape[1]))])


def pad2d_lists(x, top, bottom, left, right):
    width = left + x.shape[1] + right
    rows = [[0] * left + list(row) + [0] * right for row in x]
    return [[0] * width] * top + rows + [[0] * width] * bottom


def conv_strided_kernel(x, w, b, stride, padding):
    return ops.conv2d(x[None], w, b, stride=stride, padding=padding)[0]


def conv_strided_by_loops(x, w, b, stride, padding):
    (kh, kw, c_in, c_out), (sh, sw), (ph, pw) = w.shape, stride, padding
    padded = np.zeros((x.shape[0] + 2 * ph, x.shape[1] + 2 * pw, c_in))
    padded[ph : ph + x.shape[0], pw : pw + x.shape[1]] = x
    oh, ow = (padded.shape[0] - kh) // sh + 1, (padded.shape[1] - kw) // sw + 1
    out = np.zeros((oh, ow, c_out))
    for f in range(c_out):
        for i in range(oh):
            for j in range(ow):
                window = padded[i * sh : i * sh + kh, j * sw : j * sw + kw]
                out[i, j, f] = np.sum(window * w[..., f]) + b[f]
    return out


def conv_strided_by_taps(x, w, b, stride, padding):
    x = np.pad(x, ((padding[0],) * 2, (padding[1],) * 2, (0, 0)))
    h, w_ = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    taps = np.ndindex(w.shape[:2])
    return b + sum(x[i : i + h : stride[0], j : j + w_ : stride[1]] @ w[i, j] for i, j in taps)


def conv_strided_without_padding_the_array(x, w, b, stride, padding):
    def pixel(i, j, c):
        return x[i, j, c] if 0 <= i < x.shape[0] and 0 <= j < x.shape[1] else 0

    oh, ow = (
        ops.output_size(n, k, s, p)
        for n, k, s, p in zip(x.shape, w.shape, stride, padding, strict=False)
    )
    return [
        [
            [
                b[f]
                + sum(
                    pixel(i * stride[0] + a - padding[0], j * stride[1] + e - padding[1], c)
                    * w[a, e, c, f]
                    for a, e, c in np.ndindex(w.shape[:3])
                )
                for f in range(len(b))
            ]
            for j in range(ow)
        ]
        for i in range(oh)
    ]


def same_padding_by_remainder(n, k, s):  # as TensorFlow writes it
    total = max(k - s, 0) if n % s == 0 else max(k - n % s, 0)
    return total // 2, total - total // 2


def same_padding_array(n, k, s):
    total = max((math.ceil(n / s) - 1) * s + k - n, 0)
    return np.array([math.floor(total / 2), math.ceil(total / 2)])


def same_padding_by_search(n, k, s):
    before = after = 0
    while (n + before + after - k) // s + 1 < -(-n // s):
        if after <= before:
            after += 1
        else:
            before += 1
    return [before, after]


def receptive_field_backwards(layers):
    size = 1
    for kernel, stride in reversed(layers):
        size = (size - 1) * stride + kernel
    return size


def receptive_field_sum(layers):
    kernels, strides = np.array(layers).T
    return 1 + ((kernels - 1) * np.cumprod([1, *strides[:-1]])).sum()


def receptive_field_recursive(layers):
    if not layers:
        return 1
    (kernel, stride), *rest = layers
    return kernel + (receptive_field_recursive(rest) - 1) * stride


RIGHT = {
    "02_output_size": [
        output_size_kernel,
        output_size_by_loop,
        output_size_by_range,
        output_size_floor,
        output_size_ceil,
    ],
    "02_pad2d": [pad2d_numpy, pad2d_by_loops, pad2d_stacked, pad2d_lists],
    "02_conv_strided": [
        conv_strided_kernel,
        conv_strided_by_loops,
        conv_strided_by_taps,
        conv_strided_without_padding_the_array,
    ],
    "02_same_padding": [same_padding_by_remainder, same_padding_array, same_padding_by_search],
    "02_receptive_field": [
        receptive_field_backwards,
        receptive_field_sum,
        receptive_field_recursive,
    ],
}


def output_size_true_division(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1


def output_size_effective_kernel_twice(n, k, stride, padding, dilation):
    k = dilation * (k - 1) + 1
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


def output_size_one_side(n, k, stride, padding, dilation):
    return int((n + padding - (dilation * (k - 1) + 1)) / stride) + 1


def output_size_no_one(n, k, stride, padding, dilation):
    return (n - k - (k - 1) * (dilation - 1) + 2 * padding) // stride


def output_size_loop_too_short(n, k, stride, padding, dilation):
    return len(range(0, n + 2 * padding - dilation * (k - 1) - 1, stride))


def output_size_dilated_kernel(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * k) // stride + 1


def output_size_precedence(n, k, stride, padding, dilation):
    return n + 2 * padding - dilation * (k - 1) - 1 // stride + 1


def pad2d_minus_zero(x, top, bottom, left, right):
    h, w = x.shape
    out = np.zeros((h + top + bottom, w + left + right))
    out[top:-bottom, left:-right] = x
    return out


def pad2d_mixed_pairs(x, top, bottom, left, right):
    return np.pad(x, ((top, left), (bottom, right)))


def pad2d_columns_first(x, top, bottom, left, right):
    return np.pad(x, ((left, right), (top, bottom)))


def pad2d_edge(x, top, bottom, left, right):
    return np.pad(x, ((top, bottom), (left, right)), mode="edge")


def pad2d_offsets_exchanged(x, top, bottom, left, right):  # raises where it does not fit
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right))
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[left + i, top + j] = x[i, j]
    return out


def pad2d_whole_numbers(x, top, bottom, left, right):
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right), dtype=int)
    out[top : top + x.shape[0], left : left + x.shape[1]] = x
    return out


def pad2d_begins_at_bottom_right(x, top, bottom, left, right):
    out = np.zeros((x.shape[0] + top + bottom, x.shape[1] + left + right))
    out[bottom : bottom + x.shape[0], right : right + x.shape[1]] = x
    return out


def _padded(x, padding):
    return np.pad(x, ((padding[0],) * 2, (padding[1],) * 2, (0, 0)))


def _slide(x, w, b, out, window):
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for f in range(w.shape[3]):
                out[i, j, f] = (window(x, i, j) * w[..., f]).sum() + b[f]
    return out


def _empty(x, w, stride):
    rows, columns = ((n - k) // s + 1 for n, k, s in zip(x.shape, w.shape, stride, strict=False))
    return np.zeros((rows, columns, w.shape[3]))


def conv_strided_window_at_i(x, w, b, stride, padding):
    x = _padded(x, padding)
    h, v = w.shape[:2]
    return _slide(x, w, b, _empty(x, w, stride), lambda x, i, j: x[i : i + h, j : j + v])


def conv_strided_axes_exchanged(x, w, b, stride, padding):
    windows = sliding_window_view(_padded(x, padding), w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows[:: stride[1], :: stride[0]], w) + b


def conv_strided_padding_exchanged(x, w, b, stride, padding):
    windows = sliding_window_view(_padded(x, padding[::-1]), w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows[:: stride[0], :: stride[1]], w) + b


def conv_strided_top_left(x, w, b, stride, padding):
    (ph, pw), (h, v) = padding, w.shape[:2]
    padded = np.zeros((x.shape[0] + 2 * ph, x.shape[1] + 2 * pw, x.shape[2]))
    padded[2 * ph :, 2 * pw :] = x
    sh, sw = stride
    return _slide(
        padded,
        w,
        b,
        _empty(padded, w, stride),
        lambda x, i, j: x[i * sh : i * sh + h, j * sw : j * sw + v],
    )


def conv_strided_range_too_short(x, w, b, stride, padding):
    x = _padded(x, padding)
    h, v = w.shape[:2]
    rows = []
    for i in range(0, x.shape[0] - h, stride[0]):
        row = []
        for j in range(0, x.shape[1] - v, stride[1]):
            row.append(np.tensordot(x[i : i + h, j : j + v], w, 3) + b)
        rows.append(row)
    return np.array(rows).reshape(len(rows), -1, len(b))


def conv_strided_stores_at_pixels(x, w, b, stride, padding):
    x = _padded(x, padding)
    h, v = w.shape[:2]
    out = _empty(x, w, (1, 1))
    for i in range(0, out.shape[0], stride[0]):
        for j in range(0, out.shape[1], stride[1]):
            out[i, j] = np.tensordot(x[i : i + h, j : j + v], w, 3) + b
    return out


def conv_strided_no_padding(x, w, b, stride, padding):
    windows = sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijcab,abcf->ijf", windows[:: stride[0], :: stride[1]], w) + b


def same_padding_half(n, k, s):
    return k // 2, k // 2


def same_padding_torch(n, k, s):
    return (k - 1) // 2, (k - 1) // 2


def same_padding_caffe(n, k, s):
    total = max((-(-n // s) - 1) * s + k - n, 0)
    return total - total // 2, total // 2


def same_padding_unclamped(n, k, s):
    total = (math.ceil(n / s) - 1) * s + k - n
    return total // 2, total - total // 2


def same_padding_ignores_stride(n, k, s):
    return (k - 1) // 2, k - 1 - (k - 1) // 2


def same_padding_floats(n, k, s):
    total = max((-(-n // s) - 1) * s + k - n, 0)
    return total / 2, total / 2


def receptive_field_without_jumps(layers):
    size = 1
    for kernel, _ in layers:
        size += kernel - 1
    return size


def receptive_field_adds_k(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size += kernel * jump
        jump *= stride
    return size


def receptive_field_jump_first(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        jump *= stride
        size += (kernel - 1) * jump
    return size


def receptive_field_jump_not_multiplied(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        size = size + (kernel - 1) * jump
        jump = stride
    return size


def receptive_field_wrong_end(layers):
    size = 1
    for kernel, stride in layers:
        size = (size - 1) * stride + kernel
    return size


def conv_strided_ends_stay(x, w, b, stride, padding):
    (kh, kw, _, f), (down, across) = w.shape, stride
    x = np.pad(x, [(p, p) for p in padding] + [(0, 0)])
    rows, columns = (x.shape[0] - kh) // down + 1, (x.shape[1] - kw) // across + 1
    out = np.zeros((rows, columns, f))
    for i, j in np.ndindex(rows, columns):
        out[i, j] = (x[i * down : kh, j * across : kw, :, None] * w).sum(axis=(0, 1, 2)) + b
    return out


def conv_strided_as_wide_as_high(x, w, b, stride, padding):
    (kh, kw, _, f), (down, across) = w.shape, stride
    x = np.pad(x, [(p, p) for p in padding] + [(0, 0)])
    rows, columns = (x.shape[0] - kh) // down + 1, (x.shape[0] - kw) // across + 1
    out = np.zeros((rows, columns, f))
    for i, j in np.ndindex(rows, columns):
        top, left = i * down, j * across
        window = x[top : top + kh, left : left + kw, :, None]
        out[i, j] = (window * w).sum(axis=(0, 1, 2)) + b
    return out


WRONG = {
    "02_output_size": {
        output_size_true_division: "no floor",
        output_size_effective_kernel_twice: "dilation counted twice",
        output_size_one_side: "padding on one side only",
        output_size_no_one: "the position at the start not counted",
        output_size_loop_too_short: "window that ends on the edge left out",
        output_size_dilated_kernel: "gaps after the last tap as well",
        output_size_precedence: "brackets missing around what is divided",
    },
    "02_pad2d": {
        pad2d_minus_zero: "slice that ends at -0",
        pad2d_mixed_pairs: "read as top, left, bottom, right",
        pad2d_columns_first: "rows and columns swapped",
        pad2d_edge: "the edge repeated",
        pad2d_offsets_exchanged: "offsets swapped",
        pad2d_whole_numbers: "fractions cut off",
        pad2d_begins_at_bottom_right: "opposite sides swapped",
    },
    "02_conv_strided": {
        conv_strided_ends_stay: "windows end at the kernel's size",
        conv_strided_as_wide_as_high: "works for square images only",
        conv_strided_window_at_i: "windows do not start where the stride does",
        conv_strided_axes_exchanged: "axes of the stride swapped",
        conv_strided_padding_exchanged: "axes of the padding swapped",
        conv_strided_top_left: "all padding at the top left",
        conv_strided_range_too_short: "window that ends on the edge left out",
        conv_strided_stores_at_pixels: "gaps left in the output",
        conv_strided_no_padding: "padding forgotten",
    },
    "02_same_padding": {
        same_padding_half: "half the window on both sides",
        same_padding_torch: "half of k - 1 on both sides",
        same_padding_caffe: "odd pixel before",
        same_padding_unclamped: "negative padding",
        same_padding_ignores_stride: "stride forgotten",
        same_padding_floats: "half a pixel",
    },
    "02_receptive_field": {
        receptive_field_without_jumps: "strides forgotten",
        receptive_field_adds_k: "adds the whole kernel, to one",
        receptive_field_jump_first: "a layer's own stride counted",
        receptive_field_jump_not_multiplied: "stride of the layer before only",
        receptive_field_wrong_end: "layers from the wrong end",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "02_output_size": {
        "a count": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
    "02_pad2d": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "02_conv_strided": {
        "few digits, so that sums can be followed by hand": (
            "float16",
            "rounded to 2 digits",
        ),
    },
    "02_same_padding": {
        "counts": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
    "02_receptive_field": {
        "a count": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
}
