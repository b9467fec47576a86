"""What is known to go wrong in exercise 07_classify."""

import numpy as np

from cnnnotes.exercises.fresh_digits import true_labels
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

MISTAKES = (
    Mistake(
        "probabilities in place of labels",
        finished(lambda images: np.eye(10)[true_labels(images)] * 0.9 + 0.01),
        "Your result has a row of ten numbers for each image.",
        "Which of the ten probabilities says what the network takes the image for?",
        "Look for `argmax(axis=1)`.",
    ),
    Mistake(
        "one-hot rows in place of labels",
        finished(lambda images: np.eye(10)[true_labels(images)]),
        "Your result has a one-hot row for each image.",
        "In which column of a row does its 1 stand?",
        "Look for `argmax(axis=1)`.",
    ),
    Mistake(
        "likeliest image of each class",
        finished(lambda images: np.eye(10)[true_labels(images)].argmax(axis=0)),
        "Your result has ten numbers: for each class the image that fits it best.",
        "Along which axis of (N, 10) do the classes of one image stand?",
        "Look at `argmax`: it needs `axis=1`.",
    ),
    Mistake(
        "one answer for the whole batch",
        finished(lambda images: true_labels(images[:1])[0]),
        "Your result is a single number.",
        "How many labels do N images have?",
        "Look at `argmax`: without an axis it looks at all rows as one.",
    ),
    Mistake(
        "first image only",
        finished(lambda images: true_labels(images[:1])),
        "Your result is the label of the first image.",
        "How many labels do N images have?",
        "Look for `[0]`, or a `return` inside a loop.",
    ),
    Mistake(
        "the largest probability in place of its class",
        finished(lambda images: 0.9 + 0.001 * true_labels(images)),
        "Your result is how sure the network is, not of what.",
        "What is the difference between `max` and `argmax`?",
        "Look for `max(axis=1)`.",
    ),
    Mistake(
        "classes counted from 1",
        finished(lambda images: true_labels(images) + 1),
        "Most labels are one too large.",
        "Which digit stands in column 0 of the probabilities?",
        "Look for a `+ 1`.",
    ),
    Mistake(
        "one and the same digit for all",
        finished(lambda images: np.ones(len(images), int)),
        "Whatever the image, the label is the same.",
        "Did the loss fall in training, and is it a number still?",
        "Look at the loss of each epoch: a learning rate that is too large ruins a network.",
    ),
    Mistake(
        "no better than guessing",
        finished(lambda images: np.arange(len(images)) % 10),
        "Of held-out digits, it names hardly more than one would by guessing.",
        "Is the model the one that was trained, and does it see the images as they are?",
        "Look at the loss after training: it began near log 10 = 2.30.",
    ),
    Mistake(
        "fewer than three of four right",
        finished(lambda images: np.where(np.arange(len(images)) % 5 < 2, 0, true_labels(images))),
        "Of held-out digits, it names fewer than three of four.",
        "Was it trained on digits like these? MNIST's were written by other hands.",
        "Look at the training: more epochs, and digits from `datasets.load_digits()`.",
    ),
)
