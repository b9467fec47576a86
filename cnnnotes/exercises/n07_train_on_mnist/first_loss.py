"""Exercise 07_first_loss: the loss of a network that knows nothing yet."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n07_train_on_mnist.first_loss_mistakes import MISTAKES


def first_loss(n_classes: int) -> float:
    """n_classes, an integer → a number: the loss of equal probabilities for all classes."""
    return np.log(n_classes)


def _cases(rng):
    yield "ten classes", (10,)
    yield "any number of classes", (3,)
    for n_classes in rng.permutation(np.arange(4, 100))[:4]:
        yield "any number of classes", (int(n_classes),)


FIRST_LOSS = Exercise(
    id="07_first_loss",
    title="The loss before anything is learned",
    reference=first_loss,
    parts=(Part("ten classes", 1), Part("any number of classes", 1)),
    cases=_cases,
    returns=("loss",),
    arithmetic={"loss": lambda at, n_classes: f"-log(1/{n_classes})"},
    formula=True,
    hints=(
        "Which probability does each class get, and what is minus its logarithm?",
        "Look at the definition: the loss is -log of the probability of the right class.",
    ),
    mistakes=MISTAKES,
)
