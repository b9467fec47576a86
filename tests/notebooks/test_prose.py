"""The words of a notebook: few, in the course's order, true, and linked to what there is."""

import ast
import inspect
import re
import textwrap
from urllib.parse import urlparse

from cnnnotes.exercises import Exercise, get

MOST_WORDS = 1700
LINK = re.compile(r"\[[^]]+\]\(([^)]+)\)")
CODE = re.compile(r"`[^`]*`")
# Degrees and years are no results: 180° and 1998 need no cell that computes them.
NUMBER = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?!\d)(?: ?(%|°))?")


def prose(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def asked(notebook):
    """Yield each graded cell with its place and its exercise."""
    for place, cell in enumerate(notebook.cells):
        for tag in cell.metadata.get("tags", []):
            if tag.startswith("exercise:"):
                yield place, cell, get(tag.partition(":")[2])


def test_it_is_short(contents, notebook):
    assert contents.words(notebook) <= MOST_WORDS


def test_the_table_of_contents_counts_what_there_is(contents, path):
    name, words, minutes, estimated, *counts, figures = contents.row(path)
    assert name == path.stem
    assert 0 < int(minutes) <= 60
    assert abs(int(minutes) - estimated) <= 10
    assert min(words, *counts) > 0
    assert figures.split(" of ")[0] == figures.split(" of ")[1]


def test_it_says_first_what_it_is_for_and_last_what_it_was(path, notebook):
    first, *rest = prose(notebook)
    assert first.startswith(f"# {path.stem[:2]} ")
    for said in ("**What you will do:**", "**What you will learn:**", "**What you need:**"):
        assert said in first
    assert re.search(r"\d+ minutes", first)
    for said in ("**Predict.**", "## Recap", "**Break it.**"):
        assert said in "".join(rest)


def test_its_links_lead_somewhere(path, notebook):
    for target in LINK.findall("\n".join(prose(notebook))):
        address = urlparse(target)
        assert address.scheme == "https" or (path.parent / address.path).is_file(), target


def test_it_links_to_its_neighbours_and_to_the_code_behind_it(path, notebook):
    links = set(LINK.findall("\n".join(prose(notebook))))
    names = sorted(other.name for other in path.parent.glob("*.ipynb"))
    place = names.index(path.name)
    assert links >= set(names[max(place - 1, 0) : place] + names[place + 1 : place + 2])
    assert any(link.startswith("../cnnnotes/") for link in links)


def test_a_number_in_the_text_stands_in_a_cell_beside_it(notebook):
    cells = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "markdown":
            continue
        before = [code for i, code in cells if i < place][-2:]
        after = [code for i, code in cells if i > place][:2]
        computed = set(map(plain, re.findall(r"[\d][\d_,.]*", " ".join(map(seen, before + after)))))
        for digits, unit in NUMBER.findall(CODE.sub("", LINK.sub("", cell.source))):
            value = plain(digits)
            if is_a_result(value, unit):
                assert value in computed, f"{digits}{unit} is computed in no cell beside it"


def plain(digits):
    return re.sub("[_,]", "", digits).rstrip(".")


def is_a_result(value, unit):
    year = re.fullmatch("(19|20)[0-9]{2}", value)
    return unit != "°" and not year and (float(value) >= 100 or "." in value or unit == "%")


def seen(cell):
    """Return what a code cell shows: its source and the text of its outputs."""
    texts = (out.get("text") or out.get("data", {}).get("text/plain", "") for out in cell.outputs)
    return " ".join([cell.source, *texts])


def test_its_exercises_are_those_of_the_course_and_are_checked_in_the_next_cell(notebook):
    for place, cell, exercise in asked(notebook):
        assert cell.id == exercise.id
        assert notebook.cells[place + 1].source == f'check("{exercise.id}", {exercise.name})'
        if not isinstance(exercise, Exercise):
            assert cell.source == f"{exercise.name} = ..."
            continue
        card = notebook.cells[place - 1].source
        worth = rf"(easy|medium|hard) · \d+ minutes · {exercise.points} points"
        assert re.search(rf"### Exercise: {exercise.name}\n\*{worth}", card), worth
        [function] = ast.parse(cell.source).body
        assert function.name == exercise.name
        assert [arg.arg for arg in function.args.args] == list(exercise.arguments)
        assert all(arg.annotation for arg in function.args.args)
        assert function.returns
        assert exercise.shapes in inspect.cleandoc(ast.get_docstring(function))
        assert ast.unparse(function.body[1:]) == "raise NotImplementedError"
        assert textwrap.dedent(cell.source) == cell.source
