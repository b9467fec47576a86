"""Exercise 03_relu: what is negative becomes 0."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part


def relu(x):
    """x of any shape → the same shape: max(x, 0) for each number."""
    return np.maximum(x, 0)


def _cases(rng):
    def draw(*shape):
        numbers = rng.permutation(np.prod(shape)).reshape(shape) + 1.5
        return numbers * np.where(rng.permutation(np.prod(shape)).reshape(shape) % 2, -1, 1)

    yield "signals", (np.array([2.5]),)
    yield "signals", (np.array([-1.5, 0.5, 0, 3, -2]),)
    for length in (4, 7):
        yield "signals", (draw(length),)
    for shape in ((2, 3), (4, 3), (3, 4, 2)):
        yield "images", (draw(*shape),)
    for shape in ((3, 4), (20, 30)):
        yield "no loop over pixels", (draw(*shape),)


def _in_place(x):
    x[x < 0] = 0
    return x


def _whole_comparison(x):
    return x if x > 0 else 0 * x  # raises where there is more than one number


RELU = Exercise(
    id="03_relu",
    title="Cut off what is negative",
    reference=relu,
    parts=(
        Part("signals", 1),
        Part("images", 1),
        Part("no loop over pixels", 1, vectorized=True),
    ),
    cases=_cases,
    arithmetic={"out": lambda at, x: f"max({x[at]:g}, 0)"},
    hints=(
        "What becomes of -2, of 0, and of 3?",
        "Look for the one NumPy function that compares each number of x with 0.",
    ),
    mistakes=(
        Mistake(
            "changes its input",
            _in_place,
            "The array that was given to your function is changed after the call.",
            "Whose memory does `x[x < 0] = 0` write to? Going backwards, x is needed again.",
            "Look for `x[...] =` or `out=x`; make a new array instead.",
        ),
        Mistake(
            "largest number of all",
            lambda x: np.max(x, 0),
            "Your output is the largest number along the first axis.",
            "What is the second argument of `np.max`, and what is that of `np.maximum`?",
            "Look for `np.max`: `np.maximum` compares number by number.",
        ),
        Mistake(
            "one comparison for the whole array",
            _whole_comparison,
            "With one number it works; with several it raises an error.",
            "Is the array greater than 0, or is each of its numbers?",
            "Look for `if x > 0` or Python's `max`: NumPy compares number by number.",
        ),
        Mistake(
            "negative part kept",
            lambda x: np.minimum(x, 0),
            "Your output keeps what is negative, and cuts off the rest.",
            "What becomes of 3?",
            "Look for `minimum`, or at the direction of the comparison.",
        ),
        Mistake(
            "sign of the input turned",
            lambda x: np.maximum(-x, 0),
            "Your output keeps what is negative, with its sign turned.",
            "What becomes of 3?",
            "Look for `-x`.",
        ),
        Mistake(
            "absolute value",
            np.abs,
            "Negative numbers come out positive: that is the absolute value.",
            "What becomes of -2?",
            "Look for `abs`, or for a minus.",
        ),
        Mistake(
            "step",
            lambda x: np.where(x > 0, 1.0, 0.0),
            "Your output is 1 or 0: it tells what is positive, not how much.",
            "What becomes of 3?",
            "Look for `x > 0`: it is a mask, to be multiplied by x.",
        ),
        Mistake(
            "negative numbers left out",
            lambda x: x[x > 0],
            "Your output holds only the positive numbers, so that it has lost its shape.",
            "What stands in the output where x is negative?",
            "Look for `x[x > 0]`.",
        ),
        Mistake(
            "returned as it came",
            lambda x: x,
            "Your output is x as it came.",
            "What becomes of -2?",
            "Look at the line with `return`: is it the new array that you return?",
        ),
        Mistake(
            "leaky",
            lambda x: np.where(x > 0, x, 0.01 * x),
            "Negative numbers come out small, but not 0: that is the leaky ReLU.",
            "What becomes of -2?",
            "Look for a factor of 0.01.",
        ),
        Mistake(
            "cut at 1 as well",
            lambda x: np.clip(x, 0, 1),
            "Numbers above 1 are cut off too.",
            "What becomes of 3?",
            "Look for `clip`, or for `minimum`.",
        ),
        Mistake(
            "cut at 6 as well",
            lambda x: np.clip(x, 0, 6),
            "Numbers above 6 are cut off too.",
            "What becomes of 7?",
            "Look for `clip`, or for `minimum`.",
        ),
        Mistake(
            "cut below 1",
            lambda x: np.where(x >= 1, x, 0),
            "Numbers between 0 and 1 became 0.",
            "What becomes of 0.5?",
            "Look at the number that x is compared with.",
        ),
        Mistake(
            "at least 1",
            lambda x: np.maximum(x, 1),
            "No number of your output is below 1.",
            "What becomes of 0.5?",
            "Look at the second argument of `maximum`.",
        ),
        Mistake(
            "fractions cut off",
            lambda x: np.maximum(x, 0).astype(int),
            "Your output holds whole numbers: the fractions are cut off.",
            "Which dtype does the array have that you write the output into?",
            "Look for `dtype=int` or `int(…)`.",
        ),
        Mistake(
            "sigmoid",
            lambda x: 1 / (1 + np.exp(-x)),
            "All numbers of your output lie between 0 and 1: that is the sigmoid.",
            "What becomes of 3?",
            "Look for `exp`.",
        ),
        Mistake(
            "softplus",
            lambda x: np.log1p(np.exp(x)),
            "Your output bends smoothly: that is the softplus.",
            "What becomes of 0?",
            "Look for `exp`.",
        ),
        Mistake(
            "shifted up",
            lambda x: x - x.min(),
            "The smallest number became 0, and all others moved with it.",
            "What becomes of 3, if another number is -2?",
            "Look for `min`: each number is looked at by itself.",
        ),
    ),
)
