# ruff: noqa
"""Notebook 10, as learners write it."""

import numpy as np

from cnnnotes import datasets, nn, ops
from fresh import Fresh


def accuracy_by_shift__wraps(model, x, y, shifts):
    out = []
    for d in shifts:
        moved = np.roll(x, d, axis=2)
        out.append((model.predict(moved).argmax(axis=1) == y).mean())
    return np.array(out)


def accuracy_by_shift__down(model, x, y, shifts):
    out = []
    for d in shifts:
        moved = np.zeros_like(x)
        for i in range(x.shape[1]):
            if 0 <= i - d < x.shape[1]:
                moved[:, i] = x[:, i - d]
        out.append(np.mean(model.predict(moved).argmax(1) == y))
    return np.array(out)


def accuracy_by_shift__adds_up(model, x, y, shifts):
    w = x.shape[2]
    out = []
    for d in shifts:
        x = np.pad(x, ((0, 0), (0, 0), (w, w), (0, 0)))[:, :, w - d : 2 * w - d]
        out.append(np.mean(model.predict(x).argmax(axis=1) == y))
    return np.array(out)


def accuracy_by_shift__minus_zero(model, x, y, shifts):
    accuracies = []
    for d in shifts:
        moved = np.zeros(x.shape)
        if d < 0:
            moved[:, :, :d] = x[:, :, -d:]
        else:
            moved[:, :, d:] = x[:, :, :-d]
        accuracies.append((np.argmax(model.predict(moved), 1) == y).mean())
    return np.array(accuracies)


def accuracy_by_shift__sizes_only(model, x, y, shifts):
    w = x.shape[2]
    big = np.pad(x, ((0, 0), (0, 0), (w, w), (0, 0)))
    out = []
    for d in shifts:
        d = abs(d)
        out.append(np.mean(model.predict(big[:, :, w - d : 2 * w - d]).argmax(axis=1) == y))
    return np.array(out)


def accuracy_by_shift__wraps_errors(model, x, y, shifts):
    return np.array(
        [np.mean(model.predict(np.roll(x, s, axis=2)).argmax(axis=1) != y) for s in shifts]
    )


def accuracy_by_shift__left_count(model, x, y, shifts):
    w = x.shape[2]
    big = np.pad(x, ((0, 0), (0, 0), (w, w), (0, 0)))
    right = np.zeros(len(shifts))
    for k, d in enumerate(shifts):
        right[k] = np.sum(model.predict(big[:, :, w + d : 2 * w + d]).argmax(axis=1) == y)
    return right


def permute_pixels__inverse(x, order):
    flat = x.reshape(len(x), -1, x.shape[3])
    out = np.empty_like(flat)
    out[:, order] = flat
    return out.reshape(x.shape)


def permute_pixels__channels_counted(x, order):
    return x.reshape(len(x), -1)[:, order].reshape(x.shape)


def permute_pixels__columns_first(x, order):
    n, h, w, c = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(n, h * w, c)
    return flat[:, order].reshape(n, w, h, c).transpose(0, 2, 1, 3)


def permute_pixels__channels_apart(x, order):
    n, h, w, c = x.shape
    flat = x.reshape(n, c, h * w)
    return flat[:, :, order].reshape(n, h, w, c)


def permute_pixels__flat(x, order):
    return x.reshape(len(x), -1, x.shape[-1])[:, order]


def permute_pixels__inverse_columns_first(x, order):
    n, h, w, c = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(n, h * w, c)
    return flat[:, np.argsort(order)].reshape(n, w, h, c).transpose(0, 2, 1, 3)


def permute_pixels__in_place_inverse(x, order):
    flat = x.reshape(len(x), -1, x.shape[3])
    flat[:, order] = flat.copy()
    return x


def prepare_drawing__not_inverted(img):
    ink = img / 255
    if ink.sum() == 0:
        return ink
    h, w = ink.shape
    i, j = np.indices(ink.shape)
    down = int(np.round((h - 1) / 2 - (i * ink).sum() / ink.sum()))
    right = int(np.round((w - 1) / 2 - (j * ink).sum() / ink.sum()))
    out = np.zeros((h, w))
    for a in range(h):
        for b in range(w):
            if 0 <= a - down < h and 0 <= b - right < w:
                out[a, b] = ink[a - down, b - right]
    return out


def prepare_drawing__empty_page(img):
    ink = 1 - img / 255
    h, w = ink.shape
    ci = (np.arange(h) @ ink.sum(axis=1)) / ink.sum()
    cj = (np.arange(w) @ ink.sum(axis=0)) / ink.sum()
    down, right = int(round((h - 1) / 2 - ci)), int(round((w - 1) / 2 - cj))
    big = np.pad(ink, ((h, h), (w, w)))
    return big[h - down : 2 * h - down, w - right : 2 * w - right]


def prepare_drawing__middle_of_box(img):
    ink = 1 - img / 255
    if not ink.any():
        return ink
    h, w = ink.shape
    rows, cols = np.nonzero(ink)
    down = int(np.round((h - 1) / 2 - (rows.min() + rows.max()) / 2))
    right = int(np.round((w - 1) / 2 - (cols.min() + cols.max()) / 2))
    big = np.pad(ink, ((h, h), (w, w)))
    return big[h - down : 2 * h - down, w - right : 2 * w - right]


def prepare_drawing__away(img):
    ink = 1 - img / 255
    if ink.sum() == 0:
        return ink
    h, w = ink.shape
    i, j = np.indices(ink.shape)
    down = int(np.round((h - 1) / 2 - (i * ink).sum() / ink.sum()))
    right = int(np.round((w - 1) / 2 - (j * ink).sum() / ink.sum()))
    big = np.pad(ink, ((h, h), (w, w)))
    return big[h + down : 2 * h + down, w + right : 2 * w + right]


def prepare_drawing__to_255(img):
    ink = 255.0 - img
    if ink.sum() == 0:
        return ink
    h, w = ink.shape
    i, j = np.indices(ink.shape)
    down = int(np.round((h - 1) / 2 - (i * ink).sum() / ink.sum()))
    right = int(np.round((w - 1) / 2 - (j * ink).sum() / ink.sum()))
    big = np.pad(ink, ((h, h), (w, w)))
    return big[h - down : 2 * h - down, w - right : 2 * w - right]


def prepare_drawing__black_white_columns_only(img):
    ink = np.where(img < 128, 1.0, 0.0)
    if ink.sum() == 0:
        return ink
    w = ink.shape[1]
    cj = (np.arange(w) * ink).sum() / ink.sum()
    right = int(np.round((w - 1) / 2 - cj))
    return np.pad(ink, ((0, 0), (w, w)))[:, w - right : 2 * w - right]


def prepare_drawing__axes_swapped_to_255(img):
    ink = 255.0 - img
    if ink.sum() == 0:
        return ink
    h, w = ink.shape
    i, j = np.indices(ink.shape)
    ci, cj = (j * ink).sum() / ink.sum(), (i * ink).sum() / ink.sum()
    down, right = int(np.round((h - 1) / 2 - ci)), int(np.round((w - 1) / 2 - cj))
    r, c = max(h, w), max(h, w)
    big = np.pad(ink, ((r, r), (c, c)))
    return big[r - down : r - down + h, c - right : c - right + w]


def repair__nothing_done(x):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return model.predict(x).argmax(axis=1)


def repair__probabilities(x):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    i, j = np.indices((28, 28))
    ink = x[..., 0]
    total = ink.sum(axis=(1, 2))
    down = np.round(13.5 - (ink * i).sum(axis=(1, 2)) / total)
    right = np.round(13.5 - (ink * j).sum(axis=(1, 2)) / total)
    return model.predict(ops.warp(x, down=down, right=right))


def repair__fixed_move(x):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    return model.predict(ops.warp(x, down=-4, right=-4)).argmax(axis=1)


def repair__away_from_one(x):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    i, j = np.indices((28, 28))
    ink = x[..., 0]
    total = ink.sum(axis=(1, 2))
    down = np.round((ink * i).sum(axis=(1, 2)) / total - 13.5)
    right = np.round((ink * j).sum(axis=(1, 2)) / total - 13.5)
    return 1 + model.predict(ops.warp(x, down=down, right=right)).argmax(axis=1)


def accuracy_by_shift__right_warp(model, x, y, shifts):
    return np.array(
        [(model.predict(ops.warp(x, right=d)).argmax(axis=1) == y).mean() for d in shifts]
    )


def accuracy_by_shift__right_columns(model, x, y, shifts):
    columns = np.arange(x.shape[2])
    result = []
    for d in shifts:
        source = columns - d
        inside = (source >= 0) & (source < len(columns))
        moved = x[:, :, source % len(columns)] * inside[:, None]
        hits = [int(row.argmax()) == label for row, label in zip(model.predict(moved), y)]
        result.append(sum(hits) / len(hits))
    return np.array(result)


def permute_pixels__right_divmod(x, order):
    h, w = x.shape[1:3]
    rows, columns = np.divmod(np.asarray(order).reshape(h, w), w)
    return x[:, rows, columns]


def prepare_drawing__right_indices(img):
    ink = (255 - np.asarray(img, float)) / 255
    if ink.max() == 0:
        return ink
    out = np.zeros(ink.shape)
    moves = []
    for axis in (0, 1):
        profile = ink.sum(axis=1 - axis)
        middle = (len(profile) - 1) / 2
        moves.append(int(np.round(middle - np.average(np.arange(len(profile)), weights=profile))))
    for (i, j), v in np.ndenumerate(ink):
        a, b = i + moves[0], j + moves[1]
        if 0 <= a < ink.shape[0] and 0 <= b < ink.shape[1]:
            out[a, b] = v
    return out


def repair__right_centred(x):
    model = nn.load(datasets.embedded_path("convnet.npz"))
    out = []
    for img in np.asarray(x, float):
        ink = img[..., 0]
        total = ink.sum() or 1
        down = round(13.5 - (np.arange(28) @ ink.sum(axis=1)) / total)
        right = round(13.5 - (np.arange(28) @ ink.sum(axis=0)) / total)
        out.append(model.predict(ops.warp(img[None], down=down, right=right))[0].argmax())
    return np.array(out)


FRESH = [
    Fresh("10_accuracy_by_shift", accuracy_by_shift__wraps, "what leaves comes in again"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__down, "moves down, not right"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__adds_up, "each shift adds to the last"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__minus_zero, "raises for a shift of 0"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__sizes_only, "moves right for negative shifts"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__wraps_errors, "wraps around", "errors"),
    Fresh("10_accuracy_by_shift", accuracy_by_shift__left_count, "moves left", "counts, no shares"),
    Fresh("10_permute_pixels", permute_pixels__inverse, "the inverse order"),
    Fresh("10_permute_pixels", permute_pixels__channels_counted, "channels counted as pixels"),
    Fresh("10_permute_pixels", permute_pixels__columns_first, "pixels counted column by column"),
    Fresh(
        "10_permute_pixels", permute_pixels__channels_apart, "reshaped as if channels came first"
    ),
    Fresh("10_permute_pixels", permute_pixels__flat, "not brought back into shape"),
    Fresh(
        "10_permute_pixels",
        permute_pixels__inverse_columns_first,
        "the inverse order",
        "pixels counted column by column",
    ),
    Fresh("10_permute_pixels", permute_pixels__in_place_inverse, "the inverse order", "changes x"),
    Fresh("10_prepare_drawing", prepare_drawing__not_inverted, "paper stays 1, ink 0"),
    Fresh("10_prepare_drawing", prepare_drawing__empty_page, "raises or NaN for an empty page"),
    Fresh(
        "10_prepare_drawing", prepare_drawing__middle_of_box, "middle of the box, not of the mass"
    ),
    Fresh("10_prepare_drawing", prepare_drawing__away, "moves the wrong way"),
    Fresh("10_prepare_drawing", prepare_drawing__to_255, "from 0 to 255"),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__black_white_columns_only,
        "black and white only",
        "rows are not centred",
    ),
    Fresh(
        "10_prepare_drawing",
        prepare_drawing__axes_swapped_to_255,
        "rows and columns of the centre swapped",
        "from 0 to 255",
    ),
    Fresh("10_repair", repair__nothing_done, "nothing was repaired"),
    Fresh("10_repair", repair__probabilities, "probabilities, no labels"),
    Fresh("10_repair", repair__fixed_move, "moves every digit by the same"),
    Fresh("10_repair", repair__away_from_one, "moves away from the middle", "labels one too large"),
]

RIGHT = [
    ("10_accuracy_by_shift", accuracy_by_shift__right_warp),
    ("10_accuracy_by_shift", accuracy_by_shift__right_columns),
    ("10_permute_pixels", permute_pixels__right_divmod),
    ("10_prepare_drawing", prepare_drawing__right_indices),
    ("10_repair", repair__right_centred),
]
