import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import channels
from cnnnotes.ops import conv2d

WHOLE = st.integers(-9, 9).map(float)


@settings(max_examples=8)
@given(st.data())
def test_its_numbers_are_those_of_conv2d_and_its_arithmetic_is_right(data):
    h, w, c = (data.draw(st.integers(1, most)) for most in (6, 6, 3))
    kernel = data.draw(st.integers(1, min(h, 4))), data.draw(st.integers(1, min(w, 4))), c
    x = data.draw(arrays(float, (h, w, c), elements=WHOLE))
    k = data.draw(arrays(float, kernel, elements=WHOLE))
    bias = data.draw(WHOLE)
    view = channels(x, k, bias)
    y = conv2d(x[None], k[..., None], np.array([bias]))[0, :, :, 0]
    assert np.shape(view.pointing.words) == y.shape
    view.row.value, view.column.value = (data.draw(st.integers(0, n - 1)) for n in y.shape)
    place = view.row.value, view.column.value
    assert view.state == {"row": place[0], "column": place[1], "value": y[place]}
    _, *lines = view.text.replace("−", "-").replace("·", "*").splitlines()
    assert len(lines) == c + 1
    for line in lines:
        terms, value = line.partition(": ")[2].split(" = ")
        assert eval(terms) == float(value)
    assert float(value) == y[place]


def test_the_browser_has_all_words_and_python_follows_it():
    view = channels()
    view.pointing.set_trait("row", 1)  # as the browser does
    view.pointing.set_trait("column", 0)
    assert (view.state["row"], view.state["column"]) == (1, 0)
    assert view.text == view.pointing.words[1][0]
    view.row.value = 3
    assert view.pointing.row == 3
    assert "Row 3, column 0" in view.alt


def test_each_grid_is_where_the_picture_shows_it():
    """In the middle of each place that is sent lies the colour of the grid's middle cell."""
    x = np.zeros((3, 3, 2))
    x[1, 1] = 5
    view = channels(x, np.ones((1, 1, 2)), b=0)
    assert [grid[4:] for grid in view.pointing.grids] == [[3, 3]] * 3
    pixels = np.asarray(view.fig.canvas.buffer_rgba())[..., :3].astype(int)
    for left, top, width, height, *_ in view.pointing.grids:
        for share, blue in ((0.37, True), (0.3, False)):  # inside and outside the middle cell
            at = np.array([top + share * height, left + share * width]) * pixels.shape[:2]
            row, column = at.astype(int)
            assert (pixels[row, column, 0] < 100) == blue


@pytest.mark.parametrize(
    ("x", "w", "names", "message"),
    [
        (np.ones((3, 3)), None, None, r"x: got shape \(3, 3\)"),
        (np.ones((11, 3, 3)), None, None, r"x: got shape \(11, 3, 3\)"),
        (None, np.ones((3, 3, 2)), None, r"w: got shape \(3, 3, 2\); it needs \(KH, KW, 3\)"),
        (None, np.ones((7, 3, 3)), None, "to fit into"),
        (None, None, ["red"], "names: got 1; 3 channels need as many"),
    ],
)
def test_what_does_not_fit_is_named(x, w, names, message):
    with pytest.raises(ValueError, match=message):
        channels(x, w, names=names)
