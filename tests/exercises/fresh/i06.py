# ruff: noqa
"""Notebook 06, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("06")


def _numerical(f, x, h=1e-5):
    x = np.array(x, float)
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        n[i] = (up - f(x)) / (2 * h)
        x[i] = old
    return n


@wrong("grad_check", "the largest difference of two entries, not relative")
def grad_check(f, grad, x):
    return np.abs(_numerical(f, x) - grad(x)).max()


@wrong("grad_check", "the norm of the sum below, not the sum of the norms")
def grad_check(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.linalg.norm(n - a) / np.linalg.norm(n + a)


@wrong("grad_check", "the norms are squared: no root")
def grad_check(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.sum((n - a) ** 2) / (np.sum(n**2) + np.sum(a**2))


@wrong("grad_check", "absolute values are added up in place of the norms")
def grad_check(f, grad, x):
    n, a = _numerical(f, x), grad(x)
    return np.abs(n - a).sum() / (np.abs(n).sum() + np.abs(a).sum())


@wrong("grad_check", "divides by the numerical norm alone", "divided by h, not 2h")
def grad_check(f, grad, x):
    n, a = 2 * _numerical(f, x), grad(x)
    return np.linalg.norm(n - a) / np.linalg.norm(n)


@right("grad_check")
def grad_check(f, grad, x):
    shape = np.shape(x)
    x = np.asarray(x, float).ravel()
    steps = 1e-5 * np.eye(x.size)
    n = np.array([f((x + s).reshape(shape)) - f((x - s).reshape(shape)) for s in steps]) / 2e-5
    a = np.ravel(grad(x.reshape(shape)))
    return np.sqrt((n - a) @ (n - a)) / (np.sqrt(n @ n) + np.sqrt(a @ a))


def _conv_back(dy, x, w, stride, padding, flip=False, start=None):
    N, H, W, C = x.shape
    KH, KW, _, F = w.shape
    (sh, sw), (p, q) = stride, padding
    xp = np.pad(x, ((0, 0), (p, p), (q, q), (0, 0)))
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    OH, OW = dy.shape[1:3]
    for a in range(KH):
        for b in range(KW):
            at = np.s_[:, a : a + sh * (OH - 1) + 1 : sh, b : b + sw * (OW - 1) + 1 : sw]
            dxp[at] += dy @ w[a, b].T
            dw[a, b] = np.tensordot(xp[at], dy, axes=((0, 1, 2), (0, 1, 2)))
    return dxp, dw, dy.sum(axis=(0, 1, 2))


def _cut(dxp, x, padding):
    p, q = padding
    return dxp[:, p : p + x.shape[1], q : q + x.shape[2]]


@wrong("conv2d_backward", "the border stays on dx: the padding is not cut off")
def conv2d_backward(dy, x, w, stride, padding):
    return _conv_back(dy, x, w, stride, padding)


@wrong("conv2d_backward", "`-p` slices: dx is empty where the padding is 0")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    p, q = padding
    return dx[:, p:-p, q:-q], dw, db


@wrong("conv2d_backward", "db has the mean over the images and places")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return _cut(dx, x, padding), dw, dy.mean(axis=(0, 1, 2))


@wrong("conv2d_backward", "dw and dx are divided by the number of images")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return _cut(dx, x, padding) / len(x), dw / len(x), db


@wrong("conv2d_backward", "dw only of the last image: = in place of +=")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    for n in range(len(x)):
        _, dw, _ = _conv_back(dy[n : n + 1], x[n : n + 1], w, stride, padding)
    return _cut(dx, x, padding), dw, db


@wrong("conv2d_backward", "db is summed over images only: (OH, OW, F)")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return _cut(dx, x, padding), dw, dy.sum(axis=0)


@wrong("conv2d_backward", "w is turned for dx", "db is left as zeros")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w[::-1, ::-1], stride, padding)
    return _cut(dx, x, padding), dw, np.zeros(w.shape[3])


@wrong("conv2d_backward", "the channels of dw are in reverse", "dx is halved")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return _cut(dx, x, padding) / 2, dw[:, :, ::-1], db


@right("conv2d_backward")
def conv2d_backward(dy, x, w, stride, padding):
    N, H, W, C = x.shape
    KH, KW, _, F = w.shape
    (sh, sw), (p, q) = stride, padding
    dx = np.zeros((N, H + 2 * p, W + 2 * q, C))
    xp = np.zeros_like(dx)
    xp[:, p : p + H, q : q + W] = x
    dw = np.zeros(w.shape)
    for a, b in np.ndindex(KH, KW):
        i = a + sh * np.arange(dy.shape[1])[:, None]
        j = b + sw * np.arange(dy.shape[2])
        dx[:, i, j] += np.einsum("nijf,cf->nijc", dy, w[a, b])
        dw[a, b] = np.einsum("nijc,nijf->cf", xp[:, i, j], dy)
    return dx[:, p : p + H, q : q + W], dw, np.einsum("nijf->f", dy)


def _pool_back(dy, x, size, stride, give):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        t, l = i * stride, j * stride
        give(
            dx[n, t : t + size, l : l + size, c],
            x[n, t : t + size, l : l + size, c],
            dy[n, i, j, c],
        )
    return dx


@wrong("max_pool2d_backward", "a winner's gradient is assigned, not added up")
def max_pool2d_backward(dy, x, size, stride):
    def give(dx, win, g):
        dx[np.unravel_index(win.argmax(), win.shape)] = g

    return _pool_back(dy, x, size, stride, give)


@wrong("max_pool2d_backward", "all tied pixels win")
def max_pool2d_backward(dy, x, size, stride):
    def give(dx, win, g):
        dx[win == win.max()] += g

    return _pool_back(dy, x, size, stride, give)


@wrong("max_pool2d_backward", "the gradient is spread evenly over the window, as for means")
def max_pool2d_backward(dy, x, size, stride):
    def give(dx, win, g):
        dx += g / size**2

    return _pool_back(dy, x, size, stride, give)


@wrong("max_pool2d_backward", "the last tied pixel wins")
def max_pool2d_backward(dy, x, size, stride):
    def give(dx, win, g):
        best = win.size - 1 - win.ravel()[::-1].argmax()
        dx[best // size, best % size] += g

    return _pool_back(dy, x, size, stride, give)


@wrong("max_pool2d_backward", "row and column of the winner are swapped")
def max_pool2d_backward(dy, x, size, stride):
    def give(dx, win, g):
        best = win.argmax()
        dx[best % size, best // size] += g

    return _pool_back(dy, x, size, stride, give)


@wrong("max_pool2d_backward", "the smallest pixel wins", "windows step by their size")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        win = x[n, i * size : i * size + size, j * size : j * size + size, c]
        if win.size:
            a, b = np.unravel_index(win.argmin(), win.shape)
            dx[n, i * size + a, j * size + b, c] += dy[n, i, j, c]
    return dx


@right("max_pool2d_backward")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    win = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    win = win[:, ::stride, ::stride].reshape(N, OH, OW, C, -1)
    best = win.argmax(-1)
    n, i, j, c = np.indices(best.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, i * stride + best // size, j * stride + best % size, c), dy)
    return dx


@wrong("dense_backward", "dw is transposed: dy.T @ x")
def dense_backward(dy, x, w):
    return dy @ w.T, dy.T @ x, dy.sum(axis=0)


@wrong("dense_backward", "db is summed over the outputs, not over the images")
def dense_backward(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.sum(axis=1)


@wrong("dense_backward", "dw is that of the first image alone")
def dense_backward(dy, x, w):
    return np.dot(dy, w.T), np.outer(x[0], dy[0]), dy.sum(0)


@wrong("dense_backward", "x and dy exchanged in dx: x @ w @ w.T")
def dense_backward(dy, x, w):
    return x @ w @ w.T, x.T @ dy, dy.sum(0)


@wrong(
    "dense_backward",
    "dw and db are means over the batch",
    "dx is x times the sums of w's rows: dy is not in it",
)
def dense_backward(dy, x, w):
    return x * w.sum(axis=1), x.T @ dy / len(x), dy.mean(axis=0)


@right("dense_backward")
def dense_backward(dy, x, w):
    dw, db = np.zeros(w.shape), np.zeros(w.shape[1])
    for g, v in zip(dy, x):
        dw += v[:, None] * g
        db += g
    return [w @ g for g in dy], dw, db


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("softmax_cross_entropy", "dlogits is not divided by N")
def softmax_cross_entropy(logits, labels):
    p = _softmax(logits)
    n = np.arange(len(labels))
    d = p.copy()
    d[n, labels] -= 1
    return -np.log(p[n, labels]).mean(), d


@wrong("softmax_cross_entropy", "exp of 1000 overflows: nothing is subtracted")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    t = np.eye(logits.shape[1])[labels]
    return -(t * np.log(p)).sum() / len(p), (p - t) / len(p)


@wrong("softmax_cross_entropy", "the softmax runs over the whole batch")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max())
    p = e / e.sum()
    t = np.eye(logits.shape[1])[labels]
    return -np.log(p[t == 1]).mean(), (p - t) / len(p)


@wrong("softmax_cross_entropy", "the labels' own order of subtraction: t - p")
def softmax_cross_entropy(logits, labels):
    p = _softmax(logits)
    t = np.eye(logits.shape[1])[labels]
    return -np.log((p * t).sum(axis=1)).mean(), (t - p) / len(p)


@wrong("softmax_cross_entropy", "the loss is a sum, not a mean", "the loss' sign is turned")
def softmax_cross_entropy(logits, labels):
    p = _softmax(logits)
    n = np.arange(len(labels))
    d = p / len(p)
    d[n, labels] -= 1 / len(p)
    return np.log(p[n, labels]).sum(), d


@right("softmax_cross_entropy")
def softmax_cross_entropy(logits, labels):
    z = logits - np.max(logits, 1)[:, None]
    lse = np.log(np.exp(z).sum(1))
    N, C = z.shape
    loss = np.mean([lse[i] - z[i, labels[i]] for i in range(N)])
    return loss, (np.exp(z - lse[:, None]) - (labels[:, None] == np.arange(C))) / N


@wrong("momentum_step", "w moves against dw: v is not used")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    return w - learning_rate * dw, v


@wrong("momentum_step", "the old v is used for the step")
def momentum_step(w, dw, v, learning_rate, momentum):
    return w - learning_rate * v, momentum * v + dw


@wrong("momentum_step", "the learning rate is inside v and in the step: twice")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + learning_rate * dw
    return w - learning_rate * v, v


@wrong("momentum_step", "an average: (1 - momentum)·dw", "w goes up")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w + learning_rate * v, v


@wrong("momentum_step", "v and w returned in the other order", "w and v are changed in place")
def momentum_step(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += dw
    w -= learning_rate * v
    return v, w


@right("momentum_step")
def momentum_step(w, dw, v, learning_rate, momentum):
    new = np.add(dw, np.multiply(v, momentum))
    return w - new * learning_rate, new


@wrong("adam_step", "no correction of the averages")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


@wrong("adam_step", "epsilon inside the root")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    mh, vh = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * mh / np.sqrt(vh + epsilon), m, v


@wrong("adam_step", "the corrected averages are returned and kept")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = (beta_1 * m + (1 - beta_1) * dw) / (1 - beta_1**t)
    v = (beta_2 * v + (1 - beta_2) * dw**2) / (1 - beta_2**t)
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


@wrong("adam_step", "beta·t in place of beta**t")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    mh, vh = m / (1 - beta_1 * t), v / (1 - beta_2 * t)
    return w - learning_rate * mh / (np.sqrt(np.abs(vh)) + epsilon), m, v


@wrong("adam_step", "the betas are swapped", "the root is missing")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_2 * m + (1 - beta_2) * dw
    v = beta_1 * v + (1 - beta_1) * dw**2
    mh, vh = m / (1 - beta_2**t), v / (1 - beta_1**t)
    return w - learning_rate * mh / (vh + epsilon), m, v


@right("adam_step")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m + (1 - beta_1) * (dw - m)
    v = v + (1 - beta_2) * (dw * dw - v)
    c1, c2 = 1 - beta_1**t, np.sqrt(1 - beta_2**t)
    return w - learning_rate * c2 / c1 * m / (np.sqrt(v) + epsilon * c2), m, v
