"""Drawing with the mouse, with a finger and with keys, in a real browser."""

import pytest

pytestmark = pytest.mark.browser
INK = """page => {
    const grey = page.getContext("2d").getImageData(0, 0, page.width, page.height).data;
    return grey.filter((value, i) => i % 4 == 0 && value < 128).length;
}"""
FINGER = """page => {
    const { left, top, width } = page.getBoundingClientRect();
    const tell = (kind, at) => page.dispatchEvent(new PointerEvent(kind, { pointerType: "touch",
        pointerId: 1, clientX: left + at * width, clientY: top + at * width }));
    page.setPointerCapture = () => {};  // there is no such finger
    tell("pointerdown", 0.1);
    tell("pointermove", 0.9);
    tell("pointerup", 0.9);
    tell("pointermove", 0.1);
}"""


@pytest.fixture
def page(open_cells):
    cell = "from cnnnotes.explorers import draw_a_digit\nexplorer = draw_a_digit()\nexplorer"
    page = open_cells(cell, "1")
    page.explorer = page.locator(".cnnnotes-explorer")
    page.paper = page.explorer.locator("canvas")
    page.picture = page.explorer.locator("img")
    yield page
    assert page.problems == []


def button(page, name):
    return page.explorer.get_by_role("button", name=name, exact=True)


def drag(page, *points):
    """Press at the first of the points, (x, y) from 0 to 1 on the paper, and go to the others."""
    page.paper.scroll_into_view_if_needed()
    box = page.paper.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()


def ink(page):
    return page.paper.evaluate(INK)


def shows(page, words):
    page.explorer.get_by_role("img", name=words).wait_for(timeout=20_000)


def says(page, words):
    page.explorer.locator(".cnnnotes-picture p", has_text=words).wait_for(timeout=20_000)


def test_a_digit_drawn_with_the_mouse_is_read_and_can_be_dragged_about(page, screenshot):
    button(page, "Clear").click()
    says(page, "an empty page")
    assert ink(page) == 0
    drag(page, (0.3, 0.25), (0.7, 0.25), (0.45, 0.8))  # a 7
    says(page, "read as 7")
    screenshot(page, "draw-a-digit")
    drawn = ink(page)
    page.explorer.get_by_role("combobox", name="prepared").select_option("as drawn")
    shows(page, "as drawn, moved 0 right and 0 down")
    button(page, "Move").click()
    drag(page, (0.5, 0.5), (0.5 + 3 / 28, 0.5 - 2 / 28))
    shows(page, "moved 3 right and -2 down")
    assert ink(page) == drawn
    slider = page.explorer.get_by_role("slider", name="right")
    assert float(slider.get_attribute("aria-valuenow")) == 3
    slider.press("ArrowRight")
    shows(page, "moved 4 right")
    button(page, "Move").click()
    drag(page, (0.1, 0.9), (0.2, 0.9))  # goes on where the drawing lies now
    shows(page, "moved 0 right and 0 down")
    assert ink(page) > drawn
    screenshot(page, "draw-a-digit-moved")


def test_a_digit_is_drawn_with_keys_alone(page):
    page.paper.focus()
    page.keyboard.press("Delete")
    says(page, "an empty page")
    for key in ["ArrowUp"] * 8 + [" "] + ["ArrowDown"] * 16 + [" "]:
        page.keyboard.press(key)
    says(page, "read as 1")
    pen = page.explorer.locator(".cnnnotes-said")
    assert pen.inner_text() == "pen up, row 22, column 14"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the button that says Move
    assert button(page, "Move").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    shows(page, "moved -1 right and 0 down")


def test_a_sample_and_python_lay_something_else_on_the_page(page):
    before = ink(page)
    page.explorer.get_by_role("combobox", name="on the page").select_option("a 1")
    says(page, "read as 1")
    assert 0 < ink(page) != before
    drag(page, (0.1, 0.1), (0.2, 0.1))
    chosen = page.explorer.get_by_role("combobox", name="on the page")
    page.wait_for_function(
        "choice => choice.value === 'your drawing'",
        arg=chosen.element_handle(),
    )
    page.wait_for_timeout(1000)  # until the end of the stroke has reached Python too
    page.evaluate("""() => {
        const panel = jupyterapp.shell.currentWidget;
        panel.content.activeCellIndex = 1;
        panel.content.activeCell.model.sharedModel.source =
            "ink = int((explorer.pixels < 128).sum())\\nexplorer.clear()\\nink";
        jupyterapp.commands.execute('notebook:run-cell');
    }""")
    says(page, "an empty page")
    assert ink(page) == 0
    [seen] = page.locator(".jp-OutputArea-output pre").all_inner_texts()[-1:]
    assert int(seen) > 100


def test_a_finger_draws_and_does_not_scroll(page):
    assert page.paper.evaluate("paper => getComputedStyle(paper).touchAction") == "none"
    button(page, "Clear").click()
    page.paper.evaluate(FINGER)
    says(page, "ink's centre")
    assert ink(page) > 1000


def test_it_fits_a_narrow_window(page, screenshot):
    page.evaluate("jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 320, "height": 1600})
    page.wait_for_timeout(1000)
    assert page.explorer.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert page.paper.bounding_box()["x"] + page.paper.bounding_box()["width"] <= 320
    screenshot(page, "draw-a-digit-320")
    drag(page, (0.3, 0.3), (0.6, 0.6))
    says(page, "read as")
