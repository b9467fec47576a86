"""What is known to go wrong in exercise 05_grad_w1."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._network import dz_dw, forward, gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand.dz_dw_mistakes import moved
from cnnnotes.exercises.spoiling import finished


def _from(dz):
    """Correlate the signal with another gradient with respect to z1: `dz(z1, a1, a2, x, y, w2)`."""

    def mimic(x, w1, w2, y):
        return dz_dw(x, len(w1)) @ dz(*forward(x, w1, w2), x, y, w2)

    return mimic


def _over(windows, keep=slice(None)):
    """Take other windows, `windows(x, k)`, or keep only some places."""

    def mimic(x, w1, w2, y):
        return windows(x, len(w1))[:, keep] @ gradient_by_z1(x, w1, w2, y)[keep]

    return mimic


def _ends_left_out(x, w1, w2, y):
    inside = slice(len(w1) // 2, len(x) - len(w1) // 2)
    return dz_dw(x, len(w1))[:, inside] @ gradient_by_z1(x, w1, w2, y)[inside]


SQUARED = Mistake(
    "loss in place of its slope",
    finished(_from(lambda z1, a1, a2, x, y, w2: (a2 - y) ** 2 * w2 * (z1 > 0))),
    "The loss (a2 - y)² itself stands where its slope belongs.",
    "What is the derivative of u² with respect to u?",
    "Look for `** 2`.",
)


def _of_w2(x, w1, w2, y):
    _, a1, a2 = forward(x, w1, w2)
    return 2 * (a2 - y) * a1


MISTAKES = (
    Mistake(
        "2 forgotten",
        lambda right, *args: right(*args) / 2,
        "Every number is half of the right one.",
        "What is the derivative of u² with respect to u?",
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
        "column in place of the filter's shape",
        lambda right, *args: right(*args)[:, None],
        "The numbers are right; they stand in a column, (k, 1).",
        "What is the shape of w1, and what must that of a step w1 - rate · gradient be?",
        "Look at the end: `[:, 0]` takes the column out.",
    ),
    Mistake(
        "mask forgotten",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * w2)),
        "Your gradient is that of a network without ReLU.",
        "What reaches w1 through a place where z1 is negative?",
        "Look for the middle piece, 1 where z1 > 0: does it occur in your function?",
    ),
    Mistake(
        "passes at zero",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * w2 * (z1 >= 0))),
        "Where z1 is exactly 0, your gradient passes.",
        "Is z1 > 0 at z1 = 0?",
        "Look for `>=`.",
    ),
    Mistake(
        "mask from x",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * w2 * (x > 0))),
        "Your mask is 1 where x is positive.",
        "What did the ReLU look at: x or z1?",
        "Look at the mask: `z1 > 0`.",
    ),
    Mistake(
        "activations in place of the mask",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * w2 * a1)),
        "The middle piece holds a1 itself; the slope of the ReLU is 1 where z1 > 0.",
        "When z1 grows from 3 to 4, by how much does a1 grow?",
        "Look at the middle piece: a value, or a slope?",
    ),
    Mistake(
        "sign in place of slope",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * w2 * np.sign(z1))),
        "Where z1 is negative, the middle piece is -1.",
        "How steep is the ReLU to the left of 0?",
        "Look for `np.sign`.",
    ),
    Mistake(
        "w2 left out",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) * (z1 > 0))),
        "All places count alike: w2 does not occur.",
        "By how much does a2 change when a1[0] grows by 1?",
        "Look for w2 in the slope of the loss.",
    ),
    Mistake(
        "error left out",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * w2 * (z1 > 0))),
        "Your gradient does not depend on the error.",
        "Should the step be the same for a small miss and a large one?",
        "Look for a2 - y: does it occur in your function?",
    ),
    Mistake(
        "target left out",
        finished(_from(lambda z1, a1, a2, x, y, w2: 2 * a2 * w2 * (z1 > 0))),
        "Your gradient does not depend on y.",
        "What should the gradient be when a2 is y?",
        "Look for y: does it occur in your function?",
    ),
    SQUARED,
    replace(
        SQUARED,
        mimic=finished(_from(lambda z1, a1, a2, x, y, w2: 2 * (a2 - y) ** 2 * w2 * (z1 > 0))),
    ),
    Mistake(
        "averaged over the places",
        lambda right, x, *args: right(x, *args) / len(x),
        "Every number is the right one divided by n: a mean over the places.",
        "A tap acts at n places. Do its effects add up, or are they averaged?",
        "Look for `mean`, or for a division by `len(x)`.",
    ),
    Mistake(
        "divided by the number of taps",
        lambda right, x, w1, *args: right(x, w1, *args) / len(w1),
        "Every number is the right one divided by k.",
        "Is anything to be averaged here?",
        "Look for `mean`, or for a division by `len(w1)`.",
    ),
    Mistake(
        "taps from last to first",
        lambda right, *args: right(*args)[::-1],
        "Your gradient stands in reverse: that of the last tap comes first.",
        "Which number of the window did w1[0] meet?",
        "Look for `[::-1]`, or for `np.convolve`, which flips.",
    ),
    Mistake(
        "window begins at i",
        finished(_over(moved(lambda k: k // 2))),
        "The windows of x begin at i; expected those around i.",
        "Which numbers of x made z1[1]?",
        "Look at the padding of x: k // 2 zeros on each side.",
    ),
    Mistake(
        "one place too far to the right",
        finished(_over(moved(lambda k: 1))),
        "The windows of x are those of the next place.",
        "Which numbers of x made z1[1]?",
        "Look at the index of x, i - k//2 + j: is there a 1 too many?",
    ),
    Mistake(
        "one place too far to the left",
        finished(_over(moved(lambda k: -1))),
        "The windows of x are those of the place before.",
        "Which numbers of x made z1[1]?",
        "Look at the index of x, i - k//2 + j: is there a 1 too many?",
    ),
    Mistake(
        "ends left out",
        finished(_ends_left_out),
        "The places where the window hangs over the end do not count in your gradient.",
        "Did those places add to the loss?",
        "Look at the range of i, and at the padding of x.",
    ),
    Mistake(
        "signal taken as a ring",
        finished(_over(lambda x, k: np.array([np.roll(x, k // 2 - j) for j in range(k)]))),
        "Beyond one end of x your windows go on at the other.",
        "What did the window hold there on the way forward?",
        "Look for `np.roll`, for `%`, or for an index that falls below 0.",
    ),
    Mistake(
        "windows of a1 in place of x",
        finished(
            lambda x, w1, w2, y: (
                dz_dw(forward(x, w1, w2)[1], len(w1)) @ gradient_by_z1(x, w1, w2, y)
            )
        ),
        "The windows are taken from a1; w1 slid over x.",
        "What did w1[j] multiply on the way forward?",
        "Look at the first piece: `dz_dw(x, k)`.",
    ),
    Mistake(
        "only the last place",
        finished(_over(dz_dw, keep=slice(-1, None))),
        "Only the last place counts: the others were overwritten.",
        "What becomes of the first place's contribution when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first place",
        finished(_over(dz_dw, keep=slice(1))),
        "Only the first place counts.",
        "When does your loop over the places end?",
        "Look for a `return` that stands too deep in the loop.",
    ),
    Mistake(
        "last place left out",
        finished(_over(dz_dw, keep=slice(-1))),
        "The last place does not count in your gradient.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop.",
    ),
    Mistake(
        "multiplied by w1",
        lambda right, x, w1, *args: right(x, w1, *args) * w1,
        "Every number is the right one times its tap.",
        "How does w1[j]·x[m] change when w1[j] grows by 1?",
        "Look for w1 in the pieces: it occurs in the forward pass alone.",
    ),
    Mistake(
        "summed to one number",
        lambda right, *args: right(*args).sum(),
        "Your result is one number; expected one for each tap.",
        "How many numbers can the filter change?",
        "Look for a `sum` too many.",
    ),
    Mistake(
        "gradient of w2",
        finished(_of_w2),
        "Your result is the gradient of w2.",
        "Which weights does the chain rule still have to go back to?",
        "Look at the last link: it must go through the ReLU, and on to w1.",
    ),
    Mistake(
        "gradient with respect to z1",
        finished(gradient_by_z1),
        "Your result is the gradient with respect to z1: one number for each place.",
        "How does each number of z1 depend on the taps?",
        "Look for the first piece, `dz_dw(x, k)`.",
    ),
)
