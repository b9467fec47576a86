"""A drawn canvas as a PNG, fast: with the 256 colours of the course's figures."""

from io import BytesIO

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from PIL import Image

from cnnnotes.figures.style import DIVERGING
from cnnnotes.palette import BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION, YELLOW


def _palette():
    # No finer: Pillow finds the nearest colour in steps of 8, and white must stay white.
    greys = np.linspace(0, 1, 33)[:, None] * [1, 1, 1]
    signed = DIVERGING(np.linspace(0, 1, 51))[:, :3]
    light = np.linspace(0, 0.9, 17)[:, None]  # edges that fade into the paper
    hues = (ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE)
    faded = [to_rgb(hue) + (1 - np.array(to_rgb(hue))) * light for hue in hues]
    colours = np.concatenate([greys, signed, *faded])
    palette = Image.new("P", (1, 1))
    palette.putpalette((255 * colours).round().astype(np.uint8).tobytes())
    return palette


_PALETTE = _palette()


def png(canvas: FigureCanvasAgg) -> bytes:
    """Return what an Agg canvas shows as the bytes of a PNG, each pixel in the nearest colour.

    That is more than twice as fast as writing all colours, and half the size.
    """
    size = canvas.get_width_height()
    pixels = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    pixels = pixels.convert("RGB").quantize(palette=_PALETTE, dither=Image.Dither.NONE)
    pixels.save(written := BytesIO(), "png", compress_level=1)
    return written.getvalue()
