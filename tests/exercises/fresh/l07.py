# ruff: noqa
"""Notebook 07, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("07")


@wrong("count_params", "a pooling rounds up where pixels are left over")
def count_params(layers):
    _, h, w, c = layers[0]
    total = 0
    for layer in layers[1:]:
        if layer[0] == "conv":
            _, f, k = layer
            total += (k * k * c + 1) * f
            h, w, c = h - k + 1, w - k + 1, f
        elif layer[0] == "pool":
            h = int(np.ceil(h / layer[1]))
            w = int(np.ceil(w / layer[1]))
        elif layer[0] == "flatten":
            c = h * w * c
        elif layer[0] == "dense":
            total += (c + 1) * layer[1]
            c = layer[1]
    return total


@wrong("count_params", "the images are taken to be square: the width is never followed")
def count_params(layers):
    size, channels, features, n = 0, 0, 0, 0
    for name, *args in layers:
        if name == "input":
            size, channels = args[0], args[2]
        if name == "conv":
            filters, k = args
            n += filters * (k**2 * channels + 1)
            size, channels = size - (k - 1), filters
        if name == "pool":
            size //= args[0]
        if name == "flatten":
            features = size * size * channels
        if name == "dense":
            n += (features + 1) * args[0]
            features = args[0]
    return n


@wrong("count_params", "the second of two dense layers is still fed what Flatten gave")
def count_params(layers):
    params = 0
    for layer in layers:
        kind = layer[0]
        if kind == "input":
            h, w, c = layer[1:]
        elif kind == "conv":
            params += layer[1] * layer[2] * layer[2] * c + layer[1]
            c = layer[1]
            h = h - layer[2] + 1
            w = w - layer[2] + 1
        elif kind == "pool":
            h = h // layer[1]
            w = w // layer[1]
        elif kind == "flatten":
            inputs = h * w * c
        else:
            params += inputs * layer[1] + layer[1]
    return params


@wrong("count_params", "a convolution has one bias in all, not one for each filter")
def count_params(layers):
    shape = list(layers[0][1:])
    total = 0
    for what, *numbers in layers[1:]:
        if what == "conv":
            f, k = numbers
            total += k * k * shape[-1] * f + 1
            shape = [shape[0] - k + 1, shape[1] - k + 1, f]
        elif what == "pool":
            shape[:2] = [n // numbers[0] for n in shape[:2]]
        elif what == "flatten":
            shape = [int(np.prod(shape))]
        elif what == "dense":
            total += (shape[-1] + 1) * numbers[0]
            shape = numbers
    return total


@wrong(
    "count_params",
    "the dense layer's biases are not counted",
    "a convolution leaves the maps as large as they were",
)
def count_params(layers):
    p = 0
    for l in layers:
        if l[0] == "input":
            h, w, c = l[1], l[2], l[3]
        if l[0] == "conv":
            p += (l[2] * l[2] * c + 1) * l[1]
            c = l[1]
        if l[0] == "pool":
            h, w = h // l[1], w // l[1]
        if l[0] == "flatten":
            c = h * w * c
        if l[0] == "dense":
            p += c * l[1]
            c = l[1]
    return p


@wrong(
    "count_params",
    "a convolution's channels are forgotten: one weight per pixel of the window",
    "a pooling moves by 1, so that it takes k - 1 pixels away",
)
def count_params(layers):
    total = 0
    h = w = c = 0
    for layer in layers:
        match layer:
            case ("input", h, w, c):
                pass
            case ("conv", f, k):
                total += (k * k + 1) * f
                h, w, c = h - k + 1, w - k + 1, f
            case ("pool", k):
                h, w = h - k + 1, w - k + 1
            case ("flatten",):
                c = h * w * c
            case ("dense", out):
                total += (c + 1) * out
                c = out
    return total


@right("count_params")
def count_params(layers):
    def rest(shape, todo):
        if not todo:
            return 0
        (kind, *of), *later = todo
        *places, c = shape
        if kind == "conv":
            return of[0] * (1 + of[1] ** 2 * c) + rest(
                (*(n + 1 - of[1] for n in places), of[0]), later
            )
        if kind == "pool":
            return rest((*((n - of[0]) // of[0] + 1 for n in places), c), later)
        if kind == "flatten":
            return rest((int(np.prod(shape)),), later)
        if kind == "dense":
            return of[0] + of[0] * c + rest((of[0],), later)
        return rest(of, later)

    return rest((0,), layers)


@wrong("first_loss", "the logarithm of base 2")
def first_loss(n_classes):
    return float(np.log2(n_classes))


@wrong("first_loss", "the sign is missing: log p, not -log p")
def first_loss(n_classes):
    p = np.ones(n_classes) / n_classes
    return np.log(p[0])


@wrong("first_loss", "the losses of all classes are added up: n log n")
def first_loss(n_classes):
    total = 0
    for c in range(n_classes):
        total -= np.log(1 / n_classes)
    return total


@right("first_loss")
def first_loss(n_classes):
    scores = np.zeros(n_classes)
    return float(np.logaddexp.reduce(scores) - scores[0])


@wrong("train_step", "the gradient is not divided by N: the step is that of the summed loss")
def train_step(w, b, x, labels, rate):
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    n = np.arange(len(x))
    loss = -np.log(p[n, labels]).mean()
    dz = p.copy()
    dz[n, labels] -= 1
    return w - rate * x.T @ dz, b - rate * dz.sum(axis=0), loss


@wrong(
    "train_step",
    "1 is taken from p itself before the loss is read from it: the log of a negative number",
)
def train_step(w, b, x, labels, rate):
    z = x.dot(w) + b
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    N = len(x)
    dz = p
    dz[np.arange(N), labels] -= 1
    dz = dz / N
    loss = -np.mean(np.log(p[np.arange(N), labels]))
    w = w - rate * x.T.dot(dz)
    b = b - rate * dz.sum(axis=0)
    return w, b, loss


@wrong(
    "train_step", "dz[:, labels] -= 1 takes 1 from all these columns in every row, not one in each"
)
def train_step(w, b, x, labels, rate):
    scores = x @ w + b
    scores = scores - scores.max(axis=1)[:, None]
    probs = np.exp(scores)
    probs /= probs.sum(axis=1)[:, None]
    loss = -np.log(probs[range(len(x)), labels]).mean()
    dz = probs.copy()
    dz[:, labels] -= 1
    dz /= len(x)
    return w - rate * (x.T @ dz), b - rate * dz.sum(axis=0), float(loss)


@wrong("train_step", "the gradient of b is summed over everything, and so is 0: b never moves")
def train_step(w, b, x, labels, rate):
    N, C = len(x), len(b)
    z = x @ w + b
    p = np.exp(z - np.max(z))
    p = p / np.sum(p, axis=1, keepdims=True)
    t = np.zeros((N, C))
    for n in range(N):
        t[n, labels[n]] = 1
    loss = -np.sum(t * np.log(p)) / N
    dz = (p - t) / N
    new_w = w - rate * np.dot(x.T, dz)
    new_b = b - rate * np.sum(dz)
    return new_w, new_b, loss


@wrong("train_step", "the loss is that after the step")
def train_step(w, b, x, labels, rate):
    def probabilities(w, b):
        e = np.exp(x @ w + b)
        return e / e.sum(axis=1, keepdims=True)

    t = np.eye(len(b))[labels]
    dz = (probabilities(w, b) - t) / len(x)
    w, b = w - rate * x.T @ dz, b - rate * dz.sum(axis=0)
    loss = -np.log((probabilities(w, b) * t).sum(axis=1)).mean()
    return w, b, loss


@wrong(
    "train_step",
    "the weights go up the gradient",
    "the loss is summed over the batch, not averaged",
)
def train_step(w, b, x, labels, rate):
    z = x @ w + b
    p = np.exp(z) / np.exp(z).sum(axis=1).reshape(-1, 1)
    loss = 0
    dz = p.copy()
    for i, label in enumerate(labels):
        loss -= np.log(p[i, label])
        dz[i, label] -= 1
    dz = dz / len(x)
    w = w + rate * (x.T @ dz)
    b = b + rate * dz.sum(axis=0)
    return w, b, loss


@right("train_step")
def train_step(w, b, x, labels, rate):
    one_more = np.c_[x, np.ones(len(x))]
    both = np.vstack([w, b])
    z = one_more @ both
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    t = (labels[:, None] == np.arange(z.shape[1])).astype(float)
    both = both - rate / len(x) * one_more.T @ (np.exp(log_p) - t)
    return both[:-1], both[-1], -(log_p * t).sum() / len(x)


@wrong(
    "evaluate",
    "the accuracies of the batches are averaged, as if the last were as large as the others",
)
def evaluate(model, x, labels, batch_size):
    model.training = False
    accs = []
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        accs.append(np.mean(p.argmax(axis=1) == labels[i : i + batch_size]))
    model.training = True
    return np.mean(accs)


@wrong("evaluate", "the smaller batch at the end is left out, and counts as not recognized")
def evaluate(model, x, labels, batch_size):
    model.training = False
    correct = 0
    for k in range(len(x) // batch_size):
        start, end = k * batch_size, (k + 1) * batch_size
        predicted = np.argmax(model.predict(x[start:end]), axis=1)
        correct += np.sum(predicted == labels[start:end])
    model.training = True
    return correct / len(x)


@wrong("evaluate", "model.training is not switched on again: the return comes first")
def evaluate(model, x, labels, batch_size):
    model.training = False
    hits = 0
    for start in range(0, len(labels), batch_size):
        batch = slice(start, start + batch_size)
        hits += (model.predict(x[batch]).argmax(1) == labels[batch]).sum()
    return hits / len(labels)
    model.training = True


@wrong("evaluate", "all images are given to the model at once, whatever batch_size says")
def evaluate(model, x, labels, batch_size):
    model.training = False
    guess = model.predict(x).argmax(axis=1)
    model.training = True
    return float((guess == labels).mean())


@wrong("evaluate", "a percentage, up to 100", "training is never switched off")
def evaluate(model, x, labels, batch_size):
    right = 0
    for i in range(0, len(x), batch_size):
        p = model.predict(x[i : i + batch_size])
        for row, label in zip(p, labels[i : i + batch_size]):
            if np.argmax(row) == label:
                right += 1
    return 100 * right / len(x)


@wrong(
    "evaluate", "the labels are always those of the first batch", "stays switched off afterwards"
)
def evaluate(model, x, labels, batch_size):
    model.training = False
    n = len(x)
    count = 0
    for i in range(0, n, batch_size):
        answers = model.predict(x[i : i + batch_size]).argmax(axis=1)
        count += (answers == labels[: len(answers)]).sum()
    model.training = False
    return count / n


@right("evaluate")
def evaluate(model, x, labels, batch_size):
    model.training = False
    try:
        parts = np.split(x, range(batch_size, len(x), batch_size))
        read = np.concatenate([model.predict(part).argmax(axis=-1) for part in parts])
    finally:
        model.training = True
    return 1 - np.count_nonzero(read - labels) / len(labels)
