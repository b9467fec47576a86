"""Trainings side by side, and which units answer to which inputs."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.colors import ListedColormap
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLACK, BLUE, GREEN, GREY, PAPER, VERMILION

LARGEST_LOSS = 3.2  # what the picture has room for: a guess among ten costs 2.3
_LOOKS = (
    {"color": BLUE},
    {"color": GREEN, "linestyle": "--"},
    {"color": VERMILION, "linestyle": "-."},
)


@house_style
def side_by_side(runs: Mapping[str, Mapping[str, Sequence[float]]]) -> Figure:
    """Return a figure of each run's loss, and of the gradient in its first layer, step by step.

    `runs` maps up to three names to `{"step": …, "loss": …, "gradient": …}`, lists of one length.
    Where a loss leaves the picture stands a cross.

    >>> run = {"step": [0, 10], "loss": [2.3, 0.2], "gradient": [0.012, 0.003]}
    >>> side_by_side({"relu": run}).alt
    'Loss, and gradient in the first layer. relu: loss 2.3 to 0.2, gradient at first 0.012.'
    """
    fig = new_figure(9.5, 3.4)
    left, right = fig.subplots(1, 2)
    words = []
    for (name, run), look in zip(runs.items(), _LOOKS, strict=False):
        step, loss, gradient = (np.array(run[key]) for key in ("step", "loss", "gradient"))
        height = np.fmin(loss, LARGEST_LOSS)
        left.plot(step, height, label=name, **look)
        right.plot(step, gradient, **look)
        beyond = height == LARGEST_LOSS
        for ax, values in ((left, height), (right, gradient)):
            ax.plot(step[beyond], values[beyond], "X", color=look["color"], markersize=11)
        end = number(loss[-1], 2) if np.isfinite(loss[-1]) else "no number"
        words.append(
            f"{name}: loss {number(loss[0], 2)} to {end}, "
            f"gradient at first {number(gradient[0], 2)}."
        )
    left.set(title="loss", xlabel="step", ylim=(0, LARGEST_LOSS * 1.05))
    right.set(title="size of the gradient in the first layer", xlabel="step", yscale="log")
    right.minorticks_off()
    for ax in (left, right):
        ax.grid(alpha=0.3)
    left.legend()
    fig.alt = f"Loss, and gradient in the first layer. {' '.join(words)}"
    return fig


@house_style
def unit_answers(activations: Mapping[str, ArrayLike]) -> Figure:
    """Return a figure that shows, for each network by name, which unit answers to which input.

    Shapes: each array (N, UNITS), after a ReLU. A unit that is silent for all N has a cross.

    >>> unit_answers({"one": [[1, 0], [2, 0], [0, 0]]}).alt
    'Which of 2 units answer to which of 3 inputs. one: 1 unit silent for all.'
    """
    activations = {name: np.asarray(a) for name, a in activations.items()}
    inputs, units = next(iter(activations.values())).shape
    fig = new_figure(10.5, 1.9 * len(activations) + 0.4)
    words = []
    axes = fig.subplots(len(activations), 1, sharex=True, squeeze=False)[:, 0]
    for ax, (name, a) in zip(axes, activations.items(), strict=True):
        ax.imshow(a > 0, cmap=ListedColormap([PAPER, BLUE]), aspect="auto", interpolation="nearest")
        dead = np.flatnonzero((a == 0).all(axis=0))
        ax.plot(dead, np.full(len(dead), (inputs - 1) / 2), "x", color=BLACK, markersize=8)
        ax.set(yticks=[], ylabel=f"{inputs} inputs", title=f"{name}: × silent for all, {len(dead)}")
        ax.spines[:].set(visible=True, color=GREY)
        words.append(f"{name}: {len(dead)} unit{'s' * (len(dead) != 1)} silent for all.")
    ax.set_xlabel("unit")
    fig.alt = f"Which of {units} units answer to which of {inputs} inputs. {' '.join(words)}"
    return fig
