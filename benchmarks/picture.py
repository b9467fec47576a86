"""The results at a glance: how many times as fast as PyTorch, step by step and kernel by kernel."""

from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator

from benchmarks.tables import TASKS
from cnnnotes import figures
from cnnnotes.figures.style import house_style
from cnnnotes.palette import BLUE, GREY, VERMILION

LOOKS = {
    "torch": {"color": BLUE, "marker": "o", "markersize": 8, "linestyle": ""},
    "cut": {"color": VERMILION, "marker": "s", "markersize": 8, "linestyle": ""},
}
FINE, COARSE = (0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8), (0.125, 0.25, 0.5, 1, 2, 4, 8, 16)


@house_style
def ratios(results: dict):
    """A figure of all ratios, by the clock where the machine was quiet, else by CPU time."""
    steps = {
        f"{TASKS[row['task']]}, batch {row['batch']}, {row['cores']} core"
        + "s" * (row["cores"] > 1): row
        for row in results["steps"]
    }
    fig = figures.new_figure(13, 6.8)
    left, right = fig.subplots(1, 2)
    words = [
        _dots(left, steps, "Steps of the reference model", FINE),
        _dots(right, results["kernels"], "Each kernel alone, 1 core", COARSE),
    ]
    legend = [
        Line2D([], [], label="against PyTorch", **LOOKS["torch"]),
        Line2D([], [], label="against PyTorch, equal work", **LOOKS["cut"]),
        Line2D([], [], label="hollow: by CPU time", fillstyle="none", **LOOKS["torch"]),
    ]
    fig.legend(handles=legend, loc="outside lower center", ncols=3)
    fig.alt = "How many times as fast as PyTorch cnnnotes is. " + " ".join(words)
    return fig


def _dots(ax, rows, title, ticks):
    """Draw one row of dots for each entry of `rows`; return them in words."""
    ax.axvline(1, color=GREY, linewidth=1)
    words = []
    for y, (name, row) in enumerate(rows.items()):
        ratios = {side: _ratio(ratio, row.get("cores", 1)) for side, ratio in row["ratio"].items()}
        for side in reversed(LOOKS):  # the plain comparison on top
            ratio, style = ratios.get(side, (None, ""))
            if ratio is not None:
                ax.plot(ratio, y, fillstyle=style, **LOOKS[side])
        shown = ratios["torch"][0]
        if shown is None:
            ax.text(1.05, y, "no quiet rounds", color=GREY, va="center")
        words.append(f"{name}: {'not known' if shown is None else f'{shown:.2f}'}")
    ax.set(title=title, xscale="log", xlabel="times as fast as PyTorch", ylim=(len(rows), -1))
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.set(major_locator=FixedLocator(ticks), major_formatter="{x:g}")
    ax.minorticks_off()
    ax.grid(axis="x", alpha=0.3)
    return f"{title}: {'; '.join(words)}."


def _ratio(ratio, cores):
    """The ratio to show, and how its dot is filled."""
    if ratio["quiet"] is not None:
        return ratio["quiet"], "full"
    # PyTorch's threads spin while they wait: on several cores, CPU time would flatter cnnnotes
    return (ratio["cpu"] if cores == 1 else None), "none"
