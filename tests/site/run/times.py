"""How fast the notebooks are in a browser: `make site-times` prints it. Measured, and no test."""

import statistics
import time

import numpy as np
import pytest

VISITS, MOVES, CHECKS = 3, 40, 20
WATCH = """image => {
    window.latencies = [];
    let pressed;
    document.addEventListener("keydown", () => pressed = performance.now(), { capture: true });
    image.addEventListener("load", () => requestAnimationFrame(
        () => pressed && latencies.push(performance.now() - pressed)));
}"""
FIRST = (
    """() => panel.content.widgets.find(cell => cell.model.type === 'code').model.outputs.length"""
)
ANSWER = """
def slide2d(x, k):
    h, w = (np.array(x.shape) - k.shape) + 1
    return np.array([[(x[i : i + k.shape[0], j : j + k.shape[1]] * k).sum() for j in range(w)]
                     for i in range(h)])
"""
TIMED = """
import time
times = []
for _ in range(%d):
    began = time.perf_counter()
    check("01_slide2d", slide2d)
    times.append(1000 * (time.perf_counter() - began))
print("ms", sorted(times)[len(times) // 2])"""


@pytest.fixture(scope="module")
def rows():
    rows = []
    yield rows
    print("\n\n| What | Measured |\n|---|--:|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


def test_size(site, rows):
    files = [path for path in (site / "run").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    rows.append(("the folder `run`", f"{size:.0f} MB, {len(files)} files"))


def test_first_output(visitor, rows):
    first, second = [], []
    for _ in range(VISITS):
        someone = visitor()
        for times in (first, second):
            notebook = someone.open("00")
            times.append(until_first_output(notebook))
            notebook.page.close()
    for name, times in (("first", first), ("second", second)):
        rows.append((f"first output, {name} visit (median of {VISITS})", f"{seconds(times)}"))


def until_first_output(notebook):
    notebook.page.evaluate(
        "() => { panel.content.widgets.find(c => c.model.type === 'code').model.clearExecution();"
        " jupyterapp.commands.execute('notebook:run-all-cells'); }"
    )
    notebook.page.wait_for_function(FIRST, timeout=600_000, polling=20)
    return time.monotonic() - notebook.began


def seconds(times):
    return f"{statistics.median(times):.1f} s"


def test_slider_and_check(visitor, rows):
    notebook = visitor().open("01")
    page = notebook.page
    notebook.run("import numpy as np")
    walk = "from cnnnotes.explorers import kernel_studio\nkernel_studio()"
    notebook.run("window_walk(steps, edge)", walk)
    explorer = page.locator(".cnnnotes-explorer").first
    slider = explorer.get_by_role("slider").first
    page.evaluate(WATCH, explorer.locator("img").first.element_handle())
    key = "ArrowRight"
    for move in range(MOVES):
        now, low, high = (slider.get_attribute(f"aria-value{end}") for end in ("now", "min", "max"))
        key = {high: "ArrowLeft", low: "ArrowRight"}.get(now, key)
        slider.press(key)
        page.wait_for_function("moves => latencies.length > moves", arg=move, timeout=60_000)
    p50, p95 = np.percentile(page.evaluate("latencies"), [50, 95])
    rows.append(("a slider's move to its picture, p50 and p95", f"{p50:.0f} ms, {p95:.0f} ms"))
    median = notebook.run("def slide2d", ANSWER + TIMED % CHECKS).rpartition("ms ")[2].strip()
    rows.append(("a check with its card, median", f"{float(median):.0f} ms"))


@pytest.mark.parametrize("name", [f"{n:02}" for n in range(11)])
def test_notebook(name, visitor, rows):
    notebook = visitor().open(name)
    wrong, times = notebook.run_all(), [s or 0 for s in notebook.page.evaluate("seconds")]
    told = f"{len(times)} cells, {len(wrong)} errors, {sum(times[1:]):.0f} s"
    rows.append((name, f"{told} after the first cell, the slowest {max(times[1:]):.1f} s"))
