"""The figures that teach: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes import datasets
from cnnnotes.figures import (
    batch_axes,
    channel_sum,
    equation,
    exciting_patches,
    found_at,
    kernel_zoo,
    network_stages,
    signal_response,
)
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.patches import _rows
from cnnnotes.nn import Conv2D, Input, MaxPooling2D, Sequential

EDGE = [[-1, 0, 1]] * 3
FIGURES = {
    "batch": lambda: batch_axes(np.ones((2, 5, 7, 3))),
    "channels": lambda: channel_sum(datasets.house(), np.ones((3, 3, 3)), -1),
    "one channel": lambda: channel_sum(np.ones((4, 4, 1)), np.ones((2, 2, 1))),
    "equation": lambda: equation({"a\nlong title": np.eye(2), "b": [1, 2]}, ["="]),
    "found": lambda: found_at(np.eye(5), np.eye(2)),
    "plain": lambda: found_at(np.zeros((4, 4)), np.zeros((2, 2))),
    "zoo": lambda: kernel_zoo(np.eye(5), {"edge": EDGE, "blur": np.ones((2, 2)) / 4}),
    "signal": lambda: signal_response([1, 2, 3], [1, -1]),
    "stages": lambda: network_stages(
        [("image", np.eye(4)[..., None]), ("all", np.ones((1, 1, 9)))]
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_and_has_words(name):
    data, _ = mimebundle(FIGURES[name]())
    assert data["image/png"]
    assert len(data["text/plain"].split()) > 3


def test_the_place_that_answers_most_is_named():
    picture = np.zeros((6, 7))
    picture[3:5, 2:4] = [[1, 2], [3, 4]]
    assert found_at(picture, [[1, 2], [3, 4]]).alt.endswith("with 30, at row 3, column 2.")


def test_the_pieces_are_what_the_units_see():
    """A unit behind a pooling that looks for one pattern is excited by this pattern."""
    pattern = np.arange(1.0, 17).reshape(4, 4) / 16
    images = np.zeros((3, 12, 12, 1))
    for n, (row, column) in enumerate([(0, 0), (2, 4), (6, 8)]):
        images[n, row : row + 4, column : column + 4, 0] = pattern
    layers = [Input((12, 12, 1)), Conv2D(1, 1), MaxPooling2D(2), Conv2D(1, 2)]
    model = Sequential(layers, seed=0, dtype=float)
    for layer in (model.layers[0], model.layers[2]):
        layer.weights["w"][...] = 1
    _, (size, pieces) = [
        (size, {u: list(p) for u, p in of.items()}) for size, of in _rows(model, images, 1, 3)
    ]
    assert size == 4
    assert all((piece == pattern).all() for piece in pieces[0])


def test_more_units_than_there_are_are_not_asked_for():
    model = Sequential([Input((4, 4, 1)), Conv2D(2, 3)], seed=0)
    assert exciting_patches(model, np.ones((2, 4, 4, 1)), units=1, patches=1).alt


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (lambda: batch_axes(np.ones((28, 28))), r"batch: got shape \(28, 28\)"),
        (lambda: equation({"x": [1], "y": [2]}, []), "signs: got 0; 2 arrays need 1"),
        (lambda: equation({"x": np.ones((1, 2, 3))}, []), r"arrays: x has shape \(1, 2, 3\)"),
    ],
)
def test_what_does_not_fit_is_named(figure, message):
    with pytest.raises(ValueError, match=message):
        figure()
