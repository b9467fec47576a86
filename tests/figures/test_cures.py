"""The figures of notebook 08: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes import figures
from cnnnotes.figures.augment_digit import augment_digit_figure
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.one_curve import one_curve_figure

PLAIN = {"loss": [2, 1, 0.001], "val_loss": [2, 1.5, 3]}
CURED = {"loss": [2, 1, 0.5], "val_loss": [2, 1, 0.75]}
FIGURES = {
    "one cure": lambda: figures.cures({"plain": PLAIN, "dropout": CURED}),
    "five cures": lambda: figures.cures({"plain": PLAIN} | dict.fromkeys("abcde", CURED)),
    "a run cut short": lambda: figures.cures(
        {"plain": PLAIN, "short": {"loss": [2], "val_loss": [1]}}
    ),
    "never stopped": lambda: figures.stopped([3, 2, 1], best=2, stop=2),
    "capacity": lambda: figures.by_capacity([10, 100, 1000], [2, 1, 0.1], [2, 1.5, 1.7]),
    "steps": lambda: figures.losses_by_step({"plain": [2, 1], "norm": [1, 0.5], "both": [1, 0.1]}),
    "weights": lambda: figures.weight_histograms({"plain": np.eye(3), "L1": np.zeros((3, 3))}, 0.1),
    "by digit": lambda: figures.right_by_digit({"upright": np.ones(10), "mirrored": np.eye(10)[3]}),
    "one image": lambda: augment_digit_figure(3, 5, 1)[0],
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_and_has_words(name):
    fig = FIGURES[name]()
    fig.alt = fig.alt or "Nothing yet"
    data, _ = mimebundle(fig)
    assert data["image/png"]
    assert "nan" not in data["text/plain"]


def test_a_cured_run_is_told_beside_the_one_without_a_cure():
    said = figures.cures({"plain": PLAIN, "L2": CURED}).alt
    assert said.endswith("plain: training 0.001, validation 3. L2: training 0.5, validation 0.75.")


def test_the_share_of_weights_near_zero_is_counted():
    w = [[0.5, 0.001], [-0.002, -0.7]]
    assert "from −0.7 to 0.5, 50 % near 0" in figures.weight_histograms({"w": w}, near=0.01).alt


def test_images_read_as_something_else_are_named():
    fig, move = augment_digit_figure(4, 4, 5)
    fig.alt = move(np.eye(4), 2, np.ones((5, 4, 4)), [2, 5, 2, 3, 5])
    assert fig.alt.endswith("2 of them are read as 2; the others as 3, 5.")


def test_an_error_beyond_the_scale_stays_in_sight():
    fig, move = one_curve_figure(([0, 1], [0, 1]), ([0.5], [0.5]), 2)
    fig.alt = move(([0, 1], [0, 1]), [0, 0], [1e9, 1e9], 2)
    seen, held_back = (line.get_ydata() for line in fig.axes[1].lines[:2])
    low, high = fig.axes[1].get_ylim()
    assert (seen == low).all()
    assert (held_back == high).all()
