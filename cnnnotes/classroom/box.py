"""Have a submission's answers run behind the wall; what they do to it costs them alone.

A process behind the wall forks one more for each answer (`runner.serve`). Where that process itself
is ended, a new one takes the jobs that are left; the first of them is blamed only if it is ended
again, for the one before may have laid a trap.
"""

import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from cnnnotes.classroom.sandbox import ENVIRONMENT, Wall
from cnnnotes.runner import process
from cnnnotes.runner.codec import CodecError
from cnnnotes.runner.jobs import Frames, Job, Outcome, Request, outcomes
from cnnnotes.runner.limits import Limits

GRACE = 60.0  # seconds to start in, on a busy machine, and to clear up in after each job
GLANCE = 0.1  # seconds between two looks at the memory
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

ENDED_THE_BOX = "it ended the process that ran it"
TOO_MUCH_MEMORY = "it took too much memory"


def run_behind(
    wall: Wall, jobs: Sequence[Job], limits: Limits, *, course: bool = False
) -> list[Outcome]:
    """Do jobs behind the wall and return what became of each, in their order.

    With `course` the course's layers and data without held-out labels can be imported.
    """
    found: list[Outcome] = []
    while len(found) < len(jobs):
        found += _once(wall, jobs[len(found) :], limits, course)
    return found


def _once(wall, jobs, limits, course):
    """Do as many of the jobs as one process lives to do, at least the first."""
    if not wall.prefix:
        found = process.run(jobs, limits, environment=ENVIRONMENT, folder=os.sep)
        done, ended = sum(one.ended != Outcome.ended for one in found), ""
    else:
        try:
            request = Request(list(jobs), limits).to_bytes()
        except CodecError as error:  # code of megabytes: the others go on without it
            if len(jobs) == 1:
                return [Outcome(ended=f"it cannot be run: {error}")]
            return [_once(wall, [job], limits, course)[0] for job in jobs]
        frames, ended = _frames(wall, request, len(jobs), limits, course)
        done = sum(kind == b"e" for kind, _, _ in frames)
        found = outcomes(frames, list(jobs))
    if done == 0:
        return [replace(found[0], ended=ended or ENDED_THE_BOX)]
    return found[:done]


def _frames(wall, request, count, limits, course):
    """Start the runner, give it the request, and return the frames that came, and how it ended."""
    with wall.opened(course) as (command, fds), tempfile.TemporaryFile() as file:
        file.write(request)
        file.seek(0)
        running = subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            pass_fds=fds,
            start_new_session=True,
            cwd="/",
        )
    try:
        return _read(running, count, limits)
    finally:
        _end(running)


def _read(running, count, limits):
    frames, taken, done = Frames(), [], 0
    left, stdout = limits.output, running.stdout.fileno()
    started = glanced = time.monotonic()
    while True:
        ready, _, _ = select.select([stdout], [], [], GLANCE)
        now = time.monotonic()
        if now > started + limits.patience * limits.seconds + GRACE:
            return taken, "timed out"
        if now > glanced + GLANCE:
            glanced = now
            if _memory(running.pid) > 2 * limits.memory:
                return taken, TOO_MUCH_MEMORY
        if not ready:
            continue
        data = os.read(stdout, 2**20)
        left -= len(data)
        if not data:
            return taken, ""
        for one in frames.feed(data):
            taken.append(one)
            if one[0] == b"e":
                done, started, left = done + 1, now, limits.output
        if frames.broken or left < 0:
            return taken, "too much output" if left < 0 else "unreadable"
        if done == count:
            return taken, ""


def _memory(pid):
    """Bytes that a process and all below it have in memory; 0 where /proc does not tell."""
    total, todo = 0, [pid]
    while todo and len(todo) < 1000:
        pid = todo.pop()
        with suppress(OSError, ValueError):
            with open(f"/proc/{pid}/statm") as file:
                _, resident, shared, *_ = map(int, file.read().split())
            total += max(resident - shared, 0) * PAGE
            with open(f"/proc/{pid}/task/{pid}/children") as file:
                todo += map(int, file.read().split())
    return total


def _end(running: subprocess.Popen) -> None:
    """End a process and all that it started: behind the wall they live no longer than it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(running.pid, signal.SIGKILL)
    if running.stdout:
        running.stdout.close()
    running.wait()
