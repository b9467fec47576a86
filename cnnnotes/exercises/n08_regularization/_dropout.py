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
