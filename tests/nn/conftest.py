import numpy as np
import pytest

from cnnnotes import datasets, nn


@pytest.fixture(scope="session")
def digits():
    (x, y), _ = datasets.load_digits()
    return x[:, 4:24, 4:24], y


@pytest.fixture
def small():
    """A network of every kind of layer that training treats alike."""

    def make(seed=0, dropout=0.2):
        layers = [
            nn.Input((20, 20, 1)),
            nn.Conv2D(8, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(16, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Dense(10, activation="softmax"),
        ]
        return nn.Sequential(layers, seed=seed)

    return make


@pytest.fixture
def same():
    """Whether two models hold the same weights, bit by bit."""
    return lambda one, other: all(map(np.array_equal, one.weights, other.weights))
