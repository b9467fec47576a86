"""What goes wrong in 06_max_pool2d_backward."""

from dataclasses import replace

import numpy as np

from cnnnotes import ops
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _right(dy, x, size, stride):
    return ops.max_pool2d_backward(dy, x, size, stride=stride)


def _shared(fraction, store=np.add, step=None):
    """Each window gives `fraction(pixels)` of its dy to its pixels, `(N, size·size, C)`."""

    def mimic(dy, x, size, stride):
        dx = np.zeros(x.shape)
        for i, j in np.ndindex(dy.shape[1:3]):
            top, left = i * (step or stride), j * (step or stride)
            window = np.s_[:, top : top + size, left : left + size]
            pixels = x[window].reshape(len(x), size * size, -1)
            given = dy[:, i, j][:, None] * fraction(pixels)
            dx[window] = store(dx[window], given.reshape(dx[window].shape))
        return dx

    return mimic


def _one(place):
    """A fraction for the pixel at `place(pixels)` alone."""
    return lambda pixels: np.arange(pixels.shape[1])[:, None] == place(pixels)[:, None]


def _first(pixels):
    return pixels.argmax(axis=1)


def _last(pixels):
    return pixels.shape[1] - 1 - pixels[:, ::-1].argmax(axis=1)


def _transposed(pixels):
    row, column = divmod(_first(pixels), int(pixels.shape[1] ** 0.5))
    return column * int(pixels.shape[1] ** 0.5) + row


def _tied(pixels):
    return pixels == pixels.max(axis=1, keepdims=True)


def _seen_only(dy, x, size, stride):
    rows, columns = ((n - 1) * stride + size for n in dy.shape[1:3])
    return _right(dy, x, size, stride)[:, :rows, :columns]


def _one_image(dy, x, size, stride):
    dx = np.zeros(x.shape)
    dx[:1] = _right(dy[:1], x[:1], size, stride)
    return dx


OVERWRITTEN = Mistake(
    "overlaps overwritten",
    finished(_shared(_one(_first), store=lambda old, new: new)),
    "A pixel that wins in several windows got the gradient of the last one alone.",
    "In how many overlapping windows may one pixel be the largest?",
    "Look for `=` where `+=` is meant.",
)

MISTAKES = (
    Mistake(
        "tied pixels all get the gradient",
        finished(_shared(_tied)),
        "Where several pixels of a window are the largest, each of them got the gradient.",
        "How much comes back from a window when two of its pixels are equal?",
        "Look at `x == max`: it is true for every tied pixel; the first one takes it.",
    ),
    Mistake(
        "tied pixels share the gradient",
        finished(_shared(lambda pixels: _tied(pixels) / _tied(pixels).sum(axis=1, keepdims=True))),
        "Where several pixels of a window are the largest, they shared the gradient.",
        "Which of the tied pixels does the exercise name as the winner?",
        "Look at the division: the first of the largest takes it all.",
    ),
    Mistake(
        "last of the tied pixels wins",
        finished(_shared(_one(_last))),
        "Of tied pixels, the last one got the gradient.",
        "Which of the tied pixels does the exercise name as the winner?",
        "Look for `>=` where `>` is meant.",
    ),
    OVERWRITTEN,
    replace(
        OVERWRITTEN,
        mimic=finished(_shared(_one(_first), store=lambda old, new: np.where(new == 0, old, new))),
    ),
    Mistake(
        "everyone gets the gradient",
        finished(_shared(np.ones_like)),
        "Every pixel of a window got its whole gradient.",
        "Which pixels of a window change the output if they change a little?",
        "Look for the comparison with the largest number.",
    ),
    Mistake(
        "gradient shared as in average pooling",
        finished(_shared(lambda pixels: np.ones_like(pixels) / pixels.shape[1])),
        "Every pixel of a window got the same fraction: that is average pooling's gradient.",
        "Which pixels of a window change its maximum if they change a little?",
        "Look for a division by size².",
    ),
    Mistake(
        "first pixel of the window gets the gradient",
        finished(_shared(_one(lambda pixels: np.zeros_like(_first(pixels))))),
        "The upper left pixel of each window got the gradient, whoever won.",
        "Which pixel did the output come from?",
        "Look at where dy is written to.",
    ),
    Mistake(
        "farthest from zero gets the gradient",
        finished(_shared(_one(lambda pixels: np.abs(pixels).argmax(axis=1)))),
        "The pixel farthest from 0 got the gradient.",
        "Which is larger, -5 or -2?",
        "Look for `abs`.",
    ),
    Mistake(
        "smallest pixel gets the gradient",
        finished(_shared(_one(lambda pixels: pixels.argmin(axis=1)))),
        "The smallest pixel of each window got the gradient.",
        "Which pixel did the output come from?",
        "Look for `min`, or for `<` where `>` is meant.",
    ),
    Mistake(
        "only positive pixels win",
        finished(_shared(lambda pixels: _one(_first)(pixels) & (pixels > 0))),
        "Windows whose largest pixel is not positive gave their gradient to nobody.",
        "Which is the largest of -5 and -2?",
        "Look at the value that the maximum begins with: `-np.inf`, or the first pixel.",
    ),
    Mistake(
        "1 in place of the gradient",
        finished(lambda dy, *rest: _right(np.ones(dy.shape), *rest)),
        "Your dx counts how often each pixel wins.",
        "What does a winner get: a 1, or the gradient of its output?",
        "Look for dy: does it occur in your function?",
    ),
    Mistake(
        "gradient times the pixel",
        finished(_shared(lambda pixels: _one(_first)(pixels) * pixels)),
        "The winner got the gradient times its own value.",
        "By how much does the output change when the winner changes by 1?",
        "Look at what dy is multiplied with: a mask of zeros and ones.",
    ),
    Mistake(
        "row and column of the winner swapped",
        finished(_shared(_one(_transposed))),
        "Row and column of the winner are swapped within its window.",
        "Which place is number 1 in a window of 2 by 2: to the right, or below?",
        "Look at `divmod` or `unravel_index`: the row comes first.",
    ),
    Mistake(
        "one winner for all channels",
        finished(_shared(lambda pixels: pixels == pixels.max(axis=(1, 2), keepdims=True))),
        "Only one channel of each window got a gradient.",
        "How many winners does a window of three channels have?",
        "Look at the axis of `max` or `argmax`: each channel has a winner of its own.",
    ),
    Mistake(
        "one winner for all images",
        finished(_shared(lambda pixels: pixels == pixels.max(axis=(0, 1), keepdims=True))),
        "Only one image of the batch got a gradient from each window.",
        "How many winners does a window have in a batch of three images?",
        "Look at the axis of `max`: each image has a winner of its own.",
    ),
    Mistake(
        "first image only",
        finished(_one_image),
        "Only the first image got a gradient.",
        "How many images does the batch hold?",
        "Look for a loop over the images that ends early, or an index 0.",
    ),
    Mistake(
        "stride forced to size",
        finished(lambda dy, x, size, stride: _shared(_one(_first), step=size)(dy, x, size, stride)),
        "Your windows stand side by side, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin: at the size, or at the stride?",
        "Look at the beginning of the windows: i·stride and j·stride.",
    ),
    Mistake(
        "windows begin at i, not at i·stride",
        finished(_shared(_one(_first), step=1)),
        "Your windows lie one pixel apart, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin when the stride is 2?",
        "Look at the beginning of the windows: i·stride and j·stride.",
    ),
    Mistake(
        "pixels that no window reaches left out",
        finished(_seen_only),
        "Where pixels are left over at the end, your dx is smaller than x.",
        "What is the gradient of a pixel that no window saw?",
        "Look at the size of dx: it is that of x, and 0 where nothing arrives.",
    ),
    Mistake(
        "mean over the batch",
        finished(lambda dy, *rest: _right(dy, *rest) / len(dy)),
        "Your dx is divided by the number of images.",
        "dy is the gradient of the loss already: who divided by N, the loss or this layer?",
        "Look for `/ N`.",
    ),
    Mistake(
        "sign turned",
        finished(lambda dy, *rest: -_right(dy, *rest)),
        "Your dx is the right one times -1.",
        "Is the step downhill taken here, or later?",
        "Look for a minus.",
    ),
    Mistake(
        "as small as dy",
        finished(lambda dy, *rest: dy),
        "Your dx is dy itself.",
        "What is the shape of the array that dx belongs to?",
        "Look at the line with `return`: each pixel of x needs a number.",
    ),
)
