"""What the exercises 08_l1_grad and 08_l2_grad share: a penalty on weights, and none on biases."""

from collections.abc import Callable, Iterator

import numpy as np

from cnnnotes.exercises.kinds import Mistake, Part
from cnnnotes.exercises.spoiling import finished


def cases(rng: np.random.Generator) -> Iterator[tuple[str, tuple]]:
    """Weights of both signs, some 0, no two alike; a gradient; biases."""

    def draw(*shape, zeros=0):
        w, dw = (rng.permutation(np.arange(1.0, np.prod(shape) + 1)) for _ in range(2))
        w[1::3] *= -1
        dw[::3] *= -1
        w[w.size - zeros :] = 0
        b, db = rng.integers(2, 9, (2, shape[-1])) * 1.0
        return w.reshape(shape), b, dw.reshape(shape) / 2, db, rng.integers(1, 5) / 4 + 0.05

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


def adding(to_dw: Callable) -> Callable:
    """Return a gradient to which `to_dw(w, strength)` is added."""
    return finished(lambda w, b, dw, db, strength: (dw + to_dw(w, strength), db))


def _in_place(right, w, b, dw, db, strength):
    dw[:] = right(w, b, dw, db, strength)[0]
    return dw, db


def same_for_both(penalty: Callable, of_biases: Callable) -> tuple[Mistake, ...]:
    """The mistakes that both penalties share."""
    return (
        Mistake(
            "biases decayed too",
            lambda right, w, b, dw, db, strength: (
                right(w, b, dw, db, strength)[0],
                db + of_biases(b, strength),
            ),
            "Your gradient of the biases has grown too.",
            "Does the penalty speak of b?",
            "Look at the line that changes db: it goes back as it came.",
        ),
        Mistake(
            "sign turned",
            lambda right, w, b, dw, db, strength: (2 * dw - right(w, b, dw, db, strength)[0], db),
            "A step along your gradient would make the weights larger.",
            "A step goes against the gradient: which sign lets a positive weight shrink?",
            "Look at the sign of the penalty's gradient: it is added.",
        ),
        Mistake(
            "nothing added",
            finished(lambda w, b, dw, db, strength: (dw, db)),
            "dw came back as it was.",
            "What does the penalty add to the loss, and so to its gradient?",
            "Look at the line with `return`: is it the new dw?",
        ),
        Mistake(
            "the loss' own gradient lost",
            lambda right, w, b, dw, db, strength: (right(w, b, 0 * dw, db, strength)[0], db),
            "Your dw is the penalty's gradient alone.",
            "What is the gradient of a sum?",
            "Look at the line that makes the new dw: `dw + …`.",
        ),
        Mistake(
            "strength not used",
            lambda right, w, b, dw, db, strength: right(w, b, dw, db, 1),
            "Your penalty is as strong, whatever the strength.",
            "By what is the sum over the weights multiplied?",
            "Look for strength: does it occur in your formula?",
        ),
        Mistake(
            "averaged over the weights",
            lambda right, w, b, dw, db, strength: right(w, b, dw, db, strength / w.size),
            "Your penalty is weaker by the number of weights.",
            "Does the penalty add up the weights, or average them?",
            "Look for `.size`, `len` or `mean`.",
        ),
        Mistake(
            "the penalty itself in place of its gradient",
            finished(
                lambda w, b, dw, db, strength: (
                    dw + strength * penalty(w).sum(),
                    db,
                )
            ),
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
