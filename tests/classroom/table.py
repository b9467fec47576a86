"""Write the table of attacks into `docs/attacks.md`: `make attacks`.

Every attack and kind of damage is graded behind the real sandbox: what is due is what the tests
say, what it got is measured.
"""

import platform
import tempfile
from pathlib import Path

import numpy as np
from attacks import ATTACKS
from damage import DAMAGE
from handing_in import FULL, with_answer, write

from cnnnotes import __version__
from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.sandbox import wall
from cnnnotes.classroom.schedule import grade_class, processes
from cnnnotes.classroom.submissions import find_submissions

PAGE = Path(__file__).parents[2] / "docs" / "attacks.md"
HEAD = """\
# Attacks and damage

What was handed in in place of an answer, and what it earned: `make attacks` grades all of it behind
the real sandbox and writes this page. The code is in
[`tests/classroom/attacks.py`](../tests/classroom/attacks.py) and
[`damage.py`](../tests/classroom/damage.py). "Due" are the points of notebook 01 that are right in
it, of {out_of}; the rest of each notebook is solved.

Measured with cnnnotes {version}, Python {python}, NumPy {numpy}, {wall}: **{right} of {count}** got
what they were due.

| handed in | due | got | |
|---|--:|--:|---|
"""


def due(name):
    """Return the points that are right in a submission, by its student's name."""
    kind, _, name = name.partition(", ")
    if kind == "damage":
        return sum(FULL.values()) - sum(DAMAGE[name][1].values())
    text, points, _ = ATTACKS[name]
    which = "01_im2col" if "def im2col" in text else "01_slide1d"
    others, points = (points, 0) if isinstance(points, dict) else ({}, points)
    return sum((FULL | {which: points} | others).values())


def hand_in(folder):
    """Write a class of attacks and damage; return its students in the tables' order."""
    for name, (text, _, _) in ATTACKS.items():
        where = "im2col" if "def im2col" in text else "slide1d"
        write(folder / f"attack, {name}", with_answer(text, where))
    for name, (make, _, _) in DAMAGE.items():
        make(folder / f"damage, {name}")
    return [*(f"attack, {name}" for name in ATTACKS), *(f"damage, {name}" for name in DAMAGE)]


def main():
    """Grade everything and write the page."""
    with tempfile.TemporaryDirectory() as top:
        handed_in = Path(top, "handed in")
        students = hand_in(handed_in)
        rules = Rules(wall(), seed=7, timeout=1, memory=2**28)
        results = grade_class(
            find_submissions(handed_in),
            rules,
            Path(top, "report"),
            executor=lambda: processes(2),
            at_once=4,
        )
        got = {one.student: one.points for one in results}
    right = {student: got.get(student) == due(student) for student in students}
    head = HEAD.format(
        out_of=sum(FULL.values()),
        version=__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        wall=rules.wall.name,
        right=sum(right.values()),
        count=len(students),
    )
    rows = (
        f"| {student} | {due(student)} | {got.get(student)} | {'✓' if right[student] else '✗'} |\n"
        for student in students
    )
    PAGE.write_text(head + "".join(rows), "utf-8")
    print(head)


if __name__ == "__main__":
    main()
