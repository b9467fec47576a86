"""A verdict as people meet it: an HTML card, and its twin in plain text."""

from html import escape

import numpy as np

from cnnnotes import palette
from cnnnotes.grading.comparing import arrays, close
from cnnnotes.grading.grids import Grid, as_text, grids
from cnnnotes.grading.judging import Verdict
from cnnnotes.grading.used import used

SIGNS = {"passed": "✓", "partly right": "◐", "not yet": "✗", "not attempted": "○"}
STEPS = ("Hint 2: a question", "Hint 3: where to look")
SOLUTION = 4  # comes after the third hint
# Colours sit in borders alone; text keeps the theme's own, so that light and dark both read well.
STYLE = (
    palette.css(".cnnnotes-card")
    + """
.cnnnotes-card {border-left: 5px solid var(--cnnnotes-middle-grey)}
.cnnnotes-card {padding: .2em 1em; max-width: 60em; line-height: 1.45}
.cnnnotes-card.passed {border-color: var(--cnnnotes-green)}
.cnnnotes-card.partly-right {border-color: var(--cnnnotes-orange)}
.cnnnotes-card.not-yet {border-color: var(--cnnnotes-vermilion)}
.cnnnotes-card p, .cnnnotes-card ul, .cnnnotes-card details {margin: .45em 0}
.cnnnotes-card ul {list-style: none; padding: 0 !important}
.cnnnotes-card ul {display: flex; flex-wrap: wrap; gap: 0 1.5em}
.cnnnotes-card details details {margin-left: 1.2em}
.cnnnotes-card summary {cursor: pointer}
.jp-OutputArea-output pre {word-break: normal; overflow-wrap: anywhere}
.cnnnotes-card .grids {display: flex; flex-wrap: wrap; gap: .6em 1.8em; margin: .6em 0}
.cnnnotes-card figure {margin: 0}
.cnnnotes-card table {border-collapse: collapse; margin: 0; font-variant-numeric: tabular-nums}
.cnnnotes-card tr {background: none !important}
.cnnnotes-card td, .cnnnotes-card th {padding: .15em .5em; text-align: right; min-width: 1.2em}
.cnnnotes-card td {border: 1px solid}
.cnnnotes-card td {border-color: color-mix(in srgb, var(--cnnnotes-middle-grey) 40%, transparent)}
.cnnnotes-card thead td {border: 0}
.cnnnotes-card th {opacity: .65; font-weight: normal; font-size: 85%}
.cnnnotes-card td.differs {outline: 2.5px solid var(--cnnnotes-vermilion)}
.cnnnotes-card td.differs {outline-offset: -2px; font-weight: bold}
"""
)


class Card:
    """Shows a `verdict`, with its hints opened up to number `hint`, as HTML or as plain text."""

    def __init__(self, verdict: Verdict, hint: int = 1):
        self.verdict, self.hint = verdict, hint

    def __repr__(self):
        return as_plain_text(self.verdict, self.hint)

    def _repr_html_(self):
        return as_html(self.verdict, self.hint)


def as_plain_text(verdict: Verdict, hint: int = 1) -> str:
    """Write a verdict for terminals, screen readers and tests."""
    lines = [_headline(verdict), *(f"  {line}" for line in _parts(verdict))]
    if verdict.mistake:
        lines.append(_recognized(verdict))
    lines += [*verdict.hints[:hint], *_details(verdict)]
    lines += [as_text(grid) for row in _grids(verdict) for grid in row]
    if verdict.solution:
        lines += ["The solution:", verdict.solution.rstrip()]
    elif verdict.hints:
        lines.append(_next_hint(verdict, hint))
    return "\n".join(lines)


def as_html(verdict: Verdict, hint: int = 1) -> str:
    """Write a verdict as a card of semantic HTML; its hints open by a click or the keyboard."""
    headline = escape(_headline(verdict))
    parts = "".join(f"<li>{escape(line)}</li>" for line in _parts(verdict))
    body = [
        f"<style>{STYLE}</style>",
        f"<p><strong>{SIGNS[verdict.state]} {headline}</strong></p>",
        f"<ul>{parts}</ul>" if parts else "",
    ]
    if verdict.mistake:
        body.append(f"<p><strong>{with_code(_recognized(verdict))}</strong></p>")
    body += map(_paragraph, [*verdict.hints[:1], *_details(verdict)])
    body += (f'<div class="grids">{"".join(map(_table, row))}</div>' for row in _grids(verdict))
    body.append(_ladder(verdict, hint))
    if verdict.solution:
        body.append(f"<p>The solution:</p><pre>{escape(verdict.solution.rstrip())}</pre>")
    kind = f"cnnnotes-card {verdict.state.replace(' ', '-')}"
    return f'<section class="{kind}" aria-label="{headline}">{"".join(body)}</section>'


def _headline(verdict):
    state = "not attempted yet" if verdict.state == "not attempted" else verdict.state
    unit = "point" if verdict.out_of == 1 else "points"
    return f"{verdict.exercise.id}: {state}, {verdict.points} of {verdict.out_of} {unit}"


def _recognized(verdict):
    """The names of what went wrong: they describe it, and do not blame."""
    if len(verdict.mistakes) == 1:
        return f"Recognized: {verdict.mistake}."
    return f"{verdict.mistake[0].upper()}{verdict.mistake[1:]}."


def _parts(verdict):
    if verdict.state == "not attempted":
        return []
    return [
        f"{_sign(part)} {part.name}: {part.points} of {part.out_of}"
        if part.judged
        else f"– {part.name}: not judged yet"
        for part in verdict.parts
    ]


def _sign(part):
    return "✓" if part.points == part.out_of else "◐" if part.points else "✗"


def _details(verdict):
    """Sentences beneath the hint: why, what differs first, on which input, what it printed."""
    if verdict.failure is None:
        return [verdict.why] if verdict.why else []
    record, problem = verdict.failure.record, verdict.failure.problem
    sentences = [
        f"It calls `{n}`, which has not passed its own check yet: begin there."
        for n in verdict.unproven
    ]
    said = any(problem.sentence in hint for hint in verdict.hints)
    sentences += [] if said else [problem.sentence]
    if problem.kind == "loop":
        return sentences
    each = [f"{n} {a.shape}" if _is_grid(a) else f"{n} = {a}" for n, a in _arguments(verdict)]
    if each:  # a test that was handed an implementation has no such input
        sentences.append(f"Smallest input that fails: {', '.join(each)}.")
    if printed := record.printed.strip().splitlines():
        more = " …" if len(printed) > 3 else ""
        sentences.append(f"On this input it printed: {' / '.join(printed[:3])}{more}")
    return sentences


def _arguments(verdict):
    """Arguments of the smallest failing case by name, without those that are not plain data."""
    pairs = zip(verdict.exercise.arguments, verdict.failure.case.args, strict=True)
    return [(name, arg) for name, arg in pairs if not isinstance(arg, dict)]


def _is_grid(arg):
    return isinstance(arg, np.ndarray) and arg.ndim > 0


def _grids(verdict):
    """Two rows of grids: the smallest failing input; expected, yours and their difference."""
    failure, exercise = verdict.failure, verdict.exercise
    if failure is None or failure.problem.kind not in ("raised", "shape", "dtype", "nan", "value"):
        return []
    counts = used(exercise, failure.case, failure.problem.output, failure.problem.index)
    inputs = [
        grid
        for place, (name, arg) in enumerate(zip(exercise.arguments, failure.case.args, strict=True))
        if _is_grid(arg) and (place not in counts or counts[place].any())
        for grid in grids(name, arg, like=name, used=counts.get(place))
    ]
    return [row for row in (inputs, _results(exercise, failure)) if row]


def _results(exercise, failure):
    values = arrays(exercise, failure.record)
    problem = failure.problem
    if values is None or failure.expected[problem.output].ndim == 0:
        return []
    expected, yours = failure.expected[problem.output], values[problem.output]
    options = {"at": problem.index, "like": exercise.returns[problem.output]}
    found = list(grids("expected", expected, **options))
    if problem.index is None:
        comparable = yours.ndim == expected.ndim
        return [*found, *grids("yours", yours, **options)] if comparable else found
    differs = ~close(yours, expected, exercise.tolerance)
    found += grids("yours", yours, differs=differs, **options)
    difference = np.where(differs, yours - expected.astype(float), 0)
    return [*found, *grids("yours − expected", difference, differs=differs, **options)]


def with_code(text: str) -> str:
    """Return a sentence as HTML; what stands between backquotes becomes code.

    >>> with_code("is `x` < 0?")
    'is <code>x</code> &lt; 0?'
    """
    pieces = escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))


def _paragraph(text):
    return f"<p>{with_code(text)}</p>"


def _table(grid: Grid) -> str:
    header = "".join(f'<th scope="col">{column}</th>' for column in grid.columns)
    rows = "".join(
        f'<tr><th scope="row">{row}</th>{"".join(map(_cell, cells, differs))}</tr>'
        for row, cells, differs in zip(grid.rows, grid.cells, grid.differs, strict=True)
    )
    if not any(grid.cells):
        return f"<figure><figcaption>{escape(grid.title)}: (empty)</figcaption></figure>"
    return (
        f"<figure><figcaption>{escape(grid.title)}</figcaption>"
        f"<table><thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></figure>"
    )


def _cell(text, differs):
    return f'<td class="differs"><strong>{text}</strong></td>' if differs else f"<td>{text}</td>"


def _ladder(verdict, hint):
    """Fold each hint into the one before, so that they are met in order; the solution is next."""
    asking = not verdict.hints or verdict.solution
    folded = "" if asking else _paragraph(_next_hint(verdict, SOLUTION - 1))
    steps = list(enumerate(zip(STEPS, verdict.hints[1:], strict=False), start=2))
    for level, (step, text) in reversed(steps):
        opened = " open" if level <= hint else ""
        folded = f"<details{opened}><summary>{step}</summary>{_paragraph(text)}{folded}</details>"
    return folded


def _next_hint(verdict, hint):
    item = verdict.exercise
    call = f'check("{item.id}", {item.name}, hint={min(hint + 1, SOLUTION)})'
    if hint < len(verdict.hints):
        return f"Next hint: {call}"
    return f"The solution: {call}. Your score will say that you looked."
