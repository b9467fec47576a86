"""How fast each explorer answers: `make latency` prints p50 and p95 over the moves of its slider.

In the browser: from a key's press to the first screen with the new pixels; where one points or
draws, from the mouse's move. In the kernel: the time that a control's change takes there. It is
measured, and no test: machines are noisy.
"""

import time

import numpy as np
import pytest
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
POINTED_AT = {"channels": "feature map", "draw_a_digit": "page to draw on"}
WATCH_POINTER = """target => {
    window.latencies = [];
    target.addEventListener("pointermove", event => requestAnimationFrame(
        () => latencies.push(performance.now() - event.timeStamp)));
}"""


@pytest.fixture(scope="module")
def rows():
    """A list of rows, each a name and its milliseconds, printed as a table in the end."""
    rows = []
    yield rows
    print("\n\n| ms | browser p50 | p95 | kernel p50 | p95 |\n|---|--:|--:|--:|--:|")
    for name, *times in rows:
        cells = (f"{ms:.0f}" for each in times for ms in np.percentile(each, [50, 95]))
        print(f"| {name} | {' | '.join(cells)} |")


@pytest.mark.parametrize("name", explorers.__all__)
def test_latency(name, rows, open_cells):
    page = open_cells(f"from cnnnotes.explorers import {name}\n{name}()")
    if name in POINTED_AT:
        rows.append((f"{name}, by mouse", by_pointer(page, POINTED_AT[name])))
    if page.get_by_role("slider").count():
        rows.append((name, in_browser(page), in_kernel(name)))


def in_browser(page):
    """Move the first slider up and down by its keys; return milliseconds until the pixels came."""
    explorer, slider = page.locator(".cnnnotes-explorer"), page.get_by_role("slider").first
    image = explorer.locator("img").first
    page.evaluate(WATCH, [explorer.element_handle(), image.element_handle()])
    key = "ArrowRight"
    for move in range(MOVES):
        now, low, high = (slider.get_attribute(f"aria-value{end}") for end in ("now", "min", "max"))
        key = {high: "ArrowLeft", low: "ArrowRight"}.get(now, key)
        slider.press(key)
        page.wait_for_function("moves => latencies.length > moves", arg=move, timeout=10_000)
    return page.evaluate("latencies")


def by_pointer(page, name):
    """Drag the mouse across what is pointed at or drawn on; return milliseconds until it shows."""
    target, mouse = page.get_by_role("application", name=name), page.mouse
    target.scroll_into_view_if_needed()
    page.evaluate(WATCH_POINTER, target.element_handle())
    box = target.bounding_box()
    mouse.move(box["x"] + box["width"] / 10, box["y"] + box["height"] / 10)
    mouse.down()
    for move in range(MOVES):
        along = 0.1 + 0.8 * move / MOVES
        mouse.move(box["x"] + along * box["width"], box["y"] + along * box["height"])
    mouse.up()
    return page.evaluate("latencies")


def in_kernel(name):
    """Move the same slider in this process; return milliseconds."""
    explorer = getattr(explorers, name)()
    assert explorer.picture.png  # from now on, each move is drawn
    slider = next(c for c in explorer.controls.values() if isinstance(c, IntSlider))
    stops, times = range(slider.min, slider.max + 1), []
    for move in range(MOVES):
        began = time.perf_counter()
        slider.value = stops[move % len(stops)]
        times.append(1000 * (time.perf_counter() - began))
    return times
