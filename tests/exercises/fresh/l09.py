# ruff: noqa
"""Notebook 09, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("09")


@wrong("occlusion_map", "the patches before stay hidden: the copy is made once, outside the loops")
def occlusion_map(model, x, labels, size, fill):
    n, h, w, c = x.shape
    before = model.predict(x)[np.arange(n), labels]
    out = np.zeros((n, h - size + 1, w - size + 1))
    hidden = x.copy()
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            hidden[:, i : i + size, j : j + size, :] = fill
            out[:, i, j] = before - model.predict(hidden)[np.arange(n), labels]
    return out


@wrong("occlusion_map", "the sign is turned: hidden minus whole")
def occlusion_map(model, x, labels, size, fill):
    N, H, W, C = x.shape
    rows = range(N)
    p = model.predict(x)[rows, labels]
    m = np.empty((N, H - size + 1, W - size + 1))
    for i, j in np.ndindex(m.shape[1:]):
        z = np.array(x)
        z[:, i : i + size, j : j + size] = fill
        m[:, i, j] = model.predict(z)[rows, labels] - p
    return m


@wrong("occlusion_map", "the largest probability is followed, not that of the label")
def occlusion_map(model, x, labels, size, fill):
    n, h, w, _ = x.shape
    full = np.max(model.predict(x), axis=1)
    result = np.zeros((n, h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for s in range(w - size + 1):
            patched = x.copy()
            patched[:, r : r + size, s : s + size, :] = fill
            result[:, r, s] = full - np.max(model.predict(patched), axis=1)
    return result


@wrong("occlusion_map", "the last row and the last column of the map are never computed and stay 0")
def occlusion_map(model, x, labels, size, fill):
    n, h, w, c = x.shape
    k = np.arange(n)
    p0 = model.predict(x)[k, labels]
    costs = np.zeros((n, h - size + 1, w - size + 1))
    for i in range(h - size):
        for j in range(w - size):
            copy = x.copy()
            copy[:, i : i + size, j : j + size] = fill
            costs[:, i, j] = p0 - model.predict(copy)[k, labels]
    return costs


@wrong(
    "occlusion_map", "only the first channel is hidden", "always hidden with 0, `fill` is not used"
)
def occlusion_map(model, x, labels, size, fill):
    n, h, w, c = x.shape
    out = np.zeros((n, h - size + 1, w - size + 1))
    for k in range(n):
        base = model.predict(x[k : k + 1])[0, labels[k]]
        for i in range(h - size + 1):
            for j in range(w - size + 1):
                image = x[k : k + 1].copy()
                image[0, i : i + size, j : j + size, 0] = 0
                out[k, i, j] = base - model.predict(image)[0, labels[k]]
    return out


@right("occlusion_map")
def occlusion_map(model, x, labels, size, fill):
    n, h, w, c = x.shape
    oh, ow = h - size + 1, w - size + 1
    within = lambda count, length: (np.arange(length) - np.arange(count)[:, None]) // size == 0
    hide = within(oh, h)[:, None, :, None] & within(ow, w)[None, :, None, :]  # (OH, OW, H, W)
    tries = np.where(hide[..., None], fill, x[:, None, None]).reshape(-1, h, w, c)
    p = model.predict(tries).reshape(n, oh, ow, -1)
    each = np.arange(n)
    return model.predict(x)[each, labels, None, None] - p[each, :, :, labels]


@wrong(
    "saliency",
    "the absolute value comes after the maximum over the channels: a large negative gradient is lost",
)
def saliency(model, x, labels):
    dy = np.zeros(model.scores(x).shape)
    dy[np.arange(len(x)), labels] = 1
    g = model.scores_backward(dy, x)
    return np.abs(g.max(axis=-1))


@wrong("saliency", "the channels are averaged, where the largest is asked for")
def saliency(model, x, labels):
    n_classes = model.scores(x).shape[1]
    dy = np.eye(n_classes)[labels]
    dx = model.scores_backward(dy, x)
    return np.mean(np.abs(dx), axis=3)


@wrong("saliency", "dy is 1 for every class: the gradient of the sum of all scores")
def saliency(model, x, labels):
    scores = model.scores(x)
    gradient = model.scores_backward(np.ones_like(scores), x)
    return np.abs(gradient).max(axis=3)


@wrong("saliency", "dy holds the label's score in place of 1: each map is multiplied by the score")
def saliency(model, x, labels):
    s = model.scores(x)
    dy = np.zeros_like(s)
    for i in range(len(x)):
        dy[i, labels[i]] = s[i, labels[i]]
    grad = model.scores_backward(dy, x)
    return np.max(np.abs(grad), axis=-1)


@wrong(
    "saliency",
    "the class with the largest score is asked about, not the label",
    "the channels are added up",
)
def saliency(model, x, labels):
    z = model.scores(x)
    best = z.argmax(axis=1)
    dy = np.zeros(z.shape)
    dy[range(len(x)), best] = 1
    return np.abs(model.scores_backward(dy, x)).sum(axis=-1)


@wrong(
    "saliency",
    "dy[:, labels] = 1 marks the labels of all images in every row",
    "no absolute value: negative gradients are passed over",
)
def saliency(model, x, labels):
    dy = np.zeros(model.scores(x).shape)
    dy[:, labels] = 1
    return model.scores_backward(dy, x).max(axis=3)


@right("saliency")
def saliency(model, x, labels):
    classes = range(model.scores(x).shape[1])
    maps = []
    for image, label in zip(x[:, None], labels, strict=True):
        gradient = model.scores_backward(np.array([[float(c == label) for c in classes]]), image)
        maps.append(np.linalg.norm(gradient[0], ord=np.inf, axis=-1))
    return np.stack(maps)


@wrong("pca2", "the mean is not subtracted before the axes are found; only the result is centred")
def pca2(h):
    _, _, vt = np.linalg.svd(h, full_matrices=False)
    points = h @ vt[:2].T
    return points - points.mean(axis=0)


@wrong(
    "pca2",
    "the left singular vectors without their singular values: both columns are scaled to length 1",
)
def pca2(h):
    centred = h - h.mean(axis=0)
    u, s, vt = np.linalg.svd(centred, full_matrices=False)
    return u[:, :2]


@wrong("pca2", "the first two columns of vt are taken for the axes, which stand in its rows")
def pca2(h):
    c = h - h.mean(axis=0)
    U, S, V = np.linalg.svd(c)
    return c @ V[:, :2]


@wrong("pca2", "eigh sorts upwards: the first two columns are the axes of the smallest spread")
def pca2(h):
    x = h - np.mean(h, axis=0)
    values, vectors = np.linalg.eigh(x.T @ x)
    return x @ vectors[:, :2]


@wrong("pca2", "each feature is also divided by its standard deviation")
def pca2(h):
    z = (h - h.mean(axis=0)) / (h.std(axis=0) + 1e-8)
    v = np.linalg.svd(z)[2]
    return z @ v[:2].T


@wrong(
    "pca2",
    "one mean over all numbers is subtracted, not one for each feature",
    "the axes come in the wrong order, the second one first",
)
def pca2(h):
    h = h - h.mean()
    _, vectors = np.linalg.eigh(h.T @ h)
    return h @ vectors[:, -2:]


@right("pca2")
def pca2(h):
    middle = np.ones(len(h)) @ h / len(h)
    axes = np.linalg.svd((h - middle).T)[0][:, :2]
    return h @ axes - middle @ axes


@right("pca2")
def pca2(h):
    left = h - h.mean(axis=0, keepdims=True)
    spread, axes = np.linalg.eigh(np.einsum("ni,nj->ij", left, left))
    first, second = np.argsort(-spread)[:2]
    return np.column_stack([-(left @ axes[:, first]), left @ axes[:, second]])
