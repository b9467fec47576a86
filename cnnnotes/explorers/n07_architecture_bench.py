"""Architecture bench (notebook 07): stack layers, and see what they cost before any training."""

from typing import Any

import numpy as np
from ipywidgets import GridBox, Widget

from cnnnotes import nn
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers._freeing import weakly
from cnnnotes.explorers._plan import Plan
from cnnnotes.figures.architecture_bench import architecture_bench_figure

PLACES, MOST_PLACES, NONE = 8, 12, "no layer"
LAYERS = (
    *(nn.Conv2D(filters, 3, activation="relu") for filters in (8, 16, 32, 64, 128)),
    *(nn.Conv2D(filters, 3, padding="same", activation="relu") for filters in (32, 64)),
    *(nn.Conv2D(filters, 3, strides=2, activation="relu") for filters in (32, 64)),
    *(nn.Conv2D(32, size, activation="relu") for size in (1, 5, 7)),
    nn.MaxPooling2D(2),
    nn.MaxPooling2D(3, 2),
    nn.AveragePooling2D(2),
    nn.GlobalAveragePooling2D(),
    nn.Flatten(),
    nn.Dense(64, "relu"),
    nn.Dense(10, "softmax"),
)


def architecture_bench(layers: Any = None) -> "Bench":
    """Stack layers; see the shape that each makes, what it costs, and how much it sees.

    `layers` is a `Sequential`, or a list of layers, an `Input` first if any: what to start from,
    and to choose from too; without it, the course's network. `model()` makes the network that
    stands on the bench. `ValueError` for more than 12 layers, and inputs other than (H, W, C).

    >>> bench = architecture_bench()
    >>> bench.state["parameters"], bench.state["products"], bench.state["seen"]
    (104202, 3100032, (26, 26))
    >>> bench.layer_4.value = "no layer"
    >>> bench.state["parameters"], bench.model().count_params()
    (196362, 196362)
    """
    return Bench(nn.models.convnet() if layers is None else layers)


class Bench(Explorer):
    """What `architecture_bench` returns: a control for each place, `layer_1`, `layer_2` and on.

    Args:
        layers: a model or a list of layers to begin with.
    """

    def __init__(self, layers: Any):
        self.input_shape = getattr(layers, "input_shape", None) or (28, 28, 1)
        layers = [*getattr(layers, "layers", layers)]
        if layers and isinstance(layers[0], nn.Input):
            self.input_shape = tuple(layers.pop(0).config["shape"])
        if len(self.input_shape) != 3:
            raise ValueError(f"layers: got inputs of {self.input_shape}; the bench needs (H, W, C)")
        if len(layers) > MOST_PLACES:
            raise ValueError(f"layers: got {len(layers)}; there is room for {MOST_PLACES}")
        self._kinds = {layer.in_words(): layer for layer in (*LAYERS, *layers)}
        places = max(PLACES, len(layers))
        fig, self._move = architecture_bench_figure(places, max(self.input_shape[:2]))
        controls = {"look_at": slider("look at layer", range(1, places + 1), 3)}
        names = [*(layer.in_words() for layer in layers), *[NONE] * (places - len(layers))]
        for place, name in enumerate(names, 1):
            controls[f"layer_{place}"] = dropdown(f"layer {place}", [NONE, *self._kinds], name)
        super().__init__(fig, weakly(self._look), **controls)

    def arranged(self) -> list[Widget]:
        """Lay the layers out in columns."""
        columns = {"grid_template_columns": "repeat(auto-fill, minmax(18em, 1fr))"}
        return [GridBox([*self.controls.values()], layout=columns)]

    def model(self, seed: int = 0) -> nn.Sequential:
        """Return the network that stands on the bench, its weights new and ready to be trained."""
        stack = self._stack(self.values)
        return nn.Sequential([nn.Input(self.input_shape), *stack.values()], seed=seed)

    def _stack(self, values):
        """The layers that are chosen, each made anew, by their places."""
        chosen = {int(name[6:]): value for name, value in values.items() if name != "look_at"}
        kinds = {place: self._kinds[name] for place, name in chosen.items() if name != NONE}
        return {place: type(layer)(**layer.config) for place, layer in kinds.items()}

    def _look(self, look_at, **layers):
        stack = self._stack(layers)
        try:
            plan = Plan.of(stack, self.input_shape)
        except ValueError as error:
            raise SettingError(str(error)) from None
        levels, text, framed = plan.levels(), f"layer {look_at}: none", None
        if look_at in stack:
            place = [*stack].index(look_at)
            name, framed = stack[look_at].in_words(), place + 1
            text = f"layer {look_at}, {name}: {plan.arithmetic(place)}"
        if len(levels[-1][1]) == 3:
            text += "\nIt ends in maps. To name ten digits, it must end in a row of ten numbers."
        alt = f"{self._move(levels, framed)} {'Framed: ' if framed else ''}{text}"
        counts = np.sum([counts for _, _, counts, _ in levels], axis=0).tolist()
        state = dict(zip(("parameters", "products", "numbers"), counts, strict=True))
        return Shown(text, state | {"shapes": plan.shapes, "seen": levels[-1][-1]}, alt)
