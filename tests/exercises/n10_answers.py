"""Notebook 10: right answers in other styles, and wrong ones as people write them."""

from functools import cache

import numpy as np

from cnnnotes.datasets import load_digits


def _moved(x, shift):
    out = np.zeros_like(x)
    if shift > 0:
        out[:, :, shift:] = x[:, :, :-shift]
    elif shift < 0:
        out[:, :, :shift] = x[:, :, -shift:]
    else:
        out[:] = x
    return out


def accuracy_by_shift_slices(model, x, y, shifts):
    return [(np.argmax(model.predict(_moved(x, s)), -1) == y).mean() for s in shifts]


def accuracy_by_shift_counting(model, x, y, shifts):
    result = np.zeros(len(shifts))
    for k, shift in enumerate(shifts):
        moved = np.zeros(x.shape)
        for column in range(x.shape[2]):
            if 0 <= column - shift < x.shape[2]:
                moved[:, :, column] = x[:, :, column - shift]
        right = 0
        for image, label in zip(moved, y, strict=True):
            right += int(model.predict(image[None])[0].argmax() == label)
        result[k] = right / len(y)
    return result


def accuracy_by_shift_rolled_and_cleared(model, x, y, shifts):
    accuracies = ()
    for shift in shifts:
        moved = np.roll(x, shift, axis=2)
        if shift:
            moved[:, :, slice(None, shift) if shift > 0 else slice(shift, None)] = 0
        accuracies += (np.mean(np.equal(model.predict(moved).argmax(1), y)),)
    return accuracies


def permute_pixels_take(x, order):
    n, h, w, c = x.shape
    return np.take(x.reshape(n, -1, c), order, axis=1).reshape(n, h, w, c)


def permute_pixels_by_places(x, order):
    rows, columns = np.divmod(order, x.shape[2])
    return x[:, rows, columns].reshape(x.shape)


def permute_pixels_by_matrix(x, order):
    matrix = np.eye(len(order))[order]
    return np.einsum("pq,nqc->npc", matrix, x.reshape(len(x), len(order), -1)).reshape(x.shape)


def prepare_drawing_pasted(img):
    ink = 1 - img / 255
    out, total = np.zeros(img.shape), ink.sum()
    if total == 0:
        return out
    h, w = img.shape
    i = sum(ink[r, c] * r for r in range(h) for c in range(w)) / total
    j = sum(ink[r, c] * c for r in range(h) for c in range(w)) / total
    for r in range(h):
        for c in range(w):
            if ink[r, c] > 0:
                out[r + round(h / 2 - i), c + round(w / 2 - j)] = ink[r, c]
    return out


def prepare_drawing_average(img):
    ink = (255 - img) / 255
    if ink.max() == 0:
        return ink.astype(np.float32)
    centre = [
        np.average(np.arange(n), weights=ink.sum(axis=1 - a)) for a, n in enumerate(img.shape)
    ]
    shift = np.rint((np.array(img.shape) - 1) / 2 - centre).astype(int)
    return np.roll(np.roll(ink, shift[0], 0), shift[1], 1).astype(np.float32)


def prepare_drawing_padded(img):
    ink = np.invert(img) / 255 if img.dtype == np.uint8 else (255.0 - img) / 255
    if not ink.sum():
        return np.zeros(ink.shape).tolist()
    (h, w), (rows, columns) = ink.shape, np.indices(ink.shape)
    top = round((rows * ink).sum() / ink.sum() - (h - 1) / 2) + h
    left = round((columns * ink).sum() / ink.sum() - (w - 1) / 2) + w
    return np.pad(ink, ((h, h), (w, w)))[top : top + h, left : left + w].tolist()


def _to_corner(image):
    places = np.argwhere(image[..., 0])
    return np.roll(image, -places.min(axis=0), axis=(0, 1))[:20, :20].ravel()


@cache
def _known(view):
    (known, labels), _ = load_digits()
    known = np.array([view(image) for image in known[::2]])
    return known, (known**2).sum(axis=1) / 2, labels[::2]


def _by_neighbour(x, view):
    known, lengths, labels = _known(view)
    return np.array([view(image) for image in x]) @ known.T - lengths, labels


def repair_corner(x):
    likeness, labels = _by_neighbour(x, _to_corner)
    return [int(label) for label in labels[likeness.argmax(axis=1)]]


def _scores(x):
    likeness, labels = _by_neighbour(x, _to_corner)
    return np.stack([likeness[:, labels == digit].max(axis=1) for digit in range(10)], axis=1)


def repair_scored(x):
    return _scores(x).argmax(axis=1).astype(np.float32)


def accuracy_by_shift_minus_zero(model, x, y, shifts):
    accuracies = []
    for d in shifts:
        moved = np.zeros(x.shape)
        if d < 0:
            moved[:, :, :d] = x[:, :, -d:]
        else:
            moved[:, :, d:] = x[:, :, :-d]
        accuracies.append((model.predict(moved).argmax(1) == y).mean())
    return accuracies


def accuracy_by_shift_rolled_errors(model, x, y, shifts):
    return [np.mean(model.predict(np.roll(x, d, axis=2)).argmax(1) != y) for d in shifts]


def permute_pixels_channels_first(x, order):
    n, h, w, c = x.shape
    return x.reshape(n, c, h * w)[:, :, order].reshape(n, h, w, c)


def permute_pixels_back_down_the_columns(x, order):
    n, h, w, c = x.shape
    flat = x.swapaxes(1, 2).reshape(n, h * w, c)
    return flat[:, np.argsort(order)].reshape(n, w, h, c).swapaxes(1, 2)


RIGHT = {
    "10_accuracy_by_shift": [
        accuracy_by_shift_slices,
        accuracy_by_shift_counting,
        accuracy_by_shift_rolled_and_cleared,
    ],
    "10_permute_pixels": [
        permute_pixels_take,
        permute_pixels_by_places,
        permute_pixels_by_matrix,
    ],
    "10_prepare_drawing": [
        prepare_drawing_pasted,
        prepare_drawing_average,
        prepare_drawing_padded,
    ],
    "10_repair": [repair_corner, repair_scored],
}


def accuracy_by_shift_rolled(model, x, y, shifts):
    return [np.mean(model.predict(np.roll(x, s, 2)).argmax(1) == y) for s in shifts]


def accuracy_by_shift_slice_of_zero(model, x, y, shifts):
    out = []
    for shift in shifts:
        moved = np.zeros_like(x)
        moved[:, :, shift:] = x[:, :, :-shift]
        out.append(np.mean(model.predict(moved).argmax(1) == y))
    return out


def accuracy_by_shift_overwrites_x(model, x, y, shifts):
    out = []
    for shift in shifts:
        x = _moved(x, shift)
        out.append(np.mean(model.predict(x).argmax(1) == y))
    return out


def accuracy_by_shift_early_return(model, x, y, shifts):
    for shift in shifts:
        return np.mean(model.predict(_moved(x, shift)).argmax(1) == y)


def accuracy_by_shift_predicts_x(model, x, y, shifts):
    out = []
    for shift in shifts:
        _moved(x, shift)
        out.append(np.mean(model.predict(x).argmax(1) == y))
    return out


def permute_pixels_shuffles_each(x, order):
    rng, out = np.random.default_rng(), x.copy()
    for image in out:
        flat = image.reshape(len(order), -1)
        rng.shuffle(flat)  # a view: it shuffles the image
    return out


def permute_pixels_shuffles_the_order(x, order):
    rng, out = np.random.default_rng(), []
    for image in x:
        order = rng.permutation(order)
        out.append(image.reshape(len(order), -1)[order].reshape(image.shape))
    return np.array(out)


def permute_pixels_own_order(x, order):
    own = np.random.default_rng(1).permutation(len(order))
    return x.reshape(len(x), len(order), -1)[:, own].reshape(x.shape)


def permute_pixels_sends(x, order):
    flat = x.reshape(len(x), len(order), -1)
    out = np.empty_like(flat)
    out[:, order] = flat
    return out.reshape(x.shape)


def permute_pixels_images(x, order):
    return x[order]


def permute_pixels_by_loop(x, order):
    return np.array([image.reshape(len(order), -1)[order].reshape(image.shape) for image in x])


def prepare_drawing_uninverted(img):
    return np.array(img) / 255.0


def prepare_drawing_box(img):
    ink = (255 - img) / 255
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return ink
    down = round((img.shape[0] - 1) / 2 - (rows.min() + rows.max()) / 2)
    right = round((img.shape[1] - 1) / 2 - (columns.min() + columns.max()) / 2)
    return np.roll(ink, (down, right), (0, 1))


def _to_middle(ink, whole=round):
    if not ink.any():
        return ink
    i, j = ((grid * ink).sum() / ink.sum() for grid in np.indices(ink.shape))
    down, right = whole((ink.shape[0] - 1) / 2 - i), whole((ink.shape[1] - 1) / 2 - j)
    return np.roll(ink, (down, right), (0, 1))


def prepare_drawing_cut(img):
    return _to_middle((255 - img) / 255, int)


def prepare_drawing_bright(img):
    return _to_middle(255.0 - img)


def prepare_drawing_zeros_like(img):
    out = np.zeros_like(img)
    out[:] = _to_middle((255 - img) / 255)
    return out


def prepare_drawing_never_empty(img):
    ink = (255 - img) / 255
    i, j = ((grid * ink).sum() / ink.sum() for grid in np.indices(ink.shape))
    down, right = round((ink.shape[0] - 1) / 2 - i), round((ink.shape[1] - 1) / 2 - j)
    return np.roll(ink, (down, right), (0, 1))


def prepare_drawing_not_moved(img):
    return 1 - img / 255


def repair_not(x):
    likeness, labels = _by_neighbour(x, np.ravel)
    return labels[likeness.argmax(axis=1)]


def _to_the_left(image):
    left = np.argwhere(image)[:, 1].min()
    return np.roll(image, -left, axis=1).ravel()


def repair_sideways(x):
    likeness, labels = _by_neighbour(x, _to_the_left)
    return labels[likeness.argmax(axis=1)]


def repair_always_one(x):
    return np.ones(len(x), int)


def repair_from_one(x):
    return _scores(x).argmax(axis=1) + 1


def repair_scores(x):
    return _scores(x)


def repair_largest_score(x):
    scores = _scores(x)
    return (scores / (1 + abs(scores).max())).max(axis=1)


def repair_over_the_images(x):
    return _scores(x).argmax(axis=0)


def accuracy_by_shift_over_shifts(model, x, y, shifts):
    w = x.shape[2]
    right = []
    for d in shifts:
        moved = np.pad(x, ((0, 0), (0, 0), (w, w), (0, 0)))[:, :, w - d : 2 * w - d]
        right.append((model.predict(moved).argmax(axis=1) == y).sum())
    return np.array(right) / len(shifts)


def _centred_by(img, weights, whole):
    """Move by the centre of the weights; `whole(move)` may be cut off at any step."""
    ink = 1 - np.asarray(img, float) / 255
    if not ink.any():
        return ink
    (h, w), total = ink.shape, weights.sum()
    rows, columns = ((np.indices(ink.shape) * weights).sum(axis=(1, 2)) / total).tolist()
    return np.roll(ink, (whole(h // 2, rows), whole(w // 2, columns)), axis=(0, 1))


def prepare_drawing_centre_cut(img):
    return _centred_by(img, 1 - img / 255, lambda middle, centre: middle - int(centre))


def prepare_drawing_paper(img):
    return _centred_by(img, img / 255, lambda middle, centre: round(middle - centre))


WRONG = {
    "10_accuracy_by_shift": {
        accuracy_by_shift_over_shifts: "divided by the number of shifts",
        accuracy_by_shift_rolled: "rolled around the edge",
        accuracy_by_shift_slice_of_zero: "works to the right only",
        accuracy_by_shift_overwrites_x: "moved on from shift to shift",
        accuracy_by_shift_early_return: "first shift only",
        accuracy_by_shift_predicts_x: "not moved",
        accuracy_by_shift_minus_zero: "fails for a shift of 0",
        accuracy_by_shift_rolled_errors: (
            "two things at once: rolled around the edge, and fraction of errors"
        ),
    },
    "10_permute_pixels": {
        permute_pixels_shuffles_each: "another order for each image",
        permute_pixels_shuffles_the_order: "another order for each image",
        permute_pixels_own_order: "another order than the one given",
        permute_pixels_sends: "order turned around",
        permute_pixels_channels_first: "reshaped as if the channels came first",
        permute_pixels_back_down_the_columns: (
            "two things at once: pixels counted down the columns, and order turned around"
        ),
        permute_pixels_images: "images in place of pixels",
        permute_pixels_by_loop: "a loop where one step does",
    },
    "10_prepare_drawing": {
        prepare_drawing_centre_cut: "centre cut off in place of rounded",
        prepare_drawing_paper: "centre of the paper, not of the ink",
        prepare_drawing_uninverted: "paper and ink swapped",
        prepare_drawing_box: "the box moved, not the mass",
        prepare_drawing_cut: "move cut off in place of rounded",
        prepare_drawing_bright: "left at 0 to 255",
        prepare_drawing_zeros_like: "result in the input's integer type",
        prepare_drawing_never_empty: "an empty page divides by 0",
        prepare_drawing_not_moved: "not moved",
    },
    "10_repair": {
        repair_not: "digits in the middle only",
        repair_sideways: "sideways only",
        repair_always_one: "one and the same digit for all",
        repair_from_one: "classes counted from 1",
        repair_scores: "probabilities in place of labels",
        repair_largest_score: "the largest probability in place of its class",
        repair_over_the_images: "likeliest image of each class",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "10_accuracy_by_shift": {
        "shares": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
    "10_prepare_drawing": {
        "from 0 to 1": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
}
