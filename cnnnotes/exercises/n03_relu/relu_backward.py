"""Exercise 03_relu_backward: which gradients a ReLU lets through."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def relu_backward(dy, x):
    """dy and x of one shape → the same shape: dy where x > 0, else 0 (at zero too)."""
    return dy * (x > 0)


def _cases(rng):
    def draw(shape, zeros=0):
        """Draw `(dy, x)` without a 0, but for `zeros` in x."""
        size = np.prod(shape)
        dy, x = ((rng.permutation(size) + 2.0) * rng.choice((-1, 1), size) for _ in range(2))
        x[:2], dy[:2] = np.abs(x[:2]) * (1, -1), np.abs(dy[:2]) * (-1, 1)  # the signs differ
        x[rng.permutation(size)[:zeros]] = 0
        return dy.reshape(shape), x.reshape(shape)

    for shape in ((3,), (5,), (2, 3), (4, 3), (3, 2, 2)):
        yield "away from zero", draw(shape)
    for shape in ((4,), (3, 2), (4, 5)):
        yield "at zero", draw(shape, zeros=2)


def _in_place(dy, x):
    dy[x <= 0] = 0
    return dy


RELU_BACKWARD = Exercise(
    id="03_relu_backward",
    title="Send the gradient back through a ReLU",
    reference=relu_backward,
    parts=(Part("away from zero", 2), Part("at zero", 1)),
    cases=_cases,
    returns=("dx",),
    arithmetic={"dx": lambda at, dy, x: f"{dy[at]:g} · [{x[at]:g} > 0]"},
    hints=(
        "Where x is negative, the output is 0 all around. How much does the loss change with x?",
        "Look at the two factors: dy, and 1 or 0 by the sign of x.",
    ),
    mistakes=(
        Mistake(
            "changes its input",
            _in_place,
            "The gradient that was given to your function is changed after the call.",
            "Whose memory does `dy[...] = 0` write to?",
            "Look for `dy[...] =` or `*=`; make a new array instead.",
        ),
        Mistake(
            "passes at zero",
            lambda dy, x: dy * (x >= 0),
            "Where x is exactly 0, your gradient passes; by convention it is stopped there.",
            "Does 0 count as positive?",
            "Look at the comparison: `>`, not `>=`.",
        ),
        Mistake(
            "half at zero",
            lambda dy, x: dy * np.heaviside(x, 0.5),
            "Where x is exactly 0, half your gradient passes; by convention it is stopped there.",
            "Which value has the mask at 0?",
            "Look for 0.5.",
        ),
        Mistake(
            "mask from dy",
            lambda dy, x: dy * (dy > 0),
            "Your output keeps what is positive in dy, whatever x is.",
            "Whose sign decided, going forwards, what passed?",
            "Look at the comparison: it asks for x.",
        ),
        Mistake(
            "mask from dy and from x",
            lambda dy, x: dy * (dy > 0) * (x > 0),
            "Only positive gradients pass; negative ones are lost.",
            "Is a gradient allowed to be negative?",
            "Look for a second comparison, or for a `relu` around dy.",
        ),
        Mistake(
            "dy dropped",
            lambda dy, x: 1.0 * (x > 0),
            "Your output is 1 or 0: the gradient that came from above is not in it.",
            "By what does the chain rule multiply the slope of the ReLU?",
            "Look for dy: does it occur in your function?",
        ),
        Mistake(
            "no mask",
            lambda dy, x: dy,
            "Your output is dy as it came.",
            "Where x is negative, how much does the output change with x?",
            "Look for x: does it occur in your function?",
        ),
        Mistake(
            "mask turned around",
            lambda dy, x: dy * (x < 0),
            "The gradient passes where x is negative.",
            "Where did the ReLU let x through?",
            "Look at the direction of the comparison.",
        ),
        Mistake(
            "mask turned around, with zero",
            lambda dy, x: dy * (x <= 0),
            "The gradient passes where x is not positive.",
            "Where did the ReLU let x through?",
            "Look at the direction of the comparison.",
        ),
        Mistake(
            "the ReLU itself",
            lambda dy, x: np.maximum(x, 0),
            "Your output is relu(x), not a gradient.",
            "What is the slope of the ReLU where x = 3?",
            "Look at the line with `return`: dy belongs in it.",
        ),
        Mistake(
            "multiplied by the ReLU",
            lambda dy, x: dy * np.maximum(x, 0),
            "The gradient is multiplied by relu(x), not by the slope of the ReLU.",
            "What is the slope of the ReLU where x = 3?",
            "Look at the second factor: 1 or 0.",
        ),
        Mistake(
            "multiplied by x",
            lambda dy, x: dy * x,
            "The gradient is multiplied by x.",
            "What is the slope of the ReLU where x = 3?",
            "Look at the second factor: 1 or 0.",
        ),
        Mistake(
            "dy and x exchanged",
            lambda dy, x: x * (dy > 0),
            "dy and x have changed places.",
            "Which of the two is sent back, and which decides?",
            "Look at the order of the arguments: `relu_backward(dy, x)`.",
        ),
        Mistake(
            "multiplied by the sign",
            lambda dy, x: dy * np.sign(x),
            "Where x is negative, your gradient has its sign turned.",
            "Where x is negative, how much does the output change with x?",
            "Look for `np.sign`: the slope of the ReLU is 0 there, not -1.",
        ),
        Mistake(
            "sign turned",
            lambda dy, x: -dy * (x > 0),
            "Your output is the right one times -1.",
            "Does the ReLU turn the sign of anything?",
            "Look for a minus: going downhill is the optimizer's part.",
        ),
        Mistake(
            "leaky",
            lambda dy, x: np.where(x > 0, dy, 0.01 * dy),
            "Where x is negative, a hundredth of the gradient passes: that is the leaky ReLU.",
            "What is the slope of the ReLU where x = -2?",
            "Look for a factor of 0.01.",
        ),
        Mistake(
            "stopped gradients left out",
            lambda dy, x: dy[x > 0],
            "Your output holds only what passes, so that it has lost its shape.",
            "What stands in the output where x is negative?",
            "Look for `dy[x > 0]`.",
        ),
        Mistake(
            "summed up",
            lambda dy, x: (dy * (x > 0)).sum(),
            "Your output is one number: the sum of what passes.",
            "How many numbers of x are there to send a gradient to?",
            "Look for `sum`, `np.dot` or `@`.",
        ),
    ),
)
