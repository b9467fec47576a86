"""Exercise 08_batch_norm: every channel centred and scaled."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n08_regularization._normalizing import (
    mean_written,
    out_written,
    var_written,
)
from cnnnotes.exercises.n08_regularization.batch_norm_mistakes import MISTAKES


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    training: bool,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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
    mistakes=MISTAKES,
)
