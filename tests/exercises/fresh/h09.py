# ruff: noqa
"""Notebook 09, as learners write it: a third set."""

import numpy as np

from fresh import Fresh


def occlusion_map__what_is_left(model, x, labels, size, fill):
    N, H, W, C = x.shape
    out = np.zeros((N, H - size + 1, W - size + 1))
    rows = np.arange(N)
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = model.predict(hidden)[rows, labels]
    return out


def occlusion_map__patches_stay(model, x, labels, size, fill):
    N, H, W, C = x.shape
    n = np.arange(N)
    before = model.predict(x)[n, labels]
    out = np.zeros((N, H - size + 1, W - size + 1))
    hidden = x.copy()
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden[:, i : i + size, j : j + size, :] = fill
            out[:, i, j] = before - model.predict(hidden)[n, labels]
    return out


def occlusion_map__first_channel(model, x, labels, size, fill):
    N, H, W, C = x.shape
    whole = model.predict(x)
    maps = []
    for n in range(N):
        rows = []
        for i in range(H - size + 1):
            row = []
            for j in range(W - size + 1):
                one = x[n : n + 1].copy()
                one[0, i : i + size, j : j + size, 0] = fill
                row.append(whole[n, labels[n]] - model.predict(one)[0, labels[n]])
            rows.append(row)
        maps.append(rows)
    return np.array(maps)


def occlusion_map__surest_class(model, x, labels, size, fill):
    N, H, W, C = x.shape
    before = model.predict(x).max(axis=1)
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i, j in np.ndindex(out.shape[1:]):
        hidden = np.array(x)
        hidden[:, i : i + size, j : j + size] = fill
        out[:, i, j] = before - model.predict(hidden).max(axis=1)
    return out


def occlusion_map__side_by_side(model, x, labels, size, fill):
    N, H, W, C = x.shape
    p = model.predict(x)[np.arange(N), labels]
    rows, columns = range(0, H - size + 1, size), range(0, W - size + 1, size)
    out = np.zeros((N, len(rows), len(columns)))
    for a, i in enumerate(rows):
        for b, j in enumerate(columns):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, a, b] = p - model.predict(hidden)[np.arange(N), labels]
    return out


def occlusion_map__gain_by_paper(model, x, labels, size, fill):
    N, H, W, C = x.shape
    n = np.arange(N)
    p = model.predict(x)[n, labels]
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i, j in np.ndindex(out.shape[1:]):
        hidden = x.copy()
        hidden[:, i : i + size, j : j + size] = 0
        out[:, i, j] = model.predict(hidden)[n, labels] - p
    return out


def occlusion_map__right(model, x, labels, size, fill):
    N, H, W, C = x.shape
    OH, OW = H - size + 1, W - size + 1
    i, h = np.ogrid[:OH, :H]
    j, w = np.ogrid[:OW, :W]
    rows, columns = (h >= i) & (h < i + size), (w >= j) & (w < j + size)
    masks = (rows[:, None, :, None] & columns[None, :, None, :]).reshape(-1, H, W, 1)
    out = np.empty((N, OH, OW))
    for n, (image, label) in enumerate(zip(x, labels)):
        tries = np.concatenate([image[None], np.where(masks, fill, image)])
        p = model.predict(tries)[:, label]
        out[n] = (p[0] - p[1:]).reshape(OH, OW)
    return out


def saliency__signed(model, x, labels):
    dy = np.zeros(model.scores(x).shape)
    dy[np.arange(len(x)), labels] = 1
    return model.scores_backward(dy, x).max(axis=3)


def saliency__absolute_last(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    gradient = model.scores_backward(dy, x)
    return np.abs(gradient.max(axis=-1))


def saliency__summed_channels(model, x, labels):
    classes = model.scores(x).shape[1]
    dy = np.equal.outer(labels, np.arange(classes)).astype(float)
    return np.abs(model.scores_backward(dy, x)).sum(axis=-1)


def saliency__loss_gradient(model, x, labels):
    z = model.scores(x)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(x)), labels] -= 1
    return np.abs(model.scores_backward(p, x)).max(axis=-1)


def saliency__weighted_by_score(model, x, labels):
    scores = model.scores(x)
    dy = np.where(np.arange(scores.shape[1]) == labels[:, None], scores, 0)
    return np.max(np.abs(model.scores_backward(dy, x)), axis=3)


def saliency__every_score_signed(model, x, labels):
    dy = np.ones(model.scores(x).shape)
    return model.scores_backward(dy, x).max(axis=-1)


def saliency__right(model, x, labels):
    dy = np.zeros_like(model.scores(x))
    np.put_along_axis(dy, np.asarray(labels)[:, None], 1, axis=1)
    gradient = model.scores_backward(dy, x)
    return np.maximum(gradient.max(axis=-1), -gradient.min(axis=-1))


def pca2__columns_of_vh(h):
    centred = h - h.mean(axis=0)
    _, _, v = np.linalg.svd(centred)
    return centred @ v[:, :2]


def pca2__u_alone(h):
    u, s, vt = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    return u[:, :2]


def pca2__least_spread(h):
    h = h - h.mean(axis=0)
    values, vectors = np.linalg.eigh(h.T @ h)
    return h @ vectors[:, :2]


def pca2__columns_scaled(h):
    centred = (h - h.mean(axis=0)) / (h.std(axis=0) + 1e-9)
    _, _, vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ vt[:2].T


def pca2__mean_left_in(h):
    centred = h - h.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:2]
    return np.array([[np.dot(point, axis) for axis in axes] for point in h])


def pca2__second_first_raw(h):
    _, vectors = np.linalg.eigh(h.T @ h)
    return (h - h.mean(axis=0)) @ vectors[:, -2:]


def pca2__right(h):
    centred = h - h.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov(centred, rowvar=False))
    return centred @ vectors[:, :-3:-1]


def reconstruction_error__bytes_wrap(x, rebuilt):
    return ((x - rebuilt) ** 2).mean(axis=(1, 2, 3))


def reconstruction_error__distance(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return np.array([np.linalg.norm(image) for image in d])


def reconstruction_error__per_pixel_of_grey(x, rebuilt):
    N, H, W, C = x.shape
    d = x.astype(float) - rebuilt
    return (d**2).sum(axis=(1, 2, 3)) / (H * W)


def reconstruction_error__bytes_to_units(x, rebuilt):
    d = (x.astype(float) - rebuilt.astype(float)) / 255
    return (d * d).mean(axis=(1, 2, 3))


def reconstruction_error__images_averaged(x, rebuilt):
    d = np.subtract(x, rebuilt, dtype=float)
    return (d**2).mean(axis=0)


def reconstruction_error__absolute_of_all(x, rebuilt):
    return np.abs(x.astype(float) - rebuilt.astype(float)).mean()


def reconstruction_error__right(x, rebuilt):
    d = np.subtract(x, rebuilt, dtype=float).reshape(len(x), -1)
    return np.einsum("nd,nd->n", d, d) / d.shape[1]


FRESH = [
    Fresh(
        "09_occlusion_map",
        occlusion_map__what_is_left,
        "the probability that is left, not by how much it falls",
    ),
    Fresh(
        "09_occlusion_map",
        occlusion_map__patches_stay,
        "patches are not taken away again: more and more is hidden",
    ),
    Fresh("09_occlusion_map", occlusion_map__first_channel, "only the first channel is hidden"),
    Fresh(
        "09_occlusion_map",
        occlusion_map__surest_class,
        "the largest probability, whatever the class, not the label's",
    ),
    Fresh("09_occlusion_map", occlusion_map__side_by_side, "the patch jumps by its size"),
    Fresh(
        "09_occlusion_map",
        occlusion_map__gain_by_paper,
        "the sign is wrong: hidden minus whole",
        "fill is ignored: always 0",
    ),
    Fresh("09_saliency", saliency__signed, "the absolute value is missing"),
    Fresh(
        "09_saliency",
        saliency__absolute_last,
        "the absolute value is taken after the maximum: large negative gradients are lost",
    ),
    Fresh("09_saliency", saliency__summed_channels, "the sum over the channels, not the largest"),
    Fresh("09_saliency", saliency__loss_gradient, "the gradient of the loss, not of the score"),
    Fresh("09_saliency", saliency__weighted_by_score, "dy holds the score instead of 1"),
    Fresh(
        "09_saliency",
        saliency__every_score_signed,
        "the gradient of the sum of all scores",
        "the absolute value is missing",
    ),
    Fresh("09_pca2", pca2__columns_of_vh, "takes columns of the matrix whose rows are the axes"),
    Fresh(
        "09_pca2",
        pca2__u_alone,
        "the left singular vectors, without the singular values: the spread is lost",
    ),
    Fresh("09_pca2", pca2__least_spread, "the two axes of least spread"),
    Fresh(
        "09_pca2", pca2__columns_scaled, "each feature is divided by its standard deviation first"
    ),
    Fresh("09_pca2", pca2__mean_left_in, "the points are projected without subtracting the mean"),
    Fresh(
        "09_pca2",
        pca2__second_first_raw,
        "the axes are those of points that were not centred",
        "the second axis comes first",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__bytes_wrap,
        "bytes wrap around: no conversion to floats",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__distance,
        "the root of the sum of squares, not their mean",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__per_pixel_of_grey,
        "divides by H · W only: the channels are forgotten",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__bytes_to_units,
        "the differences are divided by 255",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__images_averaged,
        "the mean over the images, not over each image",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__absolute_of_all,
        "absolute values instead of squares",
        "one number for all images",
    ),
]

RIGHT = [
    ("09_occlusion_map", occlusion_map__right),
    ("09_saliency", saliency__right),
    ("09_pca2", pca2__right),
    ("09_reconstruction_error", reconstruction_error__right),
]
