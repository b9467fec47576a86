"""Exercise 05_numerical_gradient: a gradient by trying, to check others by."""

import numpy as np

from cnnnotes.exercises.arithmetic import factor
from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n05_backprop_by_hand._network import numerical_gradient
from cnnnotes.exercises.n05_backprop_by_hand.numerical_gradient_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def _cases(rng):
    def draw(*shape):
        """A polynomial of degree 3, and a place on it; no slope there is an integer."""
        linear, square, cube = (distinct(rng, shape) for _ in range(3))
        coefficients = (c.tolist() for c in (linear * 3 + 0.4, square, cube / 4))
        return fixture("polynomial", *coefficients), distinct(rng, shape)

    f, x = draw(1)
    yield "one number", (f, x)
    yield "one number", (f, -3 * x)
    for n in (2, 4):
        yield "several numbers", draw(n)
    for n in (2, 3):  # where one number stays moved, the slopes along the others are wrong
        yield (
            "several numbers",
            (fixture("saddle", (distinct(rng, n) + 0.4).tolist(), 1e9), 0.0 * np.arange(n)),
        )
    for shape in ((2, 3), (3, 2, 2)):
        yield "any shape", draw(*shape)
    for n in (2, 3):
        f, x = draw(n)
        yield "integers", (f, x.astype(int))
    for n in (1, 3):  # 0 is close to the bottom: a step to one side goes far up
        linear, square = distinct(rng, n) + 0.4, abs(distinct(rng, n))
        place = np.arange(float(n))
        square[0] *= 1e8
        yield "steep valley", (fixture("polynomial", linear.tolist(), square.tolist()), place)


def _written_out(at, f, x):
    if f["fixture"] == "saddle":
        return "the slope of f at 0"
    terms = (
        f"{factor(power * np.array(c)[at])}·{factor(x[at])}{'⁰¹²'[power - 1]}"
        for power, c in enumerate(f["settings"], start=1)
    )
    return f"the slope of f, {' + '.join(terms)}"


NUMERICAL_GRADIENT = Exercise(
    id="05_numerical_gradient",
    title="A gradient by central differences",
    reference=numerical_gradient,
    parts=(
        Part("one number", 1),
        Part("several numbers", 1),
        Part("any shape", 1),
        Part("integers", 1),
        Part("steep valley", 1),
    ),
    cases=_cases,
    tolerance=1e-4,
    arithmetic={"out": _written_out},
    hints=(
        "Which two values of f tell how steep it is along one number of x?",
        "Look at the quotient (f(x + h) - f(x - h)) / 2h, with one number of x moved at a time.",
    ),
    mistakes=MISTAKES,
)
