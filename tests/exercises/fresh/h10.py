# ruff: noqa
"""Notebook 10, as learners write it: a third set."""

import functools

import numpy as np

from cnnnotes import datasets, nn
from fresh import Fresh


@functools.cache
def _network():
    return nn.load(datasets.embedded_path("convnet.npz"))


def _moved(x, d):
    """x (N, H, W, C), d columns to the right, 0 comes in."""
    out = np.zeros_like(x)
    W = x.shape[2]
    if d >= 0:
        out[:, :, d:] = x[:, :, : W - d]
    else:
        out[:, :, :d] = x[:, :, -d:]
    return out


def accuracy_by_shift__adds_up(model, x, y, shifts):
    right = []
    for d in shifts:
        x = _moved(x, d)
        right.append((model.predict(x).argmax(axis=1) == y).mean())
    return np.array(right)


def accuracy_by_shift__rows(model, x, y, shifts):
    turned = x.transpose(0, 2, 1, 3)
    moved = [_moved(turned, d).transpose(0, 2, 1, 3) for d in shifts]
    return np.array([np.mean(model.predict(m).argmax(axis=1) == y) for m in moved])


def accuracy_by_shift__slice_from_minus_0(model, x, y, shifts):
    out = []
    for d in shifts:
        moved = np.zeros_like(x)
        if d > 0:
            moved[:, :, d:] = x[:, :, :-d]
        else:
            moved[:, :, :d] = x[:, :, -d:]
        out.append((model.predict(moved).argmax(axis=-1) == y).mean())
    return np.array(out)


def accuracy_by_shift__stays_the_same(model, x, y, shifts):
    before = model.predict(x).argmax(axis=1)
    return np.array([(model.predict(_moved(x, d)).argmax(axis=1) == before).mean() for d in shifts])


def accuracy_by_shift__probability(model, x, y, shifts):
    n = np.arange(len(x))
    return np.array([model.predict(_moved(x, d))[n, y].mean() for d in shifts])


def accuracy_by_shift__left_mistakes(model, x, y, shifts):
    result = np.zeros(len(shifts))
    for place, d in enumerate(shifts):
        p = model.predict(_moved(x, -d))
        result[place] = np.mean(p.argmax(axis=1) != y)
    return result


def accuracy_by_shift__right(model, x, y, shifts):
    width = x.shape[2]
    accuracies = np.empty(len(shifts))
    for place, d in enumerate(shifts):
        source = np.arange(width) - d
        inside = (source >= 0) & (source < width)
        moved = x[:, :, source.clip(0, width - 1)] * inside[:, None].astype(x.dtype)
        accuracies[place] = np.mean(model.predict(moved).argmax(axis=1) == y)
    return accuracies


def permute_pixels__scatters(x, order):
    flat = x.reshape(len(x), -1, x.shape[-1])
    out = np.empty_like(flat)
    for target, pixel in zip(order, range(len(order))):
        out[:, target] = flat[:, pixel]
    return out.reshape(x.shape)


def permute_pixels__counts_columns(x, order):
    N, H, W, C = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(N, H * W, C)[:, order]
    return flat.reshape(N, W, H, C).transpose(0, 2, 1, 3)


def permute_pixels__channels_in_line(x, order):
    N, H, W, C = x.shape
    flat = np.moveaxis(x, 3, 1).reshape(N, C, H * W)[:, :, order]
    return flat.reshape(N, H, W, C)


def permute_pixels__images_in_order(x, order):
    N, H, W, C = x.shape
    pixels = x.reshape(N * H * W, C)
    pixels[: H * W] = pixels[order]
    return pixels.reshape(x.shape)


def permute_pixels__sizes_swapped(x, order):
    N, H, W, C = x.shape
    flat = x.reshape(N, -1, C)
    return flat[:, order].reshape(N, W, H, C)


def permute_pixels__scattered_in_place(x, order):
    N, H, W, C = x.shape
    pixels = x.reshape(N, H * W, C)
    before = pixels.copy()
    pixels[:, order] = before
    return x


def permute_pixels__right(x, order):
    rows, columns = np.unravel_index(order, x.shape[1:3])
    return x[:, rows, columns].reshape(x.shape)


def _ink(img):
    return (255 - np.asarray(img, dtype=float)) / 255


def _shifted(ink, down, right):
    H, W = ink.shape
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            if 0 <= i - down < H and 0 <= j - right < W:
                out[i, j] = ink[i - down, j - right]
    return out


def _centre(ink):
    i, j = np.indices(ink.shape)
    return (i * ink).sum() / ink.sum(), (j * ink).sum() / ink.sum()


def prepare_drawing__box_in_the_middle(img):
    ink = _ink(img)
    if not ink.any():
        return ink
    rows, columns = np.nonzero(ink)
    middle_row = (rows.min() + rows.max()) / 2
    middle_column = (columns.min() + columns.max()) / 2
    H, W = ink.shape
    return _shifted(ink, round(H // 2 - middle_row), round(W // 2 - middle_column))


def prepare_drawing__mass_of_paper(img):
    page = np.asarray(img, dtype=float)
    ink = 1 - page / 255
    if ink.sum() == 0:
        return ink
    i, j = _centre(page)
    return _shifted(ink, round(img.shape[0] // 2 - i), round(img.shape[1] // 2 - j))


def prepare_drawing__away_from_the_middle(img):
    ink = _ink(img)
    if ink.max() == 0:
        return ink
    i, j = _centre(ink)
    return _shifted(ink, round(i - img.shape[0] // 2), round(j - img.shape[1] // 2))


def prepare_drawing__still_255(img):
    ink = 255 - np.asarray(img, dtype=float)
    if not ink.any():
        return ink
    i, j = _centre(ink)
    return _shifted(ink, round(ink.shape[0] // 2 - i), round(ink.shape[1] // 2 - j))


def prepare_drawing__no_empty_page(img):
    ink = _ink(img)
    i, j = _centre(ink)
    return _shifted(ink, round(ink.shape[0] // 2 - i), round(ink.shape[1] // 2 - j))


def prepare_drawing__rolled_black_and_white(img):
    ink = (_ink(img) > 0.5).astype(float)
    if not ink.any():
        return ink
    i, j = _centre(ink)
    H, W = ink.shape
    return np.roll(ink, (round(H // 2 - i), round(W // 2 - j)), axis=(0, 1))


def prepare_drawing__right(img):
    H, W = np.shape(img)
    ink = np.clip(1 - np.asarray(img, dtype=float) / 255, 0, 1)
    total = ink.sum()
    if total == 0:
        return ink
    down = round(H // 2 - float(np.arange(H) @ ink.sum(axis=1) / total))
    right = round(W // 2 - float(np.arange(W) @ ink.sum(axis=0) / total))
    return np.eye(H, k=-down) @ ink @ np.eye(W, k=right)


def _in_the_middle(image, rows=True, columns=True):
    ink = image[:, :, 0]
    i, j = _centre(ink)
    down, right = round(14 - i) if rows else 0, round(14 - j) if columns else 0
    return _shifted(ink, down, right)[:, :, None]


def repair__not_repaired(x):
    return _network().predict(x).argmax(axis=1)


def repair__columns_only(x):
    centred = np.array([_in_the_middle(image, rows=False) for image in x])
    return _network().predict(centred).argmax(axis=1)


def repair__wrong_axis(x):
    centred = np.array([_in_the_middle(image) for image in x])
    return _network().predict(centred).argmax(axis=0)


def repair__as_one(x):
    i, j = _centre(x.mean(axis=(0, 3)))
    centred = np.array([_shifted(a[:, :, 0], round(14 - i), round(14 - j)) for a in x])
    return _network().predict(centred[..., None]).argmax(axis=1)


def repair__pushed_further_from_1(x):
    pushed = []
    for image in x:
        i, j = _centre(image[:, :, 0])
        pushed.append(_shifted(image[:, :, 0], round(i - 14), round(j - 14)))
    return _network().predict(np.array(pushed)[..., None]).argmax(axis=1) + 1


def repair__right(x):
    centred = np.array([_in_the_middle(image) for image in np.asarray(x, dtype=float)])
    return _network().predict(centred).argmax(axis=1)


FRESH = [
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__adds_up,
        "the shifts add up: each moves what was already moved",
    ),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__rows, "moves down, not to the right"),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__slice_from_minus_0,
        "a shift of 0 fails: a slice that ends at 0 is empty",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__stays_the_same,
        "compares with the answers before the move, not with the labels",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__probability,
        "the mean probability of the label, not the accuracy",
    ),
    Fresh(
        "10_accuracy_by_shift",
        accuracy_by_shift__left_mistakes,
        "moves to the left for a positive shift",
        "the fraction of mistakes",
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__scatters,
        "the inverse order: pixel i goes to place order[i]",
    ),
    Fresh(
        "10_permute_pixels", permute_pixels__counts_columns, "pixels are counted column by column"
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__channels_in_line,
        "channels first, then reshaped as if they were last: channels are mixed",
    ),
    Fresh("10_permute_pixels", permute_pixels__images_in_order, "only the first image is permuted"),
    Fresh(
        "10_permute_pixels",
        permute_pixels__sizes_swapped,
        "height and width of the result are swapped",
    ),
    Fresh(
        "10_permute_pixels",
        permute_pixels__scattered_in_place,
        "the inverse order: pixel i goes to place order[i]",
        "x itself is changed",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__box_in_the_middle,
        "the middle of the ink's bounding box, not its centre of mass",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__mass_of_paper,
        "the centre of mass of the paper, not of the ink",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__away_from_the_middle,
        "the sign is wrong: moves away from the middle",
    ),
    Fresh("10_prepare_drawing", prepare_drawing__still_255, "not divided by 255"),
    Fresh("10_prepare_drawing", prepare_drawing__no_empty_page, "an empty page divides 0 by 0"),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__rolled_black_and_white,
        "what leaves on one side comes in on the other",
        "only 0 and 1: grey is lost",
    ),
    Fresh(
        "10_repair",
        repair__not_repaired,
        "nothing is repaired: the network of notebook 07 as it is",
    ),
    Fresh("10_repair", repair__columns_only, "only columns are centred, not rows"),
    Fresh("10_repair", repair__wrong_axis, "argmax over the images, not over the classes"),
    Fresh(
        "10_repair", repair__as_one, "all images are moved together, by the centre of their mean"
    ),
    Fresh(
        "10_repair",
        repair__pushed_further_from_1,
        "moves digits away from the middle",
        "labels are counted from 1",
    ),
]

RIGHT = [
    ("10_accuracy_by_shift", accuracy_by_shift__right),
    ("10_permute_pixels", permute_pixels__right),
    ("10_prepare_drawing", prepare_drawing__right),
    ("10_repair", repair__right),
]
