"""Exercise 08_l1_grad: each weight costs its size."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor, number
from cnnnotes.exercises.kinds import Exercise
from cnnnotes.exercises.n08_regularization._decay import PARTS, cases
from cnnnotes.exercises.n08_regularization.l1_grad_mistakes import MISTAKES


def l1_grad(
    w: np.ndarray, b: np.ndarray, dw: np.ndarray, db: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """w, dw (D, M), b, db (M,) → dw, db of loss + strength · Σ|w|."""
    return dw + strength * np.sign(w), db


L1_GRAD = Exercise(
    id="08_l1_grad",
    title="The gradient of an L1 penalty",
    reference=l1_grad,
    parts=PARTS,
    cases=cases,
    returns=("dw", "db"),
    arithmetic={
        "dw": lambda at, w, b, dw, db, strength: (
            f"{number(dw[at])} + {number(strength)}·{factor(np.sign(w[at]))}"
        ),
        "db": lambda at, w, b, dw, db, strength: f"db[{at[0]}]",
    },
    hints=(
        "What is the derivative of |w| for a positive w, for a negative one, and at 0?",
        "Look at what is added to dw: strength times the sign of each weight.",
    ),
    mistakes=MISTAKES,
)
