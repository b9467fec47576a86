import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes import ops
from cnnnotes.explorers import who_gets_the_gradient

LAYERS = ("convolution", "max pooling", "average pooling")


def image(array):
    return array[None, :, :, None]


def backward(layer, dy, x, w, stride):
    """dx and dw, by the course's kernels."""
    if layer == "convolution":
        dx, dw, _ = ops.conv2d_backward(image(dy), image(x), w[:, :, None, None], stride=stride)
        return dx[0, :, :, 0], dw[:, :, 0, 0]
    pool = ops.max_pool2d_backward if layer == "max pooling" else ops.avg_pool2d_backward
    return pool(image(dy), image(x), w.shape, stride=stride)[0, :, :, 0], None


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("stride", [1, 2])
def test_the_shares_of_all_outputs_add_up_to_the_layers_gradients(layer, stride):
    rng = np.random.default_rng(2)
    x, w = rng.integers(0, 4, (4, 6)).astype(float), rng.normal(size=(2, 3))
    dy = rng.normal(size=[(n - k) // stride + 1 for n, k in zip(x.shape, w.shape, strict=True)])
    who = who_gets_the_gradient(x, w, dy, stride=stride, layer=layer)
    to_x, to_w = 0, 0
    for row, column in np.ndindex(dy.shape):
        who.row.value, who.column.value = row, column
        assert who.state["gradient"] == dy[row, column]
        assert f"row {row}, column {column} has the gradient" in who.alt
        to_x, to_w = to_x + who.state["to_x"], to_w + who.state.get("to_w", 0)
    dx, dw = backward(layer, dy, x, w, stride)
    assert to_x == pytest.approx(dx)
    assert who.state["dx"] == pytest.approx(dx)
    if layer == "convolution":
        assert to_w == pytest.approx(dw)
        assert who.state["dw"] == pytest.approx(dw)
        assert who.state["db"] == pytest.approx(dy.sum())


def test_its_arithmetic_is_right():
    who = who_gets_the_gradient()
    for row in range(4):
        who.row.value = row
        pixel, weight = (
            part.split(": ")[1].replace("−", "-").replace("·", "*").split(" = ")
            for part in who.text.split(". ")[1:3]
        )
        top, left = row, who.column.value
        assert eval(pixel[0]) == float(pixel[1]) == who.state["to_x"][top, left]
        assert eval(weight[0]) == float(weight[1]) == who.state["to_w"][0, 0]


def test_a_tie_is_told():
    who = who_gets_the_gradient([[2, 3], [3, 1]], np.ones((2, 2)), [[7]], layer="max pooling")
    assert "The 3 at row 0, column 1 won, the first of those tied: it gets 7" in who.text
    who.layer.value = "average pooling"
    assert who.text.endswith("Each of the 4 pixels gets 7/4 = 1.75.")
    who.layer.value = "convolution"
    assert (who.state["to_w"] == [[14, 21], [21, 7]]).all()


def test_pixels_in_no_window_are_told():
    who = who_gets_the_gradient(np.ones((5, 5)), np.ones((2, 2)), stride=2)
    assert who.text.endswith(" 9 pixels lie in no window of stride 2: they get 0.")
    assert (who.state["dx"][4] == 0).all()
    assert "no window" not in who_gets_the_gradient().text


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_any_array_and_any_setting_has_an_answer(data):
    sides, numbers = st.integers(1, 8), st.floats(-1e4, 1e4) | st.integers(-9, 9).map(float)
    x = data.draw(arrays(float, st.tuples(sides, sides), elements=numbers))
    kernel = st.tuples(*(st.integers(1, side) for side in x.shape))
    w = data.draw(arrays(float, kernel, elements=numbers))
    stride = data.draw(st.integers(1, 4))
    who = who_gets_the_gradient(x, w, stride=stride)
    who.layer.value = layer = data.draw(st.sampled_from(LAYERS))
    row = who.row.value = data.draw(st.integers(0, who.row.max))
    column = who.column.value = data.draw(st.integers(0, who.column.max))
    alone = np.zeros((who.row.max + 1, who.column.max + 1))
    alone[row, column] = who.state["gradient"]
    assert who.state["to_x"] == pytest.approx(backward(layer, alone, x, w, stride)[0])
    assert who.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": [1, 2]}, r"x: got shape \(2,\)"),
        ({"x": [["a"]]}, "x: got .* finite numbers"),
        ({"x": [[1, np.nan]]}, "x: got .* finite"),
        ({"x": [[1, 2]]}, r"w: got shape \(3, 3\); it must fit into x, which has \(1, 2\)"),
        ({"dy": [[1]]}, r"dy: got shape \(1, 1\); the layer's output has \(4, 4\)"),
        ({"layer": "dense"}, "layer: got 'dense'"),
        ({"stride": 0}, "stride"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(arguments, message):
    with pytest.raises(ValueError, match=message):
        who_gets_the_gradient(**arguments)
