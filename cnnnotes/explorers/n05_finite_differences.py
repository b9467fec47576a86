"""Finite differences (notebook 05): a large step misses the curve, a small one rounds."""

from collections.abc import Callable

import numpy as np

from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.figures.finite_differences import REACH, finite_differences_figure
from cnnnotes.figures.style import number

POWERS = range(1, 16)
STEPS = np.array([float(f"1e-{power}") for power in POWERS])
METHODS = ("central", "one-sided")


def _cube(x):
    return x**3


def _slope_of_cube(x):
    return 3 * x**2


def finite_differences(
    f: Callable[[float], float] = _cube,
    slope: Callable[[float], float] = _slope_of_cube,
    x: float = 3.0,
) -> Explorer:
    """Try the slope of `f` at the number `x` with steps from 1e-1 to 1e-15, and see the error.

    `f` and its true `slope` take a float and give one; without them, x³ and 3x². `ValueError` where
    they give no finite number.

    >>> tried = finite_differences(lambda x: x**2, lambda x: 2 * x, x=3)
    >>> tried.method.value = "one-sided"
    >>> tried.text
    '(f(x + h) − f(x)) / h = (9.610000000000001 − 9.000000000000000) / 0.1 = 6.1 with h = 1e-1; \
slope 6, error 0.1'
    """
    x = _number("x", lambda: x)
    true = _number("slope(x)", lambda: slope(x))
    _number("f(x)", lambda: f(x))
    f = np.errstate(all="ignore")(f)  # that there is no value is told in the picture
    tried = {method: [_quotient(f, x, h, method)[1] for h in STEPS] for method in METHODS}
    errors = {method: np.abs(np.subtract(slopes, true)) for method, slopes in tried.items()}
    fig, move = finite_differences_figure(true, STEPS, errors)

    def update(power, method):
        place = power - 1
        h, error = STEPS[place], float(errors[method][place])
        words, found = _quotient(f, x, h, method)
        if not np.isfinite(found):
            raise SettingError(f"f has no finite value at a step of 1e-{power} from {number(x)}")
        around = np.linspace(-REACH, REACH, 121)
        move(method, place, [(t, (f(x + t * h) - f(x)) / h) for t in around])
        text = f"{words} with h = 1e-{power}; slope {number(true, 10)}, error {error:.1g}"
        alt = (
            f"Slope of a function at {number(x)} by a {method} difference with a step of "
            f"1e-{power}: the error is {error:.0e}. Beside it, the error of each step."
        )
        return Shown(text, {"step": h, "slope": found, "error": error}, alt)

    return Explorer(
        fig,
        update,
        power=slider("step h: 10 to the minus", POWERS),
        method=dropdown("difference", METHODS),
    )


def _quotient(f, x, h, method):
    """Return the difference quotient in words, and its value."""
    if method == "central":
        name, above, below, width = "(f(x + h) − f(x − h)) / 2h", f(x + h), f(x - h), 2 * h
    else:
        name, above, below, width = "(f(x + h) − f(x)) / h", f(x + h), f(x), h
    found = float((above - below) / width)
    return f"{name} = ({above:.15f} − {below:.15f}) / {width:g} = {number(found, 10)}", found


def _number(name, compute):
    try:
        value = float(compute())
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: it needs to be a number; {error}") from None
    if not np.isfinite(value):
        raise ValueError(f"{name}: got {value}; it needs to be finite")
    return value
