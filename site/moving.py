"""Explorers that move without a kernel: their frames, computed when the site is built.

For each explorer of a notebook this writes `NAME.json` (its controls, and for each of their
settings a picture, its text and its alt text), `NAME.png` (the picture that the page begins with)
and `NAME-0.webp` (the pictures, cut into tiles: most frames share most of their tiles, and each is
kept once). `static/moving.js` shows them.
"""

import json
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from ipywidgets import Checkbox, FloatSlider, IntSlider, SelectionSlider, Widget
from moves import MOVES, Group
from tiles import Sheets

from cnnnotes.explorers.n07_training_dashboard import TrainingDashboard

QUICK = bool(os.environ.get("CNNNOTES_QUICK"))
# Of the trainings that are recorded.
RATES, MOMENTS = (0.001, 0.1) if QUICK else (0.0001, 0.001, 0.01, 0.1), 12


class Control(NamedTuple):
    """What moves: `values` with their `labels`; `kind` is an element of HTML or a type of input."""

    name: str
    label: str
    kind: str
    labels: list[str]
    values: list[Any]
    start: int

    @classmethod
    def of(cls, name: str, widget: Widget, wanted: set[Any]) -> "Control":
        """Make a page's control of a notebook's; of its values those `wanted`, or all.

        With CNNNOTES_QUICK there are two, enough to see that all moves.
        """
        kind, options = _options(widget)
        value = widget.value
        options = [one for one in options if not wanted or one[1] in wanted or one[1] == value]
        if QUICK:
            start = [one[1] for one in options].index(value)
            other = 0 if start else -1
            options = [one for one in options if one in (options[start], options[other])]
        labels, values = map(list, zip(*options, strict=True))
        return cls(name, widget.description, kind, labels, values, values.index(value))


class Frame(NamedTuple):
    """A picture as an explorer shows it; `at` is where the controls then are."""

    png: bytes
    text: str
    alt: str
    at: tuple[int, ...]


def write(explorer: Any, name: str, path: Path) -> None:
    """Write the frames of an explorer, made by the function `name`, as `path` with endings."""
    if isinstance(explorer, TrainingDashboard):
        controls, groups, visits = _recorded(explorer)
    else:
        controls, groups = _controls(explorer, MOVES[name])
        visits = _visits(explorer, controls, groups)
    sheets, frames, first = Sheets(), {}, None
    for places, frame in visits:
        shown: list[Any] = [sheets.add(frame.png), frame.text, frame.alt]
        frames[",".join(map(str, places))] = shown + [frame.at] * (frame.at != places)
        if first is None:
            first = {"text": frame.text, "alt": frame.alt}
            path.with_suffix(".png").write_bytes(frame.png)
    moving = {
        "controls": [
            {"label": one.label, "kind": one.kind, "options": one.labels, "start": one.start}
            for one in controls
        ],
        "groups": groups,
        "width": explorer.picture.width,
        "first": first,
        **sheets.write(path),
        "frames": frames,
    }
    path.with_suffix(".json").write_text(json.dumps(moving, ensure_ascii=False), "utf-8")


def _options(widget):
    """Return the kind of control that a widget is on a page, and its labels with their values."""
    if isinstance(widget, Checkbox):
        return "checkbox", [("no", False), ("yes", True)]
    if isinstance(widget, IntSlider | FloatSlider):
        steps = range(round((widget.max - widget.min) / widget.step) + 1)
        numbers = [round(widget.min + step * widget.step, 9) for step in steps]
        return "range", [(f"{number:g}", number) for number in numbers]
    pairs = [one if isinstance(one, tuple) else (one, one) for one in widget.options]
    return "range" if isinstance(widget, SelectionSlider) else "select", pairs


def _controls(explorer: Any, groups: list[Group]) -> tuple[list[Control], list[list[int]]]:
    """Return the controls that can move, and for each group the places of its own among them."""
    wanted: dict[str, set] = {}
    for group in groups:
        for name, values in group.items():
            wanted.setdefault(name, set()).update(values or ())
    controls = [Control.of(name, getattr(explorer, name), some) for name, some in wanted.items()]
    controls = [one for one in controls if len(one.values) > 1]
    places = {one.name: place for place, one in enumerate(controls)}
    return controls, [[places[name] for name in group if name in places] for group in groups]


def _visits(explorer, controls, groups) -> Iterator[tuple[tuple[int, ...], Frame]]:
    """Move an explorer to each setting: first where it starts, then group by group."""
    start, visited = tuple(one.start for one in controls), set()
    for group in [[], *groups]:
        for chosen in product(*(range(len(controls[place].values)) for place in group)):
            moved = dict(zip(group, chosen, strict=True))
            places = tuple(moved.get(place, at) for place, at in enumerate(start))
            if places not in visited:
                visited.add(places)
                yield places, _visit(explorer, controls, places, moved)


def _visit(explorer, controls, places, moved):
    # Those that stay come first: a preset moves other controls, and so may a sample.
    for place in sorted(range(len(controls)), key=lambda place: place in moved):
        widget = getattr(explorer, controls[place].name)
        widget.value = controls[place].values[places[place]]
    return Frame(*_picture(explorer), _at(explorer, controls, places))


def _at(explorer, controls, places):
    """Where the controls are now: one may have moved another."""
    values = [getattr(explorer, one.name).value for one in controls]
    return tuple(
        one.values.index(value) if value in one.values else place
        for one, value, place in zip(controls, values, places, strict=True)
    )


def _picture(explorer):
    return explorer.picture.png, explorer.text, explorer.alt


def _recorded(dashboard):
    """Train at each rate, and keep some moments of each training."""
    labels = [f"{rate:g}" for rate in RATES]
    start = RATES.index(dashboard.learning_rate.value)
    moments = [f"{moment}/{MOMENTS}" for moment in range(MOMENTS + 1)]
    controls = [
        Control("rate", "learning rate", "select", labels, list(RATES), start),
        Control("moment", "of the training", "range", moments, list(range(MOMENTS + 1)), 0),
    ]
    return controls, [[0, 1]], _trainings(dashboard, start)


def _trainings(dashboard, start):
    for place in sorted(range(len(RATES)), key=lambda place: place != start):
        dashboard.learning_rate.value = RATES[place]
        seen = [(0.0, _picture(dashboard))]
        if dashboard.runs:  # what the last training left is not what this one begins with
            seen.clear()
        dashboard.picture.observe(
            lambda _, seen=seen: seen.append((dashboard.state["done"], _picture(dashboard))), "alt"
        )
        dashboard.start()
        dashboard.wait()
        dashboard.picture.unobserve_all("alt")
        for moment in range(MOMENTS + 1):
            nearest = min(seen, key=lambda one: abs(one[0] - moment / MOMENTS))
            yield (place, moment), Frame(*nearest[1], (place, moment))
