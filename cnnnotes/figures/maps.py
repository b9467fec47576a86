"""Maps in a row, with signs between; and which part of an image an output sees."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import outline, place
from cnnnotes.figures.style import DIVERGING, SEQUENTIAL, Figure, house_style, new_figure, number
from cnnnotes.palette import GREY

SIDE, GAP = 2.2, 0.5  # inches


@house_style
def map_row(
    maps: Mapping[str, ArrayLike], signs: Sequence[str] | None = None, one_scale: bool = True
) -> Figure:
    """Return a figure of maps by their titles, white for zero, on one colour scale or each its own.

    Shapes: each map (H, W), or (L,) for a row; `signs`, one fewer than maps, stand between them.
    `ValueError` for others.

    >>> map_row({"map": np.eye(4), "pooled": np.ones((2, 2))}, ["→"]).alt
    'Maps: map, 4×4, 25 % above 0, up to 1 at row 0, column 0. → pooled, 2×2, 100 % above 0, ...'
    """
    maps = {title: np.atleast_2d(np.asarray(one, dtype=float)) for title, one in maps.items()}
    signs = [""] * (len(maps) - 1) if signs is None else list(signs)
    for title, one in maps.items():
        if one.ndim != 2 or not one.size:
            raise ValueError(f"maps: {title} has shape {one.shape}; it needs (H, W) or (L,)")
    if len(signs) != len(maps) - 1:
        raise ValueError(f"signs: got {len(signs)}; {len(maps)} maps need {len(maps) - 1}")
    together = np.concatenate([one.ravel() for one in maps.values()])
    lines = 2 + max(title.count("\n") for title in maps)
    tallest = max(one.shape[0] / one.shape[1] for one in maps.values())
    fig = new_figure((SIDE + GAP) * len(maps), SIDE * np.clip(tallest, 0.3, 1) + 0.25 * lines)
    words = []
    for ax, (title, one), sign in zip(
        fig.subplots(1, len(maps), squeeze=False)[0], maps.items(), [*signs, ""], strict=True
    ):
        size, scaled = "×".join(map(str, one.shape)), together if one_scale else one
        largest = np.abs(scaled).max() or 1
        low, cmap = (-largest, DIVERGING) if scaled.min() < 0 else (0, SEQUENTIAL)
        ax.imshow(one, cmap=cmap, vmin=low, vmax=largest, interpolation="nearest")
        ax.set(xticks=[], yticks=[], title=f"{title}\n{size}")
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        ax.annotate(
            sign, (1.1, 0.5), xycoords="axes fraction", ha="center", va="center", fontsize=20
        )
        words.append(f"{' '.join(title.split())}, {size}, {_told(one)}. {sign}".strip())
    fig.alt = f"Maps: {' '.join(words)}"
    return fig


def _told(one):
    """Say what is in a map: how much of it is above 0, and where it ends."""
    if not one.any():
        return "all 0"
    row, column = np.unravel_index(one.argmax(), one.shape)
    below = f", down to {number(one.min())}" if one.min() < 0 else ""
    above = one > 1e-9 * np.abs(one).max()  # and not by rounding alone
    share = f"{100 * above.mean():.0f} % above 0"
    return f"{share}, up to {number(one.max())} at row {row}, column {column}{below}"


@house_style
def views(image: ArrayLike, seen: Mapping[str, np.ndarray]) -> Figure:
    """Return a figure of an image, once for each output: what it sees is framed, the rest pale.

    Shapes: `image` (H, W); `seen` maps names to booleans (H, W), of which a rectangle is true.

    >>> views(np.eye(3), {"conv": np.eye(3) * [[1, 0, 0]] > 0}).alt
    'What an output sees of a 3×3 image. conv: 1×1 pixels.'
    """
    image = np.asarray(image, dtype=float)
    size = "×".join(map(str, image.shape))
    fig = new_figure(3.6 * len(seen), 3.7)
    words = [f"What an output sees of a {size} image."]
    axes = fig.subplots(1, len(seen), squeeze=False)[0]
    for ax, (name, mask) in zip(axes, seen.items(), strict=True):
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        view = f"{len(rows)}×{len(columns)}"
        ax.imshow(image * np.where(mask, 1, 0.35), cmap="gray_r", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[], title=f"{name}: {view}")
        ax.spines[:].set(visible=True, color=GREY)
        place(outline(ax, len(rows), len(columns)), rows[0], columns[0])
        words.append(f"{name}: {view} pixels.")
    fig.alt = " ".join(words)
    return fig
