"""Exercise 06_max_pool2d_backward: the gradient goes to the winner."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer.max_pool2d_backward_mistakes import MISTAKES


def max_pool2d_backward(dy: np.ndarray, x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """dy (N, OH, OW, C), x (N, H, W, C), integers → dx (N, H, W, C); the first tied wins."""
    oh, ow = dy.shape[1:3]
    dx, largest = np.zeros(x.shape), np.full(dy.shape, -np.inf)
    taps = [
        np.s_[:, i : i + stride * oh : stride, j : j + stride * ow : stride]
        for i in range(size)
        for j in range(size)
    ]
    for tap in taps:
        largest = np.maximum(largest, x[tap])
    waiting = np.ones(dy.shape, bool)  # windows whose winner is still to come
    for tap in taps:
        won = waiting & (x[tap] == largest)
        dx[tap] += dy * won
        waiting &= ~won
    return dx


def _cases(rng):
    def draw(image, size, stride, values=None):
        numbers = np.arange(np.prod(image)) * 1.0 - 5 if values is None else values
        x = rng.permutation(np.resize(numbers, np.prod(image))).reshape(image)
        oh, ow = ((n - size) // stride + 1 for n in image[1:3])
        dy = rng.permutation(np.arange(image[0] * oh * ow * image[3]) % 17 + 1.0)
        dy[::3] *= -1
        dy /= 4 if image[0] == 1 else 7  # quarters, that can be followed by hand
        return dy.reshape(image[0], oh, ow, image[3]), x, size, stride

    for image, size in (((1, 2, 2, 1), 2), ((1, 4, 2, 1), 2), ((1, 3, 6, 1), 3)):
        yield "side by side", draw(image, size, size)
    for image in ((2, 2, 4, 1), (1, 2, 2, 2), (2, 4, 6, 3)):
        yield "several images and channels", draw(image, 2, 2)
    dy, x, *windows = draw((1, 2, 2, 1), 2, 2)
    x[0, ..., 0] = [[1, 3], [3, 1]]  # the first along the rows is not that down the columns
    yield "ties", (dy, x, *windows)
    for image, size in (((1, 2, 2, 1), 2), ((1, 2, 6, 1), 2), ((1, 6, 3, 1), 3)):
        yield "ties", draw(image, size, size, values=[3.0, 3.0, 1.0])
    for image, size in (((1, 3, 2, 1), 2), ((1, 5, 7, 1), 2), ((1, 7, 5, 1), 3)):
        yield "pixels left over", draw(image, size, size)
    for image, size, stride in (
        ((1, 3, 4, 1), 2, 1),
        ((1, 5, 7, 1), 3, 2),
        ((1, 5, 8, 1), 2, 3),
        ((1, 4, 5, 1), 3, 1),
    ):
        yield "stride", draw(image, size, stride)
    for image in ((2, 4, 6, 2), (5, 12, 14, 2)):
        yield "no loop over images or pixels", draw(image, 2, 2)


def _written_out(at, dy, x, size, stride):
    n, row, column, c = at
    won = []
    for i, j in np.ndindex(dy.shape[1:3]):
        window = x[n, i * stride :, j * stride :, c][:size, :size]
        a, b = np.unravel_index(window.argmax(), window.shape)
        if (i * stride + a, j * stride + b) == (row, column):
            won.append(factor(dy[n, i, j, c]))
    return " + ".join(won) or "the sum over the windows that it wins (none)"


MAX_POOL2D_BACKWARD = Exercise(
    id="06_max_pool2d_backward",
    title="The gradient goes to the winner",
    reference=max_pool2d_backward,
    parts=(
        Part("side by side", 1),
        Part("several images and channels", 1),
        Part("ties", 1),
        Part("pixels left over", 1),
        Part("stride", 2),
        Part("no loop over images or pixels", 1, vectorized=True),
    ),
    cases=_cases,
    returns=("dx",),
    arithmetic={"dx": _written_out},
    hints=(
        "Take one window: which of its pixels is the largest, and what does dy give to it?",
        "Look at the pixel that is wrong: which windows hold it, and does it win in them?",
    ),
    mistakes=MISTAKES,
)
