"""The one mechanism of every explorer: controls, a picture that follows them, its numbers in text.

To add an explorer, write one module and name it in `explorers/__init__.py`:

    def doubling(n=10):
        '''Multiply a whole number by two.'''
        fig, draw = ...                     # a figure built once; `draw` moves its artists and
                                            # sets `fig.alt`
        def update(value):                  # takes the controls' values by name
            draw(value)
            return f"2·{value} = {2 * value}", {"double": 2 * value}   # text, and numbers

        return Explorer(fig, update, value=slider("value", n))

An artist that moves is `set_animated(True)`: then only it is drawn anew. A change to any other
artist is seen as well, and costs a full drawing. `update` answers settings that do not fit with a
`ValueError`; its message is then shown in place of the numbers, across the picture.
"""

from io import BytesIO

from ipywidgets import HBox, IntSlider, VBox
from PIL import Image

from cnnnotes.explorers._picture import Picture
from cnnnotes.figures._display import css_width, picture_bundle


class Explorer:
    """Controls and the picture they move; each control is an attribute, `state` holds the numbers.

    `update(**values)` returns a line of text and a dict of the numbers that it shows.
    """

    def __init__(self, fig, update, **controls):
        self.fig, self.controls, self._update = fig, controls, update
        vars(self).update(controls)
        self._notice = fig.text(
            0.5,
            0.5,
            "",
            ha="center",
            va="center",
            wrap=True,
            zorder=10,
            fontsize=14,
            bbox={"facecolor": "white", "edgecolor": "black", "boxstyle": "round,pad=0.8"},
        )
        self._notice.set(animated=True, in_layout=False)
        self.picture = Picture(width=css_width(fig))
        self.refresh()
        for control in controls.values():
            control.observe(self.refresh, "value")
        # A slider with one stop has nowhere to go, and the browser's slider refuses to be made.
        movable = [c for c in controls.values() if getattr(c, "min", 0) != getattr(c, "max", 1)]
        self.widget = VBox([HBox(movable, layout={"flex_flow": "row wrap"}), self.picture])
        self.widget.add_class("cnnnotes-explorer")

    def refresh(self, _change=None):
        """Show what the controls say now."""
        try:
            values = {name: control.value for name, control in self.controls.items()}
            text, self.state = self._update(**values)
            self.alt = self.fig.alt
            self._notice.set_text("")
        except ValueError as does_not_fit:
            text, self.state = str(does_not_fit), {}
            self.alt = f"No picture for this setting: {text}"
            self._notice.set_text(text)
        with self.picture.hold_sync():
            self.picture.png, self.picture.alt, self.picture.text = self._frame(), self.alt, text

    @property
    def text(self):
        """The line of numbers below the picture."""
        return self.picture.text

    def _frame(self):
        canvas = self.fig.canvas
        if self.fig.stale:  # something changed that is not animated
            canvas.draw()
            self.fig.set_layout_engine("none")
            self.fig.stale = False
            self._background = canvas.copy_from_bbox(self.fig.bbox)
            moving = self.fig.findobj(lambda artist: artist.get_animated())
            self._moving = sorted(moving, key=lambda artist: artist.zorder)
        canvas.restore_region(self._background)
        for artist in self._moving:
            self.fig.draw_artist(artist)
        size, png = canvas.get_width_height(), BytesIO()
        pixels = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
        pixels.convert("RGB").save(png, "png", compress_level=1)  # fast, still small
        return png.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None):
        # The live widget, and its picture now for whoever reads without a kernel.
        data, metadata = picture_bundle(self.picture.png, self.alt, self.picture.width)
        del data["text/html"]
        return data | self.widget._repr_mimebundle_() | {"text/plain": self.alt}, metadata


def slider(label, stops, value=0):
    """Return a slider from 0 to `stops − 1` that is as wide as there is room."""
    return IntSlider(
        value,
        0,
        stops - 1,
        description=label,
        style={"description_width": "initial"},
        layout={"flex": "1 1 16em", "width": "auto", "max_width": "30em"},
    )
