from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes import nn
from cnnnotes.explorers import depth
from cnnnotes.explorers.n03_depth import ACTIVATIONS, DEEPEST, size


@pytest.fixture(scope="module")
def deep():
    return depth()


def test_every_corner_has_an_answer(deep):
    for setting in product((2, DEEPEST), ACTIVATIONS, (deep.scale.min, deep.scale.max)):
        deep.layers.value, deep.activation.value, deep.scale.value = setting
        assert len(deep.state["forward"]) == len(deep.state["backward"]) == setting[0]
        assert np.isfinite(deep.state["forward"]).all()
        assert np.isfinite(deep.state["backward"]).all()
        assert setting[1] in deep.alt


@settings(max_examples=10, deadline=None)
@given(
    layers=st.integers(2, 12),
    activation=st.sampled_from(list(ACTIVATIONS)),
    tenths=st.integers(2, 40),
)
def test_the_product_of_slopes_and_weights_is_what_arrives(deep, layers, activation, tenths):
    deep.layers.value, deep.activation.value, deep.scale.value = layers, activation, tenths / 10
    arrives = deep.state["backward"][0]
    assert deep.state["backward"][-1] == pytest.approx(1)
    assert deep.state["factor"] == pytest.approx(deep.scale.value * deep.state["slope"])
    assert deep.state["factor"] ** (layers - 1) == pytest.approx(arrives, rel=0.6)


def test_its_sizes_are_those_of_a_network():
    x = np.random.default_rng(1).normal(size=(5, 6))
    deep = depth(x, seed=2)
    deep.layers.value, deep.activation.value, deep.scale.value = 3, "tanh", 1.4
    layers = [nn.Dense(64, activation="tanh") for _ in range(3)]
    model = nn.Sequential([nn.Input((6,)), *layers], dtype=float)
    rng = np.random.default_rng(2)
    for layer in layers:
        w = layer.weights["w"]
        w[...] = 1.4 * rng.normal(size=w.shape) / np.sqrt(len(w))
    assert deep.state["forward"] == pytest.approx([size(a) for a in model.activations(x)])


def test_half_of_a_relu_is_flat(deep):
    deep.activation.value = "ReLU"
    assert deep.state["slope"] == pytest.approx(np.sqrt(1 / 2), abs=0.03)


@pytest.mark.parametrize("x", [np.ones(3), [["a"]], [[np.inf]], np.ones((0, 3))])
def test_inputs_that_are_none_are_refused(x):
    with pytest.raises(ValueError, match="x: got"):
        depth(x)


def test_images_are_rows():
    assert depth(np.ones((2, 4, 4, 1))).state["forward"]
