"""Explorers: move a slider, see the picture and its numbers change.

Each is a function that takes your own arrays where it can, and returns an explorer: its controls
are attributes (`explorer.row.value = 3`), and `explorer.state` holds the numbers that it shows.
"""

from cnnnotes.explorers.accuracy_against_shift import accuracy_against_shift
from cnnnotes.explorers.architecture_bench import architecture_bench
from cnnnotes.explorers.augment_digit import augment_digit
from cnnnotes.explorers.channels import channels
from cnnnotes.explorers.collapse import collapse
from cnnnotes.explorers.depth import depth
from cnnnotes.explorers.digit_naming import digit_naming
from cnnnotes.explorers.draw_a_digit import draw_a_digit
from cnnnotes.explorers.feature_space import feature_space
from cnnnotes.explorers.finite_differences import finite_differences
from cnnnotes.explorers.geometry import geometry
from cnnnotes.explorers.graph_steps import graph_steps
from cnnnotes.explorers.kernel_studio import kernel_studio
from cnnnotes.explorers.layer_browser import layer_browser
from cnnnotes.explorers.occluder import occluder
from cnnnotes.explorers.one_curve import one_curve
from cnnnotes.explorers.pool import pool
from cnnnotes.explorers.ravine_race import ravine_race
from cnnnotes.explorers.receptive_field import receptive_field
from cnnnotes.explorers.shift_and_compare import shift_and_compare
from cnnnotes.explorers.training_dashboard import training_dashboard
from cnnnotes.explorers.two_dots import two_dots
from cnnnotes.explorers.who_gets_the_gradient import who_gets_the_gradient
from cnnnotes.explorers.window_walk import window_walk

__all__ = [
    "accuracy_against_shift",
    "architecture_bench",
    "augment_digit",
    "channels",
    "collapse",
    "depth",
    "digit_naming",
    "draw_a_digit",
    "feature_space",
    "finite_differences",
    "geometry",
    "graph_steps",
    "kernel_studio",
    "layer_browser",
    "occluder",
    "one_curve",
    "pool",
    "ravine_race",
    "receptive_field",
    "shift_and_compare",
    "training_dashboard",
    "two_dots",
    "who_gets_the_gradient",
    "window_walk",
]
