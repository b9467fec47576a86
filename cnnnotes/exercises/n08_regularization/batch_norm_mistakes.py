"""What is known to go wrong in exercise 08_batch_norm."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._normalizing import normalizing, statistics
from cnnnotes.exercises.spoiling import knobs


def _over_the_pixels(batch, x):
    """Statistics of each place or image, averaged: then they fit the running ones."""
    return tuple(each.reshape(-1, each.shape[-1]).mean(axis=0) for each in batch)


def _in_place(right, x, gamma, beta, mean, var, training):
    out, mean[:], var[:] = right(x, gamma, beta, mean, var, training)
    return out, mean, var


BATCH_AFTER = Mistake(
    "batch statistics after training",
    knobs(normalizing, used=lambda training, batch, running, new: batch),
    "After training, your output still depends on which images stand together in the batch.",
    "Should a digit's verdict depend on the other digits that are asked about with it?",
    "Look for `training`: without it, the running mean and variance are used.",
)


RUNNING_IN_TRAINING = Mistake(
    "running averages in training",
    knobs(normalizing, used=lambda training, batch, running, new: running),
    "In training, your output is not centred: the running averages were used.",
    "What is the mean of each channel of a batch that was normalized by its own statistics?",
    "Look at the line with `if training`: it takes the mean and variance of x.",
)


ONE_OFF = Mistake(
    "variance divided by n - 1",
    knobs(normalizing, of_batch=lambda x: (x.mean((0, 1, 2)), x.var((0, 1, 2), ddof=1))),
    "Your variance is a little too large: divided by n - 1.",
    "Is the batch's variance an estimate here, or is it what the batch has?",
    "Look for `ddof=1`.",
)


MISTAKES = (
    Mistake(
        "running averages updated after training too",
        knobs(normalizing, update=lambda training: True),
        "After training, your running averages go on changing.",
        "What are they to be, once the network is only asked?",
        "Look at the lines with the averages: they belong under `if training`.",
    ),
    Mistake(
        "running averages not updated",
        lambda right, x, gamma, beta, mean, var, training: (
            right(x, gamma, beta, mean, var, training)[0],
            mean,
            var,
        ),
        "Mean and var came back as they were.",
        "From where does the network know the statistics after training?",
        "Look at the line with `return`: are they the new ones?",
    ),
    *BATCH_AFTER.forms(lambda right, *args: right(*args[:-1], True)),
    *RUNNING_IN_TRAINING.forms(
        knobs(normalizing, used=lambda training, batch, running, new: new),
        lambda right, *args: right(*args[:-1], False),
    ),
    Mistake(
        "training and its opposite swapped",
        lambda right, *args: right(*args[:-1], not args[-1]),
        "The batch's statistics are used after training, the running ones in training.",
        "When does the batch decide?",
        "Look at the line with `if`: is there a `not` too many, or too few?",
    ),
    Mistake(
        "each pixel on its own",
        knobs(normalizing, of_batch=statistics(0), into_running=_over_the_pixels),
        "Each place of the image has a mean of its own.",
        "Does a filter mean another thing at another place?",
        "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
    ),
    Mistake(
        "each image on its own",
        knobs(normalizing, of_batch=statistics(1, 2, keepdims=True), into_running=_over_the_pixels),
        "Each image has a mean of its own.",
        "Over which images is the mean of a batch taken?",
        "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
    ),
    Mistake(
        "each image on its own, channels and all",
        knobs(normalizing, of_batch=statistics(1, 2, 3, keepdims=True)),
        "Each image has one mean for all its channels.",
        "Which axis stays if each channel has a mean of its own?",
        "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
    ),
    Mistake(
        "over the channels",
        knobs(normalizing, of_batch=statistics(3, keepdims=True)),
        "Each pixel has a mean over its channels.",
        "Which axis stays if each channel has a mean of its own?",
        "Look at the axes: `-1` is the one that stays.",
    ),
    Mistake(
        "one mean for all channels",
        knobs(normalizing, of_batch=lambda x: (x.mean(), x.var())),
        "All channels share one mean and one variance.",
        "How many means do C channels have?",
        "Look at the mean: it needs `axis=(0, 1, 2)`.",
    ),
    *ONE_OFF.forms(
        knobs(
            normalizing,
            into_running=lambda batch, x: (batch[0], batch[1] / (1 - x.shape[3] / x.size)),
        )
    ),
    Mistake(
        "variance not taken around the mean",
        knobs(normalizing, of_batch=lambda x: (x.mean((0, 1, 2)), (x**2).mean((0, 1, 2)))),
        "Your variance is the mean of the squares.",
        "From where is the variance measured?",
        "Look at the line with the variance: (x - mean) squared.",
    ),
    Mistake(
        "standard deviation in place of the variance",
        knobs(normalizing, of_batch=lambda x: (x.mean((0, 1, 2)), x.std((0, 1, 2)))),
        "In place of the variance you take its root, and then the root again.",
        "Which of `np.var` and `np.std` stands under the root?",
        "Look for `std`.",
    ),
    Mistake(
        "divided by the variance",
        knobs(normalizing, spread=lambda var: var + 1e-5),
        "Your output is divided by the variance, not by its root.",
        "What spread is a normalized channel to have?",
        "Look for `np.sqrt`.",
    ),
    Mistake(
        "not centred",
        knobs(normalizing, centred=lambda x, mean: x),
        "The mean is still there.",
        "What is the mean of a normalized channel, before gamma and beta?",
        "Look for `x - mean`.",
    ),
    Mistake(
        "gamma forgotten",
        lambda right, x, gamma, *rest: right(x, np.ones_like(gamma), *rest),
        "Your output is right for a gamma of 1.",
        "Which two numbers does each channel learn here?",
        "Look for gamma: does it occur in your formula?",
    ),
    Mistake(
        "beta forgotten",
        lambda right, x, gamma, beta, *rest: right(x, gamma, 0 * beta, *rest),
        "Your output is right for a beta of 0.",
        "Which two numbers does each channel learn here?",
        "Look for beta: does it occur in your formula?",
    ),
    Mistake(
        "gamma and beta forgotten",
        lambda right, x, gamma, beta, *rest: right(x, np.ones_like(gamma), 0 * beta, *rest),
        "Your output has the mean 0 and the spread 1, whatever gamma and beta are.",
        "Which two numbers does each channel learn here?",
        "Look at the line with `return`: gamma times it, plus beta.",
    ),
    Mistake(
        "gamma and beta swapped",
        lambda right, x, gamma, beta, *rest: right(x, beta, gamma, *rest),
        "Gamma and beta are swapped.",
        "Which one is the new spread, which one the new mean?",
        "Look at the formula: gamma times, plus beta.",
    ),
    Mistake(
        "beta multiplied by gamma",
        lambda right, x, gamma, beta, *rest: right(x, gamma, gamma * beta, *rest),
        "Beta is multiplied by gamma too.",
        "Which is done first: the scaling, or the shift?",
        "Look at the brackets.",
    ),
    Mistake(
        "eps forgotten",
        knobs(normalizing, spread=np.sqrt),
        "A channel that hardly varies comes out too large.",
        "What is divided by what if all numbers of a channel are the same?",
        "Look for eps: `np.sqrt(var + 1e-5)`.",
    ),
    Mistake(
        "eps outside of the root",
        knobs(normalizing, spread=lambda var: np.sqrt(var) + 1e-5),
        "A channel that hardly varies comes out too large.",
        "To what is eps added: to the variance, or to its root?",
        "Look at the brackets: `np.sqrt(var + 1e-5)`.",
    ),
    Mistake(
        "another eps",
        knobs(normalizing, spread=lambda var: np.sqrt(var + 1e-3)),
        "Your output is a little too small.",
        "How large is eps?",
        "Look for a number such as 1e-3.",
    ),
    Mistake(
        "weights of old and new swapped",
        knobs(normalizing, average=lambda old, batch: 0.1 * old + 0.9 * batch),
        "Your running averages are nearly those of the last batch.",
        "Which fraction of a running average does one batch change?",
        "Look at 0.9 and 0.1: the old one has 0.9.",
    ),
    Mistake(
        "running averages replaced",
        knobs(normalizing, average=lambda old, batch: batch),
        "What came back are the statistics of this batch.",
        "What remains of the batches before?",
        "Look at the new averages: 0.9 · old + 0.1 · batch's.",
    ),
    Mistake(
        "old averages not shrunk",
        knobs(normalizing, average=lambda old, batch: old + 0.1 * batch),
        "Your running averages grow from batch to batch.",
        "What do the weights of an average add up to?",
        "Look at the new averages: 0.9 · old + 0.1 · batch's.",
    ),
    Mistake(
        "changes the running averages in place",
        _in_place,
        "The arrays mean and var that were given to your function are changed after the call.",
        "Whose memory does `mean *= …` write to: a new array's, or the caller's?",
        "Look for `*=`, `+=` or `[:] =`: make new arrays.",
    ),
)
