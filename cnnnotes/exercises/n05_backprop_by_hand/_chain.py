"""The chain rule back to z1 with any of its links replaced, and what goes wrong in it."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.spoiling import knobs

SLOPE_OF_THE_LOSS = "What is the derivative of u² with respect to u?"
SLOPE_OF_THE_OUTPUT = "By how much does a2 change when a1[0] grows by 1?"
SLOPE_OF_THE_RELU = "When z1 grows from 3 to 4, by how much does a1 grow?"


def gradient_by_z1(
    x: np.ndarray,
    w1: np.ndarray,
    w2: np.ndarray,
    y: float,
    *,
    slope: Callable = lambda a2, y: 2 * (a2 - y),
    weights: Callable = lambda w2: w2,
    gate: Callable = lambda x, z1, a1: z1 > 0,
    read: Callable = lambda z1, a1: a1,
    taps: Callable = lambda w1: w1,
) -> np.ndarray:
    """Return the gradient of the loss with respect to z1, `(n,)`, its links as they are given.

    The dense output reads `read(z1, a1)`, and the filter has these `taps`, on the way forward.
    """
    z1, a1, _ = forward(x, taps(w1), w2)
    return slope(w2 @ read(z1, a1), y) * weights(w2) * gate(x, z1, a1)


def chain_mistakes(loop: Callable) -> tuple[Mistake, ...]:
    """What goes wrong in a gradient that hands its changes on to `gradient_by_z1`."""
    return (
        Mistake(
            "2 forgotten",
            lambda right, *args: right(*args) / 2,
            "Every number is half of the right one.",
            SLOPE_OF_THE_LOSS,
            "Look for the factor 2 in the slope of the loss.",
        ),
        Mistake(
            "sign turned",
            lambda right, *args: -right(*args),
            "Every number is the right one times -1.",
            "Is the error a2 - y, or y - a2?",
            "Look at the order of a2 and y around the minus.",
        ),
        Mistake(
            "sign turned and 2 forgotten",
            lambda right, *args: -right(*args) / 2,
            "Every number is the right one times -1/2.",
            "What is the derivative of (a2 - y)² with respect to a2?",
            "Look at the order of a2 and y around the minus, then for the factor 2.",
        ),
        Mistake(
            "mask forgotten",
            knobs(loop, gate=lambda x, z1, a1: 1),
            "Your gradient is that of a network without ReLU.",
            "What goes back through a place where z1 is negative?",
            "Look for the slope of the ReLU, 1 where z1 > 0: does it occur in your function?",
        ),
        Mistake(
            "passes at zero",
            knobs(loop, gate=lambda x, z1, a1: z1 >= 0),
            "Where z1 is exactly 0, your gradient passes.",
            "Is z1 > 0 at z1 = 0?",
            "Look for `>=`.",
        ),
        Mistake(
            "mask from x",
            knobs(loop, gate=lambda x, z1, a1: x > 0),
            "Your mask is 1 where x is positive.",
            "What did the ReLU look at: x or z1?",
            "Look at the mask: `z1 > 0`.",
        ),
        Mistake(
            "mask turned around",
            knobs(loop, gate=lambda x, z1, a1: z1 < 0),
            "Your gradient passes where z1 is negative.",
            "Which numbers pass through the ReLU?",
            "Look for `<` where `>` is meant.",
        ),
        Mistake(
            "activations in place of the mask",
            knobs(loop, gate=lambda x, z1, a1: a1),
            "Where the slope of the ReLU belongs stands a1 itself.",
            SLOPE_OF_THE_RELU,
            "Look at the mask: a value, or a slope?",
        ),
        Mistake(
            "z1 in place of the mask",
            knobs(loop, gate=lambda x, z1, a1: z1),
            "Where the slope of the ReLU belongs stands z1 itself.",
            SLOPE_OF_THE_RELU,
            "Look at the mask: a value, or a slope?",
        ),
        Mistake(
            "sign in place of slope",
            knobs(loop, gate=lambda x, z1, a1: np.sign(z1)),
            "Where z1 is negative, the slope of the ReLU is -1.",
            "How steep is the ReLU to the left of 0?",
            "Look for `np.sign`.",
        ),
        Mistake(
            "w2 left out",
            knobs(loop, weights=np.ones_like),
            "All places count alike: w2 does not occur on the way back.",
            SLOPE_OF_THE_OUTPUT,
            "Look for w2 in the slope of the loss.",
        ),
        Mistake(
            "w2 squared",
            knobs(loop, weights=np.square),
            "w2 comes in twice on the way back.",
            SLOPE_OF_THE_OUTPUT,
            "Look for w2: it is multiplied in once.",
        ),
        Mistake(
            "sum of w2 in place of w2",
            knobs(loop, weights=lambda w2: np.full(w2.shape, w2.sum())),
            "All places count alike: each has the sum of w2 on the way back.",
            SLOPE_OF_THE_OUTPUT,
            "Look for `w2.sum()`, or for a product that is summed too early.",
        ),
        Mistake(
            "first number of w2 for all",
            knobs(loop, weights=lambda w2: np.full(w2.shape, w2[0])),
            "All places count alike: each has the first number of w2 on the way back.",
            SLOPE_OF_THE_OUTPUT,
            "Look for `w2[0]`, or for an index of w2 that never changes.",
        ),
        *Mistake(
            "slope of the absolute error",
            knobs(loop, slope=lambda a2, y: np.sign(a2 - y)),
            "Your gradient is as large, however far a2 is from y.",
            SLOPE_OF_THE_LOSS,
            "Look for `sign`: it belongs to |a2 - y|, not to its square.",
        ).forms(knobs(loop, slope=lambda a2, y: 2 * np.sign(a2 - y))),
        Mistake(
            "error left out",
            knobs(loop, slope=lambda a2, y: 2),
            "Your gradient does not depend on the error.",
            "Should the step be the same for a small miss and a large one?",
            "Look for a2 - y: does it occur in your function?",
        ),
        Mistake(
            "error with its sign lost",
            knobs(loop, slope=lambda a2, y: 2 * abs(a2 - y)),
            "When the output is too small, your gradient has the wrong sign.",
            "Should w1 be pushed the same way for too much and for too little?",
            "Look for `abs`.",
        ),
        Mistake(
            "target left out",
            knobs(loop, slope=lambda a2, y: 2 * a2),
            "Your gradient does not depend on y.",
            "What should the gradient be when a2 is y?",
            "Look for y: does it occur in your function?",
        ),
        Mistake(
            "brackets missing in the error",
            knobs(loop, slope=lambda a2, y: 2 * a2 - y),
            "The 2 reaches a2 alone, not the error as a whole.",
            "Which does Python work out first: `2 * a2`, or `a2 - y`?",
            "Look at the brackets around a2 - y.",
        ),
        *Mistake(
            "loss in place of its slope",
            knobs(loop, slope=lambda a2, y: (a2 - y) ** 2),
            "The loss (a2 - y)² itself stands where its slope belongs.",
            SLOPE_OF_THE_LOSS,
            "Look for `** 2`.",
        ).forms(knobs(loop, slope=lambda a2, y: 2 * (a2 - y) ** 2)),
        Mistake(
            "output without ReLU",
            knobs(loop, read=lambda z1, a1: z1),
            "The error is that of an output made from z1; expected a2 = w2ᵀ a1.",
            "Which of z1 and a1 does the dense layer read?",
            "Look at the line that makes a2.",
        ),
        Mistake(
            "kernel flipped on the way forward",
            knobs(loop, taps=lambda w1: w1[::-1]),
            "Error and mask are those of a signal slid under a kernel that was turned around.",
            "Which number of w1 meets the leftmost number of the window?",
            "Look at the line that makes z1: `np.convolve` flips.",
        ),
    )
