"""A picture that changes in place, with alt text and a line of numbers for a screen reader."""

from anywidget import AnyWidget
from traitlets import Bytes, Int, Unicode

from cnnnotes.explorers._assets import script, style


class Picture(AnyWidget):
    """An image (`png`, shown `width` browser pixels wide) with its `alt`, and `text` below it."""

    png = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    text = Unicode().tag(sync=True)
    width = Int().tag(sync=True)

    _esm = script("_picture.js")
    _css = style("_picture.css")
