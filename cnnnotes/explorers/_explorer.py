"""The one mechanism of every explorer: controls, a picture that follows them, its numbers in text.

To add an explorer, write one module, name it in `explorers/__init__.py`, and return an `Explorer`
from a function like this one:

>>> from cnnnotes.figures import new_figure
>>> def doubling():
...     fig = new_figure(3, 1)
...     label = fig.subplots().text(0.5, 0.5, "", animated=True)
...
...     def update(n):  # called with the controls' values by name
...         label.set_text(2 * n)
...         fig.alt = f"Twice {n} is {2 * n}."
...         return f"2·{n} = {2 * n}", {"double": 2 * n}
...
...     return Explorer(fig, update, n=slider("n", range(1, 10)))
>>> explorer = doubling()
>>> explorer.n.value = 4
>>> explorer.state, explorer.text, explorer.alt
({'double': 8}, '2·4 = 8', 'Twice 4 is 8.')

Make every artist once and change it in `update`. One that is `animated` is redrawn alone, which is
what makes an explorer fast; a change to any other redraws everything. For a setting that does not
fit, `update` raises a `ValueError`, and its message is shown across the picture.
"""

from textwrap import fill

from ipywidgets import HBox, IntSlider, SelectionSlider, VBox

from cnnnotes.explorers._picture import Picture
from cnnnotes.explorers._png import png
from cnnnotes.figures.display import css_width, picture_bundle

NOTICE = {"boxstyle": "round,pad=0.8", "facecolor": "white", "edgecolor": "black"}


class Explorer:
    """Controls and the picture they move; each control is an attribute, `state` holds the numbers.

    `update(**values)` moves the artists of `fig`, says in `fig.alt` what it now shows, and returns
    a line of text and a dict of numbers.
    """

    def __init__(self, fig, update, **controls):
        self.fig, self.controls, self._update = fig, controls, update
        vars(self).update(controls)
        for ax in fig.axes:  # frames come last, or an image that moves lies on half their width
            for spine in ax.spines.values():
                spine.set_animated(ax.axison and ax.get_frame_on())
        self._notice = fig.text(0.5, 0.5, "", ha="center", va="center", bbox=NOTICE)
        self._notice.set(animated=True, in_layout=False, zorder=10)
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
            self._notice.set_text(fill(text, int(8 * self.fig.get_figwidth())))
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
        return png(canvas)

    def _repr_mimebundle_(self, include=None, exclude=None):
        # The live widget, and its picture now for whoever reads without a kernel.
        data, metadata = picture_bundle(self.picture.png, self.alt, self.picture.width)
        del data["text/html"]
        return data | self.widget._repr_mimebundle_() | {"text/plain": self.alt}, metadata


def slider(label, stops, value=None):
    """Return a slider over a range of whole numbers (default: its first), as wide as there is room.

    >>> slider("kernel", range(1, 8, 2), 3).max
    7
    """
    value = stops[0] if value is None else value
    control = IntSlider(value, stops[0], stops[-1], stops.step, description=label)
    control.style.description_width = "initial"
    control.layout = {"flex": "1 1 16em", "width": "auto", "max_width": "30em"}
    return control


def choices(label, values, value=None):
    """Return a slider over these numbers (default: its first), as wide as `slider` is.

    >>> choices("rate", (0, 0.1, 1)).options
    (('0', 0), ('0.1', 0.1), ('1', 1))
    """
    options = [(f"{number:g}", number) for number in values]
    control = SelectionSlider(options=options, description=label)
    control.value = values[0] if value is None else value
    control.style.description_width = "initial"
    control.layout = {"flex": "1 1 16em", "width": "auto", "max_width": "30em"}
    return control
