import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import datasets
from cnnnotes.explorers import kernel_studio
from cnnnotes.explorers.n01_kernel_studio import KEPT, OWN, PRESETS, TURNED
from cnnnotes.ops import conv2d

STUDIO = kernel_studio()  # one for all settings
PLACES = [f"k{row}{column}" for row in range(3) for column in range(3)]


def response(kernel):
    grey = datasets.house().mean(axis=2)
    return conv2d(grey[None, :, :, None], np.array(kernel)[:, :, None, None])[0, :, :, 0]


@settings(max_examples=4)
@given(
    st.lists(st.integers(-9, 9), min_size=9, max_size=9),
    st.integers(1, 16),
    st.sampled_from([KEPT, TURNED]),
)
def test_its_response_is_that_of_conv2d(numbers, divide_by, turn):
    places = dict(zip(PLACES, numbers, strict=True))
    _, (text, state, _) = STUDIO.frame(divide_by=divide_by, turn=turn, **places)
    kernel = np.reshape(numbers, (3, 3)) / divide_by
    expected = response(kernel if turn == KEPT else kernel[::-1, ::-1])
    assert np.allclose(state["response"], expected)
    row, column = np.unravel_index(state["response"].argmax(), expected.shape)
    assert f"at row {row}, column {column}" in text


def test_a_preset_moves_the_numbers_and_a_number_makes_it_ones_own():
    studio = kernel_studio()
    for name, (numbers, divide_by) in PRESETS.items():
        studio.preset.value = name
        assert [studio.controls[place].value for place in PLACES] == list(numbers)
        assert np.allclose(studio.state["kernel"].ravel(), np.array(numbers) / divide_by)
        assert studio.preset.value == name
    studio.turn.value = TURNED
    assert studio.preset.value != OWN
    studio.k11.value = 3
    assert studio.preset.value == OWN
    studio.preset.value = "blur"
    studio.divide_by.value = 8
    assert studio.preset.value == OWN


def test_a_preset_is_drawn_once(monkeypatch):
    studio = kernel_studio()
    drawn = []
    monkeypatch.setattr(studio, "_move", lambda kernel, response: drawn.append(kernel))
    studio.preset.value = "soft blur"
    assert len(drawn) == 1


def test_what_a_kernel_does_to_plain_areas_is_said():
    studio = kernel_studio()
    said = {"left edges": "give 0", "blur": "stay"}
    for preset, words in said.items():
        studio.preset.value = preset
        assert words in studio.text
    studio.k00.value = 10 - studio.k00.value
    assert "become 1.89 times" in studio.text


@pytest.mark.parametrize("shape", [(2, 5), (5,), (129, 9), (3, 3, 3, 3)])
def test_a_picture_that_does_not_fit_is_refused(shape):
    with pytest.raises(ValueError, match=r"picture: got shape .*\[::4, ::4\]"):
        kernel_studio(np.ones(shape))


def test_whole_pixels_and_colours_are_taken():
    photo = np.arange(8 * 9 * 3, dtype=np.uint8).reshape(8, 9, 3)
    photo.flags.writeable = False
    assert kernel_studio(photo).state["response"].shape == (6, 7)
