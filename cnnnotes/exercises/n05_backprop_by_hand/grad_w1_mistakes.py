"""What is known to go wrong in exercise 05_grad_w1."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._chain import chain_mistakes, gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.n05_backprop_by_hand._windows import window_mistakes, windows
from cnnnotes.exercises.spoiling import finished, knobs

BEYOND = {"before", "behind", "by"}  # the changes that `windows` takes


def _loop(
    x,
    w1,
    w2,
    y,
    *,
    slid=lambda x, w1: x,
    places=lambda n, k: slice(None),
    met=lambda held: held,
    **changes,
):
    """The gradient, over some of the places; `met` are the windows of `slid` that dz meets."""
    n, k = len(x), len(w1)
    beyond = {name: changes.pop(name) for name in BEYOND & changes.keys()}
    dz = gradient_by_z1(x, w1, w2, y, **changes)
    held = windows(slid(x, w1), k, **beyond)
    return met(held)[:, places(n, k)] @ dz[places(n, k)]


def _correlated(mode, pad):
    """A gradient that is not cut to the k numbers of the filter."""

    def mimic(x, w1, w2, y):
        padded = np.pad(x, len(w1) // 2 if pad else 0)
        return np.correlate(padded, gradient_by_z1(x, w1, w2, y), mode)

    return mimic


def _of_w2(x, w1, w2, y):
    _, a1, a2 = forward(x, w1, w2)
    return 2 * (a2 - y) * a1


def _per_place(x, w1, w2, y):
    return windows(x, len(w1)) * gradient_by_z1(x, w1, w2, y)


MISTAKES = (
    *chain_mistakes(_loop),
    *Mistake(
        "column in place of the filter's shape",
        lambda right, *args: right(*args)[:, None],
        "The numbers stand in a column, (k, 1), or in a row, (1, k); expected (k,).",
        "What is the shape of w1, and what must that of a step w1 - rate · gradient be?",
        "Look at the end: `[:, 0]` takes the column out.",
    ).forms(lambda right, *args: right(*args)[None]),
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
        "places from last to first",
        knobs(_loop, met=lambda held: held[:, ::-1]),
        "The first window of x meets the last number of dz: one of the two is turned around.",
        "Which window of x made z1[0]?",
        "Look for `np.convolve`, which flips one of its arguments; `np.correlate` does not.",
    ),
    *window_mistakes(_loop),
    Mistake(
        "ends left out",
        knobs(_loop, places=lambda n, k: slice(k // 2, n - k // 2)),
        "The places where the window hangs over the end do not count in your gradient.",
        "Did those places add to the loss?",
        "Look at the range of i, and at the padding of x.",
    ),
    Mistake(
        "windows of a1 in place of x",
        knobs(_loop, slid=lambda x, w1: np.maximum(w1 @ windows(x, len(w1)), 0)),
        "The windows are taken from a1; w1 slid over x.",
        "What did w1[j] multiply on the way forward?",
        "Look at the first piece: `dz_dw(x, k)`.",
    ),
    Mistake(
        "only the last place",
        knobs(_loop, places=lambda n, k: slice(-1, None)),
        "Only the last place counts: the others were overwritten.",
        "What becomes of the first place's contribution when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first place",
        knobs(_loop, places=lambda n, k: slice(1)),
        "Only the first place counts.",
        "When does your loop over the places end?",
        "Look for a `return` that stands too deep in the loop.",
    ),
    Mistake(
        "last place left out",
        knobs(_loop, places=lambda n, k: slice(-1)),
        "The last place does not count in your gradient.",
        "Which numbers does `range(n - 1)` give?",
        "Look at the end of the loop.",
    ),
    *Mistake(
        "not cut to the taps",
        finished(_correlated("full", pad=False)),
        "Your result has other numbers than one for each tap.",
        "How many numbers does the filter have, and how often does each of them act?",
        'Look for `"full"` or `"same"`: x with k // 2 zeros on each side needs `"valid"`.',
    ).forms(
        *(
            finished(_correlated(mode, pad))
            for mode, pad in (("same", False), ("full", True), ("same", True), ("valid", False))
        )
    ),
    Mistake(
        "not summed over the places",
        finished(_per_place),
        "Your result is k by n: what each place adds to each tap stands there by itself.",
        "A tap acts at n places. What becomes of its effects?",
        "Look for `*` where `@` is meant, or for a missing `sum`.",
    ),
    Mistake(
        "summed over the taps",
        finished(lambda *args: _per_place(*args).sum(axis=0)),
        "Your result has one number for each place: the taps were added up.",
        "How many numbers does the filter have, and at how many places does each of them act?",
        "Look at the axis of `sum`: it runs over the places.",
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
    *Mistake(
        "gradient of w2",
        finished(_of_w2),
        "Your result is the gradient of w2.",
        "Which weights does the chain rule still have to go back to?",
        "Look at the last link: it must go through the ReLU, and on to w1.",
    ).forms(finished(lambda x, w1, *rest: _of_w2(x, w1, *rest)[: len(w1)])),
    Mistake(
        "gradient with respect to z1",
        finished(gradient_by_z1),
        "Your result is the gradient with respect to z1: one number for each place.",
        "How does each number of z1 depend on the taps?",
        "Look for the first piece, `dz_dw(x, k)`.",
    ),
    Mistake(
        "a step, not its gradient",
        lambda right, x, w1, *rest: w1 - right(x, w1, *rest),
        "Your result is w1 less the gradient: what w1 would be after a step.",
        "Is it w1 that is asked for, or how the loss changes with it?",
        "Look for a `-=`, or for w1 in the line with `return`.",
    ),
)
