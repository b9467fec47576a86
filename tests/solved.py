"""A notebook with right answers in its cells, and what its checks then say."""

import importlib.util
from pathlib import Path

from cnnnotes.exercises import Exercise, all_exercises, all_questions

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SOURCES = sorted((NOTEBOOKS / "src").glob("*.py"))
ALL = {one.id: one for one in (*all_exercises(), *all_questions())}


def tool(name):
    """Return a module that lies beside the notebooks: `build` or `contents`."""
    spec = importlib.util.spec_from_file_location(name, NOTEBOOKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def solved(source):
    """Return the notebook of `source`, not yet run, with each exercise's solution in its cell."""
    notebook = tool("build").read(source)
    for cell in notebook.cells:
        cell.source = solution(ALL[cell.id]) if cell.id in ALL else cell.source
    return notebook


def solution(one):
    if isinstance(one, Exercise):
        return one.solution_source
    return f"{one.name} = {one.answer!r}"


def full_marks(source):
    """Return what each check of a solved notebook should say in its first line."""
    return {one.id: f"passed, {one.points} of {points(one)}" for one in asked_in(source)}


def asked_in(source):
    return [one for name, one in ALL.items() if name.startswith(source.stem[:2])]


def points(one):
    return f"{one.points} point{'s' * (one.points > 1)}"


def verdicts(notebook):
    """Return what the last card of each exercise says in its first line."""
    said = {}
    for cell in notebook.cells:
        for out in cell.get("outputs", []):
            line = out.get("data", {}).get("text/plain", "").partition("\n")[0]
            name, _, verdict = line.partition(": ")
            if name in ALL:
                said[name] = verdict
    return said
