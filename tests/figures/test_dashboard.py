"""A training as it goes on, with what a training may throw at its picture."""

import numpy as np
import pytest

from cnnnotes.figures import mistakes_by_images
from cnnnotes.figures.grid import tiles
from cnnnotes.figures.training_dashboard import training_dashboard_figure

WHAT = {
    "title": "run 1",
    "progress": "running",
    "done": 0.5,
    "now": {"loss": [(1, 0.5)], "accuracy": [(1, 0.9)], "val_loss": [], "val_accuracy": []},
    "before": None,
    "before_title": "",
    "filters": np.ones((3, 3, 8)),
    "digit": np.ones((28, 28)),
    "maps": np.ones((26, 26, 8)),
    "reading": "7, read as 7 (99 %)",
}


@pytest.mark.parametrize("count", [1, 2, 3, 8, 32, 33, 65])
def test_every_channel_has_its_tile(count):
    channels = np.random.default_rng(0).random((3, 4, count))
    sheet = tiles(channels, gap=1)
    shown = sheet[~np.isnan(sheet)]
    np.testing.assert_array_equal(np.sort(shown), np.sort(channels.ravel()))
    np.testing.assert_array_equal(sheet[:3, :4], channels[..., 0])


@pytest.mark.parametrize(("name", "value"), [("loss", 1e-9), ("loss", 1e9), ("accuracy", 1)])
def test_a_value_beyond_the_scale_stays_in_sight(name, value):
    fig, draw = training_dashboard_figure(2, 10)
    draw(**WHAT | {"now": WHAT["now"] | {name: [(1, 0.5), (2, value)]}})
    ax = next(ax for ax in fig.axes if ax.get_title() == name)
    (line,) = [line for line in ax.lines if line.get_label() == "training"]
    _, height = ax.transAxes.inverted().transform(ax.transData.transform(line.get_xydata()[-1]))
    assert -1e-6 <= height <= 1 + 1e-6


def test_numbers_that_exploded_leave_a_picture():
    fig, draw = training_dashboard_figure(2, 10)
    draw(**WHAT | {"filters": np.full((3, 3, 8), np.nan), "maps": np.full((2, 2, 8), np.inf)})
    fig.canvas.draw()


def test_a_run_before_is_drawn_dashed_and_goes_away_again():
    fig, draw = training_dashboard_figure(2, 10)
    dashed = [line for ax in fig.axes for line in ax.lines if line.get_linestyle() == "--"]
    draw(**WHAT | {"before": WHAT["now"], "before_title": "dashed: run 1"})
    assert sum(len(line.get_xydata()) for line in dashed) == 2
    draw(**WHAT)
    assert sum(len(line.get_xydata()) for line in dashed) == 0


def test_each_size_needs_its_share_of_mistakes():
    with pytest.raises(ValueError, match=r"mistakes: got 1 for dense; 2 sizes need one each"):
        mistakes_by_images([5, 6], {"convnet": [0.1, 0.2], "dense": [0.1]})
