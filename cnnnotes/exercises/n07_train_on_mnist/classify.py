"""Exercise 07_classify: a trained network, judged by what it says of digits it has not seen."""

from functools import cache

import numpy as np

from cnnnotes import datasets
from cnnnotes.exercises.kinds import Exercise, Mistake, Part, Property

MANY = 200  # of fewer images, no share is judged


def classify(images):
    """images (N, 28, 28, 1), digits such as `datasets.load_digits` gives → labels (N,)."""
    from cnnnotes import datasets, nn

    model = nn.load(datasets.embedded_path("convnet.npz"))  # or the network that you have trained
    return model.predict(images).argmax(axis=1)


@cache
def _held_out():
    return datasets.load_digits()[1]


@cache
def _labels():
    return {image.tobytes(): label for image, label in zip(*_held_out(), strict=True)}


def _cases(rng):
    images, _ = _held_out()
    for n in (1, 3, MANY):
        part = "most of the digits" if n == MANY else "one label for each image"
        yield part, (images[rng.permutation(len(images))[:n]],)


def _right(images):
    """The labels of held-out images."""
    return np.array([_labels()[image.tobytes()] for image in images])


def _share(labels, images):
    """The share of right labels; 1 for a few images, which say little about a network."""
    return np.mean(labels == _right(images)) if len(images) == MANY else 1


CLASSIFY = Exercise(
    id="07_classify",
    title="A network that reads digits it has not seen",
    reference=classify,
    parts=(Part("one label for each image", 1), Part("most of the digits", 3)),
    cases=_cases,
    returns=("labels",),
    properties=(
        Property(
            "another number of answers than of images",
            lambda labels, images: len(labels) == len(images),
            "The number of labels is not that of the images.",
        ),
        Property(
            "more than one number for each image",
            lambda labels, images: labels.ndim == 1,
            "There are several numbers for each image; asked for is its label.",
        ),
        Property(
            "no whole numbers",
            lambda labels, images: np.array_equal(labels, np.round(labels)),
            "The labels are no whole numbers.",
        ),
        Property(
            "the same label for all",
            lambda labels, images: len(images) < MANY or len(np.unique(labels)) > 1,
            "Whatever the image, the label is the same.",
        ),
        Property(
            "no better than guessing",
            lambda labels, images: _share(labels, images) > 0.3,
            "Of held-out digits, it names hardly more than one would by guessing.",
        ),
        Property(
            "fewer than four of five right",
            lambda labels, images: _share(labels, images) >= 0.8,
            "Of held-out digits, it names fewer than four of five.",
        ),
        Property(
            "classes counted from 1",
            lambda labels, images: len(images) < MANY or _share(labels - 1, images) < 0.5,
            "Most labels are one too large.",
        ),
    ),
    hints=(
        "How does the network do on the digits that it was trained on, and on others?",
        "Look at the training: more epochs, or digits like these, from `datasets.load_digits()`.",
    ),
    mistakes=(
        Mistake(
            "probabilities in place of labels",
            lambda images: np.eye(10)[_right(images)] * 0.9 + 0.01,
            "Your result has a row of ten numbers for each image.",
            "Which of the ten probabilities says what the network takes the image for?",
            "Look for `argmax(axis=1)`.",
        ),
        Mistake(
            "one-hot rows in place of labels",
            lambda images: np.eye(10)[_right(images)],
            "Your result has a one-hot row for each image.",
            "In which column of a row does its 1 stand?",
            "Look for `argmax(axis=1)`.",
        ),
        Mistake(
            "likeliest image of each class",
            lambda images: np.eye(10)[_right(images)].argmax(axis=0),
            "Your result has ten numbers: for each class the image that fits it best.",
            "Along which axis of (N, 10) do the classes of one image stand?",
            "Look at `argmax`: it needs `axis=1`.",
        ),
        Mistake(
            "one answer for the whole batch",
            lambda images: _right(images[:1])[0],
            "Your result is a single number.",
            "How many labels do N images have?",
            "Look at `argmax`: without an axis it looks at all rows as one.",
        ),
        Mistake(
            "first image only",
            lambda images: _right(images[:1]),
            "Your result is the label of the first image.",
            "How many labels do N images have?",
            "Look for `[0]`, or a `return` inside a loop.",
        ),
        Mistake(
            "the largest probability in place of its class",
            lambda images: 0.9 + 0.001 * _right(images),
            "Your result is how sure the network is, not of what.",
            "What is the difference between `max` and `argmax`?",
            "Look for `max(axis=1)`.",
        ),
        Mistake(
            "classes counted from 1",
            lambda images: _right(images) + 1,
            "Most labels are one too large.",
            "Which digit stands in column 0 of the probabilities?",
            "Look for a `+ 1`.",
        ),
        Mistake(
            "one and the same digit for all",
            lambda images: np.ones(len(images), int),
            "Whatever the image, the label is the same.",
            "Did the loss fall in training, and is it a number still?",
            "Look at the loss of each epoch: a learning rate that is too large ruins a network.",
        ),
        Mistake(
            "not trained",
            lambda images: np.arange(len(images)) % 10,
            "Of held-out digits, it names hardly more than one would by guessing.",
            "Is the model that you ask the one that was trained?",
            "Look at the loss after training: it began near log 10 = 2.30.",
        ),
        Mistake(
            "not trained enough",
            lambda images: np.where(np.arange(len(images)) % 5 < 2, 0, _right(images)),
            "Of held-out digits, it names fewer than four of five.",
            "Was it trained on digits like these? MNIST's were written by other hands.",
            "Look at the training: more epochs, and digits from `datasets.load_digits()`.",
        ),
    ),
)
