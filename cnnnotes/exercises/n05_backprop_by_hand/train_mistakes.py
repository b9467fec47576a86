"""What is known to go wrong in exercise 05_train."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n05_backprop_by_hand._network import dz_dw, forward, grad_w1
from cnnnotes.exercises.spoiling import finished


def _gradients(signal, target, w1, w2):
    _, a1, a2 = forward(signal, w1, w2)
    return grad_w1(signal, w1, w2, target), 2 * (a2 - target) * a1


def _stepping(step):
    """Train with another step: `step(signal, target, w1, w2, rate)` gives the new weights."""

    def mimic(x, y, w1, w2, rate, epochs):
        for _ in range(epochs):
            for signal, target in zip(x, y, strict=True):
                w1, w2 = step(signal, target, w1, w2, rate)
        return w1, w2

    return mimic


def _moving(change):
    """Train with other moves of w1 and w2: `change(dw1, dw2, a1, z1, rate)`."""

    def step(signal, target, w1, w2, rate):
        z1, a1, _ = forward(signal, w1, w2)
        move1, move2 = change(*_gradients(signal, target, w1, w2), a1, z1, rate)
        return w1 + move1, w2 + move2

    return _stepping(step)


def _accumulating(each_epoch):
    def mimic(x, y, w1, w2, rate, epochs):
        for epoch in range(epochs):
            if epoch == 0 or each_epoch:
                sum1, sum2 = np.zeros(len(w1)), np.zeros(len(w2))
            for signal, target in zip(x, y, strict=True):
                dw1, dw2 = _gradients(signal, target, w1, w2)
                sum1, sum2 = sum1 + dw1, sum2 + dw2
                w1, w2 = w1 - rate * sum1, w2 - rate * sum2
        return w1, w2

    return mimic


def _one_step_per_epoch(combine):
    """All signals' gradients at the same weights, then one step: with their sum, or their mean."""

    def mimic(x, y, w1, w2, rate, epochs):
        for _ in range(epochs):
            pairs = [_gradients(*pair, w1, w2) for pair in zip(x, y, strict=True)]
            dw1, dw2 = (combine(gradients, axis=0) for gradients in zip(*pairs, strict=True))
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
        return w1, w2

    return mimic


def _gradients_of_the_start(x, y, w1, w2, rate, epochs):
    start1, start2 = w1, w2
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            dw1, dw2 = _gradients(signal, target, start1, start2)
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2


def _in_place(right, x, y, w1, w2, rate, epochs):
    w1[:], w2[:] = right(x, y, w1, w2, rate, epochs)
    return w1, w2


def _w1_first(signal, target, w1, w2, rate):
    w1 = w1 - rate * _gradients(signal, target, w1, w2)[0]
    return w1, w2 - rate * _gradients(signal, target, w1, w2)[1]


def _w2_first(signal, target, w1, w2, rate):
    w2 = w2 - rate * _gradients(signal, target, w1, w2)[1]
    return w1 - rate * _gradients(signal, target, w1, w2)[0], w2


def _w2_first_error_kept(signal, target, w1, w2, rate):
    z1, a1, a2 = forward(signal, w1, w2)
    w2 = w2 - rate * 2 * (a2 - target) * a1
    return w1 - rate * dz_dw(signal, len(w1)) @ (2 * (a2 - target) * w2 * (z1 > 0)), w2


AFTER_THE_STEP = Mistake(
    "second gradient taken after the first step",
    finished(_stepping(_w2_first)),
    "The second weights move by a gradient that was taken after the first had moved.",
    "At which weights are both gradients to be taken?",
    "Look at the order: first both gradients, then both steps.",
)


MISTAKES = (
    Mistake(
        "climbs",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (rate * dw1, rate * dw2))),
        "Both weights move along their gradients: the loss grows.",
        "Where does the gradient point: up, or down?",
        "Look at the sign of the step: `w1 - rate * dw1`.",
    ),
    Mistake(
        "old gradients accumulate",
        finished(_accumulating(each_epoch=False)),
        "Each step goes along the sum of all gradients so far.",
        "With which value does a gradient begin at a new step?",
        "Look for `dw1 +=`: a step uses the gradient of its own signal alone.",
    ),
    Mistake(
        "gradients accumulate within an epoch",
        finished(_accumulating(each_epoch=True)),
        "Each step goes along the sum of this epoch's gradients so far.",
        "With which value does a gradient begin at a new step?",
        "Look for `dw1 +=`, or for where it is set to 0.",
    ),
    AFTER_THE_STEP,
    replace(AFTER_THE_STEP, mimic=finished(_stepping(_w1_first))),
    replace(AFTER_THE_STEP, mimic=finished(_stepping(_w2_first_error_kept))),
    Mistake(
        "only w1 moves",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (-rate * dw1, 0))),
        "Your w2 is as it was.",
        "How many arrays of weights does the network have?",
        "Look for the step of w2.",
    ),
    Mistake(
        "only w2 moves",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (0, -rate * dw2))),
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
        finished(_one_step_per_epoch(np.sum)),
        "Your weights make one step for each epoch, along the sum of all gradients.",
        "When do the weights move: after each signal, or after all of them?",
        "Look at the line of the step: it belongs inside the inner loop.",
    ),
    Mistake(
        "one step for all signals, their gradients averaged",
        finished(_one_step_per_epoch(np.mean)),
        "Your weights make one step for each epoch, along the mean of all gradients.",
        "When do the weights move: after each signal, or after all of them?",
        "Look at the line of the step: it belongs inside the inner loop.",
    ),
    Mistake(
        "gradients of the first weights",
        finished(_gradients_of_the_start),
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
        "2 forgotten for w2",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (-rate * dw1, -rate * dw2 / 2))),
        "Your w2 moves half as far as it should.",
        "What is the derivative of (a2 - y)² with respect to a2?",
        "Look for the factor 2 in the gradient of w2.",
    ),
    Mistake(
        "w2 climbs",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (-rate * dw1, rate * dw2))),
        "Your w2 moves along its gradient, w1 against its own.",
        "Is the error a2 - y, or y - a2?",
        "Look at the signs in the gradient and in the step of w2.",
    ),
    Mistake(
        "w1 climbs",
        finished(_moving(lambda dw1, dw2, a1, z1, rate: (rate * dw1, -rate * dw2))),
        "Your w1 moves along its gradient, w2 against its own.",
        "Where does the gradient point: up, or down?",
        "Look at the sign in the step of w1.",
    ),
    Mistake(
        "gradient of w2 from z1",
        finished(
            _stepping(
                lambda signal, target, w1, w2, rate: (
                    w1 - rate * grad_w1(signal, w1, w2, target),
                    w2
                    - 2 * rate * (forward(signal, w1, w2)[2] - target) * forward(signal, w1, w2)[0],
                )
            )
        ),
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
        finished(lambda x, y, w1, w2, rate, epochs: (w1, w2)),
        "Your weights are those that came in.",
        "Under which names do the new weights go on to the next step?",
        "Look at the line of the step: `w1 = w1 - rate * dw1`.",
    ),
)
