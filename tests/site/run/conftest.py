"""The notebooks of the site, opened and run in a browser that reaches nothing but the site."""

import functools
import os
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

RUN = Path(__file__).parents[3] / "build" / "site" / "run"
LONG = 1000 * int(os.environ.get("CNNNOTES_SECONDS", 600))  # ms, for what takes a tenth of it


class Handler(SimpleHTTPRequestHandler):
    """Any host's answers: no compression, no special headers, files known by their date."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def run_folder():
    """The folder in which `make site` made the notebooks run."""
    if (RUN / "index.html").exists():
        return RUN
    if os.environ.get("CNNNOTES_SITE"):
        pytest.fail("no site in build/site: make site")
    pytest.skip("left out: no site in build/site (make site)")


@pytest.fixture(scope="session")
def run_address(run_folder):
    handler = functools.partial(Handler, directory=str(run_folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visitor(browser, run_address):
    """Return a function that makes somebody who was never here: `visitor()` opens notebooks."""
    visitors = []

    def arrive():
        visitors.append(Visitor(browser, run_address))
        return visitors[-1]

    yield arrive
    for one in visitors:
        one.context.close()
        assert one.outside == []


class Visitor:
    """A browser's profile, with the files that it keeps; `outside` are requests to other hosts."""

    def __init__(self, browser, address):
        self.context, self.address = (
            browser.new_context(viewport={"width": 1280, "height": 1400}),
            address,
        )
        self.outside = []
        self.context.route("**/*", self._gate)

    def _gate(self, route):
        if route.request.url.startswith(self.address):
            return route.continue_()
        self.outside.append(route.request.url)
        return route.abort()

    def open(self, name):
        """Open the notebook whose name begins so, on a new page."""
        [path] = (RUN / "files").glob(f"{name}*.ipynb")
        page = self.context.new_page()
        page.began = time.monotonic()
        page.goto(f"{self.address}/notebooks/index.html?path={path.name}")
        page.wait_for_function(KERNEL, timeout=LONG)
        page.evaluate("panel = jupyterapp.shell.currentWidget; panel.sessionContext.ready")
        return page


KERNEL = "window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel"
RUN_ALL = """() => {
    const code = panel.content.widgets.filter(cell => cell.model.type === 'code');
    code.forEach(cell => cell.model.clearExecution());
    window.seconds = [];
    window.allCellsHaveRun = false;
    const began = performance.now();
    let last = began;
    code.forEach((cell, i) =>
        cell.model.stateChanged.connect((_, change) => {
            if (change.name !== 'executionCount' || change.newValue === null) return;
            seconds[i] = (performance.now() - last) / 1000;
            last = performance.now();
        }));
    jupyterapp.commands.execute('notebook:run-all-cells').then(() => allCellsHaveRun = true);
}"""
RUN_CELL = """async ([index, source]) => {
    const cell = panel.content.widgets[index];
    if (source !== null) cell.model.sharedModel.setSource(source);
    cell.model.clearExecution();
    panel.content.activeCellIndex = index;
    const began = performance.now();
    await jupyterapp.commands.execute('notebook:run-cell');
    return performance.now() - began;
}"""
CELLS = """() => panel.content.widgets.map(cell => ({
    code: cell.model.type === 'code',
    source: cell.model.sharedModel.getSource(),
    ran: cell.model.executionCount ?? null,
    outputs: cell.model.outputs?.toJSON() ?? [],
}))"""


@pytest.fixture(scope="session")
def run_all():
    """Return a function that runs all cells of a page's notebook, and returns what went wrong."""

    def run(page):
        page.evaluate(RUN_ALL)
        page.wait_for_function("allCellsHaveRun", timeout=LONG)
        code = [cell for cell in page.evaluate(CELLS) if cell["code"]]
        outputs = [out for cell in code for out in cell["outputs"]]
        wrong = [out["evalue"] for out in outputs if out["output_type"] == "error"]
        return wrong + [cell["source"] for cell in code if cell["ran"] is None]

    return run


@pytest.fixture(scope="session")
def run_cell():
    """Return a function that runs a cell, by its index or code in it; returns its text and ms."""

    def run(page, which, source=None):
        cells = page.evaluate(CELLS)
        if isinstance(which, str):
            which = next(
                i for i, cell in enumerate(cells) if cell["code"] and which in cell["source"]
            )
        ms = page.evaluate(RUN_CELL, [which, source])
        page.wait_for_timeout(300)  # the outputs' last message
        outputs = page.evaluate(CELLS)[which]["outputs"]
        return "".join(map(text, outputs)), ms

    return run


def text(output):
    """What an output says in plain text."""
    said = (
        output.get("text") or output.get("data", {}).get("text/plain") or output.get("evalue", "")
    )
    return "".join(said)
