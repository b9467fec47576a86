"""A runner's own process: each job is done by a process of its own, which it outlives.

On Linux that process is a fork, so that NumPy is imported once; elsewhere (macOS, whose NumPy does
not bear forks, and Windows) it is a fresh Python for each.
"""

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence

from .codec import MAX_BYTES, encode
from .jobs import Frames, Job, Request, frame
from .limits import Limits
from .work import do, write_all

FORKS = sys.platform.startswith("linux")
_PDEATHSIG, _SUBREAPER = 1, 36  # of Linux' prctl


def serve(options: Sequence[str] = ()) -> None:
    """Read a request from stdin, do its jobs one after the other, write frames to stdout.

    The option `--fresh` starts a fresh Python for each job also where it could be a fork.
    """
    asked = sys.stdin.buffer.read(MAX_BYTES + 1)
    request = Request.from_bytes(asked)
    if b"random" in asked or b"rng" in asked:
        import numpy.random  # noqa: F401, once: not in each fork, and not while lines are counted
    out = os.dup(1)
    with open(os.devnull, "r+b") as nowhere:
        for fd in (0, 1, 2):
            os.dup2(nowhere.fileno(), fd)
    sys.stdout = sys.stderr = open(os.devnull, "w", errors="backslashreplace")  # noqa: SIM115
    sys.path += request.path
    if "--one" in options:  # this is the fresh Python for one job
        request.limits.apply()
        do(request.jobs[0], 0, request.limits, out)
        return
    forks = FORKS and "--fresh" not in options
    if forks:
        _prctl(_SUBREAPER)  # what a job leaves behind comes to us, to be ended
    for number, job in enumerate(request.jobs):
        done = _forked(job, request.limits, out) if forks else _fresh(job, request)
        for kind, payload in done:
            write_all(out, frame(kind, number, payload))


def _forked(job: Job, limits: Limits, out: int) -> Iterator[tuple[bytes, bytes]]:
    end, start = os.pipe()
    child = os.fork()
    if not child:
        _be_the_child(job, limits, start, (end, out))
    os.close(start)
    frames, over, ended = Frames(), time.monotonic() + limits.seconds, ""
    left, pid = limits.output, os.pidfd_open(child)
    watched = [end, pid]
    while not ended:
        ready, _, _ = select.select(watched, [], [], max(0, over - time.monotonic()))
        data = os.read(end, 2**20) if end in ready else b""
        for kind, _, payload in frames.feed(data):
            if kind != b"e":  # how it ended is not its own to say
                yield kind, payload
        left -= len(data)
        if left < 0 or frames.broken:
            ended = "too much output" if left < 0 else "unreadable"
        elif not data and pid in ready:
            ended = "done"
        elif time.monotonic() >= over:
            ended = "timed out"
        elif not data and ready:
            watched.remove(end)  # closed, but it still runs
    os.close(end)
    os.close(pid)
    _kill(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _end_the_rest()
    yield b"e", encode([ended if ended != "done" else _status(status)])


def _be_the_child(job, limits, start, close):
    """Do the job in this fork, and never return."""
    status = 1
    try:
        os.setsid()
        _prctl(_PDEATHSIG, signal.SIGKILL)
        for fd in close:
            os.close(fd)
        limits.apply()
        do(job, 0, limits, start)
        status = 0
    finally:
        os._exit(status)


def _end_the_rest():
    """End what the job's process left behind, also what has left its group."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        for child in _children():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children():
    """Processes whose parent this is; none where /proc does not tell."""
    me = os.getpid()
    try:
        with open(f"/proc/{me}/task/{me}/children") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def _fresh(job: Job, request: Request) -> Iterator[tuple[bytes, bytes]]:
    """Do a job in a Python of its own."""
    import subprocess  # these two take longer to load than a job to be done
    import tempfile

    one = Request([job], request.limits, request.path).to_bytes()
    command = [sys.executable, "-I", "-X", "utf8", os.path.dirname(__file__), "--one"]
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out:
        asked.write(one)
        asked.seek(0)
        process = subprocess.Popen(command, stdin=asked, stdout=out, start_new_session=True)
        try:
            ended = _status(process.wait(request.limits.seconds))
        except subprocess.TimeoutExpired:
            ended = "timed out"
        _kill(process.pid)
        process.kill()
        process.wait()
        out.seek(0)
        for kind, _, payload in Frames().feed(out.read(request.limits.output)):
            if kind != b"e":
                yield kind, payload
    yield b"e", encode([ended])


def _kill(group):
    """Kill a group of processes, where there are such."""
    with contextlib.suppress(ProcessLookupError, AttributeError):
        os.killpg(group, signal.SIGKILL)


def _status(code):
    if code == 0:
        return "done"
    return f"its process died by signal {-code}" if code < 0 else f"its process ended with {code}"


def _prctl(option, value=1):
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
