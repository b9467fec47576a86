"""What the exercises 08_l1_grad and 08_l2_grad share: a penalty on weights, and none on biases."""

from collections.abc import Callable, Iterator

import numpy as np

from cnnnotes.exercises.kinds import Mistake, Part


def cases(rng: np.random.Generator) -> Iterator[tuple[str, tuple]]:
    """Weights of both signs, some 0, no two alike; a gradient; biases."""

    def draw(*shape, zeros=0):
        w, dw = (rng.permutation(np.arange(1.0, np.prod(shape) + 1)) for _ in range(2))
        w[1::3] *= -1
        dw[::3] *= -1
        w[w.size - zeros :] = 0
        b, db = rng.integers(2, 9, (2, shape[-1])) * 1.0
        return w.reshape(shape), b, dw.reshape(shape) / 2, db, rng.choice([3, 5, 7, 9]) / 16 + 0.01

    for shape in ((2, 2), (3, 2), (2, 4)):
        yield "weights", draw(*shape)
    for shape in ((2, 2), (3, 4)):
        yield "weights that are 0", draw(*shape, zeros=2)
    for shape in ((3, 2), (2, 3)):
        yield "biases", draw(*shape)


PARTS = (
    Part("weights", 2, returns=("dw",)),
    Part("weights that are 0", 1, returns=("dw",)),
    Part("biases", 1, returns=("db",)),
)


def adding(change: Callable) -> Callable:
    """Add `change(penalty, w)` to the loss' gradient, in place of the penalty's own gradient."""

    def mimic(right, w, b, dw, db, strength):
        new_dw, new_db = right(w, b, dw, db, strength)
        return dw + change(new_dw - dw, w), new_db

    return mimic


def with_weights(change: Callable) -> Callable:
    """Penalize `change(w)` in place of w."""
    return lambda right, w, *rest: right(change(w), *rest)


def with_strength(change: Callable) -> Callable:
    """Penalize with the strength `change(strength, w)`."""
    return lambda right, w, b, dw, db, strength: right(w, b, dw, db, change(strength, w))


def _biases_too(right, w, b, dw, db, strength):
    return right(w, b, dw, db, strength)[0], right(b, b, db, db, strength)[0]


def _in_place(right, w, b, dw, db, strength):
    dw[:], new_db = right(w, b, dw, db, strength)
    return dw, new_db


def _loss_lost(right, w, b, dw, db, strength):
    return right(w, b, 0 * dw, db, strength)


def _scales(right, w, b, dw, db, strength):
    new_dw, new_db = right(w, b, dw, db, strength)
    return dw * (1 + new_dw - dw), new_db


def same_for_both(penalty: Callable) -> tuple[Mistake, ...]:
    """The mistakes that both penalties share."""

    def _value(right, w, b, dw, db, strength):
        return dw + strength * penalty(w).sum(), right(w, b, dw, db, strength)[1]

    return (
        Mistake(
            "biases decayed too",
            _biases_too,
            "Your gradient of the biases has grown too.",
            "Does the penalty speak of b?",
            "Look at the line that changes db: it goes back as it came.",
        ),
        Mistake(
            "sign turned",
            with_strength(lambda strength, w: -strength),
            "A step along your gradient would make the weights larger.",
            "A step goes against the gradient: which sign lets a positive weight shrink?",
            "Look at the sign of the penalty's gradient: it is added.",
        ),
        Mistake(
            "nothing added",
            adding(lambda added, w: 0),
            "dw came back as it was.",
            "What does the penalty add to the loss, and so to its gradient?",
            "Look at the line with `return`: is it the new dw?",
        ),
        Mistake(
            "multiplied with the loss' gradient",
            _scales,
            "Your penalty changes dw by a factor: where dw is 0, nothing is added.",
            "What is the gradient of a sum: a sum, or a product?",
            "Look for `dw *`: the penalty's gradient is added.",
        ),
        Mistake(
            "the loss' own gradient lost",
            _loss_lost,
            "Your dw is the penalty's gradient alone.",
            "What is the gradient of a sum?",
            "Look at the line that makes the new dw: `dw + …`.",
        ),
        Mistake(
            "strength not used",
            with_strength(lambda strength, w: 1),
            "Your penalty is as strong, whatever the strength.",
            "By what is the sum over the weights multiplied?",
            "Look for strength: does it occur in your formula?",
        ),
        Mistake(
            "averaged over the weights",
            with_strength(lambda strength, w: strength / w.size),
            "What you add is the right one divided by the number of weights.",
            "Does the penalty add up the weights, or average them?",
            "Look for `.size`, `len` or `mean`.",
        ),
        Mistake(
            "averaged over the rows of the weights",
            with_strength(lambda strength, w: strength / len(w)),
            "What you add is the right one divided by the number of rows of w.",
            "Does the penalty add up the weights, or average them?",
            "Look for `len(w)` or a `mean`.",
        ),
        Mistake(
            "averaged over the columns of the weights",
            with_strength(lambda strength, w: strength / w.shape[1]),
            "What you add is the right one divided by the number of columns of w.",
            "Does the penalty add up the weights, or average them?",
            "Look for `len(b)`, `w.shape[1]` or a `mean`.",
        ),
        Mistake(
            "summed over the weights",
            adding(lambda added, w: added.sum()),
            "The same number was added everywhere: what all weights should get together.",
            "What is the derivative of the sum by one of its weights?",
            "Look for `sum`: each weight has a derivative of its own.",
        ),
        Mistake(
            "the penalty itself in place of its gradient",
            _value,
            "The same number was added everywhere: the penalty itself.",
            "What is the derivative of the sum by one of its weights?",
            "Look for `sum`: each weight has a derivative of its own.",
        ),
        Mistake(
            "changes dw in place",
            _in_place,
            "The array dw that was given to your function is changed after the call.",
            "Whose memory does `dw += …` write to: a new array's, or the caller's?",
            "Look for `+=`: make a new array with `dw + …` instead.",
        ),
    )
