"""One map of one layer: the filter that made it, its neighbours, and what it saw in the image."""

from collections.abc import Callable

import numpy as np
from matplotlib import colormaps

from cnnnotes.figures.grid import outline, tiles
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure
from cnnnotes.palette import GREY, PALE

PANELS = {"image": (1, 1), "filter": (2, 1), "map": (1, 1), "all": (2, 1)}  # width, height


@house_style
def layer_browser_figure() -> tuple[Figure, Callable[..., None]]:
    """Return a figure of an image, a filter, its map and all maps, and `draw(**what)`.

    `draw` takes `image` (H, W); `filters` (KH, KW, C), or None for a layer without; `maps`
    (h, w, M); which one, `chosen`; `names`, the four titles by panel; `seen`, the rows and the
    columns of the image, as two slices, that the strongest place of the chosen map has read.

    >>> fig, draw = layer_browser_figure()
    >>> names = dict.fromkeys(("image", "filter", "map", "all"), "")
    >>> everything = slice(0, 2), slice(0, 2)
    >>> draw(np.eye(2), None, np.ones((2, 2, 3)), chosen=1, names=names, seen=everything)
    """
    fig = new_figure(11, 2.4)
    widths = [width for width, _ in PANELS.values()]
    axes = dict(zip(PANELS, fig.subplots(1, 4, width_ratios=widths), strict=True))
    images, titles = {}, {}
    for name, ax in axes.items():
        ax.set(xticks=[], yticks=[], xlim=(0, PANELS[name][0]), ylim=(1, 0), anchor="S")
        ax.spines[:].set(visible=PANELS[name] == (1, 1), color=GREY)
        cmap = (colormaps["gray_r"] if name == "image" else DIVERGING).with_extremes(bad=PALE)
        extent = (0, PANELS[name][0], 1, 0)
        images[name] = ax.imshow([[0.0]], cmap=cmap, extent=extent, interpolation="nearest")
        titles[name] = ax.set_title(" \n ", fontsize=12)
    frames = {name: outline(axes[name], 1, 1) for name in ("image", "map", "all")}
    for artist in (*images.values(), *titles.values(), *frames.values()):
        artist.set_animated(True)

    def draw(image, filters, maps, *, chosen, names, seen):
        row, column = np.unravel_index(maps[..., chosen].argmax(), maps.shape[:2])
        images["image"].set(data=image, clim=(0, image.max() or 1))
        _show(images["filter"], np.full((1, 1), np.nan) if filters is None else _sheet(filters))
        alone = filters is not None and filters.shape[2] == 1  # in the middle of a panel for two
        images["filter"].set_extent((0.5, 1.5, 1, 0) if alone else (0, 2, 1, 0))
        _show(images["map"], maps[..., chosen], within=maps if maps[..., 0].size == 1 else None)
        _frame(frames["image"], *seen, image.shape)
        _frame(frames["map"], slice(row, row + 1), slice(column, column + 1), maps.shape)
        if maps.shape[:2] == (1, 1):
            maps = maps.repeat(4, axis=0).repeat(4, axis=1)  # or the gaps between would be as wide
        height, width, count = maps.shape
        sheet = tiles(maps, 1)
        _show(images["all"], sheet)
        across = 2 * int(np.ceil(np.sqrt(count / 2)))
        top, left = chosen // across * (height + 1), chosen % across * (width + 1)
        tile = slice(top, top + height), slice(left, left + width)
        _frame(frames["all"], *tile, sheet.shape, across=2)
        for name, words in names.items():
            titles[name].set_text(words)

    return fig, draw


def _show(picture, values, within=None):
    """Show other values, coloured around 0 up to the largest of them, or of those in `within`."""
    every = values if within is None else within
    limit = np.abs(every[np.isfinite(every)]).max(initial=0) or 1
    picture.set(data=values, clim=(-limit, limit))


def _sheet(filters):
    return filters[..., 0] if filters.shape[2] == 1 else tiles(filters, 1)


def _frame(frame, rows, columns, shape, across=1):
    """Frame rows and columns, two slices, of a picture of `shape` that is drawn `across` wide."""
    y, x = 1 / shape[0], across / shape[1]
    height, width = rows.stop - rows.start, columns.stop - columns.start
    frame.set_bounds(columns.start * x, rows.start * y, width * x, height * y)
