"""An explorer on a page: its first picture, its text, and controls for `static/moving.js`."""

from html import escape
from typing import Any

from settings import RUN


def player(stem: str, moving: dict[str, Any], notebook: str, alt: str) -> str:
    """Return the HTML of the explorer whose frames are `stem`'s; `alt` is what its notebook stores.

    Without JavaScript its first picture and its text are there, and no control that does nothing.
    """
    controls = "".join(_control(place, one) for place, one in enumerate(moving["controls"]))
    across, down = moving["size"]
    width, first = moving["width"], moving["first"]
    run = f'<a href="../{RUN.format(notebook)}">run this notebook</a>'
    return f"""<figure class="moving" data-frames="../frames/{stem}.json">
<form class="controls" hidden>{controls}</form>
<div class="picture"><img src="../frames/{stem}.png" alt="{escape(first["alt"])}" width="{width}" \
height="{round(width * down / across)}" loading="lazy"></div>
<p class="readout" aria-live="polite">{escape(first["text"])}</p>
<figcaption hidden>{_said(moving, alt)} {run}.</figcaption>
</figure>"""


def _control(place, control):
    kind, start, options = control["kind"], control["start"], control["options"]
    common = f'data-place="{place}" autocomplete="off"'
    if kind == "select":
        items = "".join(
            f"<option{' selected' * (n == start)}>{escape(name)}</option>"
            for n, name in enumerate(options)
        )
        field = f"<select {common}>{items}</select>"
    elif kind == "checkbox":
        field = f'<input type="checkbox" {common}{" checked" * start}>'
    else:
        names = escape("|".join(options))
        field = (
            f'<input type="range" {common} min="0" max="{len(options) - 1}" value="{start}" '
            f'data-names="{names}" aria-valuetext="{escape(options[start])}">'
            f"<output>{escape(options[start])}</output>"
        )
    return f'<label class="{kind}"><span>{escape(control["label"])}</span>{field}</label>'


def _said(moving, alt):
    """Say what is other than in the notebook, and what needs a kernel."""
    parts = []
    if moving["first"]["alt"] != alt:
        parts.append("Computed with less training, or on other digits, than the text tells of.")
    if len(moving["groups"]) > 1:
        parts.append("A control that you move may put others back to where they began.")
    parts.append("More settings, and your own arrays, need a kernel:")
    return " ".join(parts)
