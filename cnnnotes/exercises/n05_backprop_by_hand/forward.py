"""Exercise 05_forward: the smallest convolutional network there is."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.n05_backprop_by_hand._signals import bent, unbent
from cnnnotes.exercises.n05_backprop_by_hand.forward_mistakes import MISTAKES


def _cases(rng):
    for n, k in ((3, 1), (5, 3), (8, 3), (9, 5)):
        yield "convolution", bent(rng, n, k)
    for n, k in ((2, 3), (3, 5)):
        yield "filter longer than the signal", bent(rng, n, k)
    for n in (3, 5):
        yield "ReLU", bent(rng, n, 1)
    for n in (2, 4):
        x, w1, w2 = unbent(rng, n, 1)
        yield "output", (x, w1, -np.sign(w2 @ x) * w2)
    for (n, k), sign in zip(((6, 3), (9, 5)), (1, -1), strict=True):
        x, w1, w2 = bent(rng, n, k)
        a2 = forward(x, w1, w2)[2]
        yield "all three", (x, w1, w2 if a2 * sign > 0 else -w2)
    for n, k in ((4, 1), (6, 3)):
        x, w1, w2 = bent(rng, n, k)
        yield "integers in, fractions out", ((2 * x).astype(int), w1 / 4, w2)


FORWARD = Exercise(
    id="05_forward",
    title="One filter, ReLU, one dense output",
    reference=forward,
    parts=(
        Part("convolution", 1, returns=("z1",)),
        Part("filter longer than the signal", 1, returns=("z1",)),
        Part("ReLU", 1, returns=("a1",)),
        Part("output", 1, returns=("a2",)),
        Part("all three", 1),
        Part("integers in, fractions out", 1, returns=("z1",)),
    ),
    cases=_cases,
    returns=("z1", "a1", "a2"),
    arithmetic={
        "z1": lambda at, x, w1, w2: products(np.pad(x, len(w1) // 2)[at[0] :][: len(w1)], w1),
        "a1": lambda at, x, w1, w2: f"max({forward(x, w1, w2)[0][at]:g}, 0)",
        "a2": lambda at, x, w1, w2: products(w2, forward(x, w1, w2)[1]),
    },
    hints=(
        "Take pencil and paper: which numbers, zeros included, does the window hold at i = 0?",
        "Look at the three lines in turn: x to z1, z1 to a1, a1 to a2.",
    ),
    mistakes=MISTAKES,
)
