import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import nn
from cnnnotes.explorers import occluder

LAYERS = [nn.Input((7, 9, 2)), nn.Conv2D(3, 3, activation="tanh"), nn.Flatten()]
MODEL = nn.Sequential([*LAYERS, nn.Dense(3, activation="softmax")], seed=1)
IMAGES = np.random.default_rng(2).random((3, 7, 9, 2)).astype(np.float32)
LABELS = np.array([0, 2, 1])
OCCLUDER = occluder(MODEL, IMAGES, LABELS)


@settings(max_examples=20, deadline=None)
@given(
    image=st.integers(0, 2),
    row=st.integers(0, 6),
    column=st.integers(0, 8),
    size=st.integers(1, 7),
    fill=st.sampled_from([0.0, 0.5, 1.0]),
)
def test_its_numbers_are_those_of_the_network(image, row, column, size, fill):
    OCCLUDER.size.value, OCCLUDER.fill.value, OCCLUDER.image.value = size, fill, image
    OCCLUDER.row.value, OCCLUDER.column.value = row, column
    row, column = min(row, 7 - size), min(column, 9 - size)  # where the last patch begins
    assert (OCCLUDER.row.value, OCCLUDER.column.value) == (row, column)
    hidden = IMAGES[image : image + 1].copy()
    hidden[0, row : row + size, column : column + size] = fill
    before, after = MODEL.predict(IMAGES[image : image + 1])[0], MODEL.predict(hidden)[0]
    label, state = LABELS[image], OCCLUDER.state
    assert state["fall"] == pytest.approx(before[label] - after[label], abs=1e-6)
    assert state["name"] == after.argmax()
    assert state["falls"].shape == (7 - size + 1, 9 - size + 1)
    assert state["falls"][row, column] == pytest.approx(state["fall"], abs=1e-6)
    assert f"{size}×{size} hidden from row {row}, column {column} on" in OCCLUDER.text


def test_the_learners_images_are_left_alone():
    images = IMAGES.copy()
    images.flags.writeable = False
    occluder(MODEL, images, LABELS).fill.value = 1.0


def test_images_smaller_than_the_first_patch_have_a_smaller_one():
    small = nn.Sequential([nn.Input((3, 4, 1)), nn.Flatten(), nn.Dense(2, "softmax")], seed=0)
    tiny = occluder(small, np.ones((1, 3, 4, 1)), [1])
    assert tiny.size.value == 3
    assert tiny.state["falls"].shape == (1, 2)
