"""Makes what students hand in: the solved notebook 01, and what can become of it."""

import copy
import json
from functools import cache
from pathlib import Path

from cnnnotes.exercises import Exercise, by_notebook, get

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAME = "01-convolution.ipynb"
ITEMS = by_notebook()["01 convolution"]
FULL = {item.id: item.points for item in ITEMS}


@cache
def _solved():
    book = json.loads((NOTEBOOKS / NAME).read_text("utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
            if item := asked(cell):
                right = isinstance(item, Exercise)
                cell["source"] = item.solution_source if right else f"{item.name} = {item.answer!r}"
    return book


def solved():
    """Return the notebook as the best student hands it in, as a dictionary of one's own."""
    return copy.deepcopy(_solved())


def asked(cell):
    """Return the exercise or question that a cell is the answer to, or None."""
    marks = {cell.get("id", ""), *cell["metadata"].get("tags", ())}
    return next((i for i in ITEMS if {i.id, f"exercise:{i.id}"} & marks), None)


def source(cell):
    """Return a cell's text."""
    return "".join(cell["source"])


def code(text):
    """Return a code cell."""
    return {
        "cell_type": "code",
        "source": text,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


def with_answer(text, name="slide1d"):
    """Return the solved notebook with another answer to one exercise."""
    book = solved()
    for cell in book["cells"]:
        item = asked(cell) if cell["cell_type"] == "code" else None
        if item is not None and item.name == name:
            cell["source"] = text
    return book


def right(name="slide1d"):
    """Return the source of a right answer."""
    return next(item for item in ITEMS if item.name == name).solution_source


def write(folder, book, name=NAME):
    """Write a notebook, or whatever bytes or text stand in its place, into a student's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(book) if isinstance(book, dict) else book
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    (folder / name).write_bytes(data)


def points(exercise_id):
    """Return the points of an exercise."""
    return get(exercise_id).points
