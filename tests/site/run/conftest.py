"""The notebooks of the site, opened and run in a browser that reaches nothing but the site."""

import os
import time

import pytest

LONG = 1000 * int(os.environ.get("CNNNOTES_SECONDS", 600))  # ms, for what takes a tenth of it


@pytest.fixture
def visitor(browser, chromium, flags, site, address, watch):
    """Return a function that makes somebody who was never here: `visitor()` opens notebooks.

    With a folder for all that a browser keeps, compiled code among it, they are as if at home; else
    in a private window, which starts faster and keeps less.
    """
    visitors = []

    def arrive(profile=None):
        window = {"viewport": {"width": 1280, "height": 1400}}
        if profile:
            at_home = window | {"executable_path": chromium, "args": flags}
            context = browser.browser_type.launch_persistent_context(profile, **at_home)
        else:
            context = browser.new_context(**window)
        one = Visitor(context, site / "run", f"{address}run")
        watch(context, one.outside)
        visitors.append(one)
        return one

    yield arrive
    for one in visitors:
        one.context.close()
        assert one.outside == []
        assert not any("NOT be synced" in text for text in one.warned)  # files would be lost


class Visitor:
    """A browser's profile, with the files that it keeps; `outside` are requests to other hosts."""

    def __init__(self, context, folder, address):
        self.context, self.folder, self.address, self.outside = context, folder, address, []
        self.warned = []
        context.on("console", lambda message: self.warned.append(message.text))

    def open(self, name):
        """Open the notebook whose name begins so, on a new page."""
        [path] = (self.folder / "files").glob(f"{name}*.ipynb")
        page = self.context.new_page()
        notebook = Notebook(page)
        page.goto(f"{self.address}/notebooks/index.html?path={path.name}")
        page.wait_for_function(KERNEL, timeout=LONG)
        page.evaluate(READY)
        return notebook

    def files(self):
        """Open the list of files, on a new page."""
        page = self.context.new_page()
        page.set_default_timeout(LONG / 10)
        page.goto(f"{self.address}/tree/index.html")
        page.locator(".jp-DirListing-item").first.wait_for(timeout=LONG)
        return page


class Notebook:
    """A notebook on a page of its own; `began` is when it was asked for.

    A cell is told by its place, or by code in it.
    """

    def __init__(self, page):
        self.page, self.began = page, time.monotonic()

    def run_all(self):
        """Run all cells, and return what went wrong."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function("allCellsHaveRun", timeout=LONG)
        code = [cell for cell in self.cells() if cell["code"]]
        outputs = [out for cell in code for out in cell["outputs"]]
        wrong = [out["evalue"] for out in outputs if out["output_type"] == "error"]
        return wrong + [cell["source"] for cell in code if cell["ran"] is None]

    def run(self, which, source=None):
        """Run a cell, with other code if it is given; return what it says."""
        self.page.evaluate(RUN_CELL, [self._place(which), source])
        self.page.wait_for_function(IDLE, timeout=LONG)
        return self.said(source or which)

    def said(self, which):
        """Return what a cell has put out as plain text."""
        return "".join(map(_text, self.cells()[self._place(which)]["outputs"]))

    def shown(self, which):
        """Scroll to a cell; return it as it is on the page."""
        place = self._place(which)
        self.page.evaluate(SCROLL, place)
        return self.page.locator(f"[data-place='{place}']")

    def save(self):
        self.page.evaluate("panel.context.save()")

    def cells(self):
        return self.page.evaluate(CELLS)

    def _place(self, which):
        if isinstance(which, int):
            return which
        cells = enumerate(self.cells())
        return next(place for place, cell in cells if cell["code"] and which in cell["source"])


def _text(output):
    said = output.get("text") or output.get("data", {}).get("text/plain") or output.get("evalue")
    return "".join(said or "")


KERNEL = "window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel"
READY = """async () => {
    window.panel = jupyterapp.shell.currentWidget;
    await panel.revealed;
    await panel.sessionContext.ready;
}"""
RUN_ALL = """() => {
    const code = panel.content.widgets.filter(cell => cell.model.type === 'code');
    code.forEach(cell => cell.model.clearExecution());
    window.seconds = [];
    window.allCellsHaveRun = false;
    let last = performance.now();
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
    await jupyterapp.commands.execute('notebook:run-cell');
}"""
IDLE = "panel.sessionContext.session.kernel.status === 'idle'"
SCROLL = """async place => {
    await panel.content.scrollToItem(place, 'center');
    panel.content.widgets[place].node.dataset.place = place;
}"""
CELLS = """() => panel.content.widgets.map(cell => ({
    code: cell.model.type === 'code',
    source: cell.model.sharedModel.getSource(),
    ran: cell.model.executionCount ?? null,
    outputs: cell.model.outputs?.toJSON() ?? [],
}))"""
