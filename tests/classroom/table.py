"""Write the table of attacks into `docs/attacks.md`: `make attacks`.

Every attack and kind of damage is graded behind the real sandbox: what is due is what the tests
say, what it got is measured.
"""

import platform
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from attacks import ATTACKS
from damage import DAMAGE
from handing_in import FULL
from hostile_class import MEMORY, SECONDS, attack, grade_them, words

from cnnnotes import __version__
from cnnnotes.classroom.sandbox import wall

PAGE = Path(__file__).parents[2] / "docs" / "attacks.md"
HEAD = """\
# Attacks and damage

What was handed in in place of an answer, and what it earned: `make attacks` grades all of it behind
the real sandbox and writes this page. The code is in
[`tests/classroom/attacks.py`](../tests/classroom/attacks.py) and
[`damage.py`](../tests/classroom/damage.py). "Due" are the points of notebook 01 that are right in
it, of {out_of}; the rest of each notebook is solved.

Measured with cnnnotes {version}, Python {python}, NumPy {numpy}, {wall}, {seconds} s of the
processor for a call and {memory} MB for an answer: **{right} of {count}** got what they were due.

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


def main():
    """Grade everything and write the page."""
    students = {f"attack, {name}": partial(attack, name=name) for name in ATTACKS}
    students |= {f"damage, {name}": make for name, (make, _, _) in DAMAGE.items()}
    with tempfile.TemporaryDirectory() as top:
        results = grade_them(Path(top), students)["results"]
    got = {student: one.points for student, one in results.items()}
    right = {student: got.get(student) == due(student) for student in students}
    head = HEAD.format(
        out_of=sum(FULL.values()),
        version=__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        wall=wall().name,
        seconds=SECONDS,
        memory=MEMORY >> 20,
        right=sum(right.values()),
        count=len(students),
    )
    rows = (
        f"| {student} | {due(student)} | {got.get(student)} | {'✓' if right[student] else '✗'} |\n"
        for student in students
    )
    PAGE.write_text(head + "".join(rows), "utf-8")
    print(head)
    for student in (one for one in students if not right[one]):
        print(f"{student}: {words(results[student])}")


if __name__ == "__main__":
    main()
