"""What the answer to exercise 07_classify and its mistakes share."""

from functools import cache

import numpy as np

from cnnnotes import datasets


@cache
def held_out():
    return datasets.load_digits()[1]


@cache
def _labels():
    return {image.tobytes(): label for image, label in zip(*held_out(), strict=True)}


def true_labels(images):
    """The labels of held-out images."""
    return np.array([_labels()[image.tobytes()] for image in images])
