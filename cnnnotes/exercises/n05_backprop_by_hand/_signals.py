"""Small signals and weights in which no mistake hides."""

from collections.abc import Iterator

import numpy as np

from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.pictures import distinct


def weights(rng: np.random.Generator, n: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Halves that can be followed by hand: w1 (k,), w2 (n,)."""
    return distinct(rng, k) + 0.5, distinct(rng, n) / 2


def bent(rng: np.random.Generator, n: int, k: int) -> tuple[np.ndarray, ...]:
    """Halves: x (n,), w1 (k,), w2 (n,).

    Some of z1 are positive, some negative; with three taps or more, some are exactly 0.
    """
    while True:
        x = rng.integers(-5, 6, n) / 2
        w1, w2 = weights(rng, n, k)
        signs = set(np.sign(forward(x, w1, w2)[0]))
        if signs >= ({-1, 0, 1} if 1 < k <= n else {-1, 1}):
            return x, w1, w2


def unbent(rng: np.random.Generator, n: int, k: int, plus: float = 0) -> tuple[np.ndarray, ...]:
    """The same with nothing negative in x and w1, so that the ReLU lets everything through."""
    w1, w2 = weights(rng, n, k)
    return abs(distinct(rng, n)) / 2 + plus, abs(w1) + plus, w2


def with_target(rng: np.random.Generator, x: np.ndarray, w1: np.ndarray, w2: np.ndarray) -> tuple:
    """The same and y, which the output misses by a number whose square is another number."""
    return x, w1, w2, float(forward(x, w1, w2)[2] + rng.choice([-2.5, -1.5, 1.5, 2.5]))


def gradient_cases(rng: np.random.Generator) -> Iterator[tuple[str, tuple]]:
    """The cases that both gradients are judged on."""
    for n in (2, 4):
        yield "one tap", with_target(rng, *unbent(rng, n, 1))
    for n, k, plus in ((4, 3, 0), (6, 3, 0), (8, 5, 1 / 128)):
        yield "ReLU open everywhere", with_target(rng, *unbent(rng, n, k, plus))
    for n, k in ((4, 3), (5, 3), (6, 3), (9, 5)):
        yield "ReLU closed in places", with_target(rng, *bent(rng, n, k))
