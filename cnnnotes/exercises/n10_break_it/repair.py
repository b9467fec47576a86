"""Exercise 10_repair: digits that are named wherever they stand, judged by what is predicted."""

from functools import cache

import numpy as np

from cnnnotes.datasets import load_digits
from cnnnotes.exercises.kinds import Exercise, Mistake, Part, Property

ENOUGH = 0.75  # a repaired network names 0.9 of the moved digits, one that was not at most 0.6


def repair(x):
    """x (N, 28, 28, 1), digits that were moved by up to 4 pixels → their labels (N,)."""
    return np.array([_held_out()[_strokes(image)] for image in x])


def _solution(x):
    """x (N, 28, 28, 1) → (N,): each digit is moved back, then likened to those that are known."""
    from cnnnotes.datasets import load_digits

    def to_the_middle(image):
        places = np.argwhere(image > 0)
        moves = 13 - (places.min(axis=0) + places.max(axis=0)) // 2
        return np.roll(image, moves[:2], axis=(0, 1)).ravel()

    (known, labels), _ = load_digits()
    known = np.array([to_the_middle(image) for image in known])
    x = np.array([to_the_middle(image) for image in x])
    distances = (known**2).sum(axis=1) - 2 * x @ known.T
    return labels[distances.argmin(axis=1)]


@cache
def _held_out():
    """The label of each digit that nobody trained on, by its strokes."""
    _, (x, y) = load_digits()
    return {_strokes(image): int(label) for image, label in zip(x, y, strict=True)}


def _strokes(image):
    """The box around a digit, wherever it stands, as something to look up."""
    places = np.argwhere(image)
    (top, left, _), (bottom, right, _) = places.min(axis=0), places.max(axis=0)
    box = image[top : bottom + 1, left : right + 1]
    return box.shape, box.astype(np.float32).tobytes()


def _cases(rng):
    _, (x, _) = load_digits()

    def draw(down, right):
        """Draw digits that are moved by 3 or 4 pixels along either axis, or along none."""
        chosen = x[rng.choice(len(x), 64, replace=False)]
        moves = rng.integers(3, 5, (64, 2)) * rng.choice((-1, 1), (64, 2)) * (down, right)
        return np.array(
            [np.roll(image, move, axis=(0, 1)) for image, move in zip(chosen, moves, strict=True)]
        )

    yield "in the middle", (draw(0, 0),)
    yield "moved sideways", (draw(0, 1),)
    yield "moved up or down", (draw(1, 0),)
    yield "moved both ways", (draw(1, 1),)


def _share(labels, x):
    return np.mean(labels == repair(x))


def _wrong_where(is_wrong):
    """A mimic that errs where `is_wrong(down, right)`: digits were moved along either axis."""

    def mimic(x):
        rows, columns = (x > 0).any(axis=(0, 2, 3)), (x > 0).any(axis=(0, 1, 3))
        down, right = rows[:4].any(), columns[:4].any()  # a margin that is free in the middle
        return (repair(x) + 5 * is_wrong(down, right)) % 10

    return mimic


REPAIR = Exercise(
    id="10_repair",
    title="Name digits wherever they stand",
    reference=repair,
    solution=_solution,
    parts=(
        Part("in the middle", 1),
        Part("moved sideways", 1),
        Part("moved up or down", 1),
        Part("moved both ways", 2),
    ),
    cases=_cases,
    returns=("labels",),
    properties=(
        Property(
            "another number of answers than of images",
            lambda labels, x: len(labels) == len(x),
            "The number of labels is not that of the images.",
        ),
        Property(
            "more than one number for each image",
            lambda labels, x: labels.ndim == 1,
            "There are several numbers for each image; asked for is its label.",
        ),
        Property(
            "no whole numbers",
            lambda labels, x: np.array_equal(labels, np.round(labels)),
            "The labels are no whole numbers.",
        ),
        Property(
            "the same label for all",
            lambda labels, x: len(np.unique(labels)) > 1,
            "Whatever the image, the label is the same.",
        ),
        Property(
            "classes counted from 1",
            lambda labels, x: _share(labels - 1, x) < 0.5,
            "Most labels are one too large.",
        ),
        Property(
            "fewer than three of four right",
            lambda labels, x: _share(labels, x) >= ENOUGH,
            "Of these digits, fewer than three of four are named rightly.",
        ),
    ),
    hints=(
        "What has your network seen of digits that stand where these do?",
        "Look at one of the digits that are named wrongly, as your network gets it.",
    ),
    mistakes=(
        Mistake(
            "moved along one axis at a time",
            _wrong_where(lambda down, right: down and right),
            "Digits that were moved along one axis are named; along both at once they are not.",
            "Has your network seen digits in the corners?",
            "Look at how the training images are moved: each along both axes.",
        ),
        Mistake(
            "sideways only",
            _wrong_where(lambda down, right: down),
            "Digits that were moved sideways are named; up or down they are not.",
            "Along which axes were your training images moved?",
            "Look at how the training images are moved: each along both axes.",
        ),
        Mistake(
            "up or down only",
            _wrong_where(lambda down, right: right),
            "Digits that were moved up or down are named; sideways they are not.",
            "Along which axes were your training images moved?",
            "Look at how the training images are moved: each along both axes.",
        ),
        Mistake(
            "digits in the middle only",
            _wrong_where(lambda down, right: down or right),
            "Digits in the middle are named; those that were moved are not.",
            "What has your network seen of digits that stand elsewhere?",
            "Look at which network predicts: the repaired one? Was it trained on moved digits?",
        ),
        Mistake(
            "moved digits only",
            _wrong_where(lambda down, right: not (down or right)),
            "Moved digits are named; those in the middle no longer are.",
            "How many of your training images stand in the middle?",
            "Look at how the training images are moved: 0 is one of the shifts.",
        ),
        Mistake(
            "one and the same digit for all",
            lambda x: np.ones(len(x), int),
            "Whatever the image, the label is the same.",
            "Did the loss fall in training, and is it a number still?",
            "Look at the loss of each epoch: a learning rate that is too large ruins a network.",
        ),
        Mistake(
            "classes counted from 1",
            lambda x: repair(x) + 1,
            "Most labels are one too large.",
            "Which digit stands in column 0 of the probabilities?",
            "Look for a `+ 1`.",
        ),
        Mistake(
            "probabilities in place of labels",
            lambda x: np.eye(10)[repair(x)] * 0.9 + 0.01,
            "Your result has a row of ten numbers for each image.",
            "Which of the ten probabilities says what the network takes the image for?",
            "Look for `argmax(axis=1)`.",
        ),
        Mistake(
            "the largest probability in place of its class",
            lambda x: 0.9 + 0.001 * repair(x),
            "Your result is how sure the network is, not of what.",
            "What is the difference between `max` and `argmax`?",
            "Look for `max(axis=1)`.",
        ),
        Mistake(
            "likeliest image of each class",
            lambda x: np.eye(10)[repair(x)].argmax(axis=0),
            "Your result has ten numbers: for each class the image that fits it best.",
            "Along which axis of (N, 10) do the classes of one image stand?",
            "Look at `argmax`: it needs `axis=1`.",
        ),
    ),
)
