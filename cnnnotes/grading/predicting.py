"""What a known mistake gives on a case, alone or with others on top of it: many are tried."""

import copy
import pickle
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnnotes.exercises import Case, Exercise, Mistake
from cnnnotes.grading.comparing import alike, looked_at
from cnnnotes.runner.call import build, call
from cnnnotes.runner.record import Record, read

if TYPE_CHECKING:
    from cnnnotes.grading.judging import Judged

UNSEEN = 987_654  # a seed
MOST = 4096  # results of the right function that are remembered, for each exercise
PLAIN = (np.ndarray, np.number, int, float, str, tuple, list)


def predicted(exercise: Exercise, mistake: Mistake, one: "Judged") -> Record:
    """Return what a known mistake gives on a case."""
    return looked_at(exercise, one.case, one.expected, _called(exercise, mistake, one.case))


def quickly(exercise: Exercise, mimic: Callable, one: "Judged") -> Record | None:
    """Return what a mimic gives on a case, without what it prints or changes; None if it raises.

    Warnings are the caller's own to silence.
    """
    try:
        record = read(mimic(right(exercise), *map(build, one.case.args)))
    except Exception:
        return None
    return looked_at(exercise, one.case, one.expected, record)


@lru_cache(maxsize=128)
def right(exercise: Exercise) -> Callable:
    """Return the right function, which remembers: mistakes ask it for the same again and again."""
    known: dict[bytes, Any] = {}

    def reference(*args):
        if not all(isinstance(arg, PLAIN) for arg in args):
            return exercise.reference(*args)
        key = pickle.dumps(args)
        if key not in known:
            if len(known) == MOST:
                known.clear()
            known[key] = exercise.reference(*args)
        return copy.deepcopy(known[key])

    return reference


@lru_cache(maxsize=16384)  # a class answers on the same cases, and a learner again and again
def _called(exercise: Exercise, mistake: Mistake, case: Case) -> Record:
    return call(mistake.of(right(exercise)), case.args)


def same_function(exercise: Exercise, one: Callable, other: Callable) -> bool:
    """Tell whether two mimics give the same on inputs that no answer has met."""
    return all(
        alike(exercise, case.args, *(call(partial(f, right(exercise)), case.args) for f in both))
        for case in exercise.cases_from(UNSEEN)
        for both in [(one, other)]
    )
