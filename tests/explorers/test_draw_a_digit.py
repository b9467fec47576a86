import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import datasets, nn
from cnnnotes.explorers import draw_a_digit
from cnnnotes.explorers.n10_draw_a_digit import AS_DRAWN, CENTRED, MOST, SCALED

SMALL = nn.Sequential(
    [nn.Input((28, 28, 1)), nn.MaxPooling2D(4), nn.Flatten(), nn.Dense(10, "softmax")], seed=0
)


@pytest.fixture
def page():
    """A stroke in the upper left corner: rows 2 to 9, columns 3 and 4."""
    page = np.full((28, 28), 255)
    page[2:10, 3:5] = 0
    return page


def large(page):
    return page.repeat(5, axis=0).repeat(5, axis=1)


def test_it_says_what_the_network_says():
    network = nn.load(datasets.embedded_path("convnet.npz"))
    explorer = draw_a_digit()
    for label in range(10):
        explorer.sample.value = label
        expected = network.predict(explorer.state["image"][None, ..., None])[0]
        assert explorer.state["probabilities"] == pytest.approx(expected, abs=1e-5)
        assert explorer.state["name"] == expected.argmax()
        assert f"Named {expected.argmax()}, with" in explorer.alt


def test_a_page_as_it_is_drawn_reaches_the_network(page):
    explorer = draw_a_digit(SMALL)
    explorer.prepared.value = AS_DRAWN
    explorer.pixels = large(page)
    assert (explorer.pixels == large(page)).all()
    assert (explorer.state["image"] == 1 - page / 255).all()
    explorer.right.value, explorer.down.value = 20, -1
    assert (explorer.state["image"][1:9, 17:19] == 1).all()  # at most 14 to the right
    assert explorer.state["image"].sum() == 16


def test_what_left_the_page_comes_back_until_something_is_drawn(page):
    explorer = draw_a_digit(SMALL)
    explorer.prepared.value, explorer.pixels = AS_DRAWN, large(page)
    explorer.right.value = -4
    assert explorer.state["image"].sum() == 8
    explorer.right.value = 0
    assert explorer.state["image"].sum() == 16


def test_the_mass_is_moved_to_the_middle_by_whole_pixels(page):
    explorer = draw_a_digit(SMALL)
    explorer.prepared.value, explorer.pixels = CENTRED, large(page)
    moved = np.roll(page, (8, 10), axis=(0, 1))
    assert (explorer.state["image"] == 1 - moved / 255).all()
    assert explorer.state["centre"] == (13.5, 13.5)


def test_the_ink_is_scaled_to_20_pixels(page):
    explorer = draw_a_digit(SMALL)
    explorer.pixels = large(page)
    places = np.argwhere(explorer.state["image"] > 0)
    assert (np.ptp(places, axis=0) + 1).tolist() == [20, 5]


strokes = st.lists(st.tuples(*[st.integers(0, 139)] * 4), max_size=4)


shared = draw_a_digit(SMALL)


@settings(max_examples=25, deadline=None)
@given(strokes, st.sampled_from([SCALED, CENTRED, AS_DRAWN]), *[st.integers(-MOST, MOST)] * 2)
def test_any_drawing_anywhere_has_an_answer(strokes, prepared, right, down):
    explorer, page = shared, np.full((140, 140), 255, np.uint8)
    for top, left, bottom, end in strokes:
        page[top : bottom + 1, left : end + 1] = 0
    explorer.pixels = page
    explorer.prepared.value, explorer.right.value, explorer.down.value = prepared, right, down
    image = explorer.state["image"]
    assert image.shape == (28, 28)
    assert image.min() >= 0
    assert image.max() <= 1
    expected = SMALL.predict(image[None, ..., None])[0]
    assert explorer.state["probabilities"] == pytest.approx(expected, abs=1e-5)
    if prepared != AS_DRAWN and explorer.state["centre"] and np.argwhere(image).min() > 0:
        assert np.abs(np.subtract(explorer.state["centre"], 14)).max() < 0.6


def test_an_empty_page_is_said_to_be_empty():
    explorer = draw_a_digit(SMALL)
    explorer.clear()
    assert explorer.state["centre"] is None
    assert "an empty page" in explorer.text


def test_what_the_browser_draws_arrives(page):
    explorer = draw_a_digit(SMALL)
    assert explorer.sample.value == 3
    explorer.page.set_state({"value": memoryview(large(page).astype(np.uint8).tobytes())})
    assert (explorer.pixels == large(page)).all()
    assert explorer.sample.label == "your drawing"
    explorer.page.set_state({"right": 3, "down": -2})  # dragged
    assert (explorer.right.value, explorer.down.value) == (3, -2)
    assert "moved 3 right and -2 down" in explorer.alt
    explorer.sample.value = 8
    assert (explorer.right.value, explorer.down.value, explorer.sample.value) == (0, 0, 8)


def test_the_learners_own_preparation_is_used(page):
    def turned(img):
        img[:5] = 0  # writes to its input: the page stays as it is
        return np.full(img.shape, 0.25)

    explorer = draw_a_digit(SMALL, turned)
    explorer.pixels = large(page)
    assert (explorer.state["image"] == 0.25).all()
    assert (explorer.pixels == large(page)).all()
    assert "by your own prepare" in explorer.text


def stub(img):
    raise NotImplementedError


def test_until_it_is_written_the_courses_is_used_and_that_is_said(page):
    explorer, courses = draw_a_digit(SMALL, stub), draw_a_digit(SMALL)
    explorer.pixels = courses.pixels = large(page)
    assert (explorer.state["image"] == courses.state["image"]).all()
    assert "not written yet" in explorer.text


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda img: img / 0.1, "prepare returned .* to 2550; the network knows 0 to 1"),
        (lambda img: img[0], r"prepare returned shape \(28,\); it needs \(28, 28\)"),
        (lambda img: img[99], "prepare raised IndexError"),
        (lambda img: np.full(img.shape, np.nan), "prepare returned nan to nan"),
        (lambda img: "ink", "prepare raised ValueError"),
    ],
)
def test_a_preparation_that_does_not_fit_is_explained(prepare, message, page):
    explorer = draw_a_digit(SMALL, prepare)
    assert explorer.state == {}
    assert re.search(message, explorer.text)
    explorer.prepared.value = AS_DRAWN
    assert explorer.state["image"].shape == (28, 28)


@pytest.mark.parametrize("pixels", [np.zeros((10, 10)), np.full((28, 28), 300), [["a"] * 28] * 28])
def test_a_page_that_does_not_fit_is_refused(pixels):
    with pytest.raises(ValueError, match="pixels: got shape"):
        shared.pixels = pixels


def test_a_network_for_other_images_is_refused():
    other = nn.Sequential([nn.Input((8, 8, 1)), nn.Flatten(), nn.Dense(10)], seed=0)
    with pytest.raises(ValueError, match=r"x must have shape \(N, 8, 8, 1\)"):
        draw_a_digit(other)


def test_layers_without_maps_and_with_negative_numbers_are_shown():
    layers = [nn.Conv2D(3, 5), nn.BatchNormalization(), nn.GlobalAveragePooling2D()]
    layers = [nn.Input((28, 28, 1)), *layers, nn.Dense(5), nn.Dense(10, "softmax")]
    alt = draw_a_digit(nn.Sequential(layers, seed=0)).alt
    assert "convolution 1 24×24×3: 3 of 3 maps" in alt
    assert "dense 1 5: 5 of 5" in alt
    assert "dense 2" not in alt
