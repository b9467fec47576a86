"""What is known to go wrong in exercise 10_repair."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _wrong_where(is_wrong):
    """A mimic that errs where `is_wrong(down, across)`: digits were moved along either axis."""

    def mimic(right, x):
        rows, columns = (x > 0).any(axis=(0, 2, 3)), (x > 0).any(axis=(0, 1, 3))
        down, across = rows[:4].any(), columns[:4].any()  # a margin that is free in the middle
        return (right(x) + 5 * is_wrong(down, across)) % 10

    return mimic


MISTAKES = (
    Mistake(
        "moved along one axis at a time",
        _wrong_where(lambda down, across: down and across),
        "Digits that were moved along one axis are named; along both at once they are not.",
        "Has your network seen digits in the corners?",
        "Look at how the training images are moved: each along both axes.",
    ),
    Mistake(
        "sideways only",
        _wrong_where(lambda down, across: down),
        "Digits that were moved sideways are named; up or down they are not.",
        "Along which axes were your training images moved?",
        "Look at how the training images are moved: each along both axes.",
    ),
    Mistake(
        "up or down only",
        _wrong_where(lambda down, across: across),
        "Digits that were moved up or down are named; sideways they are not.",
        "Along which axes were your training images moved?",
        "Look at how the training images are moved: each along both axes.",
    ),
    Mistake(
        "digits in the middle only",
        _wrong_where(lambda down, across: down or across),
        "Digits in the middle are named; those that were moved are not.",
        "What has your network seen of digits that stand elsewhere?",
        "Look at which network predicts: the repaired one? Was it trained on moved digits?",
    ),
    Mistake(
        "moved digits only",
        _wrong_where(lambda down, across: not (down or across)),
        "Moved digits are named; those in the middle no longer are.",
        "How many of your training images stand in the middle?",
        "Look at how the training images are moved: 0 is one of the shifts.",
    ),
    Mistake(
        "one and the same digit for all",
        finished(lambda x: np.ones(len(x), int)),
        "Whatever the image, the label is the same.",
        "Did the loss fall in training, and is it a number still?",
        "Look at the loss of each epoch: a learning rate that is too large ruins a network.",
    ),
    Mistake(
        "classes counted from 1",
        lambda right, x: right(x) + 1,
        "Most labels are one too large.",
        "Which digit stands in column 0 of the probabilities?",
        "Look for a `+ 1`.",
    ),
    Mistake(
        "probabilities in place of labels",
        lambda right, x: np.eye(10)[right(x)] * 0.9 + 0.01,
        "Your result has a row of ten numbers for each image.",
        "Which of the ten probabilities says what the network takes the image for?",
        "Look for `argmax(axis=1)`.",
    ),
    Mistake(
        "the largest probability in place of its class",
        lambda right, x: 0.9 + 0.001 * right(x),
        "Your result is how sure the network is, not of what.",
        "What is the difference between `max` and `argmax`?",
        "Look for `max(axis=1)`.",
    ),
    Mistake(
        "likeliest image of each class",
        lambda right, x: np.eye(10)[right(x)].argmax(axis=0),
        "Your result has ten numbers: for each class the image that fits it best.",
        "Along which axis of (N, 10) do the classes of one image stand?",
        "Look at `argmax`: it needs `axis=1`.",
    ),
)
