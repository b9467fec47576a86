"""Pictures of every kind of page, for people to look at, in build/screenshots:

.venv-site/bin/python -m pytest -q tests/site/screenshots.py
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
KINDS = {
    "home": ("index.html", "h1"),
    "notebook": ("notebooks/01-convolution.html", "h1"),
    "explorer": ("notebooks/01-convolution.html", "figure.moving >> nth=2"),
    "exercise": ("notebooks/02-padding-and-stride.html", ".card"),
    "formulas": ("notebooks/05-backprop-by-hand.html", "div.math"),
    "reference": ("reference/ops.html", "dl.py"),
    "teacher": ("docs/teachers.html", "h1"),
    "contributor": ("CONTRIBUTING.html", "table"),
    "search": ("search.html?q=stride", "#search-results li"),
    "source": ("_modules/cnnnotes/ops/conv.html", "h1"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_pages(visit, address, width, scheme):
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = visit("index.html", width, scheme)
    for name, (path, place) in KINDS.items():
        page.goto(address + path)
        page.locator(place).first.wait_for()
        page.locator(place).first.evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(300)
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")
