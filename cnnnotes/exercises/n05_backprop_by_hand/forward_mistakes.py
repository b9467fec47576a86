"""What is known to go wrong in exercise 05_forward."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._windows import window_mistakes, windows
from cnnnotes.exercises.spoiling import finished, knobs


def _loop(
    x,
    w1,
    w2,
    *,
    became=lambda z1, x, k: z1,
    activate=lambda z1: np.maximum(z1, 0),
    weighed=lambda z1, a1: a1,
    weigh=lambda w2, a: w2 @ a,
    **beyond,
):
    """The network, with any of its steps replaced; `became` is what is stored of z1."""
    z1 = became(w1 @ windows(x, len(w1), **beyond), x, len(w1))
    a1 = activate(z1)
    return z1, a1, weigh(w2, weighed(z1, a1))


def _filter(change):
    return lambda right, x, w1, w2: right(x, change(w1), w2)


def _inside(x, k):
    return slice(k // 2, len(x) - k // 2)


def _ends_not_computed(z1, x, k):
    out = np.zeros(len(z1))
    out[_inside(x, k)] = z1[_inside(x, k)]
    return out


def _no_place_beyond(x, w1, w2):
    k = len(w1)
    z1 = np.array([sum(x[i - k // 2 + j] * w1[j] for j in range(k)) for i in range(len(x))])
    return z1, np.maximum(z1, 0), w2 @ np.maximum(z1, 0)


def _as_long_as_the_longer(x, w1, w2):
    z1 = np.correlate(x, w1, "same")
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


def _padded_by_k(x, w1, w2):
    """As many zeros as there are taps on each side; w2 weighs as much of a1 as there is of it."""
    z1 = np.correlate(np.pad(x, len(w1)), w1)
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1[: len(w2)]


def _in_place(right, x, w1, w2):
    _, a1, a2 = right(x, w1, w2)
    return a1, a1, a2


MISTAKES = (
    Mistake(
        "kernel flipped",
        _filter(lambda w1: w1[::-1]),
        "Your z1 is the signal slid under a kernel that was turned around.",
        "Which number of w1 meets the leftmost number of the window?",
        "Look for `w1[::-1]`, or for `np.convolve`, which flips.",
    ),
    *Mistake(
        "z1 not as long as x",
        knobs(_loop, became=lambda z1, x, k: z1[_inside(x, k)]),
        "With more than one tap, your z1 is not as long as x, so that w2 cannot weigh it.",
        "How many zeros must stand on each side of x, so that every number of x has a window?",
        "Look at the padding: k // 2 zeros on each side.",
    ).forms(
        knobs(
            _loop,
            became=lambda z1, x, k: z1[_inside(x, k)],
            weigh=lambda w2, a: w2[: len(a)] @ a,
        )
    ),
    Mistake(
        "z1 as long as a filter that is longer than x",
        finished(_as_long_as_the_longer),
        "Where the filter is longer than the signal, your z1 is as long as the filter.",
        "How long is the result of `np.correlate(x, w1, 'same')` for 2 numbers and 5 taps?",
        'Look for `"same"`: it keeps the longer of the two. Zeros on each side of x help.',
    ),
    Mistake(
        "as many zeros as taps",
        finished(_padded_by_k),
        "Your z1 is longer than x: there are more windows than places.",
        "How many zeros must stand on each side of x, so that every number of x has a window?",
        "Look at the padding: how far does a window reach to each side of its centre?",
    ),
    Mistake(
        "window reaches beyond the end",
        finished(_no_place_beyond),
        "With more than one tap, the window reaches for numbers beyond the end of x.",
        "What stands beyond the ends of the signal, and does your array hold it?",
        "Look at the index of x, or pad x with k // 2 zeros on each side first.",
    ),
    *window_mistakes(_loop),
    Mistake(
        "ends not computed",
        knobs(_loop, became=_ends_not_computed),
        "The first and last numbers of your z1 are 0: there the window hangs over the end.",
        "How many positions does the window have, once there are zeros on both sides?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "last number not written",
        knobs(_loop, became=lambda z1, x, k: np.append(z1[:-1], 0)),
        "The last number of your z1 is still 0.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop over i.",
    ),
    Mistake(
        "ReLU on the output too",
        lambda right, *args: (*right(*args)[:2], max(right(*args)[2], 0)),
        "Your a2 is never negative: a ReLU stands behind it.",
        "May the output of this network be negative?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "last tap left out",
        _filter(lambda w1: np.append(w1[:-1], 0)),
        "The last number of w1 was never used.",
        "Which numbers does `range(k - 1)` give?",
        "Look at the end of the loop over the taps, or of the slice.",
    ),
    Mistake(
        "only the last product kept",
        _filter(lambda w1: np.append(0 * w1[:-1], w1[-1])),
        "Each number of z1 is its last product alone: the earlier ones were overwritten.",
        "What becomes of the first product when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "mean in place of sum",
        _filter(lambda w1: w1 / len(w1)),
        "Every number of z1 is the right one divided by k: a mean.",
        "What is done with the products: are they added up, or averaged?",
        "Look for `mean`, or for a division by k.",
    ),
    Mistake(
        "sum carried on from position to position",
        knobs(_loop, became=lambda z1, x, k: np.cumsum(z1)),
        "Each number of z1 holds the sum of all positions before it as well.",
        "With which value does the sum begin at a new position?",
        "Look at where the sum is set to 0: it belongs inside the loop over i.",
    ),
    Mistake(
        "z1 in the input's integer type",
        knobs(_loop, became=lambda z1, x, k: z1.astype(x.dtype)),
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
        knobs(_loop, activate=np.array),
        "Your a1 is z1, negative numbers and all.",
        "What does the ReLU do to a negative number?",
        "Look at the line that makes a1.",
    ),
    Mistake(
        "absolute value in place of ReLU",
        knobs(_loop, activate=np.abs),
        "Your a1 is the absolute value of z1.",
        "What does the ReLU do to -3?",
        "Look for `abs`.",
    ),
    *(
        Mistake(
            "leaky ReLU",
            knobs(_loop, activate=lambda z1, slope=slope: np.where(z1 > 0, z1, slope * z1)),
            "Where z1 is negative, your a1 is a small part of it.",
            "What does the ReLU do to -3?",
            "Look at what is kept of negative numbers in the line that makes a1.",
        )
        for slope in (0.01, 0.1, 0.2)
    ),
    Mistake(
        "minimum in place of maximum",
        knobs(_loop, activate=lambda z1: np.minimum(z1, 0)),
        "Your a1 keeps the negative numbers of z1 and drops the positive ones.",
        "Which numbers pass through the ReLU?",
        "Look for `minimum`, or for a comparison the other way round.",
    ),
    Mistake(
        "one where z1 is positive",
        knobs(_loop, activate=lambda z1: (z1 > 0).astype(float)),
        "Your a1 is 1 where z1 is positive: that is the slope of the ReLU.",
        "What does the ReLU make of 3?",
        "Look at the line that makes a1: does it multiply by z1?",
    ),
    Mistake(
        "sigmoid in place of ReLU",
        knobs(_loop, activate=lambda z1: 1 / (1 + np.exp(-z1))),
        "Your a1 is the sigmoid of z1.",
        "Which activation is asked for?",
        "Look for `exp` in the line that makes a1.",
    ),
    Mistake(
        "a2 from z1",
        knobs(_loop, weighed=lambda z1, a1: z1),
        "Your a2 weighs z1; expected w2ᵀ a1.",
        "Which of z1 and a1 does the dense layer read?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "products of the output not summed",
        knobs(_loop, weigh=np.multiply),
        "Your a2 is a row of products; expected one number.",
        "What does `*` do to two arrays, and what does `@`?",
        "Look at the line that makes a2.",
    ),
    Mistake(
        "mean in the output",
        lambda right, x, w1, w2: (*right(x, w1, w2)[:2], right(x, w1, w2)[2] / len(w2)),
        "Your a2 is the mean of the products; expected their sum.",
        "What is done with the products of w2 and a1?",
        "Look for `mean` in the line that makes a2.",
    ),
    Mistake(
        "w2 not used",
        lambda right, x, w1, w2: right(x, w1, np.ones_like(w2)),
        "Your a2 is the plain sum of a1.",
        "What weighs the numbers of a1 before they are added?",
        "Look for w2 in the line that makes a2.",
    ),
    Mistake(
        "w2 from last to first",
        lambda right, x, w1, w2: right(x, w1, w2[::-1]),
        "Your a2 weighs the first number of a1 with the last of w2.",
        "Which number of w2 belongs to a1[0]?",
        "Look for `[::-1]`, or for `np.convolve` in the line that makes a2.",
    ),
    Mistake(
        "returned from last to first",
        lambda right, x, w1, w2: right(x, w1, w2)[::-1],
        "What you return stands in reverse: a2 comes first.",
        "In which order are z1, a1 and a2 asked for?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "a2 from x",
        lambda right, x, w1, w2: (*right(x, w1, w2)[:2], w2 @ x),
        "Your a2 is made of the signal itself: z1 and a1 play no part in it.",
        "Which of x, z1 and a1 does the dense layer read?",
        "Look at the line that makes a2.",
    ),
)
