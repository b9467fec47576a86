"""Marks for nbgrader's gradebook, through its own API (`pip install 'cnnnotes[nbgrader]'`)."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cnnnotes.classroom.nbgrader import check_id
from cnnnotes.classroom.results import Graded


def write_marks(gradebook: str | Path, graded: Iterable[Graded]) -> int:
    """Write the marks of a class into nbgrader's gradebook; return how many submissions.

    `gradebook` is a database's file or address. A notebook's assignment is the one that has its
    checks, as `nbgrader generate_assignment` made it; where there is none, it is made under the
    notebook's own name. A mark that a person gave by hand stays, and is shown for review. Written
    twice, the same marks are there once. Raises `ValueError` where nbgrader is not installed.
    """
    try:
        from nbgrader.api import Gradebook
    except ImportError:
        message = "nbgrader is not installed here: pip install 'cnnnotes[nbgrader]'"
        raise ValueError(message) from None
    address = str(gradebook)
    address = address if "://" in address else f"sqlite:///{Path(address).resolve()}"
    with _programs_beside_python(), Gradebook(address) as book:
        written, made = [one for one in graded if one.exercises], set()
        for one in written:
            assignment, notebook = _place(book, one)
            for result in one.exercises:
                cell = (check_id(result.id), notebook, assignment)
                if cell not in made:
                    points = {"max_score": result.out_of, "cell_type": "code"}
                    book.update_or_create_grade_cell(*cell, **points)
                    made.add(cell)
            _write(book, one, assignment, notebook)
    return len(written)


def _write(book: Any, one: Graded, assignment: str, notebook: str) -> None:
    book.update_or_create_student(one.student)
    book.update_or_create_submission(assignment, one.student)
    for result in one.exercises:
        grade = _grade(book, check_id(result.id), notebook, assignment, one.student)
        grade.auto_score = result.points
        grade.needs_manual_grade = grade.manual_score is not None
    book.db.commit()


def _place(book, one):
    """Return the names of the assignment and of its notebook that have the exercises' checks."""
    from nbgrader.api import GradeCell

    checks = [check_id(result.id) for result in one.exercises]
    known = book.db.query(GradeCell).filter(GradeCell.name.in_(checks)).first()
    if known:
        return known.notebook.assignment.name, known.notebook.name
    name = one.notebook.replace(" ", "-")
    book.update_or_create_assignment(name)
    book.update_or_create_notebook(name, name)
    return name, name


def _grade(book, cell, notebook, assignment, student):
    """Return the place for one mark; a check that is newer than the submission gets one."""
    from nbgrader.api import Grade, MissingEntry

    try:
        return book.find_grade(cell, notebook, assignment, student)
    except MissingEntry:
        submitted = book.find_submission_notebook(notebook, assignment, student)
        grade = Grade(cell=book.find_grade_cell(cell, notebook, assignment), notebook=submitted)
        book.db.add(grade)
        return grade


@contextmanager
def _programs_beside_python() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it calls by name, where the environment is not active."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
