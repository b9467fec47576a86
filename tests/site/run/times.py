"""The site's figures, as one table: `make site-times`. They are measured, and no test."""

import os
import statistics
import time
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser
VISITS, KEYS, CHECKS = 3, 40, 20
KEPT = 3000  # ms, until a browser has written down the code that it compiled
NOTEBOOKS = os.environ.get("CNNNOTES_NOTEBOOKS", "00 01 02 03 04 05 06 07 08 09 10").split()
MB = 1_000_000
# Every value of each control in turn, twice: the time from an event until the picture is drawn,
# for who reads a pixel waits for that.
MOVES = """async explorer => {
    const times = [];
    for (const field of [...explorer.querySelectorAll("[data-place]")].flatMap(one => [one, one])) {
        const places = field.type === "checkbox" ? 2 : Number(field.max ?? field.length - 1) + 1;
        for (let place = 0; place < places; place++) {
            if (field.type === "checkbox") field.checked = Boolean(place);
            else if (field.type === "range") field.value = place;
            else field.selectedIndex = place;
            const moved = new Promise(
                done => explorer.addEventListener("moved", done, {once: true}));
            const began = performance.now();
            field.dispatchEvent(new Event("input", {bubbles: true}));
            await moved;
            explorer.querySelector("canvas").getContext("2d").getImageData(0, 0, 1, 1);
            times.push(performance.now() - began);
        }
    }
    return times;
}"""
PRESSED = """image => {
    window.latencies = [];
    let pressed;
    document.addEventListener("keydown", () => pressed = performance.now(), { capture: true });
    image.addEventListener("load", () => requestAnimationFrame(
        () => pressed && latencies.push(performance.now() - pressed)));
}"""
FIRST = (
    "() => panel.content.widgets.find(cell => cell.model.type === 'code').model.outputs.length > 0"
)
RUN_FROM_NOTHING = """() => {
    panel.content.widgets.find(cell => cell.model.type === 'code').model.clearExecution();
    jupyterapp.commands.execute('notebook:run-all-cells');
}"""
STUDIO = "from cnnnotes.explorers import kernel_studio\nkernel_studio()"
ANSWER = """
def slide2d(x, k):
    h, w = (np.array(x.shape) - k.shape) + 1
    return np.array([[(x[i : i + k.shape[0], j : j + k.shape[1]] * k).sum() for j in range(w)]
                     for i in range(h)])

import time
times = []
for _ in range(%d):
    began = time.perf_counter()
    check("01_slide2d", slide2d)
    times.append(1000 * (time.perf_counter() - began))
print("ms", sorted(times)[len(times) // 2])"""


@pytest.fixture(scope="module")
def row():
    """Return a function that adds a row to the table, which is printed at the end."""
    rows = [("what", "measured", "budget"), ("---", "--:", "--:")]
    yield lambda *cells: rows.append(cells)
    print("\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in rows))


def test_the_folder(site, row):
    files = [path for path in site.rglob("*") if path.is_file()]
    for part in (site, site / "run", site / "frames"):
        own = [path.stat().st_size for path in files if path.is_relative_to(part)]
        name = "the folder" if part == site else f"of it `{part.name}`"
        budget = "40 MB" if part.name == "frames" else ""
        row(name, f"{sum(own) / MB:.1f} MB, {len(own)} files", budget)


def test_pages(visit, site, row):
    views, loads, moves = {}, [], []
    for path in sorted((site / "notebooks").glob("*.html")):
        page = visit(f"notebooks/{path.name}")
        page.wait_for_load_state("networkidle")
        files = {site / unquote(urlsplit(url).path[1:]) for url in page.asked}
        views[path.stem] = sum(file.stat().st_size for file in files)
        for explorer in page.locator("figure.moving").all():
            first, *others = explorer.evaluate(MOVES)
            loads.append(first)
            moves += others
        page.close()
    largest = max(views, key=views.get)
    row("a page's first view, the largest", f"{views[largest] / MB:.2f} MB ({largest})", "1.5 MB")
    row(f"an explorer's first move, of {len(loads)}", _ms(loads), "")
    row(f"a move on a page, of {len(moves)}", _ms(moves), "16 ms")


def test_first_output(visitor, row, tmp_path):
    visits = {"first": [], "second": [], "third": []}
    for person in range(VISITS):
        someone = visitor(tmp_path / str(person))
        for times in visits.values():
            notebook = someone.open("00")
            notebook.page.evaluate(RUN_FROM_NOTHING)
            notebook.page.wait_for_function(FIRST, timeout=600_000, polling=20)
            times.append(time.monotonic() - notebook.began)
            notebook.page.wait_for_timeout(KEPT)
            notebook.page.close()
    for (name, times), budget in zip(visits.items(), ("15 s", "6 s", ""), strict=True):
        said = f"{statistics.median(times):.1f} s, at most {max(times):.1f} s"
        row(f"first output, {name} visit, median of {VISITS}", said, budget)


def test_a_slider_and_a_check(visitor, row):
    notebook = visitor().open("01")
    page = notebook.page
    notebook.run("import numpy as np")
    notebook.run("window_walk(steps, edge)", STUDIO)
    explorer = notebook.shown("kernel_studio()").locator(".cnnnotes-explorer")
    slider = explorer.get_by_role("slider").first
    page.evaluate(PRESSED, explorer.locator("img").first.element_handle())
    key = "ArrowRight"
    for move in range(KEYS):
        now, low, high = (slider.get_attribute(f"aria-value{end}") for end in ("now", "min", "max"))
        key = {high: "ArrowLeft", low: "ArrowRight"}.get(now, key)
        slider.press(key)
        page.wait_for_function("moves => latencies.length > moves", arg=move, timeout=60_000)
    row("a slider in JupyterLite, to its picture", _ms(page.evaluate("latencies")), "p95 150 ms")
    said = notebook.run("def slide2d", ANSWER % CHECKS).rpartition("ms ")[2]
    row(f"a check with its card, of {CHECKS}", f"median {float(said):.0f} ms", "150 ms")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook(name, visitor, row):
    notebook = visitor().open(name)
    wrong, (_, *times) = notebook.run_all(), notebook.page.evaluate("seconds")
    times = [seconds or 0 for seconds in times]  # after the first cell, which waits for Python
    told = f"{1 + len(times)} cells, {len(wrong)} errors, {sum(times):.0f} s"
    budget = "0 errors, 20 s a cell" if name <= "06" else "0 errors"
    row(f"notebook {name} in JupyterLite", f"{told}, the slowest {max(times):.1f} s", budget)


def _ms(times):
    *_, p95 = statistics.quantiles(times, n=20)
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms"
