"""Two kernels in a row, the one kernel that they merge into, and where the two ways differ."""

from collections.abc import Callable

import numpy as np
from matplotlib.patches import Rectangle

from cnnnotes.figures.grid import NumberGrid, outline, place
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.palette import BLACK, GREY, PALE, PAPER

MAPS = ("between", "two", "one", "difference")
MOST_READ = 9  # numbers of a window that are written into it


@house_style
def collapse_figure(
    x: np.ndarray, k1: np.ndarray, k2: np.ndarray, merged: np.ndarray
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of two ways through `x`, and `move(…)`, which shows where they lead.

    Shapes: `x` (H, W); `k1`, `k2` and `merged` with odd sides. `move(kernels, maps, row, column,
    *, padding, relu)` takes the three kernels; the maps after k1, after k2 and after the merged
    kernel, each (H, W), NaN where no window fits; and the pixel in the middle of the windows.

    >>> kernels, maps = [np.ones((1, 1))] * 3, [np.eye(3)] * 3
    >>> fig, move = collapse_figure(np.eye(3), *kernels)
    >>> move(kernels, maps, 0, 0, padding=True, relu=False)
    'k1 and then k2: 1 at row 0, column 0; one merged kernel: 1. They differ at 0 of 9 pixels.'
    """
    height, width = x.shape
    fig = new_figure(12, 4.6)
    panels = fig.subplot_mosaic(
        [
            ["picture", "k1", "between", "k2", "two", "difference"],
            ["picture", "merged", "merged", "merged", "one", "difference"],
        ],
        width_ratios=[2.6, 1.1, 2.1, 1.1, 2, 2.2],
    )
    shown, grids = {"k1": k1, "k2": k2, "merged": merged, "padding": False}, {}
    for name, k in (("k1", k1), ("k2", k2), ("merged", merged)):
        title = f"⋆ {name} {k.shape[0]}×{k.shape[1]}"
        grids[name] = NumberGrid(panels[name], k, title=title, cell=24)
    largest = np.abs(x).max(initial=0) or 1
    look = {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}
    images = {name: panels[name].imshow(x, **look) for name in ("picture", *MAPS)}
    sizes = {"picture": merged.shape, "between": k2.shape}
    windows = {name: outline(panels[name], *sizes.get(name, (1, 1))) for name in images}
    frames = []
    for name, ax in panels.items():
        ax.spines[:].set_visible(False)
        ax.xaxis.set_visible(False)
        ax.yaxis.set_visible(False)
        if name in sizes:  # room for windows that reach over the edge
            down, right = np.array(sizes[name]) // 2
            ax.set(xlim=(-0.5 - right, width - 0.5 + right))
            ax.set(ylim=(height - 0.5 + down, -0.5 - down))
        if name in images:
            frame = Rectangle((-0.5, -0.5), width, height, fill=False, edgecolor=GREY)
            frames.append(ax.add_patch(frame))
    panels["picture"].set_title(f"picture {height}×{width}")
    titles = {name: panels[name].set_title("") for name in MAPS}
    (differs,) = panels["difference"].plot([], [], "x", color=BLACK, markersize=7)
    maps_of = [images[name] for name in MAPS]
    seen = [  # numbers of the map between that k2 multiplies
        panels["between"].text(0, 0, "", ha="center", va="center", fontsize=8, zorder=6)
        for _ in range(k2.size if k2.size <= MOST_READ else 0)
    ]
    for artist in (*maps_of, *frames, differs, *titles.values(), *windows.values(), *seen):
        artist.set_animated(True)

    def move(kernels, maps, row, column, *, padding, relu):
        # Kernels and frame are not animated, for they change seldom: only then are they touched.
        for name, k in zip(grids, kernels, strict=True):
            if (k != shown[name]).any():
                shown[name], limit = k, np.abs(k).max() or 1
                grids[name].limit = limit
                grids[name].image.set_clim(-limit, limit)
                grids[name].update(k)
        between, two, one = maps
        different = ~np.isclose(two, one, equal_nan=True)
        limits = [np.nanmax(np.abs(between)), *[np.nanmax(np.abs([two, one]))] * 3]
        for image, values, limit in zip(
            maps_of, (between, two, one, two - one), limits, strict=True
        ):
            image.set(data=values, clim=(-(limit or 1), limit or 1))
        differs.set_data(*np.argwhere(different).T[::-1])
        for window in windows.values():
            place(window, row - window.get_height() // 2, column - window.get_width() // 2)
        rows, columns = k2.shape
        for text, (i, j) in zip(seen, np.ndindex(rows, columns), strict=False):
            down, right = row - rows // 2 + i, column - columns // 2 + j
            inside = 0 <= down < height and 0 <= right < width
            value = between[down, right] if inside else 0.0
            dark = abs(value) > 0.6 * limits[0]
            text.set(position=(right, down), color=PAPER if dark else BLACK)
            text.set_text(number(value, 2) if inside or padding else "")
        if padding != shown["padding"]:
            shown["padding"] = padding
            for name in ("picture", "between"):
                panels[name].set_facecolor(PALE if padding else PAPER)
        many = f"{different.sum()} of {np.isfinite(two).sum()}"
        titles["between"].set_text(f"→ {'ReLU ' * relu}{_size(between)}")
        titles["two"].set_text(f"→ two layers {_size(two)}")
        titles["one"].set_text(f"→ one layer {_size(one)}")
        titles["difference"].set_text(f"× differ: {many}")
        return (
            f"k1{', ReLU' * relu} and then k2: {number(two[row, column])} at row {row}, "
            f"column {column}; one merged kernel: {number(one[row, column])}. "
            f"They differ at {many} pixels."
        )

    return fig, move


def _size(values):
    """Height × width of the part of a map where a window fitted."""
    fits = np.isfinite(values)
    return f"{fits.any(axis=1).sum()}×{fits.any(axis=0).sum()}"
