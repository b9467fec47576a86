"""Explorers: move a slider, see the picture and its numbers change.

Each is a function that takes your own arrays where it can, and returns an explorer: its controls
are attributes (`explorer.row.value = 3`), and `explorer.state` holds the numbers that it shows.
"""

from cnnnotes.explorers.n00_digit_naming import digit_naming
from cnnnotes.explorers.n01_channels import channels
from cnnnotes.explorers.n01_kernel_studio import kernel_studio
from cnnnotes.explorers.n01_window_walk import window_walk
from cnnnotes.explorers.n02_geometry import geometry
from cnnnotes.explorers.n02_receptive_field import receptive_field
from cnnnotes.explorers.n03_collapse import collapse
from cnnnotes.explorers.n03_depth import depth
from cnnnotes.explorers.n04_pool import pool
from cnnnotes.explorers.n04_shift_and_compare import shift_and_compare
from cnnnotes.explorers.n04_two_dots import two_dots
from cnnnotes.explorers.n05_finite_differences import finite_differences
from cnnnotes.explorers.n05_graph_steps import graph_steps
from cnnnotes.explorers.n06_backward_map import backward_map
from cnnnotes.explorers.n06_ravine_race import ravine_race
from cnnnotes.explorers.n06_who_gets_the_gradient import who_gets_the_gradient
from cnnnotes.explorers.n07_architecture_bench import architecture_bench
from cnnnotes.explorers.n07_training_dashboard import training_dashboard
from cnnnotes.explorers.n08_augment_digit import augment_digit
from cnnnotes.explorers.n08_one_curve import one_curve
from cnnnotes.explorers.n09_feature_space import feature_space
from cnnnotes.explorers.n09_layer_browser import layer_browser
from cnnnotes.explorers.n09_occluder import occluder
from cnnnotes.explorers.n10_accuracy_against_shift import accuracy_against_shift
from cnnnotes.explorers.n10_draw_a_digit import draw_a_digit

__all__ = [
    "accuracy_against_shift",
    "architecture_bench",
    "augment_digit",
    "backward_map",
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
