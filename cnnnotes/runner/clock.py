"""Seconds that an answer's process has had, however busy others keep the machine."""

import os
import time
from contextlib import suppress

SHORT = 0.1  # seconds in which most answers are done: to look at all processes would cost more
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Clock:
    """Measures a process that this one has started, from now on.

    Counted is the time in which it computes or sleeps, not the time in which it is ready and waits
    for a processor. Where it waits for others that it has started itself, counted is what they and
    it compute.

    - `pid`: the process.
    - `patience`: by the clock no more than so many times as much goes by.
    """

    def __init__(self, pid: int, patience: float = 1):
        self._pid, self._patience = pid, patience
        self._began = time.monotonic()

    def seconds(self) -> float:
        """Return how much of its time the process has had."""
        by_the_clock = time.monotonic() - self._began
        if self._patience <= 1 or by_the_clock < SHORT:
            return by_the_clock
        patiently = by_the_clock / self._patience
        return max(by_the_clock - _waited(self._pid), patiently, _computed_below(os.getpid()))


def _waited(pid):
    """Seconds in which a process was ready, and others had the processors."""
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/schedstat") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0


def _computed_below(pid):
    """Seconds of the processors that all processes below one took."""
    above, took = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else ()):
        with suppress(OSError, ValueError), open(f"/proc/{name}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
            above[int(name)] = int(fields[1])
            took[int(name)] = sum(map(int, fields[11:15]))  # with those of its ended children
    below, more = {pid}, {pid}
    while more:
        more = {one for one, parent in above.items() if parent in more} - below
        below |= more
    return sum(took.get(one, 0) for one in below - {pid}) / _TICKS
