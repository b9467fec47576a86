"""What the answer to exercise 08_dropout and its mistakes share."""

import numpy as np

SPARE = 0.07  # seven times the spread of a fraction of 2,400 numbers


def _share(out):
    return (out == 0).mean()


def _times(out, x, factor):
    """Tell whether all that is not dropped is `factor` times what it was."""
    return np.allclose(out[out != 0], factor * x[out != 0])


def _whole(axis):
    """Tell whether numbers that differ along `axis` alone are dropped together."""

    def shows(out, x, rate, rng, training):
        fraction = (out == 0).mean(axis=axis)
        return training and 0 < fraction.mean() < 1 and np.isin(fraction, (0, 1)).all()

    return shows


def _stuck(rng):
    """Tell whether all numbers of the generator that was handed in are the same."""
    return rng["fixture"] == "stuck_rng"


def _patternless(out, rate):
    """Tell whether zeros and others alternate far more often than one random number explains.

    Which of `rate · size` places are to be dropped can be drawn too; there is a pattern in these.
    """
    zeros = out == 0
    alternate = np.count_nonzero(np.diff(zeros.ravel())) > 4 * len(out)
    return alternate and zeros.sum() != round(rate * out.size)
