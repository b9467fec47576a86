"""Call an answer and record what it did, as plain data.

This file and `fixtures` beside it need NumPy and nothing else of the course, so that they can run
where the answer runs: in the learner's kernel, or alone in a sandbox. They know no right answers.
"""

import contextlib
import copy
import gc
import inspect
import io
import linecache
import re
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FunctionType

import numpy as np

from .fixtures import FIXTURES  # relative: in a sandbox these two files are a package of their own

MAX_NUMBERS = 1_000_000  # no right answer is larger
MAX_TEXT = 2_000
MAX_ITEMS = 8  # arrays in one returned tuple


@dataclass(frozen=True, eq=False)
class Record:
    """What one call did.

    `kind` is `value`, `text`, `nothing` (None), `other`, `too large`, `raised`, `not attempted`,
    `not callable` or `missing`. A value is one array, its `items` when it was a list or tuple, or
    both. `line` and `code` tell where it raised, or what ran most often when lines were counted.
    """

    kind: str
    value: np.ndarray | None = None
    items: tuple[np.ndarray, ...] = ()
    type: str = ""
    text: str = ""
    line: int = 0
    code: str = ""
    mutated: tuple[int, ...] = ()
    printed: str = ""
    lines: int = 0


def call(answer: Callable, args: tuple, count_lines: bool = False) -> Record:
    """Call `answer` on copies of `args`; whatever it does, return a record of it.

    Only `KeyboardInterrupt` gets through: it is the learner's stop button.

    >>> call(lambda x: 2 * x, (np.arange(3),)).value
    array([0, 2, 4])
    """
    if not callable(answer):
        return Record("not callable", type=type(answer).__name__)
    given = [_build(arg) for arg in args]
    printed, lines = _Printed(), Counter()
    try:
        with printed.instead_of_the_screen(), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            with _counting(lines) if count_lines else contextlib.nullcontext():
                value = answer(*given)
            record = read(value)
            del value  # here, or a coroutine complains that nobody awaited it
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        record = _raised(error, answer)
    else:
        if lines:
            line, code = _busiest(lines)
            record = replace(record, line=line, code=code, lines=lines.total())
    mutated = tuple(i for i, arg in enumerate(args) if _changed(arg, given[i]))
    return replace(record, mutated=mutated, printed=_plain(printed.text))


def read(value: object) -> Record:
    """Turn what an answer gave into plain data: numbers as a copied array, text as text.

    >>> read((28, 28, 10)).value
    array([28, 28, 10])
    >>> read({1, 2}).kind
    'other'
    """
    if value is None:
        return Record("nothing")
    try:
        return _read(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # an object may refuse in any way it likes
        return Record("other", type=type(value).__name__)


def _read(value):
    kind = type(value).__name__
    if isinstance(value, str):
        return Record("text", text=_plain(value[:MAX_TEXT]), type=kind)
    shape = _shape(value)
    if np.prod(shape, dtype=float) > MAX_NUMBERS:
        return Record("too large", type=kind, text=str(shape))
    several = isinstance(value, list | tuple) and len(value) <= MAX_ITEMS
    items = tuple(map(_numbers, value)) if several else ()
    if any(item is None for item in items):
        items = ()
    whole = _numbers(value)
    found = whole is not None or items
    return Record("value" if found else "other", whole, items, kind)


def _build(arg):
    if isinstance(arg, dict) and "fixture" in arg:
        return FIXTURES[arg["fixture"]](*arg["settings"])
    return copy.deepcopy(arg)


def _changed(before, after):
    if isinstance(before, dict) and "fixture" in before:
        return bool(getattr(after, "changed", False))
    if type(before) is not type(after):
        return True
    if isinstance(before, np.ndarray):
        same = before.shape == after.shape and before.dtype == after.dtype
        return not same or before.tobytes() != after.tobytes()
    if isinstance(before, list | tuple):
        return len(before) != len(after) or any(map(_changed, before, after))
    return before != after


def _shape(value):
    """Shape that `value` seems to have, read off its first elements without copying anything."""
    shape = []
    while isinstance(value, list | tuple) and value and len(shape) < 32:
        shape.append(len(value))
        value = value[0]
    return (*shape, *getattr(value, "shape", ()))


def _numbers(value):
    """Copy of `value` as an array of numbers, or None where it is no such thing."""
    if not isinstance(value, bool | int | float | complex | list | tuple) and not hasattr(
        type(value), "__array__"
    ):
        return None
    try:
        array = np.array(value)
    except ValueError:  # rows of different lengths
        return None
    if array.dtype.kind not in "biufc":
        return None
    return array.astype(float) if array.dtype == np.longdouble else array


def _raised(error, answer):
    if isinstance(error, NotImplementedError) and _is_stub(answer):
        return Record("not attempted")
    frames = [(f.f_code.co_filename, n) for f, n in traceback.walk_tb(error.__traceback__)][1:]
    own = [n for name, n in frames if name == frames[0][0]]  # deeper ones are a library's
    line, code = (own[-1], _source(frames[0][0], own[-1])) if own else (0, "")
    try:
        text = str(error)
    except Exception:
        text = ""
    return Record(
        "raised", type=type(error).__name__, text=_plain(text[:300].strip()), line=line, code=code
    )


def _is_stub(answer):
    """Tell whether the body is `raise NotImplementedError` alone: it names nothing else."""
    if type(answer) is not FunctionType:
        return False
    code = answer.__code__
    stars = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    arguments = code.co_argcount + code.co_kwonlyargcount + stars
    return code.co_names == ("NotImplementedError",) and code.co_nlocals == arguments


@contextlib.contextmanager
def _counting(lines):
    """Count each executed line of Python; `sys.settrace` also sees each turn of a comprehension."""

    def trace(frame, event, arg):
        if event in ("call", "line"):
            lines[frame.f_code.co_filename, frame.f_lineno] += 1
        return trace

    before, collecting = sys.gettrace(), gc.isenabled()
    gc.disable()  # or finalizers are counted, at random
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
        if collecting:
            gc.enable()


def _busiest(lines):
    own = next(iter(lines))[0]  # the first line that ran is the answer's
    (name, line), _ = next(item for item in lines.most_common() if item[0][0] == own)
    return line, _source(name, line)


def _source(filename, line):
    return linecache.getline(filename, line).strip()[:200]


def _plain(text):
    """Return `text` without addresses, which differ from run to run."""
    return re.sub(r"0x[0-9a-fA-F]{4,}", "0x…", text)


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text[: MAX_TEXT - len(self.text)]
        return len(text)

    @contextlib.contextmanager
    def instead_of_the_screen(self):
        with contextlib.redirect_stdout(self), contextlib.redirect_stderr(self):
            yield
