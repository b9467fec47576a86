"""Data sets: MNIST, the small digits bundled with the course, and synthetic images; arrays out."""

from cnnnotes.datasets.digits import load_digits
from cnnnotes.datasets.folders import DataError, embedded_path
from cnnnotes.datasets.mnist import load_mnist, load_mnist_or_digits
from cnnnotes.datasets.toys import house

__all__ = [
    "DataError",
    "embedded_path",
    "house",
    "load_digits",
    "load_mnist",
    "load_mnist_or_digits",
]
