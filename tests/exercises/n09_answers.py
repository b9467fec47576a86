"""Answers to notebook 09: right ones in many styles, wrong ones as people write them."""

import numpy as np

# 09_occlusion_map


def occlusion_map_image_by_image(model, x, labels, size, fill):
    rows, columns = x.shape[1] - size + 1, x.shape[2] - size + 1
    maps = []
    for image, label in zip(x, labels, strict=True):
        before = model.predict(image[None])[0, label]
        hidden = []
        for i in range(rows):
            for j in range(columns):
                one = image.copy()
                one[i : i + size, j : j + size, :] = fill
                hidden.append(one)
        after = model.predict(np.array(hidden))[:, label]
        maps.append((before - after).reshape(rows, columns))
    return maps


def occlusion_map_put_back(model, x, labels, size, fill):
    x, n = x.astype(np.float32), len(x)
    p = model.predict(x)[range(n), labels]
    out = np.empty((n, x.shape[1] - size + 1, x.shape[2] - size + 1))
    for i, j in np.ndindex(*out.shape[1:]):
        patch = x[:, i : i + size, j : j + size].copy()
        x[:, i : i + size, j : j + size] = fill
        out[:, i, j] = p - np.take_along_axis(model.predict(x), labels[:, None], 1)[:, 0]
        x[:, i : i + size, j : j + size] = patch
    return out


def occlusion_map_masked(model, x, labels, size, fill):
    h, w = x.shape[1:3]
    one = np.eye(model.predict(x).shape[1])[labels]
    i, j = np.arange(h)[:, None, None], np.arange(w)[:, None]

    def after(a, b):
        patch = (i >= a) & (i < a + size) & (j >= b) & (j < b + size)
        return (model.predict(np.where(patch, fill, x)) * one).sum(axis=1)

    before = (model.predict(x) * one).sum(axis=1)
    falls = [[before - after(a, b) for b in range(w - size + 1)] for a in range(h - size + 1)]
    return np.moveaxis(np.array(falls), 2, 0)


def _occlusion(model, x, labels, size, hide, compare):
    n, h, w, _ = x.shape
    out = np.zeros((n, h - size + 1, w - size + 1))
    before = model.predict(x)
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            hidden = x.copy()
            hide(hidden, i, j)
            out[:, i, j] = compare(before, model.predict(hidden))
    return out


def _fall(labels):
    return lambda before, after: (before - after)[np.arange(len(labels)), labels]


def occlusion_map_argmax(model, x, labels, size, fill):
    def hide(hidden, i, j):
        hidden[:, i : i + size, j : j + size] = fill

    predicted = np.argmax(model.predict(x), axis=-1)
    return _occlusion(model, x, labels, size, hide, _fall(predicted))


def occlusion_map_black(model, x, labels, size, fill):
    def hide(hidden, i, j):
        hidden[:, i : i + size, j : j + size, :] = 0

    return _occlusion(model, x, labels, size, hide, _fall(labels))


def occlusion_map_one_channel(model, x, labels, size, fill):
    def hide(hidden, i, j):
        hidden[..., 0][:, i : i + size, j : j + size] = fill

    return _occlusion(model, x, labels, size, hide, _fall(labels))


def occlusion_map_rises(model, x, labels, size, fill):
    def hide(hidden, i, j):
        hidden[:, i : i + size, j : j + size] = fill

    def compare(before, after):
        return np.array([after[n, c] - before[n, c] for n, c in enumerate(labels)])

    return _occlusion(model, x, labels, size, hide, compare)


def occlusion_map_no_copy(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    before = model.predict(x)[np.arange(n), labels]
    out = np.zeros((n, h - size + 1, w - size + 1))
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            hidden = x
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = before - model.predict(hidden)[np.arange(n), labels]
    return out


def occlusion_map_copied_once(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    before = model.predict(x)[np.arange(n), labels]
    out, hidden = np.zeros((n, h - size + 1, w - size + 1)), np.array(x)
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            hidden[:, i : i + size, j : j + size, :] = fill
            out[:, i, j] = before - model.predict(hidden)[np.arange(n), labels]
    return out


def occlusion_map_short(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    before = model.predict(x)[np.arange(n), labels]
    out = np.zeros((n, h - size, w - size))
    for i in range(h - size):
        for j in range(w - size):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = before - model.predict(hidden)[np.arange(n), labels]
    return out


# 09_saliency


def saliency_by_loops(model, x, labels):
    dy = np.zeros_like(model.scores(x))
    for n, label in enumerate(labels):
        dy[n, label] = 1
    dx = model.scores_backward(dy, x)
    out = np.zeros(x.shape[:3])
    for n, i, j in np.ndindex(*out.shape):
        out[n, i, j] = max(abs(value) for value in dx[n, i, j])
    return out


def saliency_image_by_image(model, x, labels):
    maps = []
    for image, label in zip(x, labels, strict=True):
        dy = (np.arange(model.scores(x).shape[1]) == label)[None].astype(np.float32)
        dx = model.scores_backward(dy, image[None])[0]
        maps.append(np.maximum(dx, -dx).max(axis=-1))
    return np.stack(maps)


def saliency_by_differences(model, x, labels):
    rows, h = np.arange(len(x)), 1e-5
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape[1:]):
        step = np.zeros(x.shape[1:])
        step[i] = h
        change = model.scores(x + step) - model.scores(x - step)
        slopes[(slice(None), *i)] = change[rows, labels] / (2 * h)
    return np.abs(slopes).max(axis=3)


def _saliency(model, x, dy):
    return np.max(np.abs(model.scores_backward(dy, x)), axis=-1)


def saliency_of_probability(model, x, labels):
    p = model.predict(x)
    dy = np.zeros(p.shape)
    for n, label in enumerate(labels):
        for c in range(p.shape[1]):
            dy[n, c] = p[n, label] * ((c == label) - p[n, c])
    return _saliency(model, x, dy)


def saliency_of_loss(model, x, labels):
    dy = model.predict(x)
    dy[np.arange(len(x)), labels] -= 1
    return _saliency(model, x, dy)


def saliency_of_mean_loss(model, x, labels):
    dy = model.predict(x)
    dy[np.arange(len(x)), labels] -= 1
    return _saliency(model, x, dy / len(x))


def saliency_of_all(model, x, labels):
    return _saliency(model, x, np.ones_like(model.scores(x)))


def saliency_of_winner(model, x, labels):
    scores = model.scores(x)
    return _saliency(model, x, (scores == scores.max(axis=1, keepdims=True)).astype(float))


def saliency_every_label(model, x, labels):
    dy = np.zeros_like(model.scores(x))
    dy[:, labels] = 1
    return _saliency(model, x, dy)


def saliency_signed(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    return model.scores_backward(dy, x).max(axis=-1)


def saliency_every_channel(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    return np.abs(model.scores_backward(dy, x))


# 09_pca2


def pca2_eigh(h):
    centred = h - np.mean(h, axis=0, keepdims=True)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(h))
    return centred @ vectors[:, np.argsort(values)[::-1][:2]]


def pca2_cov(h):
    values, vectors = np.linalg.eig(np.cov(h, rowvar=False))
    order = np.argsort(-values.real)
    return -(h - h.mean(0)) @ vectors[:, order[:2]].real


def pca2_scores(h):
    u, s, _ = np.linalg.svd(h - h.mean(axis=0))
    return u[:, :2] * s[:2]


def pca2_in_float32(h):
    h = h.astype(np.float32)
    h = h - h.mean(axis=0)
    return h @ np.linalg.svd(h)[2][:2].T


def pca2_by_power_iteration(h):
    h = h - h.mean(axis=0)
    rest, axes = h.copy(), []
    for _ in range(2):
        axis = np.ones(h.shape[1])
        for _ in range(200):
            axis = rest.T @ (rest @ axis)
            axis /= np.linalg.norm(axis)
        rest -= np.outer(rest @ axis, axis)
        axes.append(axis)
    return h @ np.array(axes).T


def pca2_uncentred(h):
    _, _, vt = np.linalg.svd(h, full_matrices=False)
    return h @ vt[:2].T


def pca2_projects_h(h):
    _, vectors = np.linalg.eigh(np.cov(h.T))
    return h @ vectors[:, [-1, -2]]


def pca2_ascending(h):
    centred = h - h.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov(centred.T))
    return centred @ vectors[:, :2]


def pca2_last_two(h):
    centred = h - h.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return centred @ vectors[:, -2:]


def pca2_columns_of_vt(h):
    centred = h - h.mean(axis=0)
    _, _, vt = np.linalg.svd(centred)
    return centred @ vt[:, :2]


def pca2_u_alone(h):
    u, _, _ = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    return u[:, :2]


def pca2_whitened(h):
    centred = h - h.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(centred.T))
    return centred @ vectors[:, ::-1][:, :2] / np.sqrt(values[::-1][:2])


def pca2_standardized(h):
    z = (h - h.mean(axis=0)) / h.std(axis=0)
    return z @ np.linalg.svd(z)[2][:2].T


def pca2_minus_equals(h):
    h -= h.mean(axis=0)
    return h @ np.linalg.svd(h)[2][:2].T


# 09_reconstruction_error


def reconstruction_error_by_loop(x, rebuilt):
    errors = []
    for a, b in zip(x, rebuilt, strict=True):
        total = 0
        for p, q in zip(a.ravel().tolist(), b.ravel().tolist(), strict=True):
            total += (p - q) ** 2
        errors.append(total / a.size)
    return errors


def reconstruction_error_flat(x, rebuilt):
    d = (np.float32(x) - np.float32(rebuilt)).reshape(len(x), -1)
    return np.einsum("nd,nd->n", d, d) / d.shape[1]


def reconstruction_error_norm(x, rebuilt):
    d = x.astype(int) - rebuilt.astype(int)
    return np.linalg.norm(d.reshape(len(x), -1), axis=1) ** 2 / d[0].size


def reconstruction_error_of_bytes(x, rebuilt):
    return np.mean((x - rebuilt) ** 2, axis=(1, 2, 3))


def reconstruction_error_of_absolute_bytes(x, rebuilt):
    return np.mean(np.abs(x - rebuilt) ** 2.0, axis=(1, 2, 3))


def reconstruction_error_over_all(x, rebuilt):
    return np.mean((np.asarray(x, float) - rebuilt) ** 2)


def reconstruction_error_absolute(x, rebuilt):
    return np.abs(x.astype(float) - rebuilt).reshape(len(x), -1).mean(axis=1)


def reconstruction_error_root(x, rebuilt):
    return np.sqrt(np.mean((x.astype(float) - rebuilt) ** 2, axis=(1, 2, 3)))


def reconstruction_error_sums(x, rebuilt):
    return np.sum((x.astype(float) - rebuilt) ** 2, axis=(1, 2, 3))


def reconstruction_error_space_only(x, rebuilt):
    return ((x.astype(float) - rebuilt) ** 2).mean(axis=(1, 2))


RIGHT = {
    "09_occlusion_map": [
        occlusion_map_image_by_image,
        occlusion_map_put_back,
        occlusion_map_masked,
    ],
    "09_saliency": [saliency_by_loops, saliency_image_by_image, saliency_by_differences],
    "09_pca2": [pca2_eigh, pca2_cov, pca2_scores, pca2_in_float32, pca2_by_power_iteration],
    "09_reconstruction_error": [
        reconstruction_error_by_loop,
        reconstruction_error_flat,
        reconstruction_error_norm,
    ],
}


def occlusion_map_swapped(model, x, labels, size, fill):
    def hide(hidden, i, j):
        hidden[:, j : j + size, i : i + size] = fill

    return _occlusion(model, x, labels, size, hide, _fall(labels))


WRONG = {
    "09_occlusion_map": {
        occlusion_map_swapped: "rows and columns of the patch swapped",
        occlusion_map_argmax: "predicted class in place of the label",
        occlusion_map_black: "filled with 0",
        occlusion_map_one_channel: "only one channel hidden",
        occlusion_map_rises: "sign turned",
        occlusion_map_no_copy: "changes its input",
        occlusion_map_copied_once: "patches stay hidden",
        occlusion_map_short: "last row and column missing",
    },
    "09_saliency": {
        saliency_of_probability: "gradient of the probability",
        saliency_of_loss: "gradient of the loss",
        saliency_of_mean_loss: "gradient of the batch's mean loss",
        saliency_of_all: "gradient of all scores",
        saliency_of_winner: "predicted class in place of the label",
        saliency_every_label: "labels of all images in every row",
        saliency_signed: "sign kept",
        saliency_every_channel: "channels kept",
    },
    "09_pca2": {
        pca2_uncentred: "not centred",
        pca2_projects_h: "centred for the axes alone",
        pca2_ascending: "smallest axes in place of largest",
        pca2_last_two: "second axis first",
        pca2_columns_of_vt: "rows and columns of the axes swapped",
        pca2_u_alone: "scaled to one spread",
        pca2_whitened: "scaled to one spread",
        pca2_standardized: "features scaled first",
        pca2_minus_equals: "changes its input",
    },
    "09_reconstruction_error": {
        reconstruction_error_of_bytes: "bytes that cannot be negative",
        reconstruction_error_of_absolute_bytes: "bytes that cannot be negative",
        reconstruction_error_over_all: "one number for the batch",
        reconstruction_error_absolute: "absolute differences",
        reconstruction_error_root: "root taken",
        reconstruction_error_sums: "sum in place of mean",
        reconstruction_error_space_only: "channels kept",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "09_saliency": {
        "strengths": (
            "absolute value",
            "clipped below 0",
        ),
    },
    "09_pca2": {
        "the sign of an axis is free": ("sign turned",),
    },
    "09_reconstruction_error": {
        "means of squares": (
            "absolute value",
            "clipped below 0",
        ),
    },
}
