"""Exercise 06_grad_check: compare a gradient with what the function itself says."""

from collections.abc import Callable

import numpy as np

from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n06_backprop_layer.grad_check_mistakes import MISTAKES


def grad_check(f: Callable, grad: Callable, x: np.ndarray) -> np.floating:
    """f: x → a number, grad: x → an array → ‖n - a‖ / (‖n‖ + ‖a‖), n numerical, a = grad(x)."""
    x = np.array(x, float)
    analytic, numerical = grad(x), np.zeros(x.shape)
    h = 1e-5
    for at in np.ndindex(x.shape):
        value = x[at]
        x[at] = value + h
        above = f(x)
        x[at] = value - h
        below = f(x)
        x[at] = value
        numerical[at] = (above - below) / (2 * h)
    difference = np.linalg.norm(numerical - analytic)
    return difference / (np.linalg.norm(numerical) + np.linalg.norm(analytic))


def _cases(rng):
    def draw(shape, factor=1, whole=False):
        """A polynomial, its gradient with a factor on the last entry, and where to compare them."""
        # positive, so that no gradient is 0
        c = rng.permutation(np.arange(3 * np.prod(shape)) % 7 + 0.5).reshape(3, *shape)
        x = rng.permutation(np.arange(np.prod(shape)) + 1).reshape(shape)
        gradient = c.copy()
        gradient[..., -1] *= factor
        return _given(c, gradient, x if whole else x / 2)

    for shape, factor in (((1,), 3), ((2,), -2), ((3,), 0.25)):
        yield "right gradient", draw(shape)
        yield "wrong gradient", draw(shape, factor)
    for shape, factor in (((2, 2), 3), ((3, 2), 0.25)):
        yield "several axes", draw(shape)
        yield "several axes", draw(shape, factor)
    for shape in (
        (2,),
        (2, 2),
    ):  # where one number stays moved, the slopes along the others are wrong
        slopes = (rng.permutation(np.prod(shape)) + 1.5).reshape(shape).tolist()
        saddle = fixture("saddle", slopes, 1e9), fixture("polynomial_gradient", slopes)
        yield "several axes", (*saddle, 0.0 * np.array(slopes))
    for shape in ((2,), (3,)):
        yield "integers", draw(shape, whole=True)
    for shape in ((1,), (3,)):
        steep = np.stack([np.zeros(shape), np.full(shape, 1e12)])
        x = (rng.permutation(np.prod(shape)) + 1) / 1e12
        yield "steep valley", _given(steep, steep, x)


def _given(c, gradient, x):
    return fixture("polynomial", *c.tolist()), fixture("polynomial_gradient", *gradient.tolist()), x


def _written_out(at, f, grad, x):
    terms = [f["settings"], grad["settings"]]
    if f["fixture"] == "saddle":
        terms[0] = terms[1]
    n, a = (sum(k * np.array(c) * x ** (k - 1) for k, c in enumerate(each, 1)) for each in terms)
    n, a = (", ".join(map(number, gradient.flat)) for gradient in (n, a))
    return f"‖n - a‖ / (‖n‖ + ‖a‖) (n: {n}; a: {a})"


GRAD_CHECK = Exercise(
    id="06_grad_check",
    title="Check a gradient",
    reference=grad_check,
    parts=(
        Part("right gradient", 1),
        Part("wrong gradient", 1),
        Part("several axes", 1),
        Part("integers", 1),
        Part("steep valley", 1),
    ),
    cases=_cases,
    returns=("result",),
    arithmetic={"result": _written_out},
    tolerance=1e-4,  # the numerical gradient is right up to its own step
    hints=(
        "For one entry of x: what are f a little above and a little below, and their slope?",
        "Look at the numerical gradient first; then at the length of the difference.",
    ),
    mistakes=MISTAKES,
)
