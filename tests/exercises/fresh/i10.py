# ruff: noqa
"""Notebook 10, as learners write it: a fourth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("10")


def _moved(x, d):
    W = x.shape[2]
    out = np.zeros_like(x)
    for j in range(W):
        if 0 <= j - d < W:
            out[:, :, j] = x[:, :, j - d]
    return out


def _acc(model, x, y):
    return (model.predict(x).argmax(axis=1) == y).mean()


@wrong("accuracy_by_shift", "moved to the left where the shift is positive")
def accuracy_by_shift(model, x, y, shifts):
    return np.array([_acc(model, _moved(x, -d), y) for d in shifts])


@wrong("accuracy_by_shift", "rolled")
def accuracy_by_shift(model, x, y, shifts):
    return np.array([_acc(model, np.roll(x, d, 2), y) for d in shifts])


@wrong("accuracy_by_shift", "the last shift's accuracy for all: the list is filled after the loop")
def accuracy_by_shift(model, x, y, shifts):
    for d in shifts:
        a = _acc(model, _moved(x, d), y)
    return np.array([a] * len(shifts))


@wrong("accuracy_by_shift", "in percent")
def accuracy_by_shift(model, x, y, shifts):
    return [100 * float(_acc(model, _moved(x, d), y)) for d in shifts]


@wrong("accuracy_by_shift", "shifts below 0 are taken as moves to the right", "numbers of hits")
def accuracy_by_shift(model, x, y, shifts):
    return [(model.predict(_moved(x, abs(d))).argmax(1) == y).sum() for d in shifts]


@right("accuracy_by_shift")
def accuracy_by_shift(model, x, y, shifts):
    out = []
    for d in shifts:
        wide = np.pad(x, ((0, 0), (0, 0), (abs(d), abs(d)), (0, 0)))
        start = abs(d) - d
        p = model.predict(wide[:, :, start : start + x.shape[2]])
        out.append(np.count_nonzero(np.argmax(p, -1) == y) / len(y))
    return out


@wrong("permute_pixels", "the inverse order: pixel i goes to place order[i]")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    out = np.zeros((N, H * W, C))
    out[:, order] = x.reshape(N, H * W, C)
    return out.reshape(x.shape)


@wrong("permute_pixels", "left in one line: (N, H·W, C)")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    return x.reshape(N, H * W, C)[:, order]


@wrong("permute_pixels", "rows are permuted, not pixels")
def permute_pixels(x, order):
    return x[:, [o for o in order if o < x.shape[1]]]


@wrong("permute_pixels", "only the first channel is permuted")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    out = x.reshape(N, H * W, C).copy()
    out[:, :, 0] = out[:, order, 0]
    return out.reshape(N, H, W, C)


@wrong("permute_pixels", "pixels counted column by column", "images in reverse")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(N, H * W, C)[::-1, order]
    return flat.reshape(N, W, H, C).transpose(0, 2, 1, 3)


@right("permute_pixels")
def permute_pixels(x, order):
    N, H, W, C = x.shape
    rows, columns = np.divmod(order, W)
    return x[:, rows, columns].reshape(x.shape)


def _centred(ink, middle=None, rounding=round, sign=1):
    H, W = ink.shape
    out = np.zeros((H, W))
    if ink.sum() == 0:
        return out
    i, j = np.indices(ink.shape)
    m = ink.sum()
    ci, cj = (i * ink).sum() / m, (j * ink).sum() / m
    mi, mj = middle or (H // 2, W // 2)
    d, r = sign * int(rounding(mi - ci)), sign * int(rounding(mj - cj))
    for a in range(H):
        for b in range(W):
            if 0 <= a + d < H and 0 <= b + r < W:
                out[a + d, b + r] = ink[a, b]
    return out


@wrong("prepare_drawing", "paper is 1: colours are not turned")
def prepare_drawing(img):
    return _centred(img / 255)


@wrong("prepare_drawing", "not moved at all")
def prepare_drawing(img):
    return 1 - img / 255


@wrong("prepare_drawing", "moved down and up only: columns stay")
def prepare_drawing(img):
    ink = 1 - img / 255
    H, W = ink.shape
    if not ink.sum():
        return ink
    c = (np.arange(H) * ink.sum(axis=1)).sum() / ink.sum()
    d = int(round(H // 2 - c))
    out = np.zeros((H, W))
    for i in range(H):
        if 0 <= i + d < H:
            out[i + d] = ink[i]
    return out


@wrong("prepare_drawing", "divided by its largest value, not by 255")
def prepare_drawing(img):
    ink = 255.0 - img
    return _centred(ink / max(ink.max(), 1))


@wrong("prepare_drawing", "moved away from the middle", "0 to 255, not 0 to 1")
def prepare_drawing(img):
    return _centred(255.0 - img, sign=-1)


@right("prepare_drawing")
def prepare_drawing(img):
    ink = (255 - img.astype(int)) / 255
    if not ink.any():
        return ink
    H, W = ink.shape
    ci, cj = np.average(np.argwhere(ink > -1), axis=0, weights=ink.ravel())
    d, r = int(np.rint(H // 2 - ci)), int(np.rint(W // 2 - cj))
    wide = np.pad(ink, ((H, H), (W, W)))
    return wide[H - d : 2 * H - d, W - r : 2 * W - r]


def _read(x):
    from cnnnotes.exercises.fresh_digits import true_labels

    return true_labels(x)


@wrong("repair", "every digit is read as one more, modulo 10")
def repair(x):
    return (_read(x) + 1) % 10


@wrong("repair", "only half of the images get a label")
def repair(x):
    return _read(x)[: len(x) // 2]


@right("repair")
def repair(x):
    return [_read(one[None])[0] for one in x]
