# ruff: noqa
"""Notebook 03, as learners write it: a fifth set."""

import numpy as np

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("03")


@wrong("dead_fraction", "zeros in the whole table, not units")
def dead_fraction(activations):
    return (activations == 0).mean()


@wrong("dead_fraction", "units that are 0 for at least one input")
def dead_fraction(activations):
    return np.mean((activations == 0).any(axis=0))


@wrong("dead_fraction", "their number, not a fraction")
def dead_fraction(activations):
    return int((activations.sum(axis=0) == 0).sum())


@wrong("dead_fraction", "the last unit is not looked at")
def dead_fraction(activations):
    n, units = activations.shape
    dead = 0
    for u in range(units - 1):
        if activations[:, u].max() == 0:
            dead += 1
    return dead / units


@wrong("dead_fraction", "the last input is not looked at", "the living are counted")
def dead_fraction(activations):
    return (activations[:-1] > 0).any(axis=0).mean()


@wrong("he_std", "the 2 stands below: √(1 / (2·fan-in))")
def he_std(kh, kw, c_in):
    return (1 / (2 * kh * kw * c_in)) ** 0.5


@wrong("he_std", "turned upside down: √(fan-in / 2)")
def he_std(kh, kw, c_in):
    return np.sqrt(kh * kw * c_in / 2)


@wrong("he_std", "the window is taken as square: kh twice")
def he_std(kh, kw, c_in):
    return np.sqrt(2 / (kh * kh * c_in))


@wrong("he_std", "the channels alone: 2 / c_in under the root", "divided by 2 at the end")
def he_std(kh, kw, c_in):
    return np.sqrt(2 / c_in) / 2
