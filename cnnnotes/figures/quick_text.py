"""Text for pictures that are full of it: drawn by Pillow, many times as fast as by matplotlib."""

from functools import cache
from typing import Any

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.text import Text
from PIL import Image, ImageDraw, ImageFont

ANCHORS = {"center": "mm", "bottom": "md"}  # matplotlib's name: Pillow's, for the middle of lines


class QuickText(Text):
    """Plain lines of text around a point, or above it with `va="bottom"`.

    >>> from cnnnotes.figures import new_figure
    >>> fig = new_figure(1, 1)
    >>> fig.draw_artist(fig.add_artist(QuickText(0.5, 0.5, "26×26×32")))
    >>> float(np.asarray(fig.canvas.buffer_rgba()).min())
    0.0

    Args:
        x: where it stands in its axes, from the left.
        y: where it stands, from below.
        text: its lines.
        va: "center" or "bottom".
        settings: what matplotlib's `Text` takes.
    """

    def __init__(self, x: float, y: float, text: str = "", *, va: str = "center", **settings: Any):
        super().__init__(x, y, text, ha="center", va=va, **settings)

    def draw(self, renderer: Any) -> None:
        """Draw it; matplotlib calls this."""
        text = self.get_text()
        if not (self.get_visible() and text):
            return
        size = renderer.points_to_pixels(self.get_fontsize())
        how = {"font": _font(self.get_weight(), size), "anchor": ANCHORS[self.get_va()]}
        how["align"] = "center"
        left, top, right, bottom = _box(text, **how)
        ink = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(ink).multiline_text((-left, -top), text, 255, **how)
        pixels = np.empty((*ink.size[::-1], 4), np.uint8)
        pixels[..., :3] = 255 * np.array(to_rgb(self.get_color()))
        pixels[..., 3] = np.asarray(ink)
        x, y = self.get_transform().transform(self.get_position()).round()
        renderer.draw_image(renderer.new_gc(), x + left, y - bottom, pixels[::-1])


@cache
def _font(weight, size):
    return ImageFont.truetype(findfont(FontProperties(weight=weight)), size)


def _box(text, **how):
    """Whole pixels around the text, as left, top, right, bottom of its anchor."""
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
        (0, 0), text, **how
    )
    return *(int(np.floor(n)) for n in (left, top)), *(int(np.ceil(n)) for n in (right, bottom))
