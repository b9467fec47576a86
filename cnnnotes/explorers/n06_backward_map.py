"""Backward map (notebook 06): from the loss of one image back to its pixels, layer by layer."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import nn, ops
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import given, short_names
from cnnnotes.figures.backward_map import backward_map_figure
from cnnnotes.figures.layers_in_a_row import flat, strongest
from cnnnotes.figures.style import number
from cnnnotes.nn.tracing import trace

MOST = 25  # images to choose from
LOSS = "cross_entropy"
FORMULAS = {
    LOSS: ["$dz = p - t$,  t: 1 for the true class, else 0"],
    "dense": ["$dx = dy\\,W^\\top$", "$dW = x^\\top dy$", "$db = \\sum_n dy_n$"],
    "": ["$dx = dy$, in the shape of x"],
    "relu": ["$dx = dy$ where $x > 0$, else 0"],
    "max_pool2d": ["$dx = dy$ for each window's winner, else 0"],
    "conv2d": [
        r"$dx_{nuvc} = \sum_{abf}\, dy_{n,u-a,v-b,f}\;w_{abcf}$",
        r"$dw_{abcf} = \sum_{nij}\, x_{n,i+a,j+b,c}\;dy_{nijf}$",
        r"$db_f = \sum_{nij}\, dy_{nijf}$",
    ],
}


def backward_map(
    model: nn.Sequential | None = None,
    images: ArrayLike | None = None,
    labels: ArrayLike | None = None,
    kernels: Any = ops,
) -> Explorer:
    """Step from the loss of one image back to its pixels, a layer at a time.

    `model` takes `images` (N, H, W, C), classes `labels` (N,); without them: the network and the
    test digits that come with the course. `kernels` has the functions of `cnnnotes.ops`, such as
    `own_kernels()`, which says whose each is. Shown of each array is one channel, that with the
    largest gradient. `ValueError` for arrays that do not fit, and layers that it has no rule for.

    >>> way = backward_map()
    >>> way.step.value = 2
    >>> way.state["name"], way.state["shape"], way.state["whose"]
    ('dense', (1152,), "the course's")
    """
    model, images, labels = given(model, images, labels)
    images, labels = images[:MOST], labels[:MOST]
    probabilities = ops.softmax(model.scores(images))
    hardest = int(probabilities[np.arange(len(labels)), labels].argmin())

    @cache
    def traced(image):
        return trace(model, images[[image]], labels[[image]], kernels)

    steps = trace(model, images[:1], labels[:1])[1]
    layers, last = [step.layer for step in steps], len(steps) + 1
    names = ["image", *short_names(layers), "loss"]
    weights = [layer.weights.get("w") for layer in layers]
    whose = [_whose(kernels, kernel) for kernel in (*(layer.kernel for layer in layers), LOSS)]
    own = [name for name, who in zip(names[1:], whose, strict=True) if _by(who) == "you"]
    yours = f" Written by you: {', '.join(own)}." * bool(own)
    fig, move = backward_map_figure(
        names,
        [model.input_shape, *(step.y.shape[1:] for step in steps), ()],
        [None, *(None if w is None else w.shape for w in weights), None],
        ["", *map(_by, whose)],
    )

    def update(image, step):
        loss, steps = traced(image)
        reached = last - step
        values = [steps[0].x, *(one.y for one in steps)]
        gradients = [steps[0].dx, *(one.dy for one in steps)]
        shown = _channels(gradients, layers)
        pictures, backs = (
            [flat(a[0], i) for a, i in zip(arrays, shown, strict=True)]
            for arrays in (values, gradients)
        )
        sizes = {"dy": gradients[reached + 1]} if step > 1 else {}
        sizes["dx" if step > 1 else "dz"] = gradients[reached]
        if step == 1:
            p, true = probabilities[image], labels[image]
            t = np.arange(len(p)) == true
            titles = "probabilities p", "true class t", "dz = p − t"
            panels = list(zip(titles, (p[:, None], t[:, None] * 1.0, backs[reached]), strict=True))
            words = (
                f"A {true}, read as {p.argmax()}: the loss is −log {number(p[true])} = "
                f"{number(loss)}."
            )
        else:
            panels = [
                (_title(name, gradients[at], shown[at]), backs[at])
                for name, at in (("dy", reached + 1), ("dx", reached))
            ]
            words = _numbers(steps[reached])
            if "w" in steps[reached].gradients:
                sizes["dw"] = dw = steps[reached].gradients["w"]
                panels.append(_of_weights(dw, shown[reached], shown[reached + 1]))
        title = f"Step {step} of {last}: back through {'the ' * (step == 1)}{names[reached + 1]}"
        norms = {name: float(np.linalg.norm(array)) for name, array in sizes.items()}
        kernel = LOSS if step == 1 else layers[reached].kernel
        lines = [
            words,
            f"Norms: {', '.join(f'{name} {number(norm)}' for name, norm in norms.items())}.",
            f"{f'{kernel}_backward' if kernel else 'reshape'}: {whose[reached]}.",
        ]
        short = [*lines[:2], lines[2].partition(" (")[0]]  # beside it stands what colours mean
        row = move(pictures, backs, loss, reached, title, FORMULAS[kernel], short, panels)
        text = " ".join([f"{title}.", *lines])
        numbers = {"name": names[reached + 1], "shape": gradients[reached].shape[1:], "loss": loss}
        numbers |= {"whose": whose[reached], "norms": norms}
        return Shown(text, numbers, f"{row} {text}{yours}")

    return Explorer(
        fig,
        update,
        step=slider("step", range(1, last + 1)),
        image=slider("image", range(len(images)), hardest),
    )


def _whose(kernels, kernel):
    if not kernel:
        return "NumPy's"
    return getattr(kernels, "whose", {}).get(f"{kernel}_backward", "the course's")


def _by(whose):
    return {"yours": "you", "NumPy's": "NumPy"}.get(whose.split(" ")[0], "course")


def _channels(gradients, layers):
    """Of each array the channel with the largest gradient; behind ReLU and pooling it stays."""
    chosen = []
    for gradient, layer in zip(gradients, [None, *layers], strict=True):
        kept = chosen and gradient.ndim == 4 and not layer.weights
        chosen.append(chosen[-1] if kept else strongest(gradient))
    return chosen


def _times(shape):
    return "×".join(map(str, shape))


def _title(name, gradient, channel):
    maps = gradient.ndim == 4 and gradient.shape[3] > 1
    return f"{name}  {_times(gradient.shape[1:])}" + f"\nhere: channel {channel}" * maps


def _of_weights(dw, before, after):
    """Of all weights those from the shown channel to the shown one."""
    if dw.ndim == 4:
        return f"dw  {_times(dw.shape)}\nfrom channel {before} to {after}", dw[:, :, before, after]
    return f"dW  {_times(dw.shape)}\nhere: to output {after}", flat(dw[:, after])


def _numbers(step):
    """What the rule comes to, in numbers."""
    layer, x, dx = step.layer, step.x, step.dx
    if layer.kernel == "dense":
        return f"Products added up: {step.dy.size} per input, 1 per weight."
    if layer.kernel == "conv2d":
        *window, _, filters = layer.weights["w"].shape
        most, places = int(np.prod(window)) * filters, step.dy[..., 0].size
        return f"Products added up: {most:,} at most per input, {places:,} per weight."
    if layer.kernel == "relu":
        return f"{np.count_nonzero(x > 0):,} of {x.size:,} inputs were > 0: their gradients pass."
    if layer.kernel == "max_pool2d":
        return f"{np.count_nonzero(dx):,} of {x.size:,} inputs get something, the others 0."
    return f"The same {x.size:,} numbers, laid out anew."
