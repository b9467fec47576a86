"""What every explorer must do, for each that there is."""

import gc
import io
import runpy
import subprocess
import sys
import weakref
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnnotes import explorers
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers._page import Page
from cnnnotes.explorers._picture import Picture
from cnnnotes.explorers._png import png
from cnnnotes.figures import new_figure

SITE = Path(__file__).parents[2] / "site"


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def assert_frame_is_whole(explorer, **values):
    """What is drawn piece by piece is the figure drawn anew."""
    by_pieces, _ = explorer.frame(**values)
    canvas = explorer.fig.canvas
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "is_saving", lambda: True)  # what is animated is drawn, too
        canvas.draw()
    assert (pixels(png(canvas)) != pixels(by_pieces)).mean() < 1e-3


def ends(control):
    """Return the first and the last value of a slider, a list, a switch or a page to draw on."""
    if hasattr(control, "min"):
        return {control.min, control.max}
    if hasattr(control, "options"):
        values = [value for _, value in control._options_full]
        return {values[0], values[-1]}
    other = bytes(len(control.value)) if isinstance(control, Page) else not control.value
    return {other, control.value}


def tiny():
    """Return an explorer of one number that refuses 3."""
    fig = new_figure(2, 1)
    ax = fig.subplots()
    moving, fixed = ax.text(0.2, 0.5, "", animated=True), ax.text(0.7, 0.5, "")

    def update(n):
        if n == 3:
            raise SettingError("n: got 3; it needs another number")
        moving.set_text(n)
        fixed.set_text("even" if n % 2 == 0 else "odd")
        return Shown(f"n = {n}", {"n": n}, f"The number {n}.")

    return Explorer(fig, update, n=slider("n", range(5)))


@pytest.fixture(scope="module", params=explorers.__all__)
def holder(request, widgets):
    """A list that alone holds an explorer, each in turn as it is made, and the widgets before."""
    before = widgets()
    return [getattr(explorers, request.param)()], before


@pytest.fixture
def explorer(holder):
    return holder[0][0]


def test_every_corner_of_the_controls_has_a_picture_and_words(explorer):
    """Words at both ends of each control; the picture at the last of them that fits the others."""
    explorer.frame()  # axes have their ticks when they are drawn
    count = len(explorer.fig.findobj())
    for name, control in explorer.controls.items():
        first, corners, fits = control.value, ends(control), None
        seen = {explorer.alt} if first in corners else set()
        for value in corners - {first}:  # the first is looked at once, in the end
            control.value = value
            seen.add(explorer.alt)
            assert explorer.text
            if explorer.state:
                fits = value
            else:  # this corner does not fit the others, and that is said
                assert explorer.alt.endswith(explorer.text)
        assert len(seen) == len(corners)
        if fits is not None:
            assert_frame_is_whole(explorer, **{name: fits})
        control.value = first
        assert explorer.state
    assert_frame_is_whole(explorer)
    assert len(explorer.fig.findobj()) == count  # nothing is created during a move


ONE, MANY = np.ones((1, 1)), 1e4 * np.random.default_rng(0).normal(size=(16, 16))


@pytest.mark.parametrize(
    ("name", "arrays"),
    [
        ("window_walk", (ONE, ONE)),
        ("window_walk", (MANY, MANY[:9, :9])),
        ("window_walk", (MANY[0], MANY[0, :7])),
        ("channels", (ONE[..., None], ONE[..., None])),
        ("collapse", (ONE, ONE, ONE)),
        ("collapse", (MANY[:12, :12], MANY[:5, :5], MANY[:5, :1])),
        ("pool", (ONE,)),
        ("pool", (MANY,)),
        ("graph_steps", ([1], [1], [1], 1)),
        ("graph_steps", (9 * np.ones(12), 9 * np.ones(11), 9 * np.ones(12), -9)),
        ("finite_differences", (lambda x: 7, lambda x: 0, -20)),
        ("who_gets_the_gradient", (ONE, ONE)),
        ("who_gets_the_gradient", (MANY[:8, :8], MANY[:7, :1])),
        ("one_curve", (range(4), np.zeros(4))),
        ("one_curve", (MANY[0], MANY[1])),
    ],
)
def test_the_smallest_and_the_largest_arrays_have_a_picture(name, arrays):
    assert getattr(explorers, name)(*arrays).picture.png


def test_readers_without_a_kernel_get_the_picture_and_its_words(explorer):
    data, metadata = explorer._repr_mimebundle_()
    view = "application/vnd.jupyter.widget-view+json"
    assert set(data) == {view, "image/png", "text/plain"}
    assert data["text/plain"] == metadata["image/png"]["alt"] == explorer.alt


def test_one_that_nobody_holds_is_freed_with_all_its_widgets(holder, widgets):
    held, before = holder
    gone = weakref.ref(held.pop())
    gc.collect()
    assert gone() is None
    assert widgets() == before


def test_the_picture_and_the_words_follow_the_control():
    explorer = tiny()
    before = pixels(explorer.picture.png)
    explorer.n.value = 1
    assert (explorer.state, explorer.text, explorer.alt) == ({"n": 1}, "n = 1", "The number 1.")
    assert explorer.picture.alt == explorer.alt
    assert (pixels(explorer.picture.png) != before).any()
    assert_frame_is_whole(explorer)  # an artist that is not animated changed too


def test_a_setting_that_does_not_fit_is_explained_and_left_again():
    explorer = tiny()
    explorer.n.value = 2
    fits = pixels(explorer.picture.png)
    explorer.n.value = 3
    assert explorer.text == "n: got 3; it needs another number"
    assert explorer.state == {}
    assert explorer.text in explorer.picture.alt
    assert (pixels(explorer.picture.png) != fits).any()
    explorer.n.value = 2
    assert explorer.alt == "The number 2."
    assert (pixels(explorer.picture.png) == fits).all()


def test_one_move_sends_picture_and_words_in_one_message(monkeypatch):
    explorer = tiny()
    sent = []
    monkeypatch.setattr(Picture, "_send", lambda self, message, buffers=None: sent.append(message))
    explorer.n.value = 1
    assert [set(message["state"]) for message in sent] == [{"alt", "text"}]  # png goes as a buffer


def test_a_slider_with_one_stop_is_not_shown_but_can_be_read():
    fig = new_figure(2, 1, alt="Nothing.")
    explorer = Explorer(
        fig,
        lambda only, other: Shown("", {}, "Nothing."),
        only=slider("only", range(1)),
        other=slider("other", range(2)),
    )
    assert explorer.only.value == 0
    assert explorer.widget.children[0].children == (explorer.other,)


def test_explorers_keep_no_pyplot_state():
    code = (
        "import sys; from cnnnotes.explorers import window_walk; window_walk()\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_site_knows_what_a_reader_moves_in_each():
    moves = runpy.run_path(str(SITE / "moves.py"))["MOVES"]
    assert set(moves) == set(explorers.__all__) - {"training_dashboard"}  # its runs are recorded
