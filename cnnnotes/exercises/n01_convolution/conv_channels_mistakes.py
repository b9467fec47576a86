"""What is known to go wrong in exercise 01_conv_channels."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake


def _no_bias(right, x, w):
    return right(x, w, np.zeros(w.shape[3]))


def _its_bias(right, x, w, b):
    """What the right function adds; one in which b is forgotten adds nothing."""
    return right(x, w, b) - _no_bias(right, x, w)


def _last_row_and_column_zero(right, x, w, b):
    out = right(x, w, b)
    out[-1], out[:, -1] = 0, 0
    return out


SAME_FILTER = Mistake(
    "same filter for all",
    lambda right, x, w, b: right(x, np.repeat(w[..., :1], w.shape[3], axis=3), b),
    "All maps of your output come from the first filter.",
    "Which filter makes map f?",
    "Look at the last index of w.",
)


MISTAKES = (
    Mistake(
        "first channel only",
        lambda right, x, w, b: right(x[..., :1], w[:, :, :1], b),
        "Only the first channel reached your output.",
        "How many channels does each filter look at?",
        "Look for `x[..., 0]`, or a loop over the channels that ends early.",
    ),
    Mistake(
        "last channel only",
        lambda right, x, w, b: right(x[..., -1:], w[:, :, -1:], b),
        "Only the last channel reached your output: the others were overwritten.",
        "What becomes of channel 0 when channel 1 is stored?",
        "Look for `=` where `+=` is meant, in the loop over the channels.",
    ),
    Mistake(
        "mean over the channels",
        lambda right, x, w, b: _no_bias(right, x, w) / x.shape[2] + _its_bias(right, x, w, b),
        "Your output is the mean over the channels; expected their sum.",
        "What is done with what the windows of the channels give?",
        "Look for `mean`, or for a division by C.",
    ),
    Mistake(
        "mean over the channels, bias too",
        lambda right, x, w, b: (_no_bias(right, x, w) + b) / x.shape[2],
        "Your output, bias and all, is divided by the number of channels.",
        "What is done with what the windows of the channels give?",
        "Look for `mean`, or for a division by C.",
    ),
    Mistake(
        "mean over the window",
        lambda right, x, w, b: _no_bias(right, x, w) / w[..., 0].size + _its_bias(right, x, w, b),
        "Your output is the mean of the products; expected their sum.",
        "What is done with the products at one position?",
        "Look for `mean`.",
    ),
    Mistake(
        "channels reversed",
        lambda right, x, w, b: right(x[..., ::-1], w, b),
        "The channels of the image met those of the filter in reverse.",
        "Which channel of the filter belongs to channel 0 of the image?",
        "Look for `[..., ::-1]`, or a channel index that counts backwards.",
    ),
    Mistake(
        "same channel of the filter for all",
        lambda right, x, w, b: right(x, np.repeat(w[:, :, :1], x.shape[2], axis=2), b),
        "The first channel of the filter was used on all channels of the image.",
        "Has the filter one window, or one per channel?",
        "Look at the third index of w.",
    ),
    Mistake(
        "same channel of the image for all",
        lambda right, x, w, b: right(np.repeat(x[..., :1], x.shape[2], axis=2), w, b),
        "All channels of the filter looked at the first channel of the image.",
        "Which channel of the image does `w[:, :, c]` look at?",
        "Look at the third index of x.",
    ),
    SAME_FILTER,
    replace(
        SAME_FILTER,
        mimic=lambda right, x, w, b: right(
            x, np.repeat(w[..., :1], w.shape[3], axis=3), b[[0] * len(b)]
        ),
    ),
    Mistake(
        "first filter only",
        lambda right, x, w, b: right(x, w, b)[..., :1],
        "Your output has one map: that of the first filter.",
        "How many maps do F filters leave behind?",
        "Look at the loop over the filters, or at the last axis of the output.",
    ),
    Mistake(
        "only the first filter's map written",
        lambda right, x, w, b: right(x, w, b) * (np.arange(w.shape[3]) == 0),
        "Only the first map of your output was written; the others are 0.",
        "What ends the loop over the filters after its first turn?",
        "Look for a `return` inside the loop over the filters.",
    ),
    Mistake(
        "filters reversed",
        lambda right, x, w, b: right(x, w[..., ::-1], b),
        "The maps of your output stand in reverse: the last filter's comes first.",
        "Which filter makes map 0?",
        "Look for a filter index that counts backwards.",
    ),
    Mistake(
        "maps summed over the filters",
        lambda right, x, w, b: right(x, w, b).sum(axis=2),
        "The maps of all filters were added into one.",
        "Over which axis is the sum: the channels that go in, or the filters?",
        "Look at the axes of the sum: the last axis of w is to remain.",
    ),
    Mistake(
        "maps carried on from filter to filter",
        lambda right, x, w, b: np.cumsum(right(x, w, b), axis=2),
        "Each map holds those of the filters before it as well.",
        "With which value does the sum begin at a new filter?",
        "Look at where the sum is set to 0: it belongs inside the loop over the filters.",
    ),
    Mistake(
        "channels and filters of w swapped",
        lambda right, x, w, b: right(x, w.swapaxes(2, 3), b),
        "w was read as (KH, KW, F, C): its last two axes are swapped.",
        "In w (KH, KW, C, F), which axis counts the filters?",
        "Look at the order of the last two indices of w.",
    ),
    Mistake(
        "channels not summed",
        lambda right, x, w, b: np.stack(
            [right(x[..., [c]], w[:, :, [c]], b) for c in range(x.shape[2])], axis=2
        ),
        "Your output keeps one map per channel: (OH, OW, C, F).",
        "What is done with what the windows of the channels give?",
        "Look at the sum: it runs over the channels as well.",
    ),
    Mistake(
        "bias forgotten",
        lambda right, x, w, b: _no_bias(right, x, w),
        "Your output is right but for the bias.",
        "What is added to each map at the end?",
        "Look for b: does it occur in your function?",
    ),
    Mistake(
        "bias of the first filter everywhere",
        lambda right, x, w, b: _no_bias(right, x, w) + b[0],
        "The bias of the first filter was added to all maps.",
        "Which bias belongs to map f?",
        "Look at the index of b.",
    ),
    Mistake(
        "bias once per channel",
        lambda right, x, w, b: _no_bias(right, x, w) + x.shape[2] * b,
        "The bias was added once for each channel.",
        "How many biases does one number of the output have?",
        "Look at the line that adds b: it belongs after the loop over the channels.",
    ),
    Mistake(
        "bias once per product",
        lambda right, x, w, b: _no_bias(right, x, w) + w[..., 0].size * b,
        "The bias was added to every product.",
        "How many biases does one number of the output have?",
        "Look at the brackets of the sum: b belongs outside.",
    ),
    Mistake(
        "all biases added to every map",
        lambda right, x, w, b: _no_bias(right, x, w) + b.sum(),
        "The sum of all biases was added to every map.",
        "Which bias belongs to map f?",
        "Look at the line that adds b.",
    ),
    Mistake(
        "bias subtracted",
        lambda right, x, w, b: _no_bias(right, x, w) - b,
        "The bias was subtracted.",
        "Is the bias added or taken away?",
        "Look at the sign before b.",
    ),
    Mistake(
        "bias multiplied",
        lambda right, x, w, b: _no_bias(right, x, w) * b,
        "The output was multiplied by the bias.",
        "Which operation brings the bias in?",
        "Look at the sign before b.",
    ),
    Mistake(
        "kernels turned by 180°",
        lambda right, x, w, b: right(x, w[::-1, ::-1], b),
        "Your output is the input slid under kernels turned by 180°.",
        "Which corner of the kernel meets the upper left corner of the window?",
        "Look for `[::-1, ::-1]`, or for `convolve` where `slide2d` is meant.",
    ),
    Mistake(
        "kernels transposed",
        lambda right, x, w, b: right(x, w.swapaxes(0, 1), b),
        "Your output is the input slid under transposed kernels.",
        "Does `w[a, b]` meet the pixel a rows down and b columns to the right?",
        "Look at the order of the first two indices of w.",
    ),
    Mistake(
        "maps first",
        lambda right, x, w, b: np.moveaxis(right(x, w, b), 2, 0),
        "Your output is (F, OH, OW): the maps stand first.",
        "This course keeps channels last. Where do the maps stand then?",
        "Look for `np.stack` or `np.array` over the maps: `np.stack(maps, axis=-1)`.",
    ),
    Mistake(
        "last row and column missing",
        lambda right, x, w, b: right(x, w, b)[:-1, :-1],
        "The last position is missing in both directions.",
        "At how many places does a window of 3 fit into 5 pixels?",
        "Look at the size of the output: is there a `+ 1`, twice?",
    ),
    Mistake(
        "last row and column not written",
        _last_row_and_column_zero,
        "The shape is right; the last row and the last column are still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the ends of the loops over the positions.",
    ),
    Mistake(
        "largest channel in place of their sum",
        lambda right, x, w, b: (
            np.max([_no_bias(right, x[..., [c]], w[:, :, [c]]) for c in range(x.shape[2])], axis=0)
            + b
        ),
        "Of the channels only the largest is kept.",
        "What is done with what the windows of the channels give?",
        "Look for `max`.",
    ),
    *families.FILTERS_RESHAPED,
    Mistake(
        "image reshaped in place of transposed",
        lambda right, x, w, b: right(np.moveaxis(x.reshape(x.shape[2], *x.shape[:2]), 0, 2), w, b),
        "With several channels, each of yours is made of pieces of all.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of x that is to bring the channels first: `moveaxis` does.",
    ),
    Mistake(
        "maps reshaped in place of transposed",
        lambda right, x, w, b: np.moveaxis(right(x, w, b), 2, 0).reshape(right(x, w, b).shape),
        "Your numbers are right, but with several filters they stand in wrong places.",
        "Does `reshape` move axes, or does it cut the same row of numbers into other lengths?",
        "Look for a `reshape` of the maps (F, OH, OW): `np.stack(maps, axis=-1)`.",
    ),
    Mistake(
        "sum carried on from filter to filter",
        lambda right, x, w, b: np.cumsum(_no_bias(right, x, w), axis=2) + b,
        "From the second filter on, your maps hold those of the filters before as well.",
        "With which value does the sum of a filter begin?",
        "Look at where the sum is set to 0: it belongs inside the loop over the filters.",
    ),
    Mistake(
        "bias added to the image",
        lambda right, x, w, b: _no_bias(right, x + b[0], w),
        "Your bias was added to the pixels, and went through the filters with them.",
        "Is the bias added before the products, or after their sum?",
        "Look for `x + b`: the bias belongs to the result.",
    ),
)
