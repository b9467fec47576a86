"""Exercise 04_avg_pool: average each window, over the pixels that are there."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n04_pooling.avg_pool_mistakes import MISTAKES


def avg_pool(x: np.ndarray, size: int, stride: int, padding: int) -> np.ndarray:
    """x (H, W, C) → (OH, OW, C), OH = (H + 2·padding - size) // stride + 1: mean of real pixels."""
    rows, columns = ((n + 2 * padding - size) // stride + 1 for n in x.shape[:2])
    out = np.zeros((rows, columns, x.shape[2]))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride - padding, j * stride - padding
            window = x[max(top, 0) : top + size, max(left, 0) : left + size]
            out[i, j] = window.mean(axis=(0, 1))
    return out


def _cases(rng):
    def draw(*shape):
        """Numbers as floats, some negative, with a 0."""
        numbers = rng.permutation(np.arange(np.prod(shape)) * 3 % 23 - 4.0).reshape(shape)
        numbers[0, 0] = 0
        return numbers

    for shape, size in (((2, 2, 1), 2), ((4, 6, 1), 2), ((6, 3, 1), 3)):
        yield "side by side", (draw(*shape), size, size, 0)
    for shape, size in (((2, 2, 2), 2), ((4, 2, 3), 2), ((3, 6, 2), 3)):
        yield "several channels", (draw(*shape), size, size, 0)
    for shape, size, stride in (((3, 4, 1), 2, 1), ((5, 7, 1), 3, 2), ((5, 7, 1), 2, 3)):
        yield "stride", (draw(*shape), size, stride, 0)
    for shape, size, padding in (((2, 4, 1), 2, 1), ((5, 7, 1), 3, 1), ((5, 2, 1), 3, 2)):
        yield "padding", (draw(*shape), size, size, padding)
    for shape in ((2, 2, 1), (2, 6, 1)):
        x = 4 * draw(*shape).astype(int)
        x[1, ::2] += 1  # no mean is whole
        yield "integers in, fractions out", (x, 2, 2, 0)


def _written_out(at, x, size, stride, padding):
    i, j, c = at
    top, left = i * stride - padding, j * stride - padding
    window = x[max(top, 0) : top + size, max(left, 0) : left + size, c]
    return f"({' + '.join(map(factor, window.flat))}) / {window.size}"


AVG_POOL = Exercise(
    id="04_avg_pool",
    title="Average each window",
    reference=avg_pool,
    parts=(
        Part("side by side", 1),
        Part("several channels", 1),
        Part("stride", 1),
        Part("padding", 2),
        Part("integers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Which pixels does the window hold at the position that went wrong, and how many are real?",
        "Look at the number that you divide by: at the border fewer pixels are real.",
    ),
    mistakes=MISTAKES,
)
