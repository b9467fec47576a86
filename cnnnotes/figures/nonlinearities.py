"""Activation functions: their curves, what they leave of a map, what boundaries they can draw."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import nn, ops
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREEN, GREY, VERMILION

FUNCTIONS = {  # by name: forward, backward, and a look that needs no colour
    "ReLU": (ops.relu, ops.relu_backward, {"color": BLUE}),
    "tanh": (ops.tanh, ops.tanh_backward, {"color": GREEN, "linestyle": "--"}),
    "sigmoid": (ops.sigmoid, ops.sigmoid_backward, {"color": VERMILION, "linestyle": "-."}),
}


@house_style
def activation_functions() -> Figure:
    """Return a figure of ReLU, tanh and sigmoid, and of their slopes.

    >>> activation_functions().alt
    'Activation functions and their slopes. Largest slope: ReLU 1, tanh 1, sigmoid 0.25.'
    """
    fig = new_figure(9, 3.4)
    left, right = fig.subplots(1, 2)
    x, steepest = np.linspace(-4, 4, 401), []
    for name, (forward, backward, look) in FUNCTIONS.items():
        slopes = backward(np.ones_like(x), x)
        left.plot(x, forward(x), label=name, **look)
        right.plot(x, slopes, label=name, **look)
        steepest.append(f"{name} {number(slopes.max())}")
    left.set(ylim=(-1.2, 2.2), yticks=[-1, 0, 1, 2], title="y = f(x)", xlabel="x")
    right.set(ylim=(-0.1, 1.2), yticks=[0, 0.25, 0.5, 1], title="slope f′(x)", xlabel="x")
    for ax in (left, right):
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.grid(alpha=0.3)
    left.legend(loc="upper left")
    fig.alt = f"Activation functions and their slopes. Largest slope: {', '.join(steepest)}."
    return fig


@house_style
def cut_off(x: ArrayLike, maps: ArrayLike) -> Figure:
    """Return a figure of an image, of some of its maps, and of what a ReLU leaves of each.

    Shapes: `x` (H, W), `maps` (OH, OW, C).

    >>> cut_off([[1, 2]], [[[1.0, -1.0], [-2.0, -3.0]]]).alt
    'An image, 2 maps of it, and the same after a ReLU: 0 at 50 %, 100 % of the pixels.'
    """
    maps = np.moveaxis(np.asarray(maps, dtype=float), -1, 0)
    fig = new_figure(2.1 * (len(maps) + 1), 4.4)
    layout = [["x", *(f"z{c}" for c in range(len(maps)))]]
    layout += [["x", *(f"a{c}" for c in range(len(maps)))]]
    panels = fig.subplot_mosaic(layout)
    for ax in panels.values():
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    panels["x"].imshow(x, cmap="gray_r")
    panels["x"].set_title("image")
    shares = []
    for c, z in enumerate(maps):
        limit = np.abs(z).max() or 1
        for name, values in (("z", z), ("a", ops.relu(z))):
            panels[f"{name}{c}"].imshow(values, cmap=DIVERGING, vmin=-limit, vmax=limit)
        shares.append(f"{100 * (z <= 0).mean():.0f} %")
        panels[f"a{c}"].set_title(f"{shares[-1]} are 0")
    panels["z0"].set_ylabel("before")
    panels["a0"].set_ylabel("after the ReLU")
    fig.alt = (
        f"An image, {len(maps)} maps of it, and the same after a ReLU: 0 at {', '.join(shares)} "
        "of the pixels."
    )
    return fig


@house_style
def boundaries(x: ArrayLike, labels: ArrayLike, networks: Mapping[str, nn.Sequential]) -> Figure:
    """Return a figure of points of two classes and of where each network, by name, divides them.

    Shapes: `x` (N, 2), `labels` (N,), 0 or 1. A network is a model with two inputs and two classes;
    where the sum in a unit of its first layer is 0, a dashed line is drawn.

    >>> from cnnnotes.nn import Dense, Input, Sequential
    >>> model = Sequential([Input((2,)), Dense(3, "relu"), Dense(2, "softmax")], seed=0)
    >>> boundaries(np.eye(2), [0, 0], {"a small one": model}).alt[:52]
    'Points of two classes, and where networks divide the'
    """
    x, labels = np.asarray(x, dtype=float), np.asarray(labels)
    fig = new_figure(4 * len(networks), 4.4)
    side = np.linspace(-1.05, 1.05, 121) * np.abs(x).max()
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    words = []
    for ax, (name, model) in zip(
        fig.subplots(1, len(networks), squeeze=False)[0], networks.items(), strict=True
    ):
        p = model.predict(grid)[:, 1]
        areas = {"levels": [0, 0.5, 1], "cmap": DIVERGING, "alpha": 0.4}
        ax.contourf(side, side, p.reshape(len(side), -1), **areas)
        _zero_line(ax, side, p - 0.5, colors="black", linewidths=3)
        first = model.layers[0]
        if first.activation:
            for sums in (grid @ first.weights["w"] + first.weights["b"]).T:
                _zero_line(ax, side, sums, colors=GREY, linewidths=1, linestyles="--")
        for label, look in (
            (0, {"color": VERMILION, "marker": "x"}),
            (1, {"color": BLUE, "marker": "o"}),
        ):
            ax.plot(*x[labels == label].T, linestyle="", markersize=4.5, **look)
        right = f"{100 * (model.predict(x).argmax(axis=1) == labels).mean():.1f} %"
        ax.set(title=f"{name}: {right} right", aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        words.append(f"{name}: {right} right.")
    fig.alt = f"Points of two classes, and where networks divide them. {' '.join(words)}"
    return fig


def _zero_line(ax, side, values, **look):
    if values.min() < 0 < values.max():
        ax.contour(side, side, values.reshape(len(side), -1), levels=[0], **look)
