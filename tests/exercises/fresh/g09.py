# ruff: noqa
"""Notebook 09, as learners write it."""

import numpy as np

from fresh import Fresh


def occlusion_map__own_favourite(model, x, labels, size, fill):
    N, H, W, C = x.shape
    p = model.predict(x)
    favourite = p.argmax(axis=1)
    before = p[np.arange(N), favourite]
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = before - model.predict(hidden)[np.arange(N), favourite]
    return out


def occlusion_map__patch_swapped(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    rows = np.arange(n)
    base = model.predict(x)[rows, labels]
    m = np.zeros((n, h - size + 1, w - size + 1))
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            y = x.copy()
            y[:, j : j + size, i : i + size, :] = fill
            m[:, i, j] = base - model.predict(y)[rows, labels]
    return m


def occlusion_map__one_channel(model, x, labels, size, fill):
    n = np.arange(len(x))
    whole = model.predict(x)[n, labels]
    places = [range(side - size + 1) for side in x.shape[1:3]]
    result = np.empty((len(x), len(places[0]), len(places[1])))
    for i in places[0]:
        for j in places[1]:
            hidden = np.array(x)
            hidden[:, i : i + size, j : j + size, 0] = fill
            result[:, i, j] = whole - model.predict(hidden)[n, labels]
    return result


def occlusion_map__first_label(model, x, labels, size, fill):
    N, H, W, C = x.shape
    cost = np.zeros((N, H - size + 1, W - size + 1))
    start = model.predict(x)[:, labels[0]]
    for i, j in np.ndindex(cost.shape[1:]):
        covered = x.copy()
        covered[:, i : i + size, j : j + size] = fill
        cost[:, i, j] = start - model.predict(covered)[:, labels[0]]
    return cost


def occlusion_map__stays_hidden_sign(model, x, labels, size, fill):
    N, H, W, C = x.shape
    out = np.zeros((N, H - size + 1, W - size + 1))
    p0 = model.predict(x)[range(N), labels]
    hidden = x.copy()
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden[:, i : i + size, j : j + size, :] = fill
            out[:, i, j] = model.predict(hidden)[range(N), labels] - p0
    return out


def occlusion_map__right(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    rows, columns = np.indices((h, w))
    maps = []
    for image, label in zip(x, labels):
        tries = [image]
        for i, j in np.ndindex(h - size + 1, w - size + 1):
            inside = (rows >= i) & (rows < i + size) & (columns >= j) & (columns < j + size)
            tries.append(np.where(inside[..., None], fill, image))
        p = model.predict(np.array(tries))[:, label]
        maps.append((p[0] - p[1:]).reshape(h - size + 1, w - size + 1))
    return np.array(maps)


def saliency__winner(model, x, labels):
    scores = model.scores(x)
    dy = np.zeros_like(scores)
    dy[np.arange(len(x)), scores.argmax(axis=1)] = 1
    grad = model.scores_backward(dy, x)
    return np.abs(grad).max(axis=-1)


def saliency__abs_last(model, x, labels):
    n_classes = model.scores(x).shape[1]
    dx = model.scores_backward(np.eye(n_classes)[labels], x)
    return abs(dx.max(axis=3))


def saliency__weighted_by_score(model, x, labels):
    z = model.scores(x)
    dy = np.zeros(z.shape)
    for n, label in enumerate(labels):
        dy[n, label] = z[n, label]
    g = model.scores_backward(dy, x)
    return np.max(np.abs(g), axis=-1)


def saliency__times_input(model, x, labels):
    dy = (labels[:, None] == np.arange(model.scores(x).shape[1])).astype(float)
    return np.abs(model.scores_backward(dy, x) * x).max(axis=-1)


def saliency__all_scores_mean(model, x, labels):
    dy = np.ones_like(model.scores(x))
    return np.abs(model.scores_backward(dy, x)).mean(axis=3)


def saliency__right(model, x, labels):
    maps = []
    for image, label in zip(x, labels):
        one = image[None]
        dy = 0.0 * model.scores(one)
        dy[0, label] = 1
        [gradient] = model.scores_backward(dy, one)
        maps.append(np.linalg.norm(gradient, ord=np.inf, axis=2))
    return np.array(maps)


def pca2__u_alone(h):
    centred = h - h.mean(axis=0)
    u, s, vt = np.linalg.svd(centred, full_matrices=False)
    return u[:, :2]


def pca2__smallest(h):
    c = h - h.mean(axis=0)
    values, vectors = np.linalg.eigh(c.T @ c)
    return c @ vectors[:, :2]


def pca2__standardized(h):
    z = (h - h.mean(axis=0)) / (h.std(axis=0) + 1e-12)
    _, _, v = np.linalg.svd(z, full_matrices=False)
    return z @ v[:2].T


def pca2__uncentred_axes(h):
    _, _, vt = np.linalg.svd(h, full_matrices=False)
    return (h - h.mean(axis=0)) @ vt[:2].T


def pca2__columns_row_means(h):
    h = h - h.mean(axis=1, keepdims=True)
    u, s, v = np.linalg.svd(h)
    return h @ v[:, :2]


def pca2__right(h):
    centred = h - h.mean(axis=0)
    values, vectors = np.linalg.eigh(centred @ centred.T)
    return vectors[:, :-3:-1] * np.sqrt(values[:-3:-1].clip(0))


def reconstruction_error__cast_late(x, rebuilt):
    difference = (x - rebuilt).astype(float)
    return (difference**2).mean(axis=(1, 2, 3))


def reconstruction_error__mean_first(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return d.mean(axis=(1, 2, 3)) ** 2


def reconstruction_error__per_channel(x, rebuilt):
    x, rebuilt = np.asarray(x, float), np.asarray(rebuilt, float)
    return np.mean(np.square(x - rebuilt), axis=(1, 2))


def reconstruction_error__scaled(x, rebuilt):
    a, b = x.astype(float), rebuilt.astype(float)
    errors = []
    for one, other in zip(a, b):
        errors.append(np.sum((one - other) ** 2) / np.sum(one**2))
    return np.array(errors)


def reconstruction_error__bytes_root(x, rebuilt):
    return np.sqrt(((x - rebuilt) ** 2).mean(axis=(1, 2, 3)))


def reconstruction_error__right(x, rebuilt):
    a = x.reshape(len(x), -1).astype(float)
    b = rebuilt.reshape(len(x), -1).astype(float)
    return np.array([np.dot(d, d) / d.size for d in a - b])


FRESH = [
    Fresh(
        "09_occlusion_map",
        occlusion_map__own_favourite,
        "follows the class that the model prefers, not the label",
    ),
    Fresh(
        "09_occlusion_map",
        occlusion_map__patch_swapped,
        "rows and columns of the patch are exchanged: it hides (j, i)",
    ),
    Fresh("09_occlusion_map", occlusion_map__one_channel, "hides the first channel only"),
    Fresh(
        "09_occlusion_map",
        occlusion_map__stays_hidden_sign,
        "patches stay: the copy is made once, before the loops, so more and more is hidden",
        "the sign is wrong: hidden minus whole",
    ),
    Fresh("09_saliency", saliency__winner, "takes the class with the highest score, not the label"),
    Fresh(
        "09_saliency",
        saliency__abs_last,
        "the absolute value is taken after the maximum: strong negative gradients are lost",
    ),
    Fresh("09_saliency", saliency__weighted_by_score, "dy holds the label's score instead of 1"),
    Fresh(
        "09_pca2",
        pca2__u_alone,
        "the left singular vectors alone: not multiplied by the singular values",
    ),
    Fresh(
        "09_pca2",
        pca2__smallest,
        "eigh sorts upwards: these are the two axes of least spread",
    ),
    Fresh(
        "09_pca2",
        pca2__uncentred_axes,
        "the axes are those of h with its mean, not of the centred points",
    ),
    Fresh(
        "09_pca2",
        pca2__columns_row_means,
        "the first two columns of v instead of its rows",
        "subtracts the mean of each row, not of each column",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__cast_late,
        "bytes are subtracted before they become floats: negative differences wrap around",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__mean_first,
        "the square of the mean difference, not the mean of the squares",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__per_channel,
        "the channels are not averaged: (N, C) instead of (N,)",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__bytes_root,
        "a root is taken of the mean",
        "bytes are subtracted and squared as bytes: they wrap around",
    ),
    Fresh("09_predict_map", (21, 21), "the first position, + 1, is forgotten"),
    Fresh("09_predict_map", (4, 4), "patches side by side, 7 apart"),
    Fresh("09_predict_plane", (2, 500), "rows and columns exchanged"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "09_occlusion_map",
        occlusion_map__first_label,
        "uses the first image's label for all images",
    ),
    Fresh("09_saliency", saliency__times_input, "multiplies the gradient by the pixel itself"),
    Fresh(
        "09_saliency",
        saliency__all_scores_mean,
        "the gradient of the sum of all scores, not of the label's alone",
        "the mean over the channels, not the largest",
    ),
    Fresh("09_pca2", pca2__standardized, "also divides each feature by its standard deviation"),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__scaled,
        "divides by the image's sum of squares (relative error), not by the count of its numbers",
    ),
    Fresh(
        "09_predict_map",
        (28, 28),
        "a place for each pixel, as if the patch could reach over the edge",
    ),
    Fresh("09_predict_plane", (2, 128), "thinks of the axes, not of the points"),
]

RIGHT = [
    ("09_occlusion_map", occlusion_map__right),
    ("09_saliency", saliency__right),
    ("09_pca2", pca2__right),
    ("09_reconstruction_error", reconstruction_error__right),
]
