"""How far a learner has come: every notebook's points, as a small table with bars."""

from html import escape

from cnnnotes.exercises import by_notebook
from cnnnotes.grading.answer_store import load

BAR = 10


def progress() -> "Progress":
    """Show the points of every notebook so far: of this session, or of the folder `answers`."""
    return Progress()


class Progress:
    """A table of points, as HTML or as plain text."""

    def __init__(self):
        self.rows = [_row(name, items) for name, items in by_notebook().items()]
        totals = [sum(row[i] for row in self.rows) for i in range(1, 6)]
        self.rows.append(("all", *totals))

    def __repr__(self):
        width = max(len(row[0]) for row in self.rows)
        return "\n".join(
            f"{name:<{width}}  {_bar(points, out_of)}  {_words(points, out_of, *counts)}"
            for name, points, out_of, *counts in self.rows
        )

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(name)}</th>'
            f'<td aria-hidden="true" style="font-family:monospace">{_bar(points, out_of)}</td>'
            f'<td style="text-align:left">{_words(points, out_of, *counts)}</td></tr>'
            for name, points, out_of, *counts in self.rows
        )
        return f'<table aria-label="Your progress">{rows}</table>'


def _row(name, items):
    saved = [load(item.id) for item in items]
    right, looked = sum(one.passed for one in saved), sum(one.saw_solution for one in saved)
    points, out_of = sum(one.points for one in saved), sum(item.points for item in items)
    return name, points, out_of, right, len(items), looked


def _bar(points, out_of):
    full = BAR * points // max(out_of, 1)  # rounded down: only all points fill the bar
    return "█" * full + "░" * (BAR - full)


def _words(points, out_of, right, items, looked):
    words = f"{points} of {out_of} points, {right} of {items} right"
    return words + (f", {looked} after looking at the solution" if looked else "")
