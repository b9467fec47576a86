"""Arguments that are not plain data, built anew for each call from plain settings.

A case names one as `fixture(name, *settings)`. Like `calling`, this file needs NumPy and nothing
else of the course. A fixture with an attribute `changed` tells whether it was left in another
state than it came in.
"""

import numpy as np


def polynomial(*coefficients):
    """Return the function f(x) = Σ c₁·x + c₂·x² + …, for arrays x of the shape of each c."""
    coefficients = [np.asarray(c, float) for c in coefficients]

    def f(x):
        x = np.asarray(x)
        if x.shape != coefficients[0].shape:
            raise ValueError(f"f takes an array of shape {coefficients[0].shape}, got {x.shape}")
        return float(sum((c * x**power).sum() for power, c in enumerate(coefficients, start=1)))

    return f


class Classifier:
    """A small network on images of `shape` (H, W, C), with one hidden layer."""

    def __init__(self, shape, classes, seed):
        rng = np.random.default_rng(seed)
        self.shape, size = tuple(shape), np.prod(shape)
        self.w1 = rng.normal(0, 0.5 / np.sqrt(size), (size, 8))
        self.w2 = rng.normal(0, 1, (8, classes))

    def predict(self, x):
        """Probabilities: x (N, H, W, C) → (N, classes)."""
        e = np.exp(self.scores(x))
        return e / e.sum(axis=1, keepdims=True)

    def scores(self, x):
        """The logits beneath the probabilities: x (N, H, W, C) → (N, classes)."""
        return self._hidden(x) @ self.w2

    def scores_backward(self, dy, x):
        """Gradient of `scores` by x: dy (N, classes), x (N, H, W, C) → (N, H, W, C)."""
        hidden, dy = self._hidden(x), np.asarray(dy)
        if dy.shape != (len(hidden), self.w2.shape[1]):
            asked = (len(hidden), self.w2.shape[1])
            raise ValueError(f"dy must have shape {asked}, that of scores(x), got {dy.shape}")
        return (dy @ self.w2.T * (1 - hidden**2) @ self.w1.T).reshape(np.shape(x))

    def _hidden(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1:] != self.shape:
            asked = ", ".join(["N", *map(str, self.shape)])
            raise ValueError(f"x must have shape ({asked}), got {x.shape}")
        return np.tanh(x.reshape(len(x), -1) @ self.w1)


FIXTURES = {
    "rng": np.random.default_rng,
    "polynomial": polynomial,
    "classifier": Classifier,
}
