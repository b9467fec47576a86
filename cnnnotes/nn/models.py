"""The course's networks, by name. Each is made anew, with the start that `seed` decides."""

from cnnnotes.nn.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from cnnnotes.nn.model import Sequential

IMAGE, CLASSES = (28, 28, 1), 10


def convnet(*, seed=None) -> Sequential:
    """The reference model: three convolutions with two poolings between, 104,202 parameters.

    Source: Chollet, Deep learning with Python (2017), chapter 8.

    >>> convnet().count_params()
    104202
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(32, 3, activation="relu"),
            MaxPooling2D(2),
            Conv2D(64, 3, activation="relu"),
            MaxPooling2D(2),
            Conv2D(128, 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        seed=seed,
    )


def dense(*, seed=None) -> Sequential:
    """Two dense layers, no convolution: 407,050 parameters.

    Source: Chollet, Deep learning with Python (2017), chapter 2.

    >>> dense().count_params()
    407050
    """
    return Sequential(
        [
            Input(IMAGE),
            Flatten(),
            Dense(512, activation="relu"),
            Dense(CLASSES, activation="softmax"),
        ],
        seed=seed,
    )


def no_pooling(*, seed=None) -> Sequential:
    """The reference model without its poolings: 61,952 features, 712,202 parameters.

    >>> no_pooling().count_params()
    712202
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(32, 3, activation="relu"),
            Conv2D(64, 3, activation="relu"),
            Conv2D(128, 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        seed=seed,
    )


def strided(*, seed=None) -> Sequential:
    """The reference model with strides of 2 in place of its poolings: 113,162 parameters.

    >>> strided().count_params()
    113162
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(32, 3, strides=2, activation="relu"),
            Conv2D(64, 3, strides=2, activation="relu"),
            Conv2D(128, 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        seed=seed,
    )
