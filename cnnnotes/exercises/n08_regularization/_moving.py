"""Images that were moved: by how much, and what came in at their edges."""

from collections.abc import Callable
from typing import Any

import numpy as np

MANY = 200  # of so many images, every move is made by some
FARTHEST = 2


def moves(out: np.ndarray, x: np.ndarray, farthest: int = FARTHEST) -> np.ndarray:
    """By how many rows and columns each image was moved, (N, 2); NaN where by no -2 … 2.

    What came in at the edges plays no part.
    """
    found, (h, w) = np.full((len(x), 2), np.nan), x.shape[1:3]
    if out.shape != x.shape:
        return found
    for down, right in _all_moves(farthest):
        here, there = _overlap(h, down), _overlap(w, right)
        before, after = _overlap(h, -down), _overlap(w, -right)
        same = out[:, here, there] == x[:, before, after]
        found[same.all(axis=(1, 2, 3))] = down, right
    return found


def moved(x: np.ndarray, by: np.ndarray, fill: Any = "constant") -> np.ndarray:
    """`x` with each image moved by its row of `by`; `fill` is a mode of `np.pad`."""
    (h, w), k = x.shape[1:3], int(np.abs(by).max(initial=FARTHEST))
    framed = np.pad(x, ((0, 0), (k, k), (k, k), (0, 0)), mode=fill)
    return np.stack(
        [
            image[k - down : k - down + h, k - right : k - right + w]
            for image, (down, right) in zip(framed, by, strict=True)
        ]
    )


def moving(
    x: np.ndarray,
    rng: np.random.Generator,
    training: bool,
    *,
    draw: Callable = lambda rng, n: rng.integers(-FARTHEST, FARTHEST + 1, (n, 2)),
    fill: Any = "constant",
) -> np.ndarray:
    """`augment` with other moves, or with something else that comes in."""
    return moved(x, draw(rng, len(x)), fill) if training else x


def filled_with(fill: Any, out: np.ndarray, x: np.ndarray) -> bool:
    """Tell whether `out` is `x`, moved, with this coming in."""
    found = moves(out, x)
    return not np.isnan(found).any() and np.array_equal(out, moved(x, found.astype(int), fill))


def mirrored(out: np.ndarray, x: np.ndarray) -> bool:
    """Tell whether some image was mirrored, left to right or upside down."""
    return any((out == turned).all(axis=(1, 2, 3)).any() for turned in (x[:, :, ::-1], x[:, ::-1]))


def _all_moves(farthest):
    steps = range(-farthest, farthest + 1)
    return [(down, right) for down in steps for right in steps]


def _overlap(size, step):
    """The rows that are filled from the image when it moves by `step`."""
    return slice(max(step, 0), size + min(step, 0))
