# ruff: noqa
"""Notebook 09, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("09")


def _occluded(model, x, labels, size, fill, score, restore=True):
    N, H, W, C = x.shape
    out = np.zeros((N, H - size + 1, W - size + 1))
    hidden = x.copy()
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            if restore:
                hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = score(model.predict(x), model.predict(hidden))
    return out


@wrong("occlusion_map", "the probability that is left, not by how much it falls")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))
    return _occluded(model, x, labels, size, fill, lambda p, q: q[n, labels])


@wrong("occlusion_map", "the class that is likeliest, not the label")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))

    def fall(p, q):
        best = p.argmax(axis=1)
        return p[n, best] - q[n, best]

    return _occluded(model, x, labels, size, fill, fall)


@wrong("occlusion_map", "patches pile up: the image is not restored")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))
    fall = lambda p, q: p[n, labels] - q[n, labels]
    return _occluded(model, x, labels, size, fill, fall, restore=False)


@wrong("occlusion_map", "fill is ignored: 0", "the sign: hidden minus seen")
def occlusion_map(model, x, labels, size, fill):
    n = np.arange(len(x))
    return _occluded(model, x, labels, size, 0, lambda p, q: q[n, labels] - p[n, labels])


@right("occlusion_map")
def occlusion_map(model, x, labels, size, fill):
    N, H, W, C = x.shape
    h, w = H - size + 1, W - size + 1
    out = np.empty((N, h, w))
    for n in range(N):
        many = np.repeat(x[n : n + 1], h * w, axis=0)
        for m in range(h * w):
            i, j = divmod(m, w)
            many[m, i : i + size, j : j + size] = fill
        before = model.predict(x[n : n + 1])[0, labels[n]]
        out[n] = (before - model.predict(many)[:, labels[n]]).reshape(h, w)
    return out


def _back(model, x, labels):
    dy = np.zeros_like(model.scores(x))
    dy[np.arange(len(x)), labels] = 1
    return model.scores_backward(dy, x)


@wrong("saliency", "no absolute value: the largest gradient")
def saliency(model, x, labels):
    return _back(model, x, labels).max(axis=-1)


@wrong("saliency", "the mean over the channels")
def saliency(model, x, labels):
    return np.abs(_back(model, x, labels)).mean(axis=3)


@wrong("saliency", "the gradient of all scores together")
def saliency(model, x, labels):
    return np.abs(model.scores_backward(np.ones_like(model.scores(x)), x)).max(axis=3)


@wrong("saliency", "scores in place of ones: the label's score is the gradient that goes in")
def saliency(model, x, labels):
    s = model.scores(x)
    dy = np.where(np.arange(s.shape[1]) == labels[:, None], s, 0)
    return np.abs(model.scores_backward(dy, x)).max(axis=3)


@wrong("saliency", "gradient times input", "the sum over the channels")
def saliency(model, x, labels):
    return np.abs(_back(model, x, labels) * x).sum(axis=3)


@right("saliency")
def saliency(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    g = model.scores_backward(dy, x)
    return np.maximum(g.max(axis=-1), -g.min(axis=-1))


@wrong("pca2", "h is not centred")
def pca2(h):
    u, s, v = np.linalg.svd(h, full_matrices=False)
    return h @ v[:2].T


@wrong("pca2", "columns of v in place of its rows")
def pca2(h):
    c = h - h.mean(axis=0)
    u, s, v = np.linalg.svd(c)
    return c @ v[:, :2]


@wrong("pca2", "the last two axes: those of the smallest spread")
def pca2(h):
    c = h - h.mean(0)
    _, vectors = np.linalg.eigh(c.T @ c)
    return c @ vectors[:, :2]


@wrong("pca2", "the plain features 0 and 1, centred", "only the second is scaled: divided by N")
def pca2(h):
    c = (h - h.mean(0))[:, :2]
    return c / np.array([1, len(h)])


@right("pca2")
def pca2(h):
    c = h - h.mean(0)
    values, vectors = np.linalg.eigh(np.cov(c.T, bias=True).reshape(h.shape[1], h.shape[1]))
    return c @ vectors[:, np.argsort(values)[::-1][:2]]


@wrong("reconstruction_error", "bytes are subtracted as bytes: they wrap around")
def reconstruction_error(x, rebuilt):
    return ((x - rebuilt) ** 2).mean(axis=(1, 2, 3))


@wrong("reconstruction_error", "the root of the mean")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt
    return np.sqrt((d * d).mean(axis=(1, 2, 3)))


@wrong("reconstruction_error", "the sum, not the mean")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return np.array([np.sum(one**2) for one in d])


@wrong("reconstruction_error", "the mean is squared, not the differences")
def reconstruction_error(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return d.mean(axis=(1, 2, 3)) ** 2


@wrong("reconstruction_error", "absolute differences", "one number for all images")
def reconstruction_error(x, rebuilt):
    return np.abs(x.astype(float) - rebuilt.astype(float)).mean()


@right("reconstruction_error")
def reconstruction_error(x, rebuilt):
    n = len(x)
    d = np.float64(x).reshape(n, -1) - np.float64(rebuilt).reshape(n, -1)
    return np.einsum("nd,nd->n", d, d) / d.shape[1]
