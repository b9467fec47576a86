"""A file that was handed in → the cells of a notebook, whatever it has become on its way."""

import json
import mmap
import re
from dataclasses import dataclass

from cnnnotes.classroom.files import File

MAX_TEXT = 8 * 2**20  # bytes of a notebook without its outputs; the course's own have 0.1
# Left out of a notebook: the value of such a key. Strings are stepped over whole, so that a bracket
# or a key inside of one is text and nothing else.
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_KEY = rb'"(?:outputs|attachments|widgets)"\s*+:\s*+[\[{]'
TO_DROPPED = re.compile(rb'(?:[^"]++|(?!%b)%b)*+%b' % (_KEY, _STRING, _KEY), re.DOTALL)
TO_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|%b)*+[\[\]{}]' % _STRING, re.DOTALL)
MAX_BRACKETS = 2_000_000
PERCENT = re.compile(r"^# ?%%.*$|^# In\[.*\]:$|^# <codecell>$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell: `code`, `markdown` or `raw`, its text, and what may tell which exercise it holds."""

    kind: str
    source: str
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """A notebook's cells in their order, the version of the course, and a note if it is damaged."""

    cells: tuple[Cell, ...]
    version: str = ""
    note: str = ""


def load(file: File) -> Notebook:
    """Read a notebook, or a script that one was converted to.

    Outputs are left out before anything is parsed, so that their size does not matter. Raises
    `ValueError`, in a sentence, for what is no notebook.
    """
    text = _text(file)
    if file.name.lower().endswith(".py"):
        return Notebook(tuple(Cell("code", part) for part in PERCENT.split(text) if part.strip()))
    if not text.strip():
        raise ValueError("It is empty.")
    try:
        return _notebook(json.loads(text))
    except json.JSONDecodeError as error:
        cells, told = _until_the_cut(text), f"its JSON ends in line {error.lineno}"
    except RecursionError:
        cells, told = (), "it is nested deeper than any"
    if not cells:
        raise ValueError(f"It is no notebook, or is damaged: {told}.")
    return Notebook(cells, note=f"It is damaged: only its first {len(cells)} cells can be read.")


def _until_the_cut(text):
    """Return the cells before the place where a notebook is cut off or damaged."""
    found, decode = [], json.JSONDecoder().raw_decode
    start = re.search(r'"cells"\s*:\s*\[\s*', text)
    at = start.end() if start else len(text)
    try:
        while at < len(text):
            cell, at = decode(text, at)
            found.append(cell)
            at = re.compile(r"\s*,?\s*").match(text, at).end()
    except (ValueError, RecursionError):
        pass
    return tuple(_cell(cell) for cell in found if isinstance(cell, dict))


def _text(file):
    """Return a file's text without its outputs, in memory that does not grow with them."""
    if file.disk and not file.refused and file.disk.stat().st_size > MAX_TEXT:
        with (
            file.disk.open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            content = without_outputs(data)
    else:
        content = file.read()
        content = without_outputs(content) if len(content) > MAX_TEXT else content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def without_outputs(data: bytes) -> bytes:
    """Return the JSON of a notebook with its outputs taken out, unparsed.

    Raises `ValueError` when more than `MAX_TEXT` bytes are left.

    >>> without_outputs(b'{"outputs": [{"data": "]"}], "source": "1"}')
    b'{"outputs": [], "source": "1"}'
    """
    pieces, kept, start = [], 0, 0
    while found := TO_DROPPED.match(data, start):
        kept += found.end() - start
        if kept > MAX_TEXT:
            break
        pieces.append(data[start : found.end()])
        start = _end_of_brackets(data, found.end())
    pieces.append(data[start : start + MAX_TEXT + 1])
    if kept + len(pieces[-1]) > MAX_TEXT:
        raise ValueError(f"It is larger than {MAX_TEXT >> 20} MB without its outputs: not read.")
    return b"".join(pieces)


def _end_of_brackets(data, start):
    """Return where the bracket that was opened before `start` is closed, or the end of the data."""
    depth = 1
    for _ in range(MAX_BRACKETS):
        found = TO_BRACKET.match(data, start)
        if found is None:
            return len(data)
        start = found.end()
        depth += 1 if data[start - 1] in b"[{" else -1
        if not depth:
            return start - 1
    raise ValueError("Its outputs are in too many pieces to be left out: not read.")


def _notebook(data):
    if not isinstance(data, dict):
        raise ValueError("It is no notebook: its JSON is no object.")
    sheets = data.get("worksheets")  # notebooks before 2015 had them
    cells = data.get("cells")
    if cells is None and isinstance(sheets, list):
        cells = [c for s in sheets if isinstance(s, dict) for c in _list(s.get("cells"))]
    if not isinstance(cells, list):
        raise ValueError("It is no notebook: it has no cells.")
    found = tuple(_cell(cell) for cell in cells if isinstance(cell, dict))
    metadata = _dict(_dict(data.get("metadata")).get("cnnnotes"))
    version = metadata.get("version")
    return Notebook(found, version if isinstance(version, str) else "")


def _cell(cell):
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    kind, metadata = cell.get("cell_type"), _dict(cell.get("metadata"))
    name = cell.get("id", metadata.get("id", ""))
    return Cell(
        kind if kind in ("markdown", "raw") else "code",
        _text_of(source),
        name if isinstance(name, str) else "",
        tuple(tag for tag in _list(metadata.get("tags")) if isinstance(tag, str)),
    )


def _text_of(source):
    """Return a cell's text without half characters, which no file can hold."""
    if not isinstance(source, str):
        return ""
    return source.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _dict(value):
    return value if isinstance(value, dict) else {}


def _list(value):
    return value if isinstance(value, list) else []
