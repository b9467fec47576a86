"""The controls of explorers: as wide as there is room, their labels beside them."""

from collections.abc import Sequence
from typing import Any

from ipywidgets import Dropdown, IntSlider, SelectionSlider, Widget


def slider(label: str, places: range, value: int | None = None) -> IntSlider:
    """Return a slider over a range of integers (default: at its first).

    >>> slider("kernel", range(1, 8, 2), 3).max
    7
    """
    value = places[0] if value is None else value
    return placed(IntSlider(value, places[0], places[-1], places.step, description=label))


def choices(label: str, values: Sequence[float], value: float | None = None) -> SelectionSlider:
    """Return a slider over these numbers (default: at its first).

    >>> choices("rate", (0, 0.1, 1)).options
    (('0', 0), ('0.1', 0.1), ('1', 1))
    """
    value = values[0] if value is None else value
    options = [(f"{number:g}", number) for number in values]
    return placed(SelectionSlider(options=options, value=value, description=label))


def dropdown(label: str, options: Sequence[Any], value: Any = None) -> Dropdown:
    """Return a list to choose from: names, or pairs of a name and a value (default: the first).

    >>> dropdown("kind", ["maximum", "average"]).value
    'maximum'
    """
    value = options[0] if value is None else value
    value = value[1] if isinstance(value, tuple) else value
    return placed(Dropdown(options=options, value=value, description=label))


def placed(control: Widget) -> Any:
    """Give a control its label's width and room beside it; where there is less it takes a line."""
    control.style.description_width = "initial"
    wide = 14 + 0.55 * len(control.description)  # em: for its label, a track and a number
    layout = control.layout  # a new one would leave the old one behind, which lives for ever
    layout.flex, layout.width, layout.max_width = f"1 1 {wide}em", "auto", f"{wide + 14}em"
    return control
