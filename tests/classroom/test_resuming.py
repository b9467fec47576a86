"""A run that is killed goes on where it was; `kills.py` is the long form of this."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from handing_in import FULL, solved, write
from kills import grades, hand_in, kill_and_go_on, start

from cnnnotes.classroom import schedule
from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.results import Graded
from cnnnotes.classroom.sandbox import NO_SANDBOX
from cnnnotes.classroom.schedule import grade_class, key
from cnnnotes.classroom.submissions import find_submissions

needs_bwrap = pytest.mark.skipif(
    not shutil.which("bwrap") and "CNNNOTES_SANDBOX" not in os.environ,
    reason="needs bubblewrap; with CNNNOTES_SANDBOX it fails without",
)
RULES = Rules(NO_SANDBOX)


@needs_bwrap
def test_killed_five_times_it_gives_the_same_grades_and_does_nothing_twice(tmp_path):
    hand_in(tmp_path / "class", 10)
    assert start(tmp_path / "class", tmp_path / "undisturbed").wait() == 0
    met, twice, left = kill_and_go_on(tmp_path / "class", tmp_path / "killed", 5, 4)
    assert met == 5
    assert grades(tmp_path / "killed") == grades(tmp_path / "undisturbed")
    assert not twice
    assert not left


@pytest.fixture
def three(tmp_path):
    for name in ("ada", "ben", "cem"):
        write(tmp_path / "class" / name, solved())
    return find_submissions(tmp_path / "class")


@pytest.fixture
def judged(monkeypatch):
    """Stand in for grading: note who was graded, and end the process of who is named."""
    who, deadly = [], set()

    def grade(submission, rules):
        who.append(submission.student)
        if submission.student in deadly:
            raise BrokenProcessPool("a process was ended")
        return Graded(submission.student, submission.path, submission.notebook)

    monkeypatch.setattr(schedule, "grade", grade)
    return who, deadly


def run(submissions, out, **how):
    told = []
    results = grade_class(
        submissions,
        RULES,
        out,
        executor=lambda: ThreadPoolExecutor(1),
        progress=lambda graded, anew: told.append((graded.student, anew)),
        **how,
    )
    return results, told


def test_what_is_graded_stays_graded(three, tmp_path, judged):
    run(three[:2], tmp_path / "out")
    results, told = run(three, tmp_path / "out")
    assert judged[0] == ["ada", "ben", "cem"]
    assert told == [("ada", False), ("ben", False), ("cem", True)]
    assert [one.student for one in results] == [one.student for one in results[:]]
    assert [one.student for one in results] == ["ada", "ben", "cem"]


def test_a_submission_that_ends_the_judges_own_process_costs_itself_alone(three, tmp_path, judged):
    who, deadly = judged
    deadly.add("ben")
    results, _ = run(three, tmp_path / "out")
    assert [bool(one.troubles) for one in results] == [False, True, False]
    assert results[1].troubles == ("The judge's process ended: a process was ended.",)
    assert {one.id: one.out_of for one in results[1].exercises} == FULL
    assert who.count("ben") == schedule.ATTEMPTS


def test_a_damaged_result_is_made_again(three, tmp_path, judged):
    run(three, tmp_path / "out")
    file = tmp_path / "out" / "work" / f"{key(three[0], RULES)}.json"
    file.write_text(file.read_text()[:-9])
    (file.parent / ".half.json.part").write_text("{")
    run(three, tmp_path / "out")
    assert judged[0] == ["ada", "ben", "cem", "ada"]
    assert not list(file.parent.glob(".*"))


def test_what_a_result_depends_on_makes_it_another(three, tmp_path):
    before = [key(one, RULES) for one in three]
    assert [key(one, RULES) for one in find_submissions(tmp_path / "class")] == before
    assert len({*before, key(three[0], Rules(NO_SANDBOX, seed=1))}) == 4
    write(tmp_path / "class" / "ada", solved() | {"nbformat": 3})
    assert [key(one, RULES) == old for one, old in zip(three, before, strict=True)] == [
        False,
        True,
        True,
    ]
