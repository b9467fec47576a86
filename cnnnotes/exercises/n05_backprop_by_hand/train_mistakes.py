"""What is known to go wrong in exercise 05_train."""

from itertools import permutations
from types import SimpleNamespace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._chain import chain_mistakes, gradient_by_z1
from cnnnotes.exercises.n05_backprop_by_hand._network import forward
from cnnnotes.exercises.n05_backprop_by_hand._windows import windows
from cnnnotes.exercises.spoiling import knobs


def _together(at, w1, w2):
    """Both gradients at the same weights, then both steps."""
    return at.move1(w1, at.dw1(w1, w2)), at.move2(w2, at.dw2(w1, w2))


def _w1_first(at, w1, w2):
    w1 = at.move1(w1, at.dw1(w1, w2))
    return w1, at.move2(w2, at.dw2(w1, w2))


def _w2_first(at, w1, w2):
    w2 = at.move2(w2, at.dw2(w1, w2))
    return at.move1(w1, at.dw1(w1, w2)), w2


def _w2_first_error_kept(at, w1, w2):
    moved = at.move2(w2, at.dw2(w1, w2))
    return at.move1(w1, at.dw1(w1, w2, weights=lambda w2: moved)), moved


def _at_the_start(at, w1, w2):
    return at.move1(w1, at.dw1(*at.start)), at.move2(w2, at.dw2(*at.start))


def _accumulating(at, w1, w2):
    at.sum1, at.sum2 = at.sum1 + at.dw1(w1, w2), at.sum2 + at.dw2(w1, w2)
    return at.move1(w1, at.sum1), at.move2(w2, at.sum2)


def _loop(
    x,
    y,
    w1,
    w2,
    rate,
    epochs,
    *,
    step=_together,
    groups=lambda n: np.arange(n)[:, None].tolist(),
    combine=np.sum,
    forget=False,
    turns=(-1, -1),
    paces=lambda rate: (rate, rate),
    read2=lambda z1, a1: a1,
    **chain,
):
    """Training: a step for each of the groups of signals, along their gradients, combined.

    The weights go `turns` times `paces(rate)` along them; `forget` is for sums of an epoch.
    """

    def of(gradient):
        return lambda *weights, **change: combine(
            [gradient(x[i], y[i], *weights, **change) for i in at.group], axis=0
        )

    def dw1(signal, target, w1, w2, **change):
        dz = gradient_by_z1(signal, w1, w2, target, **chain | change)
        return windows(signal, len(w1)) @ dz

    def dw2(signal, target, w1, w2):
        z1, a1, a2 = forward(signal, w1, w2)
        return 2 * (a2 - target) * read2(z1, a1)

    at = SimpleNamespace(start=(w1, w2), sum1=0, sum2=0, dw1=of(dw1), dw2=of(dw2))
    at.move1 = lambda w, gradient: w + turns[0] * paces(rate)[0] * gradient
    at.move2 = lambda w, gradient: w + turns[1] * paces(rate)[1] * gradient
    for _ in range(epochs):
        if forget:
            at.sum1, at.sum2 = 0, 0
        for at.group in groups(len(x)):
            w1, w2 = step(at, w1, w2)
    return w1, w2


def _in_place(right, x, y, w1, w2, rate, epochs):
    w1[:], w2[:] = right(x, y, w1, w2, rate, epochs)
    return w1, w2


def _all_at_once(n):
    return [range(n)]


# of the chain rule's mistakes, those that are made in the gradient of w1 alone
OF_W1 = {
    "mask forgotten",
    "mask from x",
    "mask turned around",
    "activations in place of the mask",
    "z1 in place of the mask",
    "sign in place of slope",
    "w2 left out",
}


def _signal_by_signal(right, x, y, w1, w2, rate, epochs):
    for i in range(len(x)):
        w1, w2 = right(x[i : i + 1], y[i : i + 1], w1, w2, rate, epochs)
    return w1, w2


def _in_some_order(new_w1, new_w2, x, y, w1, w2, rate, epochs):
    """Tell whether some order of the signals, one for each epoch, leads to these weights."""
    orders = list(permutations(range(len(x))))
    if len(orders) ** epochs > 1500:
        return False
    reached = w1[None], w2[None]
    for _ in range(epochs):
        ends = [_many_moved(x, y, *reached, rate, order) for order in orders]
        reached = tuple(map(np.concatenate, zip(*ends, strict=True)))
    near1, near2 = (np.isclose(w, new) for w, new in zip(reached, (new_w1, new_w2), strict=True))
    return bool((near1.all(axis=1) & near2.all(axis=1)).any())


def _many_moved(x, y, w1, w2, rate, order):
    """Move many pairs of weights at once, w1 (R, k) and w2 (R, n), by the signals in one order."""
    for i in order:
        met = windows(x[i], w1.shape[1])
        z1 = w1 @ met
        slope = 2 * ((w2 * np.maximum(z1, 0)).sum(axis=1, keepdims=True) - y[i])
        dw1, dw2 = (slope * w2 * (z1 > 0)) @ met.T, slope * np.maximum(z1, 0)
        w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


MISTAKES = (
    Mistake(
        "climbs",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, -rate, epochs),
        "Both weights move along their gradients: the loss grows.",
        "Where does the gradient point: up, or down?",
        "Look at the sign of the step: `w1 - rate * dw1`.",
    ),
    Mistake(
        "old gradients accumulate",
        knobs(_loop, step=_accumulating),
        "Each step goes along the sum of all gradients so far.",
        "With which value does a gradient begin at a new step?",
        "Look for `dw1 +=`: a step uses the gradient of its own signal alone.",
    ),
    Mistake(
        "gradients accumulate within an epoch",
        knobs(_loop, step=_accumulating, forget=True),
        "Each step goes along the sum of this epoch's gradients so far.",
        "With which value does a gradient begin at a new step?",
        "Look for `dw1 +=`, or for where it is set to 0.",
    ),
    *Mistake(
        "second gradient taken after the first step",
        knobs(_loop, step=_w2_first),
        "The second weights move by a gradient that was taken after the first had moved.",
        "At which weights are both gradients to be taken?",
        "Look at the order: first both gradients, then both steps.",
    ).forms(knobs(_loop, step=_w1_first), knobs(_loop, step=_w2_first_error_kept)),
    Mistake(
        "only w1 moves",
        knobs(_loop, turns=(-1, 0)),
        "Your w2 is as it was.",
        "How many arrays of weights does the network have?",
        "Look for the step of w2.",
    ),
    Mistake(
        "only w2 moves",
        knobs(_loop, turns=(0, -1)),
        "Your w1 is as it was.",
        "How many arrays of weights does the network have?",
        "Look for the step of w1.",
    ),
    Mistake(
        "one epoch only",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, rate, 1),
        "Your weights are those after the first epoch.",
        "What ends the loop over the epochs after its first turn?",
        "Look for a `return` inside the outer loop.",
    ),
    Mistake(
        "one signal only",
        lambda right, x, y, w1, w2, rate, epochs: right(x[:1], y[:1], w1, w2, rate, 1),
        "Your weights are those after the first signal.",
        "What ends the loop over the signals after its first turn?",
        "Look for a `return` inside the inner loop.",
    ),
    Mistake(
        "first signal again and again",
        lambda right, x, y, w1, w2, rate, epochs: right(x[:1], y[:1], w1, w2, rate, epochs),
        "Only the first signal of each epoch moved the weights.",
        "How many steps does an epoch with N signals have?",
        "Look for `x[0]`, or for a `break`.",
    ),
    Mistake(
        "last signal only",
        lambda right, x, y, w1, w2, rate, epochs: right(x[-1:], y[-1:], w1, w2, rate, epochs),
        "Only the last signal of each epoch moved the weights.",
        "How many steps does an epoch with N signals have?",
        "Look at the two lines of the step: do they stand inside the inner loop?",
    ),
    Mistake(
        "first target for all",
        lambda right, x, y, w1, w2, rate, epochs: right(
            x, y[:1].repeat(len(y)), w1, w2, rate, epochs
        ),
        "All signals were led to the first target.",
        "Which target belongs to signal i?",
        "Look for `y[0]`.",
    ),
    Mistake(
        "one epoch too many",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, rate, epochs + 1),
        "Your weights are those after one epoch more.",
        "How many numbers does `range(epochs)` give?",
        "Look at the `range` of the outer loop.",
    ),
    Mistake(
        "one epoch too few",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, rate, epochs - 1),
        "Your weights are those after one epoch less.",
        "How many numbers does `range(1, epochs)` give?",
        "Look at the `range` of the outer loop.",
    ),
    Mistake(
        "last signal left out",
        lambda right, x, y, w1, w2, rate, epochs: right(x[:-1], y[:-1], w1, w2, rate, epochs),
        "The last signal never moved the weights.",
        "Which numbers does `range(N - 1)` give?",
        "Look at the `range` of the inner loop.",
    ),
    Mistake(
        "one step for all signals, their gradients summed",
        knobs(_loop, groups=_all_at_once),
        "Your weights make one step for each epoch, along the sum of all gradients.",
        "When do the weights move: after each signal, or after all of them?",
        "Look at the line of the step: it belongs inside the inner loop.",
    ),
    Mistake(
        "one step for all signals, their gradients averaged",
        knobs(_loop, groups=_all_at_once, combine=np.mean),
        "Your weights make one step for each epoch, along the mean of all gradients.",
        "When do the weights move: after each signal, or after all of them?",
        "Look at the line of the step: it belongs inside the inner loop.",
    ),
    Mistake(
        "gradients of the first weights",
        knobs(_loop, step=_at_the_start),
        "All your gradients were taken at the weights that came in.",
        "Where does the network stand after its first step?",
        "Look at the names: do `forward` and `grad_w1` get the weights that move?",
    ),
    Mistake(
        "rate left out",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, 1, epochs),
        "Your steps are as long as the gradients.",
        "By what is the gradient multiplied before it is taken off?",
        "Look for rate: does it occur in both steps?",
    ),
    Mistake(
        "rate left out for w1",
        knobs(_loop, paces=lambda rate: (1, rate)),
        "The steps of your w1 are as long as its gradients.",
        "By what is the gradient multiplied before it is taken off?",
        "Look for rate in the step of w1.",
    ),
    Mistake(
        "rate left out for w2",
        knobs(_loop, paces=lambda rate: (rate, 1)),
        "The steps of your w2 are as long as its gradients.",
        "By what is the gradient multiplied before it is taken off?",
        "Look for rate in the step of w2.",
    ),
    Mistake(
        "2 forgotten",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, rate / 2, epochs),
        "Your steps are half as long as they should be.",
        "What is the derivative of (a2 - y)² with respect to a2?",
        "Look for the factor 2 in both gradients.",
    ),
    *(one for one in chain_mistakes(_loop) if one.name in OF_W1),
    Mistake(
        "2 forgotten for w1",
        knobs(_loop, turns=(-0.5, -1)),
        "Your w1 moves half as far as it should.",
        "What is the derivative of (a2 - y)² with respect to a2?",
        "Look for the factor 2 in the gradient of w1.",
    ),
    Mistake(
        "2 forgotten for w2",
        knobs(_loop, turns=(-1, -0.5)),
        "Your w2 moves half as far as it should.",
        "What is the derivative of (a2 - y)² with respect to a2?",
        "Look for the factor 2 in the gradient of w2.",
    ),
    Mistake(
        "w2 climbs",
        knobs(_loop, turns=(-1, 1)),
        "Your w2 moves along its gradient, w1 against its own.",
        "Is the error a2 - y, or y - a2?",
        "Look at the signs in the gradient and in the step of w2.",
    ),
    Mistake(
        "w1 climbs",
        knobs(_loop, turns=(1, -1)),
        "Your w1 moves along its gradient, w2 against its own.",
        "Where does the gradient point: up, or down?",
        "Look at the sign in the step of w1.",
    ),
    Mistake(
        "gradient of w2 from z1",
        knobs(_loop, read2=lambda z1, a1: z1),
        "The gradient of w2 was made with z1.",
        "Which numbers does w2 weigh: z1, or a1?",
        "Look at the gradient of w2: 2(a2 - y) · a1.",
    ),
    Mistake(
        "changes its input",
        _in_place,
        "The weights that were given to your function are changed after the call.",
        "Whose memory does `w1 -= …` write to: a new array's, or the caller's?",
        "Look for `-=`; make a new array with `w1 = w1 - …` instead.",
    ),
    Mistake(
        "weights swapped",
        lambda right, *args: right(*args)[::-1],
        "What you return stands in reverse: w2 comes first.",
        "In which order are w1 and w2 asked for?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "weights as they came",
        lambda right, x, y, w1, w2, rate, epochs: right(x, y, w1, w2, rate, 0),
        "Your weights are those that came in.",
        "Under which names do the new weights go on to the next step?",
        "Look at the line of the step: `w1 = w1 - rate * dw1`.",
    ),
    Mistake(
        "all epochs on one signal before the next",
        _signal_by_signal,
        "All steps of the first signal come before those of the second.",
        "After the first signal's step, whose step comes next?",
        "Look at the two loops: which one stands inside the other?",
    ),
    Mistake(
        "signals from the last to the first",
        knobs(_loop, groups=lambda n: np.arange(n)[::-1, None].tolist()),
        "Each epoch began with the last signal.",
        "In which order do the signals come?",
        "Look for `[::-1]`, `reversed`, or an index that counts backwards.",
    ),
    Mistake(
        "signals in another order",
        knobs(_loop, groups=lambda n: np.random.default_rng(0).permutation(n)[:, None].tolist()),
        "Your weights are those that another order of the signals leads to.",
        "In which order do the signals come?",
        "Look for `shuffle` or `permutation`: here each epoch goes from the first to the last.",
        shows=_in_some_order,
    ),
)
