"""Call an answer and record what it did, as plain data.

This folder needs NumPy and nothing else of the course, so that it can run where the answer runs: in
the learner's kernel, in a process of its own, or alone in a sandbox. It knows no right answers.
"""

import contextlib
import copy
import gc
import inspect
import io
import linecache
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import FunctionType

import numpy as np

from .fixtures import FIXTURES  # relative: in a sandbox this folder is a package of its own
from .limits import TimedOut, ending
from .record import MAX_TEXT, Record, message, numbers_seen, plain, read, type_name


def call_all(
    answer: Callable,
    cases: Iterable[tuple[tuple, bool]],
    seconds: float | None = None,
    running: list | None = None,
    patience: float = 1,
) -> Iterator[Record]:
    """Call `answer` on each `(args, count_lines)`; one call that does not end is the last."""
    for args, count_lines in cases:
        record = call(answer, args, count_lines, seconds, running, patience)
        yield record
        if record.kind == "timed out":
            return


def call(
    answer: Callable,
    args: tuple,
    count_lines: bool = False,
    seconds: float | None = None,
    running: list | None = None,
    patience: float = 1,
) -> Record:
    """Call `answer` on copies of `args`; whatever it does, return a record of it.

    After `seconds` it is ended, as `limits.ending` says where it can. Only `KeyboardInterrupt` gets
    through: it is the learner's stop button. `running` is filled while lines are counted.

    >>> call(lambda x: 2 * x, (np.arange(3),)).value
    array([0, 2, 4])
    """
    if not callable(answer):
        return Record("not callable", type=type_name(answer))
    given, running = [build(arg) for arg in args], [] if running is None else running
    printed = _Printed()
    lines: Counter[tuple[str, int]] = Counter()
    place: list[tuple[int, str]] = []

    def seen(frame):
        place[:] = place or [_where_it_runs(frame)]

    try:
        with (
            printed.instead_of_the_screen(),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
            ending(_called.__code__, seconds, seen, patience),
        ):
            warnings.simplefilter("ignore")
            meter = _counting(lines, running) if count_lines else contextlib.nullcontext()
            record = _called(answer, given, meter)
    except KeyboardInterrupt:
        raise
    except TimedOut:
        line, code = place[0] if place else (0, "")
        record = Record("timed out", text=f"{seconds:g}", line=line, code=code)
    except BaseException as error:
        record = _raised(error, answer)
    else:
        if lines:
            line, code = _busiest(lines)
            record = replace(record, line=line, code=code, lines=lines.total())
    mutated = tuple(i for i, arg in enumerate(args) if _was_changed(arg, given[i]))
    met = next((numbers_seen(one.seen) for one in given if hasattr(one, "seen")), ())
    return replace(record, mutated=mutated, printed=plain(printed.text), seen=met)


def _called(answer, given, meter):
    """Stand in the stack beneath the answer: what is above is ended, and nothing else."""
    with meter:
        value = answer(*given)
    return read(value)


def build(arg: object) -> object:
    """Return what a call gets for an argument: a copy of its own, or a fixture built anew."""
    if isinstance(arg, dict) and "fixture" in arg:
        return FIXTURES[arg["fixture"]](*arg["settings"])
    return copy.deepcopy(arg)


def _was_changed(before, after):
    try:
        return _changed(before, after)
    except Exception:  # it was left in a state that cannot even tell
        return True


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
    return bool(before != after and before == before)  # NaN is not itself


def _raised(error, answer):
    if isinstance(error, NotImplementedError) and _is_stub(answer):
        return Record("not attempted")
    frames = [(f.f_code.co_filename, n) for f, n in traceback.walk_tb(error.__traceback__)][2:]
    own = [n for name, n in frames if name == frames[0][0]]  # deeper ones are a library's
    line, code = (own[-1], _source(frames[0][0], own[-1])) if own else (0, "")
    return Record("raised", type=type_name(error), text=message(error), line=line, code=code)


def _where_it_runs(frame):
    """The line of the answer's own file that runs, or rather the loop around it, and its text."""
    frames = []
    while frame.f_code is not _called.__code__:
        frames.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    name, line = next(place for place in frames if place[0] == frames[-1][0])
    line = _loop(linecache.getlines(name), line)
    return line, _source(name, line)


def _loop(lines, line):
    """The innermost `while` around a line, else the innermost `for`, by their indentation."""
    found, depth = [], None
    for number in range(min(line, len(lines)), 0, -1):
        text = lines[number - 1].lstrip()
        column = len(lines[number - 1]) - len(text)
        if text.strip() and (depth is None or column < depth):
            depth = column
            found += [(word, number) for word in ("while", "for") if text.startswith(word)]
            if text.startswith("def "):
                break
    return next((n for word, n in found if word == "while"), found[0][1] if found else line)


def _is_stub(answer):
    """Tell whether the body is `raise NotImplementedError` alone: it names nothing else."""
    if type(answer) is not FunctionType:
        return False
    code = answer.__code__
    stars = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    arguments = code.co_argcount + code.co_kwonlyargcount + stars
    return code.co_names == ("NotImplementedError",) and code.co_nlocals == arguments


_settrace = sys.settrace  # as it is before an answer can exchange it


@contextlib.contextmanager
def _counting(lines, running):
    """Count each executed line of Python; `sys.settrace` also sees each turn of a comprehension."""

    def trace(frame, event, arg):
        if event in ("call", "line"):
            lines[frame.f_code.co_filename, frame.f_lineno] += 1
        return trace

    before, collecting = sys.gettrace(), gc.isenabled()
    gc.disable()  # or finalizers are counted, at random
    _settrace(trace)
    running.append(True)  # no function: its lines would be counted
    try:
        yield
    finally:
        running.clear()
        _settrace(before)
        if collecting:
            gc.enable()


def _busiest(lines):
    own = next(iter(lines))[0]  # the first line that ran is the answer's
    (name, line), _ = next(item for item in lines.most_common() if item[0][0] == own)
    return line, _source(name, line)


def _source(filename, line):
    return linecache.getline(filename, line).strip()[:200]


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += str.__getitem__(text, slice(MAX_TEXT - len(self.text)))
        return len(text)

    @contextlib.contextmanager
    def instead_of_the_screen(self):
        with contextlib.redirect_stdout(self), contextlib.redirect_stderr(self):
            yield
