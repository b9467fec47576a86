# ruff: noqa
"""Notebook 07, as learners write it: a third set."""

import functools
import math
from collections import Counter

import numpy as np

from cnnnotes import datasets, nn
from fresh import Fresh


@functools.cache
def _network():
    return nn.load(datasets.embedded_path("convnet.npz"))


def count_params__channels_stay(layers):
    total = 0
    for layer in layers:
        if layer[0] == "input":
            _, h, w, c = layer
        elif layer[0] == "conv":
            _, f, k = layer
            total += (k * k * c + 1) * f
            h, w = h - k + 1, w - k + 1
            last = f
        elif layer[0] == "pool":
            h, w = h // layer[1], w // layer[1]
        elif layer[0] == "flatten":
            d = h * w * last
        elif layer[0] == "dense":
            total += (d + 1) * layer[1]
            d = layer[1]
    return total


def count_params__same_padding(layers):
    total = 0
    for kind, *sizes in layers:
        match kind:
            case "input":
                h, w, c = sizes
            case "conv":
                f, k = sizes
                total += k * k * c * f + f
                c = f
            case "pool":
                h, w = h // sizes[0], w // sizes[0]
            case "flatten":
                d = h * w * c
            case "dense":
                total += d * sizes[0] + sizes[0]
                d = sizes[0]
    return total


def count_params__dense_reads_flat_always(layers):
    total, features = 0, None
    for layer in layers:
        name = layer[0]
        if name == "input":
            h, w, c = layer[1:]
        if name == "conv":
            total += (layer[2] ** 2 * c + 1) * layer[1]
            h -= layer[2] - 1
            w -= layer[2] - 1
            c = layer[1]
        if name == "pool":
            h //= layer[1]
            w //= layer[1]
        if name == "flatten":
            features = h * w * c
        if name == "dense":
            total += (features + 1) * layer[1]
    return total


def count_params__pool_rounds_up(layers):
    total = 0
    for layer in layers:
        if layer[0] == "input":
            shape = layer[1:]
        elif layer[0] == "conv":
            f, k = layer[1:]
            total += f * (k * k * shape[2] + 1)
            shape = (shape[0] - k + 1, shape[1] - k + 1, f)
        elif layer[0] == "pool":
            k = layer[1]
            shape = (math.ceil(shape[0] / k), math.ceil(shape[1] / k), shape[2])
        elif layer[0] == "flatten":
            shape = (math.prod(shape),)
        else:
            total += layer[1] * (shape[0] + 1)
            shape = layer[1:]
    return total


def count_params__bias_per_channel(layers):
    total = 0
    for name, *p in layers:
        if name == "input":
            h, w, c = p
        elif name == "conv":
            total += (p[1] * p[1] + 1) * c * p[0]
            h, w, c = h - p[1] + 1, w - p[1] + 1, p[0]
        elif name == "pool":
            h, w = h // p[0], w // p[0]
        elif name == "flatten":
            d = h * w * c
        else:
            total += (d + 1) * p[0]
            d = p[0]
    return total


def count_params__square_dense_no_bias(layers):
    total = 0
    for name, *p in layers:
        if name == "input":
            h, _, c = p
        elif name == "conv":
            total += (p[1] ** 2 * c + 1) * p[0]
            h, c = h - p[1] + 1, p[0]
        elif name == "pool":
            h //= p[0]
        elif name == "flatten":
            d = h * h * c
        else:
            total += d * p[0]
            d = p[0]
    return total


def count_params__right(layers):
    def count(shape, rest):
        if not rest:
            return 0
        (kind, *sizes), *above = rest
        if kind == "conv":
            filters, k = sizes
            weights = np.empty((k, k, shape[2], filters)).size
            return weights + filters + count((shape[0] - k + 1, shape[1] - k + 1, filters), above)
        if kind == "pool":
            return count((shape[0] // sizes[0], shape[1] // sizes[0], shape[2]), above)
        if kind == "flatten":
            return count((math.prod(shape),), above)
        return (shape[-1] + 1) * sizes[0] + count((sizes[0],), above)

    return count(tuple(layers[0][1:]), layers[1:])


def first_loss__entropy_of_one(n_classes):
    p = 1 / n_classes
    return -p * math.log(p)


def first_loss__base_10(n_classes):
    return math.log10(n_classes)


def first_loss__no_minus(n_classes):
    return np.log(1 / n_classes)


def first_loss__chance_of_error(n_classes):
    return 1 - 1 / n_classes


def first_loss__ten(n_classes):
    return math.log(10)


def first_loss__bits_negative(n_classes):
    return math.log2(1 / n_classes)


def first_loss__right(n_classes):
    return float(np.logaddexp.reduce(np.zeros(n_classes)))


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def train_step__loss_afterwards(w, b, x, labels, rate):
    t = np.eye(len(b))[labels]
    d = (_softmax(x @ w + b) - t) / len(x)
    w, b = w - rate * x.T @ d, b - rate * d.sum(axis=0)
    loss = -np.log(_softmax(x @ w + b)[np.arange(len(x)), labels]).mean()
    return w, b, loss


def train_step__half_batch_rate(w, b, x, labels, rate):
    p = _softmax(x @ w + b)
    n = np.arange(len(x))
    loss = -np.log(p[n, labels]).mean()
    p[n, labels] -= 1
    return w - rate * x.T @ p, b - rate * p.sum(axis=0), loss


def train_step__bias_mean(w, b, x, labels, rate):
    p = _softmax(np.dot(x, w) + b)
    loss = np.mean([-math.log(row[label]) for row, label in zip(p, labels)])
    d = (p - np.eye(len(b))[labels]) / len(x)
    return w - rate * x.T @ d, b - rate * d.mean(axis=0), loss


def train_step__scores_not_p(w, b, x, labels, rate):
    z = x @ w + b
    t = np.eye(len(b))[labels]
    loss = -(t * np.log(_softmax(z))).sum() / len(x)
    d = (z - t) / len(x)
    return w - rate * x.T @ d, b - rate * d.sum(axis=0), loss


def train_step__bias_kept(w, b, x, labels, rate):
    p = _softmax(x @ w + b)
    loss = -np.log(p[range(len(x)), labels]).mean()
    d = (p - (np.arange(len(b)) == labels[:, None])) / len(x)
    return w - rate * np.einsum("nd,nc->dc", x, d), b, loss


def train_step__uphill_losses(w, b, x, labels, rate):
    p = _softmax(x @ w + b)
    losses = -np.log(p[np.arange(len(x)), labels])
    d = (np.eye(len(b))[labels] - p) / len(x)
    return w - rate * x.T @ d, b - rate * d.sum(axis=0), losses


def train_step__right(w, b, x, labels, rate):
    with_ones = np.hstack([x, np.ones((len(x), 1))])
    both = np.vstack([w, b])  # the bias is a weight whose input is 1
    z = with_ones @ both
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    t = np.equal.outer(labels, np.arange(len(b)))
    new = both - rate * with_ones.T @ (np.exp(log_p) - t) / len(x)
    return new[:-1], new[-1], -log_p[t].mean()


def evaluate__mean_of_batches(model, x, labels, batch_size):
    model.training = False
    shares = []
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        shares.append((p.argmax(axis=1) == labels[i : i + batch_size]).mean())
    model.training = True
    return np.mean(shares)


def evaluate__full_batches_only(model, x, labels, batch_size):
    model.training = False
    hits = 0
    for batch in range(len(x) // batch_size):
        part = slice(batch * batch_size, (batch + 1) * batch_size)
        hits += (model.predict(x[part]).argmax(axis=1) == labels[part]).sum()
    model.training = True
    return hits / len(x)


def evaluate__stays_switched_off(model, x, labels, batch_size):
    model.training = False
    named = [
        model.predict(x[i : i + batch_size]).argmax(axis=1) for i in range(0, len(x), batch_size)
    ]
    return (np.concatenate(named) == labels).mean()


def evaluate__all_in_one(model, x, labels, batch_size):
    model.training = False
    named = model.predict(x).argmax(axis=1)
    model.training = True
    return float((named == labels).mean())


def evaluate__sum_of_p(model, x, labels, batch_size):
    model.training = False
    total = 0.0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        total += p[np.arange(len(p)), labels[i : i + batch_size]].sum()
    model.training = True
    return total / len(x)


def evaluate__mistakes_in_training(model, x, labels, batch_size):
    wrong = 0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        wrong += np.count_nonzero(p.argmax(axis=1) != labels[i : i + batch_size])
    return wrong / len(x)


def evaluate__right(model, x, labels, batch_size):
    parts = np.array_split(np.arange(len(x)), math.ceil(len(x) / batch_size))
    model.training = False
    try:
        hits = [row.argmax() == labels[i] for p in parts for i, row in zip(p, model.predict(x[p]))]
    finally:
        model.training = True
    return sum(hits) / len(hits)


def confusion__once_each(y, p, n):
    counts = np.zeros((n, n), dtype=int)
    counts[y, p] += 1
    return counts


def confusion__shares_of_rows(y, p, n):
    counts = np.zeros((n, n))
    for a, b in zip(y, p):
        counts[a, b] += 1
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


def confusion__mistakes_only(y, p, n):
    counts = np.zeros((n, n), dtype=int)
    for true, read in zip(y, p):
        if true != read:
            counts[true, read] += 1
    return counts


def confusion__classes_seen(y, p, n):
    classes = np.unique(np.concatenate([y, p]))
    return np.array([[np.sum((y == a) & (p == b)) for b in classes] for a in classes])


def confusion__columns_of_truth_once(y, p, n):
    pairs = set(zip(p.tolist(), y.tolist()))
    return np.array([[int((a, b) in pairs) for b in range(n)] for a in range(n)])


def confusion__right(y, p, n):
    pairs = Counter(zip(np.asarray(y).tolist(), np.asarray(p).tolist()))
    return np.array([[pairs[a, b] for b in range(n)] for a in range(n)])


def classify__best_image(images):
    return _network().predict(images).argmax(axis=0)


def classify__how_sure(images):
    return _network().predict(images).max(axis=1)


def classify__pixels_again_scaled(images):
    return _network().predict(1 - images).argmax(axis=1)


def classify__from_1(images):
    return np.array([np.argmax(p) + 1 for p in _network().predict(images)])


def classify__least_likely_first(images):
    return _network().predict(images).argsort(axis=1)[:, 0]


def classify__one_for_all_from_1(images):
    return _network().predict(images).mean(axis=0).argmax() + 1


def classify__right(images):
    labels = []
    for start in range(0, len(images), 50):
        for p in _network().predict(images[start : start + 50]):
            labels.append(max(range(len(p)), key=p.__getitem__))
    return np.array(labels)


FRESH = [
    Fresh(
        "07_count_params",
        count_params__channels_stay,
        "convolutions always read the input's channels",
    ),
    Fresh(
        "07_count_params", count_params__same_padding, "convolutions do not make the maps smaller"
    ),
    Fresh(
        "07_count_params",
        count_params__dense_reads_flat_always,
        "every dense layer reads the flattened maps, not the dense layer below it",
    ),
    Fresh("07_count_params", count_params__pool_rounds_up, "pooling rounds up"),
    Fresh("07_count_params", count_params__bias_per_channel, "a bias for each channel of a filter"),
    Fresh(
        "07_count_params",
        count_params__square_dense_no_bias,
        "images are taken as square: the width is ignored",
        "dense layers have no biases",
    ),
    Fresh(
        "07_first_loss",
        first_loss__entropy_of_one,
        "multiplied by the probability: one term of the entropy",
    ),
    Fresh("07_first_loss", first_loss__base_10, "log to base 10"),
    Fresh("07_first_loss", first_loss__no_minus, "the minus is missing"),
    Fresh(
        "07_first_loss", first_loss__chance_of_error, "the probability of a mistake, not the loss"
    ),
    Fresh("07_first_loss", first_loss__ten, "always ten classes"),
    Fresh("07_first_loss", first_loss__bits_negative, "log to base 2", "the minus is missing"),
    Fresh("07_train_step", train_step__loss_afterwards, "the loss after the step"),
    Fresh("07_train_step", train_step__half_batch_rate, "the gradient is not divided by N"),
    Fresh(
        "07_train_step",
        train_step__bias_mean,
        "the bias's gradient is divided by N twice: the mean, not the sum",
    ),
    Fresh(
        "07_train_step",
        train_step__scores_not_p,
        "the gradient is taken from the scores, not from the probabilities",
    ),
    Fresh("07_train_step", train_step__bias_kept, "the biases do not learn"),
    Fresh(
        "07_train_step",
        train_step__uphill_losses,
        "goes up the gradient: t - p",
        "a loss for each image, not their mean",
    ),
    Fresh(
        "07_evaluate",
        evaluate__mean_of_batches,
        "the mean of the batches' accuracies: a smaller last batch counts too much",
    ),
    Fresh("07_evaluate", evaluate__full_batches_only, "the smaller last batch is left out"),
    Fresh("07_evaluate", evaluate__stays_switched_off, "training is not switched on again"),
    Fresh("07_evaluate", evaluate__all_in_one, "all images at once, not in batches"),
    Fresh(
        "07_evaluate",
        evaluate__sum_of_p,
        "the mean probability of the label, not the fraction recognized",
    ),
    Fresh(
        "07_evaluate",
        evaluate__mistakes_in_training,
        "the fraction of mistakes",
        "training is not switched off",
    ),
    Fresh("07_confusion", confusion__once_each, "+= with index arrays counts each pair only once"),
    Fresh("07_confusion", confusion__shares_of_rows, "fractions of each row, not counts"),
    Fresh("07_confusion", confusion__mistakes_only, "correct answers are not counted"),
    Fresh(
        "07_confusion",
        confusion__classes_seen,
        "only the classes that occur get a row: n is ignored",
    ),
    Fresh(
        "07_confusion",
        confusion__columns_of_truth_once,
        "rows and columns are swapped",
        "pairs are counted only once",
    ),
    Fresh("07_classify", classify__best_image, "argmax over the images, not over the classes"),
    Fresh("07_classify", classify__how_sure, "the largest probability, not its class"),
    Fresh("07_classify", classify__pixels_again_scaled, "ink and paper are swapped"),
    Fresh("07_classify", classify__from_1, "labels are counted from 1"),
    Fresh("07_classify", classify__least_likely_first, "the least likely class"),
    Fresh(
        "07_classify",
        classify__one_for_all_from_1,
        "one label for all images together",
        "counted from 1",
    ),
]

RIGHT = [
    ("07_count_params", count_params__right),
    ("07_first_loss", first_loss__right),
    ("07_train_step", train_step__right),
    ("07_evaluate", evaluate__right),
    ("07_confusion", confusion__right),
    ("07_classify", classify__right),
]
