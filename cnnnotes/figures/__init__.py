"""Pictures: arrays in, a figure out that carries its alt text and shows itself with it.

A figure function returns a `Figure` whose `alt` says in words what it shows. As the last line of a
cell it appears by itself; `show(fig)` shows it anywhere, and any other matplotlib figure too, as
`show(fig, alt="…")`; `save(fig, path)` writes it to a PNG file.
"""

from cnnnotes.figures.confusion import confusion_matrix
from cnnnotes.figures.curves import training_curves
from cnnnotes.figures.digits import digit_grid, feature_maps
from cnnnotes.figures.display import save, show
from cnnnotes.figures.style import Figure, new_figure

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
