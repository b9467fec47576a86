"""Ending what does not end: a call within this process, and limits for a process of its own."""

import _thread
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FrameType

AGAIN = 0.05  # seconds until an answer that swallowed its end is ended again


class TimedOut(BaseException):
    """A call took longer than it may; raised inside it, again and again until it ends."""


@dataclass(frozen=True)
class Limits:
    """What an answer's process may take.

    `call_seconds` ends one call from within, so that the line is known; after `seconds` the whole
    process is killed. `memory` counts bytes beyond what Python with NumPy takes, `file_size` those
    of a file that it writes, `output` those of what it sends. `processes` counts all of the user's,
    so it is for a sandbox with a user of its own. Where others keep the machine busy, up to
    `patience` times the seconds go by (`clock`). Only `call_seconds` and `seconds` hold on Windows,
    where nothing else can be limited so.
    """

    call_seconds: float = 10.0
    seconds: float = 60.0
    memory: int = 2 * 2**30
    file_size: int = 64 * 2**20
    processes: int | None = None
    output: int = 64 * 2**20
    patience: float = 1

    def apply(self) -> None:
        """Limit this process, for good."""
        try:
            import resource
        except ImportError:  # Windows, Pyodide
            return
        cpu = int(self.seconds * 8) + 2  # a guard behind the clock's: threads count each
        wanted = {
            "RLIMIT_AS": _address_space() + self.memory,
            "RLIMIT_CPU": cpu,
            "RLIMIT_FSIZE": self.file_size,
            "RLIMIT_CORE": 0,
            "RLIMIT_NPROC": self.processes,
        }
        for name, limit in wanted.items():
            if limit is not None and hasattr(resource, name):
                with contextlib.suppress(OSError, ValueError):  # macOS refuses some
                    resource.setrlimit(getattr(resource, name), (limit, limit))


def _address_space():
    """Bytes of addresses that this process has taken already; a guess where /proc is missing."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * 4096
    except OSError:
        return 2**30


@contextlib.contextmanager
def ending(
    inside: CodeType,
    seconds: float | None,
    seen: Callable[[FrameType], None],
    patience: float = 1,
) -> Iterator:
    """End what runs in a frame of the code `inside` by `TimedOut` after some seconds.

    Where others keep the machine busy, an answer may wait for its turn: the seconds are those of
    the processor, up to `patience` times as many by the clock.

    `seen` gets the frame that ran when the time was up. The stop button (SIGINT), too, is pressed
    again for an answer that swallows `KeyboardInterrupt`. One long call of a library, such as a
    product of huge matrices, ends by itself first. In other threads than the main one, and where
    there are neither signals nor threads (a browser), nothing is ended.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    processor = getattr(time, "thread_time", time.process_time)
    over, worked = time.monotonic() + seconds, processor() + seconds
    at_last = over + (patience - 1) * seconds

    def end(signum, frame):
        by_alarm = signum != signal.SIGINT or time.monotonic() >= over
        if by_alarm and processor() < worked and time.monotonic() < at_last:
            return  # it rings again
        if not _runs(inside, frame):
            if not by_alarm:
                raise KeyboardInterrupt
            return  # it has just ended by itself
        error = TimedOut if by_alarm else KeyboardInterrupt
        if by_alarm:
            seen(frame)
        _insist(inside, frame, error)
        raise error

    alarm, tracer = getattr(signal, "SIGALRM", signal.SIGINT), sys.gettrace()
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    before = {
        one: signal.signal(one, end) for one in {alarm, signal.SIGINT} if usual or one == alarm
    }
    try:
        with _ringing(seconds):
            yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
        sys.settrace(tracer)


@contextlib.contextmanager
def _ringing(seconds):
    """Ring in so many seconds, and again and again: by a timer, or by a thread (Windows)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return
    done = threading.Event()

    def ring():
        over = done.wait(seconds)
        while not over:
            _thread.interrupt_main()
            over = done.wait(AGAIN)

    ringer = threading.Thread(target=ring, daemon=True)
    with contextlib.suppress(RuntimeError):  # no threads here
        ringer.start()
    try:
        yield
    finally:
        done.set()
        if ringer.ident is not None:
            ringer.join()  # its last ring comes while it is still expected


def _insist(inside, frame, error):
    """Raise `error` at the next line too, such as that of the `except` which swallows it."""

    def again(frame, event, arg):
        if event == "line" and _runs(inside, frame):
            raise error
        return again

    while frame.f_code is not inside:
        frame.f_trace = again
        frame = frame.f_back
    sys.settrace(again)


def _runs(inside, frame):
    while frame is not None and frame.f_code is not inside:
        frame = frame.f_back
    return frame is not None
