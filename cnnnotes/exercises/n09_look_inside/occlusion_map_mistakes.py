"""What is known to go wrong in exercise 09_occlusion_map."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _hide(x, i, j, size, fill):
    hidden = x.copy()
    hidden[:, i : i + size, j : j + size] = fill
    return hidden


def _label(model, x, labels):
    return model.predict(x)[np.arange(len(x)), labels]


def _map(
    model,
    x,
    labels,
    size,
    fill,
    *,
    hide=_hide,
    read=_label,
    compare=np.subtract,
    again=lambda j: True,
):
    """`occlusion_map` with one of its steps replaced.

    Patches stay hidden until `again(j)`.
    """
    before, hidden = read(model, x, labels), x
    out = np.zeros((len(x), x.shape[1] - size + 1, x.shape[2] - size + 1))
    for i, j in np.ndindex(out.shape[1:]):
        hidden = hide(x if again(j) else hidden, i, j, size, fill)
        out[:, i, j] = compare(before, read(model, hidden, labels))
    return out


def _of_labels(choose):
    """Return the map of other classes: `choose(model, x, labels)`."""
    return lambda right, model, x, labels, size, fill: right(
        model, x, choose(model, x, labels), size, fill
    )


def _filled_with(choose):
    return lambda right, model, x, labels, size, fill: right(
        model, x, labels, size, choose(x, fill)
    )


def _hide_in(change):
    """Hide by `change(hidden, i, j, size, fill)`, which works in place on a copy."""

    def hide(x, i, j, size, fill):
        hidden = x.copy()
        change(hidden, i, j, size, fill)
        return hidden

    return knobs(_map, hide=hide)


def _add(hidden, i, j, size, fill):
    hidden[:, i : i + size, j : j + size] += fill


def _keep(hidden, i, j, size, fill):
    patch = hidden[:, i : i + size, j : j + size].copy()
    hidden[:] = fill
    hidden[:, i : i + size, j : j + size] = patch


def _slices(rows, columns, axis=1):
    """Hide other pixels: `rows(i, size)` and `columns(j, size)`, the rows on this axis."""

    def change(hidden, i, j, size, fill):
        hidden[(slice(None),) * axis + (rows(i, size), columns(j, size))] = fill

    return _hide_in(change)


def _span(start, size):
    return slice(start, start + size)


def _centred(start, size):
    return slice(max(start - size // 2, 0), max(start - size // 2 + size, 0))


def _first_channel(hidden, i, j, size, fill):
    hidden[:, i : i + size, j : j + size, 0] = fill


def _in_place(right, model, x, labels, size, fill):
    """Patches stay hidden, in the caller's images."""
    out = _map(model, x, labels, size, fill, again=lambda j: False)
    x[...] = fill  # every pixel was in some patch
    return out


def _last_not_written(right, *args):
    out = right(*args)
    out[:, -1], out[:, :, -1] = 0, 0
    return out


def _swapped(hidden, i, j, size, fill):
    hidden[:, j : j + size, i : i + size] = fill


MISTAKES = (
    Mistake(
        "predicted class in place of the label",
        _of_labels(lambda model, x, labels: model.predict(x).argmax(axis=1)),
        "Your map is that of the class which the network predicts.",
        "Whose probability is asked for when the network is wrong about the image?",
        "Look for `argmax`: the class is `labels`.",
    ),
    Mistake(
        "largest probability each time",
        knobs(_map, read=lambda model, x, labels: model.predict(x).max(axis=1)),
        "Your map compares the largest probabilities, whichever class they belong to.",
        "Can another class win when a patch is hidden?",
        "Look for `max`: the class is `labels`, before and after.",
    ),
    Mistake(
        "always the first class",
        _of_labels(lambda model, x, labels: 0 * labels),
        "Your map is that of class 0.",
        "Which column of the probabilities belongs to the label?",
        "Look at the index after `predict(...)`.",
    ),
    Mistake(
        "label of the first image for all",
        _of_labels(lambda model, x, labels: labels[:1].repeat(len(x))),
        "All your maps are those of the first image's label.",
        "Which label belongs to image n?",
        "Look for `labels[0]`.",
    ),
    Mistake(
        "sign turned",
        lambda right, *args: -right(*args),
        "Every number is the right one times -1.",
        "When hiding a patch hurts, should the map be positive or negative?",
        "Look at the order around the minus: before, less after.",
    ),
    Mistake(
        "probability in place of its fall",
        knobs(_map, compare=lambda before, after: after),
        "Your map holds the probability that is left, not by how much it fell.",
        "With what is the prediction for a hidden patch to be compared?",
        "Look for the prediction of x as it is.",
    ),
    Mistake(
        "compared with 1",
        knobs(_map, compare=lambda before, after: 1 - after),
        "Your map holds 1 less the probability that is left.",
        "Was the network certain before the patch was hidden?",
        "Look for the prediction of x as it is.",
    ),
    Mistake(
        "sign lost",
        lambda right, *args: np.abs(right(*args)),
        "Your map is positive even where hiding a patch helps.",
        "What does it mean when the probability rises?",
        "Look for `abs`.",
    ),
    Mistake(
        "squared",
        lambda right, *args: right(*args) ** 2,
        "Every number of your map is squared.",
        "By how much does the probability fall?",
        "Look for `** 2`.",
    ),
    Mistake(
        "fraction in place of difference",
        knobs(_map, compare=lambda before, after: (before - after) / before),
        "Your map is divided by the probability before.",
        "Is the fall asked for, or what fraction of it fell?",
        "Look for a division.",
    ),
    Mistake(
        "scores in place of probabilities",
        knobs(_map, read=lambda model, x, labels: model.scores(x)[np.arange(len(x)), labels]),
        "Your map holds the fall of the score (logit).",
        "Which of `scores` and `predict` gives probabilities?",
        "Look for `model.scores`.",
    ),
    Mistake(
        "change of all classes",
        knobs(
            _map,
            read=lambda model, x, labels: model.predict(x),
            compare=lambda before, after: np.abs(before - after).sum(axis=1),
        ),
        "Your map adds up how much all classes changed.",
        "Whose probability is asked for?",
        "Look at the index after `predict(...)`: the label's column alone.",
    ),
    Mistake(
        "filled with 0",
        _filled_with(lambda x, fill: 0),
        "Your patches are filled with 0, whatever fill is.",
        "Is 0 the value of nothing in every data set?",
        "Look for `= 0` where `= fill` is meant.",
    ),
    Mistake(
        "filled with the mean of all images",
        _filled_with(lambda x, fill: x.mean()),
        "Your patches are filled with the mean of x, whatever fill is.",
        "Which value was to hide the patch?",
        "Look for `mean` where `fill` is meant.",
    ),
    Mistake(
        "filled with the mean of each image",
        _filled_with(lambda x, fill: x.mean(axis=(1, 2, 3), keepdims=True)),
        "Your patches are filled with the mean of their image, whatever fill is.",
        "Which value was to hide the patch?",
        "Look for `mean` where `fill` is meant.",
    ),
    Mistake(
        "fill added to the patch",
        _hide_in(_add),
        "Your patches still show through: fill was added to them.",
        "What is to be left of the pixels under the patch?",
        "Look for `+=` where `=` is meant.",
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The images that were given to your function are changed after the call.",
        "After `hidden = x`, is `hidden` an array of its own?",
        "Look for the copy: `hidden = x.copy()`, inside the loop.",
    ),
    Mistake(
        "patches stay hidden",
        knobs(_map, again=lambda j: False),
        "Every patch that was hidden stays hidden, while the next ones are tried.",
        "With which image does each place begin?",
        "Look at `x.copy()`: it belongs inside both loops.",
    ),
    Mistake(
        "patches stay hidden along the row",
        knobs(_map, again=lambda j: j == 0),
        "The patches of a row stay hidden until the next row.",
        "With which image does each place begin?",
        "Look at `x.copy()`: it belongs inside both loops.",
    ),
    Mistake(
        "only one channel hidden",
        _hide_in(_first_channel),
        "Only the first channel of each patch is hidden.",
        "What do the other channels still show?",
        "Look at the last index of the patch: all channels, `:`.",
    ),
    Mistake(
        "batch forgotten",
        _slices(_span, _span, axis=0),
        "Your slices take images and rows, not rows and columns.",
        "What does the first axis of (N, H, W, C) count?",
        "Look at the patch: `hidden[:, i : i + size, j : j + size]`.",
    ),
    Mistake(
        "whole rows hidden",
        _slices(_span, lambda j, size: slice(None)),
        "Whole rows of the image are hidden, whatever j is.",
        "In how many directions is a patch small?",
        "Look at the second slice, `j : j + size`.",
    ),
    Mistake(
        "whole columns hidden",
        _slices(lambda i, size: slice(None), _span),
        "Whole columns of the image are hidden, whatever i is.",
        "In how many directions is a patch small?",
        "Look at the first slice, `i : i + size`.",
    ),
    Mistake(
        "one pixel hidden",
        _slices(lambda i, size: i, lambda j, size: j),
        "Only the pixel in the corner of each patch is hidden.",
        "How many pixels does a patch of size 2 have?",
        "Look at the slices: `i : i + size`, not `i`.",
    ),
    Mistake(
        "patch one too small",
        _slices(lambda i, size: _span(i, size - 1), lambda j, size: _span(j, size - 1)),
        "Your patch has a row and a column too few.",
        "How many numbers are there in `i : i + size`?",
        "Look at the ends of the slices.",
    ),
    Mistake(
        "patch one too large",
        _slices(lambda i, size: _span(i, size + 1), lambda j, size: _span(j, size + 1)),
        "Your patch has a row and a column too many.",
        "How many numbers are there in `i : i + size`?",
        "Look at the ends of the slices.",
    ),
    Mistake(
        "patch around its place",
        _slices(_centred, _centred),
        "Your patch has (i, j) at its centre; expected one that begins there.",
        "Where is the patch whose number stands at (0, 0)?",
        "Look at the slices: `i : i + size`.",
    ),
    Mistake(
        "everything but the patch hidden",
        _hide_in(_keep),
        "Everything is hidden but the patch.",
        "Which pixels are to be set to fill?",
        "Look at the line that fills.",
    ),
    Mistake(
        "map transposed",
        lambda right, *args: right(*args).swapaxes(1, 2),
        "Rows and columns of your maps are swapped.",
        "Does i count rows, or columns?",
        "Look at the line that stores the fall: `out[:, i, j]`.",
    ),
    Mistake(
        "last row and column missing",
        lambda right, *args: right(*args)[:, :-1, :-1],
        "The last position is missing in both directions.",
        "At how many places does a patch of 3 fit into 5 pixels?",
        "Look at the size of the map: is there a `+ 1`, twice?",
    ),
    Mistake(
        "last row and column not written",
        _last_not_written,
        "The shape is right; the last row and the last column are still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of both loops.",
    ),
    Mistake(
        "patches side by side",
        lambda right, model, x, labels, size, fill: right(model, x, labels, size, fill)[
            :, ::size, ::size
        ],
        "Your patches do not overlap: each begins where the last one ended.",
        "How far does the patch move at each step?",
        "Look at the steps of the loops.",
    ),
    Mistake(
        "first image only",
        lambda right, *args: right(*args)[0],
        "Your result is the map of the first image, without an axis for the batch.",
        "How many maps belong to N images?",
        "Look for `[0]`.",
    ),
    Mistake(
        "maps averaged over the batch",
        lambda right, *args: right(*args).mean(axis=0),
        "Your result is one map: the mean over all images.",
        "How many maps belong to N images?",
        "Look for `mean`.",
    ),
    Mistake(
        "rows and columns of the patch swapped",
        _hide_in(_swapped),
        "At the right of your map the patch hides what is lower down.",
        "Where does the patch of `map[0, 3]` begin: in row 0, or in row 3?",
        "Look at the two slices: rows first, and i counts rows.",
    ),
)
