import errno
import json
from pathlib import Path

import pytest

from cnnnotes import resources, workspace
from cnnnotes.workspace import copy_notebooks, first_notebook


def notebook(path, version, text=""):
    path.parent.mkdir(exist_ok=True)
    metadata = {"cnnnotes": {"version": version}} if version else {}
    cells = [{"cell_type": "markdown", "source": [text]}]
    path.write_text(json.dumps({"cells": cells, "metadata": metadata}), "utf-8")


def answer(path, text):
    """Do as JupyterLab does when a learner's work is saved."""
    content = json.loads(path.read_text("utf-8"))
    content["cells"][0]["source"] = text
    path.write_text(json.dumps(content), "utf-8")


def says(path):
    return "".join(json.loads(path.read_text("utf-8"))["cells"][0]["source"])


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A clone with a course of two notebooks."""
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "cnnnotes")
    notebook(tmp_path / "notebooks" / "00-start.ipynb", "1.0")
    notebook(tmp_path / "notebooks" / "01-more.ipynb", "1.0")
    return tmp_path / "notebooks"


@pytest.fixture
def work(course, tmp_path):
    """A folder with a learner's copies, one of them worked on."""
    work = tmp_path / "work"
    copy_notebooks(work)
    answer(work / "00-start.ipynb", "my answer")
    return work


def test_notebooks_are_copied_once_and_never_written_over(course, tmp_path):
    work = tmp_path / "work"
    assert copy_notebooks(work) == [f"2 notebooks copied to {work}"]
    answer(work / "00-start.ipynb", "my answer")
    assert copy_notebooks(work) == []
    assert says(work / "00-start.ipynb") == "my answer"
    assert len(list(work.glob("*.ipynb"))) == 2


def test_one_notebook_is_counted_in_the_singular(course, work):
    notebook(course / "02-new.ipynb", "1.0")
    assert copy_notebooks(work) == [f"1 notebook copied to {work}"]


@pytest.mark.parametrize("version", ["2.0", "1.0"])
def test_a_changed_course_comes_beside_the_old_whatever_its_version(version, course, work):
    notebook(course / "00-start.ipynb", version, "new")
    (told,) = copy_notebooks(work)
    assert f"00-start ({version}).ipynb" in told
    assert says(work / "00-start.ipynb") == "my answer"
    assert says(work / f"00-start ({version}).ipynb") == "new"
    answer(work / f"00-start ({version}).ipynb", "my second answer")
    assert copy_notebooks(work) == []
    notebook(course / "00-start.ipynb", version, "newer")
    (told,) = copy_notebooks(work)
    assert f"00-start ({version}, 2).ipynb" in told
    assert says(work / f"00-start ({version}).ipynb") == "my second answer"


def test_new_outputs_make_no_new_course(course, work):
    content = json.loads((course / "01-more.ipynb").read_text("utf-8"))
    content["cells"][0]["outputs"] = ["other pixels"]
    (course / "01-more.ipynb").write_text(json.dumps(content), "utf-8")
    assert copy_notebooks(work) == []


def test_the_newest_copy_is_opened_whatever_its_name_sorts_as(course, work):
    assert first_notebook(work).name == "00-start.ipynb"
    for version in ("0.9", "0.10"):
        notebook(course / "00-start.ipynb", version, f"of {version}")
        copy_notebooks(work)
        assert first_notebook(work).name == f"00-start ({version}).ipynb"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"metadata": {}}'])
def test_a_copy_that_lost_its_version_is_told_and_left_as_it_is(text, course, work):
    (work / "00-start.ipynb").write_text(text)
    (told,) = copy_notebooks(work)
    assert told.startswith("00-start.ipynb no longer says which course it is from")
    assert (work / "00-start.ipynb").read_text() == text
    assert len(list(work.glob("*.ipynb"))) == 2
    assert first_notebook(work).name == "00-start.ipynb"


def test_a_copy_from_before_editions_is_of_its_version(course, work):
    notebook(work / "00-start.ipynb", "1.0", "my answer")
    assert copy_notebooks(work) == []
    notebook(work / "00-start.ipynb", "0.9", "my answer")
    assert "00-start (1.0).ipynb" in copy_notebooks(work)[0]


def test_away_from_a_clone_the_links_lead_to_a_copy_of_the_code(tmp_path):
    copy_notebooks(tmp_path / "mine")
    text = (tmp_path / "mine" / "01-convolution.ipynb").read_text("utf-8")
    assert "](../" not in text
    assert "](source/cnnnotes/ops/conv.py)" in text
    copied = (tmp_path / "mine" / "source" / "cnnnotes" / "ops" / "conv.py").read_text()
    assert copied == Path(workspace.__file__).with_name("ops").joinpath("conv.py").read_text()


def test_a_cut_copy_does_not_look_like_a_notebook(course, tmp_path, monkeypatch):
    def cut(path, *_):
        path.write_bytes(b"{")
        raise OSError("disk full")

    monkeypatch.setattr("cnnnotes.whole_files.open", cut, raising=False)
    with pytest.raises(OSError, match="disk full"):
        copy_notebooks(tmp_path / "work")
    assert not list((tmp_path / "work").glob("*.ipynb"))


def test_a_course_without_notebooks_says_so(course, tmp_path):
    for path in course.iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError, match="notebooks"):
        copy_notebooks(tmp_path / "work")


def test_a_file_where_the_folder_should_be_is_named(course, tmp_path):
    (tmp_path / "work").write_text("")
    with pytest.raises(ValueError, match="work is a file; name a folder"):
        copy_notebooks(tmp_path / "work")


@pytest.mark.parametrize("there", ["", "work", "work/answers"])
def test_a_folder_that_cannot_be_written_is_named(there, course, tmp_path, monkeypatch):
    (tmp_path / there).mkdir(parents=True, exist_ok=True)

    def refuse(self, **_):
        if not self.exists():
            raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(ValueError, match="work cannot be written to; name a folder of your own"):
        copy_notebooks(tmp_path / "work")


def test_a_copy_that_cannot_be_read_is_told_and_left_as_it_is(course, work):
    (work / "00-start.ipynb").unlink()
    (work / "00-start.ipynb").mkdir()
    (told,) = copy_notebooks(work)
    assert told.startswith("00-start.ipynb no longer says which course it is from")


def test_a_copy_has_no_outputs_that_would_answer_a_prediction(course, tmp_path):
    cell = {"cell_type": "code", "source": ["1 + 1"], "outputs": ["2"], "execution_count": 7}
    original = course / "00-start.ipynb"
    content = json.loads(original.read_text("utf-8"))
    original.write_text(json.dumps(content | {"cells": [cell]}), "utf-8")
    copy_notebooks(tmp_path / "work")
    (copied,) = json.loads((tmp_path / "work" / "00-start.ipynb").read_text("utf-8"))["cells"]
    assert (copied["outputs"], copied["execution_count"]) == ([], None)
    assert json.loads(original.read_text("utf-8"))["cells"] == [cell]
