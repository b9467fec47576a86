"""Which numbers of the input one number of the result comes from, found by changing each."""

import time
from functools import lru_cache

import numpy as np

from cnnnotes.exercises import Case, Exercise
from cnnnotes.runner.call import call

MOST_NUMBERS = 400  # of larger inputs no picture can be followed anyway
SECONDS = 0.2


@lru_cache(maxsize=1024)  # a class answers on the same cases
def used(
    exercise: Exercise, case: Case, output: int, index: tuple[int, ...] | None
) -> dict[int, np.ndarray]:
    """Return, by the place of each array among the arguments, the numbers that count.

    A number counts if the right result at `index` changes when it becomes much larger or smaller.
    Nothing is returned where there is no index, or where there are too many numbers to try.
    """
    if index is None:
        return {}
    places = [i for i, arg in enumerate(case.args) if isinstance(arg, np.ndarray) and arg.ndim]
    arrays = [case.args[i] for i in places]
    numbers = sum(array.size for array in arrays)
    if numbers > MOST_NUMBERS or any(array.dtype.kind not in "iuf" for array in arrays):
        return {}
    before = _at(exercise, case.args, output, index)
    deadline = time.process_time() + SECONDS
    found = {}
    for place, array in zip(places, arrays, strict=True):
        far = 2 * float(np.abs(array).max(initial=0)) + 1  # bytes would begin again at 0
        found[place] = np.zeros(array.shape, bool)
        for at in np.ndindex(array.shape):
            if time.process_time() > deadline:
                return {}
            for value in (float(array[at]) + far, float(array[at]) - far):
                changed = array.copy()
                with np.errstate(all="ignore"):
                    changed[at] = np.array(value).astype(array.dtype)
                args = (*case.args[:place], changed, *case.args[place + 1 :])
                if _at(exercise, args, output, index) != before:
                    found[place][at] = True
                    break
    return found


def _at(exercise, args, output, index):
    """One number of the right result; None where these arguments are refused."""
    record = call(exercise.reference, args)
    values = record.items if len(exercise.returns) > 1 else (record.value,)
    if record.kind != "value" or len(values) <= output or values[output] is None:
        return None
    value = values[output]
    inside = value.ndim == len(index) and all(
        i < n for i, n in zip(index, value.shape, strict=True)
    )
    return float(np.real(value[index])) if inside else None
