import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import pool
from cnnnotes.ops import avg_pool2d, max_pool2d

KINDS = {"maximum": max_pool2d, "average": avg_pool2d}
SIDES = st.integers(1, 16)
NUMBERS = st.floats(-1e4, 1e4) | st.integers(-9, 9).map(float)


@settings(max_examples=12, deadline=None)
@given(
    arrays(float, st.tuples(SIDES, SIDES), elements=NUMBERS),
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(list(KINDS)),
)
def test_any_map_and_any_setting_has_an_answer(x, size, stride, kind):
    explorer = pool(x)
    explorer.kind.value, explorer.size.value, explorer.stride.value = kind, size, stride
    if size > min(x.shape):
        assert explorer.state == {}
        assert f"window of {size}×{size} does not fit" in explorer.text
        return
    y = KINDS[kind](x[None, :, :, None], size, stride=stride)[0, :, :, 0]
    assert (explorer.state["output"][kind] == y).all()
    assert f"{y.shape[0]}×{y.shape[1]} by windows of {size}×{size}" in explorer.alt
    seen = np.zeros(x.shape, dtype=bool)
    for i, j in np.ndindex(y.shape):
        seen[i * stride : i * stride + size, j * stride : j * stride + size] = True
    assert explorer.state["unseen"] == (~seen).sum()
    assert ("crossed out" in explorer.text) == (not seen.all())


def test_its_arithmetic_is_right():
    explorer = pool([[1, 2, 3], [4, -5, 7]])
    assert "max(1, 2, 4, −5) = 4" in explorer.text
    assert "rows (2 − 2) // 2 + 1 = 1, columns (3 − 2) // 2 + 1 = 1: 6 numbers → 1" in explorer.text
    explorer.kind.value = "average"
    assert "(1 + 2 + 4 + (−5)) / 4 = 0.5" in explorer.text
    explorer.stride.value = 1
    assert "(2 + 3 + (−5) + 7) / 4 = 1.75" in explorer.text


def test_a_larger_share_of_the_course_s_own_map_is_active_after_pooling():
    active = pool().state["active"]
    assert 0 < active["map"] < active["maximum"] < 100


@pytest.mark.parametrize(
    "x", [np.zeros((3, 3, 1)), [[1, np.nan]], [["a"]], [[]], [[1j]], [[1, 2], [3]]]
)
def test_what_is_no_map_is_refused(x):
    with pytest.raises(ValueError, match="x: got"):
        pool(x)


def test_the_learners_own_array_is_left_alone():
    x = np.arange(12).reshape(3, 4)
    x.flags.writeable = False
    pool(x)
