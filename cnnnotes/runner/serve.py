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

from .clock import Clock
from .codec import encode
from .jobs import Frames, Job, Request, frame, read_request
from .limits import Limits
from .work import do, write_all

FORKS = sys.platform.startswith("linux")
GLANCE = 0.1  # seconds between two looks at the clock, where there is patience
_PDEATHSIG, _SUBREAPER = 1, 36  # of Linux' prctl


def serve(options: Sequence[str] = ()) -> None:
    """Read a request from stdin, do its jobs one after the other, write frames to stdout.

    The option `--fresh` starts a fresh Python for each job also where it could be a fork.
    """
    asked, out = os.dup(0), os.dup(1)
    limits, path, jobs = read_request(asked)
    with open(os.devnull, "r+b") as nowhere:
        for fd in (0, 1, 2):
            os.dup2(nowhere.fileno(), fd)
    sys.stdout = sys.stderr = open(os.devnull, "w", errors="backslashreplace")  # noqa: SIM115
    sys.path += path
    if "--one" in options:  # this is the fresh Python for one job
        job = next(jobs)
        limits.apply()
        do(job, 0, limits, out)
        return
    forks = FORKS and "--fresh" not in options
    if forks:
        _prctl(_SUBREAPER)  # what a job leaves behind comes to us, to be ended
        # The first process of a sandbox hears no signal of a job, unless it has a handler for it:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for number, job in enumerate(jobs):
        fixtures = any(isinstance(arg, dict) for args, _ in job.cases for arg in args)
        if fixtures or "random" in job.code:
            import numpy.random  # noqa: F401, once: not in each fork, nor while lines are counted
        done = _forked(job, limits, (asked, out)) if forks else _fresh(job, limits, path)
        for kind, payload in done:
            write_all(out, frame(kind, number, payload))


def _forked(job: Job, limits: Limits, own: tuple[int, int]) -> Iterator[tuple[bytes, bytes]]:
    """Do a job in a fork, which inherits all but the files that are this process' `own`."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        _be_the_child(job, limits, start, (end, *own))
    os.close(start)
    frames, clock, ended = Frames(), Clock(child, limits.patience), ""
    left, pid = limits.output, os.pidfd_open(child)
    watched = [end, pid]
    while not ended:
        seconds = limits.seconds - clock.seconds()
        ready, _, _ = select.select(watched, [], [], _until_a_glance(seconds, limits))
        data = os.read(end, 2**20) if end in ready else b""
        for kind, _, payload in frames.feed(data):
            if kind != b"e":  # how it ended is not its own to say
                yield kind, payload
        left -= len(data)
        if left < 0 or frames.broken:
            ended = "too much output" if left < 0 else "unreadable"
        elif not data and pid in ready:
            ended = "done"
        elif seconds <= 0:
            ended = "timed out"
        elif not data and ready:
            watched.remove(end)  # closed, but it still runs
    os.close(end)
    os.close(pid)
    _kill(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _end_the_rest()
    yield b"e", encode([ended if ended != "done" else _status(status)])


def _until_a_glance(seconds, limits):
    """How long to wait where so many seconds are left: with patience, they may become more."""
    return max(0, min(seconds, GLANCE) if limits.patience > 1 else seconds)


def _be_the_child(job, limits, start, close):
    """Do the job in this fork, and never return."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
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


def _fresh(job: Job, limits: Limits, path: list[str]) -> Iterator[tuple[bytes, bytes]]:
    """Do a job in a Python of its own."""
    import subprocess  # these two take longer to load than a job to be done
    import tempfile

    one = Request([job], limits, path).to_bytes()
    command = [sys.executable, "-I", "-X", "utf8", os.path.dirname(__file__), "--one"]
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out:
        asked.write(one)
        asked.seek(0)
        process = subprocess.Popen(command, stdin=asked, stdout=out, start_new_session=True)
        clock = Clock(process.pid, limits.patience)
        while process.poll() is None and (seconds := limits.seconds - clock.seconds()) > 0:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_until_a_glance(seconds, limits))
        code = process.poll()
        ended = "timed out" if code is None else _status(code)
        _kill(process.pid)
        process.kill()
        process.wait()
        out.seek(0)
        for kind, _, payload in Frames().feed(out.read(limits.output)):
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
