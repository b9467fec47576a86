"""A training driven by keyboard alone, in a real browser, while another cell runs."""

import pytest

pytestmark = pytest.mark.browser
COUNT_FRAMES = """image => {
    window.frames_ = 0;
    const observer = new MutationObserver(() => window.frames_++);
    observer.observe(image, { attributes: true, attributeFilter: ["src"] });
}"""


@pytest.fixture
def page(open_cells):
    page = open_cells(
        "from cnnnotes.explorers import training_dashboard\n"
        "dashboard = training_dashboard(epochs=200)\n"
        "dashboard",
        "1",
    )
    page.explorer = page.locator(".cnnnotes-explorer")
    page.picture = page.explorer.locator("img")
    yield page
    assert page.problems == []


def says(page, words):
    page.explorer.locator("[aria-live=polite]", has_text=words).wait_for(timeout=20_000)


def frames(page, count):
    """Wait until the picture has changed so often."""
    page.picture.evaluate(COUNT_FRAMES)
    page.wait_for_function(f"window.frames_ >= {count}", timeout=30_000)


def test_start_pause_resume_stop_by_keyboard(page, screenshot):
    start = page.get_by_role("button", name="Start", exact=True)
    start.press("Enter")
    frames(page, 5)
    screenshot(page, "dashboard-running")
    page.keyboard.press("Space")  # the same button, which now says Pause
    says(page, "Paused in epoch")
    paused = page.picture.get_attribute("alt")
    assert "paused: epoch" in paused
    page.wait_for_timeout(700)
    assert page.picture.get_attribute("alt") == paused
    screenshot(page, "dashboard-paused")

    page.keyboard.press("Enter")
    says(page, "Training.")
    frames(page, 3)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "the network keeps what it has learned")
    screenshot(page, "dashboard-stopped")


def test_other_cells_run_meanwhile_and_controls_answer(page, lab):
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    frames(page, 2)
    page.evaluate("""() => {
        const panel = jupyterapp.shell.currentWidget;
        panel.content.activeCellIndex = 1;
        panel.content.activeCell.model.sharedModel.source =
            `import pathlib, time
while not pathlib.Path("go_on").exists():
    time.sleep(0.1)
dashboard.state["running"]`;
        window.done = false;
        jupyterapp.commands.execute('notebook:run-cell').then(() => window.done = true);
    }""")
    frames(page, 2)
    assert not page.evaluate("window.done")  # the picture went on while the kernel was busy
    (lab.folder / "go_on").touch()
    page.locator(".jp-OutputArea-output", has_text="True").wait_for(timeout=20_000)
    rate = page.get_by_role("combobox", name="learning rate, at once")
    rate.select_option("0.003")
    page.get_by_role("img", name="0.001 → 0.003").wait_for()
    page.get_by_role("slider", name="test image, at once").press("ArrowRight")
    page.get_by_role("img", name="in test image 1").wait_for()


def test_every_control_has_a_name_that_says_when_it_counts(page):
    for role in ("combobox", "slider"):
        for control in page.explorer.get_by_role(role).all():
            name = control.evaluate("e => e.ariaLabel ?? e.labels[0].textContent")
            assert name.endswith((", at once", ", from the next start"))
