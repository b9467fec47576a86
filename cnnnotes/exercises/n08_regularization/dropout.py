"""Exercise 08_dropout: numbers dropped at random, in training only."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part, Property, fixture
from cnnnotes.exercises.n08_regularization._dropout import (
    SPARE,
    _patternless,
    _share,
    _stuck,
    _times,
    _whole,
)
from cnnnotes.exercises.n08_regularization.dropout_mistakes import MISTAKES


def dropout(x: np.ndarray, rate: float, rng: np.random.Generator, training: bool) -> np.ndarray:
    """x (N, D), rate to drop, rng, training (True or False) → (N, D): the others / (1 - rate)."""
    if not training:
        return x
    kept = rng.random(x.shape) >= rate
    return x * kept / (1 - rate)


def _cases(rng):
    def draw(rate, training, stuck=False):
        x = rng.integers(1, 10, (60, 40)) * rng.choice([-1.0, 1.0], (60, 40))  # none of them is 0
        given = fixture("stuck_rng") if stuck else fixture("rng", int(rng.integers(1000)))
        return x + np.sign(x) / 8, rate, given, training

    for rate in (0.25, 0.6, 0.8):
        yield "in training", draw(rate, True)
    for rate in (0.25, 0.8):
        yield "in training", draw(rate, True, stuck=True)
    yield "a rate of 0", draw(0.0, True)
    for rate in (0.25, 0.8):
        yield "after training", draw(rate, False)


DROPOUT = Exercise(
    id="08_dropout",
    title="Drop numbers at random, in training only",
    reference=dropout,
    parts=(Part("in training", 2), Part("a rate of 0", 1), Part("after training", 2)),
    cases=_cases,
    properties=(
        Property(
            "another shape",
            lambda out, x, rate, rng, training: out.shape == x.shape,
            "Your result has another shape than x.",
        ),
        Property(
            "not numbers",
            lambda out, x, rate, rng, training: np.isfinite(out).all(),
            "Something in your result is not a number.",
        ),
        Property(
            "changed after training",
            lambda out, x, rate, rng, training: training or np.array_equal(out, x),
            "After training, your result is not x as it came.",
        ),
        Property(
            "another fraction is dropped",
            lambda out, x, rate, rng, training: (
                not training or _stuck(rng) or abs(_share(out) - rate) < SPARE * (rate > 0) + 1e-9
            ),
            "The fraction of zeros in your result is not `rate`.",
        ),
        Property(
            "the others are not x / (1 - rate)",
            lambda out, x, rate, rng, training: not training or _times(out, x, 1 / (1 - rate)),
            "What is not dropped is not x / (1 - rate).",
        ),
        Property(
            "another generator than the one given",
            lambda out, x, rate, rng, training: not _stuck(rng) or not _patternless(out, rate),
            "Given a generator that draws one number for ever, you drop some, others not.",
        ),
        Property(
            "dropped in whole columns",
            lambda *values: not _whole(0)(*values),
            "The same columns are dropped in every row.",
        ),
        Property(
            "dropped in whole rows",
            lambda *values: not _whole(1)(*values),
            "Whole rows are dropped.",
        ),
    ),
    hints=(
        "In your result for a rate of 0.25: how many are 0, and what became of the others?",
        "Look at the line that draws random numbers: x.shape of them, each compared with rate.",
    ),
    mistakes=MISTAKES,
)
