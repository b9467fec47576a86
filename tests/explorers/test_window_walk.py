import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import window_walk
from cnnnotes.ops import conv2d


def test_its_numbers_are_those_of_conv2d_at_every_stop():
    rng = np.random.default_rng(1)
    x, k = rng.normal(size=(4, 6)), rng.normal(size=(2, 3))
    y = conv2d(x[None, :, :, None], k[:, :, None, None])[0, :, :, 0]
    walk = window_walk(x, k)
    for row in range(3):
        for column in range(4):
            walk.row.value, walk.column.value = row, column
            assert walk.state == {"row": row, "column": column, "value": y[row, column]}
            assert f"row {row}, column {column};" in walk.alt


def test_its_arithmetic_is_right():
    walk = window_walk()
    for column in range(7):
        walk.column.value = column
        place, arithmetic = walk.text.replace("−", "-").split(":")
        products, value = arithmetic.replace("·", "*").split("=")
        assert place == f"row 2, column {column}"
        assert eval(products) == float(value) == walk.state["value"]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_array_and_any_setting_has_an_answer(data):
    sides = st.integers(1, 16)
    numbers = st.floats(-1e4, 1e4) | st.integers(-9, 9).map(float)
    x = data.draw(arrays(float, st.tuples(sides, sides), elements=numbers))
    k_sides = st.tuples(*(st.integers(1, side) for side in x.shape))
    k = data.draw(arrays(float, k_sides, elements=numbers))
    walk = window_walk(x, k)
    row = walk.row.value = data.draw(st.integers(0, walk.row.max))
    column = walk.column.value = data.draw(st.integers(0, walk.column.max))
    products = x[row : row + k.shape[0], column : column + k.shape[1]] * k
    assert walk.state["value"] == pytest.approx(products.sum(), rel=1e-9, abs=1e-3)
    assert walk.text
    assert "−0 " not in walk.text


@pytest.mark.parametrize(
    ("x", "k", "message"),
    [
        (np.zeros((3, 3, 1)), None, r"x: got shape \(3, 3, 1\)"),
        ([[1, 2], [3]], None, "x: got rows of different lengths"),
        ([["a", "b"]], None, "x: got"),
        ([[1, np.nan]], [[1]], "x: got .* finite"),
        ([[]], [[1]], "x: got"),
        (None, "edge", "k: got"),
        (None, [[1j]], "k: got"),
        ([[1, 2, 3]], None, r"k: got shape \(3, 3\); it must fit into x"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_name(x, k, message):
    with pytest.raises(ValueError, match=message):
        window_walk(x, k)


def test_a_signal_is_walked_in_one_direction():
    walk = window_walk([1, 2, 3, 4], [1, -1])
    walk.column.value = 2
    assert walk.text == "row 0, column 2:  3·1 + 4·(−1) = −1"


def test_a_large_kernel_is_summed_in_words():
    walk = window_walk(np.ones((20, 20)), np.ones((6, 6)))
    assert walk.text.endswith("sum of 36 products = 36")


def test_the_learners_own_array_is_left_alone():
    x = np.arange(12).reshape(3, 4)
    x.flags.writeable = False
    window_walk(x, x[:2, :2])
