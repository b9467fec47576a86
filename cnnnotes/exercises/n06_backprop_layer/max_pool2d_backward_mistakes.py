"""What goes wrong in 06_max_pool2d_backward."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _first(pixels):
    return pixels.argmax(axis=1)


def _one(place):
    """A fraction for the pixel at `place(pixels)` alone."""
    return lambda pixels: np.arange(pixels.shape[1])[:, None] == place(pixels)[:, None]


_winner = _one(_first)


def _loop(
    dy,
    x,
    size,
    stride,
    *,
    fraction=_winner,
    store=np.add,
    step=lambda size, stride: stride,
    hanging=True,
    positions=lambda positions: positions,
):
    """Each window gives `fraction(pixels)` of its dy to its pixels, `(N, size·size, C)`.

    Windows that hang over the edge are cut there, or skipped if not `hanging`.
    """
    dx, step = np.zeros(x.shape), step(size, stride)
    for i, j in positions(list(np.ndindex(dy.shape[1:3]))):
        window = np.s_[:, i * step : i * step + size, j * step : j * step + size]
        held = x[window]
        if held.size == 0 or (not hanging and held[0, ..., 0].size < size**2):
            continue
        given = dy[:, i, j][:, None] * fraction(held.reshape(len(x), -1, x.shape[3]))
        dx[window] = store(dx[window], given.reshape(held.shape))
    return dx


def _last(pixels):
    return pixels.shape[1] - 1 - pixels[:, ::-1].argmax(axis=1)


def _transposed(pixels):
    row, column = divmod(_first(pixels), int(pixels.shape[1] ** 0.5))
    return column * int(pixels.shape[1] ** 0.5) + row


def _of_all_channels(pixels):
    """The place of the largest of all channels, for each of them."""
    place = pixels.reshape(len(pixels), -1).argmax(axis=1) // pixels.shape[2]
    return np.repeat(place[:, None], pixels.shape[2], axis=1)


def _tied(pixels):
    return pixels == pixels.max(axis=1, keepdims=True)


def _seen_only(right, dy, x, size, stride):
    rows, columns = ((n - 1) * stride + size for n in dy.shape[1:3])
    return right(dy, x, size, stride)[:, :rows, :columns]


def _one_image(right, dy, x, size, stride):
    dx = np.zeros(x.shape)
    dx[:1] = right(dy[:1], x[:1], size, stride)
    return dx


def _one_channel(right, dy, x, size, stride):
    dx = np.zeros(x.shape)
    dx[..., :1] = right(dy[..., :1], x[..., :1], size, stride)
    return dx


def _placed(window_of):
    """The gradient goes to the place of the largest of `window_of(channel, window)`, in `dx`."""

    def wrong(dy, x, size, stride):
        dx = np.zeros(x.shape)
        for n, i, j, c in np.ndindex(dy.shape):
            top, left = i * stride, j * stride
            seen = window_of(x[n, :, :, c], np.s_[top : top + size, left : left + size])
            row, column = np.unravel_index(seen.argmax(), seen.shape)
            dx[n, row, column, c] += dy[n, i, j, c]
        return dx

    return finished(wrong)


def _all_to_one_channel(dy, x, size, stride):
    """The channels of a window compete: the largest pixel of all gets what came to all."""
    dx = np.zeros(x.shape)
    for n, i, j in np.ndindex(dy.shape[:3]):
        window = dx[n, i * stride :, j * stride :][:size, :size]
        seen = x[n, i * stride :, j * stride :][:size, :size]
        window[np.unravel_index(seen.argmax(), seen.shape)] += dy[n, i, j].sum()
    return dx


def _down_the_columns(right, dy, x, size, stride):
    return right(dy.swapaxes(1, 2), x.swapaxes(1, 2), size, stride).swapaxes(1, 2)


def _as_many(of):
    """As many positions along both axes: those of the rows, or of the columns."""

    def some(positions):
        counts = [max(position[axis] for position in positions) + 1 for axis in (0, 1)]
        if counts[of] > counts[1 - of]:
            raise IndexError
        return [position for position in positions if max(position) < counts[of]]

    return some


def _not_square(dy, x, size, stride):
    return x.shape[1] != x.shape[2]


MISTAKES = (
    Mistake(
        "tied pixels all get the gradient",
        knobs(_loop, fraction=_tied),
        "Where several pixels of a window are the largest, each of them got the gradient.",
        "How much comes back from a window when two of its pixels are equal?",
        "Look at `x == max`: it is true for every tied pixel; the first one takes it.",
    ),
    Mistake(
        "tied pixels share the gradient",
        knobs(
            _loop, fraction=lambda pixels: _tied(pixels) / _tied(pixels).sum(axis=1, keepdims=True)
        ),
        "Where several pixels of a window are the largest, they shared the gradient.",
        "Which of the tied pixels does the exercise name as the winner?",
        "Look at the division: the first of the largest takes it all.",
    ),
    Mistake(
        "last of the tied pixels wins",
        knobs(_loop, fraction=_one(_last)),
        "Of tied pixels, the last one got the gradient.",
        "Which of the tied pixels does the exercise name as the winner?",
        "Look for `>=` where `>` is meant.",
    ),
    *Mistake(
        "overlaps overwritten",
        knobs(_loop, store=lambda old, new: new),
        "A pixel that wins in several windows got the gradient of the last one alone.",
        "In how many overlapping windows may one pixel be the largest?",
        "Look for `=` where `+=` is meant.",
    ).forms(knobs(_loop, store=lambda old, new: np.where(new == 0, old, new))),
    Mistake(
        "everyone gets the gradient",
        knobs(_loop, fraction=np.ones_like),
        "Every pixel of a window got its whole gradient.",
        "Which pixels of a window change the output if they change a little?",
        "Look for the comparison with the largest number.",
    ),
    Mistake(
        "gradient shared as in average pooling",
        knobs(_loop, fraction=lambda pixels: np.ones_like(pixels) / pixels.shape[1]),
        "Every pixel of a window got the same fraction: that is average pooling's gradient.",
        "Which pixels of a window change its maximum if they change a little?",
        "Look for a division by size².",
    ),
    Mistake(
        "first pixel of the window gets the gradient",
        knobs(_loop, fraction=_one(lambda pixels: np.zeros_like(_first(pixels)))),
        "The upper left pixel of each window got the gradient, whoever won.",
        "Which pixel did the output come from?",
        "Look at where dy is written to.",
    ),
    Mistake(
        "farthest from zero gets the gradient",
        knobs(_loop, fraction=_one(lambda pixels: np.abs(pixels).argmax(axis=1))),
        "The pixel farthest from 0 got the gradient.",
        "Which is larger, -5 or -2?",
        "Look for `abs`.",
    ),
    Mistake(
        "smallest pixel gets the gradient",
        knobs(_loop, fraction=_one(lambda pixels: pixels.argmin(axis=1))),
        "The smallest pixel of each window got the gradient.",
        "Which pixel did the output come from?",
        "Look for `min`, or for `<` where `>` is meant.",
    ),
    Mistake(
        "only positive pixels win",
        knobs(_loop, fraction=lambda pixels: _one(_first)(pixels) & (pixels > 0)),
        "Windows whose largest pixel is not positive gave their gradient to nobody.",
        "Which is the largest of -5 and -2?",
        "Look at the value that the maximum begins with: `-np.inf`, or the first pixel.",
    ),
    Mistake(
        "1 in place of the gradient",
        lambda right, dy, *rest: right(np.ones(dy.shape), *rest),
        "Your dx counts how often each pixel wins.",
        "What does a winner get: a 1, or the gradient of its output?",
        "Look for dy: does it occur in your function?",
    ),
    Mistake(
        "gradient times the pixel",
        knobs(_loop, fraction=lambda pixels: _one(_first)(pixels) * pixels),
        "The winner got the gradient times its own value.",
        "By how much does the output change when the winner changes by 1?",
        "Look at what dy is multiplied with: a mask of zeros and ones.",
    ),
    Mistake(
        "row and column of the winner swapped",
        knobs(_loop, fraction=_one(_transposed)),
        "Row and column of the winner are swapped within its window.",
        "Which place is number 1 in a window of 2 by 2: to the right, or below?",
        "Look at `divmod` or `unravel_index`: the row comes first.",
    ),
    *Mistake(
        "one winner for all channels",
        knobs(_loop, fraction=lambda pixels: pixels == pixels.max(axis=(1, 2), keepdims=True)),
        "One pixel of each window was chosen for all channels together.",
        "How many winners does a window of three channels have?",
        "Look at the axis of `max` or `argmax`: each channel has a winner of its own.",
    ).forms(knobs(_loop, fraction=_one(_of_all_channels)), finished(_all_to_one_channel)),
    Mistake(
        "one winner for all images",
        knobs(_loop, fraction=lambda pixels: pixels == pixels.max(axis=(0, 1), keepdims=True)),
        "Only one image of the batch got a gradient from each window.",
        "How many winners does a window have in a batch of three images?",
        "Look at the axis of `max`: each image has a winner of its own.",
    ),
    Mistake(
        "first channel only",
        _one_channel,
        "Only the first channel got a gradient.",
        "How many channels does a pixel have?",
        "Look for a loop over the channels that ends early, or an index 0.",
    ),
    *Mistake(
        "works for square images only",
        families.raises(ValueError, _not_square),
        "For images as wide as they are high your dx is right; for others it is not.",
        "Which size of x tells how far a window can go to the right, and which how far down?",
        "Look for `x.shape[1]` where the width `x.shape[2]` is meant, or the other way round.",
    ).forms(
        families.raises(IndexError, _not_square),
        knobs(_loop, positions=_as_many(0)),
        knobs(_loop, positions=_as_many(1)),
    ),
    Mistake(
        "only the first window",
        knobs(_loop, positions=lambda positions: positions[:1]),
        "Only the window at the upper left gave its gradient away.",
        "When do your loops over the positions end?",
        "Look for a `return` that stands inside the loops.",
    ),
    Mistake(
        "last window left out",
        knobs(_loop, positions=lambda positions: positions[:-1]),
        "The window at the lower right gave its gradient to nobody.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of the loops over the positions.",
    ),
    Mistake(
        "first image only",
        _one_image,
        "Only the first image got a gradient.",
        "How many images does the batch hold?",
        "Look for a loop over the images that ends early, or an index 0.",
    ),
    *Mistake(
        "stride forced to size",
        knobs(_loop, step=lambda size, stride: size),
        "Your windows stand side by side, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin: at the size, or at the stride?",
        "Look at the beginning of the windows: i·stride and j·stride.",
    ).forms(knobs(_loop, step=lambda size, stride: size, hanging=False)),
    Mistake(
        "windows begin at i, not at i·stride",
        knobs(_loop, step=lambda size, stride: 1),
        "Your windows lie one pixel apart, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin when the stride is 2?",
        "Look at the beginning of the windows: i·stride and j·stride.",
    ),
    Mistake(
        "pixels that no window reaches left out",
        _seen_only,
        "Where pixels are left over at the end, your dx is smaller than x.",
        "What is the gradient of a pixel that no window saw?",
        "Look at the size of dx: it is that of x, and 0 where nothing arrives.",
    ),
    Mistake(
        "mean over the batch",
        lambda right, dy, *rest: right(dy, *rest) / len(dy),
        "Your dx is divided by the number of images.",
        "dy is the gradient of the loss already: who divided by N, the loss or this layer?",
        "Look for `/ N`.",
    ),
    Mistake(
        "sign turned",
        lambda right, *args: -right(*args),
        "Your dx is the right one times -1.",
        "Is the step downhill taken here, or later?",
        "Look for a minus.",
    ),
    Mistake(
        "as small as dy",
        lambda right, dy, *rest: dy,
        "Your dx is dy itself.",
        "What is the shape of the array that dx belongs to?",
        "Look at the line with `return`: each pixel of x needs a number.",
    ),
    Mistake(
        "place in the window taken for that in the image",
        _placed(lambda channel, window: channel[window]),
        "The gradients of all windows arrive in the upper left corner of dx.",
        "The winner is pixel (0, 1) of a window that begins at (2, 4). Where is it in x?",
        "Look at the index of dx: the window's beginning is to be added.",
    ),
    Mistake(
        "largest pixel of the whole image",
        _placed(lambda channel, window: channel),
        "Each window gave its gradient to the largest pixel of the image.",
        "Among which pixels does a window choose its winner?",
        "Look at `argmax`: is it that of the window?",
    ),
    Mistake(
        "ties counted down the columns",
        _down_the_columns,
        "Of pixels that are tied the one in the first column wins; the first row comes first.",
        "In which order does one read the pixels of a window?",
        "Look at the order of the loops over the window: rows outside, columns inside.",
    ),
)
