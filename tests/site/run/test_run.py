"""The notebooks in the browser: to their end, judged, and there again after a reload."""

import os

import pytest

CELLS = "() => panel.content.widgets.map(cell => ({source: cell.model.sharedModel.getSource()}))"
pytestmark = pytest.mark.browser
# `make site-test` runs them all; here those that differ most.
SOME = ["00", "01", "05", "10"]
ALL = [f"{n:02}" for n in range(11)] if os.environ.get("CNNNOTES_WHOLE_SITE") else SOME

WRONG = """
def slide1d(x, k):
    return np.array([x[i : i + len(k)] @ k[::-1] for i in range(len(x) - len(k) + 1)])
check("01_slide1d", slide1d)"""
RIGHT = WRONG.replace("[::-1]", "")
KERNEL = """
def conv_channels(x, w, b):
    return ops.conv2d(x[None], w, b)[0]
check("01_conv_channels", conv_channels)"""
LATER = """
from cnnnotes.grading import progress
from cnnnotes.own_kernels import own_kernels
print(progress(), own_kernels(), sep="\\n")"""


@pytest.mark.parametrize("name", ALL)
def test_a_notebook_runs_to_its_end(name, visitor, run_all):
    page = visitor().open(name)
    assert run_all(page) == []


def test_a_check_names_the_mistake_and_what_passed_is_kept(visitor, run_cell):
    someone = visitor()
    page = someone.open("01")
    run_cell(page, "import numpy as np")
    said, _ = run_cell(page, "01_slide1d", WRONG)
    assert "turned" in said
    assert "passed" not in said
    said, _ = run_cell(page, "01_slide1d", RIGHT)
    assert "passed" in said
    run_cell(page, "01_conv_channels", KERNEL)
    page.evaluate("panel.context.save()")
    page.close()

    again = someone.open("01")
    assert {RIGHT, KERNEL} <= {cell["source"] for cell in again.evaluate(CELLS)}
    said, _ = run_cell(again, "import numpy as np", LATER)
    [row] = [line for line in said.splitlines() if line.startswith("01 ")]
    assert ", 2 of " in row
    assert "yours (01_conv_channels)" in said


def test_a_training_is_paused_and_stopped_by_its_buttons(visitor, run_cell):
    page = visitor().open("07")
    code = (
        "from cnnnotes.explorers import training_dashboard\n"
        "dashboard = training_dashboard(epochs=200)\ndashboard"
    )
    run_cell(page, "import os", code)
    explorer = page.locator(".cnnnotes-explorer").first

    def says(words):
        live = explorer.locator("[aria-live=polite]", has_text=words)
        live.wait_for(timeout=120_000)

    explorer.get_by_role("button", name="Start", exact=True).press("Enter")
    says("Training.")
    explorer.get_by_role("button", name="Pause", exact=True).press("Enter")
    says("Paused in epoch")
    said, _ = run_cell(page, "model = convnet()", "dashboard.state['status']")  # other cells run
    assert "paused" in said
    explorer.get_by_role("button", name="Resume", exact=True).press("Enter")
    says("Training.")
    explorer.get_by_role("button", name="Stop", exact=True).press("Enter")
    says("the network keeps what it has learned")


def test_the_short_form_and_the_missing_mnist_are_said_in_a_line_each(visitor, run_cell):
    page = visitor().open("07")
    run_cell(page, "import os")
    said, _ = run_cell(page, "load_mnist_or_digits")
    first, second, *_ = said.splitlines()
    assert "a browser has only what its site brings" in first
    assert "short form" in second
