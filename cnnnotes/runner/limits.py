"""Ending what does not end: a call within this process, and limits for a process of its own."""

import contextlib
import ctypes
import signal
import sys
import threading
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
    process is killed. `memory` counts bytes beyond what Python with NumPy takes. `processes` counts
    all of the user's, so it is for a sandbox with a user of its own. Only `call_seconds` and
    `seconds` hold on Windows, where nothing else can be limited so.
    """

    call_seconds: float = 10.0
    seconds: float = 60.0
    memory: int = 2 * 2**30
    file_size: int = 64 * 2**20
    processes: int | None = None
    output: int = 64 * 2**20

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
def ending(inside: CodeType, seconds: float | None, seen: Callable[[FrameType], None]) -> Iterator:
    """End what runs in a frame of the code `inside` by `TimedOut` after some seconds.

    `seen` gets the frame that ran when the time was up. The stop button (SIGINT), too, is pressed
    again for an answer that swallows `KeyboardInterrupt`. In the main thread of Linux and macOS a
    signal ends every step of Python, also a sleep. Elsewhere (Windows, other threads) a watchdog
    thread does, once the present step is done: a long call of NumPy or `time.sleep` ends first.
    Where there are neither signals nor threads (a browser), nothing is ended.
    """
    if seconds is None:
        yield
        return
    in_main = threading.current_thread() is threading.main_thread()
    by = _by_signal if in_main and hasattr(signal, "setitimer") else _by_thread
    with by(inside, seconds, seen):
        yield


@contextlib.contextmanager
def _by_signal(inside, seconds, seen):
    def end(signum, frame):
        if not _runs(inside, frame):
            if signum == signal.SIGINT:
                raise KeyboardInterrupt
            return  # it has just ended by itself
        error = KeyboardInterrupt if signum == signal.SIGINT else TimedOut
        if error is TimedOut:
            seen(frame)
        else:
            signal.setitimer(signal.ITIMER_REAL, 0)
        _insist(inside, frame, error)
        raise error

    before, tracer = {}, sys.gettrace()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        before[signal.SIGINT] = signal.signal(signal.SIGINT, end)
    before[signal.SIGALRM] = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for signum, handler in before.items():
            signal.signal(signum, handler)
        sys.settrace(tracer)


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


@contextlib.contextmanager
def _by_thread(inside, seconds, seen):
    me, done, lock = threading.get_ident(), threading.Event(), threading.Lock()

    def interrupt(error):
        held = None if error is None else ctypes.py_object(error)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(me), held)

    def watch():
        over = done.wait(seconds)
        while not over:
            with lock:
                frame = sys._current_frames().get(me)
                if not done.is_set() and _runs(inside, frame):
                    seen(frame)
                    interrupt(TimedOut)
            over = done.wait(AGAIN)

    watchdog = threading.Thread(target=watch, daemon=True)
    try:
        watchdog.start()
    except RuntimeError:  # no threads here
        yield
        return
    try:
        yield
    finally:
        with lock:
            done.set()
            interrupt(None)
