# ruff: noqa
"""Notebook 07, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("07")


def _params(layers, conv=None, pool=None, dense=None):
    _, h, w, c = layers[0]
    n, total = None, 0
    for kind, *s in layers[1:]:
        if kind == "conv":
            total += conv(s[1], c, s[0]) if conv else (s[1] ** 2 * c + 1) * s[0]
            h, w, c = h - s[1] + 1, w - s[1] + 1, s[0]
        elif kind == "pool":
            h, w = (
                (pool or (lambda a, k: a // k))(h, s[0]),
                (pool or (lambda a, k: a // k))(w, s[0]),
            )
        elif kind == "flatten":
            n = h * w * c
        else:
            total += dense(n, s[0]) if dense else (n + 1) * s[0]
            n = s[0]
    return total


@wrong("count_params", "dense layers have no bias")
def count_params(layers):
    return _params(layers, dense=lambda n, m: n * m)


@wrong("count_params", "pooling rounds up: a window at the edge counts")
def count_params(layers):
    return _params(layers, pool=lambda a, k: -(-a // k))


@wrong("count_params", "a convolution keeps the image's size, as with padding")
def count_params(layers):
    _, h, w, c = layers[0]
    total = 0
    for layer in layers[1:]:
        if layer[0] == "conv":
            total += (layer[2] * layer[2] * c + 1) * layer[1]
            c = layer[1]
        if layer[0] == "pool":
            h, w = h // layer[1], w // layer[1]
        if layer[0] == "flatten":
            c = h * w * c
        if layer[0] == "dense":
            total += (c + 1) * layer[1]
            c = layer[1]
    return total


@wrong("count_params", "pooling moves by 1: k - 1 pixels are lost, not divided")
def count_params(layers):
    return _params(layers, pool=lambda a, k: a - k + 1)


@wrong("count_params", "filters have one channel", "one bias for each layer, not for each filter")
def count_params(layers):
    return _params(layers, lambda k, c, f: k * k * f + 1, dense=lambda n, m: n * m + 1)


@right("count_params")
def count_params(layers):
    shape, total = list(layers[0][1:]), 0
    for layer in layers[1:]:
        match layer:
            case ("conv", f, k):
                total += f + f * k * k * shape[2]
                shape = [shape[0] - (k - 1), shape[1] - (k - 1), f]
            case ("pool", k):
                shape = [shape[0] // k, shape[1] // k, shape[2]]
            case ("flatten",):
                shape = [int(np.prod(shape))]
            case ("dense", m):
                total += m * shape[0] + m
                shape = [m]
    return total


@wrong("first_loss", "the probability itself: 1 / n")
def first_loss(n_classes):
    return 1 / n_classes


@wrong("first_loss", "log of the probability, without the minus")
def first_loss(n_classes):
    return np.log(1 / n_classes)


@wrong("first_loss", "base 2")
def first_loss(n_classes):
    return np.log2(n_classes)


@wrong("first_loss", "entropy over all classes, divided by their number once more")
def first_loss(n_classes):
    p = 1 / n_classes
    return float(np.mean([-p * np.log(p) for _ in range(n_classes)]))


@right("first_loss")
def first_loss(n_classes):
    p = np.full(n_classes, 1 / n_classes)
    return -(p * np.log(p)).sum()


def _p(w, b, x):
    z = x @ w + b
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


@wrong("train_step", "gradients are summed over the images, not averaged")
def train_step(w, b, x, labels, rate):
    p, t = _p(w, b, x), np.eye(len(b))[labels]
    loss = -np.log(p[np.arange(len(x)), labels]).mean()
    return w - rate * x.T @ (p - t), b - rate * (p - t).sum(0), loss


@wrong("train_step", "the loss after the step")
def train_step(w, b, x, labels, rate):
    p, t = _p(w, b, x), np.eye(len(b))[labels]
    g = (p - t) / len(x)
    w, b = w - rate * x.T @ g, b - rate * g.sum(axis=0)
    return w, b, -np.log(_p(w, b, x)[np.arange(len(x)), labels]).mean()


@wrong("train_step", "the bias' gradient is a mean where the N is already in it")
def train_step(w, b, x, labels, rate):
    p, t = _p(w, b, x), np.eye(len(b))[labels]
    g = (p - t) / len(x)
    return w - rate * x.T @ g, b - rate * g.mean(axis=0), -np.log((p * t).sum(1)).mean()


@wrong("train_step", "squared error's gradient: 2 (p - t) p (1 - p)")
def train_step(w, b, x, labels, rate):
    p, t = _p(w, b, x), np.eye(len(b))[labels]
    g = 2 * (p - t) * p * (1 - p) / len(x)
    return w - rate * x.T @ g, b - rate * g.sum(axis=0), -np.log((p * t).sum(1)).mean()


@wrong("train_step", "the rate is ignored: a step of 1", "the loss is the sum over the images")
def train_step(w, b, x, labels, rate):
    p, t = _p(w, b, x), np.eye(len(b))[labels]
    g = (p - t) / len(x)
    return w - x.T @ g, b - g.sum(0), -np.log((p * t).sum(1)).sum()


@right("train_step")
def train_step(w, b, x, labels, rate):
    N = len(x)
    loss, dw, db = 0.0, np.zeros(w.shape), np.zeros(b.shape)
    for v, c in zip(x, labels):
        z = v @ w + b
        lse = np.logaddexp.reduce(z)
        loss += (lse - z[c]) / N
        g = np.exp(z - lse)
        g[c] -= 1
        dw += np.outer(v, g) / N
        db += g / N
    return w - rate * dw, b - rate * db, loss


def _hits(model, x, labels, size):
    for i in range(0, len(x), size):
        yield model.predict(x[i : i + size]).argmax(axis=1) == labels[i : i + size]


@wrong("evaluate", "training is never switched off")
def evaluate(model, x, labels, batch_size):
    return np.concatenate(list(_hits(model, x, labels, batch_size))).mean()


@wrong("evaluate", "training stays switched off")
def evaluate(model, x, labels, batch_size):
    model.training = False
    return float(np.concatenate(list(_hits(model, x, labels, batch_size))).mean())


@wrong("evaluate", "the last, smaller batch is left out")
def evaluate(model, x, labels, batch_size):
    model.training = False
    n = len(x) // batch_size
    hits = 0
    for i in range(n):
        at = slice(i * batch_size, (i + 1) * batch_size)
        hits += (model.predict(x[at]).argmax(1) == labels[at]).sum()
    model.training = True
    return hits / (n * batch_size)


@wrong("evaluate", "the number of hits, not a fraction")
def evaluate(model, x, labels, batch_size):
    model.training = False
    hits = sum(h.sum() for h in _hits(model, x, labels, batch_size))
    model.training = True
    return hits


@wrong("evaluate", "the fraction that is not recognized", "training is never switched off")
def evaluate(model, x, labels, batch_size):
    wrong = sum((~h).sum() for h in _hits(model, x, labels, batch_size))
    return wrong / len(x)


@right("evaluate")
def evaluate(model, x, labels, batch_size):
    model.training = False
    try:
        parts = np.split(x, range(batch_size, len(x), batch_size))
        read = [int(np.argmax(row)) for part in parts for row in model.predict(part)]
    finally:
        model.training = True
    return sum(a == b for a, b in zip(read, labels)) / len(labels)


@wrong("confusion", "a pair is marked by 1, however often it comes")
def confusion(y, p, n):
    m = np.zeros((n, n))
    m[y, p] = 1
    return m


@wrong("confusion", "rows and columns are swapped")
def confusion(y, p, n):
    m = np.zeros((n, n), int)
    np.add.at(m, (p, y), 1)
    return m


@wrong("confusion", "fractions of each row")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for a, b in zip(y, p):
        m[a, b] += 1
    return m / np.maximum(m.sum(axis=1, keepdims=True), 1)


@wrong("confusion", "only right answers are counted: the diagonal alone")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for a, b in zip(y, p):
        if a == b:
            m[a][b] += 1
    return m


@wrong("confusion", "the last image is not counted", "rows and columns are swapped")
def confusion(y, p, n):
    m = np.zeros((n, n))
    for i in range(len(y) - 1):
        m[p[i], y[i]] += 1
    return m


@right("confusion")
def confusion(y, p, n):
    return np.bincount(n * y + p, minlength=n * n).reshape(n, n)


def _read(images):
    from cnnnotes.exercises.fresh_digits import true_labels

    return true_labels(images)


@wrong("classify", "the first image's label for all")
def classify(images):
    return np.repeat(_read(images[:1]), len(images))


@wrong("classify", "labels as rows of one 1")
def classify(images):
    return np.eye(10)[_read(images)]


@wrong("classify", "counted from 1")
def classify(images):
    return [int(label) + 1 for label in _read(images)]


@right("classify")
def classify(images):
    return [int(_read(image[None])[0]) for image in images]
