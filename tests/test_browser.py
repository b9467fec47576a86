"""What is done where there are no threads, no network and no BLAS, tried without a browser."""

import asyncio
import os
import subprocess
import sys
import threading
import types

import numpy as np
import pytest

from cnnnotes import browser, nn
from cnnnotes.datasets import DataError, load_digits, load_mnist, load_mnist_or_digits
from cnnnotes.explorers import training_dashboard
from cnnnotes.grading import check
from cnnnotes.nn import parallel
from cnnnotes.ops.products import matrix_product


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    """A browser's rules, under which no thread can start."""
    monkeypatch.setattr(browser, "HERE", True)
    monkeypatch.setattr(threading.Thread, "start", lambda _: pytest.fail("a thread was started"))


@pytest.fixture
def presses(monkeypatch):
    """A browser that can wait: it does the next of these things each time that it is given way."""
    todo = []

    def run_sync(sleeping):
        sleeping.close()
        if todo:
            todo.pop(0)()

    ffi = types.ModuleType("pyodide.ffi")
    ffi.run_sync, ffi.can_run_sync = run_sync, lambda: True
    monkeypatch.setitem(sys.modules, "pyodide", types.ModuleType("pyodide"))
    monkeypatch.setitem(sys.modules, "pyodide.ffi", ffi)
    return todo


@pytest.fixture
def dashboard():
    (x, y), (x_test, y_test) = load_digits()
    dashboard = training_dashboard(x[:128], y[:128], x_test[:20], y_test[:20], epochs=2)
    dashboard.batch_size.value, dashboard.filters.value = 32, 4
    return dashboard


def test_a_switch_makes_any_python_keep_the_rules():
    program = "import os, cnnnotes; print(cnnnotes.browser.HERE, os.environ['CNNNOTES_QUICK'])"
    env = {key: value for key, value in os.environ.items() if key != "CNNNOTES_QUICK"}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=env | {"CNNNOTES_BROWSER_RULES": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["True", "1"]


def test_a_training_without_a_loop_of_events_is_done_at_once(dashboard):
    dashboard.start()
    assert dashboard.state["status"] == "finished"
    dashboard.wait()


def test_a_training_begins_when_the_button_has_been_handled(dashboard):
    async def press():
        dashboard.start()
        before = dashboard.state["status"]
        await asyncio.sleep(0)
        return before, dashboard.state["status"]

    assert asyncio.run(press()) == ("running", "finished")


def test_a_training_that_never_got_its_turn_is_done_when_it_is_waited_for(dashboard):
    async def cell():
        dashboard.start()
        dashboard.wait()
        return dashboard.state["status"]

    assert asyncio.run(cell()) == "finished"


def test_pause_resume_and_stop_are_heard_between_batches(dashboard, presses):
    seen = []

    def look(does):
        return lambda: (seen.append((dashboard.state["status"], dashboard.state["step"])), does())

    presses += [look(lambda: None), look(dashboard.pause), look(lambda: None)]
    presses += [look(dashboard.resume), look(dashboard.stop)]
    dashboard.start()
    # held at the second batch for two turns, then on to the third, and no further
    assert seen == [("running", 1), ("running", 2), ("paused", 2), ("paused", 2), ("running", 3)]
    assert (dashboard.state["status"], dashboard.state["step"]) == ("stopped", 3)


def test_the_numbers_are_those_of_a_laptop(monkeypatch):
    (x, y), _ = load_digits()

    def trained():
        model = nn.models.convnet(seed=0)
        model.compile(nn.Adam(1e-3))
        model.fit(x[:64], y[:64], batch_size=32, seed=0, verbose=0)
        return model.predict(x[:8])

    here = trained()
    monkeypatch.undo()
    np.testing.assert_allclose(here, trained(), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(5, 3, 2), (4, 40, 3), (0, 40, 3), (4, 0, 3), (1, 33, 1)])
def test_a_matrix_product_is_one_in_any_memory_order(shape, dtype):
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=shape[:2]).astype(dtype), rng.normal(size=shape[1:]).astype(dtype)
    for left in (a, np.asfortranarray(a)):
        for right in (b, np.asfortranarray(b)):
            ours = matrix_product(left, right)
            assert ours.dtype == dtype
            np.testing.assert_allclose(ours, a @ b, rtol=1e-4, atol=1e-5)


def test_many_workers_are_one():
    with parallel.workers(4) as run:
        assert list(run(abs, [-1, -2])) == [1, 2]


def test_no_download_is_tried_and_one_line_says_why(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("CNNNOTES_DATA", str(tmp_path))
    monkeypatch.setattr("cnnnotes.datasets.mnist._download", lambda _: pytest.fail("a download"))
    with pytest.raises(DataError, match="only what its site brings") as error:
        load_mnist()
    assert "\n" not in str(error.value)
    name, (x, _), _ = load_mnist_or_digits()
    assert (name, len(x)) == ("digits", 1438)
    first, second = capsys.readouterr().out.splitlines()
    assert browser.NO_DOWNLOAD in first
    assert second == browser.SHORT


def test_a_progress_bar_is_watched_by_nobody(capsys):
    from tqdm.notebook import tqdm

    (x, y), _ = load_digits()
    model = nn.Sequential([nn.Input((28, 28, 1)), nn.Flatten(), nn.Dense(10)], seed=0)
    model.compile("adam")
    model.fit(x[:64], y[:64], epochs=1)
    assert tqdm.monitor_interval == 0


def test_a_browser_has_a_folder_for_answers_from_the_first_check_on(monkeypatch, tmp_path):
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path / "answers"))
    check("01_n_params", lambda kw, kh, kd, c_out: (kw * kh * kd + 1) * c_out)
    assert (tmp_path / "answers" / "01_n_params.json").exists()
