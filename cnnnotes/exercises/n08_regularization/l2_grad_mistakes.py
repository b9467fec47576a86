"""What is known to go wrong in exercise 08_l2_grad."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._decay import (
    adding,
    same_for_both,
    with_strength,
    with_weights,
)

MISTAKES = (
    *same_for_both(np.square),
    Mistake(
        "factor 2 forgotten",
        adding(lambda added, w: added / 2),
        "What you add is half as large as it should be.",
        "What is the derivative of w²?",
        "Look for the 2: it is left out only where the penalty is written with a half.",
    ),
    Mistake(
        "w² in place of its derivative",
        adding(lambda added, w: added * w / 2),
        "What you add is the penalty of each weight itself.",
        "What is the derivative of w²?",
        "Look for `** 2`.",
    ),
    Mistake(
        "both 2 and square",
        adding(lambda added, w: added * w),
        "What you add grows with the square of the weight.",
        "What is the derivative of w²?",
        "Look for `** 2`: it is gone in the derivative.",
    ),
    Mistake(
        "that of an L1 penalty",
        with_weights(lambda w: np.sign(w) / 2),
        "All weights are pushed by the same amount: that is L1.",
        "Which weights does a square punish most?",
        "Look for `sign`.",
    ),
    Mistake(
        "size of the weights without their sign",
        with_weights(np.abs),
        "Negative weights are pushed away from 0.",
        "In which direction does w² grow, for a negative w?",
        "Look for `abs`.",
    ),
    Mistake(
        "strength squared",
        with_strength(lambda strength, w: strength**2),
        "The strength is multiplied in twice.",
        "Is the strength a part of what is squared?",
        "Look for strength: it occurs once.",
    ),
    Mistake(
        "strength divided by 2",
        with_strength(lambda strength, w: strength / 4),
        "What you add is a quarter of what it should be.",
        "What does the 2 of w² do in the derivative?",
        "Look for `/ 2`.",
    ),
    Mistake(
        "dw shrunk in place of w",
        lambda right, w, b, dw, *rest: right(dw, b, dw, *rest),
        "What you add grows with the gradient, not with the weight.",
        "Of what is the square in the penalty?",
        "Look at what is multiplied by the strength: w.",
    ),
    *Mistake(
        "that of the weights' length",
        adding(lambda added, w: added / (2 * np.linalg.norm(w))),
        "What you add is as long, however large the weights are.",
        "Does the penalty hold the sum of the squares, or its root?",
        "Look for `norm` or `sqrt`: the penalty has no root.",
    ).forms(adding(lambda added, w: added / np.linalg.norm(w))),
    Mistake(
        "multiplied by the weights' length",
        adding(lambda added, w: added * np.linalg.norm(w)),
        "What you add to one weight grows with all the others.",
        "What is the derivative of the sum of squares by one of the weights?",
        "Look for `norm` or `sqrt`: the penalty has no root.",
    ),
)
