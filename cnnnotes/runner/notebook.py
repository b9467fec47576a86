"""Read a learner's notebook as what it is: a file from anywhere. Its code cells come out."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

MAX_FILE = 50 * 2**20
MAX_PIECES = 2_000_000  # of JSON, since each takes some hundred bytes when it is read
MAX_CELLS = 2_000


class NotebookError(ValueError):
    """The file is no notebook, or is damaged."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its text `source`, and what is left of its `id` and its `tags`."""

    source: str
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """The code `cells` of a notebook, its `headings`, and the `metadata` that it came with."""

    cells: tuple[Cell, ...]
    headings: tuple[str, ...] = ()
    metadata: dict | None = None


def read_file(path: str | Path) -> Notebook:
    """Read a notebook (`.ipynb`), or a script in the percent format (`.py`).

    Raises `NotebookError` with one sentence for everything else, and `OSError` as `open` does.
    """
    path = Path(path)
    if not path.is_file():
        raise NotebookError("it is no file" if path.exists() else "there is no such file")
    if path.stat().st_size > MAX_FILE:
        raise NotebookError(f"it is larger than {MAX_FILE // 2**20} MB; clear its outputs")
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    return read_script(_text(data)) if path.suffix == ".py" else read_notebook(data)


def read_notebook(data: bytes) -> Notebook:
    """Read a notebook of nbformat 3 or 4 from its bytes; raises `NotebookError`."""
    if len(data) > MAX_FILE or sum(map(data.count, (b",", b"[", b"{", b":"))) > MAX_PIECES:
        raise NotebookError("it is too large; clear its outputs")
    text = _text(data)
    try:
        given = json.loads(text)
    except RecursionError as error:
        raise NotebookError("it is nested too deeply") from error
    except (ValueError, MemoryError) as error:
        what = "it is empty" if not text.strip() else f"it is no JSON, or cut off: {error}"
        raise NotebookError(what) from error
    if not isinstance(given, dict):
        raise NotebookError("it is no notebook: it has no cells")
    sheets = given["worksheets"] if isinstance(given.get("worksheets"), list) else [given]
    found = [sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and "cells" in sheet]
    if not found or not all(isinstance(cells, list) for cells in found):
        raise NotebookError("it is no notebook: it has no cells")
    cells = [cell for cells in found for cell in cells if isinstance(cell, dict)]
    code = tuple(_cell(cell) for cell in cells if cell.get("cell_type") == "code")
    if len(code) > MAX_CELLS:
        raise NotebookError(f"it has more than {MAX_CELLS} cells")
    headings = (_source(cell) for cell in cells if cell.get("cell_type") in ("markdown", "heading"))
    metadata = given.get("metadata")
    return Notebook(
        code,
        tuple(text.partition("\n")[0] for text in headings if text),
        metadata if isinstance(metadata, dict) else None,
    )


def read_script(text: str) -> Notebook:
    """Read a script whose cells begin with `# %%`, as jupytext and editors write them."""
    pieces = re.split(r"^# ?%%", "# %%\n" + text, flags=re.MULTILINE)[1:]
    cells, headings = [], []
    for piece in pieces:
        head, _, body = piece.partition("\n")
        if "[markdown]" in head or "[md]" in head:
            headings.append(body.lstrip("# \n").partition("\n")[0])
        elif body.strip():
            cells.append(Cell(body, tags=tuple(re.findall(r'"([^"]+)"', head))))
    return Notebook(tuple(cells[:MAX_CELLS]), tuple(headings))


def _text(data):
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotebookError(f"it is no text in UTF-8: {error.reason}") from error


def _cell(cell):
    metadata = cell["metadata"] if isinstance(cell.get("metadata"), dict) else {}
    tags = metadata["tags"] if isinstance(metadata.get("tags"), list) else []
    name = cell.get("id", metadata.get("id"))
    return Cell(
        _source(cell),
        name if isinstance(name, str) else "",
        tuple(tag for tag in tags if isinstance(tag, str)),
    )


def _source(cell):
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.replace("\r\n", "\n") if isinstance(source, str) else ""
