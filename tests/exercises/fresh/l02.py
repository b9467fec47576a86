# ruff: noqa
"""Notebook 02, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("02")


@wrong("same_padding", "the odd pixel goes before, not after")
def same_padding(n, k, s):
    out = -(-n // s)
    total = max(0, (out - 1) * s + k - n)
    after = total // 2
    return total - after, after


@wrong("same_padding", "with a stride longer than the window the padding becomes negative")
def same_padding(n, k, s):
    out = int(np.ceil(n / s))
    total = (out - 1) * s + k - n
    return total // 2, total - total // 2


@wrong("same_padding", "always k - 1 zeros: the stride is not taken into account")
def same_padding(n, k, s):
    before = (k - 1) // 2
    after = (k - 1) - before
    return before, after


@wrong(
    "same_padding",
    "n / s is rounded down: one position too few",
    "both sides get the same, the odd pixel is lost",
)
def same_padding(n, k, s):
    positions = n // s
    missing = max((positions - 1) * s + k - n, 0)
    return missing // 2, missing // 2


@right("same_padding")
def same_padding(n, k, s):
    after = before = 0
    while (n + before + after - k) // s + 1 < (n + s - 1) // s:
        before, after = after, before + 1
    return before, after


@wrong("receptive_field", "a layer's own stride is multiplied in before its kernel is added")
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        jump *= s
        r += (k - 1) * jump
    return r


@wrong("receptive_field", "strides are added, not multiplied")
def receptive_field(layers):
    field = 1
    dist = 1
    for kernel, stride in layers:
        field = field + (kernel - 1) * dist
        dist = dist + stride - 1
    return field


@wrong("receptive_field", "only the stride of the layer just below counts, not the product of all")
def receptive_field(layers):
    r = 1
    before = 1
    for i in range(len(layers)):
        r += (layers[i][0] - 1) * before
        before = layers[i][1]
    return r


@wrong(
    "receptive_field",
    "the count starts at 0, not at 1",
    "a layer's own stride is multiplied in before its kernel is added",
)
def receptive_field(layers):
    r = 0
    step = 1
    for layer in layers:
        step = step * layer[1]
        r = r + (layer[0] - 1) * step
    return r


@right("receptive_field")
def receptive_field(layers):
    pixels = {0}
    for kernel, stride in reversed(layers):  # from one output down: which places it needs
        pixels = {stride * p + a for p in pixels for a in range(kernel)}
    return max(pixels) - min(pixels) + 1
