"""A file that was handed in → the cells of a notebook, whatever it has become on its way."""

import json
import mmap
import re
from itertools import islice

from cnnnotes.classroom.files import File
from cnnnotes.runner.notebook import Notebook, NotebookError, read_notebook, read_script

MAX_TEXT = 8 * 2**20  # bytes of a notebook without its outputs; the course's own have 0.1
# Left out of a notebook: the value of such a key. Strings are stepped over whole, also one that is
# cut off, so that a bracket or a key inside of one is text and nothing else.
_STRING = rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
DROPPED = rb'(?P<dropped>"(?:outputs|attachments|widgets)"\s*:\s*[\[{])'
OUTSIDE = re.compile(DROPPED + rb"|" + _STRING, re.DOTALL)
INSIDE = re.compile(_STRING + rb"|[\[\]{}]", re.DOTALL)
MAX_TOKENS = 5_000_000
NOTE = "cells that can be read"


def load(file: File) -> Notebook:
    """Read a notebook, or a script that one was converted to.

    Outputs are left out before anything is parsed, so that their size does not matter; of a
    notebook that is cut off, the cells before the cut are read. Raises `ValueError`, in a sentence,
    for what is no notebook.
    """
    content = _content(file)
    try:
        if file.name.lower().endswith(".py"):
            return read_script(content.decode("utf-8-sig", "replace"))
        return read_notebook(content)
    except NotebookError as error:
        if cells := _until_the_cut(content):
            return read_notebook(
                json.dumps({"cells": cells, "metadata": {NOTE: len(cells)}}).encode()
            )
        raise ValueError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error


def note_on(notebook: Notebook) -> str:
    """Say what is wrong with a notebook that could be read in part."""
    count = (notebook.metadata or {}).get(NOTE)
    return f"It is damaged: only its first {count} cells can be read." if type(count) is int else ""


def version_of(notebook: Notebook) -> str:
    """Return the version of the course that a notebook came with, or an empty text."""
    course = (notebook.metadata or {}).get("cnnnotes")
    version = course.get("version") if isinstance(course, dict) else ""
    return version if isinstance(version, str) else ""


def _until_the_cut(content):
    """Return the cells before the place where a notebook is cut off or damaged."""
    text, found = content.decode("utf-8-sig", "replace"), []
    start = re.search(r'"cells"\s*:\s*\[\s*', text)
    at = start.end() if start else len(text)
    try:
        while at < len(text):
            cell, at = json.JSONDecoder().raw_decode(text, at)
            found.append(cell)
            at = re.compile(r"\s*,?\s*").match(text, at).end()
    except (ValueError, RecursionError):
        pass
    return found


def _content(file):
    """Return a file's bytes without its outputs, in memory that does not grow with them."""
    if not file.refused and file.disk and file.disk.stat().st_size > MAX_TEXT:
        with (
            file.disk.open("rb") as stream,
            mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            return without_outputs(data)
    content = file.read()
    return without_outputs(content) if len(content) > MAX_TEXT else content


def without_outputs(data: bytes) -> bytes:
    """Return the JSON of a notebook with its outputs taken out, unparsed.

    Raises `ValueError` when more than `MAX_TEXT` bytes are left.

    >>> without_outputs(b'{"outputs": [{"data": "]"}], "source": "1"}')
    b'{"outputs": [], "source": "1"}'
    """
    pieces, kept, start = [], 0, 0
    while found := _next_dropped(data, start):
        pieces.append(data[start : found.end()])
        kept += len(pieces[-1])
        start = _end_of_brackets(data, found.end())
    pieces.append(data[start : start + MAX_TEXT + 1])
    if kept + len(pieces[-1]) > MAX_TEXT:
        raise ValueError(f"It is larger than {MAX_TEXT >> 20} MB without its outputs: not read.")
    return b"".join(pieces)


def _next_dropped(data, start):
    """Return the match of the next key whose value is left out, if one comes soon enough."""
    tokens = OUTSIDE.finditer(data, start, min(len(data), start + MAX_TEXT))
    return next((token for token in tokens if token["dropped"]), None)


def _end_of_brackets(data, start):
    """Return where the bracket that was opened before `start` is closed, or the end of the data."""
    depth, end = 1, start
    for token in islice(INSIDE.finditer(data, start), MAX_TOKENS):
        end = token.end()
        sign = data[token.start() : token.start() + 1]
        if sign != b'"':
            depth += 1 if sign in b"[{" else -1
        if not depth:
            return token.start()
    if end < len(data) - MAX_TEXT:
        raise ValueError("Its outputs are in too many pieces to be left out: not read.")
    return len(data)
