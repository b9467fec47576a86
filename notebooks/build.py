"""Build the notebooks that people open from the text that they are written in.

`python notebooks/build.py` builds all of them, `python notebooks/build.py 01 07` those two.
`src/NN-name.py` (jupytext's percent format) becomes `NN-name.ipynb`: executed, so that a reader
without a kernel sees every picture, and the same to the byte however often it is built.

`python notebooks/build.py --prose` runs nothing: where only words have changed, text, comments and
docstrings, or what waits for a prediction, it takes them over and keeps the outputs. It names the
notebooks whose code has changed.
"""

import ast
import os
import sys
import tempfile
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_output

from cnnnotes import __version__, datasets
from cnnnotes.classroom import nbgrader

NOTEBOOKS = Path(__file__).resolve().parent
NEED_MNIST = ("07", "08", "09", "10")  # what they store are results on the whole of it
MOST_BYTES = 1_000_000
METADATA = {
    "cnnnotes": {"version": __version__},
    "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
    "language_info": {"name": "python"},
}
WIDGET = "application/vnd.jupyter.widget-view+json"
MOVE = "<p><em>Run this cell to move it.</em></p>"  # below an explorer's stored picture


def main(*names):
    """Build the notebooks whose names begin with one of `names`; all, if there are none."""
    words_only = "--prose" in names
    names = tuple(name for name in names if name != "--prose")
    sources = sorted((NOTEBOOKS / "src").glob("*.py"))
    chosen = [path for path in sources if not names or path.name.startswith(names)]
    if not chosen:
        raise SystemExit(f"no notebook's name begins with {' or '.join(names)}")
    # Stored is a whole run, by nobody.
    for name in ("CNNNOTES_QUICK", "CNNNOTES_DPI", "CNNNOTES_ANSWERS"):
        os.environ.pop(name, None)
    for source in chosen:
        print(f"{source.stem} …", end=" ", flush=True)
        size = take_over_words(source) if words_only else build(source)
        print("its code has changed: build it" if size is None else f"{size:,} bytes")


def build(source, folder=NOTEBOOKS):
    """Run the notebook of `source` and write it into `folder`; return its size."""
    if source.name.startswith(NEED_MNIST):
        try:
            datasets.load_mnist()
        except datasets.DataError as error:
            raise SystemExit(f"{source.stem} shows results of MNIST. {error}") from None
    return write(stored(run(read(source), folder)), source, folder)


def take_over_words(source, folder=NOTEBOOKS):
    """Give the stored notebook its source's words; return its size, or None if code differs."""
    notebook = read(source)
    old = nbformat.read(folder / f"{source.stem}.ipynb", as_version=4)
    new_code, old_code = ([c for c in n.cells if c.cell_type == "code"] for n in (notebook, old))
    if [what_runs(cell.source) for cell in new_code] != [what_runs(c.source) for c in old_code]:
        return None
    for cell, before in zip(new_code, old_code, strict=True):
        cell.outputs, cell.execution_count = before.outputs, before.execution_count
    return write(stored(notebook), source, folder)


def what_runs(code):
    """Return what decides `code`'s outputs: all but its comments, its docstrings, its layout.

    What waits for a learner's prediction decides nothing, for here nothing waits.
    """
    tree = NothingWaits().visit(ast.parse(code))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return ast.dump(tree), code.rstrip().endswith(";")  # a semicolon hides a cell's result


class NothingWaits(ast.NodeTransformer):
    """Takes out of a cell what waits for a prediction, and leaves what is shown afterwards."""

    def visit_Expr(self, node):  # noqa: D102, ast calls it
        return None if _calls(node.value, "wait_for") else self.generic_visit(node)

    def visit_Call(self, node):  # noqa: D102, ast calls it
        return node.args[1] if _calls(node, "covered") else self.generic_visit(node)


def _calls(node, name):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name


def write(notebook, source, folder):
    """Write an executed notebook into `folder`, whole or not at all; return its size."""
    content = nbformat.writes(notebook).encode() + b"\n"
    if len(content) >= MOST_BYTES:
        raise SystemExit(f"{source.stem} has {len(content):,} bytes; its pictures are too large")
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        part = Path(scratch, source.stem)
        part.write_bytes(content)
        part.replace(folder / f"{source.stem}.ipynb")
    return len(content)


def read(source):
    """Return the notebook that `source` describes, not yet run.

    A cell's id is its exercise, or else its place: the same in every build. Cells with an answer
    or its check carry nbgrader's metadata.
    """
    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    for place, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        answers = next((name for tag in tags if (name := exercise(tag))), None)
        cell.id = answers or f"cell-{place:02}"
        metadata = {"tags": tags} if tags else {}
        if cell.cell_type == "markdown":
            metadata["slideshow"] = {"slide_type": slide(cell.source)}
        if answers:
            metadata["nbgrader"] = nbgrader.answer_cell(answers)
        elif cell.cell_type == "code" and (checks := nbgrader.checked(cell.source)):
            metadata["nbgrader"] = nbgrader.check_cell(checks)
        cell.metadata = nbformat.from_dict(metadata)
    notebook.nbformat_minor = 5
    return notebook


def slide(words):
    """Return what a text begins in a slide show: a slide to the right, or one below it.

    Code stays with the words before it.
    """
    return "slide" if words.startswith(("# ", "## ")) else "subslide"


def exercise(tag):
    """Return the exercise that a cell's tag `exercise:01_slide2d` names, or None."""
    kind, _, name = tag.partition(":")
    return name if kind == "exercise" else None


def run(notebook, folder=NOTEBOOKS):
    """Execute `notebook` in `folder`, the course's own, and return it with its outputs."""
    return NotebookClient(
        notebook,
        timeout=None,
        record_timing=False,
        coalesce_streams=True,  # or how printed lines fall into messages differs by chance
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],
    ).execute()


def stored(notebook):
    """Return an executed notebook with what shows without a kernel, and nothing else.

    Of an explorer its picture stays, with how to move it, and the live widget goes; of a progress
    bar nothing stays. A picture's copy in HTML goes as well: it doubles the file, and some viewers
    drop it.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        outputs, cell["outputs"] = cell.get("outputs", []), []
        for output in outputs:
            data = output.get("data", {})
            if "image/png" in data:
                data.pop("text/html", None)
                if not output.metadata.get("image/png", {}).get("alt"):
                    raise SystemExit(f"{cell.source}\nshows a picture without alt text; use `show`")
            live = data.pop(WIDGET, None) is not None
            if "image/png" in data or not live:
                cell.outputs.append(output)
            if "image/png" in data and live:
                cell.outputs.append(new_output("display_data", {"text/html": MOVE}))
        if cell.cell_type != "code":
            del cell["outputs"]
    return notebook


if __name__ == "__main__":
    main(*sys.argv[1:])
