"""The figures of notebook 04: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes.explorers.n04_pool import seen
from cnnnotes.figures import dots_apart, map_row, right_by_move, views
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.pool import pool_figure
from cnnnotes.ops.geometry import Windows

SHARES = np.array([[0.9, 0.6, 0.4], [0.94, 0.7, 0.4]])
FIGURES = {
    "maps": lambda: map_row({"signed": [[1, -2]], "row": [0, 0]}, ["→"]),
    "scales": lambda: map_row({"large": [[9, 8]], "small": [[-1, 0]]}, one_scale=False),
    "one map": lambda: map_row({"zeros": np.zeros((3, 2))}),
    "views": lambda: views(np.eye(4), {"all": np.ones((4, 4), dtype=bool)}),
    "dots": lambda: dots_apart([[0, 1, 0]], [(1, 1)]),
    "moves": lambda: right_by_move([0, 1, 2], {"a": SHARES, "b": SHARES, "c": SHARES}),
    "one network": lambda: right_by_move([0], {"a": [[0.5]]}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_and_has_words(name):
    data, _ = mimebundle(FIGURES[name]())
    assert data["image/png"]
    assert len(data["text/plain"].split()) > 2


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("stride", [1, 2, 4])
def test_a_pixel_is_seen_if_it_lies_in_a_window(size, stride):
    shape = (7, 10)
    stops = Windows.over(shape, (size, size), stride, 0).output
    expected = np.zeros(shape, dtype=bool)
    for i, j in np.ndindex(*stops):
        expected[i * stride : i * stride + size, j * stride : j * stride + size] = True
    assert (seen(shape, stops, size, stride) == expected).all()


def test_pixels_in_no_window_are_told():
    fig, move = pool_figure(np.ones((3, 3)), ["maximum"])
    fig.alt = move([np.ones((1, 1))], 2, 2, np.arange(9).reshape(3, 3) > 3, "maximum", (0, 0))
    assert "; 5 pixels are in no window. Outlined: the largest maximum" in fig.alt


def test_the_median_of_several_networks_is_told():
    said = right_by_move([0, 2, 4], {"a": SHARES}).alt
    assert said.endswith("a: 0 pixels 92 %, 2 pixels 65 %, 4 pixels 40 %.")


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (lambda: map_row({"x": np.ones((1, 2, 3))}), r"maps: x has shape \(1, 2, 3\)"),
        (lambda: map_row({"x": [[]]}), "maps: x has shape"),
        (lambda: map_row({"x": [1], "y": [2]}, []), "signs: got 0; 2 maps need 1"),
    ],
)
def test_what_does_not_fit_is_named(figure, message):
    with pytest.raises(ValueError, match=message):
        figure()
