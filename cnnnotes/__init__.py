"""cnnnotes: how a convolutional network works, in notebooks and in NumPy one can read."""

from cnnnotes import browser

__version__ = "0.1.0"

browser.prepare()
