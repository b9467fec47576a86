"""`cnnnotes check`: a learner's notebook, run as saved, in a process of its own."""

import nbformat
import pytest
from typer.testing import CliRunner

from cnnnotes import cli
from cnnnotes.grading.notebooks import check_notebook

RIGHT = "def center(x):\n    return x - x.mean(axis=0)\ncheck('00_center', center)"
IMPORT = "from cnnnotes.grading import check"


def write(path, *cells):
    nbformat.write(nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)]), path)
    return path


@pytest.fixture
def mine(tmp_path):
    return lambda *cells: write(tmp_path / "mine.ipynb", IMPORT, *cells)


def results(report):
    return {item.id: (kept.points, kept.passed) for item, kept in report.results}


def test_right_answers_get_their_points_and_nothing_is_written(mine):
    path = mine(RIGHT)
    before = path.read_bytes()
    report = check_notebook(path)
    assert results(report) == {"00_center": (3, True)}
    assert (report.points, report.out_of, report.passed) == (3, 3, True)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["mine.ipynb"]


def test_a_cell_that_raises_or_ends_the_process_loses_no_other_points(mine):
    report = check_notebook(mine("1 / 0", RIGHT, "import os\nos._exit(1)"))
    assert results(report) == {"00_center": (3, True)}
    assert not report.passed
    assert "died" in report.trouble.lower()


def test_a_cell_without_end_is_interrupted(mine):
    report = check_notebook(mine("while True: pass", RIGHT), timeout=3)
    assert results(report) == {"00_center": (3, True)}


def test_exercises_that_were_deleted_are_missing_points(tmp_path):
    report = check_notebook(write(tmp_path / "00-start-here.ipynb", IMPORT, RIGHT))
    assert report.points == 3
    assert report.out_of > 3
    assert not report.passed


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"nbformat": 4}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path, text):
    path = tmp_path / "odd.ipynb"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"odd\.ipynb"):
        check_notebook(path)


def test_the_command_prints_verdicts_and_a_score_and_says_when_it_was_saved(mine):
    path = mine("def center(x):\n    return x - x.mean()\ncheck('00_center', center)")
    result = CliRunner().invoke(cli.app, ["check", str(path)])
    assert result.exit_code == 1
    assert "00_center: " in result.output
    assert "Known mistake: " in result.output
    assert "mine.ipynb, as saved " in result.output
    assert CliRunner().invoke(cli.app, ["check", str(mine(RIGHT))]).exit_code == 0
