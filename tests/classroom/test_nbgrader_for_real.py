"""With the real nbgrader: an assignment released, collected, graded by it and by us, exported.

`make nbgrader` runs this in an environment of its own; elsewhere it is left out.
"""

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

pytest.importorskip("nbgrader", reason="left out: nbgrader is not installed (make nbgrader)")

from nbgrader.api import Gradebook

from cnnnotes.classroom.gradebook import write_marks
from cnnnotes.classroom.nbgrader import answer_cell, check_cell, write_course
from cnnnotes.classroom.results import ExerciseResult, Graded
from cnnnotes.exercises import get

ASKED = ("01_slide1d", "01_n_params", "01_predict_size")
NAME = "01-convolution"
STUBS = {
    "01_slide1d": 'def slide1d(x, k):\n    """x (L,), k (K,)."""\n    raise NotImplementedError',
    "01_n_params": "def n_params(kw, kh, kd, c_out):\n    raise NotImplementedError",
    "01_predict_size": "output_shape = ...",
}
LOOP = (
    "def slide1d(x, k):\n    return [sum(x[i:i + len(k)] * k) for i in range(len(x) - len(k) + 1)]"
)
COUNT = "def n_params(kw, kh, kd, c_out):\n    return (kw * kh * kd + 1) * c_out"
WARNS = "import warnings\n" + COUNT.replace("return", "warnings.warn('careful'); return")
# Each student's cells, and what they are worth.
STUDENTS = {
    "all-right": ((LOOP, COUNT, "output_shape = (28, 28, 10)"), (4, 2, 1)),
    "partly": ((STUBS["01_slide1d"], COUNT.replace(" * c_out", ""), "output_shape = 1"), (0, 1, 0)),
    "wrong": (("def slide1d(x, k):\n    return x", WARNS, "1 / 0"), (0, 2, 0)),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which everything has been done that nbgrader does."""
    folder, notebooks = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("notebooks")
    cells = [nbformat.v4.new_code_cell("from cnnnotes.grading import check")]
    for name in ASKED:
        answer = nbformat.v4.new_code_cell(STUBS[name])
        answer.metadata.nbgrader = nbformat.from_dict(answer_cell(name))
        checks = nbformat.v4.new_code_cell(f'check("{name}", {get(name).name})')
        checks.metadata.nbgrader = nbformat.from_dict(check_cell(name))
        cells += [answer, checks]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python",
        "language": "python",
    }
    nbformat.write(notebook, notebooks / f"{NAME}.ipynb")
    write_course(folder, notebooks)
    nbgrader(folder, "generate_assignment", NAME)
    for student, (sources, _) in STUDENTS.items():
        hand_in(folder, student, dict(zip(ASKED, sources, strict=True)))
    nbgrader(folder, "autograde", NAME)
    return folder


def nbgrader(folder, *words):
    here = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for name in ("CONFIG", "DATA", "RUNTIME"):
        here[f"JUPYTER_{name}_DIR"] = str(folder / ".jupyter" / name)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=folder,
        env=os.environ | here,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def hand_in(folder, student, sources):
    notebook = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = sources[cell.metadata.nbgrader.grade_id]
    place = folder / "submitted" / student / NAME
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{NAME}.ipynb")


def marks(folder):
    """Return what the gradebook holds: points by student and check."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        return {
            submission.student.id: {
                grade.name: grade.score for nb in submission.notebooks for grade in nb.grades
            }
            for submission in book.assignment_submissions(NAME)
        }


def test_a_release_holds_stubs_and_no_solution(course):
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert text.count("raise NotImplementedError") == 2
    assert "output_shape = ..." in text
    assert "28" not in text
    assert "SOLUTION" not in text
    locked = [cell for cell in notebook.cells if not cell.metadata.get("editable", True)]
    assert [cell.source[:6] for cell in locked] == 3 * ["check("]


@pytest.mark.parametrize("student", STUDENTS)
def test_its_own_grader_gives_the_points_of_the_card(student, course):
    found = marks(course)[student]
    for name, points in zip(ASKED, STUDENTS[student][1], strict=True):
        assert found[f"{name}_check"] == points, name


def test_our_marks_go_into_its_gradebook_beside_those_of_people(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.find_grade("01_n_params_check", NAME, NAME, "wrong").manual_score = 1.5
        book.db.commit()
    graded = [
        graded_as("all-right", 3, 2, 1),
        graded_as("wrong", 1, 2, 0),
        graded_as("only ours", 4, 1, 0),
        Graded("unreadable", "x.ipynb", "", troubles=("It is empty.",)),
    ]
    for _ in range(2):  # and again: the same
        assert write_marks(course / "gradebook.db", graded) == 3
        found = marks(course)
        assert list(found["all-right"].values()) == [3, 2, 1]
        assert list(found["wrong"].values()) == [1, 1.5, 0]
        assert list(found["only ours"].values()) == [4, 1, 0]
        assert "unreadable" not in found
    nbgrader(course, "export")
    exported = {row["student_id"]: row for row in csv.DictReader((course / "grades.csv").open())}
    assert (exported["only ours"]["score"], exported["only ours"]["max_score"]) == ("5.0", "7.0")


def test_a_gradebook_is_made_where_there_is_none(tmp_path):
    newer = replace(graded_as("ada", 4, 1, 0), student="bob")
    more = ExerciseResult("01_im2col", 6, 6, "passed")
    write_marks(tmp_path / "gradebook.db", [graded_as("ada", 4, 1, 0)])
    write_marks(tmp_path / "gradebook.db", [newer])
    write_marks(tmp_path / "gradebook.db", [replace(newer, exercises=(*newer.exercises, more))])
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        [assignment] = book.assignments
        scores = {one.student.id: one.score for one in book.assignment_submissions(NAME)}
        assert (assignment.max_score, scores) == (13, {"ada": 5, "bob": 11})


def graded_as(student, *points):
    results = [
        ExerciseResult(name, earned, get(name).points, "passed" if earned else "not yet")
        for name, earned in zip(ASKED, points, strict=True)
    ]
    return Graded(student, f"{student}/{NAME}.ipynb", "01 convolution", exercises=tuple(results))
