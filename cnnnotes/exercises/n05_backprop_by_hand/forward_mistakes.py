"""What is known to go wrong in exercise 05_forward."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _relu(z1):
    return np.maximum(z1, 0)


def _slide(x, w1):
    return np.correlate(np.pad(x, len(w1) // 2), w1)


def _network(slide=_slide, activate=_relu, weigh=np.dot):
    """Return a forward pass, with one of its steps replaced."""

    def mimic(x, w1, w2):
        z1 = slide(x, w1)
        a1 = activate(z1)
        return z1, a1, weigh(w2, a1)

    return mimic


def _padded(left, right=None):
    """Slide, with other things than zeros beyond the ends: `left(x, half)`, `right(x, half)`."""

    def slide(x, w1):
        half = len(w1) // 2
        return np.correlate(np.concatenate([left(x, half), x, (right or _zeros)(x, half)]), w1)

    return slide


def _zeros(x, half):
    return np.zeros(half)


def _outside(z1, half):
    """`z1` with zeros in its first and last `half` places."""
    out = np.zeros(len(z1))
    out[half : len(z1) - half] = z1[half : len(z1) - half]
    return out


def _past_the_end(x, w1):
    k = len(w1)
    return np.array([sum(x[i - k // 2 + j] * w1[j] for j in range(k)) for i in range(len(x))])


def _in_place(right, x, w1, w2):
    _, a1, a2 = right(x, w1, w2)
    return a1, a1, a2


FLIPPED = Mistake(
    "kernel flipped",
    finished(_network(lambda x, w1: _slide(x, w1[::-1]))),
    "Your z1 is the signal slid under a kernel that was turned around.",
    "Which number of w1 meets the leftmost number of the window?",
    "Look for `w1[::-1]`, or for `np.convolve`, which flips.",
)


NOT_AS_LONG = Mistake(
    "z1 not as long as x",
    finished(_network(np.correlate)),
    "With more than one tap, your z1 is not as long as x, so that w2 cannot weigh it.",
    "How many zeros must stand on each side of x, so that every number of x has a window?",
    "Look at the padding: k // 2 zeros on each side.",
)


MISTAKES = (
    FLIPPED,
    NOT_AS_LONG,
    Mistake(
        "window reaches beyond the end",
        finished(_network(_past_the_end)),
        "With more than one tap, the window reaches for numbers beyond the end of x.",
        "What stands beyond the ends of the signal, and does your array hold it?",
        "Look at the index of x, or pad x with k // 2 zeros on each side first.",
    ),
    Mistake(
        "window begins at i",
        finished(_network(_padded(lambda x, half: [], lambda x, half: np.zeros(2 * half)))),
        "Your window begins at i; expected one with i at its centre.",
        "Which numbers does a window of 3 around i = 0 hold?",
        "Look at the padding: are all zeros at the end?",
    ),
    Mistake(
        "window ends at i",
        finished(_network(_padded(lambda x, half: np.zeros(2 * half), lambda x, half: []))),
        "Your window ends at i; expected one with i at its centre.",
        "Which numbers does a window of 3 around i = 0 hold?",
        "Look at the padding: are all zeros at the beginning?",
    ),
    Mistake(
        "signal taken as a ring",
        finished(_network(_padded(lambda x, half: x[len(x) - half :], lambda x, half: x[:half]))),
        "Beyond one end your window goes on at the other, as if the signal were a ring.",
        "What stands beyond the ends of the signal?",
        'Look for `%`, `np.roll` or `mode="wrap"`.',
    ),
    Mistake(
        "negative index read from the end",
        finished(_network(_padded(lambda x, half: x[len(x) - half :]))),
        "Beyond the left end your window holds the last numbers of the signal.",
        "What does Python give for `x[-1]`?",
        "Look at the index of x: below 0 it counts from the end.",
    ),
    Mistake(
        "ends repeated in place of zeros",
        finished(
            _network(
                _padded(lambda x, half: x[:1].repeat(half), lambda x, half: x[-1:].repeat(half))
            )
        ),
        "Beyond the ends your window holds the first and the last number again.",
        "What stands beyond the ends of the signal?",
        'Look for `mode="edge"`, or an index that is clipped.',
    ),
    Mistake(
        "signal mirrored beyond its ends",
        finished(
            _network(_padded(lambda x, h: x[1 : h + 1][::-1], lambda x, h: x[::-1][1 : h + 1]))
        ),
        "Beyond the ends your window holds the signal mirrored.",
        "What stands beyond the ends of the signal?",
        'Look for `mode="reflect"`.',
    ),
    Mistake(
        "ends not computed",
        finished(_network(lambda x, w1: _outside(_slide(x, w1), len(w1) // 2))),
        "The first and last numbers of your z1 are 0: there the window hangs over the end.",
        "How many positions does the window have, once there are zeros on both sides?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "last place not written",
        finished(_network(lambda x, w1: np.append(_slide(x, w1)[:-1], 0))),
        "The last number of your z1 is still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop over i.",
    ),
    Mistake(
        "ReLU on the output too",
        finished(_network(weigh=lambda w2, a1: max(w2 @ a1, 0))),
        "Your a2 is never negative: a ReLU stands behind it.",
        "May the output of this network be negative?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "last tap left out",
        finished(_network(lambda x, w1: _slide(x, np.append(w1[:-1], 0)))),
        "The last number of w1 was never used.",
        "Which numbers does `range(k - 1)` give?",
        "Look at the end of the loop over the taps, or of the slice.",
    ),
    Mistake(
        "only the last product kept",
        finished(_network(lambda x, w1: _slide(x, np.append(0 * w1[:-1], w1[-1])))),
        "Each number of z1 is its last product alone: the earlier ones were overwritten.",
        "What becomes of the first product when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "mean in place of sum",
        finished(_network(lambda x, w1: _slide(x, w1) / len(w1))),
        "Every number of z1 is the right one divided by k: a mean.",
        "What is done with the products: are they added up, or averaged?",
        "Look for `mean`, or for a division by k.",
    ),
    Mistake(
        "sum carried on from position to position",
        finished(_network(lambda x, w1: np.cumsum(_slide(x, w1)))),
        "Each number of z1 holds the sum of all positions before it as well.",
        "With which value does the sum begin at a new position?",
        "Look at where the sum is set to 0: it belongs inside the loop over i.",
    ),
    Mistake(
        "z1 in the input's integer type",
        finished(_network(lambda x, w1: _slide(x, w1).astype(x.dtype))),
        "Given integers, your z1 is integers: the fractions are cut off.",
        "What is the dtype of the array that you write z1 into?",
        "Look for `zeros_like(x)` or `dtype=x.dtype`.",
    ),
    Mistake(
        "z1 changed by the ReLU",
        _in_place,
        "Your z1 is already a1: its negative numbers are gone.",
        "Does the ReLU make a new array, or does it write into z1?",
        "Look for `z1[z1 < 0] = 0` or `out=z1`; backprop will need z1 as it was.",
    ),
    Mistake(
        "ReLU forgotten",
        finished(_network(activate=np.array)),
        "Your a1 is z1, negative numbers and all.",
        "What does the ReLU do to a negative number?",
        "Look at the line that makes a1.",
    ),
    Mistake(
        "absolute value in place of ReLU",
        finished(_network(activate=np.abs)),
        "Your a1 is the absolute value of z1.",
        "What does the ReLU do to -3?",
        "Look for `abs`.",
    ),
    Mistake(
        "minimum in place of maximum",
        finished(_network(activate=lambda z1: np.minimum(z1, 0))),
        "Your a1 keeps the negative numbers of z1 and drops the positive ones.",
        "Which numbers pass through the ReLU?",
        "Look for `minimum`, or for a comparison the other way round.",
    ),
    Mistake(
        "one where z1 is positive",
        finished(_network(activate=lambda z1: (z1 > 0).astype(float))),
        "Your a1 is 1 where z1 is positive: that is the slope of the ReLU.",
        "What does the ReLU make of 3?",
        "Look at the line that makes a1: does it multiply by z1?",
    ),
    Mistake(
        "sigmoid in place of ReLU",
        finished(_network(activate=lambda z1: 1 / (1 + np.exp(-z1)))),
        "Your a1 is the sigmoid of z1.",
        "Which activation is asked for?",
        "Look for `exp` in the line that makes a1.",
    ),
    Mistake(
        "a2 from z1",
        lambda right, x, w1, w2: (*right(x, w1, w2)[:2], w2 @ _slide(x, w1)),
        "Your a2 weighs z1; expected w2ᵀ a1.",
        "Which of z1 and a1 does the dense layer read?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "products of the output not summed",
        finished(_network(weigh=lambda w2, a1: w2 * a1)),
        "Your a2 is a row of products; expected one number.",
        "What does `*` do to two arrays, and what does `@`?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "mean in the output",
        finished(_network(weigh=lambda w2, a1: (w2 * a1).mean())),
        "Your a2 is the mean of the products; expected their sum.",
        "What is done with the products of w2 and a1?",
        "Look for `mean` in the line that makes a2.",
    ),
    Mistake(
        "w2 not used",
        finished(_network(weigh=lambda w2, a1: a1.sum())),
        "Your a2 is the plain sum of a1.",
        "What weighs the numbers of a1 before they are added?",
        "Look for w2 in the line that makes a2.",
    ),
    Mistake(
        "returned from last to first",
        lambda right, x, w1, w2: right(x, w1, w2)[::-1],
        "What you return stands in reverse: a2 comes first.",
        "In which order are z1, a1 and a2 asked for?",
        "Look at the line with `return`.",
    ),
    replace(
        NOT_AS_LONG,
        mimic=finished(_network(np.correlate, weigh=lambda w2, a1: w2[: len(a1)] @ a1)),
    ),
)
