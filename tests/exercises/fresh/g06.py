# ruff: noqa
"""Notebook 06, as learners write it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import Fresh


def _numerical(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    n = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        n[i] = (up - down) / (2 * h)
    return n


def grad_check__norm_of_sum(f, grad, x):
    n = _numerical(f, x)
    a = grad(x)
    return np.linalg.norm((n - a).ravel()) / np.linalg.norm((n + a).ravel())


def grad_check__int_copy(f, grad, x):
    h = 1e-5
    n = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        n[i] = (f(x + e) - f(x - e)) / (2 * h)
    a = grad(x)
    return np.sqrt(((n - a) ** 2).sum()) / (np.sqrt((n**2).sum()) + np.sqrt((a**2).sum()))


def grad_check__mean_of_ratios(f, grad, x):
    n = _numerical(f, x)
    a = grad(x)
    return np.mean(np.abs(n - a) / (np.abs(n) + np.abs(a)))


def grad_check__ord_one(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.linalg.norm(n - a, 1) / (np.linalg.norm(n, 1) + np.linalg.norm(a, 1))


def grad_check__squares_over_h(f, grad, x):
    h = 1e-5
    a = grad(x)
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        n[i] = (f(x + e) - f(x - e)) / h
    return np.sum((n - a) ** 2) / (np.sum(n**2) + np.sum(a**2))


def grad_check__right(f, grad, x):
    h = 1e-5
    directions = np.eye(x.size).reshape(-1, *x.shape)
    n = np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in directions])
    a = np.ravel(grad(x))
    size = lambda v: np.vdot(v, v) ** 0.5
    return float(size(n - a) / (size(n) + size(a)))


def conv2d_backward__minus_crop(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    N, OH, OW, F = dy.shape
    KH, KW = w.shape[:2]
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for a in range(KH):
        for b in range(KW):
            rows = slice(a, a + sh * (OH - 1) + 1, sh)
            cols = slice(b, b + sw * (OW - 1) + 1, sw)
            dw[a, b] = np.einsum("nijc,nijf->cf", xp[:, rows, cols], dy)
            dxp[:, rows, cols] += dy @ w[a, b].T
    return dxp[:, ph:-ph, pw:-pw], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__last_image(dy, x, w, stride, padding):
    sh, sw = stride
    ph, pw = padding
    N, H, W, C = x.shape
    _, OH, OW, F = dy.shape
    kh, kw = w.shape[0], w.shape[1]
    x = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dx = np.zeros(x.shape)
    for n in range(N):
        dw = np.zeros(w.shape)
        for i in range(OH):
            for j in range(OW):
                r, c = i * sh, j * sw
                for f in range(F):
                    dw[..., f] += dy[n, i, j, f] * x[n, r : r + kh, c : c + kw]
                    dx[n, r : r + kh, c : c + kw] += dy[n, i, j, f] * w[..., f]
    db = dy.sum((0, 1, 2))
    return dx[:, ph : ph + H, pw : pw + W], dw, db


def conv2d_backward__kernel_turned(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    n, h, wd, c = x.shape
    xp = np.pad(x, [(0, 0), (ph, ph), (pw, pw), (0, 0)])
    dxp = np.zeros_like(xp, dtype=float)
    dw = np.zeros(w.shape)
    oh, ow = dy.shape[1:3]
    turned = w[::-1, ::-1]
    for a, b in np.ndindex(w.shape[:2]):
        where = np.s_[:, a : a + oh * sh : sh, b : b + ow * sw : sw]
        dw[a, b] = np.tensordot(xp[where], dy, ([0, 1, 2], [0, 1, 2]))
        dxp[where] += dy @ turned[a, b].T
    return dxp[:, ph : ph + h, pw : pw + wd], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__db_axes(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    windows = sliding_window_view(xp, w.shape[:2], axis=(1, 2))[:, ::sh, ::sw]
    dw = np.einsum("nijcab,nijf->abcf", windows, dy)
    spread = np.einsum("nijf,abcf->nijabc", dy, w)
    dxp = np.zeros(xp.shape)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            dxp[:, i * sh : i * sh + w.shape[0], j * sw : j * sw + w.shape[1]] += spread[:, i, j]
    db = dy.sum(axis=(1, 2))
    return dxp[:, ph : ph + x.shape[1], pw : pw + x.shape[2]], dw, db


def conv2d_backward__replaces_mean_db(dy, x, w, stride, padding):
    sh, sw = stride
    ph, pw = padding
    N, OH, OW, F = dy.shape
    KH, KW, C, _ = w.shape
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for i in range(OH):
        for j in range(OW):
            win = xp[:, i * sh : i * sh + KH, j * sw : j * sw + KW, :]
            g = dy[:, i, j, :]
            dw += np.einsum("nabc,nf->abcf", win, g)
            dxp[:, i * sh : i * sh + KH, j * sw : j * sw + KW, :] = np.einsum("nf,abcf->nabc", g, w)
    db = dy.mean(axis=(0, 1, 2))
    return dxp[:, ph : ph + x.shape[1], pw : pw + x.shape[2], :], dw, db


def conv2d_backward__batch_mean_uncropped(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    oh, ow = dy.shape[1:3]
    dx, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for a in range(w.shape[0]):
        for b in range(w.shape[1]):
            sl = (
                slice(None),
                slice(a, a + sh * (oh - 1) + 1, sh),
                slice(b, b + sw * (ow - 1) + 1, sw),
            )
            dw[a, b] = np.einsum("nijc,nijf->cf", xp[sl], dy) / len(x)
            dx[sl] += np.einsum("nijf,cf->nijc", dy, w[a, b])
    return dx, dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__right(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    kh, kw = w.shape[:2]
    i = (np.arange(dy.shape[1]) * sh)[:, None, None, None] + np.arange(kh)[:, None]
    j = (np.arange(dy.shape[2]) * sw)[:, None, None] + np.arange(kw)
    dw = np.tensordot(xp[:, i, j], dy, axes=([0, 1, 2], [0, 1, 2])).reshape(w.shape)
    dxp = np.zeros(xp.shape)
    np.add.at(dxp, (slice(None), i, j), np.tensordot(dy, w, axes=(3, 3)))
    return dxp[:, ph : ph + x.shape[1], pw : pw + x.shape[2]], dw, np.einsum("nijf->f", dy)


def max_pool2d_backward__ties_share(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for i in range(OH):
        for j in range(OW):
            r, c = i * stride, j * stride
            win = x[:, r : r + size, c : c + size]
            mask = win == win.max(axis=(1, 2), keepdims=True)
            share = mask / mask.sum(axis=(1, 2), keepdims=True)
            dx[:, r : r + size, c : c + size] += share * dy[:, i : i + 1, j : j + 1]
    return dx


def max_pool2d_backward__divmod_swapped(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        window = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        b, a = divmod(window.argmax(), size)
        dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__last_tie(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n in range(N):
        for c in range(C):
            for i in range(OH):
                for j in range(OW):
                    best = -np.inf
                    for r in range(i * stride, i * stride + size):
                        for s in range(j * stride, j * stride + size):
                            if x[n, r, s, c] >= best:
                                best = x[n, r, s, c]
                                winner = r, s
                    dx[n, winner[0], winner[1], c] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__one_channel_wins(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                win = x[n, i * stride : i * stride + size, j * stride : j * stride + size]
                a, b, _ = np.unravel_index(np.argmax(win), win.shape)
                dx[n, i * stride + a, j * stride + b] += dy[n, i, j]
    return dx


def max_pool2d_backward__everyone_replaces(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            rows = slice(i * stride, i * stride + size)
            cols = slice(j * stride, j * stride + size)
            dx[:, rows, cols] = dy[:, i, j][:, None, None, :]
    return dx


def max_pool2d_backward__right(dy, x, size, stride):
    oh, ow = dy.shape[1:3]
    spots = [
        np.s_[:, a : a + stride * (oh - 1) + 1 : stride, b : b + stride * (ow - 1) + 1 : stride]
        for a in range(size)
        for b in range(size)
    ]
    top = np.max([x[spot] for spot in spots], axis=0)
    dx, left = np.zeros(x.shape), np.array(dy, dtype=float)
    for spot in spots:
        wins = x[spot] == top
        dx[spot] += np.where(wins, left, 0)
        left = np.where(wins, 0, left)
    return dx


def softmax_cross_entropy__global_max(logits, labels):
    n = len(labels)
    e = np.exp(logits - logits.max())
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    t = np.eye(logits.shape[1])[labels]
    return loss, (p - t) / n


def softmax_cross_entropy__all_columns(logits, labels):
    N = logits.shape[0]
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -logp[range(N), labels].mean()
    dlogits = np.exp(logp)
    dlogits[:, labels] -= 1
    return loss, dlogits / N


def softmax_cross_entropy__same_array(logits, labels):
    N = len(logits)
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    p = np.exp(shifted) / np.sum(np.exp(shifted), axis=1, keepdims=True)
    dlogits = p
    dlogits[np.arange(N), labels] -= 1
    loss = -np.mean(np.log(p[np.arange(N), labels]))
    return loss, dlogits / N


def softmax_cross_entropy__epsilon(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    one_hot = np.zeros(p.shape)
    one_hot[np.arange(len(labels)), labels] = 1
    loss = -np.sum(one_hot * np.log(p + 1e-8)) / len(labels)
    return loss, (p - one_hot) / len(labels)


def softmax_cross_entropy__log10_sum_grad(logits, labels):
    p = np.exp(logits - logits.max(axis=1)[:, None])
    p = p / p.sum(axis=1)[:, None]
    picked = [p[i, label] for i, label in enumerate(labels)]
    d = p.copy()
    for i, label in enumerate(labels):
        d[i, label] -= 1
    return -np.log10(picked).mean(), d


def softmax_cross_entropy__classes_and_sign(logits, labels):
    n, c = logits.shape
    z = logits - logits.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    t = np.eye(c)[labels]
    loss = -(t * logp).mean()
    return loss, (t - np.exp(logp)) / n


def softmax_cross_entropy__right(logits, labels):
    logp = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    picked = np.take_along_axis(logp, np.asarray(labels)[:, None], axis=1)
    is_label = np.asarray(labels)[:, None] == np.arange(logits.shape[1])
    return float(-picked.mean()), (np.exp(logp) - is_label) / len(logp)


def momentum_step__keras(w, dw, v, learning_rate, momentum):
    v = momentum * v - learning_rate * dw
    return w + v, v


def momentum_step__nesterov(w, dw, v, learning_rate, momentum):
    v_new = momentum * v + dw
    w_new = w - learning_rate * (dw + momentum * v_new)
    return w_new, v_new


def momentum_step__bracket(w, dw, v, learning_rate, momentum):
    velocity = momentum * (v + dw)
    return w - learning_rate * velocity, velocity


def momentum_step__old_v_returned(w, dw, v, learning_rate, momentum):
    w = w - learning_rate * (momentum * v + dw)
    return w, v


def momentum_step__in_place_average(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += (1 - momentum) * dw
    w -= learning_rate * v
    return w, v


def momentum_step__right(w, dw, v, learning_rate, momentum):
    v = np.tensordot([momentum, 1.0], np.stack([v, dw]), axes=1)
    return np.subtract(w, np.multiply(learning_rate, v)), v


def adam_step__returns_corrected(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    m = m / (1 - beta_1**t)
    v = v / (1 - beta_2**t)
    w = w - learning_rate * m / (np.sqrt(v) + epsilon)
    return w, m, v


def adam_step__times_t(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * np.square(dw)
    mhat = m / (1 - beta_1) * t
    vhat = v / (1 - beta_2) * t
    return w - learning_rate * mhat / (np.sqrt(vhat) + epsilon), m, v


def adam_step__root_first(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m_new = beta_1 * m + (1 - beta_1) * dw
    v_new = beta_2 * v + (1 - beta_2) * dw * dw
    step = (m_new / (1 - beta_1**t)) / (np.sqrt(v_new) / (1 - beta_2**t) + epsilon)
    return w - learning_rate * step, m_new, v_new


def adam_step__m_squared(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * m**2
    m_hat = m / (1 - beta_1**t)
    v_hat = v / (1 - beta_2**t)
    return w - learning_rate * m_hat / (v_hat**0.5 + epsilon), m, v


def adam_step__half_corrected_eps(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m * beta_1 + dw * (1 - beta_1)
    v = v * beta_2 + dw**2 * (1 - beta_2)
    m_hat = m / (1 - beta_1**t)
    return w - learning_rate * m_hat / np.sqrt(v + epsilon), m, v


def adam_step__right(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m + (1 - beta_1) * (dw - m)
    v = v + (1 - beta_2) * (dw * dw - v)
    root = np.sqrt(1 - beta_2**t)
    rate = learning_rate * root / (1 - beta_1**t)
    return w - rate * m / (np.sqrt(v) + epsilon * root), m, v


FRESH = [
    Fresh(
        "06_grad_check",
        grad_check__norm_of_sum,
        "divides by the norm of n + a, not the sum of the norms",
    ),
    Fresh(
        "06_grad_check",
        grad_check__int_copy,
        "the numerical gradient is stored in an array of x's type: for integers its fractions are cut off",
    ),
    Fresh(
        "06_grad_check",
        grad_check__squares_over_h,
        "the roots are missing: sums of squares instead of norms",
        "divides by h instead of 2h: the numerical gradient is twice too large",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__minus_crop,
        "the border is cut off with ph:-ph, which leaves nothing where the padding is 0",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__last_image,
        "dw is set to 0 for each image: only the last one counts",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__kernel_turned,
        "for dx, w is turned although dy is scattered, not slid: the kernel is turned once too often",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__replaces_mean_db,
        "dx: = instead of +=, gradients from overlapping windows replace each other",
        "db is a mean, not a sum",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__divmod_swapped,
        "row and column of the winner are exchanged within the window",
    ),
    Fresh(
        "06_max_pool2d_backward", max_pool2d_backward__last_tie, ">= : of tied pixels the last wins"
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__one_channel_wins,
        "the winner's place is looked for among all channels at once and used for every channel",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__everyone_replaces,
        "every pixel of the window gets the gradient, not only the winner",
        "= instead of +=: overlapping windows replace each other",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__global_max,
        "subtracts the largest score of the whole batch: rows far below it become 0 / 0",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__all_columns,
        "dlogits[:, labels] takes 1 from the columns of all labels in every row",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__same_array,
        "dlogits is the same array as p: the loss is computed after 1 was subtracted (log of negatives)",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__log10_sum_grad,
        "logarithm to base 10",
        "the gradient is not divided by N",
    ),
    Fresh(
        "06_momentum_step",
        momentum_step__keras,
        "another convention: the velocity holds -learning_rate * dw (the new w may agree at first, v does not)",
    ),
    Fresh("06_momentum_step", momentum_step__bracket, "brackets: momentum multiplies dw as well"),
    Fresh("06_momentum_step", momentum_step__old_v_returned, "returns the old velocity"),
    Fresh(
        "06_adam_step",
        adam_step__returns_corrected,
        "returns the corrected averages, which are then corrected again in the next step",
    ),
    Fresh("06_adam_step", adam_step__times_t, "/ (1 - beta) * t instead of / (1 - beta ** t)"),
    Fresh(
        "06_adam_step",
        adam_step__root_first,
        "the root is taken of v before the correction: the correction itself is not under the root",
    ),
    Fresh(
        "06_adam_step",
        adam_step__half_corrected_eps,
        "v is not corrected",
        "epsilon is under the root",
    ),
    Fresh("06_predict_dw", (8, 1, 3, 3), "the order of the axes: filters first"),
    Fresh("06_predict_reach", 9, "forgets that there are 32 filters"),
    Fresh("06_predict_winner", 1, "shares the gradient equally among the four"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "06_grad_check",
        grad_check__mean_of_ratios,
        "the mean of the relative differences of the entries, not a ratio of norms",
    ),
    Fresh(
        "06_grad_check",
        grad_check__ord_one,
        "another norm: ord=1 (sums of absolute values; largest column for matrices), not root of squares",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__db_axes,
        "db is not summed over the batch: (N, F) instead of (F,)",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__batch_mean_uncropped,
        "dw is averaged over the batch",
        "the padding is not cut off from dx",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__ties_share,
        "tied pixels share the gradient equally; the first should take it all",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__epsilon,
        "adds a small constant to p inside the logarithm: the loss of very unlikely labels is bounded",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__classes_and_sign,
        "the loss is a mean over the classes too: divided by N * C",
        "the gradient's sign is wrong: t - p",
    ),
    Fresh("06_momentum_step", momentum_step__nesterov, "Nesterov's momentum: looks one step ahead"),
    Fresh(
        "06_momentum_step",
        momentum_step__in_place_average,
        "changes the arrays that came in",
        "dw is multiplied by 1 - momentum (an average)",
    ),
    Fresh("06_adam_step", adam_step__m_squared, "v averages the square of m, not of dw"),
    Fresh("06_predict_dw", (32, 3, 3, 1, 8), "thinks that each image keeps its own dw"),
    Fresh("06_predict_reach", 32, "forgets the nine places of the window"),
]

RIGHT = [
    ("06_grad_check", grad_check__right),
    ("06_conv2d_backward", conv2d_backward__right),
    ("06_max_pool2d_backward", max_pool2d_backward__right),
    ("06_softmax_cross_entropy", softmax_cross_entropy__right),
    ("06_momentum_step", momentum_step__right),
    ("06_adam_step", adam_step__right),
]
