"""The source of an answer that is alive in this process, with all that it needs of its notebook."""

import ast
import dis
import inspect
import re
import sys
import textwrap
from types import CodeType, FunctionType

from cnnnotes.runner.notebook import Cell
from cnnnotes.runner.source import Source


def source_of(answer: object, name: str) -> str:
    """Return code that defines `name` as this answer, and before it what that needs.

    Imports, constants and helpers come from the cells that were run, outside of IPython from the
    file. Empty for what is not a function or class, or has no source.
    """
    own = _own_source(answer, name)
    code = Source([*_cells(answer), *([Cell(own)] if own else [])]).find(name).code
    return re.sub(r"^# cell \d+, line \d+\n", "", code, flags=re.MULTILINE)


def functions_of(answer: object) -> dict[str, FunctionType]:
    """Return the functions of its own module that an answer calls, itself last, by name."""
    functions = {}

    def visit(function):
        functions[function.__name__] = function  # first, for functions that call themselves
        for name in _names(function.__code__):
            other = function.__globals__.get(name)
            own = isinstance(other, FunctionType) and other.__module__ == function.__module__
            if own and name not in functions:
                visit(other)
        functions[function.__name__] = functions.pop(function.__name__)  # after what it calls

    if isinstance(answer, FunctionType):
        visit(answer)
    return functions


def _own_source(answer, name):
    """The answer's own definition under the name asked for: a function's, or that of a lambda."""
    if not isinstance(answer, FunctionType):
        return ""
    try:
        source = textwrap.dedent(inspect.getsource(answer))
        tree = ast.parse(source)
    except (OSError, TypeError, SyntaxError, ValueError):
        return ""
    called = answer.__name__
    if called != "<lambda>":
        return source if called == name else f"{source}\n{name} = {called}"
    lambdas = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
    return f"{name} = {ast.get_source_segment(source, lambdas[0])}" if len(lambdas) == 1 else ""


def _cells(answer):
    """What was run before: the cells of this session, or else the answer's own file."""
    module = sys.modules.get(getattr(answer, "__module__", None) or "__main__")
    cells = getattr(module, "In", None)  # IPython keeps them
    if isinstance(cells, list):
        return [Cell(source) for source in cells if isinstance(source, str)]
    try:
        return [Cell(inspect.getsource(module))]
    except (OSError, TypeError):
        return []


def _names(code):
    """The global names that a function's code uses, its inner functions' too; no attributes."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    own = (step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL")
    return (*dict.fromkeys(own), *(name for one in inner for name in _names(one)))
