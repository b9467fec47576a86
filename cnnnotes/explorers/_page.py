"""A page to draw on with mouse, pen, finger or keys; it answers in the browser, at once."""

from anywidget import AnyWidget
from traitlets import Bytes, Int

from cnnnotes.explorers._assets import script, style


class Page(AnyWidget):
    """A square page; `value` is what was drawn, `side`² bytes from 255 (paper) to 0 (ink).

    It lies `right` and `down` steps, at most `most`, of `unit` pixels from where it was drawn.
    """

    side, unit, most = (Int().tag(sync=True) for _ in range(3))
    right, down = (Int().tag(sync=True) for _ in range(2))
    # Bytes that JavaScript sets arrive as a memoryview; and nobody needs to hear their own echo.
    value = Bytes().tag(sync=True, echo_update=False, from_json=lambda value, _: bytes(value))

    _esm = script("_page.js")
    _css = style("_page.css")
