import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import nn
from cnnnotes.exercises import get
from cnnnotes.explorers import receptive_field
from cnnnotes.explorers.n02_receptive_field import LAYERS, NONE, Slide
from cnnnotes.ops import conv2d

IMAGE = np.arange(9 * 12.0).reshape(9, 12)
VIEW = receptive_field([], IMAGE)  # one for all settings
KINDS = {str(layer): layer for layer in LAYERS}


def sees(stack, row, column):
    """Pixels that reach an output of a stack of convolutions: one after the other is made NaN."""
    x = np.zeros((IMAGE.size, *IMAGE.shape, 1))
    x.reshape(IMAGE.size, -1)[np.diag_indices(IMAGE.size)] = np.nan
    for kernel, stride, padding, dilation in stack:
        w = np.ones((kernel, kernel, 1, 1))
        x = conv2d(x, w, stride=stride, padding=padding, dilation=dilation)
    return np.isnan(x[:, row, column, 0]).reshape(IMAGE.shape)


@settings(max_examples=12)
@given(st.lists(st.sampled_from([NONE, *KINDS]), min_size=5, max_size=5), st.data())
def test_what_it_shows_is_what_convolutions_see(names, data):
    stack = [KINDS[name] for name in names if name != NONE]
    for place, name in enumerate(names, 1):
        VIEW.controls[f"layer_{place}"].value = name
    try:
        seen = sees(stack, -1, -1)
    except ValueError:
        assert VIEW.text.startswith("layer ")
        assert VIEW.state == {}
        return
    assert VIEW.state
    row, column = VIEW.row.value, VIEW.column.value = 0, 0
    if VIEW.row.max > 1 and VIEW.column.max > 1:
        row = VIEW.row.value = data.draw(st.integers(0, VIEW.row.max))
        column = VIEW.column.value = data.draw(st.integers(0, VIEW.column.max))
        assert VIEW.state["outputs"] == (VIEW.row.max + 1, VIEW.column.max + 1)
    seen = sees(stack, row, column)
    assert VIEW.state["rows"] == np.flatnonzero(seen.any(axis=1)).tolist()
    assert VIEW.state["columns"] == np.flatnonzero(seen.any(axis=0)).tolist()
    assert f"sees {seen.sum()} of 108 pixels" in VIEW.text
    if all(layer.dilation == 1 for layer in stack):
        layers = [layer[:2] for layer in stack]
        assert VIEW.state["field"] == get("02_receptive_field").reference(layers)


def test_the_sum_is_right():
    view = receptive_field([(3, 2), (3, 1, 0, 2), (2, 2)], formula=True)
    growth = view.text.partition("sees ")[2].partition(" pixels")[0]
    total, field = growth.replace("−", "-").replace("·", "*").split(" = ")
    assert eval(total) == int(field) == view.state["field"] == 13


def test_a_network_is_taken_as_it_is():
    view = receptive_field(nn.models.convnet(seed=0))
    assert [view.controls[f"layer_{i}"].value for i in (1, 2)] == ["3×3", "2×2, stride 2"]
    assert view.state["field"] == 18
    even = nn.Sequential([nn.Input((28, 28, 1)), nn.Conv2D(2, 4, padding="same")])
    assert receptive_field(even).layer_1.value == "4×4, padding (1, 2)"


def test_a_single_output_has_no_neighbour():
    view = receptive_field([(5, 1), (5, 1)], np.eye(9))
    view.row.value = 1
    assert (view.row.value, view.row.disabled) == (0, True)
    assert "Output (0, 0) sees" in view.text


@pytest.mark.parametrize(
    ("layers", "image", "message"),
    [
        ([(3, 1)] * 6, None, "layers: got 6 that slide; there is room for 5"),
        ([(3, 1)], np.ones((28, 28, 1)), r"image: got shape \(28, 28, 1\)"),
        ([(3, 1)], np.ones((28, 33)), r"image: got shape \(28, 33\)"),
        (nn.Sequential([nn.Input((9, 9, 1)), nn.Conv2D(1, (3, 2))]), None, "not square"),
    ],
)
def test_what_does_not_fit_is_named(layers, image, message):
    with pytest.raises(ValueError, match=message):
        receptive_field(layers, image)


def test_a_layer_says_what_is_not_usual():
    assert str(Slide(3, 2, 1, 2)) == "3×3, stride 2, padding 1, dilation 2"
