"""Exercise 08_test_dropout: write the test of dropout, in training and after it."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.n08_regularization import dropout
from cnnnotes.exercises.written_tests import written_test


def test_dropout(dropout: Callable) -> None:
    """dropout, an implementation → nothing: fails where it is wrong."""
    x = np.random.default_rng(0).normal(5, 1, (200, 50))  # none of them is 0
    before = x.copy()
    assert np.array_equal(dropout(x, 0.25, np.random.default_rng(1), False), before)
    out = dropout(x, 0.25, np.random.default_rng(1), True)
    assert np.array_equal(x, before)
    dropped = out == 0
    assert abs(dropped.mean() - 0.25) < 0.05
    assert np.allclose(out[~dropped], x[~dropped] / 0.75)
    assert dropped.mean(axis=0).max() < 0.5
    assert dropped.mean(axis=1).max() < 0.75


def _by_comparing(x, rate, rng, training):
    if not training:
        return x
    kept = rng.random(x.shape) >= rate
    return x * kept / (1 - rate)


def _by_binomial(x, rate, rng, training):
    return x * rng.binomial(1, 1 - rate, x.shape) / (1 - rate) if training else x.copy()


def _by_choice(x, rate, rng, training):
    factors = rng.choice([0, 1 / (1 - rate)], x.shape, p=[rate, 1 - rate])
    return np.where(training, x * factors, x)


TEST_DROPOUT = written_test(
    dropout.DROPOUT,
    test_dropout,
    right={
        "compares random numbers with the rate": _by_comparing,
        "tosses a coin for each number": _by_binomial,
        "chooses a factor for each number": _by_choice,
    },
    wrong={
        "on after training": ("drops after training too", "if not training", "if False"),
        "off in training": ("never drops", "if not training", "if True"),
        "training and its opposite swapped": (
            "drops after training alone",
            "if not training",
            "if training",
        ),
        "rescaled after training too": (
            "rescales after training too",
            "return x\n",
            "return x / (1 - rate)\n",
        ),
        "not rescaled": ("does not rescale", " / (1 - rate)", ""),
        "the fraction `rate` is kept": ("keeps the fraction that is to be dropped", ">=", "<"),
        "dropped in whole columns": ("drops whole columns", "(x.shape)", "(x.shape[1])"),
        "changes its input": (
            "changes its input",
            "return x * kept / (1 - rate)",
            "x *= kept / (1 - rate)\n    return x",
        ),
    },
    hints=(
        "What of x, of the fraction of zeros, or of the others would this one mistake change?",
        "Look at what you assert: is it also the place of the zeros, and x after the call?",
    ),
)
