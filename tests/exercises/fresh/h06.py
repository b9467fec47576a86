# ruff: noqa
"""Notebook 06, as learners write it: a third set."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _numerical(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        n[i] = (f(x + e) - f(x - e)) / (2 * h)
    return n


def grad_check__larger_norm(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.linalg.norm(n - a) / max(np.linalg.norm(n), np.linalg.norm(a))


def grad_check__worst_entry(f, grad, x):
    n, a = _numerical(f, x), np.asarray(grad(x))
    return np.max(np.abs(n - a) / np.maximum(np.abs(n) + np.abs(a), 1e-12))


def grad_check__lengths_compared(f, grad, x):
    n, a = np.linalg.norm(_numerical(f, x)), np.linalg.norm(grad(x))
    return abs(n - a) / (n + a)


def grad_check__squares(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return ((n - a) ** 2).sum() / ((n**2).sum() + (a**2).sum())


def grad_check__norm_of_sum(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.linalg.norm(n - a) / np.linalg.norm(n + a)


def grad_check__verdict_by_larger(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    difference = np.linalg.norm(n - a) / max(np.linalg.norm(n), np.linalg.norm(a))
    return bool(difference < 1e-6)


def grad_check__right(f, grad, x):
    x = np.array(x, dtype=float)
    claimed = np.ravel(grad(x))
    found = []
    for step in 1e-5 * np.eye(x.size):
        step = step.reshape(x.shape)
        found.append((f(x + step) - f(x - step)) / 2e-5)
    below = math.hypot(*found) + math.hypot(*claimed)
    return math.dist(found, claimed) / below if below else 0.0


def conv2d_backward__dw_averaged(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    N, OH, OW, F = dy.shape
    KH, KW, C, _ = w.shape
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for a in range(KH):
        for b in range(KW):
            place = np.s_[:, a : a + sh * (OH - 1) + 1 : sh, b : b + sw * (OW - 1) + 1 : sw]
            dw[a, b] = np.tensordot(xp[place], dy, ([0, 1, 2], [0, 1, 2])) / N
            dxp[place] += dy @ w[a, b].T
    H, W = x.shape[1:3]
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__overwrites_dx(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    (N, OH, OW, F), (KH, KW, C, _) = dy.shape, w.shape
    H, W = x.shape[1:3]
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for i in range(OH):
        for j in range(OW):
            g = dy[:, i, j]  # (N, F)
            window = np.s_[:, i * sh : i * sh + KH, j * sw : j * sw + KW]
            dw += np.einsum("nabc,nf->abcf", xp[window], g)
            dxp[window] = np.einsum("nf,abcf->nabc", g, w)
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__cut_to_minus_p(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    (N, OH, OW, F), (KH, KW, C, _) = dy.shape, w.shape
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for i in range(OH):
        for j in range(OW):
            g = dy[:, i, j]
            window = np.s_[:, i * sh : i * sh + KH, j * sw : j * sw + KW]
            dw += np.tensordot(xp[window], g, (0, 0))
            dxp[window] += np.tensordot(g, w, (1, 3))
    return dxp[:, ph:-ph, pw:-pw], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__kernel_mirrored_in_dx(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    (N, OH, OW, F), (KH, KW, C, _) = dy.shape, w.shape
    H, W = x.shape[1:3]
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    windows = sliding_window_view(xp, (KH, KW), axis=(1, 2))[:, ::sh, ::sw]  # N OH OW C KH KW
    dw = np.einsum("nijcab,nijf->abcf", windows, dy)
    dxp = np.zeros(xp.shape)
    turned = w[::-1, ::-1]
    for a, b in np.ndindex(KH, KW):
        dxp[:, a : a + sh * OH : sh, b : b + sw * OW : sw][:, :OH, :OW] += dy @ turned[a, b].T
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__bias_per_image(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    (N, OH, OW, F), (KH, KW, C, _) = dy.shape, w.shape
    H, W = x.shape[1:3]
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for a, b in np.ndindex(KH, KW):
        place = np.s_[:, a : a + sh * (OH - 1) + 1 : sh, b : b + sw * (OW - 1) + 1 : sw]
        dw[a, b] = np.einsum("nijc,nijf->cf", xp[place], dy)
        dxp[place] += np.einsum("nijf,cf->nijc", dy, w[a, b])
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(1, 2))


def conv2d_backward__mean_bias_and_frame(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    (N, OH, OW, F), (KH, KW, C, _) = dy.shape, w.shape
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for a, b in np.ndindex(KH, KW):
        place = np.s_[:, a : a + sh * (OH - 1) + 1 : sh, b : b + sw * (OW - 1) + 1 : sw]
        dw[a, b] = np.tensordot(xp[place], dy, ([0, 1, 2], [0, 1, 2]))
        dxp[place] += dy @ w[a, b].T
    return dxp, dw, dy.mean(axis=(0, 1, 2))


def conv2d_backward__right(dy, x, w, stride, padding):
    (N, OH, OW, F), (_, H, W, C), (KH, KW, _, _) = dy.shape, x.shape, w.shape

    def reads(size, out, kernel, s, p):
        """1 where output i reads pixel h under the kernel's number a: (out, size, kernel)."""
        i, h, a = np.ogrid[:out, :size, :kernel]
        return (i * s + a - p == h).astype(float)

    rows = reads(H, OH, KH, stride[0], padding[0])
    columns = reads(W, OW, KW, stride[1], padding[1])
    spread = np.einsum("nijf,iha,jwb->nhwabf", dy, rows, columns, optimize=True)
    dx = np.einsum("nhwabf,abcf->nhwc", spread, w, optimize=True)
    dw = np.einsum("nhwabf,nhwc->abcf", spread, x, optimize=True)
    return dx, dw, np.einsum("nijf->f", dy)


def max_pool2d_backward__one_image(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for i in range(OH):
        for j in range(OW):
            for c in range(C):
                window = x[0, i * stride : i * stride + size, j * stride : j * stride + size, c]
                a, b = divmod(window.argmax(), size)
                dx[:, i * stride + a, j * stride + b, c] += dy[:, i, j, c]
    return dx


def max_pool2d_backward__last_of_the_tied(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        best, where = -math.inf, None
        for a in range(size):
            for b in range(size):
                value = x[n, i * stride + a, j * stride + b, c]
                if value >= best:
                    best, where = value, (n, i * stride + a, j * stride + b, c)
        dx[where] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__row_and_column_swapped(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        top, left = i * stride, j * stride
        winner = np.argmax(x[n, top : top + size, left : left + size, c])
        dx[n, top + winner % size, left + winner // size, c] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__second_win_lost(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    windows = sliding_window_view(x, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    winner = windows.reshape(N, OH, OW, C, -1).argmax(axis=-1)
    n, i, j, c = np.indices(dy.shape)
    dx = np.zeros(x.shape)
    dx[n, i * stride + winner // size, j * stride + winner % size, c] += dy
    return dx


def max_pool2d_backward__winning_channel(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for n, i, j in np.ndindex(N, OH, OW):
        top, left = i * stride, j * stride
        window = x[n, top : top + size, left : left + size]
        a, b, c = np.unravel_index(window.argmax(), window.shape)
        dx[n, top + a, left + b, c] += dy[n, i, j].sum()
    return dx


def max_pool2d_backward__ties_and_assigned(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        place = n, slice(i * stride, i * stride + size), slice(j * stride, j * stride + size), c
        mask = x[place] == x[place].max()
        dx[place] = mask * dy[n, i, j, c]
    return dx


def max_pool2d_backward__right(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    views = [
        np.s_[:, a : a + stride * (OH - 1) + 1 : stride, b : b + stride * (OW - 1) + 1 : stride]
        for a in range(size)
        for b in range(size)
    ]
    largest = np.max([x[view] for view in views], axis=0)
    dx, free = np.zeros(x.shape), np.ones(dy.shape, dtype=bool)
    for view in views:
        wins = free & (x[view] == largest)
        dx[view] += np.where(wins, dy, 0)
        free &= ~wins
    return dx


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_cross_entropy__over_images(logits, labels):
    e = np.exp(logits - logits.max(axis=0))
    p = e / e.sum(axis=0)
    n = np.arange(len(labels))
    loss = -np.log(p[n, labels]).mean()
    d = p.copy()
    d[n, labels] -= 1
    return loss, d / len(labels)


def softmax_cross_entropy__all_labels_columns(logits, labels):
    p = _softmax(logits)
    loss = -np.mean(np.log(p[np.arange(len(p)), labels]))
    p[:, labels] -= 1
    return loss, p / len(p)


def softmax_cross_entropy__mean_of_all_cells(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    t = np.eye(logits.shape[1])[labels]
    return -(t * logp).mean(), (np.exp(logp) - t) / len(labels)


def softmax_cross_entropy__floor_on_p(logits, labels):
    p = _softmax(logits)
    rows = range(len(labels))
    loss = -np.log(np.clip(p[rows, labels], 1e-7, 1)).mean()
    t = np.zeros_like(p)
    t[rows, labels] = 1
    return loss, (p - t) / len(labels)


def softmax_cross_entropy__log_of_mean(logits, labels):
    p = _softmax(logits)
    t = np.arange(p.shape[1]) == labels[:, None]
    loss = -np.log(p[t].mean())
    return loss, (p - t) / len(p)


def softmax_cross_entropy__bits_summed(logits, labels):
    p = _softmax(logits)
    n = np.arange(len(p))
    loss = -np.log2(p[n, labels]).mean()
    p[n, labels] -= 1
    return loss, p


def softmax_cross_entropy__right(logits, labels):
    logits = np.asarray(logits, dtype=float)
    log_sum = np.logaddexp.reduce(logits, axis=1)
    right = np.take_along_axis(logits, np.asarray(labels)[:, None], axis=1)[:, 0]
    truth = np.equal.outer(labels, range(logits.shape[1]))
    return np.mean(log_sum - right), (np.exp(logits - log_sum[:, None]) - truth) / len(logits)


def momentum_step__weighted_mean(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w - learning_rate * v, v


def momentum_step__velocity_downhill(w, dw, v, learning_rate, momentum):
    v = momentum * v - learning_rate * dw
    return w + v, v


def momentum_step__nesterov(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    return w - learning_rate * (dw + momentum * v), v


def momentum_step__all_in_brackets(w, dw, v, learning_rate, momentum):
    v = momentum * (v + dw)
    w = w - learning_rate * v
    return w, v


def momentum_step__previous_velocity(w, dw, v, learning_rate, momentum):
    new_w = w - learning_rate * v
    new_v = momentum * v + dw
    return new_w, new_v


def momentum_step__in_place_uphill(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += dw
    return w + learning_rate * v, v


def momentum_step__right(w, dw, v, learning_rate, momentum):
    mix = np.array([[1, -learning_rate, -learning_rate * momentum], [0, 1, momentum]])
    new = np.tensordot(mix, np.stack([w, dw, v]), axes=1)
    return new[0], new[1]


def adam_step__corrected_kept(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = (beta_1 * m + (1 - beta_1) * dw) / (1 - beta_1**t)
    v = (beta_2 * v + (1 - beta_2) * dw**2) / (1 - beta_2**t)
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step__no_root(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * m_hat / (v_hat + epsilon), m, v


def adam_step__beta_times_t(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * np.square(dw)
    m_hat = m / (1 - beta_1 * t)
    v_hat = v / (1 - beta_2 * t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def adam_step__square_of_m(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * m**2
    step = (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w - learning_rate * step, m, v


def adam_step__epsilon_in_the_root(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw * dw
    m_hat = m / (1 - beta_1**t)
    v_hat = v / (1 - beta_2**t)
    w = w - learning_rate * m_hat / np.sqrt(v_hat + epsilon)
    return w, m, v


def adam_step__one_beta_uncorrected(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_1 * v + (1 - beta_1) * dw**2
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step__right(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m + (1 - beta_1) * (dw - m)
    v = v + (1 - beta_2) * (dw**2 - v)
    root = math.sqrt(1 - beta_2**t)
    rate = learning_rate * root / (1 - beta_1**t)
    return w - rate * m / (np.sqrt(v) + epsilon * root), m, v


FRESH = [
    Fresh("06_grad_check", grad_check__larger_norm, "divides by the larger norm, not by their sum"),
    Fresh(
        "06_grad_check",
        grad_check__worst_entry,
        "the largest relative difference of an entry, not of the norms",
    ),
    Fresh(
        "06_grad_check",
        grad_check__lengths_compared,
        "compares the norms: directions are not compared",
    ),
    Fresh("06_grad_check", grad_check__squares, "the roots are missing: sums of squares"),
    Fresh(
        "06_grad_check",
        grad_check__norm_of_sum,
        "divides by the norm of the sum, not by the sum of the norms",
    ),
    Fresh(
        "06_grad_check",
        grad_check__verdict_by_larger,
        "True or False instead of the difference",
        "divides by the larger norm, not by their sum",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__dw_averaged,
        "dw is the mean over the batch, not the sum",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__overwrites_dx,
        "windows overwrite each other's dx instead of adding up",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__cut_to_minus_p,
        "cuts dx with p:-p, which leaves nothing without padding",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__kernel_mirrored_in_dx,
        "for dx the kernel is turned once too often",
    ),
    Fresh("06_conv2d_backward", conv2d_backward__bias_per_image, "db is not summed over the batch"),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__mean_bias_and_frame,
        "the padding is not cut off from dx",
        "db is the mean, not the sum",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__one_image,
        "the winner of the first image serves for the whole batch",
    ),
    Fresh(
        "06_max_pool2d_backward", max_pool2d_backward__last_of_the_tied, "the last of the tied wins"
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__row_and_column_swapped,
        "the winner's row and column in the window are swapped",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__second_win_lost,
        "+= with index arrays adds only once where a pixel wins twice",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__winning_channel,
        "channels compete: one of them gets the gradient of all",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__ties_and_assigned,
        "all tied pixels win",
        "windows overwrite each other instead of adding up",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__over_images,
        "the softmax runs over the images, not over the classes",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__all_labels_columns,
        "p[:, labels]: 1 is subtracted in every row, for all images' labels",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__mean_of_all_cells,
        "the loss is divided by the number of classes too",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__floor_on_p,
        "p is clipped: a large loss is cut off",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__log_of_mean,
        "the log of the mean, not the mean of the logs",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__bits_summed,
        "log to base 2",
        "the gradient is not divided by N",
    ),
    Fresh(
        "06_momentum_step", momentum_step__weighted_mean, "the gradient is weighted by 1 - momentum"
    ),
    Fresh(
        "06_momentum_step",
        momentum_step__velocity_downhill,
        "the velocity holds the learning rate and the sign",
    ),
    Fresh(
        "06_momentum_step",
        momentum_step__nesterov,
        "Nesterov's step: looks ahead by the momentum once more",
    ),
    Fresh(
        "06_momentum_step", momentum_step__all_in_brackets, "momentum multiplies the gradient too"
    ),
    Fresh(
        "06_momentum_step", momentum_step__previous_velocity, "the weights move by the old velocity"
    ),
    Fresh(
        "06_momentum_step",
        momentum_step__in_place_uphill,
        "the v that came in is changed",
        "the step goes up the gradient",
    ),
    Fresh(
        "06_adam_step",
        adam_step__corrected_kept,
        "the corrected averages are returned and so corrected again",
    ),
    Fresh("06_adam_step", adam_step__no_root, "the root of v is missing"),
    Fresh("06_adam_step", adam_step__beta_times_t, "beta · t instead of beta to the power of t"),
    Fresh(
        "06_adam_step", adam_step__square_of_m, "v averages the square of m, not of the gradient"
    ),
    Fresh("06_adam_step", adam_step__epsilon_in_the_root, "epsilon is added under the root"),
    Fresh(
        "06_adam_step",
        adam_step__one_beta_uncorrected,
        "beta_1 for both averages",
        "the averages are not corrected",
    ),
]

RIGHT = [
    ("06_grad_check", grad_check__right),
    ("06_conv2d_backward", conv2d_backward__right),
    ("06_max_pool2d_backward", max_pool2d_backward__right),
    ("06_softmax_cross_entropy", softmax_cross_entropy__right),
    ("06_momentum_step", momentum_step__right),
    ("06_adam_step", adam_step__right),
]
