"""Pictures in few colours look like those in all colours."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnnotes.explorers._png import png
from cnnnotes.figures import new_figure
from cnnnotes.palette import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION, YELLOW

COLOURS = ("#FFFFFF", "#000000", GREY, ORANGE, SKY, GREEN)
COLOURS += (YELLOW, BLUE, VERMILION, PURPLE)


@pytest.mark.parametrize("colour", COLOURS)
def test_the_course_s_colours_are_kept(colour):
    fig = new_figure(1, 1)
    fig.set_facecolor(colour)
    fig.canvas.draw()
    shown = np.asarray(Image.open(io.BytesIO(png(fig.canvas))).convert("RGB"), dtype=int)
    drawn = np.asarray(fig.canvas.buffer_rgba())[..., :3].astype(int)
    assert shown.shape == drawn.shape
    assert np.abs(shown - drawn).max() <= (1 if colour in ("#FFFFFF", "#000000") else 6)
