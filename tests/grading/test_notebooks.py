"""`cnnnotes check`: a notebook's answers, cut out of it, run elsewhere and judged here."""

import json

import nbformat
import pytest
from typer.testing import CliRunner

from cnnnotes import cli
from cnnnotes.exercises import by_notebook
from cnnnotes.grading.notebooks import check_notebook

IMPORT = "import numpy as np\nfrom cnnnotes.grading import check"
CENTER = "def center(x):\n    return x - x.mean(axis=0)"
CHECK = "check('00_center', center)"
OUT_OF = sum(item.points for item in by_notebook()["00 start here"])


def write(path, *cells, markdown="", **metadata):
    path.parent.mkdir(exist_ok=True)
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(markdown))
    notebook.metadata = metadata
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def mine(tmp_path):
    return lambda *cells: write(tmp_path / "mine.ipynb", IMPORT, *cells)


def center(report):
    (found,) = (one for one in report.results if one.item.id == "00_center")
    return found


def run(*args):
    return CliRunner().invoke(cli.app, ["check", *map(str, args)])


def test_right_answers_get_their_points_and_nothing_is_written(mine):
    path = mine(CENTER, CHECK)
    before = path.read_bytes()
    report = check_notebook(path)
    assert center(report).passed
    assert (report.points, report.out_of, report.passed) == (3, OUT_OF, False)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["mine.ipynb"]


@pytest.mark.parametrize("around", ["1 / 0", "import os\nos._exit(1)", "while True: pass", "!ls"])
def test_what_the_answer_does_not_need_does_not_run(mine, around):
    assert center(check_notebook(mine(around, CENTER, CHECK, around))).passed


def test_one_answer_that_ends_its_process_costs_no_other(mine):
    report = check_notebook(mine("def one_hot(labels, n):\n    import os\n    os._exit(7)", CENTER))
    assert center(report).passed
    (other,) = (one for one in report.results if one.item.id == "00_one_hot")
    assert "its process ended with 7" in str(other)


def test_a_check_that_was_deleted_still_counts_in_the_total(mine):
    report = check_notebook(mine(CENTER))
    assert (report.points, report.out_of) == (3, OUT_OF)


@pytest.mark.parametrize(
    ("name", "cells", "first"),
    [
        ("05_anna_01-convolution.ipynb", ["check('01_slide1d', slide1d)"], "01"),
        ("homework.ipynb", ["def slide1d(x, k): pass"], "01"),
        ("04-pooling.ipynb", ["x = 1"], "04"),
        ("05-backprop-by-hand.ipynb", ["check('01_slide1d', slide1d)"], "01"),
    ],
)
def test_the_courses_notebook_is_known_whatever_the_file_is_called(tmp_path, name, cells, first):
    report = check_notebook(write(tmp_path / name, *cells))
    items = next(items for name, items in by_notebook().items() if name.startswith(first))
    assert {one.item for one in report.results} == set(items)


def test_a_title_tells_the_notebook_too(tmp_path):
    report = check_notebook(write(tmp_path / "a.ipynb", "x = 1", markdown="# 03 ReLU"))
    assert {one.item.id[:2] for one in report.results} == {"03"}


def test_a_mix_of_notebooks_is_asked_for_what_is_in_it(tmp_path):
    path = write(tmp_path / "a.ipynb", CENTER, CHECK, "check('03_relu', relu)")
    assert [one.item.id for one in check_notebook(path).results] == ["00_center", "03_relu"]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["def center(x)\n    return x", CHECK], "cell 2: SyntaxError in line 1, `def center(x)`"),
        (
            ["def centre(x):\n    return x", CHECK],
            "cell 3: NameError: name 'center' is not defined",
        ),
        ([CENTER, "cheque('00_center', center)\ncheck('00_center', centr)"], "name 'centr' is not"),
        (["mean = load_mean()", "def center(x):\n    return x - mean"], "NameError"),
        (["def center(x):\n    while True: pass", CHECK], "line 2: `while True: pass`"),
    ],
)
def test_the_error_of_a_cell_is_named(mine, cells, says):
    report = check_notebook(mine(*cells), timeout=3)
    assert says.lower() in str(center(report)).lower()


def test_a_prediction_is_the_value_at_its_check(tmp_path):
    path = tmp_path / "a.ipynb"
    cells = ["output_shape = (28, 28, 10)", "check('01_predict_size', output_shape)"]
    results = check_notebook(write(path, *cells, "output_shape = None")).results
    assert [one.item.id for one in results if one.passed] == ["01_predict_size"]


def test_a_forged_answer_file_or_a_patched_judge_earn_nothing(mine):
    patch = "import cnnnotes.grading as g, numpy as np\ng.judge = np.allclose = lambda *a: True"
    path = mine(patch, "def center(x):\n    np.allclose = 1\n    return x", CHECK)
    (path.parent / "answers").mkdir()
    forged = {"id": "00_center", "points": 297, "passed": True}
    (path.parent / "answers" / "00_center.json").write_text(json.dumps(forged))
    assert check_notebook(path).points == 0


@pytest.mark.parametrize("name", ["array", "asarray"])
def test_a_patched_numpy_costs_no_point_of_an_answer_that_does_without(name, mine):
    assert center(check_notebook(mine(f"np.{name} = None", CENTER, CHECK))).passed


def test_an_answer_sees_nothing_of_the_environment(mine, monkeypatch):
    monkeypatch.setenv("SECRET", "1")
    answer = (
        "import os\ndef center(x):\n    assert set(os.environ) <= {'CNNNOTES_QUICK', 'LC_CTYPE'"
    )
    answer += ", 'CNNNOTES_DATA', 'OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'}"
    assert center(check_notebook(mine(f"{answer}\n    return x - x.mean(axis=0)"))).passed


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"nbformat": 4}', '{"cells": 1}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path, text):
    path = tmp_path / "odd.ipynb"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"odd\.ipynb"):
        check_notebook(path)


def test_the_command_prints_cards_and_a_score_and_says_when_it_was_saved(mine):
    result = run(mine("def center(x):\n    return x - x.mean()", CHECK))
    assert result.exit_code == 1
    assert "00_center: " in result.output
    assert "Recognized: " in result.output
    assert "mine.ipynb, as saved " in result.output


def test_it_ends_well_when_all_is_right(tmp_path):
    solved = [
        item.solution_source if hasattr(item, "reference") else f"{item.name} = {item.answer!r}"
        for item in by_notebook()["00 start here"]
    ]
    assert run(write(tmp_path / "a.ipynb", IMPORT, *solved)).exit_code == 0


def test_folders_are_searched_and_a_damaged_file_ends_nothing(tmp_path):
    for name in ("alice", "bob", ".ipynb_checkpoints"):
        write(tmp_path / name / "00-start-here.ipynb", IMPORT, CENTER)
    (tmp_path / "bad.ipynb").write_text("{")
    weird = write(tmp_path / "bob" / "d[/x].ipynb", CENTER)
    weird.write_bytes(b"\xef\xbb\xbf" + weird.read_bytes())
    result = run(tmp_path)
    *_, first, second, third, total = result.output.splitlines()
    assert [line.count(f"3 of {OUT_OF:>3} points") for line in (first, second, third)] == [1, 1, 1]
    assert "alice" in first
    assert "bob" in second
    assert "d[/x].ipynb" in third
    assert total == f"all 3 notebooks: 9 of {3 * OUT_OF} points"
    assert "bad.ipynb is not a notebook, or is damaged" in result.output
    assert result.exit_code == 1
