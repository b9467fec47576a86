"""A class, graded on any executor: every submission gets one result, whatever happens on the way.

A result is a file that appears whole, `OUT/work/<key>.json`. Its key is made of all that the result
depends on, so that grading goes on after a kill where it was, and does nothing twice.
"""

import hashlib
import json
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from cnnnotes import __version__
from cnnnotes.classroom.grade import Rules, grade, not_graded
from cnnnotes.classroom.reports.writing import write_whole
from cnnnotes.classroom.results import Graded, as_json, from_json
from cnnnotes.classroom.submissions import Submission

ATTEMPTS = 3  # until a submission that ends the judge's own process is given up


class Results(Sequence[Graded]):
    """What a class earned, in the order of its submissions, each read from its file when asked.

    Args:
        files: a file of JSON for each submission.
    """

    def __init__(self, files: list[Path]):
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Results(self._files[index])
        found = read_result(self._files[index])
        if found is None:
            raise ValueError(f"{self._files[index].name} has been damaged: grade again")
        return found

    def __iter__(self) -> Iterator[Graded]:
        return (self[index] for index in range(len(self)))


def grade_class(
    submissions: Sequence[Submission],
    rules: Rules,
    out: Path,
    *,
    executor: Callable[[], Executor],
    at_once: int = 2,
    progress: Callable[[Graded, bool], None] = lambda graded, anew: None,
) -> Results:
    """Grade every submission that has no result in `out` yet; return all results, in order.

    `executor` makes an executor of `concurrent.futures`, and another where the first one broke;
    `at_once` submissions are given to it at a time. `progress` is told of each result, and whether
    it was graded anew.
    """
    work = Path(out) / "work"
    work.mkdir(parents=True, exist_ok=True)
    for left in work.glob(".*.part"):  # of a run that was killed
        left.unlink()
    files, todo = [], []
    for one in submissions:
        file = work / f"{key(one, rules)}.json"
        files.append(file)
        if (graded := read_result(file)) is None:
            todo.append((one, file))
        else:
            progress(graded, False)
    todo.sort(key=lambda pair: pair[0].notebook)  # what is right in a notebook is computed once
    for file, graded in _graded(todo, rules, executor, at_once):
        write_whole(file, json.dumps(as_json(graded), indent=1, ensure_ascii=False))
        progress(graded, True)
    return Results(files)


def key(submission: Submission, rules: Rules) -> str:
    """Return a text that is the same for what gives the same result, and for nothing else."""
    settings = {**asdict(rules), "wall": rules.wall.name}
    head = [__version__, np.__version__, sys.version, settings, *_named(submission)]
    digest = hashlib.sha256(json.dumps(head, sort_keys=True).encode())
    with suppress(ValueError):
        if submission.file is not None:
            digest.update(submission.file.digest())
    return digest.hexdigest()[:32]


def read_result(file: Path) -> Graded | None:
    """Return the result in a file; None where there is none, or none that is whole."""
    try:
        return from_json(Graded, json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, RecursionError):
        return None


def processes(jobs: int) -> ProcessPoolExecutor:
    """Return an executor of so many processes, which end when this one does."""
    fresh = "forkserver" if sys.platform.startswith("linux") else "spawn"
    context = multiprocessing.get_context(fresh)
    if fresh == "forkserver":
        context.set_forkserver_preload(["cnnnotes.classroom.grade"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_the_parent)


def _graded(todo, rules, executor, at_once) -> Iterator[tuple[Path, Graded]]:
    """Yield each result as it comes; where an executor breaks, go on with another."""
    waiting = deque((one, file, 1) for one, file in todo)
    suspects: deque = deque()  # they were there when an executor broke: one at a time
    while waiting or suspects:
        running: dict[Future, tuple] = {}
        with executor() as pool:
            try:
                while True:
                    room = 1 if suspects else at_once
                    while (suspects or waiting) and len(running) < room:
                        each = (suspects or waiting).popleft()
                        running[pool.submit(grade, _opened(each[0]), rules)] = each
                    if not running:
                        break
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        one, file, attempt = running[future]
                        graded = future.result()
                        del running[future]
                        yield file, graded
            except (KeyboardInterrupt, GeneratorExit):
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            except Exception as error:
                pool.shutdown(wait=False, cancel_futures=True)
                for one, file, attempt in running.values():
                    if attempt < ATTEMPTS:
                        suspects.append((one, file, attempt + 1))
                    else:
                        yield file, not_graded(one, f"The judge's process ended: {error}.")


def _opened(submission):
    """Read a submission's cells here: the executor's processes may see other files, or none."""
    try:
        return submission.opened()
    except ValueError as error:  # it has changed since it was found
        return replace(submission, trouble=str(error), file=None)


def _named(submission):
    return (
        submission.student,
        submission.path,
        submission.notebook,
        submission.student_id,
        submission.notes,
        submission.trouble,
    )


def _end_with_the_parent():
    """Let this process end when the one that it works for is killed, and not by its stop button."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch():
        multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
