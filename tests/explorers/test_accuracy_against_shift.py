import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.explorers import accuracy_against_shift
from cnnnotes.explorers.n10_accuracy_against_shift import DIRECTIONS, SHIFTS


class Where:
    """Stands in for a network: names the row or the column of the ink."""

    def __init__(self, axis):
        self.axis = axis

    def check_inputs(self, x):
        return np.asarray(x, float)

    def predict(self, x):
        return np.eye(12)[x.max(axis=(3 - self.axis, 3)).argmax(axis=1)]


IMAGES = np.zeros((3, 12, 12, 1))
IMAGES[0, 4, 6] = IMAGES[1, 4, 9] = IMAGES[2, 7, 2] = 1
BOTH = {"rows": Where(1), "columns": Where(2)}
explorer = accuracy_against_shift(BOTH, IMAGES, [6, 9, 3])


def test_its_numbers_are_those_of_the_moved_images():
    explorer.direction.value = "sideways"
    for shift, right in {0: 2, 1: 1, 2: 0, -1: 0, 8: 0}.items():
        explorer.shift.value = shift
        assert explorer.state["accuracy"] == {"rows": 0, "columns": right / 3}
        assert f"columns: {right} of 3 right" in explorer.text


def test_an_image_goes_where_the_direction_says():
    explorer.image.value, explorer.shift.value = 0, 3
    for direction, names in {
        "sideways": (4, 9),
        "up and down": (7, 6),
        "along the diagonal": (7, 9),
    }.items():
        explorer.direction.value = direction
        assert tuple(explorer.state["names"].values()) == names
    assert "a 6, moved 3 down and right" in explorer.alt


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2), st.sampled_from(SHIFTS), st.sampled_from(list(DIRECTIONS)))
def test_any_setting_has_an_answer(digit, shift, direction):
    _, shown = explorer.frame(image=digit, shift=shift, direction=direction)
    assert all(0 <= share <= 1 for share in shown.numbers["accuracy"].values())
    assert shown.text.count("\n") == 1


@pytest.mark.parametrize(
    ("models", "labels", "message"),
    [
        ({}, [1, 2, 3], "models: got 0"),
        (dict.fromkeys("abcd", BOTH["rows"]), [1, 2, 3], "models: got 4; it needs one to 3"),
        (BOTH, [1], "labels: got shape"),
    ],
)
def test_what_does_not_fit_is_refused(models, labels, message):
    with pytest.raises(ValueError, match=message):
        accuracy_against_shift(models, IMAGES, labels)
