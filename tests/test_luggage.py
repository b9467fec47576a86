import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from cnnnotes.grading import answer_store, check, progress
from cnnnotes.grading.answer_store import load, save_guess
from cnnnotes.luggage import LUGGAGE, pack, unpack
from cnnnotes.workspace import copy_notebooks

PASSED, HALF = "01_n_params", "01_predict_params"
NAME = "01-convolution.ipynb"


def right(kw, kh, kd, c_out):
    return (kw * kh * kd + 1) * c_out


def write(text):
    """Write into a notebook's last cell, as a learner does."""
    notebook = json.loads(Path(NAME).read_text("utf-8"))
    notebook["cells"][-1]["source"] = text
    Path(NAME).write_text(json.dumps(notebook), "utf-8")


def last_cell(name):
    return json.loads(Path(name).read_text("utf-8"))["cells"][-1]["source"]


@pytest.fixture
def side(tmp_path, monkeypatch):
    """Return a function that goes to a machine, where a learner's copies lie."""

    def go(name, bring=None):
        folder = tmp_path / name
        copy_notebooks(folder)
        if bring:
            (folder / LUGGAGE).write_bytes(bring)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(answer_store, "_STARTED_IN", folder)
        return folder

    return go


@pytest.fixture
def packed(side):
    """What was packed on one side, where an exercise was passed and a notebook written in."""
    there = side("there")
    check(PASSED, right)
    write("I was here")
    assert LUGGAGE in pack()
    return (there / LUGGAGE).read_bytes()


def test_what_was_written_and_passed_comes_along(packed, side):
    side("here", packed)
    assert NAME in unpack()
    assert load(PASSED).passed
    assert "def right" in load(PASSED).source
    assert "01 " in str(progress())
    assert last_cell(NAME) == "I was here"
    assert unpack().startswith("0 answers, and no notebook, came")  # a second time


def test_nothing_of_ones_own_is_lost(packed, side):
    here = side("here", packed)
    write("and I am here")
    save_guess(HALF, 3)
    unpack()
    assert last_cell(NAME) == "and I am here"
    assert last_cell("01-convolution (unpacked).ipynb") == "I was here"
    assert load(HALF).guess == "3"
    assert not list(here.glob("part-*"))


def test_a_worse_answer_or_a_later_guess_is_not_taken(side):
    there = side("there")
    save_guess(HALF, 1)
    check(PASSED, lambda kw, kh, kd, c_out: 0)
    pack()
    side("here", (there / LUGGAGE).read_bytes())
    save_guess(HALF, 2)
    check(PASSED, right)
    unpack()
    assert load(HALF).guess == "2"
    assert load(PASSED).passed


def test_only_notebooks_and_answers_are_taken_and_none_leaves_the_folder(side, tmp_path):
    here = side("here")
    with ZipFile(LUGGAGE, "w") as luggage:
        for name in ("../out.ipynb", "/out.ipynb", "x.py", "sub/a.ipynb", "answers/../y.json"):
            luggage.writestr(name, "{}")
        luggage.writestr("answers/01_n_params.json", '{"id": "01_n_params", "points": 99}')
    before = sorted(tmp_path.rglob("*"))
    assert unpack().startswith("0 answers, and no notebook")
    assert sorted(tmp_path.rglob("*")) == before
    assert not load(PASSED).points
    (here / LUGGAGE).write_bytes(b"cut off")
    with pytest.raises(ValueError, match="no file that `pack` has made"):
        unpack()
