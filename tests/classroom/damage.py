"""What becomes of notebooks on their way: name → maker, the points that are lost, words.

A maker gets the student's folder and writes into it. Lost are points by exercise; the words are
looked for among the submission's troubles and those of the exercises that lost points.
"""

import json
import os
import random
import zipfile

from handing_in import FULL, NAME, asked, code, points, right, solved, source, with_answer, write

NOTHING: dict[str, int] = {}
EVERYTHING = dict(FULL)
ONE = {"01_slide1d": points("01_slide1d")}


def changed(change, **how):
    """Return a maker of the solved notebook, after a change to its dictionary."""

    def make(folder):
        book = solved()
        write(folder, change(book) or book, **how)

    return make


def cells(change, **how):
    """Return a maker of the solved notebook with other cells."""
    return changed(lambda book: book.update(cells=change(book["cells"])), **how)


def bytes_of(change, **how):
    """Return a maker of the solved notebook with other bytes."""
    return lambda folder: write(folder, change(json.dumps(solved()).encode()), **how)


def answered(text):
    return lambda folder: write(folder, with_answer(text))


def split(book_cells):
    """Put each line that begins something into a cell of its own."""
    for cell in book_cells:
        piece = []
        for line in source(cell).splitlines(keepends=True):
            begins = cell["cell_type"] == "code" and line[:1] not in (" ", "\n", ")", "]", "}", "")
            if begins and piece and not piece[-1].startswith("@"):
                yield code("".join(piece))
                piece = []
            piece.append(line)
        yield {**cell, "source": "".join(piece)}


def stripped(cell):
    """Return a cell as Colab saves it: ids and tags of its own."""
    return {**cell, "id": None, "metadata": {"id": f"{random.Random(1).random()}", "colab": {}}}


def as_script(head):
    def make(folder):
        texts = [source(cell) for cell in solved()["cells"] if cell["cell_type"] == "code"]
        write(folder, "\n\n".join(f"{head}\n{text}" for text in texts), NAME.replace("ipynb", "py"))

    return make


def without(*names):
    return cells(lambda c: [x for x in c if not (asked(x) and asked(x).name in names)])


def linked(folder):
    folder.mkdir(parents=True)
    outside = folder.parent.parent / "outside"
    write(outside, solved())
    (folder / NAME).symlink_to(outside / NAME)


def bomb(folder):
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "01.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, b" " * (64 << 20))


def slip(folder):
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "01.zip", "w") as archive:
        archive.writestr(f"../../../../{NAME}", json.dumps(solved()))


def attempts(folder):
    write(folder, with_answer("def slide1d(x, k):\n    return x"))
    write(folder, solved(), NAME.replace(".", " (1)."))
    os.utime(folder / NAME, (1, 1))


def sparse(folder):
    write(folder, b"")
    with (folder / NAME).open("wb") as file:
        file.truncate(1 << 30)


def heavy(book):
    book["metadata"]["widgets"] = {"state": ["x" * 1000] * 2000}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"data": {"image/png": "A" * 400_000, "text/html": '"outputs": ['}}]


NOT_OURS = "pip install"
BEFORE_SLIDE2D = ("01_slide1d", "01_predict_steps", "01_predict_house")
DAMAGE = {
    # nothing is left to read
    "no file": (lambda folder: folder.mkdir(parents=True), EVERYTHING, "no file"),
    "empty": (bytes_of(lambda data: b""), EVERYTHING, "empty"),
    "not JSON": (bytes_of(lambda data: b"<html>Sign in</html>"), EVERYTHING, "no JSON"),
    "zeros": (bytes_of(lambda data: bytes(9999)), EVERYTHING, "no JSON"),
    "1 GB": (sparse, EVERYTHING, "larger than"),
    "nested": (bytes_of(lambda data: b"[" * 10**6), EVERYTHING, "nested too deeply"),
    "a list": (bytes_of(lambda data: b"[1, 2]"), EVERYTHING, "no cells"),
    "no cells": (changed(lambda book: {"metadata": {}}), EVERYTHING, "no cells"),
    "another course's": (cells(lambda c: [code("x = 1")]), EVERYTHING, "defined in no cell"),
    "a link": (linked, EVERYTHING, "leads out"),
    "a pipe": (lambda f: (f.mkdir(parents=True), os.mkfifo(f / NAME)), EVERYTHING, "ordinary"),
    "a zip bomb": (bomb, EVERYTHING, "zip bomb"),
    "an older course": (
        changed(lambda b: b["metadata"].update(cnnnotes={"version": "0.0.9"})),
        EVERYTHING,
        NOT_OURS,
    ),
    "a version that is none": (
        changed(lambda b: b["metadata"].update(cnnnotes={"version": "<b>" * 99})),
        EVERYTHING,
        "another version",
    ),
    # all of it is there
    "a zip that slips": (slip, NOTHING, "led out"),
    "two attempts": (attempts, NOTHING, "2 attempts"),
    "this version": (
        changed(lambda b: b["metadata"].update(cnnnotes={"version": "0.1.7"})),
        NOTHING,
        "",
    ),
    "no metadata": (
        changed(lambda b: {"cells": [{**c, "metadata": {}} for c in b["cells"]]}),
        NOTHING,
        "",
    ),
    "Colab": (cells(lambda c: [stripped(x) for x in c]), NOTHING, ""),
    "version 3": (
        changed(
            lambda b: {
                "nbformat": 3,
                "worksheets": [{"cells": [{**c, "input": source(c)} for c in b["cells"]]}],
            }
        ),
        NOTHING,
        "",
    ),
    "renamed": (changed(lambda b: None, name="Untitled 7 (copy).ipynb"), NOTHING, ""),
    "another ending": (changed(lambda b: None, name="01-convolution.ipynb.txt"), NOTHING, ""),
    "jupytext": (as_script("# %%"), NOTHING, ""),
    "nbconvert": (as_script("# In[ ]:\n"), NOTHING, ""),
    "a mark at its beginning": (bytes_of(lambda data: b"\xef\xbb\xbf" + data), NOTHING, ""),
    "UTF-16": (bytes_of(lambda data: data.decode().encode("utf-16")), NOTHING, ""),
    "Windows' lines": (bytes_of(lambda data: data.replace(b"\\n", b"\\r\\n")), NOTHING, ""),
    "heavy": (changed(heavy), NOTHING, ""),
    "checks deleted": (
        cells(lambda c: [x for x in c if not source(x).startswith("check(")]),
        NOTHING,
        "",
    ),
    "words deleted": (cells(lambda c: [x for x in c if x["cell_type"] == "code"]), NOTHING, ""),
    "merged": (
        cells(lambda c: [code("\n\n".join(source(x) for x in c if x["cell_type"] == "code"))]),
        NOTHING,
        "",
    ),
    "split": (cells(lambda c: list(split(c))), NOTHING, ""),
    "duplicated": (cells(lambda c: [x for cell in c for x in (cell, cell)]), NOTHING, ""),
    "retagged": (
        cells(lambda c: [{**x, "metadata": {"tags": ["exercise:01_im2col"]}} for x in c]),
        NOTHING,
        "",
    ),
    "checks first": (
        cells(lambda c: sorted(c, key=lambda x: not source(x).startswith(("import", "check(")))),
        NOTHING,
        "",
    ),
    "lines as a list": (
        cells(lambda c: [{**x, "source": source(x).splitlines(keepends=True)} for x in c]),
        NOTHING,
        "",
    ),
    "magics": (cells(lambda c: [code("%matplotlib inline\n!ls\nx?"), *c]), NOTHING, ""),
    "errors around it": (
        cells(lambda c: [code("1 / 0"), code("def broken(:"), code("assert False"), *c]),
        NOTHING,
        "",
    ),
    "loops around it": (cells(lambda c: [code("while True: pass"), *c]), NOTHING, ""),
    "exits around it": (cells(lambda c: [code("import os\nos._exit(1)"), *c]), NOTHING, ""),
    "half characters": (cells(lambda c: [code("s = '\ud800'"), *c]), NOTHING, ""),
    "cells that are none": (cells(lambda c: [None, 3, {}, {"cell_type": []}, *c]), NOTHING, ""),
    "100,000 empty cells": (
        bytes_of(lambda d: d.replace(b'"cells": [', b'"cells": [' + b"{}, " * 100_000)),
        NOTHING,
        "",
    ),
    # a part is lost
    "cut": (
        bytes_of(lambda d: d[: d.index(b"def slide2d") - 200]),
        {k: v for k, v in FULL.items() if k not in BEFORE_SLIDE2D},
        "damaged",
    ),
    "an answer deleted": (without("slide1d"), ONE, "defined in no cell"),
    "as it came": (answered("def slide1d(x, k):\n    raise NotImplementedError"), ONE, ""),
    "not Python": (answered("def slide1d(x, k)\n    return x"), ONE, "SyntaxError"),
    "two answers, the last one wrong": (
        answered(right() + "\ndef slide1d(x, k):\n    return 0 * x"),
        ONE,
        "defined 2 times",
    ),
    "two answers, the last one right": (
        answered("def slide1d(x, k):\n    return 0 * x\n" + right()),
        NOTHING,
        "",
    ),
    "no imports": (
        cells(lambda c: [x for x in c if "import numpy" not in source(x)]),
        {k: v for k, v in FULL.items() if "predict" not in k and k != "01_n_params"},
        "`np` is defined in no cell",
    ),
    "an answer that is data": (answered("slide1d = " + "[" * 90 + "]" * 90), ONE, ""),
    "an answer of 10 MB": (answered("#" + "x" * 10**7), EVERYTHING, "larger than 8 MB"),
    "an answer of one long line": (
        answered("def slide1d(x, k): return " + "+".join("1" * 30_000)),
        ONE,
        "",
    ),
    "letters outside it": (
        answered("def slide1d(x, k):\n\treturn 0*x\n        # ünïcödé \x00"),
        ONE,
        "",
    ),
}
