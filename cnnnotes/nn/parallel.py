"""All cores at work on one batch: its parts run side by side, each on one core.

NumPy's own threads split a single matrix product, and wait for each other after every one. Threads
that take whole parts of a batch through the whole network hardly wait at all, because NumPy lets
go of Python's lock while it computes. That is 1.1 to 1.4 times as fast (`benchmarks/`), as long as
the BLAS beneath NumPy keeps to one thread for each of ours.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from threadpoolctl import ThreadpoolController

PART = 16  # images in a part: what a core's cache holds on their way through a layer


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
    n = n or cores()
    if n == 1:
        yield map
        return
    with ThreadpoolController().limit(limits=1, user_api="blas"), ThreadPoolExecutor(n) as pool:
        yield pool.map
