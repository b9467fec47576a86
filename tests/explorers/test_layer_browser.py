import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import nn
from cnnnotes.explorers import layer_browser
from cnnnotes.explorers._layers import named_layers, seen_from

LAYERS = [
    nn.Input((12, 10, 2)),
    nn.Conv2D(3, 3, padding="same", activation="relu"),
    nn.MaxPooling2D(2),
    nn.Conv2D(5, (2, 3), strides=(2, 1)),
    nn.Dropout(0.5),
    nn.Flatten(),
    nn.Dense(4, activation="relu"),
    nn.Dense(3, activation="softmax"),
]
MODEL = nn.Sequential(LAYERS, seed=1)
IMAGES = np.random.default_rng(2).random((3, 12, 10, 2)).astype(np.float32)
LABELS = [0, 2, 1]
BROWSER = layer_browser(MODEL, IMAGES, LABELS)
PLACES = list(named_layers(MODEL).values())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2), st.integers(0, len(PLACES) - 1), st.integers(0, 4))
def test_its_numbers_are_those_of_the_network(digit, layer, chosen):
    BROWSER.image.value, BROWSER.layer.value, BROWSER.map.value = digit, layer, chosen
    output = MODEL.activations(IMAGES[digit : digit + 1])[PLACES[layer]]
    chosen = min(chosen, output.shape[-1] - 1)  # where the slider ends
    assert BROWSER.map.value == chosen
    state, own = BROWSER.state, np.atleast_3d(output[0, ..., chosen])[..., 0]
    assert state["value"] == pytest.approx(own.max())
    assert own[state["row"], state["column"]] == pytest.approx(own.max())
    weights = MODEL.layers[PLACES[layer]].weights.values()
    assert state["parameters"] == sum(w.size for w in weights) // output.shape[-1] * bool(weights)
    assert state["layer"] in BROWSER.text
    assert state["layer"] in BROWSER.alt


@pytest.mark.parametrize("place", range(len(LAYERS) - 1))
def test_only_the_pixels_that_a_place_has_seen_move_it(place):
    """By the gradient: what a place answers depends on the framed pixels and on no others."""
    parts = [type(layer)(**layer.config) for layer in MODEL.layers[: place + 1]]
    for part in parts:
        part.activation = None
    part = nn.Sequential([nn.Input((12, 10, 2)), *parts], seed=0)
    shape = part.shapes[-1]
    for row, column in ((0, 0), (shape[0] - 1, shape[1] - 1)) if len(shape) == 3 else ((0, 0),):
        dy = np.zeros((1, *shape), np.float32)
        dy[(0, row, column, 0) if len(shape) == 3 else (0, -1)] = 1
        if isinstance(parts[-1], nn.Flatten):
            dy[:] = 1
        moved = np.argwhere(np.abs(part.scores_backward(dy, IMAGES[:1])).sum(axis=(0, 3)))
        rows, columns = seen_from(MODEL, place, row, column)
        for axis, seen in enumerate((rows, columns)):
            assert seen.start <= moved[:, axis].min()
            assert moved[:, axis].max() < seen.stop
        if place in (0, 2):  # a convolution: nothing wins, all of it counts
            assert (moved[0] <= [rows.start + 1, columns.start + 1]).all()


def test_a_map_that_finds_nothing_says_so():
    blank = layer_browser(MODEL, 0 * IMAGES, LABELS)
    assert "nothing in this image excites it" in blank.text


def test_without_arguments_it_shows_the_courses_network():
    browser = layer_browser()
    browser.layer.value, browser.map.value = 4, 100
    assert browser.state["shape"] == (3, 3, 128)
    assert browser.state["parameters"] == 3 * 3 * 64 + 1
    sizes = [s.stop - s.start for s in browser.state["seen"]]
    assert sizes == [18, 18]


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (np.zeros((2, 12, 10)), [0, 1], "x must have shape"),
        (IMAGES, [0, 1], r"labels: got shape \(2,\)"),
        (IMAGES[:0], [], "images: got shape"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(images, labels, message):
    with pytest.raises(ValueError, match=message):
        layer_browser(MODEL, images, labels)
