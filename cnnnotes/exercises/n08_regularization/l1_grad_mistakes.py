"""What is known to go wrong in exercise 08_l1_grad."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._decay import adding, same_for_both, with_weights

MISTAKES = (
    *same_for_both(np.abs),
    Mistake(
        "sign of the weights forgotten",
        with_weights(lambda w: np.ones(w.shape)),
        "All weights are pushed the same way, negative ones away from 0.",
        "In which direction does |w| grow, for a negative w?",
        "Look at what is added: it needs `np.sign(w)`.",
    ),
    Mistake(
        "that of an L2 penalty",
        adding(lambda added, w: added * 2 * np.abs(w)),
        "Large weights are pushed more than small ones: that is L2.",
        "What is the slope of |w| at 1, and what is it at 10?",
        "Look at what is added: it does not grow with w.",
    ),
    Mistake(
        "weights in place of their signs",
        adding(lambda added, w: added * np.abs(w)),
        "What you add grows with the weight.",
        "What is the slope of |w| at 1, and what is it at 10?",
        "Look at what is added: `np.sign(w)`.",
    ),
    Mistake(
        "|w| in place of its derivative",
        adding(lambda added, w: added * w),
        "What you add is the penalty of each weight itself.",
        "What is the derivative of |w|?",
        "Look for `abs`.",
    ),
    Mistake(
        "sign and size multiplied",
        adding(lambda added, w: added * w**2),
        "What you add grows with the square of the weight.",
        "What is the slope of |w| at 1, and what is it at 10?",
        "Look at what is added: `np.sign(w)` alone.",
    ),
    Mistake(
        "factor 2",
        adding(lambda added, w: 2 * added),
        "What you add is twice as large as it should be.",
        "Where would a 2 come from, without a square?",
        "Look for a factor of 2.",
    ),
    Mistake(
        "weights of 0 pushed down",
        with_weights(lambda w: np.where(w >= 0, 1, -1)),
        "Weights that are 0 are pushed away from there.",
        "What is `np.sign(0)`?",
        "Look at the comparison with 0: at 0 itself nothing is added.",
    ),
    Mistake(
        "weights of 0 pushed up",
        with_weights(lambda w: np.where(w > 0, 1, -1)),
        "Weights that are 0 are pushed away from there.",
        "What is `np.sign(0)`?",
        "Look at the comparison with 0: at 0 itself nothing is added.",
    ),
    Mistake(
        "0 divided by 0",
        with_weights(lambda w: w / np.abs(w)),
        "Where a weight is 0, your gradient is not a number.",
        "What is 0 / 0?",
        "Look for `w / np.abs(w)`: `np.sign(w)` knows what to do at 0.",
    ),
    Mistake(
        "negative weights left out",
        with_weights(lambda w: np.maximum(w, 0)),
        "Negative weights are not pushed.",
        "What is the derivative of |w| for a negative w?",
        "Look at the comparison with 0: there are two sides.",
    ),
)
