"""All cores at work on one batch: its parts run side by side, each on one core.

NumPy's own threads split a single matrix product, and wait for each other after every one. Threads
that take whole parts of a batch through the whole network hardly wait at all, because NumPy lets
go of Python's lock while it computes. That is about a tenth faster (`benchmarks/results`), as long
as the BLAS beneath NumPy keeps to one thread for each of ours.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from threadpoolctl import OpenBLASController, ThreadpoolController

from cnnnotes import _check, browser

PART = 32  # images in a part: fewer would make threads meet more often at Python's lock


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parts(n: int, size: int = PART) -> list[slice]:
    """Cut `n` images into parts of at most `size`.

    The cut does not depend on the machine, and neither does, therefore, any sum over the parts.

    >>> parts(40, 16)
    [slice(0, 16, None), slice(16, 32, None), slice(32, 40, None)]
    """
    return [slice(start, min(start + size, n)) for start in range(0, n, size)]


@contextmanager
def workers(n: int | None = None) -> Iterator[Callable]:
    """Give a `map` that runs on `n` cores (all, unless told), in order; BLAS is as before after it.

    >>> with workers(2) as run:
    ...     list(run(abs, [-1, -2]))
    [1, 2]
    """
    n = cores() if n is None else _check.integer("cores", n, 1)
    if browser.HERE:  # no threads, and no BLAS to hold back
        yield map
        return
    with _one_blas_thread:
        if n == 1:
            yield map
        else:
            with ThreadPoolExecutor(n) as pool:
                yield pool.map


class _OneBlasThread:
    """Keeps BLAS to one thread while anyone needs it: trainings in several threads may overlap."""

    def __init__(self) -> None:
        self._lock, self._users = threading.Lock(), 0

    def __enter__(self) -> None:
        with self._lock:
            if self._users == 0:
                _let_this_thread_decide()
                self._limit = _libraries().limit(limits=1, user_api="blas")
            self._users += 1

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                _let_this_thread_decide()
                self._limit.restore_original_limits()
                _let_this_thread_decide()  # and the next one too


@cache
def _libraries() -> ThreadpoolController:
    # NumPy has loaded its BLAS by now, and to look for it each time costs a small batch dear.
    return ThreadpoolController()


def _let_this_thread_decide() -> None:
    # OpenBLAS listens to the thread that last set a limit, and quietly to no other: here one may
    # begin, as a notebook does, and another, as the training dashboard does, go on.
    OpenBLASController.clear_controlling_thread(force=True)


_one_blas_thread = _OneBlasThread()
