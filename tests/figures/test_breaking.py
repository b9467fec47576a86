"""Figures of notebook 10: they draw, and their words hold the numbers."""

from itertools import pairwise

import numpy as np
import pytest

from cnnnotes.figures import accuracy_curves, mistake_bars
from cnnnotes.figures.accuracy_against_shift import accuracy_against_shift_figure
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.draw_a_digit import draw_a_digit_figure


@pytest.mark.parametrize("panels", [1, 3, 4])
def test_changes_are_drawn_side_by_side(panels):
    accuracies = {"convnet": [0.5, 1], "dense": [0.25, 0.75], "third": [0, 0]}
    change = [-4, 0.5], np.zeros((2, 5, 5, 1)), accuracies
    fig = accuracy_curves({f"change {n}": change for n in range(panels)})
    assert mimebundle(fig)[0]["image/png"]
    assert f"Change {panels - 1}, dense: −4: 25 %, 0.5: 75 %." in fig.alt


def test_no_mistakes_are_drawn_too():
    fig = mistake_bars({"convnet": {"as they are": 0.0, "shuffled": 0.0}})
    assert mimebundle(fig)[0]["image/png"]


def test_up_to_three_networks_stand_in_one_picture():
    names = ["a", "b", "c"]
    fig, move = accuracy_against_shift_figure([-1, 0], (3, 4), names, 200)
    fig.alt = move(np.ones((3, 4)), -1, [[0.1, 0.2]] * 3, "a 7, moved 1 left")
    assert mimebundle(fig)[0]["image/png"]
    assert fig.alt.endswith("At −1 pixel: a 10 %, b 10 %, c 10 %.")


@pytest.mark.parametrize("shares", [[1, 1, 1], [0, 0, 0.01], [0.5, 0.9, 0.55]])
@pytest.mark.parametrize("shift", [-8, 0, 8])
def test_each_network_s_accuracy_can_be_read_where_curves_meet(shares, shift):
    shifts = range(-8, 9)
    fig, move = accuracy_against_shift_figure(shifts, (3, 4), ["a", "b", "c"], 200)
    fig.alt = move(np.ones((3, 4)), shift, [[share] * len(shifts) for share in shares], "a 7")
    mimebundle(fig)
    axes = fig.axes[1]
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: -box.y0)
    assert all(above.y0 > below.y1 - 1 for above, below in pairwise(boxes))
    assert all(axes.bbox.x1 < box.x0 < box.x1 < fig.bbox.x1 for box in boxes)
    assert {text.get_text() for text in axes.texts} == {f"{100 * share:.0f} %" for share in shares}


def test_a_map_that_is_all_zero_does_not_answer():
    fig, move = draw_a_digit_figure((3, 3), {"convolution": (2, 2, 2), "dense": (3,)}, 2)
    maps = np.zeros((2, 2, 2))
    maps[1, 0, 1] = -1
    fig.alt = move(np.zeros((3, 3)), [maps, np.zeros(3)], [0.5, 0.5])
    assert "convolution 2×2×2: 1 of 2 maps answer. dense 3: 0 of 3 maps" in fig.alt
    assert mimebundle(fig)[0]["image/png"]
