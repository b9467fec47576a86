"""Exercise 05_grad_w1: the gradient of the loss with respect to the filter."""

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._chain import gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand._network import dz_dw, grad_w1
from cnnnotes.exercises.n05_backprop_by_hand._signals import gradient_cases
from cnnnotes.exercises.n05_backprop_by_hand.grad_w1_mistakes import MISTAKES


def _written_out(at, x, w1, w2, y):
    return products(dz_dw(x, len(w1))[at[0]], gradient_by_z1(x, w1, w2, y))


GRAD_W1 = Exercise(
    id="05_grad_w1",
    title="The gradient of the filter",
    reference=grad_w1,
    parts=(
        Part("one tap", 1),
        Part("ReLU open everywhere", 2),
        Part("ReLU closed in places", 1),
    ),
    cases=gradient_cases,
    arithmetic={"out": _written_out},
    hints=(
        "Which three pieces does the chain rule multiply, and what are their shapes?",
        "Look at the product: (k, n) times (n, n) times (n, 1).",
    ),
    mistakes=MISTAKES,
)
