"""The figures of notebook 03: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.figures import activation_functions, boundaries, cut_off, side_by_side, unit_answers
from cnnnotes.figures.display import mimebundle

RUN = {"step": [0, 4, 8], "loss": [2.3, 1.0, 0.5], "gradient": [0.1, 0.2, 0.1]}
LOST = {"step": [0, 4], "loss": [5000.0, np.nan], "gradient": [10.0, np.nan]}


def network(activation):
    layers = [nn.Input((2,)), nn.Dense(4, activation), nn.Dense(2, "softmax")]
    return nn.Sequential(layers, seed=0)


FIGURES = {
    "activation functions": activation_functions,
    "maps": lambda: cut_off(np.eye(4), np.eye(3)[..., None] - 0.5),
    "plain map": lambda: cut_off(np.eye(4), np.zeros((3, 3, 2))),
    "boundaries": lambda: boundaries(
        [[-1, 0], [1, 1]], [0, 1], {"straight": network(None), "bent": network("relu")}
    ),
    "runs": lambda: side_by_side({"one": RUN, "lost": LOST}),
    "units": lambda: unit_answers({"a": np.eye(3), "b": np.zeros((2, 3))}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_and_has_words(name):
    data, _ = mimebundle(FIGURES[name]())
    assert data["image/png"]
    assert len(data["text/plain"].split()) > 3


def test_what_is_silent_is_counted():
    assert "0 at 67 %" in FIGURES["maps"]().alt
    assert unit_answers({"a": [[1, 0, 0]]}).alt.endswith("a: 2 units silent for all.")


def test_a_loss_that_is_no_number_any_more_is_said():
    assert "lost: loss 5000 to no number, gradient at first 10." in FIGURES["runs"]().alt


def test_a_network_that_puts_all_points_in_one_class_has_no_boundary():
    model = network("relu")
    model.weights[-1][...] = [100, -100]
    assert "50.0 % right" in boundaries([[-1, 0], [1, 1]], [0, 1], {"one": model}).alt
