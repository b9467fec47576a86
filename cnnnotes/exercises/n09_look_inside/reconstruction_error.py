"""Exercise 09_reconstruction_error: how far a rebuilt image is from its original."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n09_look_inside.answers import reconstruction_error


def _cases(rng):
    def draw(*shape):
        x = rng.integers(-5, 6, shape).astype(float)
        return x, x + rng.choice([-4, -3, -2, 0, 1, 2, 3, 5, 7], shape)

    for shape in ((1, 2, 2, 1), (1, 2, 3, 2)):
        yield "one image", draw(*shape)
    for shape in ((2, 2, 3, 1), (3, 3, 2, 2)):
        yield "several images", draw(*shape)
    for shape in ((1, 2, 3, 1), (2, 3, 2, 2)):
        bright = rng.integers(20, 200, shape)
        yield "bytes", tuple(a.astype(np.uint8) for a in (bright, bright - draw(*shape)[0] * 4))


def _mean_of(measure, axis=(1, 2, 3)):
    return lambda x, rebuilt: measure(x.astype(float), rebuilt.astype(float)).mean(axis=axis)


def _squares(x, rebuilt):
    return (x - rebuilt) ** 2


def _sums(x, rebuilt):
    return reconstruction_error(x, rebuilt) * x[0].size


WRAPPED = Mistake(
    "bytes that cannot be negative",
    lambda x, rebuilt: ((x - rebuilt) ** 2).mean(axis=(1, 2, 3)),
    "Given bytes, your differences and squares begin again at 0 after 255.",
    "What is 3 - 5 in `uint8`?",
    "Look at the difference: make floats of x first.",
)
TOO_MANY = Mistake(
    "one number for the batch",
    _mean_of(_squares, axis=None),
    "Your result is one number for all images.",
    "How many errors have N images?",
    "Look at `axis=` in the mean: the axis of the images stays.",
)

RECONSTRUCTION_ERROR = Exercise(
    id="09_reconstruction_error",
    title="How well is an image rebuilt?",
    reference=reconstruction_error,
    parts=(Part("one image", 1), Part("several images", 1), Part("bytes", 1)),
    cases=_cases,
    arithmetic={"out": lambda at, x, rebuilt: f"{_sums(x, rebuilt)[at]:g} / {x[0].size}"},
    hints=(
        "How many numbers has one image, and what is done with each of its differences?",
        "Look at the mean: it runs over height, width and channels, and not over the images.",
    ),
    mistakes=(
        WRAPPED,
        replace(
            WRAPPED,
            mimic=lambda x, rebuilt: ((x - rebuilt).astype(float) ** 2).mean(axis=(1, 2, 3)),
        ),
        replace(
            WRAPPED, mimic=lambda x, rebuilt: (np.abs(x - rebuilt) ** 2.0).mean(axis=(1, 2, 3))
        ),
        TOO_MANY,
        replace(TOO_MANY, mimic=lambda x, rebuilt: np.full(len(x), TOO_MANY.mimic(x, rebuilt))),
        Mistake(
            "sum in place of mean",
            _sums,
            "Every number is the right one times the numbers in an image.",
            "Can a large image and a small one be compared by their sums?",
            "Look for `sum`.",
        ),
        Mistake(
            "sum over the batch",
            lambda x, rebuilt: _sums(x, rebuilt).sum(),
            "Your result is the sum of all squares of all images.",
            "How many errors have N images?",
            "Look at `axis=`: the axis of the images stays.",
        ),
        Mistake(
            "absolute differences",
            _mean_of(lambda x, rebuilt: np.abs(x - rebuilt)),
            "Your result is the mean of the absolute differences.",
            "What makes a large difference count more than two small ones?",
            "Look for `abs` where `** 2` is meant.",
        ),
        Mistake(
            "differences not squared",
            _mean_of(lambda x, rebuilt: x - rebuilt),
            "Differences up and down cancel in your result.",
            "What takes the sign of a difference away?",
            "Look for `** 2`.",
        ),
        Mistake(
            "differences not squared, the other way round",
            _mean_of(lambda x, rebuilt: rebuilt - x),
            "Differences up and down cancel in your result.",
            "What takes the sign of a difference away?",
            "Look for `** 2`.",
        ),
        Mistake(
            "mean squared in place of squares averaged",
            lambda x, rebuilt: _mean_of(lambda x, rebuilt: x - rebuilt)(x, rebuilt) ** 2,
            "The mean difference was squared, after ups and downs had cancelled.",
            "Which comes first: the squares, or the mean?",
            "Look at the brackets: each difference is squared by itself.",
        ),
        Mistake(
            "difference of squares",
            _mean_of(lambda x, rebuilt: x**2 - rebuilt**2),
            "Both images were squared before they were subtracted.",
            "Which comes first: the difference, or the square?",
            "Look at the brackets: `(x - rebuilt) ** 2`.",
        ),
        Mistake(
            "root taken",
            lambda x, rebuilt: np.sqrt(reconstruction_error(x, rebuilt)),
            "Every number is the root of the right one.",
            "Is the mean squared error asked for, or its root?",
            "Look for `sqrt` or `** 0.5`.",
        ),
        Mistake(
            "length of the difference",
            lambda x, rebuilt: np.sqrt(_sums(x, rebuilt)),
            "Your result is the length of the difference: the root of its sum of squares.",
            "Is the mean squared error asked for, or a length?",
            "Look for `norm`.",
        ),
        Mistake(
            "half of it",
            lambda x, rebuilt: reconstruction_error(x, rebuilt) / 2,
            "Every number is half of the right one.",
            "Which factor has a mean of squares?",
            "Look for `/ 2`.",
        ),
        Mistake(
            "divided by the number of images too",
            lambda x, rebuilt: reconstruction_error(x, rebuilt) / len(x),
            "Every number is the right one divided by the number of images.",
            "Does the error of one image depend on how many others there are?",
            "Look for a division by N.",
        ),
        Mistake(
            "divided by the number of images alone",
            lambda x, rebuilt: _sums(x, rebuilt) / len(x),
            "Each sum of squares was divided by the number of images.",
            "By how many numbers is the mean over one image divided?",
            "Look for a division by N.",
        ),
        Mistake(
            "divided by the pixels, channels not counted",
            lambda x, rebuilt: reconstruction_error(x, rebuilt) * x.shape[3],
            "Every number is the right one times the number of channels.",
            "How many numbers has an image of H by W pixels and C channels?",
            "Look at what the sum is divided by.",
        ),
        Mistake(
            "mean over the images",
            _mean_of(_squares, axis=0),
            "Your result is an image: the mean runs over the batch.",
            "Which axes belong to one image?",
            "Look at `axis=`: 1, 2 and 3.",
        ),
        Mistake(
            "channels kept",
            _mean_of(_squares, axis=(1, 2)),
            "Your result has a number for each channel of each image.",
            "Which axes belong to one image?",
            "Look at `axis=`: 1, 2 and 3.",
        ),
        Mistake(
            "pixels kept",
            _mean_of(_squares, axis=3),
            "Your result has a number for each pixel of each image.",
            "Which axes belong to one image?",
            "Look at `axis=`: 1, 2 and 3.",
        ),
        Mistake(
            "squares not averaged",
            lambda x, rebuilt: _squares(x.astype(float), rebuilt),
            "Your result holds all the squares; asked for is one number for each image.",
            "How many errors have N images?",
            "Look for the mean.",
        ),
        Mistake(
            "largest square",
            lambda x, rebuilt: _squares(x.astype(float), rebuilt).max(axis=(1, 2, 3)),
            "Each number is the largest square of its image.",
            "Does one bad pixel make a bad image?",
            "Look for `max`.",
        ),
        Mistake(
            "relative to the image",
            lambda x, rebuilt: reconstruction_error(x, rebuilt) / (x**2.0).mean(axis=(1, 2, 3)),
            "Your errors are divided by the mean square of their image.",
            "Is anything but a mean asked for?",
            "Look for a division by x.",
        ),
        Mistake(
            "first image only",
            lambda x, rebuilt: reconstruction_error(x, rebuilt)[0],
            "Your result is the error of the first image.",
            "How many errors have N images?",
            "Look for `[0]`.",
        ),
    ),
)
