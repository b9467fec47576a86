# ruff: noqa
"""Notebook 06, as learners write it: set k, written from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("06")


@wrong("dense_backward", "db is the mean over the batch")
def dense_backward(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.mean(axis=0)


@wrong("dense_backward", "db is summed over the outputs, axis 1")
def dense_backward(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.sum(axis=1)


@wrong("dense_backward", "dx and dw are returned in the wrong order")
def dense_backward(dy, x, w):
    return x.T @ dy, dy @ w.T, dy.sum(axis=0)


@wrong("dense_backward", "dw is divided by the batch", "db is one number")
def dense_backward(dy, x, w):
    return dy @ w.T, x.T @ dy / len(x), dy.sum()


@right("dense_backward")  # einsum
def dense_backward(dy, x, w):
    return np.einsum("nm,dm->nd", dy, w), np.einsum("nd,nm->dm", x, dy), np.einsum("nm->m", dy)


@wrong("softmax_cross_entropy", "the gradient is not divided by the batch")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    r = np.arange(len(labels))
    loss = -np.log(p[r, labels]).mean()
    p[r, labels] -= 1
    return loss, p


@wrong("softmax_cross_entropy", "the loss is summed, not averaged")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    loss = -np.log(p[range(len(labels)), labels]).sum()
    return loss, (p - np.eye(p.shape[1])[labels]) / len(p)


@wrong("softmax_cross_entropy", "softmax over the whole batch, no axis")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max())
    p = e / e.sum()
    loss = -np.log(p[range(len(labels)), labels]).mean()
    return loss, (p - np.eye(p.shape[1])[labels]) / len(p)


@wrong("softmax_cross_entropy", "overflows for large scores: the maximum is not subtracted")
def softmax_cross_entropy(logits, labels):
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return -np.log(p[range(len(labels)), labels]).mean(), (p - np.eye(p.shape[1])[labels]) / len(p)


@wrong("softmax_cross_entropy", "log to base 2", "the gradient's sign is wrong: target minus p")
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    return -np.log2(p[range(len(labels)), labels]).mean(), (np.eye(p.shape[1])[labels] - p) / len(p)


@right("softmax_cross_entropy")  # log-sum-exp
def softmax_cross_entropy(logits, labels):
    lp = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    one = (np.arange(lp.shape[1]) == np.asarray(labels)[:, None]) * 1.0
    return -(lp * one).sum() / len(lp), (np.exp(lp) - one) / len(lp)


@wrong("momentum_step", "the step is taken with the old v")
def momentum_step(w, dw, v, learning_rate, momentum):
    return w - learning_rate * v, momentum * v + dw


@wrong("momentum_step", "up the gradient: w plus the step")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    return w + learning_rate * v, v


@wrong("momentum_step", "an average: dw is weighed by 1 - momentum")
def momentum_step(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w - learning_rate * v, v


@wrong("momentum_step", "v is changed in place by *= and +=")
def momentum_step(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += dw
    return w - learning_rate * v, v


@wrong("momentum_step", "learning rate and momentum are swapped", "v is returned before w")
def momentum_step(w, dw, v, learning_rate, momentum):
    new_v = learning_rate * v + dw
    return new_v, w - momentum * new_v


@right("momentum_step")  # written out without the new v
def momentum_step(w, dw, v, learning_rate, momentum):
    return w - learning_rate * momentum * v - learning_rate * dw, np.add(
        dw, np.multiply(v, momentum)
    )
