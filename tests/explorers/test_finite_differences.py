import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.explorers import finite_differences


def errors(tried, method):
    tried.method.value = method
    found = []
    for power in range(1, 16):
        tried.power.value = power
        found.append(tried.state["error"])
    return found


def test_the_best_step_lies_between_bend_and_rounding():
    tried = finite_differences()
    central, one_sided = (errors(tried, method) for method in ("central", "one-sided"))
    assert np.argmin(central) + 1 == 5
    assert np.argmin(one_sided) + 1 == 8
    assert central[0] == pytest.approx(0.01)  # of x³: h²
    assert one_sided[0] == pytest.approx(0.91)  # 9h + h²
    assert min(central[-1], one_sided[-1]) > 0.1


def test_a_step_across_the_kink_is_wrong():
    tried = finite_differences(lambda z: max(z, 0), lambda z: float(z > 0), 0.001)
    central = errors(tried, "central")
    assert min(central[:2]) > 0.4
    assert max(central[2:10]) < 1e-6


@settings(max_examples=6, deadline=None)
@given(
    st.sampled_from([(np.exp, np.exp), (math.sin, math.cos), (lambda x: 7, lambda x: 0)]),
    st.floats(-20, 20),
    st.integers(1, 15),
    st.sampled_from(["central", "one-sided"]),
)
def test_its_numbers_are_those_of_the_quotient(pair, x, power, method):
    f, slope = pair
    tried = finite_differences(f, slope, x)
    tried.power.value, tried.method.value = power, method
    h = float(f"1e-{power}")
    below, width = (x - h, 2 * h) if method == "central" else (x, h)
    assert tried.state["slope"] == (f(x + h) - f(below)) / width
    assert tried.state["error"] == abs(tried.state["slope"] - slope(x))
    assert f"1e-{power}" in tried.alt
    assert f"h = 1e-{power}; slope" in tried.text


def test_a_step_out_of_the_domain_is_explained():
    tried = finite_differences(np.sqrt, lambda x: 0.5 / np.sqrt(x), x=0.05)
    assert "no finite value at a step of 1e-1 from 0.05" in tried.text
    tried.power.value = 3
    assert tried.state["error"] < 1e-2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": "a"}, "x: it needs to be a number"),
        ({"x": math.inf}, "x: got inf"),
        ({"f": lambda x: None}, r"f\(x\): it needs to be a number"),
        ({"slope": lambda x: math.nan}, r"slope\(x\): got nan"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(arguments, message):
    with pytest.raises(ValueError, match=message):
        finite_differences(**arguments)
