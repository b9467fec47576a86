import numpy as np
import pytest

from cnnnotes.figures import new_figure
from cnnnotes.figures.architecture_bench import architecture_bench_figure
from cnnnotes.figures.quick_text import QuickText

IMAGE = "image", (4, 6, 1), (0, 0, 24), (1, 1)


def shown(fig):
    """The words of a figure."""
    return {text.get_text() for text in fig.findobj(QuickText)} - {""}


def test_every_number_is_shown_and_what_is_gone_is_wiped_off():
    fig, move = architecture_bench_figure(2, tallest=4)
    conv = "conv 3×3, 2 filters", (2, 4, 2), (20, 144, 16), (3, 3)
    fig.alt = move([IMAGE, conv, ("flatten", (16,), (0, 0, 0), (4, 6))], 1)
    assert {"conv 3×3\n2 filters", "2×4×2", "20", "144", "16", "3×3", "flatten"} <= shown(fig)
    assert "flatten: 16. In all 20 parameters, 144 products, 40 numbers to keep." in fig.alt
    fig.alt = move([IMAGE, conv], None)
    assert "flatten" not in shown(fig)
    assert "flatten" not in fig.alt


def test_what_is_too_long_for_a_column_is_cut_or_broken():
    fig, move = architecture_bench_figure(1, tallest=300)
    name = "conv 3×3, 1000 filters, stride 2, pad same, linear"
    fig.alt = move([IMAGE, (name, (300, 300, 1000), (1, 123_456_789, 1), (3, 3))], 1)
    assert {"conv 3×3\n1000\nfilters\n…", "300×300\n×1,000", "123 million"} <= shown(fig)
    assert name in fig.alt
    assert "123,456,789 products" in fig.alt


@pytest.mark.parametrize(("va", "below"), [("center", True), ("bottom", False)])
def test_quick_text_stands_where_it_is_put(va, below):
    fig = new_figure(2, 1)
    ink = fig.add_artist(QuickText(0.5, 0.5, "26×26\n×32", va=va, color="#0072B2"))
    fig.draw_artist(ink)
    pixels = np.asarray(fig.canvas.buffer_rgba())[..., :3]
    rows, columns = np.nonzero(pixels[..., 0] < 100)
    assert abs(columns.mean() - pixels.shape[1] / 2) < 4
    assert (rows.max() > pixels.shape[0] / 2 + 2) == below
    assert (pixels[rows, columns, 2] > 150).all()
    before = pixels.copy()
    ink.set_visible(False)
    fig.draw_artist(ink)
    assert (np.asarray(fig.canvas.buffer_rgba())[..., :3] == before).all()
