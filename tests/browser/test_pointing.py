"""What is pointed at answers in the browser, at once, and without the kernel."""

import pytest

pytestmark = pytest.mark.browser
POINT = """([map, row, column]) => {
    const { left, top, width, height } = map.getBoundingClientRect();
    const clientX = left + (column + 0.5) * width / 5, clientY = top + (row + 0.5) * height / 4;
    const before = performance.now();
    map.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY }));
    const words = map.closest(".cnnnotes-picture").querySelector("p").textContent;
    return [words, performance.now() - before];
}"""


@pytest.fixture
def page(open_cells):
    page = open_cells(
        "from cnnnotes.explorers import channels\nview = channels()\nview", "view.state"
    )
    yield page
    assert page.problems == []


def test_pointing_and_arrow_keys_answer_at_once(page, screenshot):
    map_ = page.get_by_role("application", name="feature map")
    took = []
    for row, column in [(0, 0), (3, 4), (1, 2)] * 10:
        words, milliseconds = page.evaluate(POINT, [map_.element_handle(), row, column])
        assert words.startswith(f"row {row}, column {column}\n")
        took.append(milliseconds)
    print(f"pointing: p95 {sorted(took)[28]:.1f} ms")
    map_.press("ArrowRight")
    map_.press("ArrowUp")
    page.get_by_role("img", name="row 0, column 3").wait_for()
    for _ in range(9):
        map_.press("ArrowLeft")  # the edge holds
    page.get_by_role("img", name="row 0, column 0").wait_for()
    screenshot(page, "channels")


def test_python_hears_where_the_pointer_rests_and_moves_it(page):
    map_ = page.get_by_role("application", name="feature map")
    box = map_.bounding_box()
    page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.9 * box["height"])
    page.wait_for_timeout(500)
    run(page, "view.row.value = 2; view.state")
    page.get_by_text("'row': 2, 'column': 4").wait_for()
    page.get_by_role("img", name="row 2, column 4").wait_for()


def run(page, code):
    page.evaluate(
        """code => {
            const panel = jupyterapp.shell.currentWidget;
            panel.content.activeCellIndex = 1;
            panel.content.activeCell.model.sharedModel.source = code;
            jupyterapp.commands.execute('notebook:run-cell');
        }""",
        code,
    )
