"""A class in which most hand in something hostile or damaged: right scores, one result each.

The tables are `attacks` and `damage`. All are graded together, honest submissions among them.
"""

import hashlib
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from attacks import ATTACKS
from damage import DAMAGE
from handing_in import FULL, solved, with_answer, write

from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.sandbox import wall
from cnnnotes.classroom.schedule import grade_class, processes
from cnnnotes.classroom.submissions import find_submissions

pytestmark = pytest.mark.skipif(
    not shutil.which("bwrap") and "CNNNOTES_SANDBOX" not in os.environ,
    reason="needs bubblewrap; with CNNNOTES_SANDBOX it fails without",
)
SECRET = "a secret of the teacher's"
ODD_NAMES = ("<script>alert(1)</script>", "=HYPERLINK()", "a\nb", "Zoë 李", "..", "con", "x" * 200)
HONEST = ("honest 1", "honest 2", "honest 3", *(n.replace("..", ". .") for n in ODD_NAMES))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the whole class; return results by student, and what was found around them."""
    top = tmp_path_factory.mktemp("class")
    handed_in = top / "handed in"
    for name in HONEST:
        write(handed_in / name, solved())
    write(handed_in / "half", with_answer("def slide1d(x, k):\n    return x"))
    secret = top / "secret.txt"
    secret.write_text(SECRET)
    for name, (text, _, _) in ATTACKS.items():
        where = "im2col" if "def im2col" in text else "slide1d"
        text = text.replace("'SECRET'", repr(str(secret)))
        write(handed_in / f"attack, {name}", with_answer(text, where))
    for name, (make, _, _) in DAMAGE.items():
        make(handed_in / f"damage, {name}")
    before, mark = picture(top), str(uuid4())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CNNNOTES_SECRET", SECRET)
        tried = wall()
        rules = Rules(
            replace(tried, prefix=(*tried.prefix, "--setenv", "MARK", mark)),
            seed=7,
            timeout=1,
            memory=2**28,
        )
        results = grade_class(
            find_submissions(handed_in),
            rules,
            top / "report",
            executor=lambda: processes(2),
            at_once=4,
        )
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


def test_each_gets_exactly_one_result(graded):
    expected = len(ATTACKS) + len(DAMAGE) + len(HONEST) + 1
    assert graded["count"] == len(graded["results"]) == expected
    assert len(ATTACKS) + len(DAMAGE) >= 80


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_costs_itself_and_nothing_else(graded, name):
    text, points, told = ATTACKS[name]
    which = "01_im2col" if "def im2col" in text else "01_slide1d"
    others, points = (points, 0) if isinstance(points, dict) else ({}, points)
    result = graded["results"][f"attack, {name}"]
    assert scores(result) == FULL | {which: points} | others, words(result)
    assert told in words(result)


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_costs_what_is_lost(graded, name):
    _, lost, told = DAMAGE[name]
    result = graded["results"][f"damage, {name}"]
    if result.notebook:
        expected = {id_: points - lost.get(id_, 0) for id_, points in FULL.items()}
        assert scores(result) == expected, words(result)
    else:
        assert lost == FULL
    assert told in words(result)


def test_honest_ones_are_untouched(graded):
    for student, result in graded["results"].items():
        if not student.startswith(("attack, ", "damage, ", "half")):
            assert scores(result) == FULL, words(result)
            assert not result.troubles
    half = graded["results"]["half"]
    assert 0 < half.points < sum(FULL.values())


def test_nothing_is_written_elsewhere_and_no_secret_gets_out(graded):
    assert graded["after"] == graded["before"]
    for result in graded["results"].values():
        assert SECRET not in str(result)


def test_no_process_is_left(graded):
    assert not graded["left"]
