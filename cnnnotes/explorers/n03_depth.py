"""Depth (notebook 03): what many layers in a row do to a signal, and to the gradient."""

import numpy as np
from ipywidgets import FloatSlider
from numpy.typing import ArrayLike

from cnnnotes import ops
from cnnnotes.explorers._controls import dropdown, placed, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.depth import depth_figure
from cnnnotes.figures.style import number

ACTIVATIONS = {
    "ReLU": (ops.relu, ops.relu_backward),
    "tanh": (ops.tanh, ops.tanh_backward),
    "sigmoid": (ops.sigmoid, ops.sigmoid_backward),
    "none": (lambda z: z, lambda dy, z: dy),
}
UNITS, DEEPEST = 64, 40
TINY = 1e-300  # a slope that is none
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def depth(x: ArrayLike | None = None, *, seed: int = 0) -> Explorer:
    """Send inputs up through a deep network, and a gradient of size 1 back down.

    Shapes: `x` (N, D) or images, of which each is a row; without it: random numbers of size 1. The
    weights are random, with a standard deviation of s/√D for D inputs; the layers have 64 units.

    >>> deep = depth()
    >>> deep.layers.value, deep.activation.value, deep.scale.value = 11, "none", 2.0
    >>> deep.state["slope"], deep.state["factor"]
    (1.0, 2.0)
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(UNITS, UNITS)) if x is None else _rows(x)
    weights = [rng.normal(size=(n, UNITS)) / np.sqrt(n) for n in (x.shape[1], *[UNITS] * DEEPEST)]
    arriving = rng.normal(size=(len(x), UNITS))
    arriving /= size(arriving)
    fig, move = depth_figure(DEEPEST)

    def update(layers, activation, scale):
        forward, backward, slopes = _through(x, weights[:layers], arriving, activation, scale)
        alt = f"{activation}, s = {number(scale)}. {move(forward, backward)}"
        slope = float(np.exp(np.mean(np.log(slopes))))
        factor, steps = scale * slope, layers - 1
        text = (
            f"one layer back: the gradient times s · slope = {number(scale)} · {number(slope)} "
            f"= {number(factor)}\nfrom layer {layers} to layer 1: {number(factor)}"
            f"{str(steps).translate(SUPERSCRIPT)} = {number(factor**steps, 2)}; "
            f"measured {number(backward[0], 2)}"
        )
        numbers = {
            "forward": forward,
            "backward": backward,
            "slope": slope,
            "factor": factor,
        }
        return Shown(text, numbers, alt)

    return Explorer(
        fig,
        update,
        layers=slider("layers", range(2, DEEPEST + 1), 20),
        activation=dropdown("activation", list(ACTIVATIONS), "sigmoid"),
        scale=placed(FloatSlider(1, min=0.2, max=4, step=0.1, description="init scale s")),
    )


def size(values: np.ndarray) -> float:
    """Return the root of the mean square of some numbers."""
    return np.sqrt((values**2).mean())


def _through(x, weights, dy, activation, scale):
    """Return the sizes of outputs and gradients by layer, and the slope in all but the first."""
    f, backward = ACTIVATIONS[activation]
    a, sums, outputs = x, [], []
    for w in weights:
        sums.append(a @ (scale * w))
        a = f(sums[-1])
        outputs.append(size(a))
    gradients, slopes = [dy], []
    for z, w in zip(sums[:0:-1], weights[:0:-1], strict=True):
        slopes.append(size(backward(np.ones_like(z), z)))
        gradients.append(backward(gradients[-1], z) @ (scale * w).T)
    return outputs, [size(dy) for dy in gradients[::-1]], np.maximum(slopes, TINY)


def _rows(x):
    x = np.asarray(x)
    if x.ndim < 2 or not x.size or x.dtype.kind not in "biuf" or not np.isfinite(x).all():
        raise ValueError(f"x: got shape {x.shape} of {x.dtype}; it needs finite numbers (N, D)")
    return x.reshape(len(x), -1).astype(float)
