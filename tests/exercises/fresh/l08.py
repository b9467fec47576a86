# ruff: noqa
"""Notebook 08, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("08")


@wrong("stop_at", "an epoch that is as good as the best counts as better")
def stop_at(losses, patience):
    best, best_epoch, wait = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss <= best:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


@wrong("stop_at", "the count is not set back to 0 when a better epoch comes")
def stop_at(losses, patience):
    best = 0
    bad = 0
    for e in range(1, len(losses)):
        if losses[e] < losses[best]:
            best = e
        else:
            bad += 1
        if bad >= patience:
            return e, best
    return len(losses) - 1, best


@wrong("stop_at", "an epoch is compared with the one before it, not with the best")
def stop_at(losses, patience):
    wait = 0
    for e in range(1, len(losses)):
        if losses[e] < losses[e - 1]:
            wait = 0
        else:
            wait = wait + 1
            if wait == patience:
                return e, int(np.argmin(losses[: e + 1]))
    return len(losses) - 1, int(np.argmin(losses))


@wrong("stop_at", "when the losses end without a stop, len(losses) is returned, one too many")
def stop_at(losses, patience):
    best_epoch = 0
    epoch = 0
    while epoch < len(losses):
        if losses[epoch] < losses[best_epoch]:
            best_epoch = epoch
        if epoch - best_epoch >= patience:
            break
        epoch += 1
    return epoch, best_epoch


@wrong(
    "stop_at",
    "it stops one epoch late: only when there are more than `patience`",
    "the best is looked for among all losses, those after the stop included",
)
def stop_at(losses, patience):
    best = losses[0]
    wait = 0
    stop = len(losses) - 1
    for e, l in enumerate(losses):
        if l < best:
            best = l
            wait = 0
        elif e > 0:
            wait += 1
        if wait > patience:
            stop = e
            break
    return stop, int(np.argmin(losses))


@right("stop_at")
def stop_at(losses, patience):
    losses = np.asarray(losses)
    epochs = np.arange(len(losses))
    better = np.r_[True, losses[1:] < np.minimum.accumulate(losses)[:-1]]
    since = epochs - np.maximum.accumulate(np.where(better, epochs, 0))
    ends = [*np.flatnonzero(since >= patience), len(losses) - 1]
    return int(ends[0]), int(ends[0] - since[ends[0]])


@wrong("dropout", "rate is taken for the share to keep when the mask is drawn")
def dropout(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random(x.shape) < rate
    return x * keep / (1 - rate)


@wrong(
    "dropout",
    "after training everything is multiplied by 1 - rate, though it was corrected in training",
)
def dropout(x, rate, rng, training):
    if training:
        mask = rng.uniform(size=x.shape) >= rate
        return x * mask / (1 - rate)
    else:
        return x * (1 - rate)


@wrong("dropout", "one mask for all rows: the same columns are dropped in every image")
def dropout(x, rate, rng, training):
    if not training:
        return x
    n, d = x.shape
    out = x / (1 - rate)
    out[:, rng.random(d) < rate] = 0
    return out


@wrong("dropout", "what is kept is divided by the rate, not by 1 - rate")
def dropout(x, rate, rng, training):
    out = np.zeros(x.shape)
    if training:
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                if rng.random() > rate:
                    out[i, j] = x[i, j] / rate
        return out
    return x


@wrong(
    "dropout",
    "what is left is not scaled up",
    "`training` is never asked: numbers are dropped afterwards, too",
)
def dropout(x, rate, rng, training):
    kept = rng.random(x.shape) > rate
    y = x.copy()
    y[~kept] = 0
    return y


@right("dropout")
def dropout(x, rate, rng, training):
    factors = np.array([0.0, 1 / (1 - rate)]) if training else np.ones(2)
    return x * rng.choice(factors, size=x.shape, p=[rate, 1 - rate])


@wrong("batch_norm", "the standard deviation goes into the running variance")
def batch_norm(x, gamma, beta, mean, var, training):
    eps = 1e-5
    if training:
        mu = x.mean(axis=(0, 1, 2))
        sigma = x.std(axis=(0, 1, 2))
        out = gamma * (x - mu) / np.sqrt(sigma**2 + eps) + beta
        return out, 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * sigma
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


@wrong(
    "batch_norm", "0.1 and 0.9 are exchanged: nine tenths of the batch go into the running averages"
)
def batch_norm(x, gamma, beta, mean, var, training):
    if training:
        m = np.mean(x, axis=(0, 1, 2))
        v = np.var(x, axis=(0, 1, 2))
        mean = 0.1 * mean + 0.9 * m
        var = 0.1 * var + 0.9 * v
    else:
        m, v = mean, var
    return (x - m) / np.sqrt(v + 1e-5) * gamma + beta, mean, var


@wrong(
    "batch_norm", "in training, out is normalized by the running averages, not by the batch's own"
)
def batch_norm(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean((0, 1, 2))
        var = 0.9 * var + 0.1 * x.var((0, 1, 2))
    out = gamma * (x - mean) / np.sqrt(var + 1e-5) + beta
    return out, mean, var


@wrong("batch_norm", "after training, gamma and beta are left out")
def batch_norm(x, gamma, beta, mean, var, training):
    if not training:
        return (x - mean) / np.sqrt(var + 1e-5), mean, var
    axes = (0, 1, 2)
    bm, bv = x.mean(axis=axes), x.var(axis=axes)
    xhat = (x - bm) / np.sqrt(bv + 1e-5)
    out = gamma * xhat + beta
    new_mean = 0.9 * mean + 0.1 * bm
    new_var = 0.9 * var + 0.1 * bv
    return out, new_mean, new_var


@wrong(
    "batch_norm", "after training the running averages still move", "gamma and beta are exchanged"
)
def batch_norm(x, gamma, beta, mean, var, training):
    batch_mean = x.mean(axis=(0, 1, 2))
    batch_var = x.var(axis=(0, 1, 2))
    if training:
        m, v = batch_mean, batch_var
    else:
        m, v = mean, var
    out = beta * (x - m) / np.sqrt(v + 1e-5) + gamma
    return out, 0.9 * mean + 0.1 * batch_mean, 0.9 * var + 0.1 * batch_var


@wrong(
    "batch_norm",
    "one mean and one variance for all channels together",
    "the variance is divided by n - 1",
)
def batch_norm(x, gamma, beta, mean, var, training):
    if not training:
        return gamma * (x - mean) / (var + 1e-5) ** 0.5 + beta, mean, var
    mu = np.mean(x)
    s2 = np.var(x, ddof=1)
    y = gamma * (x - mu) / (s2 + 1e-5) ** 0.5 + beta
    return y, 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * s2


@right("batch_norm")
def batch_norm(x, gamma, beta, mean, var, training):
    share = 0.1 if training else 0.0
    rows = np.reshape(x, (-1, np.shape(x)[-1]))
    centre = np.average(rows, axis=0) if training else mean
    spread = np.einsum("nc,nc->c", rows - centre, rows - centre) / len(rows) if training else var
    slope = gamma / np.sqrt(spread + 1e-5)
    running = [old + share * (now - old) for old, now in ((mean, centre), (var, spread))]
    return x * slope + (beta - centre * slope), *running


@wrong("augment", "rng.integers(-2, 2) never gives 2: the end is not included")
def augment(x, rng, training):
    if not training:
        return x
    n, h, w, c = x.shape
    padded = np.pad(x, [(0, 0), (2, 2), (2, 2), (0, 0)])
    out = np.zeros_like(x)
    for i in range(n):
        down, right = rng.integers(-2, 2, size=2)
        out[i] = padded[i, 2 - down : 2 - down + h, 2 - right : 2 - right + w]
    return out


@wrong("augment", "np.roll: what leaves the image comes in again on the other side")
def augment(x, rng, training):
    if training:
        moved = []
        for image in x:
            dy, dx = rng.integers(-2, 3, 2)
            moved.append(np.roll(image, (dy, dx), axis=(0, 1)))
        return np.array(moved)
    return x


@wrong("augment", "one move is drawn for all the images")
def augment(x, rng, training):
    if not training:
        return x
    _, h, w, _ = x.shape
    top, left = rng.integers(0, 5), rng.integers(0, 5)
    big = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    return big[:, top : top + h, left : left + w, :]


@wrong("augment", "one integer for rows and columns: every move is along the diagonal")
def augment(x, rng, training):
    if not training:
        return x
    out = np.zeros(x.shape)
    _, h, w, _ = x.shape
    for i, image in enumerate(np.pad(x, [(0, 0), (2, 2), (2, 2), (0, 0)])):
        d = rng.integers(-2, 3)
        out[i] = image[2 - d : 2 - d + h, 2 - d : 2 - d + w]
    return out


@wrong(
    "augment",
    "the edge is repeated where 0 should move in",
    "one move is drawn for all the images, before the loop",
)
def augment(x, rng, training):
    if not training:
        return x
    n, h, w, c = x.shape
    a, b = rng.integers(0, 5, size=2)
    moved = []
    for image in x:
        p = np.pad(image, ((2, 2), (2, 2), (0, 0)), mode="edge")
        moved.append(p[a : a + h, b : b + w])
    return np.stack(moved)


@right("augment")
def augment(x, rng, training):
    if not training:
        return x
    n, h, w, _ = x.shape
    down, right = rng.choice(np.arange(-2, 3), size=(2, n, 1))
    rows, columns = np.arange(h) - down, np.arange(w) - right  # (N, H), (N, W): where it came from
    inside = ((rows >= 0) & (rows < h))[:, :, None] & ((columns >= 0) & (columns < w))[:, None]
    taken = x[np.arange(n)[:, None, None], rows[:, :, None] % h, columns[:, None] % w]
    return np.where(inside[..., None], taken, 0)


@wrong("l1_grad", "the biases are penalized as well")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * np.sign(w), db + strength * np.sign(b)


@wrong("l1_grad", "w / |w| is not a number where w is 0")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * w / np.abs(w), db


@wrong("l1_grad", "adds the penalty's value, strength * |w|, not its gradient")
def l1_grad(w, b, dw, db, strength):
    dw_new = np.zeros(w.shape)
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            dw_new[i, j] = dw[i, j] + strength * abs(w[i, j])
    return dw_new, db


@wrong(
    "l1_grad", "a weight of 0 is treated as a negative one", "the penalty's gradient is subtracted"
)
def l1_grad(w, b, dw, db, strength):
    return dw - np.where(w > 0, strength, -strength), db


@right("l1_grad")
def l1_grad(w, b, dw, db, strength):
    return dw + strength * (2 * np.heaviside(w, 0.5) - 1), db
