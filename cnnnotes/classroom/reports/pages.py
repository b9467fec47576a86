"""The pages that people read: one for each student, and one for who teaches the class.

Jinja2 writes them, and escapes all that comes from a submission. A page asks for nothing from
anywhere and runs no script; its Content-Security-Policy says so to the browser.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cnnnotes.classroom.reports.data import command
from cnnnotes.classroom.reports.drawing import histogram, shares
from cnnnotes.classroom.reports.tally import Student, Tally, most_common, title_of
from cnnnotes.classroom.results import ExerciseResult, Run
from cnnnotes.grading.card import SIGNS, STYLE
from cnnnotes.palette import css

TEMPLATES = Path(__file__).parent / "templates"
MOST_MISTAKES = 3  # shown in full; more is no lesson


def student_page(student: Student, tally: Tally, run: Run) -> str:
    """Return a student's page: points, and the card of every exercise."""
    return _render("student.html", student=student, tally=tally, run=run)


def class_page(tally: Tally, run: Run, source: str, links: Mapping[str, str]) -> str:
    """Return the teacher's page; `links` leads to the students' pages."""
    return _render(
        "class.html", tally=tally, run=run, links=links, command=command(run, source), **_NUMBERS
    )


def card(result: ExerciseResult) -> Markup:
    """Return a result's card; its style is the page's, and its tables can be scrolled by keys."""
    html = re.sub(r"<style>.*?</style>", "", result.card_html, flags=re.DOTALL)
    return Markup(html)


def marked(text: str) -> Markup:
    """Return a sentence in which what stands between backquotes is code.

    >>> marked("`a<b` holds")
    Markup('<code>a&lt;b</code> holds')
    """
    pieces = [escape(piece) for piece in text.split("`")]
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(p) if i % 2 else p for i, p in enumerate(pieces))


def plain(number: float) -> str:
    """Return a number with one decimal, or with none where it is an integer.

    >>> plain(2.0), plain(2.55)
    ('2', '2.5')
    """
    return f"{number:.1f}".removesuffix(".0")


def short(text: str, most: int = 60) -> str:
    """Return a text of no more than so many characters; a name may be as long as a file's path.

    >>> short("a name without end", 8)
    'a name …'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()} …"


_NUMBERS = {"most_mistakes": MOST_MISTAKES, "histogram": histogram, "shares": shares}


def _render(name, **values):
    return _environment().get_template(name).render(values)


@cache
def _environment():
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = f"{css(':root')}{STYLE}{(TEMPLATES / 'style.css').read_text('utf-8')}"
    digest = b64encode(sha256(style.encode()).digest()).decode()
    environment.filters |= {
        "card": card,
        "marked": marked,
        "most_common": most_common,
        "plain": plain,
        "short": short,
    }
    environment.globals |= {
        "style": Markup(style),
        "style_digest": f"sha256-{digest}",
        "signs": {**SIGNS, "missing": "–"},
        "title_of": title_of,
    }
    return environment
