"""What a cell makes is freed when the cell runs again, and nothing is freed that can be seen.

That each explorer is freed is in `test_explorer`.
"""

import gc
import weakref

import pytest
from IPython.core.interactiveshell import InteractiveShell

from cnnnotes.explorers import training_dashboard, window_walk

SHOW = "from cnnnotes.explorers import window_walk\nwindow_walk([[1, 2, 3]], [[-1, 1]])"


@pytest.fixture
def shell():
    """An IPython that runs cells by their ids, as a kernel does."""
    shell = InteractiveShell.instance()
    yield shell
    InteractiveShell.clear_instance()


def run(shell, code, cell):
    result = shell.run_cell(code, store_history=True, cell_id=cell)
    result.raise_error()
    return result.result


def test_its_pixels_are_freed_at_once():
    gc.disable()
    try:
        explorer = window_walk()
        canvas, gone = explorer.fig.canvas, weakref.ref(explorer)
        assert explorer.picture.png
        assert canvas.renderer
        del explorer
        assert gone() is None
        assert not hasattr(canvas, "renderer")
    finally:
        gc.enable()


def test_a_cell_that_runs_again_frees_what_it_showed(shell, widgets):
    run(shell, SHOW, "a")
    one = widgets()
    for _ in range(3):
        run(shell, SHOW, "a")
        run(shell, "1 + 1", "b")
    assert widgets() == one


def test_what_a_cell_shows_lives_while_it_is_on_the_page(shell):
    gone = weakref.ref(run(shell, SHOW, "a"))
    for number in range(5):
        run(shell, f"{number}", "b")
    gc.collect()
    assert gone()


def test_an_explorer_with_a_name_outlives_the_cell_that_showed_it(shell):
    run(shell, SHOW.replace("\nwindow_walk(", "\nwalk = window_walk("), "a")
    run(shell, "walk", "b")
    run(shell, "walk", "b")
    assert run(shell, "walk.column.value = 1\nwalk.text", "c").endswith("2·(−1) + 3·1 = 1")


def test_a_dashboard_made_anew_stops_the_training_of_the_old_one():
    old = training_dashboard(epochs=1000)
    old.start()
    new = training_dashboard(epochs=1000)
    old.wait(60)
    assert old.state["status"] == "stopped"
    new.start()
    old.start()
    new.wait(60)
    assert (old.state["status"], new.state["status"]) == ("running", "stopped")
    old.stop()
    old.wait(60)


def test_a_training_that_nobody_can_see_ends():
    dashboard = training_dashboard(epochs=1000)
    dashboard.start()
    run = dashboard.run
    del dashboard
    gc.collect()
    run.wait(60)
    assert run.state["status"] == "stopped"
