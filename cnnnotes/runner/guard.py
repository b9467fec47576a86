"""Notice an answer that reaches for the meter that counts its lines.

Two guards, neither of which is a wall: `watch` sees what Python reports while the answer runs,
`reaches` reads the code. Where neither says a word, a count can be believed.
"""

import _thread
import ast
import sys
import threading
from collections.abc import Callable

# Beginnings of events that Python reports: https://docs.python.org/3/library/audit_events.html
_REPORTED = """
    sys.settrace sys.setprofile sys.monitoring sys.addaudithook sys._getframe sys._current_frames
    gc.get_ ctypes. code.__new__ cpython.
"""
_ELSEWHERE = ("os.fork", "os.posix_spawn", "os.system", "subprocess.", "_thread.start")
_PLAIN = """
    __future__ collections functools itertools math numpy operator random statistics typing
"""
_INSIDES = """
    __import__ attrgetter breakpoint builtins compile ctypeslib delattr eval exec f2py gc getattr
    globals importlib inspect locals memmap methodcaller monitoring open os setattr setprofile
    settrace sys testing threading types vars
"""
_HARMLESS = "__name__ __doc__ __file__ __init__ __call__ __len__ __getitem__"
_EVENTS, _MODULES = tuple(_REPORTED.split()), frozenset(_PLAIN.split())
_NAMES, _DUNDERS = frozenset(_INSIDES.split()), frozenset(_HARMLESS.split())
_FRAMES = ("tb_frame", "gi_frame", "cr_frame", "ag_frame", "f_back")


def watch(tell: Callable[[], object]) -> list:
    """Watch this process, for good: while the list that is returned holds something.

    `tell` is called before the deed is done, so that nothing done afterwards can take it back.
    Other threads and processes, whose lines nobody counts, are told of at any time.
    """
    running: list = []

    def hook(event, args):
        if event.startswith(_ELSEWHERE) or (running and _is_suspicious(event, args)):
            tell()

    def start(*args, **kwargs):  # no event before Python 3.12
        tell()
        return start_new_thread(*args, **kwargs)

    start_new_thread = _thread.start_new_thread
    _thread.start_new_thread = _thread.start_new = threading._start_new_thread = start  # type: ignore
    sys.addaudithook(hook)
    return running


def _is_suspicious(event, args):
    if event == "open":
        return str(args[0]).startswith(("/proc", "/dev/fd", "/dev/std"))
    if event == "import":
        return args[0] in ("ctypes", "_ctypes", "gc")
    if event == "object.__getattr__":
        return args[1] in _FRAMES
    return event.startswith(_EVENTS)


def reaches(code: str) -> tuple[str, ...]:
    r"""Name what in some code could reach the meter: where it is empty, lines can be believed.

    Modules other than NumPy and the plainest of Python's, names and attributes that lead to the
    interpreter's insides, and code that is no Python.

    >>> reaches("import numpy as np, sys\nsys.settrace(None)")
    ('settrace', 'sys')
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ("no Python",)
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            first = getattr(node, "module", None) or node.names[0].name
            modules = {alias.name for alias in node.names} | {first}
            tops = {first} if isinstance(node, ast.ImportFrom) else modules
            found |= {name for name in tops if name.partition(".")[0] not in _MODULES}
            parts = {part for name in modules for part in name.split(".")}
            found |= {part for part in parts if part in _NAMES or _is_inside(part)}
        found |= {name for name in _asked(node) if name in _NAMES or _is_inside(name)}
    return tuple(sorted(found))


def _asked(node):
    """The names and attributes that a piece of syntax asks for."""
    if isinstance(node, ast.Attribute):
        own = getattr(node.value, "id", "") == "self" and not node.attr.startswith("__")
        return () if own else (node.attr,)
    if isinstance(node, ast.MatchClass):  # `case object(__globals__=found)`
        return tuple(node.kwd_attrs)
    plain = isinstance(node, ast.Name) and (node.id in _NAMES or node.id.startswith("__"))
    return (node.id,) if plain else ()  # all others are names of its own, or harmless


def _is_inside(name):
    inside = name in _FRAMES or name.startswith(("f_", "tb_", "gi_", "co_"))
    return inside or (name.startswith("_") and name not in _DUNDERS)
