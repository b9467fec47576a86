# ruff: noqa
"""Notebook 04, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("04")


def _blur(x, taps=(1, 2, 1), over=16, mode="constant"):
    p = np.pad(x, 1, mode=mode)
    H, W = x.shape
    out = np.zeros((H, W))
    for a in range(3):
        for b in range(3):
            out += taps[a] * taps[b] * p[a : a + H, b : b + W]
    return out / over


@wrong("survives", "asks whether the dots' distance is still even: parity")
def survives(gap, offset, levels):
    return (offset + gap) % 2**levels != offset % 2**levels


@wrong("survives", "gap larger than the window: gap > 2**levels")
def survives(gap, offset, levels):
    return gap > 2**levels


@wrong("survives", "the offset of the second dot is forgotten: gap alone is its column")
def survives(gap, offset, levels):
    return offset // 2**levels != gap // 2**levels


@wrong("survives", "one pooling, whatever the levels", "yes and no swapped")
def survives(gap, offset, levels):
    return offset // 2 == (offset + gap) // 2


@wrong("blur_pool", "blurs along the rows only")
def blur_pool(x):
    p = np.pad(x, 1)
    out = (p[1:-1, :-2] + 2 * p[1:-1, 1:-1] + p[1:-1, 2:]) / 4
    return out[::2, ::2]


@wrong(
    "blur_pool",
    "the middle of the kernel weighs 3 by 3, not 4: sums of 1, 2, 1 added, not multiplied",
)
def blur_pool(x):
    k = np.add.outer([1, 2, 1], [1, 2, 1])
    p = np.pad(x, 1)
    H, W = x.shape
    out = sum(k[a, b] * p[a : a + H, b : b + W] for a in range(3) for b in range(3))
    return out[::2, ::2] / k.sum()


@wrong("blur_pool", "not skipped: every pixel stays")
def blur_pool(x):
    return _blur(x)


@wrong("blur_pool", "no padding: the border is lost")
def blur_pool(x):
    H, W = x.shape
    k = np.outer([1, 2, 1], [1, 2, 1])
    out = np.zeros((max(H - 2, 0), max(W - 2, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i : i + 3, j : j + 3] * k).sum() / 16
    return out[::2, ::2]


@wrong("blur_pool", "begins at the second row and column", "not divided")
def blur_pool(x):
    return _blur(x, over=1)[1::2, 1::2]
