# ruff: noqa
"""Notebook 06, as learners write it."""

import numpy as np

from cnnnotes import ops
from fresh import Fresh


def grad_check__by_n_alone(f, grad, x):
    h = 1e-5
    x = x.astype(float)
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        n[i] = (f(x + e) - f(x - e)) / (2 * h)
    a = grad(x)
    return np.linalg.norm(n - a) / np.linalg.norm(n)


def grad_check__largest_relative(f, grad, x):
    h = 1e-5
    x = np.array(x, float)
    worst = 0
    a = grad(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        fp = f(x)
        x[i] = old - h
        fm = f(x)
        x[i] = old
        n = (fp - fm) / (2 * h)
        worst = max(worst, abs(n - a[i]) / max(1e-8, abs(n) + abs(a[i])))
    return worst


def grad_check__int(f, grad, x):
    h = 1e-5
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        plus, minus = x.copy(), x.copy()
        plus[i] += h
        minus[i] -= h
        n[i] = (f(plus) - f(minus)) / (2 * h)
    a = grad(x)
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


def grad_check__squares(f, grad, x):
    h = 1e-5
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    n = np.array([(f(x + e) - f(x - e)) / (2 * h) for e in steps]).reshape(x.shape)
    a = grad(x)
    return np.sum((n - a) ** 2) / (np.sum(n**2) + np.sum(a**2))


def grad_check__norm_of_sum(f, grad, x):
    h = 1e-5
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    n = np.array([(f(x + e) - f(x - e)) / (2 * h) for e in steps]).reshape(x.shape)
    a = grad(x)
    return np.linalg.norm(n - a) / np.linalg.norm(n + a)


def grad_check__by_h_absolute(f, grad, x):
    h = 1e-5
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    n = np.array([(f(x + e) - f(x - e)) / h for e in steps]).reshape(x.shape)
    a = grad(x)
    return np.abs(n - a).sum() / (np.abs(n).sum() + np.abs(a).sum())


def grad_check__one_sided_undivided(f, grad, x):
    h = 1e-2
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        n[i] = (f(x + e) - f(x)) / h
    return float(np.linalg.norm(n - grad(x)))


def conv2d_backward__frame_kept(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    N, OH, OW, F = dy.shape
    KH, KW = w.shape[:2]
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                for f in range(F):
                    r, c = i * sh, j * sw
                    dw[..., f] += dy[n, i, j, f] * xp[n, r : r + KH, c : c + KW]
                    dxp[n, r : r + KH, c : c + KW] += dy[n, i, j, f] * w[..., f]
    return dxp, dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__minus_zero(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    OH, OW = dy.shape[1:3]
    for a in range(w.shape[0]):
        for b in range(w.shape[1]):
            part = xp[:, a : a + sh * OH : sh, b : b + sw * OW : sw][:, :OH, :OW]
            dw[a, b] = np.einsum("nijc,nijf->cf", part, dy)
            dxp[:, a : a + sh * OH : sh, b : b + sw * OW : sw] += dy @ w[a, b].T
    return dxp[:, ph:-ph, pw:-pw], dw, dy.sum((0, 1, 2))


def conv2d_backward__db_mean(dy, x, w, stride, padding):
    dx, dw, _ = ops.conv2d_backward(dy, x, w, stride=stride, padding=padding)
    return dx, dw, dy.mean(axis=(0, 1, 2))


def conv2d_backward__neighbours(dy, x, w, stride, padding):
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    N, OH, OW, F = dy.shape
    KH, KW = w.shape[:2]
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                for f in range(F):
                    dw[..., f] += dy[n, i, j, f] * xp[n, i : i + KH, j : j + KW]
                    dxp[n, i : i + KH, j : j + KW] += dy[n, i, j, f] * w[..., f]
    H, W = x.shape[1:3]
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__dx_overwritten(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    xp = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    KH, KW = w.shape[:2]
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            win = xp[:, i * sh : i * sh + KH, j * sw : j * sw + KW]
            g = dy[:, i, j]
            dw += np.einsum("nabc,nf->abcf", win, g)
            dxp[:, i * sh : i * sh + KH, j * sw : j * sw + KW] = np.einsum("nf,abcf->nabc", g, w)
    H, W = x.shape[1:3]
    return dxp[:, ph : ph + H, pw : pw + W], dw, dy.sum(axis=(0, 1, 2))


def conv2d_backward__weights_first_and_mean(dy, x, w, stride, padding):
    dx, dw, db = ops.conv2d_backward(dy, x, w, stride=stride, padding=padding)
    return dw / len(x), db / len(x), dx


def conv2d_backward__db_by_image_dw_mean(dy, x, w, stride, padding):
    dx, dw, db = ops.conv2d_backward(dy, x, w, stride=stride, padding=padding)
    m = dy.shape[0]
    dw = dw / m
    db = np.sum(dy, axis=(1, 2))
    return dx, dw, db


def max_pool2d_backward__all_tied(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                for c in range(C):
                    r, s = i * stride, j * stride
                    win = x[n, r : r + size, s : s + size, c]
                    mask = win == np.max(win)
                    dx[n, r : r + size, s : s + size, c] += mask * dy[n, i, j, c]
    return dx


def max_pool2d_backward__last_tied(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        best, where = -np.inf, None
        for a in range(size):
            for b in range(size):
                v = x[n, i * stride + a, j * stride + b, c]
                if v >= best:
                    best, where = v, (i * stride + a, j * stride + b)
        dx[n, where[0], where[1], c] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__overwrites(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        win = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(np.argmax(win), win.shape)
        dx[n, i * stride + a, j * stride + b, c] = dy[n, i, j, c]
    return dx


def max_pool2d_backward__across_channels(dy, x, size, stride):
    dx = np.zeros(x.shape)
    N, OH, OW, C = dy.shape
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                win = x[n, i * stride : i * stride + size, j * stride : j * stride + size]
                a, b, _ = np.unravel_index(win.argmax(), win.shape)
                dx[n, i * stride + a, j * stride + b] += dy[n, i, j]
    return dx


def max_pool2d_backward__positive_only(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        best, at = 0, None
        for a in range(size):
            for b in range(size):
                if x[n, i * stride + a, j * stride + b, c] > best:
                    best = x[n, i * stride + a, j * stride + b, c]
                    at = (n, i * stride + a, j * stride + b, c)
        if at is not None:
            dx[at] += dy[n, i, j, c]
    return dx


def max_pool2d_backward__all_tied_overwrites(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n in range(dy.shape[0]):
        for i in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                for c in range(dy.shape[3]):
                    win = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
                    dx[n, i * stride : i * stride + size, j * stride : j * stride + size, c] = (
                        win == win.max()
                    ) * dy[n, i, j, c]
    return dx


def max_pool2d_backward__size_and_shared(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        win = x[n, i * size : i * size + size, j * size : j * size + size, c]
        if win.shape != (size, size):
            continue
        mask = win == win.max()
        dx[n, i * size : i * size + size, j * size : j * size + size, c] += (
            dy[n, i, j, c] * mask / mask.sum()
        )
    return dx


def softmax_cross_entropy__unstable(logits, labels):
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    n = len(labels)
    loss = -np.log(p[np.arange(n), labels]).mean()
    p[np.arange(n), labels] -= 1
    return loss, p / n


def softmax_cross_entropy__gradient_of_sum(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    n = len(labels)
    d = np.exp(log_p)
    d[range(n), labels] -= 1
    return -log_p[range(n), labels].mean(), d


def softmax_cross_entropy__one_maximum(logits, labels):
    shifted = logits - np.max(logits)
    exps = np.exp(shifted)
    probs = exps / np.sum(exps, axis=1, keepdims=True)
    loss = 0.0
    dlogits = probs.copy()
    for i in range(len(labels)):
        loss -= np.log(probs[i, labels[i]])
        dlogits[i, labels[i]] -= 1
    return loss / len(labels), dlogits / len(labels)


def softmax_cross_entropy__clipped(logits, labels):
    z = logits - logits.max(1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    t = np.eye(logits.shape[1])[labels]
    loss = -np.mean(np.sum(t * np.log(p + 1e-12), axis=1))
    return loss, (p - t) / len(t)


def softmax_cross_entropy__mean_of_all(logits, labels):
    z = logits - logits.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    t = np.eye(logits.shape[1])[labels]
    return -np.where(t == 1, log_p, 0).mean(), (np.exp(log_p) - t) / len(t)


def softmax_cross_entropy__columns_and_sign(logits, labels):
    z = logits - logits.max(axis=0)
    log_p = z - np.log(np.exp(z).sum(axis=0))
    n = len(labels)
    t = np.eye(logits.shape[1])[labels]
    return -log_p[np.arange(n), labels].mean(), (t - np.exp(log_p)) / n


def softmax_cross_entropy__base_two_no_truth(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    n = len(labels)
    loss = -np.mean(log_p[np.arange(n), labels]) / np.log(2)
    return loss, np.exp(log_p) / n


def momentum_step__average(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w - learning_rate * v, v


def momentum_step__keras(w, dw, v, learning_rate, momentum):
    v = momentum * v - learning_rate * dw
    return w + v, v


def momentum_step__nesterov(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    w = w - learning_rate * (dw + momentum * v)
    return w, v


def momentum_step__in_place(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += dw
    w -= learning_rate * v
    return w, v


def momentum_step__old_velocity_uphill(w, dw, v, learning_rate, momentum):
    w_new = w + learning_rate * v
    v_new = momentum * v + dw
    return w_new, v_new


def momentum_step__average_swapped(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return v, w - learning_rate * v


def adam_step__not_corrected(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step__returns_corrected(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw * dw
    m = m / (1 - beta_1**t)
    v = v / (1 - beta_2**t)
    w = w - learning_rate * m / (v**0.5 + epsilon)
    return w, m, v


def adam_step__epsilon_inside(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * m_hat / np.sqrt(v_hat + epsilon), m, v


def adam_step__first_beta_for_both(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * np.square(dw)
    m_hat = m / (1 - np.power(beta_1, t))
    v_hat = v / (1 - np.power(beta_1, t))
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def adam_step__next_t_no_root(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    t = t + 1
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    m_hat = m / (1 - beta_1**t)
    v_hat = v / (1 - beta_2**t)
    return w - learning_rate * m_hat / (v_hat + epsilon), m, v


def adam_step__betas_swapped_uphill(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_2 * m + (1 - beta_2) * dw
    v = beta_1 * v + (1 - beta_1) * dw**2
    m_hat = m / (1 - beta_2**t)
    v_hat = v / (1 - beta_1**t)
    return w + learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def grad_check__right_lists(f, grad, x):
    x = np.array(x, dtype=np.float64)
    h = 1e-5
    flat = x.ravel()
    numbers = []
    for i in range(flat.size):
        both = []
        for step in (h, -h):
            y = flat.copy()
            y[i] = y[i] + step
            both.append(f(y.reshape(x.shape)))
        numbers.append((both[0] - both[1]) / (2 * h))
    n, a = np.array(numbers), np.asarray(grad(x)).ravel()
    return float(((n - a) @ (n - a)) ** 0.5 / ((n @ n) ** 0.5 + (a @ a) ** 0.5))


def conv2d_backward__right_by_kernel(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    N, H, W, C = x.shape
    _, OH, OW, F = dy.shape
    big = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dbig, dw = np.zeros(big.shape), np.zeros(w.shape)
    flat = dy.reshape(-1, F)
    for a, b in np.ndindex(w.shape[:2]):
        rows = slice(a, a + sh * (OH - 1) + 1, sh)
        cols = slice(b, b + sw * (OW - 1) + 1, sw)
        dw[a, b] = big[:, rows, cols].reshape(-1, C).T @ flat
        dbig[:, rows, cols] += (flat @ w[a, b].T).reshape(N, OH, OW, C)
    return dbig[:, ph : ph + H, pw : pw + W], dw, flat.sum(0)


def max_pool2d_backward__right_offsets(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    parts, places = [], []
    for a in range(size):
        for b in range(size):
            rows = slice(a, a + stride * (OH - 1) + 1, stride)
            cols = slice(b, b + stride * (OW - 1) + 1, stride)
            parts.append(x[:, rows, cols])
            places.append((rows, cols))
    winner = np.argmax(parts, axis=0)
    for k, (rows, cols) in enumerate(places):
        dx[:, rows, cols] += np.where(winner == k, dy, 0)
    return dx


def softmax_cross_entropy__right_log_sum(logits, labels):
    n, c = logits.shape
    log_sums = np.logaddexp.reduce(logits, axis=1)
    loss = np.mean(log_sums - np.take_along_axis(logits, labels[:, None], 1)[:, 0])
    t = labels[:, None] == np.arange(c)
    return float(loss), (np.exp(logits - log_sums[:, None]) - t) / n


def momentum_step__right_one_line(w, dw, v, learning_rate, momentum):
    new = dw + v * momentum
    return np.subtract(w, np.multiply(new, learning_rate)), new


def adam_step__right_rate(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m + (1 - beta_1) * (dw - m)
    v = v + (1 - beta_2) * (dw * dw - v)
    c1, c2 = 1 - beta_1**t, 1 - beta_2**t
    return w - (learning_rate / c1) * m / ((v / c2) ** 0.5 + epsilon), m, v


FRESH = [
    Fresh("06_grad_check", grad_check__by_n_alone, "divided by the norm of n alone"),
    Fresh("06_grad_check", grad_check__largest_relative, "largest relative error of an entry"),
    Fresh("06_grad_check", grad_check__int, "integers swallow the step"),
    Fresh("06_grad_check", grad_check__squares, "squared norms, no roots"),
    Fresh("06_grad_check", grad_check__norm_of_sum, "norm of the sum, not sum of the norms"),
    Fresh("06_grad_check", grad_check__by_h_absolute, "divided by h, not 2h", "sums of |.|"),
    Fresh("06_grad_check", grad_check__one_sided_undivided, "one-sided, h = 0.01", "not divided"),
    Fresh("06_conv2d_backward", conv2d_backward__frame_kept, "padding not cut off from dx"),
    Fresh("06_conv2d_backward", conv2d_backward__minus_zero, "dx empty for padding 0"),
    Fresh("06_conv2d_backward", conv2d_backward__db_mean, "db is a mean"),
    Fresh("06_conv2d_backward", conv2d_backward__neighbours, "stride ignored"),
    Fresh("06_conv2d_backward", conv2d_backward__dx_overwritten, "dx overwritten, not added"),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__weights_first_and_mean,
        "order dw, db, dx",
        "dw and db averaged over images",
    ),
    Fresh(
        "06_conv2d_backward",
        conv2d_backward__db_by_image_dw_mean,
        "dw averaged over images",
        "db not summed over images",
    ),
    Fresh("06_max_pool2d_backward", max_pool2d_backward__all_tied, "all tied pixels get it"),
    Fresh("06_max_pool2d_backward", max_pool2d_backward__last_tied, "the last tied wins"),
    Fresh("06_max_pool2d_backward", max_pool2d_backward__overwrites, "overwrites, does not add"),
    Fresh("06_max_pool2d_backward", max_pool2d_backward__across_channels, "winner over channels"),
    Fresh("06_max_pool2d_backward", max_pool2d_backward__positive_only, "search begins at 0"),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__all_tied_overwrites,
        "all tied pixels get it",
        "overwrites, does not add",
    ),
    Fresh(
        "06_max_pool2d_backward",
        max_pool2d_backward__size_and_shared,
        "size for stride",
        "shared among the tied",
    ),
    Fresh("06_softmax_cross_entropy", softmax_cross_entropy__unstable, "overflows at 1000"),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__gradient_of_sum,
        "gradient not divided by N",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__one_maximum,
        "p underflows for large scores: maximum of all, logarithm of p",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__clipped,
        "log of p + 1e-12: wrong for large scores",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__mean_of_all,
        "loss averaged over classes too",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__columns_and_sign,
        "softmax along axis 0",
        "gradient t - p",
    ),
    Fresh(
        "06_softmax_cross_entropy",
        softmax_cross_entropy__base_two_no_truth,
        "logarithm to base 2",
        "1 of the right class not subtracted",
    ),
    Fresh("06_momentum_step", momentum_step__average, "weighs dw by 1 - momentum"),
    Fresh("06_momentum_step", momentum_step__keras, "learning rate and sign in the velocity"),
    Fresh("06_momentum_step", momentum_step__nesterov, "Nesterov's step"),
    Fresh("06_momentum_step", momentum_step__in_place, "changes the arrays that came in"),
    Fresh("06_momentum_step", momentum_step__old_velocity_uphill, "old velocity", "uphill"),
    Fresh("06_momentum_step", momentum_step__average_swapped, "1 - momentum", "order v, w"),
    Fresh("06_adam_step", adam_step__not_corrected, "averages not corrected"),
    Fresh("06_adam_step", adam_step__returns_corrected, "returns the corrected averages"),
    Fresh("06_adam_step", adam_step__epsilon_inside, "epsilon inside the root"),
    Fresh("06_adam_step", adam_step__first_beta_for_both, "v corrected by beta_1"),
    Fresh("06_adam_step", adam_step__next_t_no_root, "t + 1 in the correction", "no root of v"),
    Fresh("06_adam_step", adam_step__betas_swapped_uphill, "betas swapped", "uphill"),
]

RIGHT = [
    ("06_grad_check", grad_check__right_lists),
    ("06_conv2d_backward", conv2d_backward__right_by_kernel),
    ("06_max_pool2d_backward", max_pool2d_backward__right_offsets),
    ("06_softmax_cross_entropy", softmax_cross_entropy__right_log_sum),
    ("06_momentum_step", momentum_step__right_one_line),
    ("06_adam_step", adam_step__right_rate),
]
