"""The README's pictures, taken from a real JupyterLab: `make screenshots`."""

from pathlib import Path

import pytest
from PIL import Image

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TURNED = """\
def slide2d(x, k):
    H, W = x.shape
    KH, KW = k.shape
    y = np.zeros((H - KH + 1, W - KW + 1))
    for i in range(H - KH + 1):
        for j in range(W - KW + 1):
            y[i, j] = (x[i : i + KH, j : j + KW] * k[::-1, ::-1]).sum()
    return y"""


@pytest.fixture
def keep():
    """Return a function that takes a picture of an element, in few colours, for the README."""

    def take(element, name):
        PICTURES.mkdir(exist_ok=True)
        element.screenshot(path=(path := PICTURES / f"{name}.png"))
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(path, optimize=True)

    return take


def test_an_explorer(open_cells, keep):
    page = open_cells("from cnnnotes.explorers import window_walk\nwindow_walk()")
    row, column = (page.get_by_role("slider", name=name) for name in ("row", "column"))
    row.press("ArrowRight")
    column.press("ArrowRight")
    page.get_by_role("img", name="row 3, column 4").wait_for()
    keep(page.locator(".cnnnotes-explorer"), "explorer")


def test_a_check_that_names_a_mistake(open_cells, keep):
    page = open_cells(
        "import numpy as np\nfrom cnnnotes.grading import check",
        TURNED,
        'check("01_slide2d", slide2d)',
    )
    keep(page.locator(".jp-Cell").nth(2), "check")
