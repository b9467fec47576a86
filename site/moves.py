"""What a reader moves on a page: for each explorer, the controls and their values.

Each explorer has groups of controls. Within a group every combination has a frame; meanwhile the
other controls stand where the notebook put them. `ALL` is every value that a control has.
"""

from collections.abc import Sequence
from typing import Any

from cnnnotes.explorers.n01_kernel_studio import PRESETS

ALL: Any = None
Group = dict[str, Sequence[Any] | None]
PIXELS = range(-10, 11, 2)

MOVES: dict[str, list[Group]] = {
    "digit_naming": [{"image": range(1, 25)}, {"right": PIXELS, "down": PIXELS}],
    "window_walk": [{"row": ALL, "column": ALL}],
    "kernel_studio": [{"preset": tuple(PRESETS), "turn": ALL}, {"divide_by": range(1, 10)}],
    "channels": [{"row": ALL, "column": ALL}],
    "geometry": [
        {"n": ALL},
        {"kernel": ALL, "stride": range(1, 4), "padding": ALL},
        {"dilation": ALL},
    ],
    "receptive_field": [
        {"row": range(2, 21, 3), "column": range(2, 21, 3)},
        {"layer_1": ALL, "layer_2": ALL},
        {"layer_3": ALL},
        {"layer_4": ALL},
    ],
    "collapse": [
        {"row": ALL, "column": ALL},
        {"k1": ALL, "k2": ALL, "relu": ALL},
        {"padding": ALL, "relu": ALL},
    ],
    "depth": [
        {"layers": (2, 5, 10, 20, 30, 40), "activation": ALL, "scale": (0.5, 1, 1.2, 1.4, 2, 3)}
    ],
    "pool": [{"kind": ALL, "size": range(1, 7), "stride": range(1, 7)}],
    "shift_and_compare": [{"right": ALL}, {"down": ALL}],
    "two_dots": [{"gap": range(1, 9), "offset": range(8), "levels": ALL}],
    "graph_steps": [{"step": ALL, "number": ALL}],
    "finite_differences": [{"power": ALL, "method": ALL}],
    "who_gets_the_gradient": [{"layer": ALL, "row": ALL, "column": ALL}],
    "backward_map": [{"step": ALL, "image": range(0, 25, 6)}, {"image": ALL}],
    "ravine_race": [
        {"step": (0, 1, 2, 5, 10, 20, 50, 100), "learning_rate": (0.001, 0.01, 0.03, 0.06, 0.1, 1)},
        {"momentum": ALL},
        {"optimizer": ALL, "step": (0, 1, 2, 5, 10, 20, 50, 100)},
    ],
    "architecture_bench": [
        {"look_at": ALL},
        {"layer_1": ALL},
        {"layer_2": ("no layer", "max pool 2×2"), "layer_4": ("no layer", "max pool 2×2")},
        {"layer_3": ALL},
        {"layer_5": ALL},
    ],
    "one_curve": [{"weights": ALL, "strength": ALL}, {"dropout": ALL}, {"noise": ALL}],
    "augment_digit": [
        {"image": range(12)},
        {"shift": ALL, "draw": range(3)},
        {"turn": range(0, 181, 10)},
        {"resize": range(0, 61, 10)},
        {"crop": range(0, 17, 4)},
        {"noise": ALL},
        {"mirror": ALL},
    ],
    "layer_browser": [{"image": range(10), "layer": ALL}, {"map": ALL}],
    "occluder": [
        {"image": range(16)},
        {"row": range(1, 22, 2), "column": range(1, 22, 2)},
        {"size": range(3, 12, 2)},
        {"fill": ALL},
    ],
    "feature_space": [{"epoch": ALL, "layer": ALL}],
    "accuracy_against_shift": [{"shift": ALL, "direction": ALL}, {"image": range(16)}],
    "draw_a_digit": [
        {"sample": range(10), "prepared": ALL},
        {"right": range(-14, 15, 2), "prepared": ALL},
        {"down": range(-14, 15, 2), "prepared": ALL},
    ],
}
