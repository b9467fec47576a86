"""A class on the machines of a Dask cluster (`pip install 'cnnnotes[dask]'`).

The scheduler gives each submission to a worker, and to another one where a worker is lost. A worker
grades as this machine would: behind a wall of its own, on the same inputs.
"""

import platform
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cnnnotes import __version__
from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.results import Graded
from cnnnotes.classroom.sandbox import NO_SANDBOX, Wall, wall
from cnnnotes.classroom.submissions import Submission

CONNECT = 20  # seconds until a scheduler that does not answer is given up
_one_at_a_time = threading.Lock()  # a worker's threads share what a judge changes, as the screen


@dataclass(frozen=True)
class Cluster:
    """What `grade_class` needs of a cluster.

    Args:
        executor: makes an executor whose tasks run on the cluster.
        at_once: how many tasks may be under way.
        wall: the sandbox that its workers have.
    """

    executor: Callable[[], Executor]
    at_once: int
    wall: Wall


@contextmanager
def cluster(address: str, sandbox: bool = True) -> Iterator[Cluster]:
    """Connect to the scheduler at this address, such as `tcp://10.0.0.5:8786`.

    Raises `ValueError` where Dask is not installed, no scheduler answers, or it has no workers; and
    where a worker has no wall, or another version of what a mark depends on.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ValueError("Dask is not installed here: pip install 'cnnnotes[dask]'") from None
    try:
        client = Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ValueError(f"{address}: no Dask scheduler answers there ({error})") from error
    with client:
        name = _checked(address, client.run(_about, sandbox), sandbox)
        at_once = 2 * sum(client.nthreads().values())
        there = Wall(name, prefix=("the worker's own",)) if sandbox else NO_SANDBOX
        yield Cluster(lambda: _DaskExecutor(client), at_once, there)


class _DaskExecutor(Executor):
    """Dask's executor, with the one keyword that it does not know."""

    def __init__(self, client: Any):
        self._executor = client.get_executor(pure=False)

    def submit(self, function: Callable, /, *args: Any, **kwargs: Any) -> Future:
        return self._executor.submit(_there, function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)


def _there(function: Callable, submission: Submission, rules: Rules) -> Graded:
    """Grade on a worker: one at a time, behind the worker's own wall."""
    with _one_at_a_time:
        rules = replace(rules, wall=wall()) if rules.wall.prefix else rules
        return function(submission, rules)


def _about(sandbox: bool) -> dict[str, str]:
    """Tell on a worker what it grades with."""
    try:
        name, why = (wall() if sandbox else NO_SANDBOX).name, ""
    except ValueError as error:
        name, why = "", str(error)
    versions = {"cnnnotes": __version__, "NumPy": np.__version__}
    return {"wall": name, "why": why, **versions, "Python": platform.python_version()}


def _checked(address: str, workers: dict[str, dict[str, str]], sandbox: bool) -> str:
    """Return the name of the workers' walls; refuse what could not give the same marks."""
    if not workers:
        raise ValueError(f"{address}: the scheduler has no workers (start some: `dask worker`)")
    here = _about(sandbox=False)
    for worker, there in workers.items():
        if there["why"]:
            raise ValueError(f"worker {worker}: {there['why']}")
        for what in ("cnnnotes", "NumPy", "Python"):
            if there[what] != here[what]:
                raise ValueError(
                    f"worker {worker} has {what} {there[what]}, and here is {here[what]}: "
                    "give both the same, or a mark depends on where it was given"
                )
    return " and ".join(sorted({there["wall"] for there in workers.values()}))
