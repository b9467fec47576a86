"""What is known to go wrong in exercise 03_relu_backward."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _back(dy, x, passed=lambda dy, x: dy, mask=lambda dy, x: x > 0):
    """What is sent back, and where."""
    return passed(dy, x) * mask(dy, x)


MISTAKES = (
    Mistake(
        "changes its input",
        families.in_place(),
        "The gradient that was given to your function is changed after the call.",
        "Whose memory does `dy[...] = 0` write to?",
        "Look for `dy[...] =` or `*=`; make a new array instead.",
    ),
    Mistake(
        "passes at zero",
        knobs(_back, mask=lambda dy, x: x >= 0),
        "Where x is exactly 0, your gradient passes; by convention it is stopped there.",
        "Does 0 count as positive?",
        "Look at the comparison: `>`, not `>=`.",
    ),
    Mistake(
        "half at zero",
        knobs(_back, mask=lambda dy, x: np.heaviside(x, 0.5)),
        "Where x is exactly 0, half your gradient passes; by convention it is stopped there.",
        "What is the value of the mask at 0?",
        "Look for 0.5.",
    ),
    Mistake(
        "mask from dy",
        knobs(_back, mask=lambda dy, x: dy > 0),
        "Your output keeps what is positive in dy, whatever x is.",
        "Whose sign decided, going forwards, what passed?",
        "Look at the comparison: it asks for x.",
    ),
    Mistake(
        "mask from dy and from x",
        knobs(_back, mask=lambda dy, x: (dy > 0) & (x > 0)),
        "Only positive gradients pass; negative ones are lost.",
        "Is a gradient allowed to be negative?",
        "Look for a second comparison, or for a `relu` around dy.",
    ),
    Mistake(
        "mask from the sign of dy times x",
        knobs(_back, mask=lambda dy, x: dy * x > 0),
        "Your gradient passes where dy and x have the same sign.",
        "Whose sign decided, going forwards, what passed?",
        "Look at the comparison: it asks for x alone.",
    ),
    Mistake(
        "x in place of 0",
        lambda right, dy, x: np.where(x > 0, right(dy, x), x),
        "Where x is not positive, your output is x; where it is, it is right.",
        "Where x is negative, how much does the output change with x?",
        "Look at what stands where the comparison is false: the third argument of `where`.",
    ),
    Mistake(
        "dy dropped",
        knobs(_back, passed=lambda dy, x: 1.0),
        "Your output is 1 or 0: the gradient that came from above is not in it.",
        "By what does the chain rule multiply the slope of the ReLU?",
        "Look for dy: does it occur in your function?",
    ),
    Mistake(
        "no mask",
        knobs(_back, mask=lambda dy, x: 1.0),
        "Your output is dy as it came.",
        "Where x is negative, how much does the output change with x?",
        "Look for x: does it occur in your function?",
    ),
    Mistake(
        "mask turned around",
        knobs(_back, mask=lambda dy, x: x < 0),
        "The gradient passes where x is negative.",
        "Where did the ReLU let x through?",
        "Look at the direction of the comparison.",
    ),
    Mistake(
        "mask turned around, with zero",
        knobs(_back, mask=lambda dy, x: x <= 0),
        "The gradient passes where x is not positive.",
        "Where did the ReLU let x through?",
        "Look at the direction of the comparison.",
    ),
    Mistake(
        "the ReLU itself",
        knobs(_back, passed=lambda dy, x: x),
        "Your output is relu(x), not a gradient.",
        "What is the slope of the ReLU where x = 3?",
        "Look at the line with `return`: dy belongs in it.",
    ),
    Mistake(
        "multiplied by the ReLU",
        knobs(_back, passed=lambda dy, x: dy * x),
        "The gradient is multiplied by relu(x), not by the slope of the ReLU.",
        "What is the slope of the ReLU where x = 3?",
        "Look at the second factor: 1 or 0.",
    ),
    Mistake(
        "multiplied by x",
        finished(lambda dy, x: dy * x),
        "The gradient is multiplied by x.",
        "What is the slope of the ReLU where x = 3?",
        "Look at the second factor: 1 or 0.",
    ),
    Mistake(
        "dy and x swapped",
        lambda right, dy, x: right(x, dy),
        "dy and x are swapped.",
        "Which of the two is sent back, and which decides?",
        "Look at the order of the arguments: `relu_backward(dy, x)`.",
    ),
    *Mistake(
        "multiplied by the sign",
        knobs(_back, mask=lambda dy, x: np.sign(x)),
        "Where x is negative, your gradient has its sign turned.",
        "Where x is negative, how much does the output change with x?",
        "Look for `np.sign`: the slope of the ReLU is 0 there, not -1.",
    ).forms(
        knobs(_back, mask=lambda dy, x: np.where(x > 0, 1, -1)),
        knobs(_back, mask=lambda dy, x: np.where(x < 0, -1, 1)),
    ),
    Mistake(
        "sign turned",
        lambda right, dy, x: -right(dy, x),
        "Your output is the right one times -1.",
        "Does the ReLU turn the sign of anything?",
        "Look for a minus: going downhill is the optimizer's part.",
    ),
    Mistake(
        "leaky",
        knobs(_back, mask=lambda dy, x: np.where(x > 0, 1, 0.01)),
        "Where x is negative, a hundredth of the gradient passes: that is the leaky ReLU.",
        "What is the slope of the ReLU where x = -2?",
        "Look for a factor of 0.01.",
    ),
    Mistake(
        "stopped gradients left out",
        lambda right, dy, x: right(dy, x)[x > 0],
        "Your output holds only what passes, so that it has lost its shape.",
        "What stands in the output where x is negative?",
        "Look for `dy[x > 0]`.",
    ),
    Mistake(
        "summed up",
        lambda right, dy, x: right(dy, x).sum(),
        "Your output is one number: the sum of what passes.",
        "How many numbers of x are there to send a gradient to?",
        "Look for `sum`, `np.dot` or `@`.",
    ),
)
