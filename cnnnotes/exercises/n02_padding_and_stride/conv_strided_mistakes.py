"""What is known to go wrong in exercise 02_conv_strided."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake


def _padded_by(sides, **mode):
    """Pad by `sides(rows, columns)`, a pair for each axis, and by something else than zeros."""

    def mimic(right, x, w, b, stride, padding):
        return right(np.pad(x, [*sides(*padding), (0, 0)], **mode), w, b, stride, (0, 0))

    return mimic


def _both_sides(rows, columns):
    return (rows, rows), (columns, columns)


def _every_stop(right, x, w, b, stride, padding):
    return right(x, w, b, (1, 1), padding)


def _steps_of_one(right, x, w, b, stride, padding):
    rows, columns, _ = right(x, w, b, stride, padding).shape
    return right(x, w, b, (1, 1), padding)[:rows, :columns]


def _gaps_left(right, x, w, b, stride, padding):
    out = np.zeros_like(right(x, w, b, (1, 1), padding))
    out[:: stride[0], :: stride[1]] = right(x, w, b, stride, padding)
    return out


def _output_padded(right, x, w, b, stride, padding):
    return np.pad(right(x, w, b, stride, (0, 0)), [*_both_sides(*padding), (0, 0)])


def _window_spread(right, x, w, b, stride, padding):
    sizes = [(k - 1) * s + 1 for k, s in zip(w.shape, stride, strict=False)]
    spread = np.zeros((*sizes, *w.shape[2:]))
    spread[:: stride[0], :: stride[1]] = w
    return right(x, spread, b, (1, 1), padding)


def _skipped_first(right, x, w, b, stride, padding):
    padded = np.pad(x, [*_both_sides(*padding), (0, 0)])
    return right(padded[:: stride[0], :: stride[1]], w, b, (1, 1), (0, 0))


def _skipped_unpadded(right, x, w, b, stride, padding):
    return right(x[:: stride[0], :: stride[1]], w, b, (1, 1), padding)


def _written(select):
    """Write a part of the output only: `select(x, w, stride, padding)`."""

    def mimic(right, x, w, b, stride, padding):
        whole = right(x, w, b, stride, padding)
        part, out = select(x, w, stride, padding), np.zeros_like(whole)
        out[part] = whole[part]
        return out

    return mimic


def _before_the_last(x, w, stride, padding):
    """Positions whose window ends before the padded image does."""
    sizes = zip(x.shape, w.shape, stride, padding, strict=False)
    rows, columns = (-(-(n + 2 * p - k) // s) for n, k, s, p in sizes)
    return slice(rows), slice(columns)


def _over_the_edge(right, x, w, b, stride, padding):
    """One more window wherever pixels are left over, with zeros where it hangs over the edge."""
    sizes = zip(x.shape, w.shape, stride, padding, strict=False)
    ends = [(p, p + -(n + 2 * p - k) % s) for n, k, s, p in sizes]
    return right(np.pad(x, [*ends, (0, 0)]), w, b, stride, (0, 0))


def _left_over(x, w, b, stride, padding):
    """Tell whether pixels are left over after the last window."""
    sizes = zip(x.shape, w.shape, stride, padding, strict=False)
    return any((n + 2 * p - k) % s for n, k, s, p in sizes)


def _sized(positions):
    """Of the output only as many rows and columns as `positions(n, k, s, p)` says."""

    def mimic(right, x, w, b, stride, padding):
        out = right(x, w, b, stride, padding)
        sizes = zip(x.shape, w.shape, stride, padding, strict=False)
        rows, columns = (positions(*size) for size in sizes)
        if rows > out.shape[0] or columns > out.shape[1]:
            raise ValueError
        return out[:rows, :columns]

    return mimic


_kernel, *_kernel_else = families.square_kernel()
SQUARE_KERNEL = Mistake(
    "works for square kernels only",
    _kernel,
    "Your window is as wide as it is high, or as high as it is wide, whatever the kernel.",
    "Which size of w tells how many columns the window has, and which how many rows?",
    "Look for one name for both sizes, as in `(f, f, c, n) = w.shape`.",
)
_image, *_image_else = families.square_image()
SQUARE_IMAGE = Mistake(
    "works for square images only",
    _image,
    "Your output has as many columns as rows, or as many rows as columns, whatever the image.",
    "Which size of x tells how far the window can go to the right, and which how far down?",
    "Look for `x.shape[0]` or `len(x)` where the width `x.shape[1]` is meant.",
)
LAST_STOP_ON_THE_EDGE = Mistake(
    "window that ends on the edge left out",
    lambda right, x, w, b, stride, padding: right(x, w, b, stride, padding)[
        _before_the_last(x, w, stride, padding)
    ],
    "Where the last window ends exactly on the edge, it is missing.",
    "Which numbers does `range(0, 5 - 3, 2)` give, and at which places can a window of 3 begin?",
    "Look at the end of the `range`: H - KH + 1, because the end itself is left out.",
)
OVER_THE_EDGE = Mistake(
    "windows hang over the edge",
    _over_the_edge,
    "Where pixels are left over, there is one position too many: it hangs over the edge.",
    "Is the number of steps rounded up or down?",
    "Look at the size of the output: `//` rounds down.",
)


def _window_by_window(end, positions):
    """Windows up to `end(start, size)`, at `positions((OH, OW), padded x, w, stride)`."""

    def mimic(right, x, w, b, stride, padding):
        padded = np.pad(x, [*_both_sides(*padding), (0, 0)])
        fits = np.shape(right(x, w, b, stride, padding))[:2]
        out = np.zeros((*positions(fits, padded, w, stride), w.shape[3]))
        for i, j in np.ndindex(out.shape[:2]):
            top, left = i * stride[0], j * stride[1]
            window = padded[top : end(top, len(w)), left : end(left, w.shape[1])]
            window, _ = np.broadcast_arrays(window, w[..., 0])
            out[i, j] = right(window, w, b, (1, 1), (0, 0))[0, 0] if window.size else b
        return out

    return mimic


def _counted_along(image, kernel):
    """Columns counted along these axes of the image, and of kernel and stride."""

    def positions(fits, padded, w, stride):
        return fits[0], (padded.shape[image] - w.shape[kernel]) // stride[kernel] + 1

    return _window_by_window(lambda start, size: start + size, positions)


def _from_before_the_image(right, x, w, b, stride, padding):
    """Windows of the padded image that begin at `i * stride - padding`, or at 0 if that is less."""
    padded = np.pad(x, [*_both_sides(*padding), (0, 0)])
    out = np.zeros(np.shape(right(x, w, b, stride, padding)))
    for i, j in np.ndindex(out.shape[:2]):
        top, left = (max(n * s - p, 0) for n, s, p in zip((i, j), stride, padding, strict=True))
        window = padded[top : top + len(w), left : left + w.shape[1]]
        out[i, j] = right(window, w, b, (1, 1), (0, 0))[0, 0]
    return out


def _maps_reshaped(right, *args):
    out = np.asarray(right(*args))
    return np.moveaxis(out, 2, 0).reshape(out.shape)


MISTAKES = (
    Mistake(
        "axes of the stride swapped",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride[::-1], padding),
        "The stride for the rows was used for the columns, and the other way round.",
        "Which of the two numbers of the stride moves the window down?",
        "Look at the steps of the two loops or slices: rows first.",
    ),
    Mistake(
        "axes of the padding swapped",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride, padding[::-1]),
        "The padding for the rows was put on the columns, and the other way round.",
        "Which of the two numbers of the padding adds rows?",
        "Look at the line that pads: rows first.",
    ),
    Mistake(
        "axes of both swapped",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride[::-1], padding[::-1]),
        "Stride and padding for the rows were used for the columns, and the other way round.",
        "Which of the two numbers belongs to the rows?",
        "Look at the line that unpacks them: rows first.",
    ),
    Mistake(
        "all padding at the top left",
        _padded_by(lambda rows, columns: ((2 * rows, 0), (2 * columns, 0))),
        "The size is right, but all padding stands above and on the left.",
        "Where does the image begin in the padded array, and where does it end?",
        "Look at the slice that the image is put into.",
    ),
    Mistake(
        "all padding at the bottom right",
        _padded_by(lambda rows, columns: ((0, 2 * rows), (0, 2 * columns))),
        "The size is right, but all padding stands below and on the right.",
        "Where does the image begin in the padded array?",
        "Look at the slice that the image is put into.",
    ),
    Mistake(
        "padding above and on the left only",
        _padded_by(lambda rows, columns: ((rows, 0), (columns, 0))),
        "There is no padding below and on the right.",
        "How many sides does an image have?",
        "Look at the line that pads: each axis needs a number before and one after.",
    ),
    Mistake(
        "padding below and on the right only",
        _padded_by(lambda rows, columns: ((0, rows), (0, columns))),
        "There is no padding above and on the left.",
        "How many sides does an image have?",
        "Look at the line that pads: each axis needs a number before and one after.",
    ),
    Mistake(
        "padding forgotten",
        _padded_by(lambda rows, columns: ((0, 0), (0, 0))),
        "Your output is that without padding.",
        "What comes before the window starts to slide?",
        "Look for `padding`: does it occur in your function?",
    ),
    Mistake(
        "padding twice",
        _padded_by(lambda rows, columns: _both_sides(2 * rows, 2 * columns)),
        "There is twice as much padding as asked for.",
        "How much padding does each side get?",
        "Look for a factor of 2, or for padding that is added twice.",
    ),
    Mistake(
        "padding of the rows on both axes",
        _padded_by(lambda rows, columns: _both_sides(rows, rows)),
        "The columns were padded as the rows were.",
        "How many numbers does the padding have?",
        "Look for `padding[0]`: the columns need `padding[1]`.",
    ),
    Mistake(
        "padding of the columns on both axes",
        _padded_by(lambda rows, columns: _both_sides(columns, columns)),
        "The rows were padded as the columns were.",
        "How many numbers does the padding have?",
        "Look for `padding[1]`: the rows need `padding[0]`.",
    ),
    Mistake(
        "the edge repeated",
        _padded_by(_both_sides, mode="edge"),
        "Your padding repeats the pixels at the edge; expected zeros.",
        "Which value does the padding have?",
        'Look for `mode="edge"`.',
    ),
    Mistake(
        "ones around the image",
        _padded_by(_both_sides, constant_values=1),
        "Around the image stand ones; expected zeros.",
        "Which value does the padding have?",
        "Look for `np.ones`, or for `constant_values`.",
    ),
    Mistake(
        "the image mirrored",
        _padded_by(_both_sides, mode="reflect"),
        "Your padding mirrors the image; expected zeros.",
        "Which value does the padding have?",
        'Look for `mode="reflect"`.',
    ),
    Mistake(
        "output padded in place of the input",
        _output_padded,
        "The zeros stand around the output; they belong around the input.",
        "Does padding come before the window slides, or after?",
        "Look at which array is padded.",
    ),
    Mistake(
        "stride forgotten",
        _every_stop,
        "Your output is that for a stride of 1.",
        "How far does the window move at each step?",
        "Look for `stride`: does it occur in your function?",
    ),
    Mistake(
        "windows do not start where the stride does",
        _steps_of_one,
        "The size is right, but the window moved by one pixel at each step.",
        "With a stride of 2, at which row does the window for `out[1, 0]` begin?",
        "Look at the slice: it begins at `i * stride[0]`, not at `i`.",
    ),
    *Mistake(
        "pixels skipped before the window slides",
        _skipped_first,
        "Your output is that of a smaller image: of its pixels only those a stride apart are left.",
        "Which is to jump: the window, or the pixels that it sees?",
        "Look for `x[::stride[0]]`: it belongs on the result, or on the window's start.",
    ).forms(_skipped_unpadded),
    Mistake(
        "gaps left in the output",
        _gaps_left,
        "Your output is as large as for a stride of 1, with zeros at the positions left out.",
        "With a stride of 2, into which row of the output goes the window that begins at row 2?",
        "Look at the line that stores the sum: the output counts positions, not pixels.",
    ),
    Mistake(
        "stride of the rows on both axes",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride[:1] * 2, padding),
        "The window moves to the right as far as it moves down.",
        "How many numbers does the stride have?",
        "Look for `stride[0]`: the columns need `stride[1]`.",
    ),
    Mistake(
        "stride of the columns on both axes",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride[1:] * 2, padding),
        "The window moves down as far as it moves to the right.",
        "How many numbers does the stride have?",
        "Look for `stride[1]`: the rows need `stride[0]`.",
    ),
    Mistake(
        "window spread by the stride",
        _window_spread,
        "The stride spreads the window's pixels; it should move the window.",
        "With a stride of 2, are the pixels under the window still neighbours?",
        "Look at the slice: the stride belongs to its start, not to its step.",
    ),
    *LAST_STOP_ON_THE_EDGE.forms(_written(_before_the_last)),
    Mistake(
        "last row and column missing",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride, padding)[:-1, :-1],
        "The last position is missing in both directions.",
        "How many steps lead from the first position to the last, and how many positions is that?",
        "Look at the size of the output: is there a `+ 1`, twice?",
    ),
    Mistake(
        "last row and column never written",
        _written(lambda x, w, stride, padding: np.s_[:-1, :-1]),
        "The size is right; the last row and the last column are still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of the loops over the positions.",
    ),
    Mistake(
        "only the first row written",
        _written(lambda x, w, stride, padding: np.s_[:1]),
        "Only the first row of your output was written; the rest is 0.",
        "What ends the loop over the rows after its first turn?",
        "Look for a `return` inside the loop: it stands too far to the right.",
    ),
    *OVER_THE_EDGE.forms(families.raises(IndexError, _left_over)),
    *SQUARE_KERNEL.forms(*_kernel_else),
    Mistake(
        "positions counted without the padding",
        _sized(lambda n, k, s, p: (n - k) // s + 1),
        "Your output has as many rows and columns as it would have without padding.",
        "How many rows does the padded image have?",
        "Look at the size of the output: n + 2·padding takes the place of n.",
    ),
    *Mistake(
        "positions counted by the window's size",
        _sized(lambda n, k, s, p: (n + 2 * p) // k),
        "Your output is as large as if windows stood side by side.",
        "By what does the window move on at each step?",
        "Look at the size of the output: what is it divided by?",
    ).forms(_sized(lambda n, k, s, p: (n + 2 * p - k) // k + 1)),
    *SQUARE_IMAGE.forms(*_image_else, _counted_along(0, 0), _counted_along(0, 1)),
    Mistake(
        "bias forgotten",
        lambda right, x, w, b, stride, padding: right(x, w, 0 * b, stride, padding),
        "Your output is right but for the bias.",
        "What is added to each map at the end?",
        "Look for b: does it occur in your function?",
    ),
    Mistake(
        "bias multiplied",
        lambda right, x, w, b, stride, padding: right(x, w, 0 * b, stride, padding) * b,
        "Each map of your output is multiplied by its bias.",
        "What is done with the bias: is it a factor, or is it added?",
        "Look at the operation before b.",
    ),
    Mistake(
        "first channel only",
        lambda right, x, w, b, stride, padding: right(x[..., :1], w[:, :, :1], b, stride, padding),
        "Only the first channel reached your output.",
        "How many channels does each filter look at?",
        "Look for `x[..., 0]`.",
    ),
    Mistake(
        "same filter for all",
        lambda right, x, w, b, stride, padding: right(
            x, np.repeat(w[..., :1], len(b), axis=3), b, stride, padding
        ),
        "All maps of your output come from the first filter.",
        "Which filter makes map f?",
        "Look at the last index of w.",
    ),
    Mistake(
        "kernels turned by 180°",
        lambda right, x, w, b, stride, padding: right(x, w[::-1, ::-1], b, stride, padding),
        "Your output is the input slid under kernels turned by 180°.",
        "Which corner of the kernel meets the upper left corner of the window?",
        "Look for `[::-1, ::-1]`, or for a function that convolves as mathematics does.",
    ),
    Mistake(
        "output transposed",
        lambda right, x, w, b, stride, padding: right(x, w, b, stride, padding).swapaxes(0, 1),
        "Rows and columns of your output are swapped.",
        "Does i count the rows of the output, or its columns?",
        "Look at the line that stores the sum: `out[i, j]`, i for the row.",
    ),
    Mistake(
        "windows end at the kernel's size",
        _window_by_window(lambda start, size: size, lambda fits, *rest: fits),
        "Only the first window is whole: the further down or to the right, the less of it is left.",
        "Where does the window end that begins at row i·stride?",
        "Look at the ends of both slices: they move along with their beginnings.",
    ),
    Mistake(
        "maps reshaped in place of transposed",
        _maps_reshaped,
        "Your numbers are right, but with several filters they stand in wrong places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of the maps (F, OH, OW): `np.stack(maps, axis=-1)`.",
    ),
    *families.FILTERS_RESHAPED,
    Mistake(
        "slice of minus 0",
        families.raises(ValueError, lambda x, w, b, stride, padding: 0 in padding),
        "It fails where the padding is 0, along one axis or both.",
        "Which rows are `padded[p:-p]` when p is 0?",
        "Look for `:-p`: count from the beginning, `p : p + H`, or take `np.pad`.",
    ),
    Mistake(
        "window moves by its own size",
        lambda right, x, w, b, stride, padding: right(x, w, b, w.shape[:2], padding),
        "Your windows stand side by side, whatever the stride.",
        "How far does the window move at each step: by its size, or by the stride?",
        "Look for the sizes of w where the stride is meant.",
    ),
    Mistake(
        "stride in the rows only",
        lambda right, x, w, b, stride, padding: right(x, w, b, (stride[0], 1), padding),
        "Your window moves by the stride from row to row, and by 1 from column to column.",
        "What does the second number of the stride say?",
        "Look for `stride[1]`: does it occur wherever it counts?",
    ),
    Mistake(
        "stride in the columns only",
        lambda right, x, w, b, stride, padding: right(x, w, b, (1, stride[1]), padding),
        "Your window moves by the stride from column to column, and by 1 from row to row.",
        "What does the first number of the stride say?",
        "Look for `stride[0]`: does it occur wherever it counts?",
    ),
    Mistake(
        "padding counted in the image and in the window's start",
        _from_before_the_image,
        "The image is padded, and yet the windows begin before it: they come a padding too early.",
        "In the padded image, at which row does the first window begin?",
        "Look for `- padding` at the beginning of the slice: the padded image begins at 0.",
    ),
)
