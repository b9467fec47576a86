# ruff: noqa
"""Notebook 08, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("08")


@wrong("dropout", "after training scaled by 1 - rate, as in the first paper, too")
def dropout(x, rate, rng, training):
    if not training:
        return x * (1 - rate)
    return x * (rng.random(x.shape) >= rate) / (1 - rate)


@wrong("dropout", "what is dropped gets the mean, not 0")
def dropout(x, rate, rng, training):
    if not training:
        return x
    return np.where(rng.random(x.shape) < rate, x.mean(), x / (1 - rate))


@wrong("dropout", "a generator of its own: rng is not used")
def dropout(x, rate, rng, training):
    if not training:
        return x
    return x * (np.random.default_rng(0).random(x.shape) >= rate) / (1 - rate)


@wrong("dropout", "x itself is changed", "not scaled up")
def dropout(x, rate, rng, training):
    if training:
        x[rng.random(x.shape) < rate] = 0
    return x


def _bn(x, gamma, beta, mean, var, training, axes=(0, 1, 2), eps=1e-5):
    if training:
        m, v = x.mean(axis=axes), x.var(axis=axes)
        mean, var = 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


@wrong("batch_norm", "one mean and variance for all channels")
def batch_norm(x, gamma, beta, mean, var, training):
    if not training:
        return _bn(x, gamma, beta, mean, var, training)
    m, v = x.mean(), x.var()
    out = gamma * (x - m) / np.sqrt(v + 1e-5) + beta
    return out, 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v


@wrong("batch_norm", "divided by the variance: no root")
def batch_norm(x, gamma, beta, mean, var, training):
    m, v = mean, var
    if training:
        m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean, var = 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v
    return gamma * (x - m) / (v + 1e-5) + beta, mean, var


@wrong("batch_norm", "the running statistics move after training, too")
def batch_norm(x, gamma, beta, mean, var, training):
    m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    new = 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v
    if not training:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, *new


@wrong("batch_norm", "beta is added before gamma multiplies", "var is not kept")
def batch_norm(x, gamma, beta, mean, var, training):
    m, v = mean, var
    if training:
        m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean = 0.9 * mean + 0.1 * m
    return gamma * ((x - m) / np.sqrt(v + 1e-5) + beta), mean, var


@wrong("l1_grad", "strength is divided by the number of images... of rows")
def l1_grad(w, b, dw, db, strength):
    return dw + strength / len(w) * np.sign(w), db


@wrong("l1_grad", "the penalty itself: strength · Σ|w| is added everywhere")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.abs(w).sum(), db


@wrong("l1_grad", "dw is dropped", "2 too much")
def l1_grad(w, b, dw, db, strength):
    return 2 * strength * np.sign(w), db


def _move(image, down, right):
    out = np.zeros_like(image)
    H, W = image.shape[:2]
    for i in range(H):
        for j in range(W):
            if 0 <= i - down < H and 0 <= j - right < W:
                out[i, j] = image[i - down, j - right]
    return out


@wrong("augment", "only to the right and down: 0 … 2")
def augment(x, rng, training):
    if not training:
        return x
    return np.array([_move(im, *rng.integers(0, 3, 2)) for im in x])


@wrong("augment", "moves of -3 … 3")
def augment(x, rng, training):
    if not training:
        return x
    return np.array([_move(im, *rng.integers(-3, 4, 2)) for im in x])


@wrong("augment", "the edge is repeated where nothing comes in")
def augment(x, rng, training):
    if not training:
        return x
    out = []
    for im in x:
        d, r = rng.integers(-2, 3, 2)
        H, W = im.shape[:2]
        rows, columns = np.clip(np.arange(H) - d, 0, H - 1), np.clip(np.arange(W) - r, 0, W - 1)
        out.append(im[rows][:, columns])
    return np.array(out)


@wrong("augment", "rows alone are moved", "one move for all images")
def augment(x, rng, training):
    if not training:
        return x
    d = rng.integers(-2, 3)
    return np.array([_move(im, d, 0) for im in x])
