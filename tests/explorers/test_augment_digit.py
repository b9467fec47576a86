import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import datasets, ops
from cnnnotes.explorers import augment_digit
from cnnnotes.explorers.n08_augment_digit import drawn

_, (IMAGES, LABELS) = datasets.load_digits()
LIMITS = ("shift", "turn", "resize", "crop")


@pytest.fixture(scope="module")
def made():
    return augment_digit(IMAGES[:5], LABELS[:5])


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_setting_has_an_answer_and_its_images_are_those_of_ops(made, data):
    values = {}
    for name, control in made.controls.items():
        if hasattr(control, "options"):
            values[name] = data.draw(st.sampled_from([value for _, value in control._options_full]))
        else:
            values[name] = data.draw(st.integers(control.min, control.max))
    _, (text, state, _) = made.frame(**values)
    image = IMAGES[values["image"]]
    assert state["images"].shape == (8, 28, 28, 1)
    assert state["right"] == (state["read"] == state["label"]).sum()
    assert f"{state['right']} of 8 read as {state['label']}" in text
    if values["mirror"] == "no" and not values["noise"]:
        x = np.repeat(image[None], 8, axis=0)
        np.testing.assert_array_equal(state["images"], ops.warp(x, **state["moves"]))


def test_without_limits_every_image_is_the_digit_itself(made):
    for name in (*LIMITS, "noise"):
        made.controls[name].value = 0
    made.mirror.value = "no"
    assert (made.state["images"] == IMAGES[made.image.value]).all()
    made.mirror.value = "top and bottom"
    upside_down = (made.state["images"] == IMAGES[made.image.value][::-1]).all(axis=(1, 2, 3))
    assert 0 < upside_down.sum() < 8


def test_moves_keep_to_their_limits_and_differ():
    rng = np.random.default_rng(0)
    moves = drawn(rng, 28, shift=3, turn=20, resize=10, crop=0)
    for name, low, high in (("down", -3, 3), ("angle", -20, 20), ("scale", 0.9, 1.1)):
        assert low <= moves[name].min() < moves[name].max() <= high


def test_a_crop_shows_a_window_of_the_image_enlarged_and_nothing_from_outside():
    rng = np.random.default_rng(0)
    moves = drawn(rng, 28, shift=0, turn=0, resize=0, crop=14)
    assert (moves["scale"] == 2).all()
    bright = ops.warp(np.ones((8, 28, 28, 1)), **moves)
    assert bright.min() > 0.4  # half a pixel at the very edge


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"images, labels: got shapes \(3, 28, 28, 1\) and \(2,\)"):
        augment_digit(IMAGES[:3], LABELS[:2])
