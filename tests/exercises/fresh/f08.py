# ruff: noqa
"""Notebook 08, as learners write it."""

import numpy as np

from cnnnotes import ops
from fresh import Fresh


def stop_at__compares_with_last(losses, patience):
    best, waited = 0, 0
    for e in range(1, len(losses)):
        if losses[e] < losses[e - 1]:
            waited = 0
        else:
            waited += 1
        if losses[e] < losses[best]:
            best = e
        if waited == patience:
            return e, best
    return len(losses) - 1, best


def stop_at__one_more(losses, patience):
    best_loss, best, wait = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best, wait = loss, epoch, 0
        else:
            wait += 1
        if wait > patience:
            return epoch, best
    return epoch, best


def stop_at__never_reset(losses, patience):
    best_loss, best, wait = float("inf"), 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best = loss, epoch
        else:
            wait += 1
            if wait >= patience:
                return epoch, best
    return len(losses) - 1, best


def stop_at__best_of_all(losses, patience):
    best = int(np.argmin(losses))
    stop = min(best + patience, len(losses) - 1)
    return stop, best


def stop_at__returns_none(losses, patience):
    best = 0
    for e in range(len(losses)):
        if losses[e] < losses[best]:
            best = e
        if e - best == patience:
            return e, best


def stop_at__ties_and_order(losses, patience):
    best_loss, best, wait = np.inf, 0, 0
    for epoch in range(len(losses)):
        if losses[epoch] <= best_loss:
            best_loss, best, wait = losses[epoch], epoch, 0
        else:
            wait += 1
            if wait == patience:
                return best, epoch
    return best, len(losses) - 1


def stop_at__from_one_one_more(losses, patience):
    best, wait = 0, 0
    for e in range(1, len(losses)):
        if losses[e] < losses[best]:
            best, wait = e, 0
        else:
            wait += 1
        if wait == patience + 1:
            return e + 1, best + 1
    return len(losses), best + 1


def dropout__not_scaled(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random(x.shape) >= rate
    return x * keep


def dropout__keeps_rate(x, rate, rng, training):
    if not training:
        return x
    mask = (rng.random(x.shape) < rate) / rate
    return x * mask


def dropout__scaled_in_test(x, rate, rng, training):
    if training:
        return x * (rng.uniform(size=x.shape) > rate)
    return x * (1 - rate)


def dropout__whole_columns(x, rate, rng, training):
    if training:
        keep = rng.random(x.shape[1]) >= rate
        return x * keep / (1 - rate)
    return x


def dropout__own_generator(x, rate, rng, training):
    if not training:
        return x
    mask = np.random.rand(*x.shape) >= rate
    return np.where(mask, x, 0) / (1 - rate)


def dropout__always_not_scaled(x, rate, rng, training):
    mask = rng.binomial(1, 1 - rate, size=x.shape)
    return x * mask


def dropout__in_place_whole_rows(x, rate, rng, training):
    if training:
        drop = rng.random(len(x)) < rate
        x[drop] = 0
        x /= 1 - rate
    return x


def l1_grad__of_size(w, b, dw, db, strength):
    return dw + strength * np.abs(w), db


def l1_grad__bias_too(w, b, dw, db, strength):
    return dw + strength * np.sign(w), db + strength * np.sign(b)


def l1_grad__one_at_zero(w, b, dw, db, strength):
    return dw + strength * np.where(w >= 0, 1, -1), db


def l1_grad__divides(w, b, dw, db, strength):
    return dw + strength * w / np.abs(w), db


def l1_grad__penalty_alone(w, b, dw, db, strength):
    return strength * np.sign(w), np.zeros_like(db)


def l1_grad__in_place_subtracts(w, b, dw, db, strength):
    dw -= strength * np.sign(w)
    return dw, db


def l1_grad__zero_and_bias(w, b, dw, db, strength):
    signs = np.ones(w.shape)
    signs[w < 0] = -1
    return dw + strength * signs, db + strength


def l2_grad__no_two(w, b, dw, db, strength):
    return dw + strength * w, db


def l2_grad__sum(w, b, dw, db, strength):
    return dw + 2 * strength * np.sum(w), db


def l2_grad__bias_too(w, b, dw, db, strength):
    return dw + 2 * strength * w, db + 2 * strength * b


def l2_grad__value(w, b, dw, db, strength):
    return dw + strength * w**2, db


def l2_grad__in_place(w, b, dw, db, strength):
    dw += 2 * strength * w
    return dw, db


def l2_grad__no_two_bias_too(w, b, dw, db, strength):
    grads = []
    for p, d in ((w, dw), (b, db)):
        grads.append(d + strength * p)
    return tuple(grads)


def l2_grad__mean_and_minus(w, b, dw, db, strength):
    return dw - 2 * strength * w / len(w), db


def batch_norm__per_place(x, gamma, beta, mean, var, training):
    if training:
        m, v = x.mean(axis=0), x.var(axis=0)
        new_mean = 0.9 * mean + 0.1 * m.mean(axis=(0, 1))
        new_var = 0.9 * var + 0.1 * v.mean(axis=(0, 1))
    else:
        m, v, new_mean, new_var = mean, var, mean, var
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, new_mean, new_var


def batch_norm__momentum_swapped(x, gamma, beta, mean, var, training):
    if training:
        m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean, var = 0.1 * mean + 0.9 * m, 0.1 * var + 0.9 * v
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, mean, var


def batch_norm__by_running(x, gamma, beta, mean, var, training):
    if training:
        mean = 0.9 * mean + 0.1 * x.mean(axis=(0, 1, 2))
        var = 0.9 * var + 0.1 * x.var(axis=(0, 1, 2))
    out = gamma * (x - mean) / np.sqrt(var + 1e-5) + beta
    return out, mean, var


def batch_norm__unbiased(x, gamma, beta, mean, var, training):
    if not training:
        return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, mean, var
    m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    n = x.size // x.shape[-1]
    out = gamma * (x - m) / np.sqrt(v + 1e-5) + beta
    return out, 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v * n / (n - 1)


def batch_norm__no_root(x, gamma, beta, mean, var, training):
    m, v = mean, var
    if training:
        m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        mean, var = 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v
    return gamma * (x - m) / (v + 1e-5) + beta, mean, var


def batch_norm__updates_and_batch_in_test(x, gamma, beta, mean, var, training):
    m, v = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
    out = beta * (x - m) / np.sqrt(v + 1e-5) + gamma
    return out, 0.9 * mean + 0.1 * m, 0.9 * var + 0.1 * v


def batch_norm__swapped_in_place(x, gamma, beta, mean, var, training):
    if training:
        m, v = x.mean((0, 1, 2)), x.var((0, 1, 2))
        mean *= 0.1
        mean += 0.9 * m
        var *= 0.1
        var += 0.9 * v
    else:
        m, v = mean, var
    return gamma * (x - m) / np.sqrt(v + 1e-5) + beta, mean, var


def augment__one_move(x, rng, training):
    if not training:
        return x
    d, r = rng.integers(-2, 3, size=2)
    return ops.warp(x, down=d, right=r)


def augment__wraps(x, rng, training):
    if not training:
        return x
    out = np.empty_like(x)
    for i in range(len(x)):
        down, right = rng.integers(-2, 3), rng.integers(-2, 3)
        out[i] = np.roll(x[i], (down, right), axis=(0, 1))
    return out


def augment__never_two(x, rng, training):
    if not training:
        return x
    H, W = x.shape[1:3]
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    out = np.zeros_like(x)
    for n in range(len(x)):
        dy, dx = rng.integers(-2, 2, 2)
        out[n] = padded[n, 2 - dy : 2 - dy + H, 2 - dx : 2 - dx + W]
    return out


def augment__diagonal(x, rng, training):
    if training:
        moves = rng.integers(-2, 3, size=len(x))
        return ops.warp(x, down=moves, right=moves)
    return x


def augment__sideways(x, rng, training):
    if training:
        return ops.warp(x, right=rng.integers(-2, 3, len(x)))
    return x


def augment__always_wraps(x, rng, training):
    return np.array(
        [np.roll(img, tuple(rng.integers(-2, 3, 2)), axis=(0, 1)) for img in x]
    ).reshape(x.shape)


def augment__one_move_far(x, rng, training):
    if not training:
        return x
    down, right = rng.integers(-4, 5), rng.integers(-4, 5)
    return ops.warp(x, down=down, right=right)


def stop_at__right_minimum(losses, patience):
    best = 0
    for e, loss in enumerate(losses):
        best = e if loss < min(losses[:e], default=np.inf) else best
        if e - best >= patience:
            break
    return e, best


def dropout__right_choice(x, rate, rng, training):
    if not training:
        return x
    kept = rng.choice([0.0, 1 / (1 - rate)], size=x.shape, p=[rate, 1 - rate])
    return kept * x


def dropout__right_positions(x, rate, rng, training):
    out = np.array(x, dtype=float)
    if training:
        for row in range(out.shape[0]):
            for column in range(out.shape[1]):
                out[row, column] = 0 if rng.random() < rate else out[row, column] / (1 - rate)
    return out


def l1_grad__right_two_masks(w, b, dw, db, strength):
    return dw + strength * (w > 0) - strength * (w < 0), db


def l2_grad__right_twice(w, b, dw, db, strength):
    penalty = np.multiply(strength, w)
    return dw + penalty + penalty, db


def batch_norm__right_flat(x, gamma, beta, mean, var, training):
    rows = x.reshape(-1, x.shape[-1])
    m, v = mean, var
    if training:
        m = rows.sum(axis=0) / len(rows)
        v = ((rows - m) ** 2).sum(axis=0) / len(rows)
        mean, var = mean + 0.1 * (m - mean), var + 0.1 * (v - var)
    scale = gamma / (v + 1e-5) ** 0.5
    return x * scale + (beta - m * scale), mean, var


def augment__right_crops(x, rng, training):
    if not training:
        return x
    n, h, w, _ = x.shape
    framed = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    rows, columns = rng.integers(5, size=n), rng.integers(5, size=n)
    return np.stack([framed[i, r : r + h, c : c + w] for i, r, c in zip(range(n), rows, columns)])


def augment__right_warp(x, rng, training):
    if not training:
        return x
    down, right = rng.choice([-2, -1, 0, 1, 2], size=(2, len(x)))
    return ops.warp(x, down=down, right=right)


FRESH = [
    Fresh(
        "08_stop_at", stop_at__compares_with_last, "compares with the epoch before, not the best"
    ),
    Fresh("08_stop_at", stop_at__one_more, "stops an epoch late"),
    Fresh("08_stop_at", stop_at__never_reset, "the count is not reset by a better epoch"),
    Fresh("08_stop_at", stop_at__best_of_all, "looks at what comes after the stop"),
    Fresh("08_stop_at", stop_at__returns_none, "nothing returned when losses end first"),
    Fresh("08_stop_at", stop_at__ties_and_order, "ties count as better", "outputs swapped"),
    Fresh("08_stop_at", stop_at__from_one_one_more, "counts from 1", "stops an epoch late"),
    Fresh("08_dropout", dropout__not_scaled, "the others are not scaled"),
    Fresh("08_dropout", dropout__keeps_rate, "keeps with probability rate"),
    Fresh("08_dropout", dropout__scaled_in_test, "scales in the test instead of in training"),
    Fresh("08_dropout", dropout__whole_columns, "one draw for each column"),
    Fresh("08_dropout", dropout__own_generator, "does not use rng"),
    Fresh("08_dropout", dropout__always_not_scaled, "drops in the test too", "not scaled"),
    Fresh("08_dropout", dropout__in_place_whole_rows, "changes x", "one draw for each row"),
    Fresh("08_l1_grad", l1_grad__of_size, "|w| for its sign"),
    Fresh("08_l1_grad", l1_grad__bias_too, "biases cost too"),
    Fresh("08_l1_grad", l1_grad__one_at_zero, "1 at w = 0"),
    Fresh("08_l1_grad", l1_grad__divides, "NaN at w = 0"),
    Fresh("08_l1_grad", l1_grad__penalty_alone, "the loss's gradient is lost"),
    Fresh("08_l1_grad", l1_grad__in_place_subtracts, "changes dw", "subtracts"),
    Fresh("08_l1_grad", l1_grad__zero_and_bias, "1 at w = 0", "biases cost too"),
    Fresh("08_l2_grad", l2_grad__no_two, "no 2"),
    Fresh("08_l2_grad", l2_grad__sum, "sum of all weights for each"),
    Fresh("08_l2_grad", l2_grad__bias_too, "biases cost too"),
    Fresh("08_l2_grad", l2_grad__value, "the penalty itself, not its gradient"),
    Fresh("08_l2_grad", l2_grad__in_place, "changes dw"),
    Fresh("08_l2_grad", l2_grad__no_two_bias_too, "no 2", "biases cost too"),
    Fresh("08_l2_grad", l2_grad__mean_and_minus, "divided by the number of rows", "subtracts"),
    Fresh("08_batch_norm", batch_norm__per_place, "statistics over images only, for each place"),
    Fresh("08_batch_norm", batch_norm__momentum_swapped, "0.9 and 0.1 swapped"),
    Fresh("08_batch_norm", batch_norm__by_running, "training normalized by running statistics"),
    Fresh("08_batch_norm", batch_norm__unbiased, "n - 1 in the running variance"),
    Fresh("08_batch_norm", batch_norm__no_root, "no square root"),
    Fresh(
        "08_batch_norm",
        batch_norm__updates_and_batch_in_test,
        "the test is treated as training",
        "gamma and beta swapped",
    ),
    Fresh(
        "08_batch_norm", batch_norm__swapped_in_place, "0.9 and 0.1 swapped", "changes mean, var"
    ),
    Fresh("08_augment", augment__one_move, "one move for the whole batch"),
    Fresh("08_augment", augment__wraps, "what leaves comes in on the other side"),
    Fresh("08_augment", augment__never_two, "never +2"),
    Fresh("08_augment", augment__diagonal, "the same number for rows and columns"),
    Fresh("08_augment", augment__sideways, "rows never move"),
    Fresh("08_augment", augment__always_wraps, "moves in the test too", "wraps around"),
    Fresh("08_augment", augment__one_move_far, "one move for the batch", "up to 4"),
]

RIGHT = [
    ("08_stop_at", stop_at__right_minimum),
    ("08_dropout", dropout__right_choice),
    ("08_dropout", dropout__right_positions),
    ("08_l1_grad", l1_grad__right_two_masks),
    ("08_l2_grad", l2_grad__right_twice),
    ("08_batch_norm", batch_norm__right_flat),
    ("08_augment", augment__right_crops),
    ("08_augment", augment__right_warp),
]
