"""Exercise 02_pad2d: zeros around an image."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n02_padding_and_stride.pad2d_mistakes import MISTAKES


def pad2d(x: np.ndarray, top: int, bottom: int, left: int, right: int) -> np.ndarray:
    """x (H, W), pixels for each side → (top + H + bottom, left + W + right): zeros around x."""
    h, w = x.shape
    out = np.zeros((top + h + bottom, left + w + right))
    out[top : top + h, left : left + w] = x
    return out


def _cases(rng):
    def draw(*shape):
        numbers = 1.5 + rng.permutation(np.prod(shape))
        return (numbers * rng.choice((-1, 1), numbers.shape)).reshape(shape)

    for shape, side in (((2, 3), 1), ((3, 2), 2), ((4, 3), 1)):
        yield "the same on all sides", (draw(*shape), side, side, side, side)
    for shape in ((2, 3), (3, 2), (4, 5)):
        sides = rng.permutation([1, 2, 3, 4]).tolist()
        yield "each side its own", (draw(*shape), *sides)
    for shape, sides in (((2, 3), (1, 0, 2, 3)), ((3, 4), (2, 1, 3, 0)), ((4, 3), (0, 2, 1, 3))):
        yield "none on some sides", (draw(*shape), *sides)
    yield "none on some sides", (draw(3, 4), 0, 0, 0, 0)


def _written_out(at, x, top, bottom, left, right):
    i, j = at[0] - top, at[1] - left
    inside = 0 <= i < x.shape[0] and 0 <= j < x.shape[1]
    return f"x[{i}, {j}]" if inside else "the padding"


PAD2D = Exercise(
    id="02_pad2d",
    title="Put zeros around an image",
    reference=pad2d,
    parts=(
        Part("the same on all sides", 1),
        Part("each side its own", 2),
        Part("none on some sides", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Where in the output does the image's upper left pixel stand?",
        "Look at the slice that the image is put into: it begins at (top, left) and is (H, W).",
    ),
    mistakes=MISTAKES,
)
