"""One job, done in the process that is its own: run the code, call the answer, send records."""

import ast
import contextlib
import linecache
import os
import re
import sys
from types import ModuleType

from .call import call_all
from .codec import CodecError, encode, encode_record
from .guard import watch
from .jobs import Job, frame
from .limits import Limits
from .record import Record, plain, read, type_name

_HEAD = re.compile(r"^# cell (\d+), line (\d+)\n", re.MULTILINE)


def do(job: Job, number: int, limits: Limits, out: int) -> None:
    """Do a job and write its frames to the file descriptor `out`."""

    def send(kind, payload=b""):
        left = memoryview(frame(kind, number, payload))
        while left:
            left = left[os.write(out, left) :]

    running = watch(lambda: send(b"t"))
    for name in [one for one in sys.modules if one.startswith(__package__ + ".")]:
        del sys.modules[name]  # an answer has no business in here
    names, troubles = load(job.code)
    send(b"l", encode(troubles))
    if job.name not in names:
        return
    if not job.cases:
        send(b"r", encode_record(read(names[job.name])))
        return
    for record in call_all(names[job.name], job.cases, limits.call_seconds, running):
        try:
            payload = encode_record(record)
        except CodecError:
            payload = encode_record(Record("other", type=record.type))
        send(b"r", payload)


def load(code: str) -> tuple[dict, list[str]]:
    """Run an answer's code piece by piece; return its names, and what it raised, in words.

    A piece that raises does not stop the others. A head `# cell 3, line 2` tells where the piece
    stood, so that errors name the line that a learner sees.
    """
    module = ModuleType("__main__")
    module.display = lambda *_, **__: None
    sys.modules["__main__"] = module
    troubles, flags = [], 0
    start, cell, line = 0, 1, 1
    heads = [*_HEAD.finditer(code)]
    for head, after in zip([None, *heads], [*heads, None], strict=True):
        if head:
            start, cell, line = head.end(), int(head[1]), int(head[2])
        piece = code[start : after.start() if after else len(code)]
        try:
            flags |= _run(piece, cell, line, flags, vars(module))
        except BaseException as error:
            if len(troubles) < 20:
                troubles.append(_told(error, cell, line))
    return vars(module), troubles


def _run(piece, cell, line, flags, names):
    name = f"<cell {cell}>"
    known = linecache.cache.get(name, (0, None, [], name))[2]
    lines = [*known, *[""] * (line - 1 - len(known))][: line - 1] + piece.splitlines(True)
    linecache.cache[name] = (len(piece), None, lines, name)
    compiled = compile("\n" * (line - 1) + piece, name, "exec", flags, dont_inherit=True)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        exec(compiled, names)
    return compiled.co_flags & ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | compiled.co_flags & 0x1FE0000


def _told(error, cell, line):
    try:
        text = str.__getitem__(str(error), slice(300))
    except BaseException:
        text = ""
    return plain(f"cell {cell}, line {line}: {type_name(error)}{': ' if text else ''}{text}")
