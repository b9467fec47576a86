"""Exercise 08_batch_norm: every channel centred and scaled."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part
from cnnnotes.exercises.n08_regularization.normalizing import (
    instead,
    mean_written,
    normalizing,
    out_written,
    statistics,
    var_written,
)


def batch_norm(x, gamma, beta, mean, var, training):
    """x (N, H, W, C), the others (C,), training → out, new mean, new var; eps = 1e-5.

    In training, by the batch's own mean and variance, of which a tenth goes into the running ones:
    0.9 · old + 0.1 · batch's. After training, by the running ones, which stay as they are.
    """
    new_mean, new_var = mean, var
    if training:
        old_mean, old_var = mean, var
        mean, var = x.mean(axis=(0, 1, 2)), x.var(axis=(0, 1, 2))
        new_mean, new_var = 0.9 * old_mean + 0.1 * mean, 0.9 * old_var + 0.1 * var
    return gamma * (x - mean) / np.sqrt(var + 1e-5) + beta, new_mean, new_var


def _cases(rng):
    def draw(*shape, training=True, scale=1):
        c = shape[-1]
        x = rng.permutation(np.prod(shape)).reshape(shape) * scale - 2.0
        gamma, beta, mean, var = rng.permuted(np.tile(np.arange(2.0, c + 4), (4, 1)), axis=1)[:, :c]
        return x, gamma, -beta, mean, var + 0.25, training

    for shape in ((2, 1, 2, 1), (2, 3, 2, 2), (3, 2, 4, 3)):
        yield "in training", draw(*shape)
    for shape in ((2, 1, 2, 1), (2, 3, 2, 2)):
        yield "after training", draw(*shape, training=False)
    for shape in ((2, 1, 2, 2), (3, 2, 2, 3)):
        yield "running averages", draw(*shape)
    yield "running averages", draw(2, 1, 2, 2, training=False)
    yield "a channel that hardly varies", draw(2, 2, 2, 1, scale=1e-3)


def _in_place(x, gamma, beta, mean, var, training):
    out, mean[:], var[:] = batch_norm(x, gamma, beta, mean, var, training)
    return out, mean, var


BATCH_AFTER = Mistake(
    "batch statistics after training",
    normalizing(used=lambda training, batch, running, new: batch),
    "After training, your output still depends on which images stand together in the batch.",
    "Should a digit's verdict depend on the other digits that are asked about with it?",
    "Look for `training`: without it, the running mean and variance are used.",
)
RUNNING_IN_TRAINING = Mistake(
    "running averages in training",
    normalizing(used=lambda training, batch, running, new: running),
    "In training, your output is not centred: the running averages were used.",
    "What is the mean of each channel of a batch that was normalized by its own statistics?",
    "Look at the line with `if training`: it takes the mean and variance of x.",
)
ONE_OFF = Mistake(
    "variance divided by n - 1",
    normalizing(lambda x: (x.mean((0, 1, 2)), x.var((0, 1, 2), ddof=1))),
    "Your variance is a little too large: divided by n - 1.",
    "Is the batch's variance an estimate here, or is it what the batch has?",
    "Look for `ddof=1`.",
)

BATCH_NORM = Exercise(
    id="08_batch_norm",
    title="Normalize every channel",
    reference=batch_norm,
    parts=(
        Part("in training", 2, returns=("out",)),
        Part("after training", 2, returns=("out",)),
        Part("running averages", 2, returns=("new_mean", "new_var")),
        Part("a channel that hardly varies", 1, returns=("out",)),
    ),
    cases=_cases,
    returns=("out", "new_mean", "new_var"),
    arithmetic={"out": out_written, "new_mean": mean_written, "new_var": var_written},
    hints=(
        "Which mean and variance belong to channel 0, and how many numbers are they taken from?",
        "Look at three lines: the axes of mean and variance, the formula, what `training` decides.",
    ),
    mistakes=(
        Mistake(
            "running averages updated after training too",
            normalizing(update=lambda training: True),
            "After training, your running averages go on changing.",
            "What are they to be, once the network is only asked?",
            "Look at the lines with the averages: they belong under `if training`.",
        ),
        Mistake(
            "running averages not updated",
            normalizing(average=lambda old, batch: old),
            "Mean and var came back as they were.",
            "From where does the network know the statistics after training?",
            "Look at the line with `return`: are they the new ones?",
        ),
        BATCH_AFTER,
        replace(BATCH_AFTER, mimic=lambda *args: batch_norm(*args[:-1], True)),
        RUNNING_IN_TRAINING,
        replace(
            RUNNING_IN_TRAINING,
            mimic=normalizing(used=lambda training, batch, running, new: new),
        ),
        replace(RUNNING_IN_TRAINING, mimic=lambda *args: batch_norm(*args[:-1], False)),
        Mistake(
            "training and its opposite exchanged",
            lambda *args: batch_norm(*args[:-1], not args[-1]),
            "The batch's statistics are used after training, the running ones in training.",
            "When does the batch decide?",
            "Look at the line with `if`: is there a `not` too many, or too few?",
        ),
        Mistake(
            "each pixel on its own",
            normalizing(statistics(0)),
            "Each place of the image has a mean of its own.",
            "Does a filter mean another thing at another place?",
            "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
        ),
        Mistake(
            "each image on its own",
            normalizing(statistics(1, 2, keepdims=True)),
            "Each image has a mean of its own.",
            "Over which images is the mean of a batch taken?",
            "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
        ),
        Mistake(
            "each image on its own, channels and all",
            normalizing(statistics(1, 2, 3, keepdims=True)),
            "Each image has one mean for all its channels.",
            "Which axis stays, if each channel has a mean of its own?",
            "Look at the axes: over images, rows and columns, `(0, 1, 2)`.",
        ),
        Mistake(
            "over the channels",
            normalizing(statistics(3, keepdims=True)),
            "Each pixel has a mean over its channels.",
            "Which axis stays, if each channel has a mean of its own?",
            "Look at the axes: `-1` is the one that stays.",
        ),
        Mistake(
            "one mean for all channels",
            normalizing(lambda x: (x.mean(), x.var())),
            "All channels share one mean and one variance.",
            "How many means do C channels have?",
            "Look at the mean: it needs `axis=(0, 1, 2)`.",
        ),
        ONE_OFF,
        replace(
            ONE_OFF, mimic=instead(new_var=lambda x, old: 0.9 * old + x.var((0, 1, 2), ddof=1) / 10)
        ),
        Mistake(
            "variance not taken around the mean",
            normalizing(lambda x: (x.mean((0, 1, 2)), (x**2).mean((0, 1, 2)))),
            "Your variance is the mean of the squares.",
            "From where is the variance measured?",
            "Look at the line with the variance: (x - mean) squared.",
        ),
        Mistake(
            "standard deviation in place of the variance",
            normalizing(lambda x: (x.mean((0, 1, 2)), x.std((0, 1, 2)))),
            "In place of the variance you take its root, and then the root again.",
            "Which of `np.var` and `np.std` stands under the root?",
            "Look for `std`.",
        ),
        Mistake(
            "divided by the variance",
            normalizing(formula=lambda x, m, v, gamma, beta: gamma * (x - m) / (v + 1e-5) + beta),
            "Your output is divided by the variance, not by its root.",
            "What spread is a normalized channel to have?",
            "Look for `np.sqrt`.",
        ),
        Mistake(
            "not centred",
            normalizing(formula=lambda x, m, v, gamma, beta: gamma * x / np.sqrt(v + 1e-5) + beta),
            "The mean is still there.",
            "What is the mean of a normalized channel, before gamma and beta?",
            "Look for `x - mean`.",
        ),
        Mistake(
            "gamma forgotten",
            normalizing(formula=lambda x, m, v, gamma, beta: (x - m) / np.sqrt(v + 1e-5) + beta),
            "Your output is right for a gamma of 1.",
            "Which two numbers does each channel learn here?",
            "Look for gamma: does it occur in your formula?",
        ),
        Mistake(
            "beta forgotten",
            normalizing(formula=lambda x, m, v, gamma, beta: gamma * (x - m) / np.sqrt(v + 1e-5)),
            "Your output is right for a beta of 0.",
            "Which two numbers does each channel learn here?",
            "Look for beta: does it occur in your formula?",
        ),
        Mistake(
            "gamma and beta forgotten",
            normalizing(formula=lambda x, m, v, gamma, beta: (x - m) / np.sqrt(v + 1e-5)),
            "Your output has the mean 0 and the spread 1, whatever gamma and beta are.",
            "Which two numbers does each channel learn here?",
            "Look at the line with `return`: gamma times it, plus beta.",
        ),
        Mistake(
            "gamma and beta exchanged",
            lambda x, gamma, beta, *rest: batch_norm(x, beta, gamma, *rest),
            "Gamma and beta have changed places.",
            "Which one is the new spread, which one the new mean?",
            "Look at the formula: gamma times, plus beta.",
        ),
        Mistake(
            "beta multiplied by gamma",
            normalizing(
                formula=lambda x, m, v, gamma, beta: gamma * ((x - m) / np.sqrt(v + 1e-5) + beta)
            ),
            "Beta is multiplied by gamma too.",
            "Which is done first: the scaling, or the shift?",
            "Look at the brackets.",
        ),
        Mistake(
            "eps forgotten",
            normalizing(formula=lambda x, m, v, gamma, beta: gamma * (x - m) / np.sqrt(v) + beta),
            "A channel that hardly varies comes out too large.",
            "What is divided by what, if all numbers of a channel are the same?",
            "Look for eps: `np.sqrt(var + 1e-5)`.",
        ),
        Mistake(
            "eps outside of the root",
            normalizing(
                formula=lambda x, m, v, gamma, beta: gamma * (x - m) / (np.sqrt(v) + 1e-5) + beta
            ),
            "A channel that hardly varies comes out too large.",
            "To what is eps added: to the variance, or to its root?",
            "Look at the brackets: `np.sqrt(var + 1e-5)`.",
        ),
        Mistake(
            "another eps",
            normalizing(
                formula=lambda x, m, v, gamma, beta: gamma * (x - m) / np.sqrt(v + 1e-3) + beta
            ),
            "Your output is a little too small.",
            "How large is eps?",
            "Look for a number such as 1e-3.",
        ),
        Mistake(
            "shares of old and new exchanged",
            normalizing(average=lambda old, batch: 0.1 * old + 0.9 * batch),
            "Your running averages are nearly those of the last batch.",
            "Which share of a running average does one batch change?",
            "Look at 0.9 and 0.1: the old one has 0.9.",
        ),
        Mistake(
            "running averages replaced",
            normalizing(average=lambda old, batch: batch),
            "What came back are the statistics of this batch.",
            "What remains of the batches before?",
            "Look at the new averages: 0.9 · old + 0.1 · batch's.",
        ),
        Mistake(
            "old averages not shrunk",
            normalizing(average=lambda old, batch: old + 0.1 * batch),
            "Your running averages grow from batch to batch.",
            "What do the shares of an average add up to?",
            "Look at the new averages: 0.9 · old + 0.1 · batch's.",
        ),
        Mistake(
            "changes the running averages in place",
            _in_place,
            "The arrays mean and var that were given to your function are changed after the call.",
            "Whose memory does `mean *= …` write to: a new array's, or the caller's?",
            "Look for `*=`, `+=` or `[:] =`: make new arrays.",
        ),
    ),
)
