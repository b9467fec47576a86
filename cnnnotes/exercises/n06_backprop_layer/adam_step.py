"""Exercise 06_adam_step: momentum, and a step size of its own for each weight."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer._adam_step import _averages
from cnnnotes.exercises.n06_backprop_layer.adam_step_mistakes import MISTAKES


def adam_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    learning_rate: float,
    beta_1: float,
    beta_2: float,
    epsilon: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """w, dw, m, v of one shape, t = 1, 2, … → new w, m, v; both averages corrected in the step."""
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    mean, square = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * mean / (np.sqrt(square) + epsilon), m, v


def _cases(rng):
    def draw(shape):
        numbers = rng.permutation(np.arange(np.prod(shape)) + 1.0).reshape(shape)
        numbers.flat[::2] *= -1
        return numbers

    settings = (0.5, 0.75, 1e-8), (0.9, 0.999, 1e-8), (0.5, 0.9, 1e-8)
    zeros = np.zeros
    for shape, betas in zip(((2,), (3,), (2, 3)), settings, strict=True):
        yield "first step", (draw(shape), draw(shape), zeros(shape), zeros(shape), 1, 0.5, *betas)
    for shape, t, betas in zip(((2,), (4,), (3, 2)), (2, 3, 5), settings, strict=True):
        m, v = draw(shape) / 4, np.abs(draw(shape)) / 2
        yield "later steps", (draw(shape), draw(shape), m, v, t, 0.25, *betas)
    for t in (1, 2):
        yield "epsilon", (draw((2,)), zeros(2), zeros(2), zeros(2), t, 0.5, *settings[1])
    m, v = draw((3,)) / 8, np.abs(draw((3,))) / 64
    yield "epsilon", (draw((3,)), draw((3,)) / 8, m, v, 100, 0.5, 0.5, 0.75, 0.25)


def _m_written_out(at, w, dw, m, v, t, rate, beta_1, *rest):
    return f"{number(beta_1)}·{factor(m[at])} + {number(1 - beta_1)}·{factor(dw[at])}"


def _v_written_out(at, w, dw, m, v, t, rate, beta_1, beta_2, epsilon):
    return f"{number(beta_2)}·{factor(v[at])} + {number(1 - beta_2)}·{factor(dw[at])}²"


def _w_written_out(at, w, dw, m, v, t, rate, beta_1, beta_2, epsilon):
    m, v = (average[at] for average in _averages(dw, m, v, beta_1, beta_2))
    mean, square = factor(m / (1 - beta_1**t)), number(v / (1 - beta_2**t))
    return f"{number(w[at])} - {number(rate)}·{mean} / (√{square} + {number(epsilon)})"


ADAM_STEP = Exercise(
    id="06_adam_step",
    title="A step of Adam",
    reference=adam_step,
    parts=(Part("first step", 2), Part("later steps", 2), Part("epsilon", 1)),
    cases=_cases,
    returns=("w", "m", "v"),
    arithmetic={"w": _w_written_out, "m": _m_written_out, "v": _v_written_out},
    hints=(
        "Which of w, m and v is wrong? Are both averages right before they are corrected?",
        "Look at the four lines: m, v, their corrections, the step.",
    ),
    mistakes=MISTAKES,
)
