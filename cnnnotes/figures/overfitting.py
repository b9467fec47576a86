"""Overfitting and its cures: losses on what was seen and on what was not, side by side."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from numpy.typing import ArrayLike

from cnnnotes.figures.style import Figure, house_style, new_figure, number
from cnnnotes.palette import BLUE, GREY, VERMILION

# Told apart by dashes and markers too, not by colour alone.
_TRAINING = {"color": BLUE, "label": "training"}
_VALIDATION = {"color": VERMILION, "linestyle": "--", "marker": "s", "markersize": 5}
_PLAIN = {"color": GREY, "linewidth": 1.5, "alpha": 0.8}


@house_style
def cures(runs: Mapping[str, Mapping[str, Sequence[float]]], columns: int = 3) -> Figure:
    """Return a figure of each run's losses by epoch, in front of those of the first.

    `runs` maps names to histories as `fit` keeps them, with `loss` and `val_loss`, lists of one
    number an epoch; the first run is the one without a cure.

    >>> plain = {"loss": [1, 0], "val_loss": [1, 2]}
    >>> cured = {"loss": [1, 0.5], "val_loss": [1, 0.9]}
    >>> cures({"plain": plain, "dropout": cured}).alt
    'Losses by epoch. In the end, plain: training 0, validation 2. dropout: training 0.5, ...'
    """
    (first, plain), *others = runs.items()
    columns = min(columns, len(others))
    rows = -(-len(others) // columns)
    fig = new_figure(max(4 * columns, 7), 2.9 * rows + 0.5)
    panels = fig.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).ravel()
    for ax, (name, run) in zip(panels, others, strict=False):
        for key, dashes in (("loss", "-"), ("val_loss", "--")):
            ax.plot(_epochs(plain[key]), plain[key], linestyle=dashes, **_PLAIN)
        ax.plot(_epochs(run["loss"]), run["loss"], **_TRAINING)
        few = max(1, len(run["val_loss"]) // 8)
        ax.plot(_epochs(run["val_loss"]), run["val_loss"], markevery=few, **_VALIDATION)
        ax.set_title(name)
        _loss_axes(ax)
        ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    for ax in panels[len(others) :]:
        ax.set_visible(False)
    lines = [*panels[0].lines[:1], *panels[0].lines[2:4]]
    labels = [f"{first} (dashes: validation)", "training", "validation"]
    fig.legend(lines, labels, loc="outside upper center", ncols=3)
    told = [
        f"{n}: training {_last(r['loss'])}, validation {_last(r['val_loss'])}"
        for n, r in runs.items()
    ]
    fig.alt = f"Losses by epoch. In the end, {'. '.join(told)}."
    return fig


@house_style
def stopped(losses: Sequence[float], best: int, stop: int) -> Figure:
    """Return a figure of validation losses, one an epoch, the best one and the stop marked.

    `best` and `stop` are places in `losses`; the picture counts epochs from 1, as all others do.
    What begins far above the losses after the first few leaves the picture at its top.

    >>> stopped([3, 1, 2, 2, 5], best=1, stop=3).alt
    'Validation loss by epoch: from 3 to its best, 1, in epoch 2; then up to 2 in epoch 4, where \
the training stops; had it gone on, 5 in epoch 5.'
    """
    fig = new_figure(7, 3.4)
    ax = fig.subplots()
    epochs = range(1, len(losses) + 1)
    ax.plot(epochs[: stop + 1], losses[: stop + 1], color=VERMILION, marker="s", markersize=5)
    ax.plot(epochs[stop:], losses[stop:], color=GREY, linestyle=":")
    ax.plot(best + 1, losses[best], "o", markersize=16, fillstyle="none", color="black", mew=2.5)
    ax.axvline(stop + 1, color="black")
    low, high = losses[best], max(losses[best:])
    room = high - low or 1
    ax.annotate(
        "best: go back here",
        (best + 1, low),
        (8 if best < stop else -6, -16),
        textcoords="offset points",
        ha="right",  # beside the line where it stops, not on it
        va="top",
    )
    ends = {"xycoords": ("data", "axes fraction"), "va": "top"}
    ax.annotate("stop ", (stop + 1, 0.98), ha="right", **ends)
    ax.annotate(" never seen", (stop + 1, 0.98), color=GREY, **ends)
    ax.set(xlabel="epoch", title="validation loss", ylim=(low - 0.6 * room, high + 0.6 * room))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(alpha=0.3)
    more = f"; had it gone on, {number(losses[-1], 2)} in epoch {len(losses)}"
    fig.alt = (
        f"Validation loss by epoch: from {number(losses[0], 2)} to its best, {number(low, 2)}, in "
        f"epoch {best + 1}; then up to {number(losses[stop], 2)} in epoch {stop + 1}, where the "
        f"training stops{more * (stop + 1 < len(losses))}."
    )
    return fig


@house_style
def by_capacity(
    weights: Sequence[int], training: Sequence[float], validation: Sequence[float]
) -> Figure:
    """Return a figure of losses by how many weights a network has: all three (M,).

    >>> by_capacity([10, 1000], [2, 0], [2.1, 0.5]).alt
    'Losses by number of weights. 10: training 2, validation 2.1. 1,000: training 0, ...'
    """
    fig = new_figure(7, 3.6)
    ax = fig.subplots()
    ax.plot(weights, training, marker="o", **_TRAINING)
    ax.plot(weights, validation, label="validation", **_VALIDATION)
    ax.set(xscale="log", xlabel="weights")
    ax.set_xticks(weights, [f"{n:,}" for n in weights])
    ax.tick_params(which="minor", bottom=False, labelbottom=False)
    _loss_axes(ax)
    ax.legend()
    rows = zip(weights, training, validation, strict=True)
    told = [f"{n:,}: training {number(t, 2)}, validation {number(v, 2)}" for n, t, v in rows]
    fig.alt = f"Losses by number of weights. {'. '.join(told)}."
    return fig


@house_style
def losses_by_step(runs: Mapping[str, Sequence[float]]) -> Figure:
    """Return a figure of losses, step by step, smoothed; `runs` maps up to three names to them.

    >>> losses_by_step({"plain": [2, 1.9, 1.8], "batch norm": [2, 1, 0.5]}).alt
    'Training loss by step. After 3 steps, plain: 1.8. batch norm: 0.5.'
    """
    fig = new_figure(7, 3.4)
    ax = fig.subplots()
    looks = ({"color": GREY, "linestyle": "--"}, {"color": BLUE}, {"color": VERMILION, "ls": ":"})
    for (name, losses), look in zip(runs.items(), looks, strict=False):
        ax.plot(range(1, len(losses) + 1), losses, label=name, **look)
    _loss_axes(ax)
    ax.set(xlabel="step", title="training loss")
    ax.legend()
    told = [f"{name}: {_last(losses)}." for name, losses in runs.items()]
    fig.alt = f"Training loss by step. After {len(losses)} steps, {' '.join(told)}"
    return fig


@house_style
def weight_histograms(weights: Mapping[str, ArrayLike], near: float) -> Figure:
    """Return a figure of how often weights are how large, a panel for each name in `weights`.

    The share between −`near` and `near` is written into each panel.

    >>> weight_histograms({"plain": [0.5, -0.4], "L1": [0.5, 0.0]}, near=0.01).alt
    'Weights. plain: from −0.4 to 0.5, 0 % near 0. L1: from 0 to 0.5, 50 % near 0.'
    """
    fig = new_figure(3.3 * len(weights), 3)
    panels = fig.subplots(1, len(weights), sharex=True, sharey=True, squeeze=False)[0]
    limit = max(np.percentile(np.abs(w), 99.9) for w in weights.values()) or 1
    told = []
    for ax, (name, w) in zip(panels, weights.items(), strict=True):
        w = np.ravel(w)
        share = (np.abs(w) < near).mean()
        ax.hist(w, np.linspace(-limit, limit, 42), weights=np.full(w.size, 1 / w.size), color=BLUE)
        ax.set(title=f"{name}\n{100 * share:.0f} % near 0", yscale="log", xlabel="weight")
        told.append(
            f"{name}: from {number(w.min(), 2)} to {number(w.max(), 2)}, {100 * share:.0f} %"
        )
    panels[0].set_ylabel("share of all")
    panels[0].yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:g} %"))
    panels[0].yaxis.set_minor_locator(NullLocator())
    fig.alt = f"Weights. {' near 0. '.join(told)} near 0."
    return fig


def _epochs(values):
    return range(1, len(values) + 1)


def _last(values):
    return number(round(float(values[-1]), 4), 2)


def _loss_axes(ax):
    ax.set(yscale="log", xlabel=ax.get_xlabel() or "epoch", ylabel="loss")
    ax.label_outer()
    ax.yaxis.set_major_locator(FixedLocator([1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.grid(alpha=0.3)
