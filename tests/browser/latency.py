"""How fast each explorer answers: `make latency` prints p50 and p95 over the moves of its slider.

In the browser: from a key's press to the first screen with the new pixels. In the kernel: the time
that a control's change takes there. It is measured, and no test: machines are noisy.
"""

import time

import nbformat
import numpy as np
from ipywidgets import IntSlider

from cnnnotes import explorers

MOVES = 40
WATCH = """([explorer, image]) => {
    window.latencies = [];
    let pressed;
    explorer.addEventListener("keydown", () => pressed = performance.now(), { capture: true });
    image.addEventListener("load", () => requestAnimationFrame(
        () => pressed && latencies.push(performance.now() - pressed)));
}"""


def test_latency(open_notebook, tmp_path, capsys):
    cells = ["from cnnnotes.explorers import *", *(f"{name}()" for name in explorers.__all__)]
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, tmp_path / "latency.ipynb")
    shown = open_notebook(tmp_path / "latency.ipynb").locator(".cnnnotes-explorer").all()
    rows = [
        (name, *quantiles(in_browser(explorer)), *quantiles(in_kernel(name)))
        for name, explorer in zip(explorers.__all__, shown, strict=True)
    ]
    with capsys.disabled():
        print("\n\n| ms | browser p50 | p95 | kernel p50 | p95 |\n|---|--:|--:|--:|--:|")
        for name, *numbers in rows:
            print(f"| {name} | {' | '.join(f'{number:.0f}' for number in numbers)} |")


def in_browser(explorer):
    """Move the first slider up and down by its keys; return milliseconds until the pixels came."""
    slider, page = explorer.get_by_role("slider").first, explorer.page
    image = explorer.locator("img").first
    page.evaluate(WATCH, [explorer.element_handle(), image.element_handle()])
    key = "ArrowRight"
    for move in range(MOVES):
        now, low, high = (slider.get_attribute(f"aria-value{end}") for end in ("now", "min", "max"))
        key = {high: "ArrowLeft", low: "ArrowRight"}.get(now, key)
        slider.press(key)
        page.wait_for_function("moves => latencies.length > moves", arg=move, timeout=10_000)
    return page.evaluate("latencies")


def in_kernel(name):
    """Move the same slider in this process; return milliseconds."""
    explorer = getattr(explorers, name)()
    slider = next(c for c in explorer.controls.values() if isinstance(c, IntSlider))
    stops, times = range(slider.min, slider.max + 1), []
    for move in range(MOVES):
        began = time.perf_counter()
        slider.value = stops[move % len(stops)]
        times.append(1000 * (time.perf_counter() - began))
    return times


def quantiles(times):
    return np.percentile(times, [50, 95])
