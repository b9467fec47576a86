"""A learned space seen in a plane: each image a point, written as the name of its class."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure
from cnnnotes.palette import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION

# The written class tells points apart; colour only helps, so two may stand twice.
COLOURS = (BLACK, BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, GREY, BLUE, VERMILION)


def plane(h: ArrayLike) -> tuple[np.ndarray, float]:
    """Return `h` (N, D) along its two principal axes, (N, 2), and the share of its spread there.

    From the N × N products between the points: there are fewer points than features.

    >>> points, share = plane([[0, 0], [2, 0], [4, 0]])
    >>> points.shape, round(share, 3)
    ((3, 2), 1.0)
    """
    h = h - np.mean(h, axis=0)
    squares, points = np.linalg.eigh((h @ h.T).astype(float))
    squares = squares.clip(0)
    points = points[:, :-3:-1] * np.sqrt(squares[:-3:-1])
    return points, float(squares[-2:].sum() / (squares.sum() or 1))


def between(h: ArrayLike, labels: ArrayLike) -> float:
    """Return which share of the spread of `h` (N, D) lies between the classes, 0 to 1.

    >>> between([[0.0], [0.0], [2.0], [4.0]], [0, 0, 1, 1]), between([[1.0], [2.0]], [0, 1])
    (0.8181818181818182, 1.0)
    """
    h, labels = np.asarray(h), np.asarray(labels)
    centre, spread = h.mean(axis=0), 0.0
    for c in np.unique(labels):
        own = h[labels == c]
        spread += len(own) * ((own.mean(axis=0) - centre) ** 2).sum()
    return float(spread / (((h - centre) ** 2).sum() or 1))


@house_style
def feature_planes(spaces: Mapping[str, Mapping[str, ArrayLike]], labels: ArrayLike) -> Figure:
    """Return a figure of planes: a row for each name of a moment, a column for each layer.

    `spaces` maps a moment, such as "epoch 1", to a dict of layers' features, each (N, D); `labels`
    is (N,). Each plane says which share of the spread lies between the classes.

    >>> h = np.eye(4)
    >>> feature_planes({"start": {"pixels": h}}, [0, 0, 1, 1]).alt
    'Images as points in a plane, by class. start: pixels, 33 % of the spread between classes.'
    """
    columns = max(map(len, spaces.values()))
    fig = new_figure(2.7 * columns, 2.9 * len(spaces))
    axes = fig.subplots(len(spaces), columns, squeeze=False)
    words = ["Images as points in a plane, by class."]
    for line, (moment, layers) in zip(axes, spaces.items(), strict=True):
        line[0].set_ylabel(moment, fontsize=13)
        for ax, (name, h) in zip(line, layers.items(), strict=True):
            share = f"{100 * between(h, labels):.0f} %"
            lay(clouds(ax, labels, 25), labels, plane(h)[0])
            ax.set_title(f"{name}: {share}")
            words.append(f"{moment}: {name}, {share} of the spread between classes.")
    fig.alt = " ".join(words)
    return fig


def clouds(ax: Axes, labels: ArrayLike, size: float) -> dict[Any, PathCollection]:
    """Prepare a plane from −1 to 1: for each class, points written as its name."""
    ax.set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05), xticks=[], yticks=[], aspect="equal")
    ax.spines[:].set_visible(True)
    return {
        c: ax.scatter([], [], s=size, marker=f"${c}$", color=COLOURS[i % 10], linewidth=0.4)
        for i, c in enumerate(np.unique(labels))
    }


def lay(clouds: Mapping[Any, PathCollection], labels: ArrayLike, points: ArrayLike) -> None:
    """Lay points (N, 2) into a plane that `clouds` has prepared, as large as there is room."""
    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    points = points / (np.abs(points).max() or 1)
    for c, cloud in clouds.items():
        cloud.set_offsets(points[labels == c])
