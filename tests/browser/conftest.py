"""A JupyterLab on copies of the notebooks, and a browser to open them in."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.append(str(Path(__file__).parent))  # pytest knows it, who loads this file alone does not
from serving import FLAGS, answers, free_port

SCREENSHOTS = Path(__file__).parent / "screenshots"
SOME_CELLS = "cells.ipynb"  # its kernel stays
# JupyterLab, without the parsers of web addresses that tests/quick_start.py is about.
START = (
    "import sys; sys.modules['rfc3987_syntax'] = None; import jupyterlab.labapp as lab; lab.main()"
)
SETTINGS = {
    # No news pop-up; every cell is on the page, not only those in sight.
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}


@pytest.fixture(scope="package")
def browser(running_chromium):
    with running_chromium(FLAGS) as browser:
        yield browser


@pytest.fixture(scope="package")
def lab(tmp_path_factory, chromium):
    """A running JupyterLab in its own folder, with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    for name, settings in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings))
    (home / "notebooks").mkdir()
    lab = Lab(home)
    yield lab
    lab.stop()


class Lab:
    """A JupyterLab server; `folder` holds the notebooks that it serves."""

    def __init__(self, home):
        self.folder, token, port = home / "notebooks", secrets.token_hex(8), free_port()
        here = {"JUPYTERLAB_SETTINGS_DIR": home / "settings"}
        here["CNNNOTES_QUICK"] = 1
        here |= {f"JUPYTER_{name}_DIR": home / name for name in ("CONFIG", "DATA", "RUNTIME")}
        self.log = home / "log.txt"
        options = ["--no-browser", "--allow-root", "--expose-app-in-browser", f"--port={port}"]
        self.server = subprocess.Popen(
            [sys.executable, "-c", START, *options, f"--IdentityProvider.token={token}"],
            cwd=self.folder,
            env=os.environ | {key: str(path) for key, path in here.items()},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )
        self.address, self.token = f"http://127.0.0.1:{port}", token
        if not answers(f"{self.address}/api", self.server):
            pytest.fail(f"JupyterLab did not start: {self.log.read_text()[-2000:]}")

    def url(self, notebook=None):
        opened = f"/tree/{notebook}" if notebook else ""
        return f"{self.address}/lab{opened}?token={self.token}&reset"

    def stop(self):
        self.server.terminate()
        self.server.wait(30)


@pytest.fixture
def screenshot():
    """Return a function that keeps a picture of a page, or part of it, for people to look at."""

    def keep(page, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return keep


@pytest.fixture(scope="package")
def lab_page(lab, browser):
    """JupyterLab's page, one for all tests: to load it takes longer than most of them."""
    page = browser.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.notebook = lambda: nbformat.from_dict(page.evaluate(f"{PANEL}.content.model.toJSON()"))
    page.goto(lab.url(), wait_until="domcontentloaded")
    page.wait_for_function(LAB_IS_READY, timeout=60_000)
    yield page
    page.close()


@pytest.fixture
def open_notebook(lab, lab_page):
    """Return a function that opens a copy of a notebook, runs every cell, and returns its page."""

    page = lab_page

    def run(notebook, width=1280, height=1600):
        name = Path(notebook).name
        shutil.copy(notebook, lab.folder)
        page.problems.clear()
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(OPEN, name)
        page.wait_for_function(KERNEL_IS_IDLE, timeout=60_000)
        page.evaluate(RUN_FROM_CLEAN)
        page.wait_for_function("window.allCellsHaveRun", timeout=180_000)
        assert errors(page.notebook()) == []
        return page

    yield run
    page.evaluate(CLOSE, SOME_CELLS)


def errors(notebook):
    """Return what went wrong in a notebook's cells."""
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    return [out.evalue for out in outputs if out.output_type == "error"]


@pytest.fixture
def open_cells(open_notebook, tmp_path):
    """Return a function that makes a notebook of some cells' code, and opens it like another.

    All of them in one kernel, which takes longer to start than most of these cells.
    """

    def run(*cells):
        notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        path = tmp_path / SOME_CELLS
        nbformat.write(notebook, path)
        return open_notebook(path)

    return run


@pytest.fixture
def next_day(lab, lab_page):
    """Return a function that saves and closes what is open, and opens it again, not run."""

    def reopen():
        name = lab_page.evaluate(f"{PANEL}.context.path")
        lab_page.evaluate(CLOSE)
        lab_page.goto(lab.url(), wait_until="domcontentloaded")
        lab_page.wait_for_function(LAB_IS_READY, timeout=60_000)
        lab_page.evaluate(OPEN, name)

    return reopen


LAB_IS_READY = "window.jupyterapp?.restored.then(() => true)"
PANEL = "jupyterapp.shell.currentWidget"
OPEN = """async path => {
    const panel = await jupyterapp.commands.execute('docmanager:open', {path});
    await panel.context.ready;
}"""
CLOSE = """async someCells => {
    for (const panel of [...jupyterapp.shell.widgets('main')]) {
        if (panel.context?.path !== someCells) await panel.sessionContext?.shutdown();
        await panel.context?.save();  // or it asks whether to
        panel.dispose();
    }
}"""
KERNEL_IS_IDLE = f"{PANEL}?.sessionContext?.session?.kernel?.status === 'idle'"
RUN_FROM_CLEAN = """async () => {
    allCellsHaveRun = false;
    await jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
    jupyterapp.commands.execute('notebook:run-all-cells').then(() => allCellsHaveRun = true);
}"""
