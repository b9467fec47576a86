"""What is known to go wrong in exercise 08_dropout."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._dropout import (
    SPARE,
    _patternless,
    _share,
    _stuck,
    _times,
    _whole,
)


def _together(out, x, rate, rng, training):
    if not training or out.shape != x.shape or _share(out) not in (0, 1):
        return False
    factors = out[x != 0] / x[x != 0]
    return np.allclose(factors, factors[:1])


def _in_training(change):
    """Drop in another way, in training."""

    def mimic(right, x, rate, rng, training):
        return change(x, rate, rng) if training else right(x, rate, rng, training)

    return mimic


def _in_place(right, x, rate, rng, training):
    x[:] = right(x, rate, rng, training)
    return x


def _kept(x, rate, rng):
    return rng.random(x.shape) >= rate


MISTAKES = (
    Mistake(
        "rescaled after training too",
        lambda right, x, rate, rng, training: (
            right(x, rate, rng, True) if training else x / (1 - rate)
        ),
        "After training, x is divided by 1 - rate although nothing is dropped.",
        "What does the factor make up for?",
        "Look at the line that divides: it belongs to the training alone.",
        shows=lambda out, x, rate, rng, training: not training and np.allclose(out, x / (1 - rate)),
    ),
    Mistake(
        "on after training",
        lambda right, x, rate, rng, training: right(x, rate, rng, True),
        "Numbers are dropped after training too.",
        "Should the same digit get another answer each time the network is asked?",
        "Look for `training`: without it, x goes back as it came.",
        shows=lambda out, x, rate, rng, training: not training and _share(out) > 0,
    ),
    Mistake(
        "another generator than the one given",
        lambda right, x, rate, rng, training: right(x, rate, np.random.default_rng(0), training),
        "Given a generator that draws one number for ever, you drop some, others not.",
        "From which generator do your random numbers come?",
        "Look for `np.random`: `rng` is handed in, so that a seed brings the same numbers again.",
        shows=lambda out, x, rate, rng, training: (
            training and _stuck(rng) and _patternless(out, rate)
        ),
    ),
    Mistake(
        "off in training",
        lambda right, x, rate, rng, training: x,
        "In training, x came back as it was.",
        "When is dropout on: in training, or afterwards?",
        "Look at the line with `if`: what happens when training is True?",
        shows=lambda out, x, rate, rng, training: training and np.array_equal(out, x),
    ),
    Mistake(
        "training and its opposite swapped",
        lambda right, x, rate, rng, training: right(x, rate, rng, not training),
        "Numbers are dropped after training, and not in training.",
        "When is dropout on: in training, or afterwards?",
        "Look at the line with `if`: is there a `not` too many, or too few?",
        shows=lambda out, x, rate, rng, training: (
            np.array_equal(out, x) if training else _share(out) > 0
        ),
    ),
    Mistake(
        "scaled down after training too",
        lambda right, x, rate, rng, training: (
            right(x, rate, rng, True) if training else x * (1 - rate)
        ),
        "After training, x is multiplied by 1 - rate, and in training it was scaled up already.",
        "What would be left to do after training if training had kept the mean?",
        "Look at the line for after training: x goes back as it came.",
        shows=lambda out, x, rate, rng, training: not training and _times(out, x, 1 - rate),
    ),
    Mistake(
        "not rescaled",
        _in_training(lambda x, rate, rng: x * _kept(x, rate, rng)),
        "What is not dropped stays as it was: in training, sums are smaller than afterwards.",
        "By which factor does the mean fall when the fraction `rate` is dropped?",
        "Look at what is kept: it is divided by 1 - rate.",
        shows=lambda out, x, rate, rng, training: training and _times(out, x, 1),
    ),
    Mistake(
        "rescaled after training",
        lambda right, x, rate, rng, training: (
            (1 - rate) * (right(x, rate, rng, True) if training else x)
        ),
        "You scale down after training; it should scale up in training.",
        "What would be left to do after training if training had kept the mean?",
        "Look at the two factors: 1 / (1 - rate) in training, none afterwards.",
        shows=lambda out, x, rate, rng, training: _times(out, x, 1 if training else 1 - rate),
    ),
    Mistake(
        "scaled down in place of up",
        _in_training(lambda x, rate, rng: x * _kept(x, rate, rng) * (1 - rate)),
        "What is not dropped is multiplied by 1 - rate.",
        "Must the others become larger or smaller if the mean is to stay?",
        "Look at the factor: 1 / (1 - rate).",
        shows=lambda out, x, rate, rng, training: training and _times(out, x, 1 - rate),
    ),
    Mistake(
        "the fraction `rate` is kept",
        _in_training(lambda x, rate, rng: x * ~_kept(x, rate, rng) / (1 - rate)),
        "The fraction `rate` is kept, and the rest is dropped.",
        "With a rate of 0.25, how many numbers are dropped?",
        "Look at the sign of the comparison: `rng.random(x.shape) >= rate` is kept.",
        shows=lambda out, x, rate, rng, training: (
            training
            and (_stuck(rng) or abs(((out == 0) | np.isnan(out)).mean() - 1 + rate) < SPARE)
        ),
    ),
    Mistake(
        "divided by rate",
        _in_training(lambda x, rate, rng: x * _kept(x, rate, rng) / rate),
        "What is not dropped is divided by rate.",
        "Which fraction is kept: rate, or 1 - rate?",
        "Look at the division.",
        shows=lambda out, x, rate, rng, training: (
            training and (not rate or _times(out, x, 1 / rate))
        ),
    ),
    Mistake(
        "half dropped, whatever the rate",
        _in_training(lambda x, rate, rng: x * _kept(x, 0.5, rng) / (1 - rate)),
        "Half of the numbers are dropped, whatever the rate.",
        "With which number is the random one to be compared?",
        "Look for 0.5.",
        shows=lambda out, x, rate, rng, training: training and abs(_share(out) - 0.5) < SPARE,
    ),
    Mistake(
        "dropped in whole columns",
        _in_training(lambda x, rate, rng: x * _kept(x[0], rate, rng) / (1 - rate)),
        "The same columns are dropped in every row: one mask for the whole batch.",
        "How many random numbers does a batch of N rows need?",
        "Look at the shape that you draw: x.shape.",
        shows=_whole(0),
    ),
    Mistake(
        "dropped in whole rows",
        _in_training(lambda x, rate, rng: x * _kept(x[:, :1], rate, rng) / (1 - rate)),
        "Whole rows are dropped.",
        "How many random numbers does one row need?",
        "Look at the shape that you draw: x.shape.",
        shows=_whole(1),
    ),
    Mistake(
        "one random number for all",
        _in_training(lambda x, rate, rng: x * (rng.random() >= rate) / (1 - rate)),
        "Either all is dropped, or nothing.",
        "How many random numbers does an array of N × D need?",
        "Look at the shape that you draw: `rng.random(x.shape)`.",
        shows=_together,
    ),
    Mistake(
        "the mask beside the result",
        lambda right, x, rate, rng, training: np.stack([right(x, rate, rng, training), x]),
        "Two arrays came back; expected one.",
        "What does the next layer get?",
        "Look at the line with `return`.",
        shows=lambda out, x, rate, rng, training: out.shape == (2, *x.shape),
    ),
    Mistake(
        "the mask in place of the result",
        _in_training(lambda x, rate, rng: _kept(x, rate, rng) / (1 - rate)),
        "Your result knows nothing of x: it is the mask itself.",
        "What is multiplied by the mask?",
        "Look at the line with `return`: x * mask.",
        shows=lambda out, x, rate, rng, training: training and len(np.unique(out)) <= 2,
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The array that was given to your function is changed after the call.",
        "Whose memory does `x *= …` write to: a new array's, or the caller's?",
        "Look for `*=` or `x[...] =`; make a new array with `x * …` instead.",
    ),
)
