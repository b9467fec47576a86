"""The figures of notebook 05: they draw, and show the numbers that they were given."""

import numpy as np
import pytest

from cnnnotes.figures import learned_weights
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.finite_differences import NO_ERROR, finite_differences_figure
from cnnnotes.figures.graph_steps import graph_steps_figure


def test_learned_weights_adds_up_what_the_places_give():
    x, w1, w2 = np.array([1.0, 3, 2, 4, 4]), [-1, 1, 0], [0, 2, 2, 2, 2]
    fig = learned_weights(x, w1, w2, {"ReLU": [3, 1.5], "no ReLU": [3, 2.5]})
    assert "add 0, 4, 0, 4, 0, which is 8" in fig.alt
    assert fig.alt.endswith("Loss of ReLU: 1.5. Loss of no ReLU: 2.5.")
    assert mimebundle(fig)[0]["image/png"]


def test_an_error_of_zero_is_drawn_at_the_bottom():
    fig, move = finite_differences_figure(
        1, [0.1, 0.01], {"central": [0, 1e-3], "one-sided": [1, 0]}
    )
    fig.alt = move("one-sided", 1, [(-1, -1), (1, 1)])
    *_, here = fig.axes[1].lines
    assert here.get_ydata() == [NO_ERROR]
    assert here.get_marker() == "s"


@pytest.mark.parametrize("n", [1, 2, 6, 12])
def test_everything_of_the_graph_is_on_the_page(n):
    k = 1 if n < 3 else 3
    numbers = [np.arange(size) - 1.5 for size in (n, k, n, n, n, 1, 1)]
    fig, show = graph_steps_figure(numbers, numbers, y=2)
    show({(0, 0)}, (0, 2, n - 1, 1), [(0, 0, -1, 3)])
    fig.alt = "A graph."
    assert mimebundle(fig)[0]["image/png"]
    for artist in fig.axes[0].texts:
        box = artist.get_window_extent()
        assert box.x0 >= 0 <= box.y0
        assert box.x1 <= fig.bbox.x1
        assert box.y1 <= fig.bbox.y1
