"""Exercise 05_grad_x: the gradient of the loss with respect to the signal."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._chain import gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand._network import grad_x
from cnnnotes.exercises.n05_backprop_by_hand._signals import gradient_cases, unbent, with_target
from cnnnotes.exercises.n05_backprop_by_hand.grad_x_mistakes import MISTAKES


def _cases(rng):
    yield from gradient_cases(rng)
    for n, k in ((4, 1), (6, 3)):
        x, w1, w2 = unbent(rng, n, k)
        yield "integers in, fractions out", with_target(rng, (2 * x).astype(int), w1 / 4, w2)


def _written_out(at, x, w1, w2, y):
    half = len(w1) // 2
    dz = np.pad(gradient_by_z1(x, w1, w2, y), half)
    return products(dz[at[0] : at[0] + len(w1)], w1[::-1])


GRAD_X = Exercise(
    id="05_grad_x",
    title="The gradient of the signal",
    reference=grad_x,
    parts=(
        Part("one tap", 1),
        Part("ReLU open everywhere", 2),
        Part("ReLU closed in places", 1),
        Part("integers in, fractions out", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Which numbers of z1 does x[3] reach, and through which tap each?",
        "Look at place i: it sends dz[i]·w1[j] back to x[i - k//2 + j], for every tap j.",
    ),
    mistakes=MISTAKES,
)
