"""What goes wrong in 06_conv2d_backward."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs

NAMES = ("dx", "dw", "db")


def _changed(**changes):
    """Some of the gradients changed: `change(gradient, *args)`."""

    def mimic(right, *args):
        gradients = zip(NAMES, right(*args), strict=True)
        return tuple(changes[n](g, *args) if n in changes else g for n, g in gradients)

    return mimic


def _db(reduce):
    return _changed(db=lambda db, dy, *rest: reduce(dy))


def _of_one(n):
    """dw of one image alone."""

    def mimic(right, dy, x, *rest):
        dx, _, db = right(dy, x, *rest)
        return dx, right(dy[[n]], x[[n]], *rest)[1], db

    return mimic


def _mean(gradient, dy, *rest):
    return gradient / len(dy)


def _dx_from(change):
    """dx as other filters and another dy would give it: `change(w, dy)`."""

    def mimic(right, dy, x, w, *rest):
        _, dw, db = right(dy, x, w, *rest)
        w, dy = change(w, dy)
        return right(dy, x, w, *rest)[0], dw, db

    return mimic


def _loop(
    dy,
    x,
    w,
    stride,
    padding,
    *,
    store=np.add,
    gather=np.add,
    step=lambda stride: stride,
    sides=lambda padding: padding,
    crop=lambda dx, ph, pw, x: dx[:, ph : ph + x.shape[1], pw : pw + x.shape[2]],
    positions=lambda positions: positions,
):
    """Window by window: `store` puts it into dx, `gather` into dw; `crop` cuts the padding off."""
    (kh, kw), (ph, pw), (sh, sw) = w.shape[:2], sides(padding), step(stride)
    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i, j in positions(list(np.ndindex(dy.shape[1:3]))):
        window = np.s_[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
        dw = gather(dw, np.tensordot(padded[window], dy[:, i, j], axes=(0, 0)))
        dpadded[window] = store(dpadded[window], np.tensordot(dy[:, i, j], w, axes=(1, 3)))
    return crop(dpadded, ph, pw, x), dw, dy.sum(axis=(0, 1, 2))


def _but_the_last(positions):
    """All positions but those in the last row and column."""
    return [at for at in positions if at[0] < positions[-1][0] and at[1] < positions[-1][1]]


def _seen_only(dx, dy, x, w, stride, padding):
    """`dx` without the pixels at the end that no window reaches."""
    rows, columns = (
        (n - 1) * s + k - p
        for n, s, k, p in zip(dy.shape[1:3], stride, w.shape[:2], padding, strict=True)
    )
    return dx[:, :rows, :columns]


def _order(*places):
    return lambda right, *args: tuple(right(*args)[i] for i in places)


def _first(array, axis, count):
    """The array with zeros beyond its first `count` places along an axis; fewer are an error."""
    if array.shape[axis] < count:
        raise IndexError
    return array * (np.arange(array.shape[axis]) < count).reshape(
        -1, *[1] * (array.ndim - axis - 1)
    )


def _square_kernel(axis):
    """Only the entries of w in a square are used."""

    def mimic(right, dy, x, w, *rest):
        count = w.shape[1 - axis]
        dx, dw, db = right(dy, x, _first(w, axis, count), *rest)
        return dx, _first(dw, axis, count), db

    return mimic


def _square_output(axis):
    """Only the positions in a square are used, but for db."""

    def mimic(right, dy, *rest):
        dx, dw, _ = right(_first(dy, axis, dy.shape[3 - axis]), *rest)
        return dx, dw, right(dy, *rest)[2]

    return mimic


def _not_square(size):
    return lambda dy, x, w, *rest: size(dy, w)[0] != size(dy, w)[1]


_other_kernels = _not_square(lambda dy, w: w.shape[:2])
_other_outputs = _not_square(lambda dy, w: dy.shape[1:3])

MISTAKES = (
    Mistake(
        "db averaged over the batch",
        _db(lambda dy: dy.sum(axis=(1, 2)).mean(axis=0)),
        "Your db is a mean over the images; expected their sum.",
        "How often is the bias of a filter added, over all images and pixels?",
        "Look at the line of db.",
    ),
    Mistake(
        "db averaged over images and pixels",
        _db(lambda dy: dy.mean(axis=(0, 1, 2))),
        "Your db is the mean of dy; expected the sum.",
        "How often is the bias of a filter added, over all images and pixels?",
        "Look for `mean` in the line of db.",
    ),
    Mistake(
        "db summed over everything",
        _db(np.sum),
        "Your db is one number for all filters.",
        "How many biases do F filters have?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the images alone",
        _db(lambda dy: dy.sum(axis=0)),
        "Your db has a number for each pixel: only the images were summed.",
        "Does each pixel have a bias of its own?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the pixels alone",
        _db(lambda dy: dy.sum(axis=(1, 2))),
        "Your db has a row for each image: only the pixels were summed.",
        "Does each image have a bias of its own?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db summed over the filters",
        _db(lambda dy: dy.sum(axis=(1, 2, 3))),
        "Your db has a number for each image: the filters were summed.",
        "Which axis of dy (N, OH, OW, F) counts the biases?",
        "Look at the line of db: which axes does `sum` run over?",
    ),
    Mistake(
        "db of the first image alone",
        _db(lambda dy: dy[0].sum(axis=(0, 1))),
        "Your db comes from the first image alone.",
        "Which images does the bias of a filter reach?",
        "Look at the line of db: the axes are counted from the batch on.",
    ),
    Mistake(
        "db counts the positions",
        _db(lambda dy: np.full(dy.shape[3], dy[..., 0].size)),
        "Your db is the number of positions, whatever dy is.",
        "What reaches the bias from each output: a 1, or that output's gradient?",
        "Look for dy in the line of db.",
    ),
    *Mistake(
        "mean over the batch",
        _changed(dw=_mean, db=_mean),
        "What should be summed over the images of the batch is averaged.",
        "dy is the gradient of the loss already: who divided by N, the loss or this layer?",
        "Look for `/ N`, or for `mean` over the first axis.",
    ).forms(_changed(dw=_mean), _changed(dx=_mean, dw=_mean, db=_mean), _changed(dx=_mean)),
    Mistake(
        "last image only in dw",
        _of_one(-1),
        "Your dw comes from the last image alone: the others were overwritten.",
        "What becomes of the first image's contribution when the second is stored?",
        "Look for `=` where `+=` is meant, in the loop over the images.",
    ),
    Mistake(
        "first image only in dw",
        _of_one(0),
        "Your dw comes from the first image alone.",
        "Which images does a filter see?",
        "Look at the first index of x and dy in the line of dw.",
    ),
    Mistake(
        "dw flipped",
        _changed(dw=lambda dw, *args: dw[::-1, ::-1]),
        "Your dw is turned by 180°.",
        "Which pixels does `w[0, 0]` meet: those at the beginning of each window?",
        "Look for `[::-1, ::-1]`: dw needs no flip, only dx does.",
    ),
    Mistake(
        "dw transposed",
        _changed(dw=lambda dw, *args: dw.swapaxes(0, 1)),
        "Rows and columns of your dw are swapped.",
        "Does `dw[a, b]` belong to the pixel a rows down and b columns to the right?",
        "Look at the order of the first two indices of dw.",
    ),
    Mistake(
        "channels and filters of dw swapped",
        _changed(dw=lambda dw, *args: dw.swapaxes(2, 3)),
        "The last two axes of your dw are swapped.",
        "Which comes last in w (KH, KW, C, F)?",
        "Look at the product that makes dw: the channels of x first, then those of dy.",
    ),
    Mistake(
        "kernel the wrong way round in dx",
        _dx_from(lambda w, dy: (w[::-1, ::-1], dy)),
        "Your dx comes from a kernel that is turned by 180°.",
        "An output at (i, j) met the pixel at (i + a, j + b) through `w[a, b]`. Which entry leads "
        "back?",
        "Look at w: where dy is spread over a window, it stays as it is; where a window slides "
        "over dy, it is turned around.",
    ),
    Mistake(
        "overlaps overwritten in dx",
        knobs(_loop, store=lambda old, new: new),
        "Where windows overlap, only the last one reached your dx.",
        "How many outputs does one pixel have a part in?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "padding not cropped",
        knobs(_loop, crop=lambda dx, ph, pw, x: dx),
        "Your dx is as large as the padded x.",
        "Do the zeros around x need a gradient?",
        "Look at the line that returns dx: the padding must be cut off again.",
    ),
    Mistake(
        "padding cropped at the end alone",
        knobs(_loop, crop=lambda dx, ph, pw, x: dx[:, : x.shape[1], : x.shape[2]]),
        "Your dx has the right shape, but begins in the padding.",
        "Where does x begin in its padded self?",
        "Look at the slices that cut the padding off: they begin at PH and PW.",
    ),
    Mistake(
        "padding cropped with -0",
        knobs(_loop, crop=lambda dx, ph, pw, x: dx[:, ph:-ph, pw:-pw]),
        "Without padding your dx is empty.",
        "Which rows are `dx[:, 0:-0]`?",
        "Look at the slices that cut the padding off: write ends such as PH + H.",
    ),
    Mistake(
        "padding forgotten",
        knobs(_loop, sides=lambda padding: (0, 0)),
        "What you wrote does not know of the padding.",
        "Which array did the window slide over on the way forwards: x, or the padded x?",
        "Look at the array that the windows are cut from.",
    ),
    Mistake(
        "padding axes swapped",
        knobs(_loop, sides=lambda padding: padding[::-1]),
        "Your rows were padded by PW and your columns by PH.",
        "Which of the two numbers belongs to the height?",
        "Look at the order in which padding is unpacked.",
    ),
    Mistake(
        "stride forgotten",
        knobs(_loop, step=lambda stride: (1, 1)),
        "Your windows move by one pixel, whatever the stride.",
        "Where does the window of `dy[:, 1, 1]` begin when the stride is 2?",
        "Look at the beginning of the windows: i·SH and j·SW.",
    ),
    Mistake(
        "stride of the rows used for both",
        knobs(_loop, step=lambda stride: stride[:1] * 2),
        "Your windows move to the right as far as they move down.",
        "Which of the two numbers belongs to the width?",
        "Look at the index of stride where a window's column is worked out.",
    ),
    Mistake(
        "stride axes swapped",
        knobs(_loop, step=lambda stride: stride[::-1]),
        "Your windows move down by SW and to the right by SH.",
        "Which of the two numbers belongs to the height?",
        "Look at the order in which stride is unpacked.",
    ),
    Mistake(
        "pixels that no window reaches left out of dx",
        _changed(dx=_seen_only),
        "Where the stride leaves pixels over, your dx is smaller than x.",
        "What is the gradient of a pixel that no window saw?",
        "Look at the size of dx: it is that of x, and 0 where nothing arrives.",
    ),
    Mistake(
        "channels and filters swapped in dx",
        _dx_from(lambda w, dy: (w.swapaxes(2, 3), dy)),
        "w was read as (KH, KW, F, C) for dx: its last two axes are swapped.",
        "Over which axis of w does dx sum: the channels, or the filters?",
        "Look at the product that makes dx: `dy @ w[i, j].T`, not `dy @ w[i, j]`.",
    ),
    Mistake(
        "first filter only in dx",
        _dx_from(lambda w, dy: (w[..., :1], dy[..., :1])),
        "Only the first filter reached your dx.",
        "Which filters see a pixel?",
        "Look at the last index of dy and w in the line of dx.",
    ),
    Mistake(
        "last filter only in dx",
        _dx_from(lambda w, dy: (w[..., -1:], dy[..., -1:])),
        "Only the last filter reached your dx: the others were overwritten.",
        "What becomes of the first filter's contribution when the second is stored?",
        "Look for `=` where `+=` is meant, in the loop over the filters.",
    ),
    Mistake(
        "dy left out of dx",
        _dx_from(lambda w, dy: (w, np.ones(dy.shape))),
        "Your dx is the same for every dy.",
        "What must the weights be multiplied with, on the way back?",
        "Look for dy in the line of dx.",
    ),
    Mistake(
        "dw of the last window alone",
        knobs(_loop, gather=lambda old, new: new),
        "Your dw comes from the last window alone: the others were overwritten.",
        "How many windows does an entry of w meet?",
        "Look for `=` where `+=` is meant, in the line of dw.",
    ),
    Mistake(
        "only the first window",
        knobs(_loop, positions=lambda positions: positions[:1]),
        "Only the window at the upper left reached your dx and dw.",
        "When do your loops over the positions end?",
        "Look for a `return` that stands inside the loops.",
    ),
    *Mistake(
        "last window left out",
        knobs(_loop, positions=lambda positions: positions[:-1]),
        "The last windows are missing in your dx and dw.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of the loops over the positions.",
    ).forms(knobs(_loop, positions=_but_the_last)),
    *Mistake(
        "works for square kernels only",
        _square_kernel(axis=1),
        "It is right only where the kernel is as high as it is wide.",
        "Which size of w counts the rows of a kernel, and which the columns?",
        "Look for one name for both sizes, or for `w.shape[0]` where the width is meant.",
    ).forms(
        _square_kernel(axis=0),
        families.raises(ValueError, _other_kernels),
        families.raises(IndexError, _other_kernels),
    ),
    *Mistake(
        "works for square outputs only",
        _square_output(axis=2),
        "It is right only where dy is as high as it is wide.",
        "Which size of dy counts the rows of positions, and which the columns?",
        "Look for one name for both sizes, or for `dy.shape[1]` where the width is meant.",
    ).forms(
        _square_output(axis=1),
        families.raises(ValueError, _other_outputs),
        families.raises(IndexError, _other_outputs),
    ),
    Mistake(
        "sign turned",
        lambda right, *args: tuple(-gradient for gradient in right(*args)),
        "Your gradients are the right ones times -1.",
        "Is the step downhill taken here, or later?",
        "Look for a minus: the gradient itself points uphill.",
    ),
    *Mistake(
        "order of the results",
        _order(1, 0, 2),
        "The three arrays that you return stand in another order.",
        "In which order are the three asked for?",
        "Look at the line with `return`: dx, dw, db.",
    ).forms(_order(2, 1, 0), _order(0, 2, 1), _order(1, 2, 0), _order(2, 0, 1)),
)
