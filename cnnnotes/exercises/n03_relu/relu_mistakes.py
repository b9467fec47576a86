"""What is known to go wrong in exercise 03_relu."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

MISTAKES = (
    Mistake(
        "changes its input",
        families.in_place(),
        "The array that was given to your function is changed after the call.",
        "Whose memory does `x[x < 0] = 0` write to? Going backwards, x is needed again.",
        "Look for `x[...] =` or `out=x`; make a new array instead.",
    ),
    Mistake(
        "largest number along the first axis",
        finished(lambda x: np.max(x, 0)),
        "Your output is the largest number along the first axis.",
        "What is the second argument of `np.max`, and what is that of `np.maximum`?",
        "Look for `np.max`: `np.maximum` compares number by number.",
    ),
    Mistake(
        "one comparison for the whole array",
        families.raises(ValueError, lambda x: x.size > 1),
        "With one number it works; with several it raises an error.",
        "Is the array greater than 0, or is each of its numbers?",
        "Look for `if x > 0` or Python's `max`: NumPy compares number by number.",
    ),
    Mistake(
        "negative part kept",
        lambda right, x: x - right(x),
        "Your output keeps what is negative, and cuts off the rest.",
        "What becomes of 3?",
        "Look for `minimum`, or at the direction of the comparison.",
    ),
    Mistake(
        "sign of the input turned",
        lambda right, x: right(-x),
        "Your output keeps what is negative, with its sign turned.",
        "What becomes of 3?",
        "Look for `-x`.",
    ),
    Mistake(
        "absolute value",
        lambda right, x: right(x) + right(-x),
        "Negative numbers come out positive: that is the absolute value.",
        "What becomes of -2?",
        "Look for `abs`, or for a minus.",
    ),
    Mistake(
        "step",
        lambda right, x: np.sign(right(x)),
        "Your output is 1 or 0: it tells what is positive, not how much.",
        "What becomes of 3?",
        "Look for `x > 0`: it is a mask, to be multiplied by x.",
    ),
    *Mistake(
        "negative numbers left out",
        lambda right, x: right(x)[x > 0],
        "Your output has lost the negative numbers, and with them its shape.",
        "What stands in the output where x is negative?",
        "Look for `x[x > 0]`, or for an `if` in a list's brackets.",
    ).forms(lambda right, x: right(x)[x >= 0]),
    Mistake(
        "returned as it came",
        finished(lambda x: x),
        "Your output is x as it came.",
        "What becomes of -2?",
        "Look at the line with `return`: is it the new array that you return?",
    ),
    *Mistake(
        "leaky",
        lambda right, x: right(x) - 0.01 * right(-x),
        "Negative numbers come out small, but not 0: that is the leaky ReLU.",
        "What becomes of -2?",
        "Look for a factor such as 0.01.",
    ).forms(
        lambda right, x: right(x) - 0.1 * right(-x),
        lambda right, x: right(x) - 0.2 * right(-x),
    ),
    Mistake(
        "cut at 1 as well",
        lambda right, x: np.minimum(right(x), 1),
        "Numbers above 1 are cut off too.",
        "What becomes of 3?",
        "Look for `clip`, or for `minimum`.",
    ),
    Mistake(
        "cut at 6 as well",
        lambda right, x: np.minimum(right(x), 6),
        "Numbers above 6 are cut off too.",
        "What becomes of 7?",
        "Look for `clip`, or for `minimum`.",
    ),
    Mistake(
        "cut below 1",
        lambda right, x: np.where(x >= 1, right(x), 0),
        "Numbers between 0 and 1 became 0.",
        "What becomes of 0.5?",
        "Look at the number that x is compared with.",
    ),
    Mistake(
        "at least 1",
        lambda right, x: np.maximum(right(x), 1),
        "No number of your output is below 1.",
        "What becomes of 0.5?",
        "Look at the second argument of `maximum`.",
    ),
    Mistake(
        "fractions cut off",
        lambda right, x: right(x).astype(int),
        "Your output holds integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `dtype=int` or `int(…)`.",
    ),
    Mistake(
        "sigmoid",
        finished(lambda x: 1 / (1 + np.exp(-x))),
        "All numbers of your output lie between 0 and 1: that is the sigmoid.",
        "What becomes of 3?",
        "Look for `exp`.",
    ),
    Mistake(
        "softplus",
        finished(lambda x: np.log1p(np.exp(x))),
        "Your output curves smoothly: that is the softplus.",
        "What becomes of 0?",
        "Look for `exp`.",
    ),
    Mistake(
        "ELU",
        finished(lambda x: np.where(x > 0, x, np.expm1(x))),
        "Negative numbers come out between -1 and 0: that is the ELU.",
        "What becomes of -2?",
        "Look for `exp`.",
    ),
    Mistake(
        "shifted up",
        finished(lambda x: x - x.min()),
        "The smallest number became 0, and all others moved with it.",
        "What becomes of 3 if another number is -2?",
        "Look for `min`: each number is looked at by itself.",
    ),
)
