"""Exercise 01_conv_channels: several channels in, several filters, a bias."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n01_convolution.conv_channels_mistakes import MISTAKES
from cnnnotes.exercises.n01_convolution.slide2d import slide2d
from cnnnotes.exercises.pictures import distinct
from cnnnotes.ops import conv2d


def conv_channels(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """x (H, W, C), w (KH, KW, C, F), b (F,) → (H - KH + 1, W - KW + 1, F)."""
    return conv2d(np.array(x, float)[None], np.array(w, float), np.array(b, float))[0]


def _cases(rng):
    def draw(image, kernel, bias=False):
        """Draw arguments; without `bias`, b is 0, so that what it adds is judged by itself."""
        x, w = rng.integers(-4, 10, image).astype(float), distinct(rng, kernel) / 2
        return x, w, distinct(rng, kernel[-1:]) * (10 if bias else 0)

    for shapes in (((2, 2, 1), (2, 2, 1, 1)), ((3, 4, 1), (2, 3, 1, 1))):
        yield "one channel, one filter", draw(*shapes)
    for shapes in (((3, 3, 2), (2, 2, 2, 1)), ((4, 5, 3), (2, 3, 3, 1))):
        yield "several channels", draw(*shapes)
    for shapes in (((3, 3, 2), (2, 2, 2, 2)), ((4, 5, 1), (3, 2, 1, 3)), ((5, 4, 3), (2, 3, 3, 2))):
        yield "several filters", draw(*shapes)
    for shapes in (((2, 2, 1), (1, 2, 1, 1)), ((3, 4, 2), (2, 2, 2, 3)), ((4, 3, 3), (2, 3, 3, 2))):
        yield "bias", draw(*shapes, bias=True)


def _written_out(at, x, w, b):
    i, j, f = at
    window = x[i : i + w.shape[0], j : j + w.shape[1]]
    return f"{products(window, w[..., f])} + {factor(b[f])}"


def _solution(x, w, b):
    kh, kw, channels, filters = w.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, filters))
    for f in range(filters):
        for c in range(channels):
            out[:, :, f] += slide2d(x[:, :, c], w[:, :, c, f])
    return out + b


CONV_CHANNELS = Exercise(
    id="01_conv_channels",
    title="Several channels, several filters",
    reference=conv_channels,
    solution=_solution,
    parts=(
        Part("one channel, one filter", 1),
        Part("several channels", 2),
        Part("several filters", 2),
        Part("bias", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "How many products make up one number of the output, for a 2 by 2 window and 3 channels?",
        "Look at what each filter sees: `x[i:i+KH, j:j+KW, :]` against `w[:, :, :, f]`.",
    ),
    mistakes=MISTAKES,
)
