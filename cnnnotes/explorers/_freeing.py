"""An explorer is freed when nobody can see or name it any more, and its widgets with it.

Left alone, it never is: ipywidgets keeps each widget for ever, a widget keeps whoever observes it,
and IPython keeps each result of a cell. So widgets call an explorer `weakly`, are closed when it is
gone, and what a cell shows lives until that cell runs again, or longer if a variable holds it.
"""

from collections.abc import Callable, Iterable
from typing import Any
from weakref import WeakMethod, finalize

from ipywidgets import Widget

_shown: dict[str, list[Any]] = {}  # explorers by the cell whose output they are


def weakly(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that calls a bound method while its object lives, and does not hold it."""
    alive = WeakMethod(method)

    def call(*args: Any, **named: Any) -> Any:
        method = alive()
        return method and method(*args, **named)

    return call


def close_when_gone(explorer: Any, widgets: list[Widget]) -> None:
    """Close `widgets`, and those within them, when nothing holds the explorer any more."""
    finalize(explorer, _free, explorer.fig.canvas, widgets).atexit = False


def _free(canvas, widgets):
    for widget in [*_within(widgets)]:
        widget.close()
    # Python finds a figure late, for it is full of circles; its pixels need not wait.
    vars(canvas).pop("renderer", None)


def _within(widgets: Iterable[Widget]) -> Iterable[Widget]:
    for widget in widgets:
        yield from _within(getattr(widget, "children", ()))
        yield from (getattr(widget, part) for part in ("layout", "style") if widget.has_trait(part))
        yield widget


def keep_with_its_cell(explorer: Any) -> None:
    """Keep an explorer, which no variable may hold, until the cell that shows it runs again."""
    from IPython import get_ipython

    if (shell := get_ipython()) is None:
        return
    if _forget not in shell.events.callbacks["pre_run_cell"]:
        shell.events.register("pre_run_cell", _forget)
    running = shell.displayhook.exec_result  # None in what a widget calls
    _shown.setdefault(_cell(running.info) if running else "", []).append(explorer)


def _cell(info):
    return getattr(info, "cell_id", None) or info.raw_cell


def _forget(info):
    """Let go of what a cell has shown, now that it runs again; IPython holds it in many places."""
    from IPython import get_ipython

    shell, explorers = get_ipython(), _shown.pop(_cell(info), [])

    def shown(held):
        return [name for name, value in held.items() if any(value is one for one in explorers)]

    for name in shown(shell.user_ns_hidden):  # _, __, _12 and the like, which no person made
        if shell.user_ns.get(name) is shell.user_ns_hidden.pop(name):
            del shell.user_ns[name]
    for number in shown(shell.user_ns["_oh"]):
        del shell.user_ns["_oh"][number]
    for name in shown({name: getattr(shell.displayhook, name) for name in ("_", "__", "___")}):
        setattr(shell.displayhook, name, None)
    if (last := shell.last_execution_result) and shown({"": last.result}):
        last.result = None
