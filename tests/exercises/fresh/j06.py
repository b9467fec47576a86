# ruff: noqa
"""Notebook 06, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("06")


def _conv_back(dy, x, w, stride, padding):
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
    return dxp[:, p : p + H, q : q + W], dw, dy.sum(axis=(0, 1, 2))


@wrong("conv2d_backward", "db is the sum over everything: one number for all filters")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return dx, dw, np.full(len(db), dy.sum())


@wrong("conv2d_backward", "the order of the results: dw first")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    return dw, dx, db


@wrong("conv2d_backward", "dx of the first filter alone")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, stride, padding)
    dx, _, _ = _conv_back(dy[..., :1], x, w[..., :1], stride, padding)
    return dx, dw, db


@wrong("conv2d_backward", "the stride is taken as 1", "db is averaged over the images")
def conv2d_backward(dy, x, w, stride, padding):
    dx, dw, db = _conv_back(dy, x, w, (1, 1), padding)
    return dx, dw, db / len(dy)


@wrong("max_pool2d_backward", "the winner gets 1, not dy")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        win = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(win.argmax(), win.shape)
        dx[n, i * stride + a, j * stride + b, c] += 1
    return dx


@wrong("max_pool2d_backward", "only the first image is filled")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for i, j, c in np.ndindex(OH, OW, C):
        win = x[0, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(win.argmax(), win.shape)
        dx[0, i * stride + a, j * stride + b, c] += dy[0, i, j, c]
    return dx


@wrong("max_pool2d_backward", "dy times the winner's value")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        win = x[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
        a, b = np.unravel_index(win.argmax(), win.shape)
        dx[n, i * stride + a, j * stride + b, c] += dy[n, i, j, c] * win.max()
    return dx


@wrong("max_pool2d_backward", "all channels go to the first one's winner", "= in place of +=")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(N, OH, OW, C):
        win = x[n, i * stride : i * stride + size, j * stride : j * stride + size, 0]
        a, b = np.unravel_index(win.argmax(), win.shape)
        dx[n, i * stride + a, j * stride + b, c] = dy[n, i, j, c]
    return dx


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _loss(z, labels):
    z = z - z.max(axis=1, keepdims=True)
    return (np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels]).mean()


@wrong("softmax_cross_entropy", "logarithm to base 2 in the loss")
def softmax_cross_entropy(logits, labels):
    t = np.eye(logits.shape[1])[labels]
    return _loss(logits, labels) / np.log(2), (_softmax(logits) - t) / len(t)


@wrong("softmax_cross_entropy", "the gradient is divided by N·C: mean over everything")
def softmax_cross_entropy(logits, labels):
    t = np.eye(logits.shape[1])[labels]
    return _loss(logits, labels), (_softmax(logits) - t) / t.size


@wrong("softmax_cross_entropy", "the loss of each image, not their mean")
def softmax_cross_entropy(logits, labels):
    t = np.eye(logits.shape[1])[labels]
    each = np.array([_loss(logits[i : i + 1], labels[i : i + 1]) for i in range(len(t))])
    return each, (_softmax(logits) - t) / len(t)


@wrong("softmax_cross_entropy", "softmax alone comes back as the gradient", "the loss' sign")
def softmax_cross_entropy(logits, labels):
    return -_loss(logits, labels), _softmax(logits)


@wrong("momentum_step", "momentum times dw, not times v")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = v + momentum * dw
    return w - learning_rate * v, v


@wrong("momentum_step", "v minus dw: the sign")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v - dw
    return w - learning_rate * v, v


@wrong("momentum_step", "Nesterov's step: one more momentum ahead")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    return w - learning_rate * (dw + momentum * v), v


@wrong("momentum_step", "w is not changed", "momentum is not used")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = v + dw
    return w, v
