"""The one mechanism of every explorer: controls, a picture that follows them, its numbers in text.

To add an explorer, write one module, name it in `explorers/__init__.py`, and return an `Explorer`
from a function like this one:

>>> from cnnnotes.explorers._controls import slider
>>> from cnnnotes.figures import new_figure
>>> def doubling():
...     fig = new_figure(3, 1)
...     label = fig.subplots().text(0.5, 0.5, "", animated=True)
...
...     def update(n):  # called with the controls' values by name
...         label.set_text(2 * n)
...         return Shown(f"2·{n} = {2 * n}", {"double": 2 * n}, alt=f"Twice {n} is {2 * n}.")
...
...     return Explorer(fig, update, n=slider("n", range(1, 10)))
>>> explorer = doubling()
>>> explorer.n.value = 4
>>> explorer.state, explorer.text, explorer.alt
({'double': 8}, '2·4 = 8', 'Twice 4 is 8.')

Make every artist once and change it in `update`. One that is `animated` is redrawn alone, which is
what makes an explorer fast; a change to any other redraws everything. Nothing is drawn before
somebody asks for the `picture`, the `widget` or a `frame`. `update` changes artists alone, no
control, and depends on its arguments alone, so that `frame` gives the picture of any values, with
no kernel and no browser:

>>> png, shown = explorer.frame(n=7)
>>> shown.alt, explorer.n.value
('Twice 7 is 14.', 4)

For settings that do not go together, `update` raises `SettingError`; any other error is a bug.
"""

from collections.abc import Callable, Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from ipywidgets import HBox, VBox, Widget
from matplotlib.artist import setp
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from cnnnotes.explorers._freeing import close_when_gone, keep_with_its_cell, weakly
from cnnnotes.explorers._picture import Picture
from cnnnotes.explorers._png import png
from cnnnotes.figures import Figure
from cnnnotes.figures.display import css_width, picture_bundle
from cnnnotes.palette import GREY, PALE

NOTICE = {"boxstyle": "round,pad=0.8", "facecolor": "white", "edgecolor": "black"}


class Shown(NamedTuple):
    """What an explorer shows.

    Args:
        text: a line below the picture.
        numbers: its numbers by name.
        alt: the picture in words.
    """

    text: str
    numbers: dict[str, Any]
    alt: str


class SettingError(Exception):
    """Settings that do not go together; the message says what would, and covers the picture."""


class Explorer:
    """Controls and the picture they move; each control is an attribute, `state` holds the numbers.

    Args:
        fig: the figure, its artists made.
        update: takes the controls' values by name, moves the artists of `fig`, and returns what is
            then `Shown`.
        limits: takes the same, and returns the largest value of sliders that depend on others.
        controls: widgets with a `value`, by name.
    """

    def __init__(
        self,
        fig: Figure,
        update: Callable[..., Shown],
        *,
        limits: Callable[..., dict[str, int]] = lambda **_: {},
        **controls: Any,
    ):
        self.fig, self.controls, self._update, self._limits = fig, controls, update, limits
        vars(self).update(controls)
        for ax in fig.axes:  # frames come last, or an image that moves lies on half their width
            for spine in ax.spines.values():
                spine.set_animated(ax.axison and ax.get_frame_on())
        self._notice = fig.text(0.5, 0.5, "", ha="center", va="center", bbox=NOTICE)
        self._notice.set(animated=True, in_layout=False, zorder=10)
        self._picture = Picture(width=css_width(fig))
        self._looked_at, self._settling, self._cover_words = False, False, ""
        self._covers: list[Rectangle] = []
        self.refresh()
        self._first = self.values
        for control in controls.values():
            control.observe(weakly(self.refresh), "value")
        self._widget = VBox([*self.arranged(), self._picture])
        self._widget.add_class("cnnnotes-explorer")
        close_when_gone(self, [self._widget, self._picture, *controls.values()])

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # each control is an attribute
            ...

    @property
    def picture(self) -> Picture:
        """What a browser shows: the picture and its words, drawn from now on at each move."""
        if not self._looked_at:
            self._looked_at = True
            self.refresh()
        return self._picture

    @property
    def widget(self) -> VBox:
        """The controls with the picture below."""
        _ = self.picture  # it is drawn from now on
        return self._widget

    def arranged(self) -> Iterable[Widget]:
        """Lay the controls out: rows, from the top down."""
        # A slider with one place has nowhere to go, and the browser's slider refuses to be made.
        movable = [
            c for c in self.controls.values() if getattr(c, "min", 0) != getattr(c, "max", 1)
        ]
        return [HBox(movable, layout={"flex_flow": "row wrap"})]

    def refresh(self, change: Any = None) -> None:
        """Show what the controls say now."""
        if self._settling:
            return
        self._settling = True
        try:
            self.settle(change)
        finally:
            self._settling = False
        try:
            png, shown = self.frame() if self._looked_at else (b"", self._moved(self.values))
        except Exception as bug:  # a browser would go on with the picture as it was
            self._picture.text = f"This is a fault of the explorer, not of its setting: {bug!r}"
            raise
        self.state, self.alt = shown.numbers, shown.alt
        if self._covers:
            shown = shown._replace(text=self._cover_words, alt=self._cover_words)
            self.alt = self._cover_words
        with self._picture.hold_sync():
            self._picture.png, self._picture.alt, self._picture.text = png, shown.alt, shown.text

    def settle(self, change: Any) -> None:
        """Move those controls that follow another one; all moves together are one change."""
        for name, most in self._limits(**self.values).items():
            control = self.controls[name]
            control.max = max(most, control.min + 1)  # the browser's slider needs two places
            control.disabled = most == control.min
            control.value = min(control.value, most)

    def frame(self, **values: Any) -> tuple[bytes, Shown]:
        """Return the picture of some `values`, a PNG, and what it shows; no control moves.

        What is not given stays as its control says; what is beyond a slider's end is at its end.
        """
        if self._first:  # the places of all that stands still are those of the first setting
            self._moved(self._first)
            if self.fig.axes and (engine := self.fig.get_layout_engine()):
                engine.execute(self.fig)
                self.fig.set_layout_engine("none")
            self._first = {}
        shown = self._moved(self.values | values)
        return self._drawn(), shown

    def _moved(self, values):
        """Move the artists to some values, and return what is shown then."""
        for name, most in self._limits(**values).items():
            values[name] = min(values[name], most)
        notice = ""
        try:
            shown = self._update(**values)
        except SettingError as setting:
            notice = str(setting)
            shown = Shown(notice, {}, f"No picture for this setting: {notice}")
        self._notice.set_text(fill(notice, int(8 * self.fig.get_figwidth())))
        self.fig.alt = shown.alt
        return shown

    def cover(self, words: str, places: Sequence[int] = ()) -> None:
        """Lay sheets over some of the figure's axes, by their places, or over all, until `uncover`.

        `words` stand there in place of the numbers, and of the picture in words.
        """
        sheet = {"facecolor": PALE, "edgecolor": GREY, "zorder": 9, "clip_on": False}
        axes = [self.fig.axes[place] for place in places] or self.fig.axes
        self._cover_words = words
        for ax in axes:
            box = ax.add_patch(Rectangle((0, 0), 1, 1, transform=ax.transAxes, **sheet))
            mark = ax.text(0.5, 0.5, "?", transform=ax.transAxes, fontsize=28, zorder=9.5)
            mark.set(ha="center", va="center")
            self._covers += [box, mark]
        for artist in self._covers:
            artist.set(animated=True, in_layout=False)
        self.refresh()

    def uncover(self) -> None:
        """Take the sheets away."""
        for artist in self._covers:
            artist.remove()
        self._covers = []
        self.refresh()

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say, by name."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def text(self) -> str:
        """The line of numbers below the picture."""
        return self._picture.text

    def _drawn(self):
        canvas = self.fig.canvas
        if self.fig.stale:  # something changed that is not animated
            moving = self.fig.findobj(lambda artist: artist.get_animated())
            images = [one for one in moving if isinstance(one, AxesImage) and one.get_visible()]
            setp(images, visible=False)  # matplotlib before 3.11, a browser's, draws animated ones
            canvas.draw()
            setp(images, visible=True)
            self.fig.stale = False
            self._background = canvas.copy_from_bbox(self.fig.bbox)
            self._moving = sorted(moving, key=lambda artist: artist.zorder)
        canvas.restore_region(self._background)
        beneath = {artist.axes for artist in self._covers}
        for artist in self._moving:
            if artist.axes not in beneath or artist in self._covers:
                self.fig.draw_artist(artist)
        return png(canvas)

    def _repr_mimebundle_(self, include=None, exclude=None):
        # The live widget, and its picture now for whoever reads without a kernel.
        keep_with_its_cell(self)
        data, metadata = picture_bundle(self.picture.png, self.alt, self.picture.width)
        del data["text/html"]
        return data | self.widget._repr_mimebundle_() | {"text/plain": self.alt}, metadata
