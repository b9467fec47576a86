"""What is known to go wrong in exercise 05_grad_x."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._chain import chain_mistakes, gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.spoiling import knobs


def _crop(full, n, k):
    return full[k // 2 : k // 2 + n]


def _loop(
    x,
    w1,
    w2,
    y,
    *,
    sent=lambda w1: w1,
    places=lambda n, k: slice(None),
    spread=np.convolve,
    cut=_crop,
    after=lambda x, w1: 1,
    **chain,
):
    """The gradient: `spread(dz, w1)`, `(n + k - 1,)`, of some places, `cut(spread, n, k)`."""
    n, k = len(x), len(w1)
    dz, kept = gradient_by_z1(x, w1, w2, y, **chain), np.zeros(n)
    kept[places(n, k)] = dz[places(n, k)]
    return cut(spread(kept, sent(w1)), n, k) * after(x, w1)


def _overwritten(pairs):
    """The last of several contributions wins, in the order of `pairs(n, k)` of places and taps."""

    def spread(dz, w1):
        full = np.zeros(len(dz) + len(w1) - 1)
        for i, j in pairs(len(dz), len(w1)):
            full[i + j] = dz[i] * w1[j]
        return full

    return knobs(_loop, spread=spread)


def _overwritten_by_windows(dz, w1):
    """As with a window for each place that is open, stored at once."""
    full = np.zeros(len(dz) + len(w1) - 1)
    for i in np.flatnonzero(dz):
        full[i : i + len(w1)] = dz[i] * w1
    return full


def _round_the_ring(full, n, k):
    dx = np.zeros(n)
    np.add.at(dx, (np.arange(len(full)) - k // 2) % n, full)
    return dx


def _from_the_end(full, n, k):
    half, dx = k // 2, _crop(full, n, k).copy()
    dx[n - half :] += full[:half]
    return dx


def _mask(x, w1):
    return forward(x, w1, x)[0] > 0


def _one_tap(place):
    """All taps but one are 0."""
    return lambda w1: w1 * (np.arange(len(w1)) == place(len(w1)))


MISTAKES = (
    *chain_mistakes(_loop),
    Mistake(
        "not flipped",
        knobs(_loop, sent=lambda w1: w1[::-1]),
        "Your result is dz slid under w1 as it is.",
        "Through which tap does x[3] reach z1[2], and through which z1[4]?",
        "Look for `np.correlate`: on the way back the filter is turned around.",
    ),
    *Mistake(
        "contributions overwritten",
        _overwritten(lambda n, k: ((i, j) for i in range(n) for j in range(k))),
        "Each number holds the contribution of one place alone: the others were overwritten.",
        "To how many places of z1 does x[3] give, for a filter of 3?",
        "Look for `=` where `+=` is meant.",
    ).forms(
        _overwritten(lambda n, k: ((i, j) for j in range(k) for i in range(n))),
        knobs(_loop, spread=_overwritten_by_windows),
    ),
    Mistake(
        "padding not cut off",
        knobs(_loop, cut=lambda full, n, k: full),
        "Your result is k - 1 numbers longer than x: it holds the gradient of the zeros too.",
        "Which numbers of the padded signal are x?",
        "Look at the end: k // 2 numbers are to be cut off on each side.",
    ),
    Mistake(
        "cut off at the end only",
        knobs(_loop, cut=lambda full, n, k: full[:n]),
        "Your result begins with the gradient of the zeros in front.",
        "Where in the padded signal does x begin?",
        "Look at the slice at the end: it begins at k // 2.",
    ),
    Mistake(
        "cut off at the beginning only",
        knobs(_loop, cut=lambda full, n, k: full[k - 1 :]),
        "Your result ends with the gradient of the zeros behind.",
        "Where in the padded signal does x begin?",
        "Look at the slice at the end: it begins at k // 2.",
    ),
    Mistake(
        "cut off with -0",
        knobs(_loop, cut=lambda full, n, k: full[k // 2 : -(k // 2)]),
        "For a filter of one tap, your result is empty.",
        "What does `dx[0:-0]` hold?",
        "Look at the end of the slice: count from the beginning, `half + n`.",
    ),
    Mistake(
        "only where all taps give",
        knobs(_loop, cut=lambda full, n, k: full[k - 1 : n]),
        "Your result is shorter than x: the numbers near the ends are missing.",
        "Does x[0] have a gradient?",
        'Look for `"valid"`.',
    ),
    Mistake(
        "signal taken as a ring",
        knobs(_loop, cut=_round_the_ring),
        "What goes to the zeros beyond one end comes in at the other.",
        "Whose gradient is it that falls beyond the ends?",
        "Look for `np.roll`, or for `%`.",
    ),
    Mistake(
        "negative index read from the end",
        knobs(_loop, cut=_from_the_end),
        "What goes to the zeros in front of x comes in at its end.",
        "Where does Python write with `dx[-1] += …`?",
        "Look at the index of dx: below 0 it counts from the end.",
    ),
    Mistake(
        "ends left out",
        knobs(_loop, places=lambda n, k: slice(k // 2, n - k // 2)),
        "The places where the window hangs over the end send nothing back.",
        "Did those places add to the loss?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "last place left out",
        knobs(_loop, places=lambda n, k: slice(-1)),
        "The last place sends nothing back.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop over the places.",
    ),
    Mistake(
        "only the first place",
        knobs(_loop, places=lambda n, k: slice(1)),
        "Only the first place sends something back.",
        "When does your loop over the places end?",
        "Look for a `return` that stands too deep in the loop.",
    ),
    Mistake(
        "gradient in the input's integer type",
        lambda right, x, *args: right(x, *args).astype(x.dtype),
        "Given integers, your gradient is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the gradient into?",
        "Look for `zeros_like(x)`: x may hold integers.",
    ),
    Mistake(
        "mask on the signal's gradient",
        knobs(_loop, gate=lambda x, z1, a1: 1, after=_mask),
        "The mask is laid on dx, after the filter; it belongs on dz, before it.",
        "Going backward, which comes first: the ReLU, or the filter?",
        "Look at the order of the steps.",
    ),
    Mistake(
        "gradient with respect to z1",
        knobs(_loop, sent=lambda w1: (np.arange(len(w1)) == len(w1) // 2).astype(float)),
        "Your result is the gradient with respect to z1: w1 does not occur on the way back.",
        "How does z1 depend on x?",
        "Look for w1: each place sends its gradient back through every tap.",
    ),
    Mistake(
        "through the centre alone",
        knobs(_loop, sent=_one_tap(lambda k: k // 2)),
        "Each number comes back through the centre of the filter alone.",
        "To how many places of z1 does x[3] give, for a filter of 3?",
        "Look for `w1[k // 2]`: each place sends its gradient back through every tap.",
    ),
    Mistake(
        "last tap left out",
        knobs(_loop, sent=lambda w1: np.append(w1[:-1], 0)),
        "Nothing comes back through the last tap.",
        "Which numbers does `range(k - 1)` give?",
        "Look at the end of the loop over the taps.",
    ),
    Mistake(
        "through the sum of the taps",
        knobs(_loop, sent=lambda w1: w1.sum() * (np.arange(len(w1)) == len(w1) // 2)),
        "Each number is its own place's gradient, times the sum of the filter.",
        "Through which tap does x[3] reach z1[2], and through which z1[4]?",
        "Look for `w1.sum()`: each tap sends its share to another place.",
    ),
    Mistake(
        "averaged over the taps",
        lambda right, x, w1, *args: right(x, w1, *args) / len(w1),
        "Every number is the right one divided by k.",
        "x[3] reaches z1 through k taps. Do its effects add up, or are they averaged?",
        "Look for `mean`, or for a division by `len(w1)`.",
    ),
    Mistake(
        "multiplied by x",
        lambda right, x, *args: right(x, *args) * x,
        "Every number is the right one times x.",
        "How does w1[j]·x[m] change when x[m] grows by 1?",
        "Look for x in the last step: it occurs in the forward pass alone.",
    ),
    Mistake(
        "a step, not its gradient",
        lambda right, x, *rest: x - right(x, *rest),
        "Your result is x less the gradient: what x would be after a step.",
        "Is it x that is asked for, or how the loss changes with it?",
        "Look for a `-=`, or for x in the line with `return`.",
    ),
)
