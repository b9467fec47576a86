# ruff: noqa
"""Notebook 10, as learners write it: set l, from the stubs alone."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("10")


@wrong("accuracy_by_shift", "np.roll brings what leaves on the right in again on the left")
def accuracy_by_shift(model, x, y, shifts):
    accs = []
    for s in shifts:
        moved = np.roll(x, s, axis=2)
        accs.append((model.predict(moved).argmax(axis=1) == y).mean())
    return np.array(accs)


@wrong(
    "accuracy_by_shift",
    "with a shift of 0, x[:, :, :-0] is empty and does not fit into the moved images",
)
def accuracy_by_shift(model, x, y, shifts):
    result = np.zeros(len(shifts))
    for k, s in enumerate(shifts):
        moved = np.zeros(x.shape)
        if s >= 0:
            moved[:, :, s:] = x[:, :, :-s]
        else:
            moved[:, :, :s] = x[:, :, -s:]
        result[k] = np.mean(model.predict(moved).argmax(axis=1) == y)
    return result


@wrong(
    "accuracy_by_shift", "the shifts add up: each moves the images that the one before has moved"
)
def accuracy_by_shift(model, x, y, shifts):
    out = []
    n, h, w, c = x.shape
    for s in shifts:
        new = np.zeros((n, h, w, c))
        for j in range(w):
            if 0 <= j - s < w:
                new[:, :, j] = x[:, :, j - s]
        x = new
        p = model.predict(x)
        out.append(np.sum(np.argmax(p, axis=1) == y) / n)
    return np.array(out)


@wrong("accuracy_by_shift", "the images move down, along the rows' axis, not to the right")
def accuracy_by_shift(model, x, y, shifts):
    def move(s):
        m = np.zeros_like(x)
        if s > 0:
            m[:, s:] = x[:, :-s]
        elif s < 0:
            m[:, :s] = x[:, -s:]
        else:
            m = x
        return m

    return np.array([np.mean(np.argmax(model.predict(move(s)), 1) == y) for s in shifts])


@wrong(
    "accuracy_by_shift",
    "a negative shift moves to the right, like its absolute value",
    "numbers of correct images, not fractions",
)
def accuracy_by_shift(model, x, y, shifts):
    counts = []
    W = x.shape[2]
    for s in shifts:
        s = abs(s)
        padded = np.pad(x, ((0, 0), (0, 0), (s, 0), (0, 0)))
        guesses = model.predict(padded[:, :, :W]).argmax(axis=1)
        counts.append(sum(guesses == y))
    return np.array(counts)


@right("accuracy_by_shift")
def accuracy_by_shift(model, x, y, shifts):
    w = x.shape[2]
    # column a of the matrix: where each column of the moved image comes from, if from anywhere
    by_shift = [np.einsum("nhac,ab->nhbc", x, np.eye(w, k=s)) for s in shifts]
    read = [np.argmax(model.predict(moved.astype(x.dtype)), axis=-1) for moved in by_shift]
    return np.array([np.equal(labels, y).mean() for labels in read])


@wrong("prepare_drawing", "ink and paper are not exchanged: paper is 1")
def prepare_drawing(img):
    x = img / 255
    H, W = x.shape
    if x.sum() == 0:
        return x
    i = round(H // 2 - (np.arange(H)[:, None] * x).sum() / x.sum())
    j = round(W // 2 - (np.arange(W) * x).sum() / x.sum())
    out = np.zeros((H, W))
    for r in range(H):
        for c in range(W):
            if 0 <= r - i < H and 0 <= c - j < W:
                out[r, c] = x[r - i, c - j]
    return out


@wrong("prepare_drawing", "an empty page divides by 0, and cannot be moved by nan")
def prepare_drawing(img):
    ink = (255.0 - img) / 255
    h, w = ink.shape
    rows, cols = np.indices(ink.shape)
    di = h // 2 - int(np.rint((rows * ink).sum() / ink.sum()))
    dj = w // 2 - int(np.rint((cols * ink).sum() / ink.sum()))
    big = np.zeros((3 * h, 3 * w))
    big[h + di : 2 * h + di, w + dj : 2 * w + dj] = ink
    return big[h : 2 * h, w : 2 * w]


@wrong("prepare_drawing", "the middle of the inked box, not the centre of mass")
def prepare_drawing(img):
    ink = 1 - img / 255
    if not ink.any():
        return ink
    h, w = ink.shape
    r, c = np.nonzero(ink)
    di = h // 2 - (r.min() + r.max()) // 2
    dj = w // 2 - (c.min() + c.max()) // 2
    out = np.zeros_like(ink)
    for a, b in zip(r, c):
        if 0 <= a + di < h and 0 <= b + dj < w:
            out[a + di, b + dj] = ink[a, b]
    return out


@wrong(
    "prepare_drawing", "every inked pixel counts the same, however grey: the mean of their places"
)
def prepare_drawing(img):
    x = 1 - img / 255.0
    places = np.argwhere(x > 0)
    if len(places) == 0:
        return x
    shift = np.array(x.shape) // 2 - np.round(places.mean(axis=0)).astype(int)
    result = np.zeros(x.shape)
    for p in places:
        q = p + shift
        if (q >= 0).all() and (q < x.shape).all():
            result[tuple(q)] = x[tuple(p)]
    return result


@wrong(
    "prepare_drawing",
    "not scaled: ink is 255, not 1",
    "np.roll: what leaves comes in again on the other side",
)
def prepare_drawing(img):
    ink = 255.0 - img
    total = ink.sum()
    if total == 0:
        return ink
    h, w = ink.shape
    ci = (ink.sum(axis=1) * np.arange(h)).sum() / total
    cj = (ink.sum(axis=0) * np.arange(w)).sum() / total
    return np.roll(ink, (round(h // 2 - ci), round(w // 2 - cj)), axis=(0, 1))


@wrong(
    "prepare_drawing",
    "moved only along the columns, never along the rows",
    "an empty page divides by 0, and nan cannot be rounded",
)
def prepare_drawing(img):
    ink = 1 - img / 255
    w = ink.shape[1]
    cj = (np.arange(w) * ink).sum() / ink.sum()
    s = int(round(w // 2 - cj))
    out = np.zeros(ink.shape)
    for j in range(w):
        if 0 <= j + s < w:
            out[:, j + s] = ink[:, j]
    return out


@right("prepare_drawing")
def prepare_drawing(img):
    ink = 1 - np.asarray(img, dtype=float) / 255
    moves = []
    for along, n in zip((ink, ink.T), ink.shape):
        mass = along.sum(axis=1)
        place = mass @ np.arange(n) / mass.sum() if mass.any() else n // 2
        moves.append(np.eye(n, k=-round(n // 2 - place)))  # it moves rows down
    down, right_ = moves
    return down @ ink @ right_.T


@wrong("permute_pixels", "the inverse: pixel i goes to place order[i], rather than coming from it")
def permute_pixels(x, order):
    n, h, w, c = x.shape
    flat = x.reshape(n, h * w, c)
    out = np.zeros_like(flat)
    out[:, order] = flat
    return out.reshape(n, h, w, c)


@wrong(
    "permute_pixels",
    "the channels are flattened along with the pixels: with more than one, the result does not fit back",
)
def permute_pixels(x, order):
    flat = x.reshape(len(x), -1)
    return flat[:, order].reshape(x.shape)


@wrong(
    "permute_pixels", "all images are one list of pixels: each image is filled from the first one"
)
def permute_pixels(x, order):
    n, h, w, c = x.shape
    pixels = x.reshape(-1, c)
    new = pixels[order]
    return np.stack([new.reshape(h, w, c)] * n)


@wrong("permute_pixels", "pixels are counted column by column", "the inverse order is used")
def permute_pixels(x, order):
    n, h, w, c = x.shape
    flat = x.transpose(0, 2, 1, 3).reshape(n, -1, c)
    flat = flat[:, np.argsort(order)]
    return flat.reshape(n, w, h, c).transpose(0, 2, 1, 3)


@right("permute_pixels")
def permute_pixels(x, order):
    rows, columns = np.divmod(order, x.shape[2])
    return x[:, rows, columns].reshape(x.shape)


@right("permute_pixels")
def permute_pixels(x, order):
    pixels = np.moveaxis(x, 3, 1).reshape(len(x), x.shape[3], -1)
    n, c, hw = pixels.shape
    return (
        np.take_along_axis(pixels, np.broadcast_to(order, (n, c, hw)), 2)
        .swapaxes(1, 2)
        .reshape(x.shape)
    )
