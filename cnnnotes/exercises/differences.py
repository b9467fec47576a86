"""Central differences, with anything changed that people change: two exercises ask for them."""

from collections.abc import Callable, Iterable

import numpy as np

STEPS = tuple(10.0**-power for power in range(2, 9))  # what people choose


def differences(
    f: Callable,
    x: np.ndarray,
    *,
    h: float = 1e-5,
    up: float = 1,
    down: float = 1,
    over: float = 2,
    left: float = 0,
    floats: bool = True,
    places: Callable[[tuple], Iterable] = np.ndindex,
) -> np.ndarray:
    """Return `(f(x + up·h) - f(x - down·h)) / (over·h)` for each of `places(x.shape)`.

    A number that was moved is left `left·h` from where it was; `floats` says whether the copy of x
    can hold fractions.

    >>> differences(lambda x: float(x @ x), np.array([1, 2])).round(6)
    array([2., 4.])
    """
    x = np.array(x, float if floats else np.asarray(x).dtype)
    gradient = np.zeros(x.shape)
    for at in places(x.shape):
        old = x[at].copy()
        x[at] = old + up * h
        above = f(x)
        x[at] = old - down * h
        below = f(x)
        x[at] = old + left * h
        gradient[at] = (above - below) / (over * h)
    return gradient
