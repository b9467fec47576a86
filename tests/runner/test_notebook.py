"""A notebook is a file from anywhere: its code cells come out, or one clear error."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnnotes.runner import notebook
from cnnnotes.runner.notebook import Cell, NotebookError, read_file, read_notebook, read_script

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {"tags": ["a"]}, "id": "one"}
TEXT = {"cell_type": "markdown", "source": ["# 01 Convolution\n", "more"]}


def as_bytes(**given):
    return json.dumps(given).encode()


def test_code_cells_with_ids_and_tags_and_headings_come_out():
    read = read_notebook(as_bytes(cells=[TEXT, CODE], metadata={"cnnnotes": {}}))
    assert read.cells == (Cell("x = 1", "one", ("a",)),)
    assert read.headings == ("# 01 Convolution",)
    assert read.metadata == {"cnnnotes": {}}


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ({"cell_type": "code", "source": ["x = 1\n", "y = 2"]}, "x = 1\ny = 2"),
        ({"cell_type": "code", "input": ["x = 1"]}, "x = 1"),  # nbformat 3
        ({"cell_type": "code", "source": "x = 1\r\ny = 2"}, "x = 1\ny = 2"),
        ({"cell_type": "code"}, ""),
        ({"cell_type": "code", "source": 3, "metadata": []}, ""),
        ({"cell_type": "code", "source": ["x", 3, None], "metadata": {"tags": "a"}}, "x"),
        ({"cell_type": "code", "source": "x", "outputs": [{"widgets": {}}], "id": 3}, "x"),
    ],
)
def test_a_cells_text_has_many_forms(cell, source):
    assert [one.source for one in read_notebook(as_bytes(cells=[cell])).cells] == [source]


def test_the_sheets_of_nbformat_3_are_read():
    sheets = [{"cells": [CODE]}, {"cells": [TEXT, CODE]}, 7]
    assert len(read_notebook(as_bytes(worksheets=sheets, nbformat=3)).cells) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding):
    text = json.dumps({"cells": [CODE | {"source": "ä"}]}, ensure_ascii=False)
    assert read_notebook(text.encode(encoding)).cells[0].source == "ä"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (as_bytes(cells=[CODE])[:-9], "no JSON, or cut off"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "no cells"),
        (b"{}", "no cells"),
        (as_bytes(cells=3), "no cells"),
        (b"\xff\x00\x01", "no text in UTF-8"),
        (b"PK\x03\x04\xff", "no text in UTF-8"),
        (b"[" + b"0," * 3_000_000 + b"0]", "too large"),
        (as_bytes(cells=[CODE] * 2001), "more than 2000 cells"),
    ],
    ids=range(10),
)
def test_what_is_no_notebook_is_said(data, says):
    with pytest.raises(NotebookError, match=says):
        read_notebook(data)


NAMES = st.sampled_from(["cells", "metadata", "cell_type", "source", "code", "worksheets"])
JSON = st.recursive(
    st.none() | st.text(max_size=3) | NAMES,
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_notebook_or_an_error(data):
    with contextlib.suppress(NotebookError):
        read_notebook(data)


def test_a_script_in_the_percent_format_is_read():
    read = read_script('import a\n\n# %% [markdown]\n# # Title\n\n# %% tags=["t"]\nx = 1\n# %%\n')
    assert [cell.source.strip() for cell in read.cells] == ["import a", "x = 1"]
    assert read.cells[1].tags == ("t",)
    assert read.headings == ("Title",)


def test_files(tmp_path, monkeypatch):
    (tmp_path / "a.py").write_text("# %%\nx = 1", "utf-8-sig")
    assert read_file(tmp_path / "a.py").cells[0].source == "\nx = 1".lstrip("\n")
    for path, says in ((tmp_path, "no file"), (tmp_path / "none.ipynb", "no such file")):
        with pytest.raises(NotebookError, match=says):
            read_file(path)
    monkeypatch.setattr(notebook, "MAX_FILE", 5)
    with pytest.raises(NotebookError, match="larger than"):
        read_file(tmp_path / "a.py")
