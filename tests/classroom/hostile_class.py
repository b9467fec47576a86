"""A class of hostile or damaged submissions, graded together with honest ones."""

import hashlib
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from attacks import ATTACKS
from handing_in import FULL, solved, with_answer, write

from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.sandbox import wall
from cnnnotes.classroom.schedule import grade_class, processes
from cnnnotes.classroom.submissions import find_submissions
from cnnnotes.grading import diagnosis

SECRET = "a secret of the teacher's"
SECONDS, MEMORY = 0.5, 2**28  # of the processor, for a call; bytes
ODD_NAMES = (
    "<script>alert(1)</script>",
    "=HYPERLINK()",
    "a\nb",
    "Zoe\u0308",
    "..",
    "con",
    "x" * 200,
)
HONEST = ("honest 1", "honest 2", "Zo\u00eb", *(n.replace("..", ". .") for n in ODD_NAMES))


def attack(folder, name):
    """Hand in an attack from the table."""
    text = ATTACKS[name][0].replace("'SECRET'", repr(str(folder.parent.parent / "secret.txt")))
    write(folder, with_answer(text, "im2col" if "def im2col" in text else "slide1d"))


def judges() -> ProcessPoolExecutor:
    """Return an executor whose judges do not look for the name of a mistake for long."""
    pool = processes(2)
    usual = pool._initializer
    pool._initializer, pool._initargs = _hurry, (usual,)
    return pool


def _hurry(usual):
    usual()
    diagnosis.SECONDS = 0.05


def grade_them(top, makers):
    """Grade honest students and those whose `makers` write what they hand in, by their names.

    Return results by student, how many there are, and what was found around them.
    """
    handed_in = top / "handed in"
    for name in HONEST:
        write(handed_in / name, solved())
    (top / "secret.txt").write_text(SECRET)
    for name, make in makers.items():
        make(handed_in / name)
    before, mark, tried = picture(top), str(uuid4()), wall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CNNNOTES_SECRET", SECRET)
        marked = replace(tried, prefix=(*tried.prefix, "--setenv", "MARK", mark))
        rules = Rules(marked, seed=7, timeout=SECONDS, memory=MEMORY)
        found, out = find_submissions(handed_in), top / "report"
        results = list(grade_class(found, rules, out, executor=judges, at_once=4))
    if "TIMES" in os.environ:  # which ones take long
        for one in sorted(results, key=lambda one: -one.seconds)[:40]:
            print(one.seconds, one.student)
    return {
        "results": {one.student: one for one in results},
        "count": len(results),
        "before": before,
        "after": picture(top),
        "left": left_over(mark),
    }


def picture(top):
    """Return all files but the report's, and what is in them."""
    found = {}
    for folder, _, names in os.walk(top):
        for name in names:
            path = Path(folder, name)
            if path.is_file() and path.stat().st_size < 1 << 28 and "report" not in path.parts:
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def left_over(mark):
    """Return the processes that are left behind the wall with this mark, a few seconds later."""
    for _ in range(50):
        found = [pid for pid in os.listdir("/proc") if pid.isdigit() and mark in told(pid)]
        if not found:
            return []
        time.sleep(0.1)
    return found


def told(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def scores(graded):
    return {one.id: one.points for one in graded.exercises}


def words(graded):
    its = [one for one in graded.exercises if one.state != "passed"]
    told = [t for one in its for t in (one.card_text, one.trouble, *one.flags)]
    return "\n".join([*graded.troubles, *told])


def holds_around(graded, kind, count):
    """Assert what is so whatever is handed in."""
    assert graded["count"] == len(graded["results"]) == count + len(HONEST)
    assert graded["after"] == graded["before"], "something was written elsewhere"
    assert not graded["left"], "a process is left"
    for student, result in graded["results"].items():
        assert SECRET not in str(result)
        for one in result.exercises:
            assert "<script" not in one.card_html, student
            assert "<img" not in one.card_html, student
        if not student.startswith(kind):
            assert scores(result) == FULL, words(result)
            assert not result.troubles
