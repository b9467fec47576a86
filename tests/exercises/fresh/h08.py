# ruff: noqa
"""Notebook 08, as learners write it: a third set."""

import numpy as np

from fresh import Fresh


def stop_at__ties_are_progress(losses, patience):
    best, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss <= best:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
            if waited == patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch


def stop_at__compared_with_yesterday(losses, patience):
    best, bad = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[epoch - 1]:
            bad = 0
        else:
            bad += 1
        if losses[epoch] < losses[best]:
            best = epoch
        if bad == patience:
            return epoch, best
    return len(losses) - 1, best


def stop_at__never_forgets(losses, patience):
    best = 0
    waited = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch > 0:
            waited += 1
        if waited >= patience:
            return epoch, best
    return epoch, best


def stop_at__patience_exceeded(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best > patience:
            return epoch, best
    return len(losses) - 1, best


def stop_at__one_past_the_end(losses, patience):
    best, epoch = 0, 0
    while epoch < len(losses):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
        epoch += 1
    return epoch, best


def stop_at__oracle_best_first(losses, patience):
    lowest, waited = losses[0], 0
    for epoch, loss in enumerate(losses[1:], 1):
        waited = 0 if loss < lowest else waited + 1
        lowest = min(lowest, loss)
        if waited == patience:
            break
    else:
        epoch = len(losses) - 1
    return int(np.argmin(losses)), epoch


def stop_at__right(losses, patience):
    lowest = np.minimum.accumulate(losses)
    first = [int(np.flatnonzero(losses == value)[0]) for value in lowest]  # best epoch so far
    stops = [epoch for epoch, best in enumerate(first) if epoch - best >= patience]
    stop = stops[0] if stops else len(losses) - 1
    return stop, first[stop]


def dropout__rate_kept(x, rate, rng, training):
    if not training:
        return x
    kept = rng.random(x.shape) < rate
    return x * kept / (1 - rate)


def dropout__same_for_all_images(x, rate, rng, training):
    if not training:
        return x
    kept = rng.random(x.shape[1]) >= rate
    return x * kept / (1 - rate)


def dropout__scaled_by_rate(x, rate, rng, training):
    if training:
        mask = rng.random(x.shape) > rate
        return np.where(mask, x / rate, 0)
    return x


def dropout__original_paper(x, rate, rng, training):
    if training:
        return x * (rng.random(x.shape) >= rate)
    return x * (1 - rate)


def dropout__scaled_everywhere_in_testing(x, rate, rng, training):
    out = x / (1 - rate)
    if training:
        out[rng.random(x.shape) < rate] = 0
    return out


def dropout__whole_images_in_place(x, rate, rng, training):
    if training:
        dropped = rng.random(len(x)) < rate
        x[dropped] = 0
        x /= 1 - rate
    return x


def dropout__right(x, rate, rng, training):
    keep = 1 - rate if training else 1
    return x * rng.binomial(1, keep, size=x.shape) / keep


def l1_grad__absolute_value(w, b, dw, db, strength):
    return dw + strength * np.abs(w), db


def l1_grad__pulls_up(w, b, dw, db, strength):
    signs = np.ones(w.shape)
    return dw + strength * signs, db


def l1_grad__kink_goes_up(w, b, dw, db, strength):
    slope = np.where(w >= 0, 1, -1)
    return dw + strength * slope, db


def l1_grad__sum_of_signs(w, b, dw, db, strength):
    penalty = strength * np.sign(w).sum()
    return dw + penalty, db


def l1_grad__replaces_dw(w, b, dw, db, strength):
    return strength * np.sign(w), db


def l1_grad__biases_in_place(w, b, dw, db, strength):
    dw += strength * np.sign(w)
    db += strength * np.sign(b)
    return dw, db


def l1_grad__right(w, b, dw, db, strength):
    return dw + strength * (np.heaviside(w, 0) - np.heaviside(-w, 0)), db


def l2_grad__square_kept(w, b, dw, db, strength):
    return dw + strength * w**2, db


def l2_grad__by_sum(w, b, dw, db, strength):
    return dw + 2 * strength * w.sum(), db


def l2_grad__torch_decay(w, b, dw, db, strength):
    return dw + strength * w, db


def l2_grad__decays_the_gradient(w, b, dw, db, strength):
    return dw * (1 + 2 * strength), db


def l2_grad__mean_over_inputs(w, b, dw, db, strength):
    return dw + 2 * strength * w / len(w), db


def l2_grad__absolute_and_biases(w, b, dw, db, strength):
    grads = []
    for value, gradient in ((w, dw), (b, db)):
        grads.append(gradient + 2 * strength * np.abs(value))
    return tuple(grads)


def l2_grad__right(w, b, dw, db, strength):
    out = np.array(dw, dtype=float)
    for i, value in np.ndenumerate(w):
        out[i] += strength * (value + value)
    return out, db


def batch_norm__each_image(x, gamma, beta, mean, var, training):
    if training:
        mu = x.mean(axis=(1, 2), keepdims=True)
        s2 = x.var(axis=(1, 2), keepdims=True)
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    else:
        mu, s2 = mean, var
    return gamma * (x - mu) / np.sqrt(s2 + 1e-5) + beta, mean, var


def batch_norm__by_the_running_ones(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var


def batch_norm__momentum_turned(x, gamma, beta, mean, var, training):
    if not training:
        return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var
    mu, s2 = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    out = gamma * (x - mu) / np.sqrt(s2 + 1e-5) + beta
    momentum = 0.1
    return out, momentum * mean + (1 - momentum) * mu, momentum * var + (1 - momentum) * s2


def batch_norm__running_deviation(x, gamma, beta, mean, var, training):
    if not training:
        return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var
    flat = x.reshape(-1, x.shape[-1])
    mu, sigma = flat.mean(axis=0), flat.std(axis=0)
    out = gamma * (x - mu) / np.sqrt(sigma**2 + 1e-5) + beta
    return out, 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * sigma


def batch_norm__shift_before_scale(x, gamma, beta, mean, var, training):
    mu, s2 = mean, var
    if training:
        mu, s2 = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean, var = 0.9 * mean + 0.1 * mu, 0.9 * var + 0.1 * s2
    return gamma * ((x - mu) / np.sqrt(s2 + 1e-5) + beta), mean, var


def batch_norm__no_root_updates_always(x, gamma, beta, mean, var, training):
    batch_mean, batch_var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    mu, s2 = (batch_mean, batch_var) if training else (mean, var)
    out = gamma * (x - mu) / (s2 + 1e-5) + beta
    return out, 0.9 * mean + 0.1 * batch_mean, 0.9 * var + 0.1 * batch_var


def batch_norm__right(x, gamma, beta, mean, var, training):
    if training:
        count = x.size // x.shape[-1]
        mu = np.einsum("nhwc->c", x) / count
        centred = x - mu
        s2 = np.einsum("nhwc,nhwc->c", centred, centred) / count
        mean, var = mean + (mu - mean) / 10, var + (s2 - var) / 10
    else:
        mu, s2 = mean, var
    scale = gamma * (s2 + 1e-5) ** -0.5
    return x * scale + (beta - mu * scale), mean, var


def augment__together(x, rng, training):
    if not training:
        return x
    dy, dx = rng.integers(-2, 3, 2)
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    return padded[:, 2 - dy : 2 - dy + x.shape[1], 2 - dx : 2 - dx + x.shape[2]]


def augment__diagonal(x, rng, training):
    if not training:
        return x
    out = np.zeros_like(x)
    N, H, W, C = x.shape
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    for n, d in enumerate(rng.integers(-2, 3, N)):
        out[n] = padded[n, 2 - d : 2 - d + H, 2 - d : 2 - d + W]
    return out


def augment__never_2(x, rng, training):
    if not training:
        return x
    N, H, W, C = x.shape
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    moves = rng.integers(-2, 2, (N, 2))
    return np.array(
        [padded[n, 2 - r : 2 - r + H, 2 - c : 2 - c + W] for n, (r, c) in enumerate(moves)]
    )


def augment__only_down_right(x, rng, training):
    if not training:
        return x
    N, H, W, C = x.shape
    out = np.zeros_like(x)
    for n in range(N):
        r, c = abs(rng.integers(-2, 3)), abs(rng.integers(-2, 3))
        out[n, r:, c:] = x[n, : H - r, : W - c]
    return out


def augment__edge_drawn_out(x, rng, training):
    if not training:
        return x
    N, H, W, C = x.shape
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)), mode="edge")
    out = []
    for image in padded:
        top, left = rng.integers(0, 5, size=2)
        out.append(image[top : top + H, left : left + W])
    return np.stack(out)


def augment__rolls_in_testing(x, rng, training):
    moves = rng.integers(-2, 3, size=(len(x), 2))
    return np.stack([np.roll(image, tuple(m), axis=(0, 1)) for image, m in zip(x, moves)])


def augment__right(x, rng, training):
    if not training:
        return x

    def matrix(size, d):
        return np.eye(size, k=-d, dtype=x.dtype)  # @ a column: moved by d

    N, H, W, C = x.shape
    rows = np.array([matrix(H, d) for d in rng.integers(-2, 3, N)])
    columns = np.array([matrix(W, d) for d in rng.integers(-2, 3, N)])
    return np.einsum("nhi,nwj,nijc->nhwc", rows, columns, x)


FRESH = [
    Fresh("08_stop_at", stop_at__ties_are_progress, "an equal loss counts as better"),
    Fresh(
        "08_stop_at",
        stop_at__compared_with_yesterday,
        "each loss is compared with the one before, not with the best",
    ),
    Fresh("08_stop_at", stop_at__never_forgets, "bad epochs are counted in all, not in a row"),
    Fresh("08_stop_at", stop_at__patience_exceeded, "stops one epoch too late: > instead of >="),
    Fresh(
        "08_stop_at",
        stop_at__one_past_the_end,
        "if the losses end, the stop is one epoch too late: E",
    ),
    Fresh(
        "08_stop_at",
        stop_at__oracle_best_first,
        "the best of all losses, also of those never seen",
        "returned in the wrong order",
    ),
    Fresh("08_dropout", dropout__rate_kept, "the rate is the probability to keep, not to drop"),
    Fresh("08_dropout", dropout__same_for_all_images, "the same columns are dropped in every row"),
    Fresh("08_dropout", dropout__scaled_by_rate, "divides by the rate, not by 1 - rate"),
    Fresh(
        "08_dropout", dropout__original_paper, "scales after training, by 1 - rate, not in training"
    ),
    Fresh(
        "08_dropout",
        dropout__scaled_everywhere_in_testing,
        "divides by 1 - rate after training too",
    ),
    Fresh(
        "08_dropout",
        dropout__whole_images_in_place,
        "whole rows are dropped",
        "x itself is changed",
    ),
    Fresh("08_l1_grad", l1_grad__absolute_value, "|w| instead of its derivative, the sign"),
    Fresh("08_l1_grad", l1_grad__pulls_up, "adds the strength whatever the sign of w"),
    Fresh("08_l1_grad", l1_grad__kink_goes_up, "at w = 0 the slope is 1, not 0"),
    Fresh(
        "08_l1_grad",
        l1_grad__sum_of_signs,
        "the sum of all signs is added to each weight's gradient",
    ),
    Fresh(
        "08_l1_grad", l1_grad__replaces_dw, "the penalty's gradient alone: that of the loss is lost"
    ),
    Fresh(
        "08_l1_grad",
        l1_grad__biases_in_place,
        "biases are penalized too",
        "the arrays that came in are changed",
    ),
    Fresh("08_l2_grad", l2_grad__square_kept, "w² instead of its derivative"),
    Fresh(
        "08_l2_grad", l2_grad__by_sum, "the sum of the weights is added to each weight's gradient"
    ),
    Fresh("08_l2_grad", l2_grad__torch_decay, "the factor 2 is missing"),
    Fresh("08_l2_grad", l2_grad__decays_the_gradient, "dw in place of w: the gradient is scaled"),
    Fresh("08_l2_grad", l2_grad__mean_over_inputs, "divided by the number of rows of w"),
    Fresh(
        "08_l2_grad",
        l2_grad__absolute_and_biases,
        "|w| instead of w: the sign is lost",
        "biases are penalized too",
    ),
    Fresh(
        "08_batch_norm",
        batch_norm__each_image,
        "each image is normalized by its own mean and variance",
    ),
    Fresh(
        "08_batch_norm",
        batch_norm__by_the_running_ones,
        "normalizes by the running ones in training too",
    ),
    Fresh("08_batch_norm", batch_norm__momentum_turned, "0.1 of the old and 0.9 of the batch"),
    Fresh(
        "08_batch_norm",
        batch_norm__running_deviation,
        "the running variance averages standard deviations",
    ),
    Fresh("08_batch_norm", batch_norm__shift_before_scale, "beta is multiplied by gamma"),
    Fresh(
        "08_batch_norm",
        batch_norm__no_root_updates_always,
        "the root is missing: divides by the variance",
        "the running ones change after training too",
    ),
    Fresh("08_augment", augment__together, "all images get the same move"),
    Fresh("08_augment", augment__diagonal, "rows and columns move by the same number"),
    Fresh("08_augment", augment__never_2, "rng.integers(-2, 2) never gives 2"),
    Fresh("08_augment", augment__only_down_right, "only down and to the right: 0 to 2"),
    Fresh("08_augment", augment__edge_drawn_out, "the edge moves in, not zeros"),
    Fresh(
        "08_augment",
        augment__rolls_in_testing,
        "what leaves on one side comes in on the other",
        "moves after training too",
    ),
]

RIGHT = [
    ("08_stop_at", stop_at__right),
    ("08_dropout", dropout__right),
    ("08_l1_grad", l1_grad__right),
    ("08_l2_grad", l2_grad__right),
    ("08_batch_norm", batch_norm__right),
    ("08_augment", augment__right),
]
