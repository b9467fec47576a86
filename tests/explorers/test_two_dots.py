import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.explorers import two_dots
from cnnnotes.ops import max_pool2d


@pytest.fixture(scope="module")
def dots():
    return two_dots()


@settings(max_examples=25, deadline=None)
@given(gap=st.integers(1, 16), offset=st.integers(0, 31), levels=st.integers(0, 4))
def test_the_dots_are_where_pooling_puts_them(dots, gap, offset, levels):
    dots.gap.value, dots.offset.value, dots.levels.value = gap, offset, levels
    if offset + gap > 31:
        assert dots.state == {}
        assert f"{offset} + {gap} = {offset + gap} is outside" in dots.text
        return
    x = np.zeros((1, 16, 32, 1))
    x[0, 0, [offset, offset + gap]] = 1
    expected = [[offset, offset + gap]]
    for _ in range(levels):
        x = max_pool2d(x)
        expected.append(np.flatnonzero(x[0, 0, :, 0]).tolist())
    assert dots.state["columns"] == expected
    assert dots.state["two"] == (x.sum() == 2)
    assert ("still two" in dots.text) == dots.state["two"]
    assert dots.alt.count("After pooling") == levels


@pytest.mark.parametrize(
    ("offset", "levels", "said"),
    [
        (4, 1, "columns 4 and 7 → 2 and 3: still two after 1 pooling"),
        (4, 3, "columns 4 and 7 → 2 and 3 → 1 → 0: one since pooling 2"),
        (5, 3, "columns 5 and 8 → 2 and 4 → 1 and 2 → 0 and 1: still two after 3 poolings"),
    ],
)
def test_three_apart_they_merge_or_not_by_where_they_begin(dots, offset, levels, said):
    dots.gap.value, dots.offset.value, dots.levels.value = 3, offset, levels
    assert dots.text == said
