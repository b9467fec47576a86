"""An answer without its writer: its code stays, and nothing that tells who wrote it, or where.

Comments and docstrings go; what looks like a path and each part of the writer's name is taken out.
"""

import ast
import re

PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/]+[\w.~ -]+){2,}[\\/]?|~[\\/][\w./\\-]*|\S+@\S+\.\w+")
LEFT_OUT, SOMEONE = "…", "someone"


def name_parts(name: str, student_id: str = "") -> list[str]:
    """Return the words by which a student may be named, the longest first.

    >>> name_parts("Ada B. Lovelace")
    ['Ada B. Lovelace', 'Lovelace', 'Ada']
    """
    words = {*re.findall(r"[^\W\d_]{2,}", name), name.strip(), student_id}
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
