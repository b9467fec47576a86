"""The notebooks in the browser: to their end, judged, and there again after a reload."""

import os

import pytest

pytestmark = pytest.mark.browser
# 01 and 07 have tests of their own. CNNNOTES_QUICK: those of the others that differ most.
OTHERS = ["00", "02", "03", "04", "05", "06", "08", "09", "10"]
if os.environ.get("CNNNOTES_QUICK"):
    OTHERS = ["00", "05"]

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


@pytest.mark.parametrize("name", OTHERS)
def test_a_notebook_runs_to_its_end(name, visitor):
    assert visitor().open(name).run_all() == []


def test_01_runs_and_names_a_mistake_and_what_passed_is_there_again(visitor):
    someone = visitor()
    notebook = someone.open("01")
    assert notebook.run_all() == []
    said = notebook.run("01_slide1d", WRONG)
    assert "turned" in said
    assert "passed" not in said
    assert "passed" in notebook.run("01_slide1d", RIGHT)
    notebook.run("01_conv_channels", KERNEL)
    notebook.page.evaluate("panel.context.save()")
    notebook.page.close()

    again = someone.open("01")
    assert {RIGHT, KERNEL} <= {cell["source"] for cell in again.cells()}
    said = again.run("import numpy as np", LATER)
    [row] = [line for line in said.splitlines() if line.startswith("01 ")]
    assert ", 2 of " in row
    assert "yours (01_conv_channels)" in said


def test_07_runs_in_its_short_form_and_a_training_is_paused_and_stopped(visitor):
    notebook = visitor().open("07")
    assert notebook.run_all() == []
    first, second, *_ = notebook.said("load_mnist_or_digits(").splitlines()
    assert "a browser has only what its site brings" in first
    assert "short form" in second
    notebook.run("= training_dashboard(", "training = training_dashboard(epochs=200)\ntraining")
    explorer = notebook.page.locator(".cnnnotes-explorer").last

    def press(name):
        explorer.get_by_role("button", name=name, exact=True).press("Enter")

    def says(words):
        explorer.locator("[aria-live=polite]", has_text=words).wait_for(timeout=120_000)

    press("Start")
    says("Training.")
    press("Pause")
    says("Paused in epoch")
    assert "paused" in notebook.run("model = convnet(", "training.state['status']")  # cells run
    press("Resume")
    says("Training.")
    press("Stop")
    says("the network keeps what it has learned")
