"""The figures of notebook 06: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes.figures import (
    first_losses,
    gradient_checks,
    loss_curves,
    ravine_paths,
    score_gradient,
)
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.ravine_race import ravine_race_figure
from cnnnotes.figures.who_gets_the_gradient import who_gets_the_gradient_figure


def bowl(w):
    return (w**2).sum(axis=-1)


PATH = np.array([[4.0, -1], [1, 1], [0.5, 0]])
FIGURES = {
    "checks": lambda: gradient_checks({"dx": 0, "dw": 3e-9, "db, sign": 1.0}),
    "first losses": lambda: first_losses({"a": [2.3], "b": [2.5, 3]}, classes=10),
    "curves": lambda: loss_curves({"a": [2.3, 0.1], "b": [2.3, 2.3]}, 2.3, "start"),
    "paths": lambda: ravine_paths(bowl, {"SGD": PATH, "Adam": PATH[:2]}),
    "scores": lambda: score_gradient([3.0, -1, 0], 2),
    "race": lambda: ravine_race_figure(bowl, "w²", PATH[0], goal=0.1, steps=5)[0],
    "flow": lambda: who_gets_the_gradient_figure(np.eye(20), np.ones((5, 5)), (4, 4), 4)[0],
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws(name):
    fig = FIGURES[name]()
    data, _ = mimebundle(fig, fig.alt or "still empty")
    assert data["image/png"]


def test_a_right_gradient_is_told_from_a_wrong_one():
    alt = FIGURES["checks"]().alt
    assert alt == "Gradient checks. dx: below 1e-6. dw: below 1e-6. db, sign: 1."


def test_pushes_are_minus_the_gradient():
    alt = score_gradient(np.log([0.2, 0.5, 0.3]), 1).alt
    assert alt.endswith("the right class is 1. Pushes on the scores −0.20, 0.50, −0.30.")


def test_who_flew_off_is_told():
    fig, move = ravine_race_figure(bowl, "w²", PATH[0], goal=0.1, steps=5)
    fig.alt = move({"SGD": PATH[:2], "Adam": PATH}, chosen="Adam")
    assert "from a loss of 17: SGD flew off, Adam is at 0.25." in fig.alt


def test_a_layer_without_weights_shows_none():
    fig, move = who_gets_the_gradient_figure(np.eye(3), np.ones((2, 2)), (2, 2), 1)
    share = np.eye(3)
    fig.alt = move(0, 1, np.ones((2, 2)), "w", share, None, share)
    assert "no weights to learn" in [ax.get_title() for ax in fig.axes]
    fig.alt = move(0, 1, np.ones((2, 2)), "w", share, np.ones((2, 2)), share)
    assert "no weights to learn" not in [ax.get_title() for ax in fig.axes]
