"""The figures behind the explorers of notebook 01."""

import numpy as np
import pytest

from cnnnotes.figures.channel_windows import channel_windows
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.studio import kernel_studio

EDGE = np.array([[-1.0, 0, 1]] * 3)


def test_a_response_around_0_has_other_colours_than_a_picture():
    fig, move = kernel_studio(np.eye(6), (3, 3))
    colours = []
    for kernel in (EDGE, abs(EDGE), 0 * EDGE):
        move(kernel, np.full((4, 4), kernel.sum()))
        colours.append(fig.axes[2].images[0].get_cmap().name)
        assert mimebundle(fig)[0]["image/png"]
    assert colours == ["cnnnotes_diverging", "gray", "cnnnotes_diverging"]


@pytest.mark.parametrize("channels", [1, 4])
def test_every_channel_has_its_window(channels):
    x, w = np.ones((5, 6, channels)), np.ones((2, 3, channels))
    fig, axes, move = channel_windows(x, w, np.full((4, 4), 6.0), range(channels))
    move(2, 1)
    assert len(axes) == channels + 1
    assert all(ax.patches[0].get_xy() == (0.5, 1.5) for ax in axes)
    assert fig.alt.endswith("Row 2, column 1 of its map is 6.")
