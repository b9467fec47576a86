"""The wrong answers that have no name yet, without the names of people: for the course to learn.

A teacher may choose to send the file back to the course. Of an answer its code stays, without
comments and docstrings; what looks like a path, and each part of its writer's name, is taken out.
"""

import ast
import re
from typing import Any

from cnnnotes.classroom.reports.tally import Student, Tally
from cnnnotes.classroom.results import ExerciseResult, Run

NOTE = (
    "Wrong answers that no known mistake explains, without names of people and without paths. "
    "Read it before you pass it on."
)
PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/]+[\w.~ -]+){2,}[\\/]?|~[\\/][\w./\\-]*|\S+@\S+\.\w+")
LEFT_OUT, SOMEONE = "…", "someone"


def unnamed_json(tally: Tally, run: Run) -> dict[str, Any]:
    """Return the answers that are wrong in no known way, each once, in a fixed order."""
    found = {
        (one.id, without_people(one.source, names), scrubbed(one.card_text, names))
        for student in tally.students
        for names in [name_parts(student)]
        for one in student.answers.values()
        if is_unnamed(one)
    }
    answers = [{"exercise": id, "source": code, "card": card} for id, code, card in sorted(found)]
    return {"note": NOTE, "course": run.course, "seed": run.seed, "answers": answers}


def is_unnamed(one: ExerciseResult) -> bool:
    """Tell whether an answer is wrong and no known mistake says why."""
    wrong = one.state in ("partly right", "not yet")
    return wrong and not one.mistake and not one.trouble and bool(one.source)


def name_parts(student: Student) -> list[str]:
    """Return the words by which a student may be named, the longest first."""
    words = set(re.findall(r"[^\W\d_]{2,}", student.name)) | {student.name.strip()}
    words |= {student.id} if student.id else set()
    return sorted(filter(None, words), key=lambda word: (-len(word), word))


def scrubbed(text: str, names: list[str]) -> str:
    """Return a text without paths, addresses and the words of a name.

    >>> scrubbed("File /home/ada/x.py: hello ADA!", ["Ada"])
    'File …: hello …!'
    """
    text = PATH.sub(LEFT_OUT, text)
    for name in names:
        text = re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", LEFT_OUT, text, flags=re.I)
    return text


def without_people(source: str, names: list[str]) -> str:
    """Return an answer's code without comments, docstrings, paths and the words of a name.

    Empty for what is not Python.

    >>> print(without_people("def f(x):  # by Ada" + chr(10) + "    return x  + 1", ["Ada"]))
    def f(x):
        return x + 1
    """
    try:
        tree = ast.parse(source)
        return ast.unparse(_Anonymous(names, _defined(tree)).visit(tree))
    except (SyntaxError, ValueError, RecursionError):
        return ""


def _defined(tree):
    """The names that an answer gives to things itself; all others are Python's or a library's."""
    functions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for node in ast.walk(tree):
        if isinstance(node, functions):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


class _Anonymous(ast.NodeTransformer):
    def __init__(self, names, defined):
        self.names, self.words = names, {name.lower() for name in names}
        self.renamed = {name: self._renamed(name) for name in defined}

    def visit_FunctionDef(self, node):
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        node.name = self.renamed[node.name]
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef  # noqa: N815

    def visit_Expr(self, node):
        text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if text else self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            node.value = scrubbed(node.value, self.names)
        elif isinstance(node.value, bytes):
            text = scrubbed(node.value.decode("utf-8", "replace"), self.names)
            node.value = text.encode("utf-8", "replace")
        return node

    def visit_Name(self, node):
        node.id = self.renamed.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg = self.renamed[node.arg]
        return self.generic_visit(node)

    def visit_keyword(self, node):
        node.arg = self.renamed.get(node.arg, node.arg)
        return self.generic_visit(node)

    def _renamed(self, name):
        parts = name.split("_")
        return "_".join(SOMEONE if part.lower() in self.words else part for part in parts)
