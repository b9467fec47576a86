"""A training run as it goes on: its curves, and what the first layer sees."""

from collections.abc import Callable

import numpy as np
from matplotlib import colormaps
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from cnnnotes.figures.grid import tiles
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, Figure, house_style, new_figure
from cnnnotes.palette import BLUE, GREY, PALE, VERMILION

# Told apart by dashes and markers too, not by colour alone.
_LOOKS = {
    ("before", ""): {"color": GREY, "linestyle": "--", "linewidth": 1.5},
    ("before", "val_"): {"color": GREY, "linestyle": "--", "marker": "s", "fillstyle": "none"},
    ("now", ""): {"color": BLUE, "linewidth": 1.5, "label": "training"},
    ("now", "val_"): {"color": VERMILION, "linewidth": 2.5, "marker": "s", "label": "test"},
}
_ACCURACIES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1]  # marked on the scale
_FEWEST_MISTAKES = 5e-4  # where the scale ends, and 100 % is shown
_LOSSES = (1e-3, 10)


@house_style
def training_dashboard_figure(epochs: int, classes: int) -> tuple[Figure, Callable[..., None]]:
    """Return a figure of a training over `epochs`, and `draw(**what)`, which shows how far it is.

    `draw` takes by name `title` and `progress` (text); `done` (0 to 1); the curves `now` and those
    of the run `before`, named `before_title`, each a dict of `loss`, `accuracy`, `val_loss`,
    `val_accuracy` with lists of (epochs, value); the first layer's `filters` (KH, KW, F), a `digit`
    (H, W) and its feature `maps` (H, W, F), and `reading`, what the digit is taken for.
    """
    fig = new_figure(10, 6.4)
    panels = fig.subplot_mosaic(
        [
            ["bar"],  # a grid in each row: matplotlib before 3.10.9 fails to lay out ten columns
            [[["loss", "accuracy"]]],
            [[["filters", "filters", "digit", "maps", "maps"]]],
        ],
        height_ratios=[0.12, 3, 2],
    )
    title, progress, filled = _progress_bar(panels["bar"])
    lines = _curves(panels["loss"], panels["accuracy"], epochs, classes)
    before_name = panels["loss"].text(
        0.02, 0.04, "", transform=panels["loss"].transAxes, color=GREY, linespacing=1.4
    )
    images, captions = {}, {}
    for name in ("filters", "digit", "maps"):
        ax = panels[name]
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        sides = (0, 1 if name == "digit" else 2, 0, 1)
        cmap = {"filters": DIVERGING, "digit": colormaps["gray_r"], "maps": SEQUENTIAL}[name]
        cmap = cmap.with_extremes(bad=PALE)  # between the tiles
        images[name] = ax.imshow([[0.0]], cmap=cmap, extent=sides, interpolation="nearest")
        captions[name] = ax.set_title(" ", fontsize=12)
    texts = (title, progress, before_name, *captions.values())
    for artist in (*texts, filled, *lines.values(), *images.values()):
        artist.set_animated(True)

    def draw(**what):
        title.set_text(what["title"])
        progress.set_text(what["progress"])
        filled.set_width(what["done"])
        before_name.set_text(what["before_title"])
        for (run, name), line in lines.items():
            epochs_done, values = np.reshape((what[run] or {}).get(name, []), (-1, 2)).T
            # What is beyond the scale stays in sight, at its end.
            line.set_data(epochs_done, values.clip(*_LOSSES) if "loss" in name else values)
        filters, maps = what["filters"], what["maps"]
        _show(images["filters"], tiles(filters, gap=1), -1)
        _show(images["maps"], tiles(maps, gap=2), 0)
        _show(images["digit"], what["digit"], 0)
        captions["filters"].set_text("first layer: {2} filters {0}×{1}".format(*filters.shape))
        captions["maps"].set_text("what they find: {2} maps {0}×{1}".format(*maps.shape))
        captions["digit"].set_text(what["reading"])

    return fig, draw


def _progress_bar(ax):
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    # Blanks keep the room for the lines of text above the bar.
    title = ax.set_title(" ", loc="left", fontweight="bold")
    progress = ax.set_title(" ", loc="right", fontsize=12)
    return title, progress, ax.add_patch(Rectangle((0, 0), 0, 1, facecolor=BLUE))


def _curves(loss, accuracy, epochs, classes):
    """Prepare the axes; return the lines by run and name of the curve."""
    guessing = {"color": GREY, "linestyle": ":", "label": "guessing"}
    loss.axhline(np.log(classes), **guessing)
    accuracy.axhline(1 / classes, **guessing)
    lines = {}
    for name, ax in (("loss", loss), ("accuracy", accuracy)):
        for (run, part), look in _LOOKS.items():
            (line,) = ax.plot([], [], clip_on=False, in_layout=False, **look)
            lines[run, part + name] = line
        ax.set(title=name, xlabel="epoch", xlim=(0, epochs))
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.grid(alpha=0.3)
    loss.set(yscale="log", ylim=_LOSSES)
    loss.set_yticks([0.001, 0.01, 0.1, 1, 10], ["0.001", "0.01", "0.1", "1", "10"])
    # Half as many mistakes is always the same step up: else all good networks look alike.
    accuracy.set_yscale("function", functions=(_to_scale, _from_scale))
    accuracy.set_ylim(0, 1)
    accuracy.set_yticks(_ACCURACIES, [f"{100 * share:g} %" for share in _ACCURACIES])
    loss.legend(ncols=3, loc="upper right", borderaxespad=0)
    return lines


def _to_scale(accuracy):
    return -np.log10(np.clip(1 - np.asarray(accuracy), _FEWEST_MISTAKES, None))


def _from_scale(position):
    return 1 - 10.0 ** -np.asarray(position)


def _show(image, values, low):
    """Show other values, with the colours' end at the largest."""
    image.set_data(values)
    largest = np.abs(values[np.isfinite(values)]).max(initial=0) or 1
    image.set_clim(low * largest, largest)
