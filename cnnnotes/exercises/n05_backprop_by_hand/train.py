"""Exercise 05_train: an error, a gradient, a step, again and again."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n05_backprop_by_hand._network import forward, train
from cnnnotes.exercises.n05_backprop_by_hand.train_mistakes import MISTAKES


def _cases(rng):
    def draw(count, n, k, epochs):
        """Signals that a network answers at first with some open and some closed places."""
        while True:
            x, w1, w2 = (rng.integers(-9, 10, s) / 10 for s in ((count, n), k, n))
            open_places = [np.mean(forward(signal, w1, w2)[0] > 0) for signal in x]
            if all(0.2 < fraction < 0.9 for fraction in open_places):
                return x, rng.integers(1, 4, count).astype(float), w1, w2, 0.05, epochs

    for n, k in ((4, 1), (5, 3)):
        yield "one step", draw(1, n, k, 1)
    for count, n in ((2, 5), (4, 6)):
        yield "several signals", draw(count, n, 3, 1)
    for count, epochs in ((1, 2), (3, 4)):
        yield "several epochs", draw(count, 5, 3, epochs)


TRAIN = Exercise(
    id="05_train",
    title="Let it learn",
    reference=train,
    parts=(Part("one step", 2), Part("several signals", 1), Part("several epochs", 1)),
    cases=_cases,
    returns=("w1", "w2"),
    hints=(
        "Take one signal and one step: what are the error, the two gradients, the new weights?",
        "Look at the inner loop: forward, both gradients, then w - rate · gradient for both.",
    ),
    mistakes=MISTAKES,
)
