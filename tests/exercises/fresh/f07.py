# ruff: noqa
"""Notebook 07, as learners write it."""

import math

import numpy as np

from cnnnotes import datasets, nn
from fresh import Fresh


def count_params__no_biases(layers):
    total = 0
    for layer in layers:
        kind = layer[0]
        if kind == "input":
            h, w, c = layer[1:]
        elif kind == "conv":
            f, k = layer[1:]
            total += k * k * c * f
            h, w, c = h - k + 1, w - k + 1, f
        elif kind == "pool":
            h, w = h // layer[1], w // layer[1]
        elif kind == "flatten":
            d = h * w * c
        elif kind == "dense":
            total += d * layer[1]
            d = layer[1]
    return total


def count_params__same(layers):
    total = 0
    for name, *args in layers:
        if name == "input":
            h, w, c = args
        if name == "conv":
            f, k = args
            total += (k * k * c + 1) * f
            c = f
        if name == "pool":
            h, w = h // args[0], w // args[0]
        if name == "flatten":
            d = h * w * c
        if name == "dense":
            total += (d + 1) * args[0]
            d = args[0]
    return total


def count_params__square(layers):
    n, total = 0, 0
    for layer in layers:
        match layer:
            case ("input", h, _, c):
                n = h
            case ("conv", f, k):
                total += (k**2 * c + 1) * f
                n, c = n - k + 1, f
            case ("pool", k):
                n //= k
            case ("flatten",):
                c, n = n * n * c, 1
            case ("dense", m):
                total += (c + 1) * m
                c = m
    return total


def count_params__first_channels(layers):
    total = 0
    for layer in layers:
        if layer[0] == "input":
            h, w, c = layer[1], layer[2], layer[3]
        elif layer[0] == "conv":
            total += (layer[2] ** 2 * c + 1) * layer[1]
            h, w = h - layer[2] + 1, w - layer[2] + 1
            last = layer[1]
        elif layer[0] == "pool":
            h, w = h // layer[1], w // layer[1]
        elif layer[0] == "flatten":
            d = h * w * last
        else:
            total += (d + 1) * layer[1]
            d = layer[1]
    return total


def count_params__rounds_up(layers):
    total = 0
    for name, *a in layers:
        if name == "input":
            h, w, c = a
        elif name == "conv":
            total += (a[1] * a[1] * c + 1) * a[0]
            h, w, c = h - a[1] + 1, w - a[1] + 1, a[0]
        elif name == "pool":
            h, w = math.ceil(h / a[0]), math.ceil(w / a[0])
        elif name == "flatten":
            d = h * w * c
        else:
            total += (d + 1) * a[0]
            d = a[0]
    return total


def count_params__one_bias_and_halves(layers):
    total = 0
    for name, *a in layers:
        if name == "input":
            h, w, c = a
        elif name == "conv":
            total += a[1] * a[1] * c * a[0] + 1
            h, w, c = h - a[1] + 1, w - a[1] + 1, a[0]
        elif name == "pool":
            h, w = h // 2, w // 2
        elif name == "flatten":
            d = h * w * c
        else:
            total += d * a[0] + 1
            d = a[0]
    return total


def count_params__same_and_input_width(layers):
    total, d = 0, None
    for name, *a in layers:
        if name == "input":
            h, w, c = a
        elif name == "conv":
            total += (a[1] * a[1] * c + 1) * a[0]
            c = a[0]
        elif name == "pool":
            h, w = h // a[0], w // a[0]
        elif name == "flatten":
            d = h * w * c
        elif name == "dense":
            total += (d + 1) * a[0]
    return total


def first_loss__probability(n_classes):
    return 1 / n_classes


def first_loss__ten(n_classes):
    return -np.log(0.1)


def first_loss__base_ten(n_classes):
    return math.log10(n_classes)


def first_loss__error_rate(n_classes):
    return 1 - 1 / n_classes


def first_loss__negative_base_two(n_classes):
    return np.log2(1 / n_classes)


def first_loss__sum_negative(n_classes):
    p = np.ones(n_classes) / n_classes
    return np.sum(np.log(p))


def train_step__sum_gradient(w, b, x, labels, rate):
    z = x @ w + b
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    n = len(x)
    loss = -np.log(p[np.arange(n), labels]).mean()
    g = p.copy()
    g[np.arange(n), labels] -= 1
    return w - rate * x.T @ g, b - rate * g.sum(axis=0), loss


def train_step__in_place(w, b, x, labels, rate):
    z = x @ w + b
    z -= z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    n = len(x)
    loss = -np.mean(np.log(p[range(n), labels]))
    p[range(n), labels] -= 1
    w -= rate * x.T @ p / n
    b -= rate * p.sum(axis=0) / n
    return w, b, loss


def train_step__loss_after(w, b, x, labels, rate):
    n = len(x)

    def probabilities(w, b):
        z = x @ w + b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    g = probabilities(w, b)
    g[np.arange(n), labels] -= 1
    w = w - rate * x.T @ g / n
    b = b - rate * g.mean(axis=0)
    return w, b, -np.log(probabilities(w, b)[np.arange(n), labels]).mean()


def train_step__bias_mean(w, b, x, labels, rate):
    n = len(x)
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    dz = (p - np.eye(w.shape[1])[labels]) / n
    return w - rate * np.dot(x.T, dz), b - rate * np.mean(dz, axis=0), loss


def train_step__no_bias_in_scores(w, b, x, labels, rate):
    n = len(x)
    z = np.dot(x, w)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    dz = (p - np.eye(w.shape[1])[labels]) / n
    return w - rate * x.T @ dz, b - rate * dz.sum(axis=0), loss


def train_step__gradients_and_sum(w, b, x, labels, rate):
    n = len(x)
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).sum()
    dz = (p - np.eye(w.shape[1])[labels]) / n
    return x.T @ dz, dz.sum(axis=0), loss


def train_step__uphill_scalar_bias(w, b, x, labels, rate):
    n = len(x)
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    dz = (np.eye(w.shape[1])[labels] - p) / n
    return w - rate * x.T @ dz, b - rate * np.abs(dz).sum(), loss


def evaluate__mean_of_batches(model, x, labels, batch_size):
    model.training = False
    shares = []
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        shares.append(np.mean(p.argmax(axis=1) == labels[i : i + batch_size]))
    model.training = True
    return np.mean(shares)


def evaluate__last_batch_dropped(model, x, labels, batch_size):
    model.training = False
    right = 0
    steps = len(x) // batch_size
    for s in range(steps):
        lo, hi = s * batch_size, (s + 1) * batch_size
        right += (np.argmax(model.predict(x[lo:hi]), axis=1) == labels[lo:hi]).sum()
    model.training = True
    return right / len(x)


def evaluate__stays_off(model, x, labels, batch_size):
    model.training = False
    predictions = []
    for i in range(0, len(x), batch_size):
        predictions.extend(np.argmax(model.predict(x[i : i + batch_size]), axis=1))
    return np.mean(np.array(predictions) == labels)


def evaluate__never_off(model, x, labels, batch_size):
    right = 0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        right += np.count_nonzero(p.argmax(1) == labels[i : i + batch_size])
    return right / len(x)


def evaluate__on_too_early(model, x, labels, batch_size):
    model.training = False
    right = 0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        right += np.sum(p.argmax(axis=1) == labels[i : i + batch_size])
        model.training = True
    return right / len(labels)


def evaluate__count_stays_off(model, x, labels, batch_size):
    model.training = False
    right = 0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        right += int((p.argmax(axis=1) == labels[i : i + batch_size]).sum())
    return right


def evaluate__errors_of_batches(model, x, labels, batch_size):
    model.training = False
    errors = []
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        errors.append(np.mean(p.argmax(axis=1) != labels[i : i + batch_size]))
    model.training = True
    return sum(errors) / len(errors)


def confusion__transposed(y, p, n):
    m = np.zeros((n, n), dtype=int)
    for a, b in zip(y, p):
        m[b, a] += 1
    return m


def confusion__no_repeats(y, p, n):
    m = np.zeros((n, n), dtype=int)
    m[y, p] += 1
    return m


def confusion__mistakes_only(y, p, n):
    m = np.zeros((n, n))
    for i in range(len(y)):
        if y[i] != p[i]:
            m[y[i]][p[i]] += 1
    return m


def confusion__shared_rows(y, p, n):
    m = [[0] * n] * n
    for t, q in zip(y, p):
        m[t][q] += 1
    return np.array(m)


def confusion__shares(y, p, n):
    m = np.zeros((n, n))
    np.add.at(m, (y, p), 1)
    return m / len(y)


def confusion__transposed_no_repeats(y, p, n):
    m = np.zeros((n, n), int)
    m[p, y] = 1
    return m


def confusion__by_max_from_one(y, p, n):
    size = max(y.max(), p.max()) + 1
    m = np.zeros((size, size), int)
    for t, q in zip(y, p):
        m[t - 1, q - 1] += 1
    return m


def classify__probabilities(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return model.predict(images)


def classify__along_images(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return np.argmax(model.predict(images), axis=0)


def classify__first_only(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    for img in images:
        return model.predict(img[None]).argmax(axis=1)


def classify__untrained(images):
    model = nn.models.convnet(seed=0)
    return model.predict(images).argmax(axis=1)


def classify__column(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return model.predict(images).argmax(axis=1).reshape(-1, 1)


def classify__from_one_upside_down(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return model.predict(images[:, ::-1]).argmax(axis=1) + 1


def count_params__right_model(layers):
    parts = []
    for name, *a in layers:
        if name == "input":
            parts.append(nn.Input(tuple(a)))
        elif name == "conv":
            parts.append(nn.Conv2D(a[0], a[1]))
        elif name == "pool":
            parts.append(nn.MaxPooling2D(a[0]))
        elif name == "flatten":
            parts.append(nn.Flatten())
        else:
            parts.append(nn.Dense(a[0]))
    return nn.Sequential(parts, seed=0).count_params()


def count_params__right_recursion(layers, shape=()):
    if not layers:
        return 0
    (name, *a), rest = layers[0], layers[1:]
    here = 0
    if name == "input":
        shape = tuple(a)
    elif name == "conv":
        here = (a[1] ** 2 * shape[2] + 1) * a[0]
        shape = (shape[0] - a[1] + 1, shape[1] - a[1] + 1, a[0])
    elif name == "pool":
        shape = (shape[0] // a[0], shape[1] // a[0], shape[2])
    elif name == "flatten":
        shape = (int(np.prod(shape)),)
    else:
        here = shape[0] * a[0] + a[0]
        shape = (a[0],)
    return here + count_params__right_recursion(rest, shape)


def first_loss__right_entropy(n_classes):
    p = np.full(n_classes, 1 / n_classes)
    return float(-(p * np.log(p)).sum())


def train_step__right_add_at(w, b, x, labels, rate):
    n = len(x)
    z = x @ w + b
    log_sum = np.logaddexp.reduce(z, axis=1, keepdims=True)
    loss = float(np.mean(log_sum[:, 0] - z[np.arange(n), labels]))
    g = np.exp(z - log_sum)
    np.add.at(g, (np.arange(n), labels), -1)
    return w - rate / n * np.einsum("nd,nc->dc", x, g), b - rate / n * np.ones(n) @ g, loss


def evaluate__right_split(model, x, labels, batch_size):
    model.training = False
    try:
        cuts = range(batch_size, len(x), batch_size)
        rows = np.concatenate([model.predict(part) for part in np.split(x, list(cuts))])
    finally:
        model.training = True
    return float((rows.argmax(axis=1) == labels).mean())


def confusion__right_bincount(y, p, n):
    return np.bincount(n * np.asarray(y) + p, minlength=n * n).reshape(n, n)


def classify__right_one_by_one(images):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return [int(model.predict(img[None])[0].argmax()) for img in images]


FRESH = [
    Fresh("07_count_params", count_params__no_biases, "no biases"),
    Fresh("07_count_params", count_params__same, "convolutions keep the size"),
    Fresh("07_count_params", count_params__square, "takes the image for square"),
    Fresh(
        "07_count_params",
        count_params__first_channels,
        "all convolutions read the input's channels",
    ),
    Fresh("07_count_params", count_params__rounds_up, "pooling rounds up"),
    Fresh(
        "07_count_params",
        count_params__one_bias_and_halves,
        "one bias per layer",
        "every pooling halves",
    ),
    Fresh(
        "07_count_params",
        count_params__same_and_input_width,
        "convolutions keep the size",
        "a dense layer's outputs are not the next one's inputs",
    ),
    Fresh("07_first_loss", first_loss__probability, "the probability, no logarithm"),
    Fresh("07_first_loss", first_loss__ten, "always for ten classes"),
    Fresh("07_first_loss", first_loss__base_ten, "logarithm to base 10"),
    Fresh("07_first_loss", first_loss__error_rate, "share of wrong guesses"),
    Fresh("07_first_loss", first_loss__negative_base_two, "logarithm to base 2", "sign"),
    Fresh("07_first_loss", first_loss__sum_negative, "summed over classes", "sign"),
    Fresh("07_train_step", train_step__sum_gradient, "gradient not divided by N"),
    Fresh("07_train_step", train_step__in_place, "changes w and b that came in"),
    Fresh("07_train_step", train_step__loss_after, "loss after the step"),
    Fresh("07_train_step", train_step__bias_mean, "gradient of b divided by N twice"),
    Fresh("07_train_step", train_step__no_bias_in_scores, "b missing in the scores"),
    Fresh("07_train_step", train_step__gradients_and_sum, "returns the gradients", "loss summed"),
    Fresh("07_train_step", train_step__uphill_scalar_bias, "uphill", "one number for all of b"),
    Fresh("07_evaluate", evaluate__mean_of_batches, "mean of the batches' accuracies"),
    Fresh("07_evaluate", evaluate__last_batch_dropped, "the last, smaller batch is left out"),
    Fresh("07_evaluate", evaluate__stays_off, "training stays off"),
    Fresh("07_evaluate", evaluate__never_off, "training never switched off"),
    Fresh("07_evaluate", evaluate__on_too_early, "on again after the first batch"),
    Fresh("07_evaluate", evaluate__count_stays_off, "a count, no share", "training stays off"),
    Fresh("07_evaluate", evaluate__errors_of_batches, "share of errors", "mean of batches"),
    Fresh("07_confusion", confusion__transposed, "transposed"),
    Fresh("07_confusion", confusion__no_repeats, "a pair counts once"),
    Fresh("07_confusion", confusion__mistakes_only, "right ones are not counted"),
    Fresh("07_confusion", confusion__shared_rows, "all rows are the same list"),
    Fresh("07_confusion", confusion__shares, "shares for counts"),
    Fresh("07_confusion", confusion__transposed_no_repeats, "transposed", "a pair counts once"),
    Fresh("07_confusion", confusion__by_max_from_one, "size from the data", "classes from 1"),
    Fresh("07_classify", classify__probabilities, "probabilities, no labels"),
    Fresh("07_classify", classify__along_images, "argmax along the images"),
    Fresh("07_classify", classify__first_only, "returns after the first image"),
    Fresh("07_classify", classify__untrained, "a network that was not trained"),
    Fresh("07_classify", classify__column, "labels as a column (N, 1)"),
    Fresh("07_classify", classify__from_one_upside_down, "labels one too large", "upside down"),
]

RIGHT = [
    ("07_count_params", count_params__right_model),
    ("07_count_params", count_params__right_recursion),
    ("07_first_loss", first_loss__right_entropy),
    ("07_train_step", train_step__right_add_at),
    ("07_evaluate", evaluate__right_split),
    ("07_confusion", confusion__right_bincount),
    ("07_classify", classify__right_one_by_one),
]
