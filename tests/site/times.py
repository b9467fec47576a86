"""What the pages weigh and how fast explorers move: `make site-times` prints it as a table."""

from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
# Every value of each control in turn, twice: the time from an event until the picture is drawn.
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
            times.push(performance.now() - began);
        }
    }
    return times;
}"""


@pytest.mark.browser
def test_the_table(visit, address, site):
    files = [path for path in site.rglob("*") if path.is_file()]
    of = {part: [p for p in files if p.is_relative_to(site / part)] for part in ("frames", "run")}
    of["pages and all else"] = [p for p in files if not any(p in of[part] for part in of)]
    print("\n\n| part | files | MB |\n|---|--:|--:|")
    for name, part in of.items():
        print(f"| {name} | {len(part)} | {sum(p.stat().st_size for p in part) / 1e6:.1f} |")
    print("\n| page | first view, KB | explorers | first move, ms | moves | median, ms | p95, ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    every = []
    for path in sorted((site / "notebooks").glob("*.html")):
        page, sizes = visit("search.html"), []
        page.on("response", lambda got, sizes=sizes: sizes.append(len(got.body())))
        page.goto(f"{address}notebooks/{path.name}", wait_until="networkidle")
        first_view, explorers, first, times = sum(sizes), page.locator("figure.moving"), [], []
        for explorer in explorers.all():
            loaded, *moved = explorer.evaluate(MOVES)
            first.append(loaded)
            times += moved
        every += times
        print(
            f"| {path.stem} | {first_view / 1000:.0f} | {len(first)} | {max(first):.0f} "
            f"| {len(times)} | {median(times):.1f} | {p95(times):.1f} |"
        )
        page.close()
    print(f"| all | | | | {len(every)} | {median(every):.1f} | {p95(every):.1f} |")


def p95(times):
    return sorted(times)[int(0.95 * len(times))]
