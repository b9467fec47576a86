"""What is known to go wrong in exercise 08_l2_grad."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n08_regularization._decay import adding, same_for_both
from cnnnotes.exercises.spoiling import finished

MISTAKES = (
    *same_for_both(np.square, lambda b, strength: 2 * strength * b),
    Mistake(
        "factor 2 forgotten",
        adding(lambda w, strength: strength * w),
        "What you add is half as large as it should be.",
        "What is the derivative of w²?",
        "Look for the 2: it is left out only where the penalty is written with a half.",
    ),
    Mistake(
        "w² in place of its derivative",
        adding(lambda w, strength: strength * w**2),
        "What you add is the penalty of each weight itself.",
        "What is the derivative of w²?",
        "Look for `** 2`.",
    ),
    Mistake(
        "both 2 and square",
        adding(lambda w, strength: 2 * strength * w**2),
        "What you add grows with the square of the weight.",
        "What is the derivative of w²?",
        "Look for `** 2`: it is gone in the derivative.",
    ),
    Mistake(
        "that of an L1 penalty",
        adding(lambda w, strength: strength * np.sign(w)),
        "All weights are pushed by the same amount: that is L1.",
        "Which weights does a square punish most?",
        "Look for `sign`.",
    ),
    Mistake(
        "size of the weights without their sign",
        adding(lambda w, strength: 2 * strength * np.abs(w)),
        "Negative weights are pushed away from 0.",
        "In which direction does w² grow, for a negative w?",
        "Look for `abs`.",
    ),
    Mistake(
        "strength squared",
        adding(lambda w, strength: 2 * strength**2 * w),
        "The strength is multiplied in twice.",
        "Is the strength a part of what is squared?",
        "Look for strength: it occurs once.",
    ),
    Mistake(
        "strength divided by 2",
        adding(lambda w, strength: strength / 2 * w),
        "What you add is a quarter of what it should be.",
        "What does the 2 of w² do in the derivative?",
        "Look for `/ 2`.",
    ),
    Mistake(
        "dw shrunk in place of w",
        finished(lambda w, b, dw, db, strength: (dw + 2 * strength * dw, db)),
        "What you add grows with the gradient, not with the weight.",
        "Of what is the square in the penalty?",
        "Look at what is multiplied by the strength: w.",
    ),
)
