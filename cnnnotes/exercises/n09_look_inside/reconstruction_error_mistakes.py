"""What is known to go wrong in exercise 09_reconstruction_error."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _measured(
    x,
    rebuilt,
    *,
    floats=lambda image: image.astype(float),
    difference=np.subtract,
    measure=np.square,
    over=lambda squares: squares.mean(axis=(1, 2, 3)),
):
    """`reconstruction_error` with one of its steps replaced."""
    return over(measure(difference(floats(x), floats(rebuilt))))


def _mean_over(*axes):
    return knobs(_measured, over=lambda squares: squares.mean(axis=axes))


def _size(x):
    return x[0].size


WRAPPED = Mistake(
    "bytes that cannot be negative",
    knobs(_measured, floats=np.asarray),
    "Given bytes, your differences and squares begin again at 0 after 255.",
    "What is 3 - 5 in `uint8`?",
    "Look at the difference: make floats of x first.",
)


TOO_MANY = Mistake(
    "one number for the batch",
    _mean_over(0, 1, 2, 3),
    "Your result is one number for all images.",
    "How many errors do N images have?",
    "Look at `axis=` in the mean: the axis of the images stays.",
)


MISTAKES = (
    *WRAPPED.forms(
        knobs(
            _measured, floats=np.asarray, difference=lambda x, rebuilt: (x - rebuilt).astype(float)
        )
    ),
    *TOO_MANY.forms(lambda right, x, rebuilt: np.full(len(x), right(x, rebuilt).mean())),
    Mistake(
        "sum in place of mean",
        lambda right, x, rebuilt: right(x, rebuilt) * _size(x),
        "Every number is the right one times the numbers in an image.",
        "Can a large image and a small one be compared by their sums?",
        "Look for `sum`.",
    ),
    Mistake(
        "sum over the batch",
        lambda right, x, rebuilt: right(x, rebuilt).sum() * _size(x),
        "Your result is the sum of all squares of all images.",
        "How many errors do N images have?",
        "Look at `axis=`: the axis of the images stays.",
    ),
    Mistake(
        "absolute differences",
        knobs(_measured, measure=np.abs),
        "Your result is the mean of the absolute differences.",
        "What makes a large difference count more than two small ones?",
        "Look for `abs` where `** 2` is meant.",
    ),
    Mistake(
        "differences not squared",
        knobs(_measured, measure=np.asarray),
        "Differences up and down cancel in your result.",
        "What takes the sign of a difference away?",
        "Look for `** 2`.",
    ),
    Mistake(
        "differences not squared, the other way round",
        knobs(_measured, measure=np.negative),
        "Differences up and down cancel in your result.",
        "What takes the sign of a difference away?",
        "Look for `** 2`.",
    ),
    Mistake(
        "mean squared in place of squares averaged",
        knobs(_measured, measure=np.asarray, over=lambda all_of: all_of.mean(axis=(1, 2, 3)) ** 2),
        "The mean difference was squared, after ups and downs had cancelled.",
        "Which comes first: the squares, or the mean?",
        "Look at the brackets: each difference is squared by itself.",
    ),
    Mistake(
        "difference of squares",
        knobs(_measured, difference=lambda x, rebuilt: x**2 - rebuilt**2, measure=np.asarray),
        "Both images were squared before they were subtracted.",
        "Which comes first: the difference, or the square?",
        "Look at the brackets: `(x - rebuilt) ** 2`.",
    ),
    Mistake(
        "root taken",
        lambda right, x, rebuilt: np.sqrt(right(x, rebuilt)),
        "Every number is the root of the right one.",
        "Is the mean squared error asked for, or its root?",
        "Look for `sqrt` or `** 0.5`.",
    ),
    Mistake(
        "length of the difference",
        lambda right, x, rebuilt: np.sqrt(right(x, rebuilt) * _size(x)),
        "Your result is the length of the difference: the root of its sum of squares.",
        "Is the mean squared error asked for, or a length?",
        "Look for `norm`.",
    ),
    Mistake(
        "half of it",
        lambda right, x, rebuilt: right(x, rebuilt) / 2,
        "Every number is half of the right one.",
        "What is the factor in front of a mean of squares?",
        "Look for `/ 2`.",
    ),
    Mistake(
        "divided by the number of images too",
        lambda right, x, rebuilt: right(x, rebuilt) / len(x),
        "Every number is the right one divided by the number of images.",
        "Does the error of one image depend on how many others there are?",
        "Look for a division by N.",
    ),
    Mistake(
        "divided by the number of images alone",
        lambda right, x, rebuilt: right(x, rebuilt) * _size(x) / len(x),
        "Each sum of squares was divided by the number of images.",
        "By how many numbers is the mean over one image divided?",
        "Look for a division by N.",
    ),
    Mistake(
        "divided by the pixels, channels not counted",
        lambda right, x, rebuilt: right(x, rebuilt) * x.shape[3],
        "Every number is the right one times the number of channels.",
        "How many numbers does an image of H by W pixels and C channels have?",
        "Look at what the sum is divided by.",
    ),
    Mistake(
        "mean over the images",
        _mean_over(0),
        "Your result is an image: the mean runs over the batch.",
        "Which axes belong to one image?",
        "Look at `axis=`: 1, 2 and 3.",
    ),
    Mistake(
        "channels kept",
        _mean_over(1, 2),
        "Your result has a number for each channel of each image.",
        "Which axes belong to one image?",
        "Look at `axis=`: 1, 2 and 3.",
    ),
    Mistake(
        "pixels kept",
        _mean_over(3),
        "Your result has a number for each pixel of each image.",
        "Which axes belong to one image?",
        "Look at `axis=`: 1, 2 and 3.",
    ),
    Mistake(
        "squares not averaged",
        knobs(_measured, over=np.asarray),
        "Your result holds all the squares; expected one number for each image.",
        "How many errors do N images have?",
        "Look for the mean.",
    ),
    Mistake(
        "largest square",
        knobs(_measured, over=lambda squares: squares.max(axis=(1, 2, 3))),
        "Each number is the largest square of its image.",
        "Does one bad pixel make a bad image?",
        "Look for `max`.",
    ),
    Mistake(
        "relative to the image",
        lambda right, x, rebuilt: right(x, rebuilt) / (x**2.0).mean(axis=(1, 2, 3)),
        "Your errors are divided by the mean square of their image.",
        "Is anything but a mean asked for?",
        "Look for a division by x.",
    ),
    Mistake(
        "first image only",
        lambda right, x, rebuilt: right(x, rebuilt)[0],
        "Your result is the error of the first image.",
        "How many errors do N images have?",
        "Look for `[0]`.",
    ),
    Mistake(
        "variance in place of mean square",
        knobs(_measured, measure=np.asarray, over=lambda d: d.var(axis=(1, 2, 3))),
        "Your errors are variances: an image that is too dark everywhere has none.",
        "How large is the error when every pixel is off by 3?",
        "Look for `var` or `std`, or for a mean that is subtracted.",
    ),
    Mistake(
        "divided by one number less",
        lambda right, x, rebuilt: right(x, rebuilt) * _size(x) / (_size(x) - 1),
        "Each sum is divided by one less than the numbers of an image.",
        "Of how many squares is it the mean?",
        "Look for a `- 1` in the division, or for `ddof`.",
    ),
)
