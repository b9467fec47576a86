import gc
import os
import shutil
import signal
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, however slow the machine: a failure can be had again.
settings.register_profile(
    "cnnnotes", derandomize=True, deadline=None, database=None, max_examples=50
)
settings.load_profile("cnnnotes")

# `make test &` starts us with Ctrl-C ignored, and that would be inherited by what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
# The longest files first, or one core ends the run alone; `make times` says which they are.
LONGEST = [
    "tests/browser/test_notebooks.py",
    "tests/notebooks/test_solved.py",
    "tests/classroom/test_hostile.py",
    "tests/explorers/test_explorer.py",
    "tests/exercises/test_exercises.py",
    "notebooks",
    "tests/browser",
    "tests/explorers",
]


@pytest.hookimpl(optionalhook=True)  # where pytest-xdist is
def pytest_xdist_auto_num_workers():
    """One more than there are cores: some tests wait, for a browser or until time is up."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Each file's tests to one worker, but one worker for all files that share a browser's page."""
    from xdist.scheduler import LoadFileScheduling

    class ByPage(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            shared = file.startswith("tests/browser/") and file not in LONGEST
            return "tests/browser" if shared else file

    return ByPage(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items):
    """Order the tests: long files first, and all that an exercise is asked in one go.

    What is right for an exercise's cases is computed once and kept for a few of them.
    """
    items.sort(key=lambda item: (_place(item.path), _exercise(item)))


def pytest_collection_finish():
    """Let the garbage collector pass over what is loaded by now, and stays: it runs often here."""
    gc.freeze()
    gc.enable()


def _place(path):
    name = path.relative_to(ROOT).as_posix()
    return next((i for i, start in enumerate(LONGEST) if name.startswith(start)), len(LONGEST))


def _exercise(item):
    parameters = getattr(item, "callspec", None)
    exercise = parameters and parameters.params.get("exercise")
    return (exercise.id, parameters.params.get("seed", 0)) if exercise else ("", 0)


@pytest.fixture(autouse=True)
def nothing_answered(monkeypatch):
    """No test meets what another one, or whoever runs them, has answered."""
    monkeypatch.setattr("cnnnotes.grading.answer_store._this_session", {})
    monkeypatch.delenv("CNNNOTES_ANSWERS", raising=False)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and os.environ.get("CNNNOTES_BROWSER"):
        pytest.fail("no chromium on PATH: install it (Debian: apt install chromium)")
    if path is None:
        pytest.skip("left out: no chromium on PATH (Debian: apt install chromium)")
    return path


@pytest.fixture(scope="session")
def running_chromium(chromium):
    """A context with a browser. While Playwright runs, asyncio runs nothing else in a process."""

    @contextmanager
    def running(flags=("--no-sandbox",)):
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            yield browser
            browser.close()

    return running


@pytest.fixture(scope="module")
def browser(running_chromium):
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core, which finds what keeps people from reading a page."""
    return Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js")
