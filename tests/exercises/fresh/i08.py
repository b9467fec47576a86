# ruff: noqa
"""Notebook 08, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("08")


@wrong("stop_at", "equal losses count as better: <=")
def stop_at(losses, patience):
    best, where, waited = np.inf, 0, 0
    for e, loss in enumerate(losses):
        if loss <= best:
            best, where, waited = loss, e, 0
        else:
            waited += 1
            if waited == patience:
                return e, where
    return len(losses) - 1, where


@wrong("stop_at", "waits one epoch too long: > patience")
def stop_at(losses, patience):
    best, where, waited = np.inf, 0, 0
    for e, loss in enumerate(losses):
        if loss < best:
            best, where, waited = loss, e, 0
        else:
            waited += 1
        if waited > patience:
            return e, where
    return len(losses) - 1, where


@wrong("stop_at", "compares with the epoch before, not with the best")
def stop_at(losses, patience):
    where, waited = 0, 0
    for e in range(1, len(losses)):
        if losses[e] < losses[e - 1]:
            waited = 0
        else:
            waited += 1
            if waited == patience:
                return e, int(np.argmin(losses[: e + 1]))
    return len(losses) - 1, int(np.argmin(losses))


@wrong("stop_at", "bad epochs are counted, also when not in a row: never set back to 0")
def stop_at(losses, patience):
    best, where, waited = np.inf, 0, 0
    for e, loss in enumerate(losses):
        if loss < best:
            best, where = loss, e
        else:
            waited += 1
            if waited == patience:
                return e, where
    return len(losses) - 1, where


@wrong("stop_at", "epochs are counted from 1", "returns the best loss in place of its epoch")
def stop_at(losses, patience):
    best, waited = np.inf, 0
    for e, loss in enumerate(losses):
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
            if waited == patience:
                return e + 1, best
    return len(losses), best


@right("stop_at")
def stop_at(losses, patience):
    least = np.minimum.accumulate(losses)
    first = np.array([int(np.argmax(losses == low)) for low in least])
    waited = np.arange(len(losses)) - first
    over = np.flatnonzero(waited >= patience)
    stop = int(over[0]) if len(over) else len(losses) - 1
    return stop, int(first[stop])


@wrong("dropout", "kept with probability `rate`: the rate of what stays")
def dropout(x, rate, rng, training):
    if not training:
        return x
    return x * (rng.random(x.shape) < rate) / (1 - rate)


@wrong("dropout", "not scaled up")
def dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) < rate, 0, x)
    return x


@wrong("dropout", "whole rows are dropped: one draw for each image")
def dropout(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random((len(x), 1)) >= rate
    return x * keep / (1 - rate)


@wrong("dropout", "also after training")
def dropout(x, rate, rng, training):
    return x * (rng.random(x.shape) >= rate) / (1 - rate)


@wrong("dropout", "divided by the rate, not by 1 - rate", "whole columns are dropped")
def dropout(x, rate, rng, training):
    if not training:
        return x
    return x * (rng.random(x.shape[1]) >= rate) / rate


@right("dropout")
def dropout(x, rate, rng, training):
    return x * rng.binomial(1, 1 - rate, x.shape) / (1 - rate) if training else x + 0


def _sums(w, b, dw, db, strength, f, g):
    return dw + strength * f(w), db + strength * g(b)


@wrong("l1_grad", "|w| in place of its slope")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.abs(w), db


@wrong("l1_grad", "the bias is punished too")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.sign(w), db + strength * np.sign(b)


@wrong("l1_grad", "1 at w = 0")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.where(w >= 0, 1, -1), db


@wrong("l1_grad", "one number for all weights: the sign of their sum")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.sign(w.sum()), db


@wrong("l1_grad", "subtracted", "strength is left out")
def l1_grad(w, b, dw, db, strength):
    return dw - np.sign(w), db


@right("l1_grad")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * ((w > 0) * 1.0 - (w < 0)), 1.0 * db


@wrong("l2_grad", "the 2 is missing")
def l2_grad(w, b, dw, db, strength):
    return dw + strength * w, db


@wrong("l2_grad", "the penalty itself: Σw² is added everywhere")
def l2_grad(w, b, dw, db, strength):
    return dw + strength * (w**2).sum(), db


@wrong("l2_grad", "weights are decayed: dw is multiplied")
def l2_grad(w, b, dw, db, strength):
    return dw * (1 + 2 * strength * w), db


@wrong("l2_grad", "strength squared")
def l2_grad(w, b, dw, db, strength):
    return dw + 2 * strength**2 * w, db


@wrong("l2_grad", "the bias is punished too", "dw itself is changed")
def l2_grad(w, b, dw, db, strength):
    dw += 2 * strength * w
    return dw, db + 2 * strength * b


@right("l2_grad")
def l2_grad(w, b, dw, db, strength):
    dw, db = dw.copy(), db.copy()
    for at in np.ndindex(w.shape):
        dw[at] += strength * (w[at] + w[at])
    return dw, db


def _bn(x, gamma, beta, mean, var, training, m=None, v=None, keep=0.9, eps=1e-5):
    if training:
        m = x.mean(axis=(0, 1, 2)) if m is None else m
        v = x.var(axis=(0, 1, 2)) if v is None else v
        mean, var = keep * mean + (1 - keep) * m, keep * var + (1 - keep) * v
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + eps) + beta, mean, var


@wrong("batch_norm", "the running averages take nine tenths of the batch: 0.1 and 0.9 swapped")
def batch_norm(x, gamma, beta, mean, var, training):
    return _bn(x, gamma, beta, mean, var, training, keep=0.1)


@wrong("batch_norm", "each image by itself: mean and variance over its own places")
def batch_norm(x, gamma, beta, mean, var, training):
    if not training:
        return _bn(x, gamma, beta, mean, var, training)
    m, v = x.mean(axis=(1, 2), keepdims=True), x.var(axis=(1, 2), keepdims=True)
    out = gamma * (x - m) / np.sqrt(v + 1e-5) + beta
    mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
    return out, mean, 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))


@wrong("batch_norm", "in training, by the running statistics just updated")
def batch_norm(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var


@wrong("batch_norm", "sample variance: divided by n - 1")
def batch_norm(x, gamma, beta, mean, var, training):
    return _bn(x, gamma, beta, mean, var, training, v=x.var(axis=(0, 1, 2), ddof=1))


@wrong("batch_norm", "the standard deviation is kept in place of the variance", "no beta")
def batch_norm(x, gamma, beta, mean, var, training):
    out, new, _ = _bn(x, gamma, 0 * beta, mean, var, training)
    kept = 0.9 * var + 0.1 * x.std(axis=(0, 1, 2)) if training else var
    return out, new, kept


@right("batch_norm")
def batch_norm(x, gamma, beta, mean, var, training):
    flat = x.reshape(-1, x.shape[-1])
    m, v = mean, var
    if training:
        m = flat.sum(0) / len(flat)
        v = (flat**2).sum(0) / len(flat) - m**2
        mean, var = mean + (m - mean) / 10, var + (v - var) / 10
    scale = gamma / np.sqrt(v + 1e-5)
    return x * scale + (beta - m * scale), mean, var


def _move(image, down, right):
    out = np.zeros_like(image)
    H, W = image.shape[:2]
    for i in range(H):
        for j in range(W):
            if 0 <= i - down < H and 0 <= j - right < W:
                out[i, j] = image[i - down, j - right]
    return out


@wrong("augment", "moves of -2 … 1: the end of integers() is left out")
def augment(x, rng, training):
    if not training:
        return x
    return np.array([_move(image, *rng.integers(-2, 2, 2)) for image in x])


@wrong("augment", "one move for all images")
def augment(x, rng, training):
    if not training:
        return x
    d, r = rng.integers(-2, 3, 2)
    return np.array([_move(image, d, r) for image in x])


@wrong("augment", "rolled: what leaves comes in on the other side")
def augment(x, rng, training):
    if not training:
        return x
    return np.array([np.roll(image, rng.integers(-2, 3, 2), axis=(0, 1)) for image in x])


@wrong("augment", "the same number for rows and columns: along the diagonal")
def augment(x, rng, training):
    if not training:
        return x
    out = []
    for image in x:
        d = rng.integers(-2, 3)
        out.append(_move(image, d, d))
    return np.stack(out)


@wrong("augment", "columns alone are moved", "after training, too")
def augment(x, rng, training):
    return np.array([_move(image, 0, rng.integers(-2, 3)) for image in x])


@right("augment")
def augment(x, rng, training):
    if not training:
        return x.copy()
    N, H, W, C = x.shape
    wide = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    at = rng.integers(0, 5, size=(N, 2))
    return np.stack([wide[n, i : i + H, j : j + W] for n, (i, j) in enumerate(at)])
