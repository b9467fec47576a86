"""Exercise 08_l2_grad: each weight costs its square."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise
from cnnnotes.exercises.n08_regularization._decay import PARTS, cases
from cnnnotes.exercises.n08_regularization.l2_grad_mistakes import MISTAKES


def l2_grad(
    w: np.ndarray, b: np.ndarray, dw: np.ndarray, db: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """w, dw (D, M), b, db (M,) → dw, db of loss + strength · Σw²."""
    return dw + 2 * strength * w, db


L2_GRAD = Exercise(
    id="08_l2_grad",
    title="The gradient of an L2 penalty",
    reference=l2_grad,
    parts=PARTS,
    cases=cases,
    returns=("dw", "db"),
    arithmetic={
        "dw": lambda at, w, b, dw, db, strength: (
            f"{number(dw[at])} + 2·{number(strength)}·{factor(w[at])}"
        ),
        "db": lambda at, w, b, dw, db, strength: f"db[{at[0]}]",
    },
    hints=(
        "What is the derivative of w²?",
        "Look at what is added to dw: 2 · strength · w, for each weight.",
    ),
    mistakes=MISTAKES,
)
