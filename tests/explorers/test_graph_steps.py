import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import graph_steps

RESULTS = ["Z¹", "A¹", "A²", "L", "∂L/∂A²", "∂L/∂W²", "∂L/∂A¹", "∂L/∂Z¹", "∂L/∂W¹", "∂L/∂X"]


def everything(graph):
    """What each step makes, by its name."""
    made = {}
    for step in range(1, graph.step.max + 1):
        graph.step.value = step
        made[graph.state["name"].rstrip("₀₁₂₃₄₅₆₇₈₉")] = np.array(graph.state["all"])
    return made


def loss(x, w1, w2, y):
    z = np.correlate(np.pad(x, len(w1) // 2), w1)
    return (w2 @ np.maximum(z, 0) - y) ** 2


def test_its_gradients_are_those_of_finite_differences():
    rng = np.random.default_rng(2)
    x, w1, w2, y = rng.normal(size=7), rng.normal(size=5), rng.normal(size=7), 0.3
    made = everything(graph_steps(x, w1, w2, y))
    assert list(made) == RESULTS
    assert made["L"] == pytest.approx(loss(x, w1, w2, y))
    for name, given_, f in (
        ("X", x, lambda x: loss(x, w1, w2, y)),
        ("W¹", w1, lambda w1: loss(x, w1, w2, y)),
        ("W²", w2, lambda w2: loss(x, w1, w2, y)),
    ):
        moves = 1e-6 * np.eye(len(given_))
        slopes = [(f(given_ + move) - f(given_ - move)) / 2e-6 for move in moves]
        assert made[f"∂L/∂{name}"] == pytest.approx(np.array(slopes), abs=1e-6)


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_every_arithmetic_is_right_for_any_whole_numbers(data):
    n = data.draw(st.integers(1, 12))
    k = data.draw(st.integers(0, (n - 1) // 2)) * 2 + 1
    x, w1, w2 = (
        data.draw(arrays(float, size, elements=st.integers(-9, 9).map(float))) for size in (n, k, n)
    )
    graph = graph_steps(x, w1, w2, data.draw(st.integers(-9, 9)))
    for step in range(1, 11):
        for number in {data.draw(st.integers(1, n)), n}:
            graph.step.value, graph.number.value = step, number
            state = graph.state
            said, _, note = graph.text.partition(". ")[2].partition(". ")
            name, arithmetic, value = said.split(" = ")
            assert name == state["name"]
            assert state["value"] in state["all"]
            assert bool(note) == (1 < len(state["all"]) < number)
            if abs(state["value"]) < 1e6 and "e+" not in arithmetic:
                arithmetic = re.sub("²", "**2", arithmetic.replace("·", "*").replace("−", "-"))
                assert eval(arithmetic) == state["value"] == float(value.replace("−", "-"))
            assert said in graph.alt


def test_what_is_not_reached_is_covered():
    graph = graph_steps()
    covers = [p for p in graph.fig.axes[0].patches if p.get_zorder() == 4]
    hidden = []
    for step in range(1, 11):
        graph.step.value = step
        hidden.append(sum(cover.get_visible() for cover in covers))
    assert hidden == list(range(9, -1, -1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": [[1, 2]]}, r"x: got shape \(1, 2\)"),
        ({"x": [1, np.nan]}, "x: got .* finite"),
        ({"x": np.ones(13)}, "x: got 13 numbers; at most 12"),
        ({"w1": [1, 2]}, "w1: got 2 taps; it needs an odd number"),
        ({"x": [1, 2]}, "w1: got 3 taps; .* at most 2"),
        ({"w2": [1, 2]}, "w2: got 2 numbers; x has 6"),
        ({"y": "one"}, "y: got"),
        ({"w1": [[1], [2, 3]]}, "w1: got rows of different lengths"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(arguments, message):
    with pytest.raises(ValueError, match=message):
        graph_steps(**arguments)
