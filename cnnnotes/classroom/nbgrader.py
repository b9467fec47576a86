"""nbgrader's ground: its metadata on the course's cells, and the instructor's copies.

An answer's cell is a *solution* cell, the check below it a locked *grade* cell with the exercise's
points: https://nbgrader.readthedocs.io/en/stable/user_guide/creating_and_grading_assignments.html.
What runs in nbgrader runs with all that nbgrader lets it do: marks that must hold against cheating
come from `cnnnotes grade --gradebook`.
"""

import ast
import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from cnnnotes.exercises import Exercise, Question, get
from cnnnotes.whole_files import whole_file

if TYPE_CHECKING:
    from nbformat import NotebookNode

CHECK = re.compile(r"""check\(\s*["'](\w+)["']""")
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
CONFIG = '''\
"""How nbgrader handles the course cnnnotes. Yours from now on: it is never written over."""

import os

os.environ.setdefault("CNNNOTES_QUICK", "1")  # long training is short, nothing is skipped

c = get_config()  # noqa: F821
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}  # the stub itself stands below it
c.Execute.timeout = 600  # seconds for a cell: some cells train a network
'''


def answer_cell(exercise_id: str) -> dict:
    """Return nbgrader's metadata for the cell that holds an answer."""
    return _cell(exercise_id, solution=True)


def check_cell(exercise_id: str) -> dict:
    """Return nbgrader's metadata for the cell that checks an answer: locked, and worth its points.

    >>> check_cell("01_slide2d")["points"]
    6
    """
    return _cell(check_id(exercise_id), grade=True, locked=True, points=get(exercise_id).points)


def check_id(exercise_id: str) -> str:
    """Return the grade id of the cell that checks an exercise.

    >>> check_id("01_slide2d")
    '01_slide2d_check'
    """
    return f"{exercise_id}_check"


def checked(source: str) -> str | None:
    """Return the exercise that a cell checks, or None.

    >>> checked('check("01_slide2d", slide2d)')
    '01_slide2d'
    """
    found = CHECK.match(source)
    return found.group(1) if found else None


def instructor_copy(notebook: "NotebookNode") -> "NotebookNode":
    """Return one of the course's notebooks with its solutions in, as nbgrader releases it.

    Each solution stands between the marks that nbgrader's release step looks for. Outputs go: they
    are the stub's.
    """
    copy = deepcopy(notebook)
    for cell in copy.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = solved(cell.source, get(cell.metadata.nbgrader.grade_id))
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def solved(stub: str, item: Exercise | Question) -> str:
    """Return the source of an answer's cell with the solution marked off, above what the stub had.

    >>> print(solved("parameters = ...", get("01_predict_params")))
    parameters = ...
    ### BEGIN SOLUTION
    parameters = 760
    ### END SOLUTION
    """
    if isinstance(item, Question):
        return f"{stub}\n{BEGIN}\n{item.name} = {item.answer!r}\n{END}"
    lines, stand_in = stub.rstrip().rpartition("\n")[::2]  # what is left is `raise …`
    return "\n".join([lines, f"    {BEGIN}", _body(item), f"    {END}", stand_in])


def write_course(course: Path, notebooks: Path) -> list[Path]:
    """Write the instructor's copy of every notebook in `notebooks` into nbgrader's `source`.

    Each notebook is an assignment of its own. A copy that is there already is the teacher's and
    stays; so does the folder's `nbgrader_config.py`. Returns what was written.
    """
    import nbformat  # takes seconds, which the grader would pay too

    files = {course / "nbgrader_config.py": CONFIG}
    for path in sorted(notebooks.glob("*.ipynb")):
        copy = instructor_copy(nbformat.read(path, as_version=4))
        files[course / "source" / path.stem / path.name] = nbformat.writes(copy) + "\n"
    new = {path: text for path, text in files.items() if not path.exists()}
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as stream:
            stream.write(text.encode())
    return list(new)


def _cell(grade_id, **what):
    role = {"grade": False, "locked": False, "solution": False, "task": False} | what
    return {"grade_id": grade_id, "schema_version": 3, **role}


def _body(exercise):
    """Source of a solution's body, without its docstring and with the comments above it.

    It ends in `return`, for below it stands what the stub raises.
    """
    source = exercise.solution_source
    (function,) = ast.parse(source).body
    first, *_, last = function.body
    told = ast.get_docstring(function) is not None
    start = first.end_lineno if told else first.lineno - 1
    lines = source.rstrip().splitlines()[start:]
    return "\n".join(lines if isinstance(last, ast.Return) else [*lines, "    return"])
