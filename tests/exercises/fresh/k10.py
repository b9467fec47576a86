# ruff: noqa
"""Notebook 10, as learners write it: set k, written from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("10")


@wrong("permute_pixels", "the inverse order: pixel i goes to order[i]")
def permute_pixels(x, order):
    flat = x.reshape(len(x), -1, x.shape[-1])
    out = np.empty_like(flat)
    out[:, order] = flat
    return out.reshape(x.shape)


@wrong("permute_pixels", "pixels are counted column by column")
def permute_pixels(x, order):
    n, h, w, c = x.shape
    t = x.transpose(0, 2, 1, 3).reshape(n, h * w, c)[:, order]
    return t.reshape(n, w, h, c).transpose(0, 2, 1, 3)


@wrong("permute_pixels", "the result stays flat: not put back into H and W")
def permute_pixels(x, order):
    return x.reshape(len(x), -1, x.shape[-1])[:, order]


# Written as a right one: its values are. The card asks for no loop over images.
@wrong("permute_pixels", "a loop over the images")
def permute_pixels(x, order):
    n, h, w, c = x.shape
    return np.stack([np.take(im.reshape(-1, c), order, axis=0).reshape(h, w, c) for im in x])
