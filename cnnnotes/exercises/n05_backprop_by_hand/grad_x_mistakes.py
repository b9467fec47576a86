"""What is known to go wrong in exercise 05_grad_x."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._network import forward, gradient_by_z1
from cnnnotes.exercises.spoiling import finished


def _sent_back(send, dz=gradient_by_z1):
    """Send a gradient with respect to z1 back to x: `send(dz, w1)`."""
    return lambda x, w1, w2, y: send(dz(x, w1, w2, y), w1)


def _back(dz, w1):
    return np.convolve(dz, w1)[len(w1) // 2 :][: len(dz)]


def _overwritten(pairs):
    """The last of several contributions wins, in the order of `pairs(n, k)` of places and taps."""

    def send(dz, w1):
        n, k = len(dz), len(w1)
        dx = np.zeros(n + k - 1)
        for i, j in pairs(n, k):
            dx[i + j] = dz[i] * w1[j]
        return dx[k // 2 : k // 2 + n]

    return send


def _round_the_ring(dz, w1):
    taps = range(len(w1))
    return sum(np.roll(dz * w1[j], j - len(w1) // 2) for j in taps)


def _from_the_end(dz, w1):
    full, half, n = np.convolve(dz, w1), len(w1) // 2, len(dz)
    dx = full[half : half + n].copy()
    dx[n - half :] += full[:half]
    return dx


def _ends_left_out(dz, w1):
    half, inside = len(w1) // 2, np.arange(len(dz))
    return _back(dz * ((inside >= half) & (inside < len(dz) - half)), w1)


def _without(what):
    """The gradient with respect to z1 with one of its factors left out or replaced."""

    def dz(x, w1, w2, y):
        z1, a1, a2 = forward(x, w1, w2)
        right = {"error": 2 * (a2 - y), "w2": w2, "mask": z1 > 0}
        return np.prod(np.broadcast_arrays(*(right | what(z1, a1, a2, x, y)).values()), axis=0)

    return _sent_back(_back, dz)


def _overwritten_mistake(pairs):
    return Mistake(
        "contributions overwritten",
        finished(_sent_back(_overwritten(pairs))),
        "Each number holds the contribution of one place alone: the others were overwritten.",
        "To how many places of z1 does x[3] give, for a filter of 3?",
        "Look for `=` where `+=` is meant.",
    )


MISTAKES = (
    Mistake(
        "not flipped",
        finished(_sent_back(lambda dz, w1: _back(dz, w1[::-1]))),
        "Your result is dz slid under w1 as it is.",
        "Through which tap does x[3] reach z1[2], and through which z1[4]?",
        "Look for `np.correlate`: on the way back the filter is turned around.",
    ),
    _overwritten_mistake(lambda n, k: ((i, j) for i in range(n) for j in range(k))),
    _overwritten_mistake(lambda n, k: ((i, j) for j in range(k) for i in range(n))),
    Mistake(
        "padding not cut off",
        finished(_sent_back(np.convolve)),
        "Your result is k - 1 numbers longer than x: it holds the gradient of the zeros too.",
        "Which numbers of the padded signal are x?",
        "Look at the end: k // 2 numbers are to be cut off on each side.",
    ),
    Mistake(
        "cut off at the end only",
        finished(_sent_back(lambda dz, w1: np.convolve(dz, w1)[: len(dz)])),
        "Your result begins with the gradient of the zeros in front.",
        "Where in the padded signal does x begin?",
        "Look at the slice at the end: it begins at k // 2.",
    ),
    Mistake(
        "cut off at the beginning only",
        finished(_sent_back(lambda dz, w1: np.convolve(dz, w1)[len(w1) - 1 :])),
        "Your result ends with the gradient of the zeros behind.",
        "Where in the padded signal does x begin?",
        "Look at the slice at the end: it begins at k // 2.",
    ),
    Mistake(
        "only where all taps give",
        finished(_sent_back(lambda dz, w1: np.convolve(dz, w1, "valid"))),
        "Your result is shorter than x: the numbers near the ends are missing.",
        "Does x[0] have a gradient?",
        'Look for `"valid"`.',
    ),
    Mistake(
        "signal taken as a ring",
        finished(_sent_back(_round_the_ring)),
        "What goes to the zeros beyond one end comes in at the other.",
        "Whose gradient is it that falls beyond the ends?",
        "Look for `np.roll`, or for `%`.",
    ),
    Mistake(
        "negative index read from the end",
        finished(_sent_back(_from_the_end)),
        "What goes to the zeros in front of x comes in at its end.",
        "Where does Python write with `dx[-1] += …`?",
        "Look at the index of dx: below 0 it counts from the end.",
    ),
    Mistake(
        "ends left out",
        finished(_sent_back(_ends_left_out)),
        "The places where the window hangs over the end send nothing back.",
        "Did those places add to the loss?",
        "Look at the range of i: it runs over all n places.",
    ),
    Mistake(
        "gradient in the input's integer type",
        lambda right, x, *args: right(x, *args).astype(x.dtype),
        "Given integers, your gradient is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the gradient into?",
        "Look for `zeros_like(x)`: x may hold integers.",
    ),
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
        "mask forgotten",
        finished(_without(lambda z1, a1, a2, x, y: {"mask": 1})),
        "Your gradient is that of a network without ReLU.",
        "What goes back through a place where z1 is negative?",
        "Look for the mask, 1 where z1 > 0: does it occur in your function?",
    ),
    Mistake(
        "passes at zero",
        finished(_without(lambda z1, a1, a2, x, y: {"mask": z1 >= 0})),
        "Where z1 is exactly 0, your gradient passes.",
        "Is z1 > 0 at z1 = 0?",
        "Look for `>=`.",
    ),
    Mistake(
        "mask from x",
        finished(_without(lambda z1, a1, a2, x, y: {"mask": x > 0})),
        "Your mask is 1 where x is positive.",
        "What did the ReLU look at: x or z1?",
        "Look at the mask: `z1 > 0`.",
    ),
    Mistake(
        "mask on the signal's gradient",
        finished(
            lambda x, w1, w2, y: (
                _without(lambda *_: {"mask": 1})(x, w1, w2, y) * (forward(x, w1, w2)[0] > 0)
            )
        ),
        "The mask is laid on dx, after the filter; it belongs on dz, before it.",
        "Going backward, which comes first: the ReLU, or the filter?",
        "Look at the order of the steps.",
    ),
    Mistake(
        "activations in place of the mask",
        finished(_without(lambda z1, a1, a2, x, y: {"mask": a1})),
        "Where the slope of the ReLU belongs stands a1 itself.",
        "When z1 grows from 3 to 4, by how much does a1 grow?",
        "Look at the mask: a value, or a slope?",
    ),
    Mistake(
        "w2 left out",
        finished(_without(lambda z1, a1, a2, x, y: {"w2": 1})),
        "All places count alike: w2 does not occur.",
        "By how much does a2 change when a1[0] grows by 1?",
        "Look for w2 in the slope of the loss.",
    ),
    Mistake(
        "error left out",
        finished(_without(lambda z1, a1, a2, x, y: {"error": 2})),
        "Your gradient does not depend on the error.",
        "Should the gradient be the same for a small miss and a large one?",
        "Look for a2 - y: does it occur in your function?",
    ),
    Mistake(
        "loss in place of its slope",
        finished(_without(lambda z1, a1, a2, x, y: {"error": (a2 - y) ** 2})),
        "The loss (a2 - y)² itself stands where its slope belongs.",
        "What is the derivative of u² with respect to u?",
        "Look for `** 2`.",
    ),
    Mistake(
        "gradient with respect to z1",
        finished(gradient_by_z1),
        "Your result is the gradient with respect to z1: w1 does not occur on the way back.",
        "How does z1 depend on x?",
        "Look for w1: each place sends its gradient back through every tap.",
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
)
