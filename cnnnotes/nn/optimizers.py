"""How a gradient becomes a step: SGD, momentum, RMSprop, Adam, and learning rates that change."""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from cnnnotes import _check
from cnnnotes.ops.precision import wide

Rate: TypeAlias = float | Callable[[float], float]
Slot: TypeAlias = dict[str, np.ndarray]  # what is remembered for one array of weights


class Optimizer:
    """Changes weights in place, by their gradients.

    - `learning_rate`: a number of at least 0, or a schedule: a function of the fraction of the
      training that is done, from 0 to 1. It may be set anew at any time.
    """

    def __init__(self, learning_rate: Rate) -> None:
        if not callable(learning_rate):
            try:
                learning_rate = _check.number("learning_rate", learning_rate, 0)
            except ValueError as error:
                raise ValueError(f"{error}; a schedule would do too, OneCycle(0.002)") from None
        self.learning_rate = learning_rate
        self.steps = 0
        self._weights: list[np.ndarray] = []  # what is trained …
        self._slots: list[Slot] = []  # … and what is remembered for each

    def rate(self, done: float = 0.0) -> float:
        """The learning rate when the fraction `done` of the training is over."""
        rate = self.learning_rate(done) if callable(self.learning_rate) else self.learning_rate
        return _check.number("learning_rate", rate, 0)

    def update(
        self, weights: Sequence[np.ndarray], gradients: Sequence[np.ndarray], done: float = 0.0
    ) -> None:
        """Take one step by lists of arrays of the same shapes; `done` as in `rate`."""
        if not self._slots:
            self._weights, self._slots = list(weights), [{} for _ in weights]
        if [*map(id, weights)] != [*map(id, self._weights)]:
            raise ValueError(
                "this optimizer remembers the steps of another model: make a new one for each"
            )
        self.steps += 1
        for w, g, slot in zip(weights, gradients, self._slots, strict=True):
            w -= self._change(wide(g), slot, self.rate(done))

    def _change(self, g: np.ndarray, slot: Slot, rate: float) -> np.ndarray:
        raise NotImplementedError

    @staticmethod
    def _average(slot: Slot, name: str, new: np.ndarray, decay: float) -> np.ndarray:
        """Move the running average called `name` towards `new`, and return it."""
        average = slot.setdefault(name, np.zeros_like(new))
        average *= decay
        average += (1 - decay) * new
        return average


class SGD(Optimizer):
    """Down the gradient, with momentum if wanted: v ← momentum·v + g. Polyak (1964).

    - `learning_rate`: the length of a step for a gradient of 1, or a schedule of it.
    - `momentum`: how much of the last step's velocity goes on, from 0 to below 1.
    """

    def __init__(self, learning_rate: Rate = 0.01, momentum: float = 0.0) -> None:
        super().__init__(learning_rate)
        self.momentum = _check.fraction("momentum", momentum)

    def _change(self, g: np.ndarray, slot: Slot, rate: float) -> np.ndarray:
        if not self.momentum:
            return rate * g
        v = slot.setdefault("velocity", np.zeros_like(g))
        v *= self.momentum
        v += g
        return rate * v


class RMSprop(Optimizer):
    """Each weight's step divided by how large its gradients lately were. Hinton (2012).

    - `learning_rate`: about the length of a step, or a schedule of it.
    - `rho`: how much of the running average of squares each step leaves as it was.
    - `epsilon`: what is added to the divisor, so that no division is by 0.
    """

    def __init__(self, learning_rate: Rate = 1e-3, rho: float = 0.9, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.rho = _check.fraction("rho", rho)
        self.epsilon = _check.number("epsilon", epsilon, 0)

    def _change(self, g: np.ndarray, slot: Slot, rate: float) -> np.ndarray:
        return rate * g / (np.sqrt(self._average(slot, "square", g * g, self.rho)) + self.epsilon)


class Adam(Optimizer):
    """Momentum and RMSprop in one, corrected for their start at zero. Kingma and Ba (2015).

    - `learning_rate`: about the length of a step, or a schedule of it.
    - `beta_1`: how much of the gradient's running average each step leaves as it was.
    - `beta_2`: the same for the running average of its square.
    - `epsilon`: what is added to the divisor, so that no division is by 0.
    """

    def __init__(
        self,
        learning_rate: Rate = 1e-3,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(learning_rate)
        self.beta_1 = _check.fraction("beta_1", beta_1)
        self.beta_2 = _check.fraction("beta_2", beta_2)
        self.epsilon = _check.number("epsilon", epsilon, 0)

    def _change(self, g: np.ndarray, slot: Slot, rate: float) -> np.ndarray:
        mean = self._average(slot, "mean", g, self.beta_1)
        square = self._average(slot, "square", g * g, self.beta_2)
        rate = rate * math.sqrt(1 - self.beta_2**self.steps) / (1 - self.beta_1**self.steps)
        return rate * mean / (np.sqrt(square) + self.epsilon)


class OneCycle:
    """A learning rate that rises, then falls to almost nothing, on cosines.

    Source: Smith and Topin, Super-convergence (2018).

    - `peak`: the largest learning rate.
    - `warmup`: the fraction of the training in which it rises.
    - `start`, `end`: the first and the last learning rate, as fractions of the peak.

    >>> schedule = OneCycle(0.01, warmup=0.3)
    >>> [round(schedule(done), 5) for done in (0, 0.3, 0.65, 1)]
    [0.0004, 0.01, 0.005, 0.0]
    """

    def __init__(
        self, peak: float, warmup: float = 0.3, start: float = 0.04, end: float = 1e-4
    ) -> None:
        self.peak, self.warmup = _check.number("peak", peak, 0), _check.fraction("warmup", warmup)
        self.start, self.end = _check.number("start", start, 0), _check.number("end", end, 0)

    def __call__(self, done: float) -> float:
        """The learning rate when the fraction `done` of the training is over."""
        if done < self.warmup:
            low, way = self.start, done / self.warmup
        else:
            low, way = self.end, (1 - done) / (1 - self.warmup)
        return self.peak * (low + (1 - low) * (1 - math.cos(math.pi * way)) / 2)


OPTIMIZERS: dict[str, type[SGD] | type[RMSprop] | type[Adam]] = {
    "sgd": SGD,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def get(optimizer: Optimizer | str) -> Optimizer:
    """Return an optimizer given by its name, with its defaults, or as it is."""
    if isinstance(optimizer, Optimizer):
        return optimizer
    if not isinstance(optimizer, str) or optimizer not in OPTIMIZERS:
        raise ValueError(
            f"optimizer must be an Optimizer or one of {', '.join(OPTIMIZERS)}, got {optimizer!r}"
        )
    return OPTIMIZERS[optimizer]()
