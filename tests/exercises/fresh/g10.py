# ruff: noqa
"""Notebook 10, as learners write it."""

import numpy as np

from cnnnotes import datasets, nn
from fresh import Fresh

_network = nn.load(datasets.embedded_path("convnet.npz"))


def accuracy_by_shift__moved_again(model, x, y, shifts):
    result = []
    for d in shifts:
        moved = np.zeros_like(x)
        if d >= 0:
            moved[:, :, d:] = x[:, :, : x.shape[2] - d]
        else:
            moved[:, :, :d] = x[:, :, -d:]
        x = moved
        result.append((model.predict(x).argmax(axis=1) == y).mean())
    return np.array(result)


def accuracy_by_shift__over_shifts(model, x, y, shifts):
    W = x.shape[2]
    accs = np.zeros(len(shifts))
    for s, d in enumerate(shifts):
        padded = np.pad(x, ((0, 0), (0, 0), (W, W), (0, 0)))
        moved = padded[:, :, W - d : 2 * W - d]
        correct = np.sum(np.argmax(model.predict(moved), axis=1) == y)
        accs[s] = correct / len(shifts)
    return accs


def accuracy_by_shift__zero_slice(model, x, y, shifts):
    accuracies = []
    for d in shifts:
        moved = np.zeros(x.shape)
        if d < 0:
            moved[:, :, :d] = x[:, :, -d:]
        else:
            moved[:, :, d:] = x[:, :, :-d]
        p = model.predict(moved)
        accuracies.append(np.mean(p.argmax(axis=-1) == y))
    return np.array(accuracies)


def accuracy_by_shift__errors(model, x, y, shifts):
    h, w = x.shape[1:3]

    def to_the_right(d):
        columns = np.arange(w) - d
        inside = (columns >= 0) & (columns < w)
        return x[:, :, columns.clip(0, w - 1)] * inside[:, None]

    return np.array([(model.predict(to_the_right(d)).argmax(1) != y).mean() for d in shifts])


def accuracy_by_shift__rolled_down(model, x, y, shifts):
    return np.array(
        [np.mean(model.predict(np.roll(x, d, axis=1)).argmax(axis=1) == y) for d in shifts]
    )


def accuracy_by_shift__right(model, x, y, shifts):
    hits = []
    for d in shifts:
        moved = np.einsum("nhwc,wv->nhvc", x, np.eye(x.shape[2], k=d, dtype=x.dtype))
        hits.append(np.count_nonzero(model.predict(moved).argmax(axis=1) == y))
    return np.divide(hits, len(y))


def permute_pixels__columnwise(x, order):
    N, H, W, C = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(N, H * W, C)
    return flat[:, order].reshape(N, W, H, C).transpose(0, 2, 1, 3)


def permute_pixels__in_place(x, order):
    n, h, w, c = x.shape
    pixels = x.reshape(n, h * w, c)
    pixels[:] = pixels[:, order]
    return x


def permute_pixels__stays_flat(x, order):
    N, H, W, C = x.shape
    return x.reshape(N, H * W, C)[:, order, :]


def permute_pixels__channels_apart(x, order):
    n, h, w, c = x.shape
    planes = x.reshape(n, c, h * w)
    return planes[:, :, order].reshape(x.shape)


def permute_pixels__inverse_flat(x, order):
    n, h, w, c = x.shape
    old = x.reshape(n, h * w, c)
    new = np.zeros_like(old)
    for i in range(h * w):
        new[:, order[i]] = old[:, i]
    return new


def permute_pixels__right(x, order):
    i, j = np.unravel_index(np.asarray(order).reshape(x.shape[1:3]), x.shape[1:3])
    return x[:, i, j]


def prepare_drawing__unweighted(img):
    ink = (255 - img.astype(float)) / 255
    H, W = img.shape
    rows, cols = np.nonzero(ink)
    if len(rows) == 0:
        return ink
    di = int(round(H // 2 - rows.mean()))
    dj = int(round(W // 2 - cols.mean()))
    out = np.zeros_like(ink)
    for i, j in zip(rows, cols):
        if 0 <= i + di < H and 0 <= j + dj < W:
            out[i + di, j + dj] = ink[i, j]
    return out


def prepare_drawing__mass_of_paper(img):
    x = 1 - img / 255
    h, w = x.shape
    if x.sum() == 0:
        return x
    total = img.sum()
    i = (np.arange(h)[:, None] * img).sum() / total
    j = (np.arange(w) * img).sum() / total
    down, right = round(h // 2 - i), round(w // 2 - j)
    return np.eye(h, k=-down) @ x @ np.eye(w, k=right)


def prepare_drawing__rounds_down(img):
    x = 1 - np.asarray(img, dtype=float) / 255
    if not x.any():
        return x
    H, W = x.shape
    ci = (x.sum(axis=1) * np.arange(H)).sum() / x.sum()
    cj = (x.sum(axis=0) * np.arange(W)).sum() / x.sum()
    d, r = H // 2 - int(ci), W // 2 - int(cj)
    big = np.pad(x, ((H, H), (W, W)))
    return big[H - d : 2 * H - d, W - r : 2 * W - r]


def prepare_drawing__swapped_axes(img):
    x = (255.0 - img) / 255.0
    mass = x.sum()
    if mass == 0:
        return x
    h, w = x.shape
    rows, columns = np.indices(x.shape)
    right = int(np.rint(h // 2 - (rows * x).sum() / mass))
    down = int(np.rint(w // 2 - (columns * x).sum() / mass))
    big = np.zeros((3 * h + 3 * w, 3 * h + 3 * w))
    o = h + w
    big[o + down : o + down + h, o + right : o + right + w] = x
    return big[o : o + h, o : o + w]


def prepare_drawing__black_and_white_rolled(img):
    x = 1 - img // 255
    total = x.sum()
    if total == 0:
        return x.astype(float)
    H, W = x.shape
    i, j = np.indices((H, W))
    move = round(H // 2 - (i * x).sum() / total), round(W // 2 - (j * x).sum() / total)
    return np.roll(x.astype(float), move, axis=(0, 1))


def prepare_drawing__empty_and_scale(img):
    x = 255.0 - img
    H, W = x.shape
    ci = np.average(np.arange(H), weights=x.sum(axis=1))
    cj = np.average(np.arange(W), weights=x.sum(axis=0))
    down, right = int(round(H // 2 - ci)), int(round(W // 2 - cj))
    return np.eye(H, k=-down) @ x @ np.eye(W, k=right)


def prepare_drawing__right(img):
    ink = np.interp(img, [0, 255], [1, 0])
    if ink.max() == 0:
        return ink
    h, w = ink.shape
    i, j = np.moveaxis(np.indices(ink.shape), 0, -1).reshape(-1, 2).T @ ink.ravel() / ink.sum()
    return np.eye(h, k=round(i) - h // 2) @ ink @ np.eye(w, k=w // 2 - round(j))


def _centred(image, columns=True, turn=1):
    """image (28, 28, 1) → the same with its mass in the middle."""
    total = image.sum()
    if total == 0:
        return image
    i, j = np.indices(image.shape[:2])
    down = turn * round(14 - (i[..., None] * image).sum() / total)
    right = turn * round(14 - (j[..., None] * image).sum() / total) * columns
    return np.roll(image, (down, right), axis=(0, 1))


def repair__moves_exchanged(x):
    rows, columns = np.meshgrid(np.arange(28), np.arange(28))
    answers = []
    for image in x:
        ink = image[..., 0] / image.sum()
        down, right = round(14 - np.sum(rows * ink)), round(14 - np.sum(columns * ink))
        moved = np.roll(image, (down, right), axis=(0, 1))
        answers.append(_network.predict(moved[None]).argmax())
    return np.array(answers)


def repair__batch_mean(x):
    i, j = np.indices(x.shape[1:3])
    ink = x[..., 0]
    down = round(14 - (i * ink).sum() / ink.sum())
    right = round(14 - (j * ink).sum() / ink.sum())
    return _network.predict(np.roll(x, (down, right), axis=(1, 2))).argmax(axis=1)


def repair__away(x):
    return np.array([_network.predict(_centred(image, turn=-1)[None])[0].argmax() for image in x])


def repair__votes_of_columns(x):
    moves = [(a, b) for a in (-4, 0, 4) for b in (-4, 0, 4)]
    p = [_network.predict(np.roll(x, move, axis=(1, 2))) for move in moves]
    return np.max(p, axis=0).argmax(axis=0)


def repair__rows_only_probabilities(x):
    centred = np.array([_centred(image, columns=False) for image in x])
    return _network.predict(centred)


def repair__right(x):
    batch = np.stack([_centred(image) for image in x])
    return np.array([int(np.argmax(row)) for row in _network.predict(batch)])


FRESH = [
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__moved_again,
        "each shift moves the images that were already moved before: x is overwritten",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__over_shifts,
        "divides by the number of shifts instead of the number of images",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__zero_slice,
        "a shift of 0 fails: the slice :-0 is empty",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__rolled_down,
        "np.roll: what leaves on one side comes in on the other, instead of 0",
        "moves down (axis 1) instead of to the right",
    ),
    Fresh("10_permute_pixels", permute_pixels__columnwise, "pixels are counted column by column"),
    Fresh(
        "10_permute_pixels",
        permute_pixels__in_place,
        "changes the caller's x: the reshaped array is a view",
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__channels_apart,
        "reshaped as if channels came first: the numbers of different channels are mixed",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__unweighted,
        "the mean place of all pixels that hold any ink, not weighted by how much",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__rounds_down,
        "the centre of mass is cut off to an integer instead of rounded",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__swapped_axes,
        "the two moves are exchanged: rows' centre moves columns, and the other way round",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__black_and_white_rolled,
        "integer division by 255: grey becomes full ink",
        "np.roll: what leaves the page comes in on the other side",
    ),
    Fresh(
        "10_repair",
        repair__moves_exchanged,
        "meshgrid gives columns first: the moves along rows and columns are exchanged",
    ),
    Fresh(
        "10_repair",
        repair__batch_mean,
        "all images are moved alike, by the centre of mass of the whole batch",
    ),
    Fresh("10_repair", repair__away, "the move's sign is wrong: digits go further from the middle"),
    Fresh(
        "10_repair",
        repair__rows_only_probabilities,
        "digits are centred up and down only, not sideways",
        "returns probabilities (N, 10), not labels",
    ),
]

# Written at the same time, beyond the number asked for.
FRESH += [
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__errors,
        "the share of wrong answers, not of right ones",
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__stays_flat,
        "not brought back to x's shape: (N, H * W, C)",
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__inverse_flat,
        "the inverse order: pixel order[i] gets what was pixel i",
        "not brought back to x's shape",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__mass_of_paper,
        "the centre of mass is that of the paper (255), not of the ink",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__empty_and_scale,
        "an empty page fails: a mean with no weight",
        "not divided by 255: ink goes up to 255",
    ),
    Fresh(
        "10_repair",
        repair__votes_of_columns,
        "argmax over the images instead of the classes: always ten numbers",
    ),
]

RIGHT = [
    ("10_accuracy_by_shift", accuracy_by_shift__right),
    ("10_permute_pixels", permute_pixels__right),
    ("10_prepare_drawing", prepare_drawing__right),
    ("10_repair", repair__right),
]
