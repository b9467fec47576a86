# ruff: noqa
"""Notebook 09, as learners write it."""

import numpy as np

from fresh import Fresh


def occlusion_map__sign(model, x, labels, size, fill):
    N, H, W, C = x.shape
    before = model.predict(x)[np.arange(N), labels]
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = model.predict(hidden)[np.arange(N), labels] - before
    return out


def occlusion_map__predicted(model, x, labels, size, fill):
    N, H, W, C = x.shape
    before = model.predict(x).max(axis=1)
    out = np.zeros((N, H - size + 1, W - size + 1))
    for i in range(H - size + 1):
        for j in range(W - size + 1):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size, :] = fill
            out[:, i, j] = before - model.predict(hidden).max(axis=1)
    return out


def occlusion_map__piles_up(model, x, labels, size, fill):
    n = np.arange(len(x))
    before = model.predict(x)[n, labels]
    out = np.zeros((len(x), x.shape[1] - size + 1, x.shape[2] - size + 1))
    hidden = x.copy()
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = before - model.predict(hidden)[n, labels]
    return out


def occlusion_map__first_channel(model, x, labels, size, fill):
    n = np.arange(len(x))
    before = model.predict(x)[n, labels]
    out = np.zeros((len(x), x.shape[1] - size + 1, x.shape[2] - size + 1))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden = np.array(x)
            hidden[:, i : i + size, j : j + size, 0] = fill
            out[:, i, j] = before - model.predict(hidden)[n, labels]
    return out


def occlusion_map__what_is_left(model, x, labels, size, fill):
    n = np.arange(len(x))
    maps = []
    for i in range(x.shape[1] - size + 1):
        for j in range(x.shape[2] - size + 1):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            maps.append(model.predict(hidden)[n, labels])
    return np.array(maps).T.reshape(len(x), x.shape[1] - size + 1, x.shape[2] - size + 1)


def occlusion_map__sign_and_paper(model, x, labels, size, fill):
    n = np.arange(len(x))
    before = model.predict(x)[n, labels]
    out = np.zeros((len(x), x.shape[1] - size + 1, x.shape[2] - size + 1))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = 0
            out[:, i, j] = model.predict(hidden)[n, labels] - before
    return out


def occlusion_map__short_and_predicted(model, x, labels, size, fill):
    p = model.predict(x)
    names = p.argmax(axis=1)
    n = np.arange(len(x))
    out = np.zeros((len(x), x.shape[1] - size, x.shape[2] - size))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            hidden = x.copy()
            hidden[:, i : i + size, j : j + size] = fill
            out[:, i, j] = p[n, names] - model.predict(hidden)[n, names]
    return out


def saliency__signed(model, x, labels):
    dy = np.zeros_like(model.scores(x))
    dy[np.arange(len(x)), labels] = 1
    return model.scores_backward(dy, x).max(axis=-1)


def saliency__added_channels(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    g = model.scores_backward(dy, x)
    return np.abs(g).sum(axis=3)


def saliency__all_classes(model, x, labels):
    dy = np.ones_like(model.scores(x))
    g = model.scores_backward(dy, x)
    return np.max(np.abs(g), axis=-1)


def saliency__of_best_score(model, x, labels):
    z = model.scores(x)
    dy = np.zeros(z.shape)
    dy[range(len(x)), z.argmax(axis=1)] = 1
    return np.abs(model.scores_backward(dy, x)).max(axis=3)


def saliency__channel_kept(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    return np.abs(model.scores_backward(dy, x)).max(axis=3, keepdims=True)


def saliency__signed_mean(model, x, labels):
    dy = np.eye(model.scores(x).shape[1])[labels]
    return model.scores_backward(dy, x).mean(axis=3)


def saliency__scaled_all_classes(model, x, labels):
    dy = np.ones(model.scores(x).shape)
    s = np.abs(model.scores_backward(dy, x)).max(axis=3)
    return s / s.max(axis=(1, 2), keepdims=True)


def pca2__not_centred(h):
    u, s, vt = np.linalg.svd(h, full_matrices=False)
    return h @ vt[:2].T


def pca2__columns_of_vt(h):
    centred = h - h.mean(axis=0)
    _, _, vt = np.linalg.svd(centred, full_matrices=False)
    return centred @ vt[:, :2]


def pca2__least_spread(h):
    centred = h - h.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(centred, rowvar=False))
    return centred @ vectors[:, :2]


def pca2__standardized(h):
    z = (h - h.mean(axis=0)) / (h.std(axis=0) + 1e-12)
    _, _, vt = np.linalg.svd(z, full_matrices=False)
    return z @ vt[:2].T


def pca2__without_s(h):
    u, s, vt = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    return u[:, :2]


def pca2__second_first_not_centred(h):
    values, vectors = np.linalg.eigh(h.T @ h)
    return h @ vectors[:, -2:]


def pca2__one_mean_transposed(h):
    h = h - h.mean()
    _, _, vt = np.linalg.svd(h, full_matrices=False)
    return vt[:2] @ h.T


def reconstruction_error__bytes(x, rebuilt):
    return ((x - rebuilt) ** 2).mean(axis=(1, 2, 3))


def reconstruction_error__one_number(x, rebuilt):
    x, rebuilt = x.astype(float), rebuilt.astype(float)
    return np.mean((x - rebuilt) ** 2)


def reconstruction_error__sum(x, rebuilt):
    d = x.astype(np.float64) - rebuilt.astype(np.float64)
    return np.array([np.sum(one**2) for one in d])


def reconstruction_error__root(x, rebuilt):
    d = x.astype(float) - rebuilt
    return np.sqrt((d.reshape(len(d), -1) ** 2).mean(axis=1))


def reconstruction_error__per_channel(x, rebuilt):
    d = x.astype(float) - rebuilt.astype(float)
    return np.mean(d**2, axis=(1, 2))


def reconstruction_error__sum_of_sizes(x, rebuilt):
    d = np.abs(x.astype(float) - rebuilt.astype(float))
    return d.reshape(len(x), -1).sum(axis=1)


def reconstruction_error__root_of_bytes(x, rebuilt):
    d = (x - rebuilt).reshape(len(x), -1)
    return np.sqrt(np.mean(np.square(d), axis=1))


def occlusion_map__right_one_batch(model, x, labels, size, fill):
    N, H, W, C = x.shape
    places = [(i, j) for i in range(H - size + 1) for j in range(W - size + 1)]
    out = []
    for img, label in zip(x, labels):
        tries = np.repeat(img[None], len(places) + 1, axis=0)
        for k, (i, j) in enumerate(places):
            tries[k, i : i + size, j : j + size] = fill
        p = model.predict(tries)[:, label]
        out.append((p[-1] - p[:-1]).reshape(H - size + 1, W - size + 1))
    return np.array(out)


def saliency__right_one_by_one(model, x, labels):
    out = []
    for img, label in zip(x, labels):
        dy = np.zeros((1, model.scores(img[None]).shape[1]))
        dy[0, label] = 1
        g = model.scores_backward(dy, img[None])[0]
        out.append(np.maximum(g.max(axis=-1), -g.min(axis=-1)))
    return np.stack(out)


def pca2__right_u_times_s(h):
    u, s, _ = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    return (u * s)[:, :2]


def reconstruction_error__right_loop(x, rebuilt):
    errors = []
    for a, b in zip(x.tolist(), rebuilt.tolist()):
        d = np.array(a, float) - np.array(b, float)
        errors.append(np.vdot(d, d) / d.size)
    return np.array(errors)


FRESH = [
    Fresh("09_occlusion_map", occlusion_map__sign, "hidden minus whole"),
    Fresh("09_occlusion_map", occlusion_map__predicted, "largest probability, not the label's"),
    Fresh("09_occlusion_map", occlusion_map__piles_up, "earlier patches stay hidden"),
    Fresh("09_occlusion_map", occlusion_map__first_channel, "hides the first channel only"),
    Fresh("09_occlusion_map", occlusion_map__what_is_left, "what is left, not what it costs"),
    Fresh("09_occlusion_map", occlusion_map__sign_and_paper, "hidden minus whole", "fill ignored"),
    Fresh(
        "09_occlusion_map",
        occlusion_map__short_and_predicted,
        "last row and column of places missing",
        "the predicted class, not the label's",
    ),
    Fresh("09_saliency", saliency__signed, "no absolute value"),
    Fresh("09_saliency", saliency__added_channels, "sum over channels"),
    Fresh("09_saliency", saliency__all_classes, "gradient of all scores together"),
    Fresh("09_saliency", saliency__of_best_score, "the predicted class, not the label's"),
    Fresh("09_saliency", saliency__channel_kept, "shape (N, H, W, 1)"),
    Fresh("09_saliency", saliency__signed_mean, "no absolute value", "mean over channels"),
    Fresh("09_saliency", saliency__scaled_all_classes, "all scores together", "scaled to 1"),
    Fresh("09_pca2", pca2__not_centred, "not centred"),
    Fresh("09_pca2", pca2__columns_of_vt, "columns of vt for rows"),
    Fresh("09_pca2", pca2__least_spread, "the axes of least spread"),
    Fresh("09_pca2", pca2__standardized, "also divided by the standard deviations"),
    Fresh("09_pca2", pca2__without_s, "u without its lengths s"),
    Fresh("09_pca2", pca2__second_first_not_centred, "second axis first", "not centred"),
    Fresh("09_pca2", pca2__one_mean_transposed, "one mean of all numbers", "transposed"),
    Fresh("09_reconstruction_error", reconstruction_error__bytes, "bytes overflow"),
    Fresh("09_reconstruction_error", reconstruction_error__one_number, "one number for all images"),
    Fresh("09_reconstruction_error", reconstruction_error__sum, "sum for mean"),
    Fresh("09_reconstruction_error", reconstruction_error__root, "square root of it"),
    Fresh("09_reconstruction_error", reconstruction_error__per_channel, "an error per channel"),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__sum_of_sizes,
        "sum for mean",
        "absolute values, not squares",
    ),
    Fresh(
        "09_reconstruction_error",
        reconstruction_error__root_of_bytes,
        "bytes overflow",
        "square root of it",
    ),
]

RIGHT = [
    ("09_occlusion_map", occlusion_map__right_one_batch),
    ("09_saliency", saliency__right_one_by_one),
    ("09_pca2", pca2__right_u_times_s),
    ("09_reconstruction_error", reconstruction_error__right_loop),
]
