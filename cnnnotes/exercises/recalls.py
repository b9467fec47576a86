"""Short questions on earlier notebooks, their numbers drawn anew for each learner.

What is right, and which wrong answers have a name, an exercise knows already: a recall is a call of
its function on numbers that can be worked out in the head.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnnnotes.exercises.kinds import Exercise
from cnnnotes.exercises.n01_convolution.convolve import CONVOLVE
from cnnnotes.exercises.n01_convolution.n_params import N_PARAMS
from cnnnotes.exercises.n01_convolution.slide1d import SLIDE1D
from cnnnotes.exercises.n02_padding_and_stride.output_size import OUTPUT_SIZE
from cnnnotes.exercises.n02_padding_and_stride.receptive_field import RECEPTIVE_FIELD
from cnnnotes.exercises.n03_relu.relu_backward import RELU_BACKWARD
from cnnnotes.exercises.n04_pooling.max_pool import MAX_POOL
from cnnnotes.exercises.n05_backprop_by_hand.dl_da import DL_DA
from cnnnotes.exercises.n06_backprop_layer.momentum_step import MOMENTUM_STEP
from cnnnotes.exercises.n07_train_on_mnist.count_params import COUNT_PARAMS
from cnnnotes.exercises.n08_regularization.stop_at import STOP_AT


@dataclass(frozen=True, eq=False)
class Recall:
    """A question in `words`: what gives the `exercise`'s function for what `draw(rng)` gives."""

    exercise: Exercise
    draw: Callable[[np.random.Generator], tuple]
    words: Callable[..., str]


def _integers(rng, count, low=-3, high=5):
    """Integers, none of them 0 and no two neighbours alike."""
    numbers = [n for n in range(low, high + 1) if n]
    return rng.permutation(numbers)[:count].astype(float)


def _list(array):
    return f"[{', '.join(f'{value:g}' for value in np.ravel(array))}]"


SLIDE = Recall(
    SLIDE1D,
    lambda rng: (_integers(rng, 4), _integers(rng, 2)),
    lambda x, k: f"Slide k = {_list(k)} over x = {_list(x)}. Which numbers come out? A list.",
)
TURNED = Recall(
    CONVOLVE,
    lambda rng: (_integers(rng, 3)[None], _integers(rng, 2)[None]),
    lambda x, k: f"The true convolution x ∗ k of x = {_list(x)} and k = {_list(k)}? A list.",
)
PARAMETERS = Recall(
    N_PARAMS,
    lambda rng: (3, 3, int(rng.integers(2, 5)), int(rng.integers(5, 11))),
    lambda kw, kh, kd, c_out: f"How many parameters have {c_out} filters of {kw}×{kh}×{kd}?",
)
POSITIONS = Recall(
    OUTPUT_SIZE,
    lambda rng: (int(rng.integers(10, 21)), int(rng.integers(3, 6)), 2, 1, 1),
    lambda n, k, s, p, d: (
        f"{n} pixels in a row, a window of {k}, stride {s}, padding {p}: how many positions?"
    ),
)
VIEW = Recall(
    RECEPTIVE_FIELD,
    lambda rng: ([(int(rng.integers(3, 6)), 1), (2, 2), (int(rng.integers(2, 5)), 1)],),
    lambda layers: (
        "Windows of "
        + ", then ".join(f"{k} with stride {s}" for k, s in layers)
        + ": how many pixels in a row does an output see?"
    ),
)
GATE = Recall(
    RELU_BACKWARD,
    lambda rng: (_integers(rng, 4), rng.permutation([-2.0, 0, 1, 3])),
    lambda dy, x: f"A ReLU saw x = {_list(x)}; dy = {_list(dy)} comes back. What is dx? A list.",
)
POOLED = Recall(
    MAX_POOL,
    lambda rng: (_integers(rng, 8, -6, 4).reshape(2, 4, 1), 2, 2),
    lambda x, size, stride: (
        f"Max pooling {size}×{size}, stride {stride}, of the rows {_list(x[0])} and {_list(x[1])}? "
        "A list."
    ),
)
DOWN = Recall(
    DL_DA,
    lambda rng: (float(rng.integers(3, 8)), float(rng.integers(0, 3)), _integers(rng, 3)),
    lambda a2, y, w2: f"A² = {a2:g}, y = {y:g}, W² = {_list(w2)}: what is ∂L/∂A¹? A list.",
)
STEP = Recall(
    MOMENTUM_STEP,
    lambda rng: (*(_integers(rng, 1) for _ in range(3)), 0.5, 0.5),
    lambda w, dw, v, rate, momentum: (
        f"w = {w[0]:g}, dw = {dw[0]:g}, v = {v[0]:g}, learning rate {rate}, momentum {momentum}: "
        "what are w and v after the step? A list."
    ),
)
COUNTED = Recall(
    COUNT_PARAMS,
    lambda rng: (
        [
            ("input", 8, 8, 1),
            ("conv", int(rng.integers(2, 6)), 3),
            ("pool", 2),
            ("flatten",),
            ("dense", int(rng.integers(2, 6))),
        ],
    ),
    lambda layers: (
        f"Images 8×8×1, {layers[1][1]} filters of 3×3 without padding, pooling by 2, a dense layer "
        f"of {layers[-1][1]}: how many parameters in all?"
    ),
)
STOP = Recall(
    STOP_AT,
    lambda rng: (np.array([9, 7, *rng.permutation([3, 4, 5, 6, 8])]) / 10, 2),
    lambda losses, patience: (
        f"Losses on held-out images: {_list(losses)}, patience {patience}. At which epoch does "
        "early stopping stop, and which was the best, counted from 0? A list."
    ),
)

RECALLS = {
    "02": (SLIDE, TURNED, PARAMETERS),
    "03": (PARAMETERS, POSITIONS, VIEW),
    "04": (SLIDE, POSITIONS, GATE),
    "05": (VIEW, GATE, POOLED),
    "06": (POSITIONS, POOLED, DOWN),
    "07": (GATE, DOWN, STEP),
    "08": (POOLED, STEP, COUNTED),
    "09": (VIEW, COUNTED, STOP),
    "10": (PARAMETERS, STEP, STOP),
}
