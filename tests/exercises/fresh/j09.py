# ruff: noqa
"""Notebook 09, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("09")


def _occluded(model, x, labels, size, fill, fall, reach=None):
    N, H, W, C = x.shape
    reach = reach or size
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden = x.copy()
            hidden[:, i : i + reach, j : j + reach] = fill
            out[:, i, j] = fall(model.predict(x), model.predict(hidden))
    return out


@wrong("occlusion_map", "only the first channel is hidden")
def occlusion_map(model, x, labels, size, fill):
    N, H, W, C = x.shape
    out = np.zeros((N, H - size + 1, W - size + 1))
    n = np.arange(N)
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size, 0] = fill
            out[:, i, j] = (model.predict(x) - model.predict(hidden))[n, labels]
    return out


@wrong("occlusion_map", "everything else is hidden: only the patch stays")
def occlusion_map(model, x, labels, size, fill):
    N, H, W, C = x.shape
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            seen = np.full_like(x, fill)
            seen[:, i : i + size, j : j + size] = x[:, i : i + size, j : j + size]
            out[:, i, j] = (model.predict(x) - model.predict(seen))[np.arange(N), labels]
    return out


@wrong("occlusion_map", "the fall as a fraction of the probability")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))
    return _occluded(
        model, x, labels, size, fill, lambda p, q: (p[n, labels] - q[n, labels]) / p[n, labels]
    )


@wrong("occlusion_map", "the patch is one pixel too large", "the first label for all images")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))
    fall = lambda p, q: (p - q)[:, labels[0]]
    return _occluded(model, x, labels, size, fill, fall, size + 1)


@wrong("pca2", "divided by the singular values: both columns have the same spread")
def pca2(h):
    c = h - h.mean(0)
    u, s, v = np.linalg.svd(c, full_matrices=False)
    return u[:, :2]


@wrong("pca2", "only the first axis, twice")
def pca2(h):
    c = h - h.mean(0)
    u, s, v = np.linalg.svd(c, full_matrices=False)
    return c @ v[[0, 0]].T


@wrong("pca2", "axes 1 and 2: the first is skipped")
def pca2(h):
    c = h - h.mean(0)
    u, s, v = np.linalg.svd(c, full_matrices=True)
    return c @ v[1:3].T


@wrong("pca2", "standardized before: divided by the standard deviation")
def pca2(h):
    c = (h - h.mean(0)) / (h.std(0) + 1e-12)
    u, s, v = np.linalg.svd(c, full_matrices=False)
    return c @ v[:2].T


@wrong("reconstruction_error", "the largest difference, squared")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return (d**2).max(axis=(1, 2, 3))


@wrong("reconstruction_error", "an error for each pixel: only the channels are averaged")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return (d**2).mean(axis=-1)


@wrong("reconstruction_error", "relative: divided by the image's own mean square")
def reconstruction_error(x, rebuilt):
    x, r = x.astype(float), rebuilt.astype(float)
    return ((x - r) ** 2).mean(axis=(1, 2, 3)) / (x**2).mean(axis=(1, 2, 3))


@wrong("reconstruction_error", "the mean over height and width, summed over channels", "halved")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return (d**2).mean(axis=(1, 2)).sum(axis=1) / 2
