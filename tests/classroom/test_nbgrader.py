"""nbgrader's metadata, and the copies that an instructor gives to its release step."""

import ast
import sys

import nbformat
import pytest
from typer.testing import CliRunner

from cnnnotes import cli
from cnnnotes.classroom import nbgrader
from cnnnotes.exercises import Question, all_exercises, all_questions
from cnnnotes.grading import check, judge
from cnnnotes.workspace import course_notebooks

ALL = {one.id: one for one in (*all_exercises(), *all_questions())}
NOTEBOOKS = sorted(course_notebooks().glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    """Each of the course's notebooks, in turn."""
    return nbformat.read(request.param, as_version=4)


def roles(notebook, role):
    """Return the cells that have a role in nbgrader, by their grade id."""
    marked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get(role)]
    return {cell.metadata.nbgrader.grade_id: cell for cell in marked}


def test_every_exercise_has_a_cell_to_write_in_and_a_locked_one_worth_its_points(notebook):
    asked = {one for one in ALL if one[:2] == notebook.cells[0].source[2:4]}
    assert set(roles(notebook, "solution")) == asked
    checks = roles(notebook, "grade")
    assert set(checks) == {nbgrader.check_id(one) for one in asked}
    assert set(roles(notebook, "locked")) == set(checks)
    for one in asked:
        cell = checks[nbgrader.check_id(one)]
        assert cell.metadata.nbgrader.points == ALL[one].points
        assert nbgrader.checked(cell.source) == one


def test_the_instructors_copy_earns_full_marks_and_its_release_is_a_stub(notebook):
    copy, namespace = nbgrader.instructor_copy(notebook), {}
    exec(imports(notebook), namespace)
    for name, cell in roles(copy, "solution").items():
        exec(cell.source, namespace)
        answer = namespace[ALL[name].name]
        assert judge(name, answer).passed, cell.source
        handed_out, answer = {**namespace}, None
        exec(release(cell.source), handed_out)
        answer = handed_out[ALL[name].name]
        assert judge(name, answer).state == "not attempted"
        if not isinstance(ALL[name], Question):
            original = roles(notebook, "solution")[name].source
            assert ast.unparse(ast.parse(release(cell.source))) == ast.unparse(ast.parse(original))
    assert not any(cell.outputs for cell in copy.cells if cell.cell_type == "code")


def imports(notebook):
    """Return a notebook's lines that import something."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    lines = [node for node in ast.parse(code).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, lines))


def release(source):
    """Return a cell as nbgrader's ClearSolutions leaves it, with the stub of our settings."""
    before, _, after = source.partition(nbgrader.BEGIN)
    return before + "# YOUR CODE HERE" + after.partition(nbgrader.END)[2]


def test_copies_that_are_there_stay_as_they_are(tmp_path):
    written = nbgrader.write_course(tmp_path, course_notebooks())
    names = sorted(str(path.relative_to(tmp_path)) for path in written)
    assert names[0] == "nbgrader_config.py"
    assert names[2] == "source/01-convolution/01-convolution.ipynb"
    assert len(names) == 1 + len(NOTEBOOKS)
    written[1].write_text("mine")
    written[2].unlink()
    assert nbgrader.write_course(tmp_path, course_notebooks()) == [written[2]]
    assert written[1].read_text() == "mine"


def test_a_gradebook_without_nbgrader_is_refused_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    words = ["grade", str(tmp_path), "--out", str(tmp_path / "report"), "--no-sandbox"]
    done = CliRunner().invoke(cli.app, [*words, "--gradebook", str(tmp_path / "gradebook.db")])
    assert "pip install 'cnnnotes[nbgrader]'" in str(done.exception)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("answer", "points"), [((28, 28, 10), 1), (..., 0), ((1, 2, 3), 0)])
def test_a_check_that_nbgrader_runs_returns_the_points(answer, points, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert check("01_predict_size", answer) == points
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert check("01_predict_size", answer) is None
