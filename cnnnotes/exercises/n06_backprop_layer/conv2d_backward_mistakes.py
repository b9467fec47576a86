"""What goes wrong in 06_conv2d_backward."""

from dataclasses import replace

import numpy as np

from cnnnotes import ops
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

NAMES = ("dx", "dw", "db")


def _right(dy, x, w, stride, padding):
    return ops.conv2d_backward(dy, x, w, stride=stride, padding=padding)


def _with(**changes):
    """The right gradients, some of them changed: `change(gradient, *args)`."""

    def mimic(*args):
        gradients = zip(NAMES, _right(*args), strict=True)
        return tuple(changes[n](g, *args) if n in changes else g for n, g in gradients)

    return mimic


def _db(reduce):
    return _with(db=lambda db, dy, *rest: reduce(dy))


def _of_one(n):
    """dw of one image alone."""
    return _with(dw=lambda dw, dy, x, w, *rest: _right(dy[[n]], x[[n]], w, *rest)[1])


def _mean(gradient, dy, *rest):
    return gradient / len(dy)


def _dx_from(change):
    """dx as other filters and an other dy would give it: `change(w, dy)`."""

    def dx(_, dy, x, w, *rest):
        w, dy = change(w, dy)
        return _right(dy, x, w, *rest)[0]

    return _with(dx=dx)


def _by_stops(store=np.add, step=None, crop=None, pad=True):
    """A loop over positions, `step` apart: dx is stored with `store`, its padding cut by `crop`."""

    def mimic(dy, x, w, stride, padding):
        (h, width), (kh, kw), (ph, pw) = x.shape[1:3], w.shape[:2], padding
        sides = ((0, 0), (ph, ph), (pw, pw), (0, 0))
        padded = np.pad(x, sides if pad else 0)
        dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
        for i, j in np.ndindex(dy.shape[1:3]):
            top, left = i * (step or stride)[0], j * (step or stride)[1]
            window = np.s_[:, top : top + kh, left : left + kw]
            dw += np.tensordot(padded[window], dy[:, i, j], axes=(0, 0))
            dpadded[window] = store(dpadded[window], np.tensordot(dy[:, i, j], w, axes=(1, 3)))
        crop_ = crop or (lambda dx, ph, pw: dx[:, ph : ph + h, pw : pw + width])
        return crop_(dpadded, ph, pw), dw, dy.sum(axis=(0, 1, 2))

    return mimic


def _seen_only(dx, dy, x, w, stride, padding):
    """`dx` without the pixels at the end that no window reaches."""
    rows, columns = (
        (n - 1) * s + k - p
        for n, s, k, p in zip(dy.shape[1:3], stride, w.shape[:2], padding, strict=True)
    )
    return dx[:, :rows, :columns]


BATCH_MEAN = Mistake(
    "mean over the batch",
    finished(_with(dw=_mean, db=_mean)),
    "What should be summed over the images of the batch is averaged.",
    "dy is the gradient of the loss already: who divided by N, the loss or this layer?",
    "Look for `/ N`, or for `mean` over the first axis.",
)
_not_cropped = _by_stops(crop=lambda dx, ph, pw: dx)
NO_CROP = Mistake(
    "padding not cropped",
    finished(_not_cropped),
    "Your dx is as large as the padded x.",
    "Do the zeros around x need a gradient?",
    "Look at the line that returns dx: the padding must be cut off again.",
)

MISTAKES = (
    Mistake(
        "db averaged over the batch",
        finished(_db(lambda dy: dy.sum(axis=(1, 2)).mean(axis=0))),
        "Your db is a mean over the images; expected their sum.",
        "How often is the bias of a filter added, over all images and pixels?",
        "Look at the line of db.",
    ),
    Mistake(
        "db averaged over images and pixels",
        finished(_db(lambda dy: dy.mean(axis=(0, 1, 2)))),
        "Your db is the mean of dy; expected the sum.",
        "How often is the bias of a filter added, over all images and pixels?",
        "Look for `mean` in the line of db.",
    ),
    Mistake(
        "db summed over everything",
        finished(_db(np.sum)),
        "Your db is one number for all filters.",
        "How many biases do F filters have?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the images alone",
        finished(_db(lambda dy: dy.sum(axis=0))),
        "Your db has a number for each pixel: only the images were summed.",
        "Does each pixel have a bias of its own?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the pixels alone",
        finished(_db(lambda dy: dy.sum(axis=(1, 2)))),
        "Your db has a row for each image: only the pixels were summed.",
        "Does each image have a bias of its own?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the filters",
        finished(_db(lambda dy: dy.sum(axis=(1, 2, 3)))),
        "Your db has a number for each image: the filters were summed.",
        "Which axis of dy (N, OH, OW, F) counts the biases?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db of the first image alone",
        finished(_db(lambda dy: dy[0].sum(axis=(0, 1)))),
        "Your db comes from the first image alone.",
        "Which images does the bias of a filter reach?",
        "Look at the line of db: the axes are counted from the batch on.",
    ),
    Mistake(
        "db counts the positions",
        finished(_db(lambda dy: np.full(dy.shape[3], dy[..., 0].size))),
        "Your db is the number of positions, whatever dy is.",
        "What reaches the bias from each output: a 1, or that output's gradient?",
        "Look for dy in the line of db.",
    ),
    BATCH_MEAN,
    replace(BATCH_MEAN, mimic=finished(_with(dw=_mean))),
    replace(BATCH_MEAN, mimic=finished(_with(dx=_mean, dw=_mean, db=_mean))),
    replace(BATCH_MEAN, mimic=finished(_with(dx=_mean))),
    Mistake(
        "last image only in dw",
        finished(_of_one(-1)),
        "Your dw comes from the last image alone: the others were overwritten.",
        "What becomes of the first image's contribution when the second is stored?",
        "Look for `=` where `+=` is meant, in the loop over the images.",
    ),
    Mistake(
        "first image only in dw",
        finished(_of_one(0)),
        "Your dw comes from the first image alone.",
        "Which images does a filter see?",
        "Look at the first index of x and dy in the line of dw.",
    ),
    Mistake(
        "dw flipped",
        finished(_with(dw=lambda dw, *args: dw[::-1, ::-1])),
        "Your dw is turned by 180°.",
        "Which pixels does `w[0, 0]` meet: those at the beginning of each window?",
        "Look for `[::-1, ::-1]`: dw needs no flip, only dx does.",
    ),
    Mistake(
        "dw transposed",
        finished(_with(dw=lambda dw, *args: dw.swapaxes(0, 1))),
        "Rows and columns of your dw are swapped.",
        "Does `dw[a, b]` belong to the pixel a rows down and b columns to the right?",
        "Look at the order of the first two indices of dw.",
    ),
    Mistake(
        "channels and filters of dw swapped",
        finished(_with(dw=lambda dw, *args: dw.swapaxes(2, 3))),
        "The last two axes of your dw are swapped.",
        "Which comes last in w (KH, KW, C, F)?",
        "Look at the product that makes dw: the channels of x first, then those of dy.",
    ),
    Mistake(
        "kernel not flipped in dx",
        finished(_dx_from(lambda w, dy: (w[::-1, ::-1], dy))),
        "Your dx comes from a kernel the wrong way round.",
        "`w[0, 0]` meets the pixel at the upper left of an output: where is it seen from there?",
        "Look at w in the line of dx: as a correlation, it needs `w[::-1, ::-1]`.",
    ),
    Mistake(
        "overlaps overwritten in dx",
        finished(_by_stops(store=lambda old, new: new)),
        "Where windows overlap, only the last one reached your dx.",
        "How many outputs does one pixel have a part in?",
        "Look for `=` where `+=` is meant.",
    ),
    NO_CROP,
    replace(NO_CROP, mimic=finished(_with(dx=lambda dx, *args: _not_cropped(*args)[0]))),
    Mistake(
        "padding cropped at the end alone",
        finished(
            _by_stops(crop=lambda dx, ph, pw: dx[:, : dx.shape[1] - 2 * ph, : dx.shape[2] - 2 * pw])
        ),
        "Your dx has the right shape, but begins in the padding.",
        "Where does x begin in its padded self?",
        "Look at the slices that cut the padding off: they begin at PH and PW.",
    ),
    Mistake(
        "padding cropped with -0",
        finished(_by_stops(crop=lambda dx, ph, pw: dx[:, ph:-ph, pw:-pw])),
        "Without padding your dx is empty.",
        "Which rows are `dx[:, 0:-0]`?",
        "Look at the slices that cut the padding off: write ends such as PH + H.",
    ),
    Mistake(
        "padding forgotten",
        finished(_by_stops(pad=False, crop=lambda dx, ph, pw: dx)),
        "What you wrote does not know of the padding.",
        "Which array did the window slide over on the way forwards: x, or the padded x?",
        "Look at the array that the windows are cut from.",
    ),
    Mistake(
        "padding axes swapped",
        finished(lambda dy, x, w, stride, padding: _by_stops()(dy, x, w, stride, padding[::-1])),
        "Your rows were padded by PW and your columns by PH.",
        "Which of the two numbers belongs to the height?",
        "Look at the order in which padding is unpacked.",
    ),
    Mistake(
        "stride forgotten",
        finished(_by_stops(step=(1, 1))),
        "Your windows move by one pixel, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin when the stride is 2?",
        "Look at the beginning of the windows: i·SH and j·SW.",
    ),
    Mistake(
        "stride of the rows used for both",
        finished(lambda dy, x, w, stride, *rest: _by_stops()(dy, x, w, stride[:1] * 2, *rest)),
        "Your windows move to the right as far as they move down.",
        "Which of the two numbers belongs to the width?",
        "Look at the index of stride where a window's column is worked out.",
    ),
    Mistake(
        "stride axes swapped",
        finished(lambda dy, x, w, stride, *rest: _by_stops()(dy, x, w, stride[::-1], *rest)),
        "Your windows move down by SW and to the right by SH.",
        "Which of the two numbers belongs to the height?",
        "Look at the order in which stride is unpacked.",
    ),
    Mistake(
        "pixels that no window reaches left out of dx",
        finished(_with(dx=_seen_only)),
        "Where the stride leaves pixels over, your dx is smaller than x.",
        "What is the gradient of a pixel that no window saw?",
        "Look at the size of dx: it is that of x, and 0 where nothing arrives.",
    ),
    Mistake(
        "channels and filters swapped in dx",
        finished(_dx_from(lambda w, dy: (w.swapaxes(2, 3), dy))),
        "w was read as (KH, KW, F, C) for dx: its last two axes are swapped.",
        "Over which axis of w does dx sum: the channels, or the filters?",
        "Look at the product that makes dx: `dy @ w[i, j].T`, not `dy @ w[i, j]`.",
    ),
    Mistake(
        "first filter only in dx",
        finished(_dx_from(lambda w, dy: (w[..., :1], dy[..., :1]))),
        "Only the first filter reached your dx.",
        "Which filters see a pixel?",
        "Look at the last index of dy and w in the line of dx.",
    ),
    Mistake(
        "last filter only in dx",
        finished(_dx_from(lambda w, dy: (w[..., -1:], dy[..., -1:]))),
        "Only the last filter reached your dx: the others were overwritten.",
        "What becomes of the first filter's contribution when the second is stored?",
        "Look for `=` where `+=` is meant, in the loop over the filters.",
    ),
    Mistake(
        "dy left out of dx",
        finished(_dx_from(lambda w, dy: (w, np.ones(dy.shape)))),
        "Your dx is the same for every dy.",
        "What must the weights be multiplied with, on the way back?",
        "Look for dy in the line of dx.",
    ),
    Mistake(
        "sign turned",
        finished(lambda *args: tuple(-gradient for gradient in _right(*args))),
        "Your gradients are the right ones times -1.",
        "Is the step downhill taken here, or later?",
        "Look for a minus: the gradient itself points uphill.",
    ),
    Mistake(
        "dw comes before dx",
        finished(lambda *args: (_right(*args)[1], _right(*args)[0], _right(*args)[2])),
        "Your first array is dw and your second dx.",
        "In which order are the three asked for?",
        "Look at the line with `return`: dx, dw, db.",
    ),
    Mistake(
        "db comes first",
        finished(lambda *args: _right(*args)[::-1]),
        "Your first array is db and your last dx.",
        "In which order are the three asked for?",
        "Look at the line with `return`: dx, dw, db.",
    ),
)
