"""One job, done in the process that is its own: run the code, call the answer, send records."""

import __future__

import linecache
import os
import re
import sys
from functools import partial
from types import ModuleType

from .call import call_all
from .codec import CodecError, encode, encode_record
from .guard import watch
from .jobs import MAX_TROUBLES, Job, frame
from .limits import Limits
from .record import Record, message, plain, read, type_name

_HEAD = re.compile(r"^# cell (\d+), line (\d+)\n", re.MULTILINE)
_FLAG = __future__.annotations.compiler_flag


def do(job: Job, number: int, limits: Limits, out: int) -> None:
    """Do a job and write its frames to the file descriptor `out`."""

    def send(kind, record):
        try:
            payload = encode_record(record) if kind == b"r" else encode(record)
        except CodecError:
            payload = encode_record(Record("other", type=record.type))
        write_all(out, frame(kind, number, payload))

    running = watch(partial(os.write, out, frame(b"t", number)))
    for name in [one for one in sys.modules if one.startswith(__package__ + ".")]:
        del sys.modules[name]  # an answer has no business in here
    names, troubles = load(job.code)
    send(b"l", troubles)
    if job.name in names and not job.cases:
        send(b"r", read(names[job.name]))
    elif job.name in names:
        answer, seconds, patience = names[job.name], limits.call_seconds, limits.patience
        for record in call_all(answer, job.cases, seconds, running, patience):
            send(b"r", record)


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`, however little goes out at a time."""
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def load(code: str) -> tuple[dict, list[str]]:
    """Run an answer's code piece by piece; return its names, and what it raised, in words.

    A piece that raises does not stop the others. A head `# cell 3, line 2` tells where the piece
    stood, so that errors name the line that a learner sees.
    """
    names = vars(module := ModuleType("__main__"))
    names["display"] = print  # as IPython has it
    sys.modules["__main__"] = module
    troubles: list[str] = []
    flags = 0
    # What stands before the first head, then for each its cell, its line, its piece:
    first, *rest = _HEAD.split(code)
    pieces = [("1", "1", first), *zip(rest[::3], rest[1::3], rest[2::3], strict=True)]
    for cell, line, piece in pieces:
        try:
            flags |= _run(piece, int(cell), int(line), flags, names)
        except BaseException as error:
            said = f": {text}" if (text := message(error)) else ""
            troubles.append(plain(f"cell {cell}, line {line}: {type_name(error)}{said}"))
    return names, troubles[:MAX_TROUBLES]


def _run(piece, cell, line, flags, names):
    """Run a piece, compiled as if it stood in its line of its cell; return the flags it sets."""
    name = f"<cell {cell}>"
    compiled = compile("\n" * (line - 1) + piece, name, "exec", flags, dont_inherit=True)
    known = linecache.cache.get(name, (0, None, [], name))[2]
    lines = [*known, *["\n"] * (line - 1 - len(known)), *piece.splitlines(keepends=True)]
    linecache.cache[name] = (len(piece), None, lines, name)  # tracebacks and records quote it
    exec(compiled, names)
    return compiled.co_flags & _FLAG
