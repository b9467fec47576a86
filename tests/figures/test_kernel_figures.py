"""The figures behind the explorers of notebook 01."""

import numpy as np
import pytest

from cnnnotes.figures import kernel_zoo
from cnnnotes.figures.channels import channels_figure
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.kernel_studio import kernel_studio_figure

EDGE = np.array([[-1.0, 0, 1]] * 3)


def test_a_response_around_0_has_other_colours_than_a_picture():
    fig, move = kernel_studio_figure(np.eye(6), (3, 3))
    colours = []
    for kernel in (EDGE, abs(EDGE), 0 * EDGE):
        alt = move(kernel, np.full((4, 4), kernel.sum()))
        colours.append(fig.axes[2].images[0].get_cmap().name)
        assert mimebundle(fig, alt)[0]["image/png"]
    assert colours == ["cnnnotes_diverging", "gray", "cnnnotes_diverging"]


@pytest.mark.parametrize("channels", [1, 4])
def test_every_channel_has_its_window(channels):
    x, w = np.ones((5, 6, channels)), np.ones((2, 3, channels))
    fig, axes, move = channels_figure(x, w, 1.0, np.full((4, 4), 6.0), range(channels))
    fig.alt = move(2, 1)
    assert len(axes) == channels + 1
    assert all(ax.patches[0].get_xy() == (0.5, 1.5) for ax in axes)
    assert fig.alt.endswith("Row 2, column 1 of its map is 6.")


def test_a_kernel_that_sums_to_1_leaves_a_plain_area_as_grey_as_it_was():
    plain, sharpen = np.full((5, 5), 0.7), [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    fig, move = kernel_studio_figure(plain, (3, 3))
    move(sharpen, np.full((3, 3), 0.7))
    zoo = kernel_zoo(plain, {"sharpen": sharpen})
    for before, after in ((fig.axes[0], fig.axes[2]), (zoo.axes[0], zoo.axes[1])):
        [before], [after] = before.images, after.images
        assert before.get_clim() == after.get_clim() == (0, 1)
