"""Data sets: MNIST, and the small digits that come with the course; arrays out, nothing else."""

from cnnnotes.datasets.digits import load_digits
from cnnnotes.datasets.folders import DataError, embedded_path
from cnnnotes.datasets.mnist import load_mnist, load_mnist_or_digits

__all__ = ["DataError", "embedded_path", "load_digits", "load_mnist", "load_mnist_or_digits"]
