"""Notebook 08: right answers in other styles, and wrong ones as people write them."""

import numpy as np

from cnnnotes import ops

# 08_dropout


def dropout_by_ops(x, rate, rng, training):
    return ops.dropout(x, rate, rng)[0] if training else x


def dropout_by_choice(x, rate, rng, training):
    if training:
        mask = rng.choice([0, 1 / (1 - rate)], size=x.shape, p=[rate, 1 - rate])
        return x * mask
    return x.copy()


def dropout_by_loops(x, rate, rng, training):
    out = x.tolist()
    for row in out:
        for j in range(len(row)):
            if training and rng.uniform() < rate:
                row[j] = 0
            elif training:
                row[j] /= 1 - rate
    return out


def dropout_in_float32(x, rate, rng, training):
    x = x.astype(np.float32)
    kept = rng.binomial(1, 1 - rate, x.shape).astype(np.float32)
    return np.where(kept, x / np.float32(1 - rate), 0) if training else x


def dropout_by_permutation(x, rate, rng, training):
    """Exactly the fraction `rate` is dropped."""
    if not training:
        return x
    kept = np.ones(x.size)
    kept[rng.permutation(x.size)[: round(rate * x.size)]] = 0
    return x * kept.reshape(x.shape) / (1 - rate)


def dropout_by_choice_of_places(x, rate, rng, training):
    out = x.copy()
    if training:
        out.flat[rng.choice(x.size, round(rate * x.size), replace=False)] = 0
        out /= 1 - rate
    return out


def dropout_global(x, rate, rng, training):
    return x * (np.random.rand(*x.shape) >= rate) / (1 - rate) if training else x


def dropout_global_always_plain(x, rate, rng, training):
    return x * (np.random.default_rng().random(x.shape) >= rate)


def dropout_always(x, rate, rng, training):
    return x * (rng.random(x.shape) > rate) / (1 - rate)


def dropout_plain(x, rate, rng, training):
    if not training:
        return x
    out = x.copy()
    out[rng.random(x.shape) < rate] = 0
    return out


def dropout_of_2014(x, rate, rng, training):
    return np.where(rng.random(x.shape) < rate, 0, x) if training else (1 - rate) * x


def dropout_keeps_rate(x, rate, rng, training):
    return x * (rng.random(x.shape) < rate) / rate if training else x


def dropout_one_mask(x, rate, rng, training):
    if training:
        x = x * (rng.random(x.shape[1]) >= rate) / (1 - rate)
    return x


def dropout_in_place(x, rate, rng, training):
    if training:
        x[rng.random(x.shape) < rate] = 0
        x /= 1 - rate
    return x


def dropout_pair(x, rate, rng, training):
    return ops.dropout(x, rate if training else 0.0, rng)


# 08_batch_norm


def batch_norm_by_ops(x, gamma, beta, mean, var, training):
    if not training:
        return ops.batch_norm(x, gamma, beta, mean, var), mean, var
    m, v = ops.batch_statistics(x)
    return ops.batch_norm(x, gamma, beta, m, v), mean + (m - mean) / 10, var + (v - var) / 10


def batch_norm_by_loops(x, gamma, beta, mean, var, training):
    out, mean, var = np.zeros_like(x), mean.copy(), var.copy()
    for c in range(x.shape[3]):
        m, v = mean[c], var[c]
        if training:
            m = sum(x[..., c].ravel()) / x[..., c].size
            v = np.mean([(value - m) ** 2 for value in x[..., c].flat])
            mean[c] = 0.9 * mean[c] + 0.1 * m
            var[c] = 0.9 * var[c] + 0.1 * v
        out[..., c] = (x[..., c] - m) / (v + 1e-5) ** 0.5 * gamma[c] + beta[c]
    return out, mean, var


def batch_norm_flat(x, gamma, beta, mean, var, training):
    flat = x.reshape(-1, x.shape[-1])
    m, v = (flat.mean(axis=0), flat.var(axis=0)) if training else (mean, var)
    out = ((flat - m) / np.sqrt(v + 1e-5) * gamma + beta).reshape(x.shape)
    return [out, 0.1 * m + 0.9 * mean, 0.1 * v + 0.9 * var]


def _batch_norm(x, gamma, beta, mean, var, training, axis=(0, 1, 2), eps=1e-5, old=0.9):
    new = mean, var
    if training:
        m, v = x.mean(axis, keepdims=True), x.var(axis, keepdims=True)
        new = old * mean + (1 - old) * m.reshape(-1), old * var + (1 - old) * v.reshape(-1)
        mean, var = m, v
    return gamma / np.sqrt(var + eps) * (x - mean) + beta, *new


def batch_norm_no_eps(*args):
    return _batch_norm(*args, eps=0)


def batch_norm_momentum(*args):
    return _batch_norm(*args, old=0.1)


def batch_norm_always(x, gamma, beta, mean, var, training):
    return _batch_norm(x, gamma, beta, mean, var, True)


def batch_norm_no_switch(x, gamma, beta, mean, var, training):
    m, v = x.mean((0, 1, 2)), x.var((0, 1, 2))
    if training:
        mean, var = 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v
    return (x - m) / np.sqrt(v + 1e-5) * gamma + beta, mean, var


def batch_norm_updates_first(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean((0, 1, 2))
        var = 0.9 * var + 0.1 * x.var((0, 1, 2))
    return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var


def batch_norm_updates_always(x, gamma, beta, mean, var, training):
    m, v = x.mean((0, 1, 2)), x.var((0, 1, 2))
    out = ops.batch_norm(x, gamma, beta, *((m, v) if training else (mean, var)))
    return out, 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v


def batch_norm_in_place(x, gamma, beta, mean, var, training):
    m, v = mean.copy(), var.copy()
    if training:
        m, v = x.mean((0, 1, 2)), x.var((0, 1, 2))
        mean *= 0.9
        mean += 0.1 * m
        var *= 0.9
        var += 0.1 * v
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, mean, var


def batch_norm_over_the_batch(x, gamma, beta, mean, var, training):
    m, v = (x.mean(axis=0), x.var(axis=0)) if training else (mean, var)
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v


# 08_l1_grad, 08_l2_grad


def l1_grad_by_where(w, b, dw, db, strength):
    slope = np.where(w > 0, 1.0, np.where(w < 0, -1.0, 0.0))
    return dw + strength * slope, db


def l1_grad_by_loops(w, b, dw, db, strength):
    dw = dw.copy()
    for i, j in np.ndindex(w.shape):
        if w[i, j] != 0:
            dw[i, j] += strength * w[i, j] / abs(w[i, j])
    return dw, db.copy()


def l1_grad_divided(w, b, dw, db, strength):
    return dw + strength * w / abs(w), db


def l1_grad_two_sides(w, b, dw, db, strength):
    return dw + np.where(w < 0, -strength, strength), db


def l1_grad_all(w, b, dw, db, strength):
    return dw + strength * np.sign(w), db + strength * np.sign(b)


def l1_grad_shrinks(w, b, dw, db, strength):
    return dw - strength * np.sign(w), db


def l2_grad_two_terms(w, b, dw, db, strength):
    return [strength * w + dw + strength * w, db]


def l2_grad_as_lists(w, b, dw, db, strength):
    rows = zip(w.tolist(), dw.tolist(), strict=True)
    total = [[g + 2 * strength * v for v, g in zip(*row, strict=True)] for row in rows]
    return total, db.tolist()


def l2_grad_half(w, b, dw, db, strength):
    return dw + strength * w, db


def l2_grad_in_place(w, b, dw, db, strength):
    dw += 2 * strength * w
    return dw, db


def l2_grad_all(w, b, dw, db, strength):
    return dw + 2 * strength * w, db + 2 * strength * b


def l2_grad_penalty(w, b, dw, db, strength):
    return dw + strength * np.sum(w * w), db


def l1_grad_mean(w, b, dw, db, strength):
    return dw + strength * np.mean(np.sign(w)), db


def l1_grad_up_at_zero_and_biases(w, b, dw, db, strength):
    return dw + strength * np.where(w > 0, 1, -1), db + strength * np.where(b > 0, 1, -1)


def l2_grad_sum(w, b, dw, db, strength):
    return dw + 2 * strength * w.sum(), db


def l2_grad_mean_and_minus(w, b, dw, db, strength):
    return dw - 2 * strength * w / len(w), db


def l2_grad_half_of_both(w, b, dw, db, strength):
    return dw + strength * w, db + strength * b


# 08_stop_at


def stop_at_waiting(losses, patience):
    best_loss, best, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return epoch, best


def stop_at_by_argmin(losses, patience):
    for epoch in range(patience, len(losses)):
        if np.argmin(losses[: epoch + 1]) <= epoch - patience:
            return epoch, np.argmin(losses[: epoch + 1])
    return len(losses) - 1, np.argmin(losses)


def _stop_at(losses, patience, better=lambda a, b: a < b, reset=True):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if better(losses[epoch], losses[best]):
            best = epoch
            if reset:
                waited = 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return epoch, best


def stop_at_last(losses, patience):
    epoch, _ = _stop_at(losses, patience)
    return epoch, epoch


def stop_at_global_best(losses, patience):
    return _stop_at(losses, patience)[0], np.argmin(losses)


def stop_at_later(losses, patience):
    return _stop_at(losses, patience + 1)


def stop_at_equal(losses, patience):
    return _stop_at(losses, patience, better=lambda a, b: a <= b)


def stop_at_no_reset(losses, patience):
    return _stop_at(losses, patience, reset=False)


def stop_at_rising(losses, patience):
    rising, best = 0, 0
    for epoch in range(1, len(losses)):
        rising = rising + 1 if losses[epoch] >= losses[epoch - 1] else 0
        best = epoch if losses[epoch] < losses[best] else best
        if rising == patience:
            return epoch, best
    return epoch, best


def stop_at_looks_ahead(losses, patience):
    best = int(np.argmin(losses))
    return min(best + patience, len(losses) - 1), best


def stop_at_late_and_ties(losses, patience):
    return _stop_at(losses, patience + 1, better=lambda a, b: a <= b)


# 08_augment


def _shift(image, down, right):
    (h, w), out = image.shape[:2], np.zeros_like(image)
    here = slice(max(down, 0), h + min(down, 0)), slice(max(right, 0), w + min(right, 0))
    there = slice(max(-down, 0), h + min(-down, 0)), slice(max(-right, 0), w + min(-right, 0))
    out[here] = image[there]
    return out


def augment_by_slices(x, rng, training):
    if not training:
        return x.copy()
    return np.array([_shift(image, *rng.integers(-2, 3, 2)) for image in x])


def augment_by_roll(x, rng, training):
    out = x.copy()
    for image in out if training else []:
        down, right = rng.choice([-2, -1, 0, 1, 2]), int(rng.integers(-2, 2, endpoint=True))
        image[:] = np.roll(image, (down, right), axis=(0, 1))
        image[: max(down, 0)] = 0
        image[len(image) + min(down, 0) :] = 0
        image[:, : max(right, 0)] = 0
        image[:, image.shape[1] + min(right, 0) :] = 0
    return out


def augment_wraps(x, rng, training):
    if training:
        x = np.stack([np.roll(image, rng.integers(-2, 3, 2), axis=(0, 1)) for image in x])
    return x


def augment_same_for_all(x, rng, training):
    down, right = rng.integers(-2, 3, 2)
    return np.array([_shift(image, down, right) for image in x]) if training else x


def augment_half_open(x, rng, training):
    return np.array([_shift(image, *rng.integers(-2, 2, 2)) for image in x]) if training else x


def augment_always(x, rng, training):
    return augment_by_slices(x, rng, True)


def augment_into_x(x, rng, training):
    if training:
        for i in range(len(x)):
            x[i] = _shift(x[i], *rng.integers(-2, 3, 2))
    return x


def augment_flips(x, rng, training):
    return np.array([i[:, ::-1] if rng.random() < 0.5 else i for i in x]) if training else x


def augment_noise(x, rng, training):
    return x + rng.uniform(-1, 1, x.shape) if training else x


def augment_diagonal(x, rng, training):
    out = np.zeros(x.shape)
    for i, step in enumerate(rng.integers(-2, 3, len(x))):
        out[i] = _shift(x[i], step, step)
    return out if training else x


def augment_from_own_seed(x, rng, training):
    return augment_by_slices(x, np.random.default_rng(1), training)


def augment_far(x, rng, training):
    return np.array([_shift(image, *rng.integers(-3, 4, 2)) for image in x]) if training else x


def augment_always_wraps(x, rng, training):
    return np.stack([np.roll(image, rng.integers(-2, 3, 2), axis=(0, 1)) for image in x])


def augment_by_columns_of_draws(x, rng, training):
    moves = rng.choice(np.arange(-2, 3), (len(x), 2))
    return np.array([_shift(*each) for each in zip(x, *moves.T)]) if training else x  # noqa: B905


RIGHT = {
    "08_dropout": [
        dropout_by_ops,
        dropout_by_choice,
        dropout_by_loops,
        dropout_in_float32,
        dropout_by_permutation,
        dropout_by_choice_of_places,
    ],
    "08_batch_norm": [batch_norm_by_ops, batch_norm_by_loops, batch_norm_flat],
    "08_l1_grad": [l1_grad_by_where, l1_grad_by_loops],
    "08_l2_grad": [l2_grad_two_terms, l2_grad_as_lists],
    "08_stop_at": [stop_at_waiting, stop_at_by_argmin],
    "08_augment": [augment_by_slices, augment_by_roll, augment_by_columns_of_draws],
}


def l2_grad_of_length(w, b, dw, db, strength):
    return dw + strength * w / np.sqrt((w**2).sum()), db


WRONG = {
    "08_dropout": {
        dropout_always: "on after training",
        dropout_plain: "not rescaled",
        dropout_of_2014: "rescaled after training",
        dropout_keeps_rate: "the fraction `rate` is kept",
        dropout_one_mask: "dropped in whole columns",
        dropout_in_place: "changes its input",
        dropout_global: "another generator than the one given",
        dropout_global_always_plain: "two things at once: not rescaled, and on after training",
        dropout_pair: "the mask beside the result",
    },
    "08_batch_norm": {
        batch_norm_updates_always: "running averages updated after training too",
        batch_norm_no_eps: "eps forgotten",
        batch_norm_momentum: "weights of old and new swapped",
        batch_norm_always: "batch statistics after training",
        batch_norm_no_switch: "batch statistics after training",
        batch_norm_updates_first: "running averages in training",
        batch_norm_in_place: "changes the running averages in place",
        batch_norm_over_the_batch: "each pixel on its own",
    },
    "08_l1_grad": {
        l1_grad_divided: "0 divided by 0",
        l1_grad_two_sides: "weights of 0 pushed down",
        l1_grad_all: "biases decayed too",
        l1_grad_shrinks: "sign turned",
        l1_grad_mean: (
            "two things at once: averaged over the weights, and summed over the weights"
        ),
        l1_grad_up_at_zero_and_biases: (
            "two things at once: weights of 0 pushed up, and biases decayed too"
        ),
    },
    "08_l2_grad": {
        l2_grad_of_length: "that of the weights' length",
        l2_grad_half: "factor 2 forgotten",
        l2_grad_in_place: "changes dw in place",
        l2_grad_all: "biases decayed too",
        l2_grad_sum: "summed over the weights",
        l2_grad_mean_and_minus: (
            "two things at once: averaged over the rows of the weights, and sign turned"
        ),
        l2_grad_half_of_both: "two things at once: factor 2 forgotten, and biases decayed too",
        l2_grad_penalty: "the penalty itself in place of its gradient",
    },
    "08_stop_at": {
        stop_at_last: "last epoch in place of the best",
        stop_at_global_best: "best of epochs that never came",
        stop_at_later: "stops one epoch late",
        stop_at_equal: "as good taken for better",
        stop_at_no_reset: "waiting never restarts",
        stop_at_looks_ahead: "the smallest of all losses, and patience after it",
        stop_at_late_and_ties: (
            "two things at once: stops one epoch late, and as good taken for better"
        ),
        stop_at_rising: "compared with the epoch before",
    },
    "08_augment": {
        augment_wraps: "wraps around",
        augment_same_for_all: "one move for all",
        augment_half_open: "never by +2",
        augment_always: "on after training",
        augment_from_own_seed: "another generator than the one given",
        augment_far: "moved too far",
        augment_always_wraps: "two things at once: wraps around, and on after training",
        augment_into_x: "changes its input",
        augment_flips: "mirrored",
        augment_noise: "noise added",
        augment_diagonal: "rows and columns moved alike",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "08_stop_at": {
        "counts of epochs": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
    "08_augment": {
        "pixels": (
            "absolute value",
            "clipped below 0",
        ),
    },
}
