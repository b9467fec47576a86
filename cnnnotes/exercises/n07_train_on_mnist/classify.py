"""Exercise 07_classify: a trained network, judged by what it says of digits it has not seen."""

import numpy as np

from cnnnotes.exercises.fresh_digits import draw_digits, remember, true_labels
from cnnnotes.exercises.kinds import Exercise, Part, Property
from cnnnotes.exercises.n07_train_on_mnist.classify_mistakes import MISTAKES

MANY = 100  # of fewer images, no fraction is judged; answers may take them one by one


def classify(images: np.ndarray) -> np.ndarray:
    """images (N, 28, 28, 1), digits such as `datasets.load_digits` gives → labels (N,)."""
    from cnnnotes import datasets, nn

    model = nn.load(datasets.embedded_path("convnet.npz"))  # or the network that you have trained
    return model.predict(images).argmax(axis=1)


def _cases(rng):
    for n in (1, 3, MANY):
        part = "most of the digits" if n == MANY else "one label for each image"
        yield part, (remember(*draw_digits(rng, n)),)


def _share(labels, images):
    """The fraction of right labels; 1 for a few images, which say little about a network."""
    return np.mean(labels == true_labels(images)) if len(images) == MANY else 1


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
            "There are several numbers for each image; expected its label.",
        ),
        Property(
            "not integers",
            lambda labels, images: np.array_equal(labels, np.round(labels)),
            "The labels are not integers.",
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
            "fewer than three of four right",
            lambda labels, images: _share(labels, images) > 0.75,
            "Of held-out digits, it names fewer than three of four.",
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
    mistakes=MISTAKES,
)
