"""Explorers on pages: each control moves them by keyboard; picture, words and numbers follow."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in ROOT.glob("notebooks/*.ipynb"))
FIRST_VIEW = 1_500_000  # bytes, before anything is moved
KEYS = {"range": ("ArrowRight", "ArrowLeft"), "checkbox": (" ", " ")}
SHOWN = """explorer => {
    const picture = explorer.querySelector(".picture > *");
    return {words: [explorer.querySelector(".readout").textContent,
                    picture.ariaLabel ?? picture.alt],
            drawn: picture.tagName === "CANVAS"};
}"""
FRAMES = "explorer => fetch(explorer.dataset.frames).then(got => got.json())"
MOVED = """explorer => {
    explorer.moved = new Promise((done, failed) => {
        explorer.addEventListener("moved", done, {once: true});
        setTimeout(() => failed(new Error("the explorer did not move")), 120_000);
    });
}"""
AT_ITS_END = "one => one.value === one.max || one.selectedIndex === one.length - 1"
PIXELS = """async picture => {
    await picture.decode?.();
    const width = picture.naturalWidth ?? picture.width;
    const height = picture.naturalHeight ?? picture.height;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return new Uint8Array(await crypto.subtle.digest("SHA-256", data)).join();
}"""


def press(explorer, field, *, back=None):
    """Move a control by one place with a key, and wait until its explorer has moved.

    Back, if there is nothing further on and nobody says; returns whether it went back.
    """
    back = field.evaluate(AT_ITS_END) if back is None else back
    explorer.evaluate(MOVED)
    field.focus()
    field.press(KEYS.get(field.get_attribute("type"), ("ArrowDown", "ArrowUp"))[back])
    explorer.evaluate("one => one.moved")
    return back


@pytest.mark.browser
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_first_view_is_small_and_every_control_moves_its_explorer(visit, site, address, name):
    page = visit(f"notebooks/{name}.html")
    page.wait_for_load_state("networkidle")
    files = {site / unquote(urlsplit(url).path[1:]) for url in page.asked}
    assert 0 < sum(file.stat().st_size for file in files) <= FIRST_VIEW
    explorers = page.locator("figure.moving").all()
    assert explorers
    for explorer in explorers:
        frames = explorer.evaluate(FRAMES)["frames"].values()
        shown = [explorer.evaluate(SHOWN)]
        for field in explorer.locator("[data-place]").all():
            press(explorer, field)
            shown.append(explorer.evaluate(SHOWN))
            assert shown[-1]["words"] in [frame[1:3] for frame in frames]
        assert shown[-1]["drawn"]
        assert len({tuple(one["words"]) for one in shown}) > 1, shown[0]
    page.set_viewport_size({"width": 360, "height": 800})  # what has moved fits a phone, too
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.problems == []


def test_every_setting_that_one_control_reaches_has_a_frame(site):
    for path in sorted((site / "frames").glob("*.json")):
        moving = json.loads(path.read_text("utf-8"))
        start = [one["start"] for one in moving["controls"]]
        for place, control in enumerate(moving["controls"]):
            assert any(place in group for group in moving["groups"])
            for value in range(len(control["options"])):
                moved = [*start[:place], value, *start[place + 1 :]]
                assert ",".join(map(str, moved)) in moving["frames"], (path.name, moved)


@pytest.mark.browser
def test_the_first_picture_is_the_first_frame(visit):
    """Nothing jumps when an explorer begins to move."""
    page = visit("notebooks/01-convolution.html")
    explorer = page.locator("figure.moving").nth(1)
    field = explorer.locator("[data-place]").first
    explorer.locator("img").scroll_into_view_if_needed()  # until then it is not loaded
    before = explorer.locator("img").evaluate(PIXELS)
    went_back = press(explorer, field)
    moved = explorer.locator("canvas").evaluate(PIXELS)
    press(explorer, field, back=not went_back)
    after = explorer.locator("canvas").evaluate(PIXELS)
    assert before == after != moved


@pytest.mark.browser
def test_a_control_that_does_not_move_with_another_goes_back_to_where_it_began(visit):
    page = visit("notebooks/02-padding-and-stride.html")
    explorer = page.locator("figure.moving").first
    size, stride = (explorer.get_by_label(name) for name in ("input n", "stride s"))
    began = size.input_value()
    press(explorer, size, back=True)
    assert size.input_value() != began
    press(explorer, stride)
    assert size.input_value() == began


@pytest.mark.browser
def test_without_a_script_there_are_pictures_and_no_dead_controls(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}notebooks/01-convolution.html")
    assert page.locator("figure.moving img").count()
    assert not page.locator("figure.moving form").first.is_visible()
    context.close()
