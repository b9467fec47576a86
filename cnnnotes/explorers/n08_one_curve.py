"""One curve (notebook 08): what capacity, weight decay, dropout and noise do to a curve's fit."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.explorers._controls import choices, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.one_curve import one_curve_figure
from cnnnotes.figures.style import number

STRENGTHS = (0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10)
RATES = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
NOISES = (0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2)  # of the width of the picture
MOST = 16  # weights


def one_curve(x: ArrayLike | None = None, y: ArrayLike | None = None) -> Explorer:
    """Fit a curve to noisy points, half of which it does not see; make it stiffer or freer.

    `x` and `y` (N,) are points, every second of which is held back; without them, a wave with
    noise. The curve is f(x) = Σ wⱼ cos(jπx), x from 0 to 1 over its width: the one with the
    smallest mean of (f(x) − y)² + λ Σ w², over all that dropout and noise can do to it. w₀ is its
    bias. `ValueError` for anything but four or more points.

    >>> curve = one_curve()
    >>> curve.weights.value = 4
    >>> few = curve.state
    >>> curve.weights.value = 16
    >>> curve.state["seen"] < few["seen"], curve.state["held_back"] < few["held_back"]
    (True, False)
    """
    truth = None
    if x is None:
        rng = np.random.default_rng(252)
        x = np.sort(rng.uniform(0, 1, 2 * MOST))
        y = _wave(x) + 0.25 * rng.standard_normal(x.size)
        grid = np.linspace(0, 1, 100)
        truth = grid, _wave(grid)
    x, y = _points(x, y)
    seen, held_back = (x[::2], y[::2]), (x[1::2], y[1::2])
    low, width = x[0], x[-1] - x[0]
    most = min(MOST, len(seen[0]))
    fig, move = one_curve_figure(seen, held_back, most, truth)
    grid = np.linspace(low, low + width, 300)

    def update(weights, strength, dropout, noise):
        inside = ((seen[0] - low) / width, seen[1])
        fits = [fit(*inside, n, strength, dropout, noise) for n in range(1, most + 1)]
        errors = [
            [np.mean((waves((px - low) / width, len(w)) @ w - py) ** 2) for w in fits]
            for px, py in (seen, held_back)
        ]
        w = fits[weights - 1]
        alt = move((grid, waves((grid - low) / width, weights) @ w), *errors, weights)
        squares = np.square(w[1:]).sum()
        error, other = (round(float(e[weights - 1]), 9) for e in errors)
        best = int(np.argmin(errors[1])) + 1
        text = (
            f"w ({weights},):  error + λ·Σw² = {number(error)} + {number(strength)}·"
            f"{number(squares)} = {number(error + strength * squares)};  "
            f"held back: {number(other)}, smallest with {best} weight{'s' * (best > 1)}"
        )
        state = {"seen": error, "held_back": other, "squares": squares, "best": best, "w": w}
        return Shown(text, state, alt)

    return Explorer(
        fig,
        update,
        weights=slider("capacity: weights", range(1, most + 1), min(6, most)),
        strength=choices("λ", STRENGTHS),
        dropout=choices("dropout", RATES),
        noise=choices("noise on x", NOISES),
    )


def waves(x: np.ndarray, n: int) -> np.ndarray:
    """The waves that a curve is made of, cos(jπx): (N, n)."""
    return np.cos(np.pi * np.multiply.outer(x, np.arange(n)))


def fit(
    x: np.ndarray, y: np.ndarray, n: int, strength: float, dropout: float, noise: float
) -> np.ndarray:
    """Return the n weights with the smallest loss, on average over all dropout and noise.

    Noise of standard deviation s on x makes of cos(jπx), on average, cos(jπx)·exp(−(jπs)²/2);
    dropout of a share p costs as much as p / (1 − p) times each wave's mean square, times w².
    Sources: Bishop, Training with noise (1995); Wager et al., Dropout training (2013).
    """
    j = np.arange(n)
    order = np.array([j[:, None] - j, j[:, None] + j])  # cos a · cos b is half of these two
    means = waves(x, 2 * n).mean(axis=0) * np.exp(-((np.pi * noise * np.arange(2 * n)) ** 2) / 2)
    together = means[np.abs(order)].sum(axis=0) / 2  # the mean product of each pair of waves
    with_y = (waves(x, n) * y[:, None]).mean(axis=0) * np.exp(-((np.pi * noise * j) ** 2) / 2)
    penalty = strength + dropout / (1 - dropout) * together.diagonal()
    penalty = np.where(j > 0, penalty, 0)  # the bias is neither decayed nor dropped
    return np.linalg.lstsq(together + np.diag(penalty), with_y)[0]


def _wave(x):
    return np.sin(5 * x) + 0.5 * np.cos(11 * x)


def _points(x, y):
    x, y = np.asarray(x), np.asarray(y)
    fits = x.ndim == 1 and x.shape == y.shape and x.dtype.kind + y.dtype.kind in _REAL
    if not fits or len(x) < 4 or not np.isfinite([x, y]).all() or np.ptp(x) == 0:
        raise ValueError(
            f"x, y: got shapes {x.shape} and {y.shape}; they need four or more points, (N,) finite "
            "numbers each, not all at one place"
        )
    order = x.argsort(kind="stable")
    return x[order].astype(float), y[order].astype(float)


_REAL = {a + b for a in "biuf" for b in "biuf"}
