"""Timing in short slices that take turns, so that whatever disturbs the machine disturbs all.

Beside wall and CPU time, each slice knows how long its threads stood in the run queue, ready to
run but without a core, and how busy other processes were. Linux counts the one for each thread, in
`/proc/self/task/*/schedstat`, the other for all cores together, in `/proc/stat`.
"""

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

QUIET = 0.05  # a disturbance of a smaller share is none
SHORTEST = 0.3  # seconds of all cores that tell who used them: they are counted in hundredths
LEAST_ROUNDS = 3


@dataclass(frozen=True)
class Slice:
    """Seconds that one call took: by the clock, by all cores together, and in the run queue."""

    wall: float
    cpu: float
    delay: float  # in the run queue, as a share of the time that threads were ready to run
    others: float  # the share of all cores' time that other processes took

    @property
    def quiet(self) -> bool:
        """Whether nothing disturbed the slice; False where the system does not tell.

        Threads of one process wait for each other too, so either sign is enough.
        """
        return self.delay < QUIET or self.others < QUIET


@dataclass(frozen=True)
class Contender:
    """What is timed: `run` does its work once, after `prepare` has set the number of threads."""

    run: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


def parse_schedstat(text: str) -> tuple[float, float]:
    """Seconds that a thread ran, and that it waited for a core.

    >>> parse_schedstat("2000000000 500000000 42")
    (2.0, 0.5)
    """
    ran, waited, _ = text.split()
    return int(ran) / 1e9, int(waited) / 1e9


def run_queue() -> dict[str, tuple[float, float]]:
    """What `parse_schedstat` tells of each thread of this process; empty where nothing tells."""
    threads = {}
    for file in Path("/proc/self/task").glob("*/schedstat"):
        try:
            threads[file.parent.name] = parse_schedstat(file.read_text())
        except OSError:  # the thread has just ended
            continue
    return threads


def delay_share(before: dict, after: dict) -> float:
    """The share of waiting in the time that threads were ready to run; NaN if it is not known.

    >>> delay_share({"1": (0.0, 0.0)}, {"1": (3.0, 0.5), "2": (0.0, 0.5)})
    0.25
    """
    ran = waited = 0.0
    for thread, (ran_now, waited_now) in after.items():
        ran_then, waited_then = before.get(thread, (0.0, 0.0))
        ran, waited = ran + ran_now - ran_then, waited + waited_now - waited_then
    return waited / (ran + waited) if ran + waited else math.nan


def parse_stat(text: str) -> tuple[float, float]:
    """Seconds that all cores together were busy, and that passed for them.

    >>> parse_stat("cpu 300 0 100 500 100 0 0 0 0 0")
    (4.0, 10.0)
    """
    user, nice, system, idle, waiting, *rest = (int(n) / 100 for n in text.split()[1:9])
    busy = user + nice + system + sum(rest)
    return busy, busy + idle + waiting


def machine_time() -> tuple[float, float]:
    """What `parse_stat` tells of this machine; NaN where nothing tells."""
    try:
        return parse_stat(Path("/proc/stat").read_text().splitlines()[0])
    except OSError:
        return math.nan, math.nan


def others_share(before: tuple, after: tuple, ours: float) -> float:
    """The share of all cores' time that was busy beyond `ours`; NaN if the time was too short.

    >>> others_share((4.0, 10.0), (6.0, 14.0), 1.0)
    0.25
    """
    busy, passed = after[0] - before[0], after[1] - before[1]
    return max(busy - ours, 0.0) / passed if passed > SHORTEST else math.nan


def time_slice(run: Callable[[], object], seconds: float) -> Slice:
    """Call `run` until `seconds` are over, at least once; return the means for one call."""
    calls, queue, machine = 0, run_queue(), machine_time()
    cpu, wall = time.process_time(), time.perf_counter()
    while calls == 0 or time.perf_counter() - wall < seconds:
        run()
        calls += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    delay = delay_share(queue, run_queue())
    others = others_share(machine, machine_time(), cpu)
    return Slice(wall / calls, cpu / calls, delay, others)


def take_turns(groups: dict, *, budget: float, seconds: float, seed: int = 0) -> dict:
    """Time every contender once a round: `{group: {side: contender}}` → `{group: {side: slices}}`.

    Rounds go on until `budget` seconds are over, and are three at least. The order of the groups,
    and of the sides within each, is shuffled anew in every round; the sides of a group follow each
    other, because they will be compared.
    """
    shuffle, order = random.Random(seed).shuffle, list(groups)
    slices = {group: {side: [] for side in sides} for group, sides in groups.items()}
    end, rounds = time.monotonic() + budget, 0
    while rounds < LEAST_ROUNDS or time.monotonic() < end:
        rounds += 1
        shuffle(order)
        for group in order:
            sides = list(groups[group])
            shuffle(sides)
            for side in sides:
                contender = groups[group][side]
                contender.prepare()
                contender.run()  # caches, allocator and sleeping threads warm up unseen
                slices[group][side].append(time_slice(contender.run, seconds))
    return slices
