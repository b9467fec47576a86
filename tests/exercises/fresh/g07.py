# ruff: noqa
"""Notebook 07, as learners write it."""

import math

import numpy as np

from cnnnotes import datasets, nn
from fresh import Fresh

_network = nn.load(datasets.embedded_path("convnet.npz"))


def count_params__square_images(layers):
    total = 0
    for layer in layers:
        kind = layer[0]
        if kind == "input":
            _, size, _, channels = layer
        elif kind == "conv":
            _, filters, k = layer
            total += (k * k * channels + 1) * filters
            size, channels = size - k + 1, filters
        elif kind == "pool":
            size = size // layer[1]
        elif kind == "flatten":
            features = size * size * channels
        elif kind == "dense":
            total += (features + 1) * layer[1]
            features = layer[1]
    return total


def count_params__dense_not_updated(layers):
    h = w = c = flat = 0
    n = 0
    for name, *args in layers:
        if name == "input":
            h, w, c = args
        if name == "conv":
            f, k = args
            n += k * k * c * f + f
            h, w, c = h - k + 1, w - k + 1, f
        if name == "pool":
            h, w = h // args[0], w // args[0]
        if name == "flatten":
            flat = h * w * c
        if name == "dense":
            n += flat * args[0] + args[0]
    return n


def count_params__flatten_one_map(layers):
    shape = list(layers[0][1:])
    total = 0
    for layer in layers[1:]:
        if layer[0] == "conv":
            total += layer[1] * (layer[2] ** 2 * shape[2] + 1)
            shape = [shape[0] - layer[2] + 1, shape[1] - layer[2] + 1, layer[1]]
        elif layer[0] == "pool":
            shape[0] //= layer[1]
            shape[1] //= layer[1]
        elif layer[0] == "flatten":
            shape = [shape[0] * shape[1]]
        else:
            total += layer[1] * (shape[0] + 1)
            shape = [layer[1]]
    return total


def count_params__input_channels(layers):
    _, h, w, channels = layers[0]
    total, units, depth = 0, 0, channels
    for layer in layers[1:]:
        if layer[0] == "conv":
            filters, k = layer[1:]
            total += (k * k * channels + 1) * filters
            h, w, depth = h - k + 1, w - k + 1, filters
        elif layer[0] == "pool":
            h, w = h // layer[1], w // layer[1]
        elif layer[0] == "flatten":
            units = h * w * depth
        else:
            total += (units + 1) * layer[1]
            units = layer[1]
    return total


def count_params__same_size_no_dense_bias(layers):
    params = 0
    for layer in layers:
        if layer[0] == "input":
            h, w, c = layer[1:]
        elif layer[0] == "conv":
            params += layer[1] * layer[2] * layer[2] * c + layer[1]
            c = layer[1]
        elif layer[0] == "pool":
            h //= layer[1]
            w //= layer[1]
        elif layer[0] == "flatten":
            d = h * w * c
        elif layer[0] == "dense":
            params += d * layer[1]
            d = layer[1]
    return params


def count_params__right(layers):
    def step(shape, layer):
        match layer:
            case ("input", *shape):
                return tuple(shape), 0
            case ("conv", f, k):
                return (shape[0] - k + 1, shape[1] - k + 1, f), f + f * k * k * shape[2]
            case ("pool", k):
                return (shape[0] // k, shape[1] // k, shape[2]), 0
            case ("flatten",):
                return (math.prod(shape),), 0
            case ("dense", m):
                return (m,), m + m * shape[-1]

    shape, counts = None, []
    for layer in layers:
        shape, count = step(shape, layer)
        counts.append(count)
    return sum(counts)


def first_loss__one_term(n_classes):
    p = 1 / n_classes
    return -p * np.log(p)


def first_loss__no_minus(n_classes):
    return float(np.log(1 / n_classes))


def first_loss__error_rate(n_classes):
    return 1 - 1 / n_classes


def first_loss__bits_and_sign(n_classes):
    return math.log2(1.0 / n_classes)


def first_loss__right(n_classes):
    return float(np.logaddexp.reduce(np.zeros(n_classes)))


def train_step__db_mean(w, b, x, labels, rate):
    n = len(x)
    z = x @ w + b
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    dz = p.copy()
    dz[np.arange(n), labels] -= 1
    dz /= n
    return w - rate * x.T @ dz, b - rate * dz.mean(axis=0), loss


def train_step__loss_after(w, b, x, labels, rate):
    def probabilities(w, b):
        z = x @ w + b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    n = len(labels)
    p = probabilities(w, b)
    t = np.eye(len(b))[labels]
    dz = (p - t) / n
    w = w - rate * x.T @ dz
    b = b - rate * dz.sum(axis=0)
    loss = -np.mean(np.log(probabilities(w, b)[np.arange(n), labels]))
    return w, b, loss


def train_step__softmax_of_columns(w, b, x, labels, rate):
    N = x.shape[0]
    scores = np.dot(x, w) + b
    exps = np.exp(scores - scores.max())
    probs = exps / exps.sum(axis=0)
    onehot = np.zeros_like(probs)
    onehot[np.arange(N), labels] = 1
    loss = -np.log(probs[np.arange(N), labels]).sum() / N
    grad = (probs - onehot) / N
    return w - rate * np.dot(x.T, grad), b - rate * grad.sum(0), loss


def train_step__loss_over_classes(w, b, x, labels, rate):
    z = x @ w + b
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    t = np.eye(w.shape[1])[labels]
    loss = -np.mean(t * np.log(p))
    d = (p - t) / len(x)
    return w - rate * (x.T @ d), b - rate * d.sum(axis=0), loss


def train_step__in_place_sum(w, b, x, labels, rate):
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[range(len(x)), labels]).mean()
    p[range(len(x)), labels] -= 1
    w -= rate * (x.T @ p)
    b -= rate * p.sum(axis=0)
    return w, b, loss


def train_step__right(w, b, x, labels, rate):
    dw, db, loss = np.zeros(w.shape), np.zeros(b.shape), 0.0
    for image, label in zip(x, labels):
        z = image @ w + b
        log_p = z - np.logaddexp.reduce(z)
        dz = np.exp(log_p) - (np.arange(len(b)) == label)
        dw += np.outer(image, dz) / len(x)
        db += dz / len(x)
        loss -= log_p[label] / len(x)
    return w - rate * dw, b - rate * db, loss


def evaluate__on_after_first_batch(model, x, labels, batch_size):
    correct = 0
    model.training = False
    for start in range(0, len(x), batch_size):
        p = model.predict(x[start : start + batch_size])
        model.training = True
        correct += (p.argmax(axis=1) == labels[start : start + batch_size]).sum()
    return correct / len(x)


def evaluate__full_batches_counted(model, x, labels, batch_size):
    model.training = False
    hits, seen = 0, 0
    for i in range(0, len(x), batch_size):
        predicted = np.argmax(model.predict(x[i : i + batch_size]), axis=1)
        hits += np.sum(predicted == labels[i : i + batch_size])
        seen += batch_size
    model.training = True
    return hits / seen


def evaluate__first_labels(model, x, labels, batch_size):
    model.training = False
    answers = []
    for start in range(0, len(x), batch_size):
        batch = x[start : start + batch_size]
        right = model.predict(batch).argmax(1) == labels[: len(batch)]
        answers.extend(right)
    model.training = True
    return sum(answers) / len(answers)


def evaluate__last_batch_only(model, x, labels, batch_size):
    model.training = False
    for i in range(0, len(x), batch_size):
        xb, yb = x[i : i + batch_size], labels[i : i + batch_size]
        accuracy = np.mean(model.predict(xb).argmax(axis=1) == yb)
    model.training = True
    return accuracy


def evaluate__training_and_remainder(model, x, labels, batch_size):
    n_batches = len(x) // batch_size
    correct = 0
    for n in range(n_batches):
        rows = slice(n * batch_size, (n + 1) * batch_size)
        correct += (model.predict(x[rows]).argmax(axis=1) == labels[rows]).sum()
    return correct / len(x)


def evaluate__right(model, x, labels, batch_size):
    model.training = False
    try:
        cuts = range(batch_size, len(x), batch_size)
        named = [model.predict(part).argmax(axis=-1) for part in np.split(x, cuts)]
    finally:
        model.training = True
    return float(np.mean(np.concatenate(named) == labels))


def confusion__histogram(y, p, n):
    counts, _, _ = np.histogram2d(y, p, bins=n)
    return counts


def confusion__bincount(y, p, n):
    return np.bincount(n * y + p).reshape(n, n)


def confusion__buffered(y, p, n):
    m = np.zeros((n, n), dtype=int)
    m[y, p] += 1
    return m


def confusion__only_mistakes(y, p, n):
    m = np.zeros((n, n), int)
    for true, guess in zip(y, p):
        if true != guess:
            m[true, guess] += 1
    return m


def confusion__shares_transposed(y, p, n):
    m = np.array([[np.sum((p == i) & (y == j)) for j in range(n)] for i in range(n)])
    return m / len(y)


def confusion__right(y, p, n):
    rows = np.equal.outer(np.arange(n), y).astype(int)
    columns = np.equal.outer(p, np.arange(n)).astype(int)
    return rows @ columns


def classify__inverted(images):
    return _network.predict(1 - images).argmax(axis=1)


def classify__certainty(images):
    return _network.predict(images).max(axis=1)


def classify__untrained(images):
    network = nn.models.convnet(seed=0)
    return network.predict(images).argmax(axis=1)


def classify__transposed(images):
    return np.argmax(_network.predict(images.transpose(0, 2, 1, 3)), axis=1)


def classify__wrong_axis_inverted(images):
    probabilities = _network.predict(1.0 - images)
    return probabilities.argmax(axis=0)


def classify__right(images):
    scores = np.concatenate([_network.scores(image[None]) for image in images])
    return np.array([max(range(10), key=lambda c: row[c]) for row in scores])


FRESH = [
    Fresh(
        "07_count_params",
        count_params__square_images,
        "takes images as square: only the height is followed",
    ),
    Fresh(
        "07_count_params",
        count_params__dense_not_updated,
        "after a dense layer the number of features is not updated: the next dense layer is wrong",
    ),
    Fresh(
        "07_count_params",
        count_params__flatten_one_map,
        "flatten counts height times width, without the channels",
    ),
    Fresh(
        "07_count_params",
        count_params__same_size_no_dense_bias,
        "convolutions do not make the maps smaller",
        "the biases of dense layers are left out",
    ),
    Fresh("07_first_loss", first_loss__one_term, "multiplies by p: one term of an entropy"),
    Fresh("07_first_loss", first_loss__no_minus, "the minus is missing: a negative loss"),
    Fresh(
        "07_train_step",
        train_step__db_mean,
        "b's gradient is averaged although dz was already divided by N: divided twice",
    ),
    Fresh(
        "07_train_step",
        train_step__softmax_of_columns,
        "the softmax divides by the sum over the images, not over the classes",
    ),
    Fresh(
        "07_train_step",
        train_step__loss_over_classes,
        "the loss is a mean over images and classes: too small by the number of classes",
    ),
    Fresh(
        "07_train_step",
        train_step__in_place_sum,
        "changes the caller's w and b",
        "the gradients are not divided by N",
    ),
    Fresh(
        "07_evaluate",
        evaluate__on_after_first_batch,
        "training is switched on again inside the loop, after the first batch",
    ),
    Fresh(
        "07_evaluate",
        evaluate__full_batches_counted,
        "counts a full batch for the last, smaller one: divides by too many",
    ),
    Fresh(
        "07_evaluate",
        evaluate__first_labels,
        "every batch is compared with the first labels, not with its own",
    ),
    Fresh(
        "07_evaluate",
        evaluate__training_and_remainder,
        "training is not switched off",
        "the last, smaller batch is left out",
    ),
    Fresh(
        "07_confusion",
        confusion__histogram,
        "the bins go from the smallest to the largest class that occurs, not from 0 to n - 1",
    ),
    Fresh(
        "07_confusion",
        confusion__bincount,
        "bincount without minlength: fails unless the last pair of classes occurs",
    ),
    Fresh(
        "07_confusion",
        confusion__buffered,
        "m[y, p] += 1 counts a pair once, however often it occurs",
    ),
    Fresh(
        "07_classify",
        classify__inverted,
        "ink and paper are exchanged before the network sees them",
    ),
    Fresh(
        "07_classify", classify__certainty, "the largest probability, not its class: max for argmax"
    ),
    Fresh("07_classify", classify__untrained, "the network was never trained"),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "07_count_params",
        count_params__input_channels,
        "every convolution is given the channels of the image, not of the layer below",
    ),
    Fresh("07_first_loss", first_loss__error_rate, "the share of wrong guesses, not the loss"),
    Fresh(
        "07_first_loss",
        first_loss__bits_and_sign,
        "logarithm to base 2",
        "the minus is missing",
    ),
    Fresh("07_train_step", train_step__loss_after, "returns the loss after the step, not before"),
    Fresh("07_evaluate", evaluate__last_batch_only, "returns the accuracy of the last batch alone"),
    Fresh(
        "07_confusion",
        confusion__only_mistakes,
        "correct answers are not counted: the diagonal is 0",
    ),
    Fresh(
        "07_confusion",
        confusion__shares_transposed,
        "rows and columns exchanged: p's class is the row",
        "shares of all, not counts",
    ),
    Fresh("07_classify", classify__transposed, "rows and columns of the images are exchanged"),
    Fresh(
        "07_classify",
        classify__wrong_axis_inverted,
        "argmax over the images (axis 0), not over the classes: always ten numbers",
        "ink and paper are exchanged",
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
