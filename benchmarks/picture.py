"""The results at a glance: how many times as fast as PyTorch, step by step and kernel by kernel."""

from benchmarks.tables import TASKS
from cnnnotes import figures
from cnnnotes.figures.style import BLUE, GREY, VERMILION, house_style

TICKS = (0.25, 0.5, 1, 2, 4, 8)


@house_style
def ratios(results: dict):
    """A figure of all ratios, by the clock where the machine was quiet, else by CPU time."""
    fig = figures.new_figure(13, 6.5)
    left, right = fig.subplots(1, 2)
    steps = [
        (f"{TASKS[row['task']]}, {row['batch']}, {_cores(row['cores'])}", row)
        for row in results["steps"]
    ]
    kernels = [(row["kernel"], row) for row in results["kernels"]]
    _dots(left, steps, "Steps of the reference model")
    _dots(right, kernels, "Each kernel alone, one core")
    left.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=2)
    worst, best = (f(steps, key=lambda step: _ratio(step[1])[0]) for f in (min, max))
    fig.alt = (
        "Speed of cnnnotes as a multiple of PyTorch's, two charts of dots. Steps of the reference "
        f"model: from {_ratio(worst[1])[0]:.2f} ({worst[0]}) to {_ratio(best[1])[0]:.2f} "
        f"({best[0]}). Kernels alone: "
        + ", ".join(f"{name} {_ratio(row)[0]:.2f}" for name, row in kernels)
        + "."
    )
    return fig


def _dots(ax, rows, title):
    ax.axvline(1, color=GREY, linewidth=1)
    for side, look in (
        ("torch", {"color": BLUE, "marker": "o", "label": "against PyTorch"}),
        ("cut", {"color": VERMILION, "marker": "s", "label": "… on equally cut images"}),
    ):
        for y, (_, row) in enumerate(rows):
            if f"ratio_{side}" in row:
                ratio, quiet = _ratio(row, side)
                fill = "full" if quiet else "none"
                ax.plot(ratio, y, fillstyle=fill, linestyle="", markersize=8, **look)
                look = look | {"label": "_"}
    ax.set(title=title, xscale="log", xlabel="times as fast as PyTorch", ylim=(len(rows) - 0.5, -1))
    ax.set_yticks(range(len(rows)), [name for name, _ in rows])
    ax.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
    ax.minorticks_off()
    ax.grid(axis="x", alpha=0.3)


def _ratio(row, side="torch"):
    """A ratio, and whether it is one of quiet rounds."""
    ratio = row[f"ratio_{side}"]
    return (ratio["cpu"], False) if ratio["quiet"] is None else (ratio["quiet"], True)


def _cores(n):
    return "1 core" if n == 1 else f"{n} cores"
