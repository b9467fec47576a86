"""Pictures: arrays in, a figure out that carries its alt text and shows itself with it.

A figure function returns a `Figure` whose `alt` says in words what it shows. As the last line of a
cell it appears by itself; `show(fig)` shows it anywhere, and any other matplotlib figure too, as
`show(fig, alt="…")`; `save(fig, path)` writes it to a PNG file.
"""

from cnnnotes.figures.arithmetic import equation
from cnnnotes.figures.augmenting import right_by_digit, variations
from cnnnotes.figures.batch import batch_axes
from cnnnotes.figures.breaking import accuracy_curves, mistake_bars
from cnnnotes.figures.chance import intervals
from cnnnotes.figures.channel_sums import channel_sum
from cnnnotes.figures.checking import gradient_checks
from cnnnotes.figures.comparing import compared_accuracies, compared_lines
from cnnnotes.figures.confusion import confusion_matrix
from cnnnotes.figures.curves import training_curves
from cnnnotes.figures.digits import digit_grid, feature_maps
from cnnnotes.figures.display import save, show
from cnnnotes.figures.dots import dots_apart
from cnnnotes.figures.filter_banks import filter_bank
from cnnnotes.figures.kernels import found_at, kernel_zoo
from cnnnotes.figures.learned import learned_weights
from cnnnotes.figures.losses import first_losses, loss_curves
from cnnnotes.figures.maps import map_row, views
from cnnnotes.figures.mistakes import mistakes_by_images
from cnnnotes.figures.moves import right_by_move
from cnnnotes.figures.nonlinearities import activation_functions, boundaries, cut_off
from cnnnotes.figures.overfitting import (
    by_capacity,
    cures,
    losses_by_step,
    stopped,
    weight_histograms,
)
from cnnnotes.figures.patches import exciting_patches
from cnnnotes.figures.planes import feature_planes
from cnnnotes.figures.ravine import ravine_paths
from cnnnotes.figures.rows import picture_rows
from cnnnotes.figures.scores import score_gradient
from cnnnotes.figures.seen import pixel_views
from cnnnotes.figures.signals import signal_response
from cnnnotes.figures.spread import separation
from cnnnotes.figures.stages import network_stages
from cnnnotes.figures.style import Figure, new_figure
from cnnnotes.figures.trainings import side_by_side, unit_answers
from cnnnotes.figures.units import unit_classes

__all__ = [
    "Figure",
    "accuracy_curves",
    "activation_functions",
    "batch_axes",
    "boundaries",
    "by_capacity",
    "channel_sum",
    "compared_accuracies",
    "compared_lines",
    "confusion_matrix",
    "cures",
    "cut_off",
    "digit_grid",
    "dots_apart",
    "equation",
    "exciting_patches",
    "feature_maps",
    "feature_planes",
    "filter_bank",
    "first_losses",
    "found_at",
    "gradient_checks",
    "intervals",
    "kernel_zoo",
    "learned_weights",
    "loss_curves",
    "losses_by_step",
    "map_row",
    "mistake_bars",
    "mistakes_by_images",
    "network_stages",
    "new_figure",
    "picture_rows",
    "pixel_views",
    "ravine_paths",
    "right_by_digit",
    "right_by_move",
    "save",
    "score_gradient",
    "separation",
    "show",
    "side_by_side",
    "signal_response",
    "stopped",
    "training_curves",
    "unit_answers",
    "unit_classes",
    "variations",
    "views",
    "weight_histograms",
]
