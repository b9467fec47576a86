import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.explorers import geometry
from cnnnotes.explorers.n02_geometry import MOST
from cnnnotes.ops import output_size

SIZES = geometry()  # one for all settings: building a figure takes longer than moving it


@settings(max_examples=10)
@given(st.tuples(*(st.integers(c.min, c.max) for c in SIZES.controls.values())))
def test_any_setting_has_its_numbers_or_the_reason_why_not(setting):
    for control, value in zip(SIZES.controls.values(), setting, strict=True):
        control.value = value
    n, kernel, stride, padding, dilation = setting
    if dilation * (kernel - 1) + 1 > n + 2 * padding:
        assert "does not fit" in SIZES.text
        assert SIZES.state == {}
        return
    stops = output_size(n, kernel, stride, padding, dilation)
    read = {i * stride - padding + j * dilation for i in range(stops) for j in range(kernel)}
    assert SIZES.state == {"output": stops, "never": sorted(set(range(n)) - read)}
    assert f"at {stops} position" in SIZES.alt


def test_the_formula_is_right():
    sizes = geometry(n=11, kernel=3, stride=3, padding=1, dilation=2, formula=True)
    name, formula, division, stops = sizes.text.partition(".")[0].replace("−", "-").split(" = ")
    python = formula.replace("·", "*").replace("⌊", "").replace("/3⌋", "//3")
    assert (name, stops) == ("output size", "3 window positions")
    assert eval(python) == eval(division.replace("⌊", "").replace("/3⌋", "//3")) == 3


def test_pixels_left_over_are_counted_in_both_directions():
    sizes = geometry(n=8, kernel=2, stride=3)
    assert sizes.state["never"] == [2, 5]
    assert sizes.text.endswith("never visited: 28 of 64 pixels.")
    assert sizes.alt.endswith("1 1 0 1 1 0 1 1.")


@pytest.mark.parametrize("name", MOST)
def test_each_control_is_named_like_its_letter(name):
    assert SIZES.controls[name].description.split()[0] in (name, "input")
