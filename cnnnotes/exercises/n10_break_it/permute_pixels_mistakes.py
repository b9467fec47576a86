"""What is known to go wrong in exercise 10_permute_pixels."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake


def _down_the_columns(right, x, order):
    return right(x.swapaxes(1, 2), order).swapaxes(1, 2)


def _on_and_on(right, x, order):
    out, again = np.empty_like(x), order
    for i in range(len(x)):
        out[[i]] = right(x[[i]], again)
        again = again[order]
    return out


def _first(right, x, order, **axes):
    """`x`, with only the first image or channel permuted."""
    out, part = x.copy(), (slice(axes.get("images")), ..., slice(axes.get("channels")))
    out[part] = right(x, order)[part]
    return out


def _but_one(at, given):
    """All pixels but one: that stays as it was, or 0."""

    def mimic(right, x, order):
        out = right(x, order).copy()
        out[:, at, at] = given * x[:, at, at]
        return out

    return mimic


def _after_one_another(write):
    """Pixels moved within one array: what comes later meets what has been written."""

    def mimic(right, x, order):
        n, h, w, c = x.shape
        out = x.reshape(n, h * w, c).copy()
        for i, j in enumerate(order):
            write(out, i, j)
        return out.reshape(x.shape)

    return mimic


def _overwrite(pixels, i, j):
    pixels[:, i] = pixels[:, j]


def _swap(pixels, i, j):
    pixels[:, [i, j]] = pixels[:, [j, i]]


def _in_place(right, x, order):
    x[...] = right(x, order)
    return x


def _numbers_not_pixels(right, x, order):
    """Channels counted as pixels: only where there is one of them that can be."""
    if x.shape[3] > 1:
        raise ValueError
    return right(x, order)


def _first_numbers(right, x, order):
    """As many numbers of each image as it has pixels."""
    return x.reshape(len(x), -1)[:, order].reshape(*x.shape[:3], 1)


def _images(right, x, order):
    return x[order]


def _one_line_of_channels(right, x, order):
    """Pixels in a line that begins with the channels, as if these came first in memory."""
    n, h, w, c = x.shape
    apart = x.reshape(n, c, h * w).transpose(0, 2, 1).reshape(x.shape)
    return right(apart, order).reshape(n, h * w, c).transpose(0, 2, 1).reshape(x.shape)


def _shuffled(right, x, order):
    """Each image in an order of its own."""
    rng = np.random.default_rng()
    return np.concatenate([right(one[None], rng.permutation(order)) for one in x])


def _orders(out, x):
    """The order of each image's pixels, or an error where they are not those of the image."""
    n, h, w, c = x.shape
    out, x = np.asarray(out).reshape(n, h * w, c), x.reshape(n, h * w, c)
    met = (out[:, :, None] == x[:, None]).all(axis=3)  # no number occurs twice
    if not (met.sum(axis=1) == 1).all():
        raise ValueError("out: other pixels than those of x")
    return met.argmax(axis=2)


def _each_its_own(out, x, order):
    orders = _orders(out, x)
    return len(x) == 1 or (orders != orders[0]).any()


def _same_but_other(out, x, order):
    """Tell whether all images have one order, that has nothing to do with the one given."""
    orders, back = _orders(out, x), np.argsort(order)
    places = np.arange(len(order)).reshape(x.shape[1:3])
    down = places.T.ravel()  # the pixels, counted down the columns
    counted = [own[np.argsort(down)] for own in (down[order], down[back])]
    known = (order, back, order[order], back[back], *counted)
    alike = (orders == orders[0]).all()
    return alike and (len(order) < 6 or not any((orders[0] == one).all() for one in known))


MISTAKES = (
    Mistake(
        "changes its input",
        _in_place,
        "The images that were given to your function are changed after the call.",
        "Whose memory does `x[...] =` write to?",
        "Look for `x[...] =`; make a new array instead.",
    ),
    Mistake(
        "order turned around",
        lambda right, x, order: right(x, np.argsort(order)),
        "Pixel i went to the place order[i]; it is to come from there.",
        "Does order[0] tell where the first pixel goes, or where it comes from?",
        "Look for `out[:, order] = …`: the order belongs on the other side.",
    ),
    Mistake(
        "order applied twice",
        lambda right, x, order: right(right(x, order), order),
        "The pixels went through the order twice.",
        "How often is `order` used as an index?",
        "Look for `[order]`: once is enough.",
    ),
    Mistake(
        "order applied once more for each image",
        _on_and_on,
        "The first image is right; the second went through the order twice, and so on.",
        "Is `order` the same for the second image as for the first?",
        "Look for `order = order[…]`, or for `x = x[…]` inside the loop over the images.",
    ),
    Mistake(
        "pixels counted down the columns",
        _down_the_columns,
        "Your pixels are counted down the columns, not along the rows.",
        "Which pixel is number 1: the one to the right of the first, or the one below?",
        'Look for `.T`, `swapaxes` or `order="F"` before the `reshape`.',
    ),
    Mistake(
        "images in place of pixels",
        _images,
        "Whole images were reordered; their pixels stayed where they were.",
        "Which axis of x does `x[order]` index?",
        "Look at the index: the pixels have to be one axis first.",
    ),
    *Mistake(
        "numbers in place of pixels",
        _numbers_not_pixels,
        "With one channel it works; with several the channels of a pixel come apart.",
        "How many numbers does an image of H·W pixels and C channels have?",
        "Look at the first `reshape`: the channels keep an axis of their own.",
    ).forms(_first_numbers),
    Mistake(
        "reshaped as if the channels came first",
        _one_line_of_channels,
        "With one channel it is right; with several, numbers of other pixels and channels mix.",
        "Which axis of (N, H, W, C) changes fastest in memory, and what does `reshape` go by?",
        "Look at the shape in `reshape`: (N, H·W, C), for channels come last here.",
    ),
    Mistake(
        "first image only",
        lambda right, x, order: _first(right, x, order, images=1),
        "Only the first image was permuted.",
        "How many images are in the batch?",
        "Look for `x[0]`, or for a `return` inside the loop.",
    ),
    Mistake(
        "first channel only",
        lambda right, x, order: _first(right, x, order, channels=1),
        "Only the first channel was permuted, so that the colours come apart.",
        "Does a pixel keep its channels when it moves?",
        "Look for `x[..., 0]`.",
    ),
    Mistake(
        "channels not kept",
        lambda right, x, order: right(x[..., :1], order),
        "Your result holds the first channel alone.",
        "How many channels go in, and how many come out?",
        "Look for `x[..., 0]`.",
    ),
    Mistake(
        "pixels left in one line",
        lambda right, x, order: right(x, order).reshape(len(x), -1, x.shape[3]),
        "The order is right, but your pixels stand in one line: (N, H·W, C).",
        "Which shape does a convolution need?",
        "Look at the last `reshape`: `x.shape` is what it goes back to.",
    ),
    Mistake(
        "returned as it came",
        lambda right, x, order: x,
        "Your result is x as it came.",
        "Which line moves the pixels?",
        "Look at the line with `return`: is it the new array that you return?",
    ),
    *Mistake(
        "pixels overwritten before they are read",
        _after_one_another(_overwrite),
        "Some pixels occur twice in your images, and others are lost.",
        "When pixel 5 is to become pixel 2, is pixel 2 still what it was?",
        "Look for one array that is read and written in the same loop: write into a new one.",
    ).forms(_after_one_another(_swap)),
    Mistake(
        "another order for each image",
        _shuffled,
        "Each of your images has an order of its own; it is to be the same for all.",
        "Could a network learn anything if each image were shuffled in its own way?",
        "Look for `shuffle` or `permutation`: the order is given.",
        shows=_each_its_own,
    ),
    Mistake(
        "another order than the one given",
        lambda right, x, order: right(x, np.random.default_rng().permutation(order)),
        "All pixels are there, in the same order in all images: but not in the one given.",
        "Where does pixel order[0] stand in your result?",
        "Look for `order`: does it occur in your function?",
        shows=_same_but_other,
    ),
    Mistake(
        "channels cut up anew",
        lambda right, x, order: np.moveaxis(right(x, order), 3, 1).reshape(x.shape),
        "With several channels your numbers are mixed up: channels became pixels.",
        "What does `reshape` do to the order of numbers in memory?",
        "Look for a `reshape` where channels are to move back: that takes `moveaxis`.",
    ),
    Mistake(
        "height and width swapped",
        lambda right, x, order: right(x, order).reshape(len(x), x.shape[2], x.shape[1], x.shape[3]),
        "Your images have as many rows as the right ones have columns.",
        "In which order do height and width stand in a shape?",
        "Look at the `reshape` at the end: (N, H, W, C).",
    ),
    *(
        one
        for end, at in (("last", -1), ("first", 0))
        for one in Mistake(
            f"{end} pixel left out",
            _but_one(at, given=1),
            f"All pixels are right but the {end} one of each image.",
            "Where does your loop over the pixels begin, and where does it end?",
            "Look at the `range`: `range(n)` gives 0 … n - 1.",
        ).forms(_but_one(at, given=0))
    ),
)
