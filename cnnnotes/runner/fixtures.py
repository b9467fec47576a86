"""Arguments that are not plain data, built anew for each call from plain settings.

A case names one as `fixture(name, *settings)`. Like all of this folder, it needs NumPy and nothing
else of the course. A fixture with an attribute `changed` tells whether it was left in another
state than it came in.
"""

from __future__ import annotations  # numpy.random and numpy.typing load when they are needed

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def polynomial(*coefficients: ArrayLike) -> Callable[[ArrayLike], float]:
    """Return the function f(x) = Σ c₁·x + c₂·x² + …, for arrays x of the shape of each c."""
    arrays = [np.asarray(c, float) for c in coefficients]

    def f(x):
        x = np.asarray(x)
        if x.shape != arrays[0].shape:
            raise ValueError(f"f takes an array of shape {arrays[0].shape}, got {x.shape}")
        return float(sum((c * x**power).sum() for power, c in enumerate(arrays, start=1)))

    return f


def polynomial_gradient(*coefficients: ArrayLike) -> Callable[[ArrayLike], np.ndarray]:
    """Return the gradient of such a function: x → Σ c₁ + 2·c₂·x + …, of the shape of x."""
    arrays = [np.asarray(c, float) for c in coefficients]
    return lambda x: sum(n * c * np.asarray(x) ** (n - 1) for n, c in enumerate(arrays, 1))


def saddle(linear: ArrayLike, steep: float) -> Callable[[ArrayLike], float]:
    """Return f(x) = Σ linear·x + steep · Σ xᵢ·xⱼ, over all pairs of two numbers of x.

    At x = 0 the gradient is `linear`; but where one number is not 0, those of the others are steep.
    """
    slopes = np.asarray(linear, float)

    def f(x):
        x = np.asarray(x)
        if x.shape != slopes.shape:
            raise ValueError(f"f takes an array of shape {slopes.shape}, got {x.shape}")
        return float((slopes * x).sum() + steep * np.triu(np.outer(x, x), 1).sum())

    return f


def layer(name: str) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function of images (H, W), H and W even, that keeps their size."""

    def neighbours(x):
        padded = np.pad(x, 1)
        return padded[1:-1, 1:-1] + 2 * padded[1:-1, 2:] - padded[:-2, 1:-1]

    def ramp(x):
        return x * np.arange(x.shape[1])

    def pool(x):
        pooled = x.reshape(x.shape[0] // 2, 2, x.shape[1] // 2, 2).max(axis=(1, 3))
        return pooled.repeat(2, axis=0).repeat(2, axis=1)

    return {
        "each pixel + 2 · its right neighbour − the one above": neighbours,
        "x times its column's number": ramp,
        "max pooling by 2, enlarged": pool,
    }[name]


class Classifier:
    """A small network with one hidden layer.

    It reads images of `shape` (H, W, C) and tells `classes` apart; `seed` draws its weights.
    """

    def __init__(self, shape: Sequence[int], classes: int, seed: int):
        rng = np.random.default_rng(seed)
        self.shape, size = tuple(shape), np.prod(shape)
        self.w1 = rng.normal(0, 0.5 / np.sqrt(size), (size, 8))
        self.w2 = rng.normal(0, 1, (8, classes))

    def predict(self, x: ArrayLike) -> np.ndarray:
        """Probabilities: x (N, H, W, C) → (N, classes)."""
        e = np.exp(self.scores(x))
        return e / e.sum(axis=1, keepdims=True)

    def scores(self, x: ArrayLike) -> np.ndarray:
        """The logits beneath the probabilities: x (N, H, W, C) → (N, classes)."""
        return self._hidden(x) @ self.w2

    def scores_backward(self, dy: ArrayLike, x: ArrayLike) -> np.ndarray:
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


class LinearModel:
    """Probabilities, softmax(x @ `w`), of at most `most` images at once.

    In training mode it drops every other feature if `drops` is set, and is then to be left in that
    mode.
    """

    def __init__(self, w: ArrayLike, most: int, drops: bool):
        self.w, self.most, self.drops, self.training = np.array(w), most, drops, True

    def predict(self, x: ArrayLike) -> np.ndarray:
        """x (N, D) → probabilities (N, C)."""
        x = np.asarray(x)
        if len(x) > self.most:
            raise ValueError(f"this model takes at most {self.most} images at once, got {len(x)}")
        if self.drops and self.training:
            x = x * (np.arange(x.shape[1]) % 2 == 0)
        e = np.exp(x @ self.w)
        return e / e.sum(axis=1, keepdims=True)

    @property
    def changed(self) -> bool:
        """Whether training would go on in another mode."""
        return self.drops and not self.training


def implementation(name: str, source: str) -> Callable:
    r"""Return the function that a source defines; its `seen` tells of the calls of it.

    That is how often it was called, then the arguments of the last call and what it gave.

    >>> twice = implementation("twice", "def twice(x):\n    return 2 * x")
    >>> twice(2), twice(x=5), twice.seen
    (4, 10, [2, 5, 10])
    """
    names: dict = {"np": np}
    exec(source, names)
    function = names[name]

    def called(*args, **named):
        seen[:] = [seen[0] + 1]
        result = function(*args, **named)
        seen.extend((*args, *named.values(), result))
        return result

    seen: list = [0]
    called.seen = seen  # type: ignore[attr-defined]
    return called


def stuck_rng() -> np.random.Generator:
    """Return a generator that draws the same bits again and again: `random()` is always 0.618.

    What is drawn from another one gives itself away.

    >>> stuck_rng().integers(0, 5, 4)
    array([3, 3, 3, 3])
    """
    bits = 0x9E37_0000_9E37_0000  # of each half the lower bits are 0: no draw is refused for ever
    generator = np.random.PCG64()
    factor = 47026247687942121848144207491837523525  # state → factor · state + inc, modulo 2**128
    state: Any = {**generator.state, "has_uint32": 0, "uinteger": 0}
    state["state"] = {"state": bits, "inc": bits * (1 - factor) % 2**128}
    generator.state = state
    return np.random.Generator(generator)


FIXTURES: dict[str, Callable] = {
    "implementation": implementation,
    "rng": lambda seed: np.random.default_rng(seed),
    "stuck_rng": stuck_rng,
    "linear_model": LinearModel,
    "polynomial": polynomial,
    "polynomial_gradient": polynomial_gradient,
    "saddle": saddle,
    "layer": layer,
    "classifier": Classifier,
}
