"""cnnnotes: how a convolutional network works, in notebooks and in NumPy one can read."""

__version__ = "0.1.0"
