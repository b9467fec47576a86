import json

import pytest

from cnnnotes import workspace


def notebook(path, version, text=""):
    path.parent.mkdir(exist_ok=True)
    metadata = {"cnnnotes": {"version": version}} if version else {}
    path.write_text(json.dumps({"cells": [text], "metadata": metadata}), "utf-8")


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace, "CLONE", tmp_path)
    notebook(tmp_path / "notebooks" / "00-start.ipynb", "1.0")
    notebook(tmp_path / "notebooks" / "01-more.ipynb", "1.0")
    return tmp_path / "notebooks"


def test_notebooks_are_copied_once_and_never_written_over(course, tmp_path):
    work = tmp_path / "work"
    assert workspace.copy_notebooks(work) == [f"2 notebooks copied to {work}"]
    notebook(work / "00-start.ipynb", "1.0", "my answer")
    assert workspace.copy_notebooks(work) == []
    assert "my answer" in (work / "00-start.ipynb").read_text()
    assert len(list(work.glob("*.ipynb"))) == 2


def test_a_newer_course_comes_beside_the_old(course, tmp_path):
    work = tmp_path / "work"
    workspace.copy_notebooks(work)
    notebook(work / "00-start.ipynb", "1.0", "my answer")
    notebook(course / "00-start.ipynb", "2.0", "new")
    (told,) = workspace.copy_notebooks(work)
    assert "00-start (2.0).ipynb" in told
    assert "my answer" in (work / "00-start.ipynb").read_text()
    assert "new" in (work / "00-start (2.0).ipynb").read_text()
    notebook(work / "00-start (2.0).ipynb", "2.0", "my second answer")
    assert workspace.copy_notebooks(work) == []
    assert "my second answer" in (work / "00-start (2.0).ipynb").read_text()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"metadata": {}}'])
def test_a_copy_that_lost_its_version_is_left_as_it_is(course, tmp_path, text):
    work = tmp_path / "work"
    work.mkdir()
    (work / "00-start.ipynb").write_text(text)
    workspace.copy_notebooks(work)
    assert (work / "00-start.ipynb").read_text() == text
    assert (work / "00-start (1.0).ipynb").exists()


def test_a_new_notebook_of_the_same_course_is_brought(course, tmp_path):
    work = tmp_path / "work"
    workspace.copy_notebooks(work)
    notebook(course / "02-new.ipynb", "1.0")
    workspace.copy_notebooks(work)
    assert (work / "02-new.ipynb").exists()


def test_a_cut_copy_does_not_look_like_a_notebook(course, tmp_path, monkeypatch):
    def cut(original, copy):
        copy.write_text("{")
        raise OSError("disk full")

    monkeypatch.setattr("shutil.copyfile", cut)
    with pytest.raises(OSError, match="disk full"):
        workspace.copy_notebooks(tmp_path / "work")
    assert not list((tmp_path / "work").glob("*.ipynb"))


def test_a_course_without_notebooks_says_so(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(workspace, "CLONE", tmp_path)
    with pytest.raises(FileNotFoundError, match="notebooks"):
        workspace.copy_notebooks(tmp_path / "work")
