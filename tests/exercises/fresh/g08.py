# ruff: noqa
"""Notebook 08, as learners write it."""

import numpy as np

from fresh import Fresh


def stop_at__sees_the_future(losses, patience):
    best = int(np.argmin(losses))
    stop = min(best + patience, len(losses) - 1)
    return stop, best


def stop_at__never_reset(losses, patience):
    best, best_epoch, bad = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best:
            best, best_epoch = losses[epoch], epoch
        else:
            bad += 1
            if bad == patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


def stop_at__length_at_end(losses, patience):
    best_epoch = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best_epoch]:
            best_epoch = epoch
        if epoch - best_epoch >= patience:
            return epoch, best_epoch
    return len(losses), best_epoch


def stop_at__more_than_patience(losses, patience):
    best, where, waited = np.inf, 0, 0
    for i, loss in enumerate(losses):
        if loss < best:
            best, where, waited = loss, i, 0
        else:
            waited += 1
        if waited > patience:
            break
    return i, where


def stop_at__previous_and_swapped(losses, patience):
    wait, best = 0, 0
    for e in range(1, len(losses)):
        if losses[e] < losses[e - 1]:
            wait = 0
            if losses[e] < losses[best]:
                best = e
        else:
            wait += 1
        if wait == patience:
            return best, e
    return best, len(losses) - 1


def stop_at__right(losses, patience):
    losses = list(losses)
    records = [e for e in range(len(losses)) if all(losses[e] < earlier for earlier in losses[:e])]
    for best, following in zip(records, [*records[1:], float("inf")]):
        if best + patience < following:
            return min(best + patience, len(losses) - 1), best


def dropout__columns(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random(x.shape[1]) >= rate
    return x * keep / (1 - rate)


def dropout__multiplies(x, rate, rng, training):
    if training:
        mask = rng.random(x.shape) > rate
        return np.where(mask, x, 0) * (1 - rate)
    return x


def dropout__own_seed(x, rate, rng, training):
    if not training:
        return x
    generator = np.random.default_rng(42)
    mask = generator.random(x.shape) >= rate
    return mask * x / (1 - rate)


def dropout__scaled_in_test(x, rate, rng, training):
    if not training:
        return x * (1 - rate)
    kept = rng.uniform(size=x.shape) >= rate
    return kept * x / (1 - rate)


def dropout__in_place_unscaled(x, rate, rng, training):
    if training:
        drop = rng.random(x.shape) < rate
        x[drop] = 0
    return x


def dropout__right(x, rate, rng, training):
    if not training:
        return x
    keep = 1 - rate
    return x * rng.binomial(1, keep, size=x.shape) / keep


def l1_grad__quotient(w, b, dw, db, strength):
    return dw + strength * w / np.abs(w), db


def l1_grad__sign_of_dw(w, b, dw, db, strength):
    return dw + strength * np.sign(dw), db


def l1_grad__mean(w, b, dw, db, strength):
    penalty = np.sign(w) / w.size
    return dw + strength * penalty, db


def l1_grad__zero_counts(w, b, dw, db, strength):
    g = np.zeros_like(w, dtype=float)
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            g[i, j] = dw[i, j] + (strength if w[i, j] >= 0 else -strength)
    return g, db


def l1_grad__minus_and_biases(w, b, dw, db, strength):
    dw = dw - strength * np.sign(w)
    db = db - strength * np.sign(b)
    return dw, db


def l1_grad__right(w, b, dw, db, strength):
    return np.select([w > 0, w < 0], [dw + strength, dw - strength], dw), db


def l2_grad__penalty_itself(w, b, dw, db, strength):
    penalty = strength * np.sum(w**2)
    return dw + penalty, db


def l2_grad__twice_dw(w, b, dw, db, strength):
    return dw + 2 * strength * dw, db


def l2_grad__in_place(w, b, dw, db, strength):
    dw += 2 * strength * w
    return dw, db


def l2_grad__norm(w, b, dw, db, strength):
    return dw + strength * w / np.linalg.norm(w), db


def l2_grad__one_w_and_biases(w, b, dw, db, strength):
    return dw + strength * w, db + strength * b


def l2_grad__right(w, b, dw, db, strength):
    new = [[g + strength * (v + v) for g, v in zip(*rows)] for rows in zip(dw, w)]
    return np.array(new).reshape(w.shape), db


def batch_norm__running_in_training(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    out = gamma * (x - mean) / np.sqrt(var + 1e-5) + beta
    return out, mean, var


def batch_norm__gamma_times_all(x, gamma, beta, mean, var, training):
    mu, s2 = (x.mean((0, 1, 2)), x.var((0, 1, 2))) if training else (mean, var)
    normed = (x - mu) / np.sqrt(s2 + 1e-5)
    if training:
        mean, var = 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * s2
    return gamma * (normed + beta), mean, var


def batch_norm__place_by_place(x, gamma, beta, mean, var, training):
    eps = 1e-5
    if training:
        mu = np.mean(x, axis=0)
        sigma2 = np.var(x, axis=0)
        xhat = (x - mu) / np.sqrt(sigma2 + eps)
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    else:
        xhat = (x - mean) / np.sqrt(var + eps)
    return gamma * xhat + beta, mean, var


def batch_norm__statistics_in_place(x, gamma, beta, mean, var, training):
    if training:
        m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean *= 0.9
        mean += 0.1 * m
        var *= 0.9
        var += 0.1 * v
    else:
        m, v = mean, var
    return gamma * (x - m) / (v + 1e-5) ** 0.5 + beta, mean, var


def batch_norm__ddof_swapped_tenth(x, gamma, beta, mean, var, training):
    if not training:
        return (x - mean) / np.sqrt(var + 1e-5) * gamma + beta, mean, var
    flat = x.reshape(-1, x.shape[-1])
    mu = flat.mean(axis=0)
    s = flat.var(axis=0, ddof=1)
    out = (x - mu) / np.sqrt(s + 1e-5) * gamma + beta
    return out, 0.1 * mean + 0.9 * mu, 0.1 * var + 0.9 * s


def batch_norm__right(x, gamma, beta, mean, var, training):
    share = 0.1 if training else 0.0
    rows = np.concatenate(list(np.concatenate(list(x))))  # (N·H·W, C)
    m = np.einsum("nc->c", rows) / len(rows) if training else mean
    v = np.einsum("nc,nc->c", rows - m, rows - m) / len(rows) if training else var
    out = x * (gamma / np.sqrt(v + 1e-5)) + (beta - gamma * m / np.sqrt(v + 1e-5))
    return out, mean + share * (m - mean), var + share * (v - var)


def augment__one_number(x, rng, training):
    if not training:
        return x
    N, H, W, C = x.shape
    out = np.zeros_like(x)
    for n in range(N):
        d = rng.integers(-2, 3)
        padded = np.pad(x[n], ((2, 2), (2, 2), (0, 0)))
        out[n] = padded[2 - d : 2 - d + H, 2 - d : 2 - d + W]
    return out


def augment__old_pixels(x, rng, training):
    if not training:
        return x
    n, h, w, c = x.shape
    out = x.copy()
    for k in range(n):
        dy, dx = rng.integers(-2, 3, size=2)
        for i in range(h):
            for j in range(w):
                if 0 <= i - dy < h and 0 <= j - dx < w:
                    out[k, i, j] = x[k, i - dy, j - dx]
    return out


def augment__down_right_only(x, rng, training):
    if not training:
        return x
    moved = np.zeros(x.shape)
    for i, img in enumerate(x):
        r, c = rng.integers(0, 3, 2)
        moved[i, r:, c:] = img[: img.shape[0] - r, : img.shape[1] - c]
    return moved


def augment__in_test_too(x, rng, training):
    h, w = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    starts = rng.integers(0, 5, size=(len(x), 2))
    return np.stack([p[a : a + h, b : b + w] for p, (a, b) in zip(padded, starts)])


def augment__rolls_without_two(x, rng, training):
    if training:
        images = []
        for image in x:
            down, right = rng.integers(-2, 2, size=2)
            images.append(np.roll(image, (down, right), axis=(0, 1)))
        return np.array(images)
    return x


def augment__right(x, rng, training):
    if not training:
        return x
    n, h, w, _ = x.shape
    down, right = rng.integers(5, size=(2, n)) - 2
    rows = np.equal(np.arange(h)[:, None] - np.arange(h), down[:, None, None])
    columns = np.equal(np.arange(w)[:, None] - np.arange(w), right[:, None, None])
    return np.einsum("nij,njkc,nlk->nilc", rows.astype(x.dtype), x, columns.astype(x.dtype))


FRESH = [
    Fresh(
        "08_stop_at",
        stop_at__sees_the_future,
        "the best epoch is looked for in all losses, also those after the stop",
    ),
    Fresh(
        "08_stop_at",
        stop_at__never_reset,
        "the count of bad epochs is not set back to 0 when the loss improves",
    ),
    Fresh(
        "08_stop_at",
        stop_at__length_at_end,
        "if the losses end, returns their number instead of the last epoch, which is one less",
    ),
    Fresh(
        "08_stop_at",
        stop_at__previous_and_swapped,
        "compares each loss with the one before, not with the best",
        "returns the two epochs in the wrong order",
    ),
    Fresh(
        "08_dropout",
        dropout__columns,
        "one mask for all rows: whole columns are dropped",
    ),
    Fresh(
        "08_dropout",
        dropout__own_seed,
        "ignores rng and makes its own with a fixed seed: the same mask every time",
    ),
    Fresh(
        "08_dropout",
        dropout__scaled_in_test,
        "scales by 1 - rate after training, although it was scaled in training already",
    ),
    Fresh("08_l1_grad", l1_grad__quotient, "w / |w| is NaN where w is 0"),
    Fresh("08_l1_grad", l1_grad__sign_of_dw, "takes the sign of dw instead of w"),
    Fresh("08_l1_grad", l1_grad__zero_counts, "where w is 0 the strength is added; it should be 0"),
    Fresh(
        "08_l2_grad",
        l2_grad__penalty_itself,
        "adds the penalty, one number, instead of its gradient",
    ),
    Fresh("08_l2_grad", l2_grad__in_place, "changes the caller's dw"),
    Fresh(
        "08_l2_grad",
        l2_grad__one_w_and_biases,
        "the factor 2 is missing",
        "the biases are penalized too",
    ),
    Fresh(
        "08_batch_norm",
        batch_norm__running_in_training,
        "in training, normalizes by the (updated) running statistics instead of the batch's own",
    ),
    Fresh("08_batch_norm", batch_norm__gamma_times_all, "brackets: gamma multiplies beta as well"),
    Fresh(
        "08_batch_norm",
        batch_norm__place_by_place,
        "normalizes each place of the maps by itself, over the images only",
    ),
    Fresh(
        "08_batch_norm",
        batch_norm__ddof_swapped_tenth,
        "divides by n - 1 for the variance",
        "0.1 and 0.9 are exchanged in the running averages",
    ),
    Fresh(
        "08_augment",
        augment__one_number,
        "one number for rows and columns: images move along the diagonal only",
    ),
    Fresh(
        "08_augment",
        augment__old_pixels,
        "starts from a copy of x: where nothing moves in, the old pixels stay instead of 0",
    ),
    Fresh("08_augment", augment__down_right_only, "moves by 0 to 2, never up or to the left"),
    Fresh(
        "08_augment",
        augment__rolls_without_two,
        "np.roll: what leaves on one side comes in on the other, instead of 0",
        "integers(-2, 2) never gives 2",
    ),
    Fresh("08_predict_norm_params", 896, "counts the running statistics, which are not learned"),
    Fresh("08_predict_norm_params", 224, "one number for each channel instead of two"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh("08_stop_at", stop_at__more_than_patience, "> instead of >=: stops one epoch too late"),
    Fresh(
        "08_dropout",
        dropout__multiplies,
        "multiplies the others by 1 - rate instead of dividing",
    ),
    Fresh(
        "08_dropout",
        dropout__in_place_unscaled,
        "changes the caller's x",
        "the others are not divided by 1 - rate",
    ),
    Fresh("08_l1_grad", l1_grad__mean, "divides by the number of weights: a mean instead of a sum"),
    Fresh(
        "08_l1_grad",
        l1_grad__minus_and_biases,
        "subtracts the penalty's gradient instead of adding it",
        "the biases are penalized too",
    ),
    Fresh("08_l2_grad", l2_grad__twice_dw, "uses dw instead of w in the penalty's gradient"),
    Fresh("08_l2_grad", l2_grad__norm, "the gradient of the norm |w|, not of the sum of squares"),
    Fresh(
        "08_batch_norm",
        batch_norm__statistics_in_place,
        "changes the caller's mean and var",
    ),
    Fresh("08_augment", augment__in_test_too, "moves images after training as well"),
    Fresh("08_predict_norm_params", 6, "two numbers for each layer, not for each channel"),
]

RIGHT = [
    ("08_stop_at", stop_at__right),
    ("08_dropout", dropout__right),
    ("08_l1_grad", l1_grad__right),
    ("08_l2_grad", l2_grad__right),
    ("08_batch_norm", batch_norm__right),
    ("08_augment", augment__right),
]
