"""The course's networks, by name. `options` are `Sequential`'s, such as `seed`."""

from typing import Any

from cnnnotes.nn.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from cnnnotes.nn.model import Sequential

IMAGE, CLASSES, FILTERS = (28, 28, 1), 10, (32, 64, 128)


def convnet(filters: tuple[int, int, int] = FILTERS, **options: Any) -> Sequential:
    """The reference model: three convolutions with two poolings between, 104,202 parameters.

    `filters` are those of the three convolutions, here and in the networks below.
    Source: Chollet, Deep learning with Python (2017), chapter 8.

    >>> convnet().count_params()
    104202
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(filters[0], 3, activation="relu"),
            MaxPooling2D(2),
            Conv2D(filters[1], 3, activation="relu"),
            MaxPooling2D(2),
            Conv2D(filters[2], 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        **options,
    )


def dense(**options: Any) -> Sequential:
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
        **options,
    )


def no_pooling(filters: tuple[int, int, int] = FILTERS, **options: Any) -> Sequential:
    """The reference model without its poolings: 61,952 features, 712,202 parameters.

    >>> no_pooling().count_params()
    712202
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(filters[0], 3, activation="relu"),
            Conv2D(filters[1], 3, activation="relu"),
            Conv2D(filters[2], 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        **options,
    )


def strided(filters: tuple[int, int, int] = FILTERS, **options: Any) -> Sequential:
    """The reference model with strides of 2 in place of its poolings: 113,162 parameters.

    >>> strided().count_params()
    113162
    """
    return Sequential(
        [
            Input(IMAGE),
            Conv2D(filters[0], 3, strides=2, activation="relu"),
            Conv2D(filters[1], 3, strides=2, activation="relu"),
            Conv2D(filters[2], 3, activation="relu"),
            Flatten(),
            Dense(CLASSES, activation="softmax"),
        ],
        **options,
    )
