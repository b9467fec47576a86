"""Exercise 04_max_pool: keep the largest number of each window."""

import numpy as np

from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n04_pooling.max_pool_mistakes import MISTAKES


def max_pool(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """x (H, W, C), integers size, stride → (OH, OW, C), OH = (H - size) // stride + 1."""
    rows, columns = ((n - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((rows, columns, x.shape[2]))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[i, j] = x[top : top + size, left : left + size].max(axis=(0, 1))
    return out


def _cases(rng):
    def draw(*shape, below=0):
        """Numbers that differ, halves among them; negative ones with `below`."""
        return rng.permutation(np.prod(shape)).reshape(shape) * 0.5 + 0.5 - below

    for shape, size in (((2, 2, 1), 2), ((4, 4, 1), 2), ((4, 6, 1), 2), ((6, 3, 1), 3)):
        yield "one channel", (draw(*shape), size, size)
    for shape, size in (((2, 2, 2), 2), ((4, 2, 3), 2), ((3, 6, 2), 3)):
        yield "several channels", (draw(*shape), size, size)
    for shape in ((2, 2, 1), (2, 4, 1), (4, 6, 1)):
        yield "negative numbers", (draw(*shape, below=np.prod(shape)), 2, 2)
    for shape, size in (((3, 2, 1), 2), ((5, 7, 1), 2), ((7, 5, 1), 3)):
        yield "pixels left over", (draw(*shape), size, size)
    for shape, size, stride in (((3, 4, 1), 2, 1), ((5, 7, 1), 3, 2), ((5, 8, 1), 2, 3)):
        yield "stride", (draw(*shape), size, stride)


def _written_out(at, x, size, stride):
    i, j, c = at
    window = x[i * stride : i * stride + size, j * stride : j * stride + size, c]
    return f"max({', '.join(map(number, window.flat))})"


MAX_POOL = Exercise(
    id="04_max_pool",
    title="Keep the largest number of each window",
    reference=max_pool,
    parts=(
        Part("one channel", 1),
        Part("several channels", 1),
        Part("negative numbers", 1),
        Part("pixels left over", 1),
        Part("stride", 2),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Take pencil and paper: which pixels does the window hold at the position that went wrong?",
        "Look at the two slices: they begin at i·stride and j·stride and are size long.",
    ),
    mistakes=MISTAKES,
)
