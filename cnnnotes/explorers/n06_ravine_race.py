"""Ravine race (notebook 06): three optimizers, one slope, one learning rate."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import nn
from cnnnotes.explorers._controls import choices, dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.ravine_race import ravine_race_figure
from cnnnotes.figures.style import number

STEPS, GOAL = 100, 0.01
RATES = [digit / power for power in (1000, 100, 10) for digit in range(1, 10)] + [1]
MOMENTA = [tenths / 10 for tenths in range(10)] + [0.95, 0.99]
OPTIMIZERS = {
    "SGD": lambda rate, momentum: nn.SGD(rate),
    "momentum": lambda rate, momentum: nn.SGD(rate, momentum=momentum),
    "Adam": lambda rate, momentum: nn.Adam(rate, beta_1=momentum),
}
FOLLOWS = {"SGD": "the gradient", "momentum": "v", "Adam": "m / √v, corrected"}
FAR = 50  # times as far as the start: such a path is not followed further


def ravine_race(steepness: float = 25, start: ArrayLike = (-9, 2)) -> Explorer:
    """Let SGD, momentum and Adam run down the loss ½w₀² + ½·steepness·w₁², from `start`.

    A step's arithmetic is written out for the optimizer that is chosen. `ValueError` for a
    steepness that is not above 0, or a start that is not two numbers.

    >>> race = ravine_race()
    >>> race.learning_rate.value, race.step.value = 0.03, 1
    >>> race.text.split(". ")[0]
    'SGD, step 1: w₁ = 2 − 0.03·50 = 0.5, where 50 is the gradient'
    """
    if not (np.ndim(steepness) == 0 and 0 < steepness < np.inf):
        raise ValueError(f"steepness: got {steepness}; it needs a number above 0")
    start = np.array(start, dtype=float)
    if start.shape != (2,) or not np.isfinite(start).all() or not start.all():
        raise ValueError(f"start: got {start}; it needs two numbers, none of them 0")
    curvature = np.array([1, steepness], dtype=float)

    def loss(w):
        return (curvature * w**2).sum(axis=-1) / 2

    formula = f"½·w₀² + ½·{number(steepness)}·w₁²"
    fig, move = ravine_race_figure(loss, formula, start, GOAL, STEPS)

    def update(step, learning_rate, momentum, optimizer):
        whole = {
            name: descend(make(learning_rate, momentum), curvature, start)
            for name, make in OPTIMIZERS.items()
        }
        paths = {name: path[: step + 1] for name, path in whole.items()}
        alt = move(paths, optimizer)
        arrived = {name: _arrival(loss(path)) for name, path in whole.items()}
        state = {
            "w": {name: path[-1] for name, path in paths.items()},
            "loss": {name: float(loss(path[-1])) for name, path in paths.items()},
            "arrives": arrived,
        }
        written = _written_out(optimizer, paths[optimizer], step, learning_rate)
        result = ", ".join(f"{name} {'never' if n is None else n}" for name, n in arrived.items())
        return Shown(f"{written}. Steps to the goal: {result}", state, alt)

    return Explorer(
        fig,
        update,
        step=slider("step", range(STEPS + 1), 20),
        learning_rate=choices("learning rate", RATES, 0.06),
        momentum=choices("momentum, beta 1", MOMENTA, 0.9),
        optimizer=dropdown("optimizer", list(OPTIMIZERS)),
    )


def descend(
    optimizer: Any, curvature: np.ndarray, start: np.ndarray, steps: int = STEPS
) -> np.ndarray:
    """Return the weights (T + 1, 2) on the way down; shorter where they fly off."""
    w = start.copy()
    path = [start]
    for _ in range(steps):
        optimizer.update([w], [curvature * w])
        path.append(w.copy())
        if np.abs(w).max() > FAR * np.abs(start).max():
            break
    return np.array(path)


def _arrival(losses):
    """The first step below the goal, or None."""
    below = np.flatnonzero(losses < GOAL)
    return int(below[0]) if below.size else None


def _written_out(name, path, step, rate):
    """The chosen optimizer's last step, across the ravine."""
    if step == 0:
        return f"{name}, step 0: at the start, w₁ = {number(path[0][1])}"
    if len(path) <= step:
        return f"{name} flew off after {len(path) - 1} steps: the learning rate is too large"
    before, after = path[-2:, 1]
    direction = number((before - after) / rate)
    factor = f"({direction})" if before < after else direction
    return (
        f"{name}, step {step}: w₁ = {number(before)} − {number(rate)}·{factor} = "
        f"{number(after)}, where {direction} is {FOLLOWS[name]}"
    )
