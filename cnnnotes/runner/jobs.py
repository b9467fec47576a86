"""What a runner is asked for and what it gives back, as bytes: one request in, frames out.

A frame is one letter, the number of its job, a length, and so many bytes: `l` (what became of the
code), `t` (the answer reached for the meter), `r` (a record), `e` (how the job's process ended).
"""

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .codec import CodecError, decode, decode_record, encode
from .limits import Limits
from .record import Record, plain

HEAD, LENGTH = struct.Struct("<cII"), struct.Struct("<I")
KINDS = (b"l", b"t", b"r", b"e")
MAX_FRAME = 40 * 2**20
MAX_TROUBLES = 20


@dataclass(frozen=True)
class Job:
    """One answer to call: the `code` that defines `name`, and its `cases` as `(args, count_lines)`.

    Without cases it is a prediction: the variable's value is read.
    """

    code: str
    name: str
    cases: tuple[tuple[tuple, bool], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its `records`, of which the last cases' may be missing.

    `ended` is `done`, `timed out`, `too much output`, or says in words how the process died.
    `troubles` are the errors that the code around the answer raised, in words.
    """

    records: tuple[Record, ...] = ()
    troubles: tuple[str, ...] = ()
    ended: str = "it was not run"


@dataclass
class Request:
    """What a strange process is to do.

    `jobs` keep to the `limits`, and may import from the folders of `path` and what is installed.
    """

    jobs: list[Job]
    limits: Limits = field(default_factory=Limits)
    path: list[str] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        """Write the request; raises `CodecError` where a case is no plain data, or too large."""
        head = {"limits": asdict(self.limits), "path": self.path, "jobs": len(self.jobs)}
        jobs = [(job.code, job.name, tuple(job.cases)) for job in self.jobs]
        messages = [encode(one) for one in (head, *jobs)]
        return b"".join(LENGTH.pack(len(one)) + one for one in messages)


def read_request(fd: int) -> tuple[Limits, list[str], Iterator[Job]]:
    """Read a request's limits and path; each job is read when it is asked for.

    So an answer finds nothing in its memory that belongs to a later one, such as the right
    implementations that a test is called with.
    """
    head: Any = decode(_message(fd))
    jobs: Iterator[Any] = (decode(_message(fd)) for _ in range(head["jobs"]))
    return Limits(**head["limits"]), head["path"], (Job(*job) for job in jobs)


def _message(fd):
    (length,) = LENGTH.unpack(_exactly(fd, LENGTH.size))
    return _exactly(fd, length)


def _exactly(fd, size):
    """Read so many bytes and not one ahead."""
    found = b""
    while len(found) < size:
        if not (more := os.read(fd, size - len(found))):
            raise CodecError("the request is cut off")
        found += more
    return found


def frame(kind: bytes, job: int, payload: bytes = b"") -> bytes:
    """Write one frame."""
    return HEAD.pack(kind, job, len(payload)) + payload


class Frames:
    """Takes whole frames out of bytes that come in pieces and may be anything."""

    def __init__(self):
        self._bytes = bytearray()
        self.broken = False

    def feed(self, data: bytes) -> Iterator[tuple[bytes, int, bytes]]:
        """Take in some bytes and yield the frames that are whole now."""
        self._bytes += data
        while not self.broken and len(self._bytes) >= HEAD.size:
            kind, job, length = HEAD.unpack_from(self._bytes)
            if kind not in KINDS or length > MAX_FRAME:
                self.broken = True
                return
            end = HEAD.size + length
            if len(self._bytes) < end:
                return
            payload = bytes(self._bytes[HEAD.size : end])
            del self._bytes[:end]
            yield kind, job, payload


def outcomes(frames: Iterable[tuple[bytes, int, bytes]], jobs: list[Job]) -> list[Outcome]:
    """Gather what became of each job; frames that make no sense end it as `unreadable`."""
    gathered = [_Gathered() for _ in jobs]
    for kind, number, payload in frames:
        if number < len(jobs):
            gathered[number].take(kind, payload)
    return [one.outcome(job) for one, job in zip(gathered, jobs, strict=True)]


class _Gathered:
    def __init__(self):
        self.records, self.troubles, self.tampered = [], (), False
        self.ended = Outcome.ended

    def take(self, kind, payload):
        if self.ended == "unreadable":
            return
        try:
            if kind == b"t":
                self.tampered = True
            elif kind == b"l":
                self.troubles = _texts(decode(payload))
            elif kind == b"r":
                record = decode_record(payload)
                self.records.append(replace(record, tampered=record.tampered or self.tampered))
            else:
                (self.ended,) = _texts(decode(payload))
        except (CodecError, ValueError):
            self.ended = "unreadable"

    def outcome(self, job):
        wanted = len(job.cases) or 1
        records = self.records[:wanted]
        if self.ended == "timed out" and len(records) < wanted:
            records.append(Record("timed out"))
        return Outcome(tuple(records), self.troubles, self.ended)


def _texts(value):
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise CodecError("these are no sentences")
    return tuple(plain(one[:500]) for one in value[:MAX_TROUBLES])
