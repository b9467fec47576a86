"""A picture to point at, with mouse, finger or arrow keys; it answers in the browser, at once."""

from typing import Any

from anywidget import AnyWidget
from traitlets import Bytes, Int, List, Unicode

from cnnnotes.explorers._assets import script, style


class Pointing(AnyWidget):
    """A picture (`png`, shown `width` browser pixels wide) of `grids`, the last of them a map.

    Pointing at a cell of the map moves a frame of `window` cells in the other grids, and one of a
    single cell in the map, to `row` and `column`, and shows `words[row][column]`. All words are
    there beforehand, so that an answer needs no kernel; Python hears where the pointer rests. A
    grid is its place in the picture, in shares of it, and its cells:
    `(left, top, width, height, rows, columns)`.
    """

    png = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    words: Any = List().tag(sync=True)
    grids: Any = List().tag(sync=True)
    window: Any = List().tag(sync=True)
    width, row, column = (Int().tag(sync=True) for _ in range(3))

    _esm = script("_pointing.js")
    _css = style("_picture.css", "_pointing.css")
