"""Pictures of every kind of page, for people to look at, in build/screenshots:

.venv-site/bin/python -m pytest -q tests/site/screenshots.py
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "build" / "screenshots"
KINDS = {
    "home": ("index.html", "h1"),
    "notebook": ("notebooks/01-convolution.html", "h1"),
    "moved": ("notebooks/01-convolution.html", "figure.moving >> nth=2"),
    "exercise": ("notebooks/02-padding-and-stride.html", ".card"),
    "formulas": ("notebooks/05-backprop-by-hand.html", "div.math"),
    "reference": ("reference/ops.html", "dl.py"),
    "teacher": ("docs/teachers.html", "h1"),
    "contributor": ("CONTRIBUTING.html", "table"),
    "news": ("CHANGELOG.html", "h1"),
    "search": ("search.html?q=stride", "#search-results li"),
    "source": ("_modules/cnnnotes/ops/conv.html", "h1"),
}
WIDTHS, PAPER = [360, 800, 1400], 700


@pytest.fixture(autouse=True, scope="module")
def folder():
    FOLDER.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages(visit, address, width, scheme):
    page = visit("index.html", width, scheme)
    for name, (path, place) in KINDS.items():
        page.goto(address + path)
        place = page.locator(place).first
        place.wait_for()
        if name == "moved":
            place.locator("[data-place]").first.press("ArrowDown")
            place.locator("canvas").wait_for()
        place.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
        page.wait_for_timeout(300)
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")


@pytest.mark.parametrize("name", ["moved", "exercise", "formulas", "teacher"])
def test_on_paper(visit, name):
    page = visit(KINDS[name][0], PAPER, "dark")  # who reads in the dark prints on white
    page.emulate_media(media="print", color_scheme="dark")
    page.locator("img").evaluate_all(
        "all => Promise.all(all.map(one => { one.loading = 'eager'; return one.decode(); }))"
    )
    page.screenshot(path=FOLDER / f"{name}-paper.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_notebooks_that_run(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}run/notebooks/index.html?path=00-start-here.ipynb")
    page.locator(".jp-CodeCell").first.click()
    for _ in range(4):
        page.keyboard.press("Shift+Enter")
    page.locator(".cnnnotes-explorer").wait_for(timeout=300_000)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(".cnnnotes-explorer").scroll_into_view_if_needed()
        page.wait_for_timeout(1000)
        page.screenshot(path=FOLDER / f"run-{width}-{scheme}.png")
    context.close()
