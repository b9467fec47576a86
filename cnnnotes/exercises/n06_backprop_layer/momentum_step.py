"""Exercise 06_momentum_step: a step of gradient descent that remembers the last one."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer.momentum_step_mistakes import MISTAKES


def momentum_step(
    w: np.ndarray, dw: np.ndarray, v: np.ndarray, learning_rate: float, momentum: float
) -> tuple[np.ndarray, np.ndarray]:
    """w, dw, v of one shape → new w, new v: v = momentum·v + dw, w = w - learning_rate·v."""
    v = momentum * v + dw
    return w - learning_rate * v, v


def _cases(rng):
    def draw(shape, plus=0.0):
        numbers = rng.permutation(np.arange(np.prod(shape)) + 1.0)
        return (numbers * (-1) ** numbers).reshape(shape) + plus

    for shape in ((2,), (3,), (2, 3)):
        yield "first step", (draw(shape), draw(shape, 0.5), np.zeros(shape), 0.5, 0.75)
    for shape, *settings in (((2,), 0.5, 0.75), ((4,), 0.25, 0.9), ((3, 2), 0.1, 0.5)):
        yield "later steps", (draw(shape), draw(shape, 0.5), draw(shape, 0.25), *settings)


def _v_written_out(at, w, dw, v, learning_rate, momentum):
    return f"{number(momentum)}·{factor(v[at])} + {factor(dw[at])}"


def _w_written_out(at, w, dw, v, learning_rate, momentum):
    new = momentum * v[at] + dw[at]
    return f"{number(w[at])} - {number(learning_rate)}·{factor(new)}"


MOMENTUM_STEP = Exercise(
    id="06_momentum_step",
    title="A step with momentum",
    reference=momentum_step,
    parts=(Part("first step", 1), Part("later steps", 2)),
    cases=_cases,
    returns=("w", "v"),
    arithmetic={"w": _w_written_out, "v": _v_written_out},
    hints=(
        "Which of the two arrays is wrong? What are v and dw at that place?",
        "Look at the two lines: first v from the old v and dw, then w from the new v.",
    ),
    mistakes=MISTAKES,
)
