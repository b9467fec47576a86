"""Feature space (notebook 09): digits as points, layer by layer and epoch by epoch."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._layers import given, layer_slider, named_layers
from cnnnotes.figures.feature_space import feature_space_figure
from cnnnotes.figures.planes import between, plane


def feature_space(
    models: Any = None, images: ArrayLike | None = None, labels: ArrayLike | None = None
) -> Explorer:
    """See what each layer makes of images: their features along two principal axes.

    `models` is a network, or a list of the same network after epoch 0, 1, 2 …; it takes `images`
    (N, H, W, C) of classes `labels` (N,); a few hundred are enough. Without them: the course's
    network untrained and trained, and 200 of its test digits. `ValueError` for arrays that do not
    fit.

    >>> images = np.random.default_rng(0).random((4, 20, 20, 1))
    >>> net = nn.Sequential([nn.Input((20, 20, 1)), nn.Flatten(), nn.Dense(2, "softmax")], seed=0)
    >>> space = feature_space(net, images, [0, 1, 0, 1])
    >>> space.layer.value = 1
    >>> space.state["layer"], space.state["numbers"]
    ('scores', 2)
    """
    if models is None:
        models = [nn.models.convnet(seed=0), nn.load(datasets.embedded_path("convnet.npz"))]
    models = list(models) if isinstance(models, list | tuple) else [models]
    if images is None:
        _, (images, labels) = datasets.load_digits()
        images, labels = images[:200], labels[:200]
    _, images, labels = given(models[0], images, labels)
    spaces = [_seen(features(model, images), labels) for model in models]
    for before, after in pairwise(spaces):
        for name, seen in after.items():  # an axis has two ends: take the one as before
            seen["points"] *= np.where((seen["points"] * before[name]["points"]).sum(0) < 0, -1, 1)
    fig, move = feature_space_figure(labels)

    def update(epoch, layer):
        name, seen = list(spaces[epoch].items())[layer]
        alt = move(seen["points"], f"{name}, epoch {epoch}: {seen['numbers']:,} numbers → 2")
        text = (
            f"{name} after epoch {epoch}: {100 * seen['between']:.0f} % of the spread lies between "
            f"the classes; this plane shows {100 * seen['shown']:.0f} % of it"
        )
        return Shown(text, {"layer": name, "epoch": epoch} | seen, f"{alt} {text}.")

    return Explorer(
        fig,
        update,
        epoch=slider("epoch", range(len(models)), len(models) - 1),
        layer=layer_slider(spaces[0]),
    )


def features(model: nn.Sequential, images: np.ndarray) -> dict[str, np.ndarray]:
    """Return what each layer makes of `images`, by the layer's name: rows (N, D), scores last."""
    outputs = model.activations(images)
    rows = {name: outputs[place] for name, place in named_layers(model).items()}
    rows.popitem()
    rows = {"pixels": images} | rows | {"scores": model.scores(images)}
    return {name: np.reshape(h, (len(images), -1)) for name, h in rows.items()}


def _seen(layers, labels):
    """Return, by layer, the points in their plane and what is told about them."""
    seen = {}
    for name, h in layers.items():
        points, shown = plane(h)
        share = between(h, labels)
        seen[name] = {"points": points, "numbers": h.shape[1], "shown": shown, "between": share}
    return seen
