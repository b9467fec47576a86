"""How a gradient becomes a step: SGD, momentum, RMSprop, Adam, and learning rates that change."""

import math
from numbers import Real

import numpy as np

from cnnnotes import _check


class Optimizer:
    """Changes weights in place, by their gradients.

    `learning_rate` is a number or a schedule: a function of the share of the training that is
    done, from 0 to 1. It may be set anew at any time.
    """

    def __init__(self, learning_rate):
        number = isinstance(learning_rate, Real) and learning_rate >= 0
        if not (number or callable(learning_rate)):
            raise ValueError(
                f"learning_rate must be 0 or more, or a schedule, got {learning_rate!r}"
            )
        self.learning_rate = learning_rate
        self.steps = 0
        self._weights, self._slots = [], []  # what is trained, and what is remembered for each

    def rate(self, done: float = 0.0) -> float:
        """The learning rate when the share `done` of the training is over."""
        return self.learning_rate(done) if callable(self.learning_rate) else self.learning_rate

    def update(self, weights, gradients, done: float = 0.0) -> None:
        """Take one step by lists of arrays of the same shapes; `done` is the training's share."""
        if not self._slots:
            self._weights, self._slots = list(weights), [{} for _ in weights]
        if [*map(id, weights)] != [*map(id, self._weights)]:
            raise ValueError(
                "this optimizer remembers the steps of another model: make a new one for each"
            )
        self.steps += 1
        for w, g, slot in zip(weights, gradients, self._slots, strict=True):
            w -= self._change(g, slot, self.rate(done))

    def _change(self, g, slot, rate):
        raise NotImplementedError

    @staticmethod
    def _average(slot, name, new, decay):
        """Move the running average called `name` towards `new`, and return it."""
        average = slot.setdefault(name, np.zeros_like(new))
        average *= decay
        average += (1 - decay) * new
        return average


class SGD(Optimizer):
    """Down the gradient, with momentum if wanted: v ← momentum·v + g. Polyak (1964)."""

    def __init__(self, learning_rate=0.01, momentum=0.0):
        super().__init__(learning_rate)
        self.momentum = _check.fraction("momentum", momentum)

    def _change(self, g, slot, rate):
        if not self.momentum:
            return rate * g
        v = slot.setdefault("velocity", np.zeros_like(g))
        v *= self.momentum
        v += g
        return rate * v


class RMSprop(Optimizer):
    """Each weight's step divided by how large its gradients lately were. Hinton (2012)."""

    def __init__(self, learning_rate=1e-3, rho=0.9, epsilon=1e-7):
        super().__init__(learning_rate)
        self.rho, self.epsilon = _check.fraction("rho", rho), epsilon

    def _change(self, g, slot, rate):
        return rate * g / (np.sqrt(self._average(slot, "square", g * g, self.rho)) + self.epsilon)


class Adam(Optimizer):
    """Momentum and RMSprop in one, corrected for their start at zero. Kingma and Ba (2015)."""

    def __init__(self, learning_rate=1e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        super().__init__(learning_rate)
        self.beta_1, self.beta_2 = (
            _check.fraction("beta_1", beta_1),
            _check.fraction("beta_2", beta_2),
        )
        self.epsilon = epsilon

    def _change(self, g, slot, rate):
        mean = self._average(slot, "mean", g, self.beta_1)
        square = self._average(slot, "square", g * g, self.beta_2)
        rate = rate * math.sqrt(1 - self.beta_2**self.steps) / (1 - self.beta_1**self.steps)
        return rate * mean / (np.sqrt(square) + self.epsilon)


class OneCycle:
    """Up to `peak` in the first `warmup` of the training, then down to almost nothing, on cosines.

    Source: Smith and Topin, Super-convergence (2018).

    >>> schedule = OneCycle(0.01, warmup=0.3)
    >>> [round(schedule(done), 5) for done in (0, 0.3, 0.65, 1)]
    [0.0004, 0.01, 0.005, 0.0]
    """

    def __init__(self, peak, warmup=0.3, start=0.04, end=1e-4):
        self.peak, self.warmup = peak, _check.fraction("warmup", warmup)
        self.start, self.end = start, end

    def __call__(self, done: float) -> float:
        """The learning rate when the share `done` of the training is over."""
        if done < self.warmup:
            low, share = self.start, done / self.warmup
        else:
            low, share = self.end, (1 - done) / (1 - self.warmup)
        return self.peak * (low + (1 - low) * (1 - math.cos(math.pi * share)) / 2)


OPTIMIZERS = {"sgd": SGD, "rmsprop": RMSprop, "adam": Adam}


def get(optimizer) -> Optimizer:
    """Return an optimizer given by its name, with its defaults, or as it is."""
    if isinstance(optimizer, Optimizer):
        return optimizer
    if optimizer not in OPTIMIZERS:
        raise ValueError(
            f"optimizer must be an Optimizer or one of {', '.join(OPTIMIZERS)}, got {optimizer!r}"
        )
    return OPTIMIZERS[optimizer]()
