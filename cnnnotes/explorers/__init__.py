"""Explorers: move a slider, see the picture and its numbers change.

Each is a function that takes your own arrays where it can, and returns an explorer: its controls
are attributes (`explorer.row.value = 3`), and `explorer.state` holds the numbers that it shows.
"""

from cnnnotes.explorers.digit_naming import digit_naming
from cnnnotes.explorers.training_dashboard import training_dashboard
from cnnnotes.explorers.window_walk import window_walk

__all__ = ["digit_naming", "training_dashboard", "window_walk"]
