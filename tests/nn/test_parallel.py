import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st

from cnnnotes.nn import memory, parallel


def blas_threads():
    return {p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"}


@given(st.integers(0, 300), st.integers(1, 50))
def test_parts_are_everything_once_and_in_order(n, size):
    pieces = [list(range(n))[part] for part in parallel.parts(n, size)]
    assert list(chain(*pieces)) == list(range(n))
    assert all(0 < len(piece) <= size for piece in pieces)


@pytest.mark.parametrize("cores", [1, 2, 5, None])
def test_results_come_in_order(cores):
    with parallel.workers(cores) as run:
        assert list(run(lambda a, b: a * b, range(50), range(50))) == [i * i for i in range(50)]


def test_work_is_shared_among_threads():
    both = threading.Barrier(2, timeout=20)  # passed only if two work at once
    with parallel.workers(2) as run:
        assert len(list(run(lambda _: both.wait(), range(2)))) == 2


@pytest.mark.parametrize("cores", [1, 3])
def test_blas_keeps_to_one_thread_meanwhile(cores):
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        with parallel.workers(cores) as run:
            assert list(run(lambda _: blas_threads(), range(2))) == [{1}, {1}]
        assert blas_threads() == {2}


def test_blas_is_as_before_when_uses_overlap():
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        first, second = parallel.workers(2), parallel.workers(1)
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)  # the first to come is the first to go
        assert blas_threads() == {1}
        second.__exit__(None, None, None)
        assert blas_threads() == {2}


def test_trainings_in_two_threads_share_the_limit_whoever_is_the_first_and_the_last():
    with threadpoolctl.threadpool_limits(2, user_api="blas"), ThreadPoolExecutor(1) as beside:

        def here(call, *args):
            call(*args)

        def there(call, *args):
            beside.submit(call, *args).result()

        for one, other in ((here, there), (there, here)):
            first, second = parallel.workers(1), parallel.workers(1)
            one(first.__enter__)
            other(second.__enter__)
            one(first.__exit__, None, None, None)
            assert blas_threads() == {1}
            other(second.__exit__, None, None, None)
            assert blas_threads() == {2}


@pytest.mark.parametrize("cores", [1, 2])
def test_an_error_gets_out_and_blas_is_as_before(cores):
    before = blas_threads()
    with pytest.raises(ZeroDivisionError), parallel.workers(cores) as run:
        list(run(lambda i: 1 / i, range(3)))
    assert blas_threads() == before


@pytest.mark.parametrize("cores", [0, -1, 1.5, "two"])
def test_refused_with_the_answer(cores):
    with (
        pytest.raises(ValueError, match=f"cores must be .* at least 1, got {cores!r}"),
        parallel.workers(cores),
    ):
        pass


def test_cores_are_those_that_this_process_may_use(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {1, 5, 7}, raising=False)
    assert parallel.cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")  # a Mac does not tell
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert parallel.cores() == 1


def test_memory_is_kept_only_where_asked(monkeypatch):
    monkeypatch.setenv("CNNNOTES_KEEP_MEMORY", "0")
    assert memory.keep_freed_memory() is False
    monkeypatch.delenv("CNNNOTES_KEEP_MEMORY")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert memory.keep_freed_memory() is False


@pytest.mark.skipif(not memory.keep_freed_memory(), reason="needs glibc")
def test_memory_that_is_done_with_is_kept_for_the_next_array():
    program = """
import resource, sys
import numpy as np
from cnnnotes.nn import memory
if sys.argv[1] == "keep":
    assert memory.keep_freed_memory()
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for round in range(20):
    if round == 3:
        before = faults()
    [np.ones(2**20) for _ in range(4)]
print(faults() - before)
"""

    def page_faults(how):
        done = subprocess.run(
            [sys.executable, "-c", program, how], capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    assert page_faults("keep") < page_faults("leave") / 10
