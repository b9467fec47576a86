from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import collapse
from cnnnotes.explorers.n03_collapse import KERNELS, merge
from cnnnotes.ops import conv2d, relu


def slid(x, k, padding):
    return conv2d(x[None, :, :, None], k[:, :, None, None], padding=padding)[0, :, :, 0]


def two_ways(x, k1, k2, bend, padding):
    pads = [tuple(n // 2 * padding for n in k.shape) for k in (k1, k2, merge(k1, k2))]
    between = slid(x, k1, pads[0])
    return slid(relu(between) if bend else between, k2, pads[1]), slid(x, merge(k1, k2), pads[2])


def test_its_numbers_are_those_of_conv2d():
    x = np.random.default_rng(0).normal(size=(6, 7))
    ways = collapse(x)
    ways.row.value = ways.column.value = 3
    names = ("left edges", "outline", "top edges")
    for pair in zip(names, reversed(KERNELS), strict=False):
        k1, k2 = (np.array(KERNELS[name], dtype=float) for name in pair)
        for bend, padding in product([False, True], repeat=2):
            ways.k1.value, ways.k2.value = pair
            ways.relu.value, ways.padding.value = bend, padding
            two, one = two_ways(x, k1, k2, bend, padding)
            at = (3, 3) if padding else (1, 1)
            assert ways.state["two"] == pytest.approx(two[at])
            assert ways.state["one"] == pytest.approx(one[at])
            assert ways.state["differ"] == (~np.isclose(two, one)).sum()


def test_only_the_outer_ring_differs_and_only_with_padding():
    ways = collapse()
    assert ways.state["differ"] == 4 * 8 - 4
    assert "28 of 64" in ways.alt
    ways.padding.value = False
    assert ways.state["differ"] == 0
    assert "0 of 16" in ways.alt


def test_its_arithmetic_is_right():
    ways = collapse()
    for ways.row.value, ways.column.value in ((0, 0), (3, 7), (4, 4)):
        products, value = ways.text.split("\n")[0].replace("−", "-").split(": ")[1].split("=")
        assert eval(products.replace("·", "*")) == float(value) == ways.state["two"]


def test_where_no_window_fits_it_says_so():
    ways = collapse()
    ways.padding.value = False
    ways.row.value = 1
    assert "no 5×5 window on the 8×8 picture has its middle at row 1, column 4" in ways.text
    assert ways.state == {}
    ways.row.value = 2
    assert ways.state["two"] == ways.state["one"]


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_any_arrays_and_any_setting_have_an_answer(data):
    def draw(sides):
        numbers = st.floats(-1e3, 1e3) | st.integers(-9, 9).map(float)
        return data.draw(arrays(float, st.tuples(sides, sides), elements=numbers))

    odd = st.sampled_from([1, 3, 5])
    x, k1, k2 = draw(st.integers(1, 12)), draw(odd), draw(odd)
    ways = collapse(x, k1, k2)
    for name in ("row", "column"):
        control = ways.controls[name]
        control.value = data.draw(st.integers(0, control.max))
    ways.relu.value, ways.padding.value = data.draw(st.booleans()), data.draw(st.booleans())
    assert ways.text
    if ways.padding.value:
        two, one = two_ways(x, k1, k2, ways.relu.value, True)
        at = ways.row.value, ways.column.value
        assert ways.state["two"] == pytest.approx(two[at], rel=1e-9, abs=1e-3)
        assert ways.state["one"] == pytest.approx(one[at], rel=1e-9, abs=1e-3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": [1, 2, np.nan]}, "x: got .* finite"),
        ({"k1": np.ones((2, 3))}, "k1: got 2×3; its sides must be odd"),
        ({"k2": "edges"}, "k2: got"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(arguments, message):
    with pytest.raises(ValueError, match=message):
        collapse(**arguments)
