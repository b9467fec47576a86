"""Notebook 07: right answers in other styles, and wrong ones as people write them."""

import math
from functools import cache

import numpy as np

from cnnnotes import datasets, nn, ops

# 07_count_params


def count_params_by_summary(layers):
    make = {
        "input": lambda *shape: nn.Input(shape),
        "conv": nn.Conv2D,
        "pool": nn.MaxPooling2D,
        "flatten": nn.Flatten,
        "dense": nn.Dense,
    }
    return nn.Sequential([make[kind](*sizes) for kind, *sizes in layers]).count_params()


def count_params_by_shape(layers):
    shape, counts = (), []
    for layer in layers:
        name, numbers = layer[0], layer[1:]
        if name == "input":
            shape = numbers
        if name == "conv":
            counts.append(numbers[0] * numbers[1] ** 2 * shape[2] + numbers[0])
            shape = (shape[0] - numbers[1] + 1, shape[1] - numbers[1] + 1, numbers[0])
        if name == "pool":
            shape = (int(shape[0] / numbers[0]), int(shape[1] / numbers[0]), shape[2])
        if name == "flatten":
            shape = (math.prod(shape),)
        if name == "dense":
            counts.append(shape[0] * numbers[0] + numbers[0])
            shape = numbers
    return np.sum(counts)


def _count_params(layers, bias=1, same=False, per_layer=False):
    total, (_, height, width, channels) = 0, layers[0]
    for name, *numbers in layers[1:]:
        if name == "conv":
            total += (numbers[1] ** 2 * channels + bias) * numbers[0] + per_layer
            channels = numbers[0]
            if not same:
                height, width = height - numbers[1] + 1, width - numbers[1] + 1
        if name == "pool":
            height, width = height // numbers[0], width // numbers[0]
        if name == "flatten":
            features = height * width * channels
        if name == "dense":
            total += (features + bias) * numbers[0] + per_layer
            features = numbers[0]
    return total


def count_params_no_bias(layers):
    return _count_params(layers, bias=0)


def count_params_one_bias(layers):
    return _count_params(layers, bias=0, per_layer=True)


def count_params_same(layers):
    return _count_params(layers, same=True)


def count_params_channels_kept(layers):
    (_, height, width, channels), total = layers[0], 0
    for name, *numbers in layers[1:]:
        if name == "conv":
            filters, k = numbers
            total += filters * (k * k * channels + 1)
            height, width, maps = height - k + 1, width - k + 1, filters
        elif name == "pool":
            height, width = height // numbers[0], width // numbers[0]
        elif name == "flatten":
            features = height * width * maps
        else:
            total += numbers[0] * (features + 1)
            features = numbers[0]
    return total


def count_params_overwritten(layers):
    for i in range(2, len(layers) + 1):
        total = _count_params(layers[:i]) - _count_params(layers[: i - 1])
    return total


def count_params_pools_halve_one_bias(layers):
    halved = [("pool", 2) if layer[0] == "pool" else layer for layer in layers]
    return _count_params(halved, bias=0, per_layer=True)


def count_params_first_dense_for_all(layers):
    total, features = _count_params([layer for layer in layers if layer[0] != "dense"]), 1
    for i, (name, *numbers) in enumerate(layers):
        if name == "flatten":
            features = (_count_params([*layers[: i + 1], ("dense", 1)]) - total) - 1
        if name == "dense":
            total += (features + 1) * numbers[0]
    return total


# 07_first_loss


def first_loss_of_a_probability(n_classes):
    return -math.log(1 / n_classes)


def first_loss_of_logits(n_classes):
    z = np.zeros((1, n_classes))
    return -np.log(np.exp(z[0, 0]) / np.exp(z).sum())


def first_loss_mean(n_classes):
    return np.mean(-np.log(np.full(n_classes, 1 / n_classes)))


def first_loss_cross_entropy(n_classes):
    return ops.cross_entropy(np.zeros((4, n_classes), np.float32), [0, 1, 2, 0])


def first_loss_bits(n_classes):
    return math.log(n_classes, 2)


def first_loss_forgot_minus(n_classes):
    return math.log(1 / n_classes)


def first_loss_entropy_of_one(n_classes):
    return -1 / n_classes * np.log(1 / n_classes)


def first_loss_typed_in(n_classes):
    return round(-math.log(1 / n_classes), 2)


# 07_train_step


def train_step_by_ops(w, b, x, labels, rate):
    scores = ops.dense(x, w, b)
    _, dw, db = ops.dense_backward(ops.cross_entropy_backward(scores, labels), x, w)
    return [w - rate * dw, b - rate * db, ops.cross_entropy(scores, labels)]


def train_step_by_loops(w, b, x, labels, rate):
    dw, db, loss = np.zeros(w.shape), np.zeros(b.shape), 0
    for image, label in zip(x, labels, strict=True):
        z = image @ w + b
        z = z - max(z)
        p = np.exp(z) / sum(np.exp(z))
        loss -= z[label] - np.log(sum(np.exp(z)))
        for c in range(len(b)):
            error = p[c] - (c == label)
            dw[:, c] += error * image / len(x)
            db[c] += error / len(x)
    return w - rate * dw, b - rate * db, loss / len(x)


def train_step_in_float32(w, b, x, labels, rate):
    return train_step_by_ops(w.astype("f4"), b.astype("f4"), x.astype("f4"), labels, rate)


def train_step_bias_by_the_whole_sum(w, b, x, labels, rate):
    new_w, _, loss = train_step_by_ops(w, b, x, labels, rate)
    error = ops.cross_entropy_backward(x @ w + b, labels)
    return new_w, b - rate * error.sum(), loss  # the errors of an image sum to 0


def train_step_mean_of_w_alone(w, b, x, labels, rate):
    error = len(x) * ops.cross_entropy_backward(x @ w + b, labels)
    loss = ops.cross_entropy(x @ w + b, labels)
    return w - rate * x.T @ error / len(x), b - rate * error.sum(axis=0), loss


def train_step_sum_and_log_of_zero(w, b, x, labels, rate):
    new_w, new_b, _ = _train_step(w, b, x, labels, rate, n=1)
    p = ops.softmax(x @ w + b)
    return new_w, new_b, -np.log(p[np.arange(len(x)), labels]).mean()


def train_step_clipped(w, b, x, labels, rate):
    p = np.clip(ops.softmax(x @ w + b), 1e-7, 1 - 1e-7)
    new_w, new_b, _ = train_step_by_ops(w, b, x, labels, rate)
    return new_w, new_b, -np.log(p[np.arange(len(x)), labels]).mean()


def _train_step(w, b, x, labels, rate, n=None, sign=-1, safe=True):
    z, rows = x @ w + b, np.arange(len(x))
    p = np.exp(z - z.max(axis=1, keepdims=True) * safe)
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[rows, labels] + 1e-300).mean()
    p[rows, labels] -= 1
    p /= n or len(x)
    return w + sign * rate * x.T @ p, b + sign * rate * p.sum(axis=0), loss


def train_step_uphill(w, b, x, labels, rate):
    new_w, new_b, _ = _train_step(w, b, x, labels, rate, sign=1)
    return new_w, new_b, train_step_by_ops(w, b, x, labels, rate)[2]


def train_step_sum(w, b, x, labels, rate):
    new_w, new_b, _ = _train_step(w, b, x, labels, rate, n=1)
    return new_w, new_b, train_step_by_ops(w, b, x, labels, rate)[2]


def train_step_overflow(w, b, x, labels, rate):
    z, target = np.dot(x, w) + b, np.eye(len(b))[labels]
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    loss = -(np.log(p) * target).sum() / len(x)
    return w - rate * x.T @ ((p - target) / len(x)), b - rate * (p - target).mean(0), loss


def train_step_log_of_zero(w, b, x, labels, rate):
    p = ops.softmax(x @ w + b)
    loss = np.mean([-np.log(p[i, label]) for i, label in enumerate(labels)])
    p[np.arange(len(x)), labels] -= 1
    return w - rate * x.T @ p / len(x), b - rate * p.mean(axis=0), loss


def train_step_log_of_a_bit_more(w, b, x, labels, rate):
    p = ops.softmax(x @ w + b)
    loss = -np.log(p[np.arange(len(x)), labels] + 1e-8).mean()
    p[np.arange(len(x)), labels] -= 1
    return w - rate * x.T @ p / len(x), b - rate * p.mean(axis=0), loss


def train_step_overwrites(w, b, x, labels, rate):
    loss = 0
    for i in range(len(x)):
        z = x[i] @ w + b
        loss += ops.cross_entropy(z[None], labels[[i]]) / len(x)
        error = ops.cross_entropy_backward(z[None], labels[[i]])[0] / len(x)
        dw, db = np.outer(x[i], error), error
    return w - rate * dw, b - rate * db, loss


def train_step_in_place(w, b, x, labels, rate):
    new_w, new_b, loss = train_step_by_ops(w, b, x, labels, rate)
    w += new_w - w
    b += new_b - b
    return w, b, loss


def train_step_forgets_bias(w, b, x, labels, rate):
    return train_step_by_ops(w, b, x, labels, rate)[0], b, ops.cross_entropy(x @ w + b, labels)


# 07_evaluate


def evaluate_by_split(model, x, labels, batch_size):
    before, model.training = model.training, False
    cuts = range(batch_size, len(x), batch_size)
    found = np.concatenate([model.predict(part).argmax(1) for part in np.split(x, cuts)])
    model.training = before
    return np.mean(found == labels)


def evaluate_by_while(model, x, labels, batch_size):
    model.training = False
    start, right = 0, []
    while start < len(x):
        for p, label in zip(model.predict(x[start : start + batch_size]), labels[start:]):  # noqa: B905
            right.append(np.argmax(p) == label)
        start += batch_size
    model.training = True
    return sum(right) / len(right)


def evaluate_one_by_one(model, x, labels, batch_size):
    model.training, errors = False, 0
    for i in range(len(x)):
        errors += int(model.predict(x[[i]]).argmax() != labels[i])
    model.training = True
    return 1 - errors / len(x)


def _evaluate(model, x, labels, batch_size, batches, mean=False):
    shares, right = [], 0
    for i in range(batches):
        p = model.predict(x[i * batch_size : (i + 1) * batch_size]).argmax(-1)
        hits = p == labels[i * batch_size : (i + 1) * batch_size]
        right += hits.sum()
        shares.append(hits.mean())
    return np.mean(shares) if mean else right / len(x)


def evaluate_in_training(model, x, labels, batch_size):
    return _evaluate(model, x, labels, batch_size, math.ceil(len(x) / batch_size))


def evaluate_never_back(model, x, labels, batch_size):
    model.training = False
    return _evaluate(model, x, labels, batch_size, math.ceil(len(x) / batch_size))


def evaluate_floor(model, x, labels, batch_size):
    model.training = False
    share = _evaluate(model, x, labels, batch_size, len(x) // batch_size)
    model.training = True
    return share


def evaluate_mean_of_batches(model, x, labels, batch_size):
    model.training = False
    share = _evaluate(model, x, labels, batch_size, -(-len(x) // batch_size), mean=True)
    model.training = True
    return share


def evaluate_over_the_images(model, x, labels, batch_size):
    model.training, right = False, 0
    for i in range(0, len(x), batch_size):
        right += np.sum(
            model.predict(x[i : i + batch_size]).argmax(0) == labels[i : i + batch_size]
        )
    model.training = True
    return right / len(x)


def evaluate_floor_in_training(model, x, labels, batch_size):
    return _evaluate(model, x, labels, batch_size, len(x) // batch_size)


def evaluate_at_once(model, x, labels, batch_size):
    model.training = False
    share = (model.predict(x).argmax(axis=1) == labels).sum() / len(labels)
    model.training = True
    return share


def evaluate_at_once_in_training(model, x, labels, batch_size):
    return np.mean(model.predict(x).argmax(axis=1) == labels)


# 07_confusion


def confusion_by_loop(y, p, n):
    counts = [[0] * n for _ in range(n)]
    for true, predicted in zip(y, p, strict=True):
        counts[true][predicted] += 1
    return counts


def confusion_bincount(y, p, n):
    return np.bincount(n * y + p, minlength=n * n).reshape(n, n)


def confusion_one_hot(y, p, n):
    return np.eye(n)[y].T @ np.eye(n)[p]


def confusion_histogram(y, p, n):
    return np.histogram2d(y, p, bins=np.arange(n + 1))[0]


def confusion_fancy(y, p, n):
    counts = np.zeros((n, n))
    counts[y, p] = counts[y, p] + 1
    return counts


def confusion_one_hot_transposed(y, p, n):
    return np.eye(n)[p].T @ np.eye(n)[y]


def confusion_bins(y, p, n):
    return np.histogram2d(y, p, bins=range(n))[0]


def confusion_of_the_set(y, p, n):
    names = sorted({*y, *p})
    return [[np.sum((y == a) & (p == b)) for b in names] for a in names]


def confusion_two_loops(y, p, n):
    counts = np.zeros((n, n))
    for true in y:
        for predicted in p:
            counts[true, predicted] += 1
    return counts


def confusion_shared_rows(y, p, n):
    counts = [[0] * n] * n
    for true, predicted in zip(y, p, strict=True):
        counts[true][predicted] += 1
    return counts


def confusion_shared_rows_transposed(y, p, n):
    counts = [[0] * n] * n
    for true, predicted in zip(y, p, strict=True):
        counts[predicted][true] += 1
    return counts


# 07_classify


@cache
def _training_digits():
    x, y = datasets.load_digits()[0]
    x = x.reshape(len(x), -1)
    return x, (x**2).sum(axis=1), y


@cache
def _convnet():
    return nn.load(datasets.embedded_path("convnet.npz"))


def classify_like_the_nearest(images):
    x, lengths, y = _training_digits()
    distances = lengths - 2 * images.reshape(len(images), -1) @ x.T
    return y[distances.argmin(axis=1)]


def classify_one_by_one(images):
    return [float(np.argmax(_convnet().predict(image[None]))) for image in images]


def classify_probabilities(images):
    return _convnet().predict(images)


def classify_scores_over_images(images):
    return _convnet().predict(images).argmax(0)


def classify_max(images):
    return _convnet().predict(images).max(axis=1)


def classify_all(images):
    return _convnet().predict(images).argmax()


def classify_untrained(images):
    return nn.models.convnet(seed=3).predict(images).argmax(axis=1)


def classify_from_few(images):
    x, lengths, y = _training_digits()
    distances = lengths[:12] - 2 * images.reshape(len(images), -1) @ x[:12].T
    return y[distances.argmin(axis=1)]


def classify_not_a_number(images):
    return (np.full((len(images), 10), np.nan)).argmax(axis=1)


RIGHT = {
    "07_count_params": [count_params_by_summary, count_params_by_shape],
    "07_first_loss": [
        first_loss_of_a_probability,
        first_loss_of_logits,
        first_loss_mean,
        first_loss_cross_entropy,
    ],
    "07_train_step": [train_step_by_ops, train_step_by_loops, train_step_in_float32],
    "07_evaluate": [evaluate_by_split, evaluate_by_while, evaluate_one_by_one],
    "07_confusion": [
        confusion_by_loop,
        confusion_bincount,
        confusion_one_hot,
        confusion_histogram,
    ],
    "07_classify": [classify_like_the_nearest, classify_one_by_one],
}


def train_step_softmax_of_columns(w, b, x, labels, rate):
    scores = x @ w + b
    e = np.exp(scores - scores.max())
    p, one_hot = e / e.sum(axis=0), np.eye(len(b))[labels]
    error = (p - one_hot) / len(x)
    loss = -np.log(p[np.arange(len(x)), labels]).mean()
    return w - rate * x.T @ error, b - rate * error.sum(axis=0), loss


def train_step_zero_times_log(w, b, x, labels, rate):
    scores = x @ w + b
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p, one_hot = e / e.sum(axis=1, keepdims=True), np.eye(len(b))[labels]
    error = (p - one_hot) / len(x)
    loss = -(one_hot * np.log(p)).sum() / len(x)
    return w - rate * x.T @ error, b - rate * error.sum(axis=0), loss


def confusion_histogram(y, p, n):
    return np.histogram2d(y, p, bins=n)[0]


WRONG = {
    "07_count_params": {
        count_params_no_bias: "biases dropped",
        count_params_one_bias: "one bias per layer",
        count_params_same: "size kept by the convolutions",
        count_params_channels_kept: "depth of the image in every layer",
        count_params_pools_halve_one_bias: (
            "two things at once: one bias per layer, and windows of 2 in every pooling"
        ),
        count_params_first_dense_for_all: "size not passed on by the dense layers",
        count_params_overwritten: "last layer only",
    },
    "07_first_loss": {
        first_loss_bits: "logarithm to the base 2",
        first_loss_forgot_minus: "sign turned",
        first_loss_entropy_of_one: "weighed by the probability",
        first_loss_typed_in: "rounded to two digits",
    },
    "07_train_step": {
        train_step_softmax_of_columns: "softmax over the batch",
        train_step_zero_times_log: "0 times the logarithm of 0",
        train_step_uphill: "climbs",
        train_step_sum: "sums the batch",
        train_step_overflow: "e^scores too large",
        train_step_log_of_zero: "logarithm of 0",
        train_step_log_of_a_bit_more: "a small number added before the logarithm",
        train_step_overwrites: "only the last image",
        train_step_in_place: "changes w and b in place",
        train_step_forgets_bias: "b never moves",
        train_step_bias_by_the_whole_sum: "b never moves",
        train_step_mean_of_w_alone: "bias' gradient not averaged",
        train_step_sum_and_log_of_zero: ("two things at once: sums the batch, and logarithm of 0"),
        train_step_clipped: "a small number added before the logarithm",
    },
    "07_evaluate": {
        evaluate_in_training: "left in training mode",
        evaluate_never_back: "training mode not put back",
        evaluate_floor: "last batch dropped",
        evaluate_mean_of_batches: "mean of the batches' fractions",
        evaluate_over_the_images: "likeliest image of each class",
        evaluate_floor_in_training: (
            "two things at once: last batch dropped, and left in training mode"
        ),
        evaluate_at_once: "all images at once",
        evaluate_at_once_in_training: "all images at once",
    },
    "07_confusion": {
        confusion_histogram: "as many bins as classes, from the smallest to the largest",
        confusion_fancy: "repeated pairs counted once",
        confusion_one_hot_transposed: "transposed",
        confusion_bins: "last two classes in one",
        confusion_of_the_set: "absent classes left out",
        confusion_shared_rows: "all rows are one and the same list",
        confusion_shared_rows_transposed: (
            "two things at once: transposed, and all rows are one and the same list"
        ),
        confusion_two_loops: "each label with every prediction, repeats too",
    },
    "07_classify": {
        classify_probabilities: "probabilities in place of labels",
        classify_scores_over_images: "likeliest image of each class",
        classify_max: "the largest probability in place of its class",
        classify_all: "one answer for the whole batch",
        classify_untrained: "no better than guessing",
        classify_from_few: "fewer than three of four right",
        classify_not_a_number: "one and the same digit for all",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "07_count_params": {
        "a count": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "rounded to 2 digits",
        ),
    },
    "07_first_loss": {
        "minus the logarithm of a probability": (
            "absolute value",
            "clipped below 0",
        ),
    },
    "07_evaluate": {
        "a share": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
    "07_confusion": {
        "counts": (
            "cut to integers",
            "absolute value",
            "clipped below 0",
            "float16",
            "rounded to 2 digits",
        ),
    },
}
