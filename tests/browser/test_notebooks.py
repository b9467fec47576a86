"""Each notebook, with right answers in its cells, as a learner has it before them in the end."""

import nbformat
import pytest
from solved import SOURCES, full_marks, solved, verdicts

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_solved_it_runs_and_answers(source, open_notebook, screenshot, tmp_path):
    """Every check says full marks, and each explorer answers the keyboard."""
    nbformat.write(solved(source), path := tmp_path / f"{source.stem}.ipynb")
    page = open_notebook(path)
    assert verdicts(page.notebook()) == full_marks(source)
    # One that is pointed at has no sliders, and tests of its own.
    with_sliders = page.locator(".cnnnotes-explorer:not(:has(.cnnnotes-map))")
    for place, explorer in enumerate(with_sliders.all(), 1):
        picture = explorer.locator("img").first
        before, words = picture.get_attribute("src"), picture.get_attribute("alt")
        slider = explorer.get_by_role("slider").first
        at_end = slider.get_attribute("aria-valuenow") == slider.get_attribute("aria-valuemax")
        slider.press("ArrowLeft" if at_end else "ArrowRight")
        changed = "([image, before]) => image.src !== before"
        page.wait_for_function(changed, arg=[picture.element_handle(), before], timeout=10_000)
        assert picture.get_attribute("alt") != words
        screenshot(explorer, f"{path.stem}-explorer-{place}")
    screenshot(page, path.stem)
    assert page.problems == []
