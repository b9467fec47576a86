"""Pictures: arrays in, a figure out that carries its alt text and shows itself with it.

A figure function returns a `Figure` whose `alt` says in words what it shows. As the last line of a
cell it appears by itself; `show(fig)` shows it anywhere, and any other matplotlib figure too, as
`show(fig, alt="…")`; `save(fig, path)` writes it to a PNG file.
"""

from ._display import save, show
from ._style import Figure, new_figure
from .confusion import confusion_matrix
from .curves import training_curves
from .digits import digit_grid, feature_maps

__all__ = [
    "Figure",
    "confusion_matrix",
    "digit_grid",
    "feature_maps",
    "new_figure",
    "save",
    "show",
    "training_curves",
]
