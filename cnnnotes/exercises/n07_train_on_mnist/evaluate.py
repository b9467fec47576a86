"""Exercise 07_evaluate: how many of the images are recognized."""

from typing import Any

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n07_train_on_mnist.evaluate_mistakes import MISTAKES


def evaluate(model: Any, x: np.ndarray, labels: np.ndarray, batch_size: int) -> float:
    """model, x (N, D), labels (N,), batch_size → the fraction of x that is recognized, 0 to 1.

    `model.predict(x)` gives a row of probabilities for each of at most `batch_size` images.
    `model.training` is True: switch it off while you measure, and on again afterwards.
    """
    model.training, right = False, 0
    for start in range(0, len(x), batch_size):
        batch = slice(start, start + batch_size)
        right += np.sum(model.predict(x[batch]).argmax(axis=1) == labels[batch])
    model.training = True
    return right / len(x)


def _cases(rng):
    def draw(batch_size, sizes, rights, drops=False):
        """Draw batches of these sizes in which so many are recognized; in training mode, none.

        In training the model drops every other feature, and those that are left mislead it.
        """
        recognized = np.concatenate(
            [rng.permutation(size) < right for size, right in zip(sizes, rights, strict=True)]
        )
        seen = rng.integers(0, 3, len(recognized))
        x = rng.normal(0, 0.1, (len(seen), 6)).round(2)
        x[:, 1::2] += 5 * np.eye(3)[seen]
        x[:, ::2] += 2 * np.eye(3)[(seen + 1) % 3]
        away = 2 if drops else rng.integers(1, 3, len(seen))
        labels = np.where(recognized, seen, (seen + away) % 3)
        weights = np.repeat(np.eye(3), 2, axis=0).tolist()
        return fixture("linear_model", weights, batch_size, drops), x, labels, batch_size

    yield "one batch", draw(3, [3], [2])
    yield "one batch", draw(5, [5], [3])
    yield "one batch", draw(4, [4], [4])
    yield "several batches", draw(3, [3, 3], [1, 3])
    yield "several batches", draw(4, [4, 4, 4], [2, 1, 4])
    yield "a smaller batch at the end", draw(4, [4, 1], [2, 1])
    yield "a smaller batch at the end", draw(4, [4, 4, 3], [1, 4, 1])
    yield "training mode", draw(3, [3], [2], drops=True)
    yield "training mode", draw(3, [3, 3], [2, 3], drops=True)


EVALUATE = Exercise(
    id="07_evaluate",
    title="Measure a model, batch by batch",
    reference=evaluate,
    parts=(
        Part("one batch", 1),
        Part("several batches", 1),
        Part("a smaller batch at the end", 2),
        Part("training mode", 2),
    ),
    cases=_cases,
    returns=("accuracy",),
    hints=(
        "How many of the images of each batch does your function count as right?",
        "Look at what is added up in the loop, and at what it is divided by in the end.",
    ),
    mistakes=MISTAKES,
)
