"""What the right function gives for other arguments, in any exercise: mistakes that nobody listed.

A stride that is ignored is a stride of 1; a kernel that is met the wrong way round is a kernel
turned. Each is a `Mistake`, so that it can be made together with another.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import permutations
from typing import Any

import numpy as np

from cnnnotes.exercises import Exercise, Mistake
from cnnnotes.grading import axes

Change = Callable[[Any], Any]


@lru_cache(maxsize=128)
def of_arguments(exercise: Exercise) -> tuple[Mistake, ...]:
    """Return the mistakes that change one argument of an exercise, or take one for another."""
    if exercise.properties:
        return ()
    args = exercise.cases_from(0)[-1].args
    found = []
    for place, (name, arg) in enumerate(zip(exercise.arguments, args, strict=True)):
        for became, change, line in _changes(exercise, name, arg):
            found.append(mistaken(f"`{name}` {became}", changed(change, place), name, line))
    for a, b in permutations(range(len(args)), 2):
        if _alike(args[a], args[b]):
            found += _confused(exercise, a, b)
    return tuple(found)


def mistaken(name: str, mimic: Callable, argument: str, line: str) -> Mistake:
    """Return the mistake of taking another argument, with its hints."""
    return Mistake(
        name,
        mimic,
        f"Your result is what is right for another `{argument}`: {name}.",
        f"Where does your code use `{argument}`, and is it there as it was given?",
        line,
    )


def _alike(a: object, b: object) -> bool:
    """Tell whether one argument can be taken for another."""
    return type(a) is type(b) and not isinstance(a, dict) and np.ndim(a) == np.ndim(b)  # type: ignore[arg-type]


def changed(change: Change, *places: int) -> Callable:
    """Return the mimic that changes the arguments at some places, each in the same way."""

    def mimic(right, *args):
        return right(*(change(arg) if i in places else arg for i, arg in enumerate(args)))

    return mimic


def _confused(exercise: Exercise, a: int, b: int) -> Iterator[Mistake]:
    """Argument `b` in the place of `a`, and the two swapped."""
    first, second = exercise.arguments[a], exercise.arguments[b]

    def taken(right, *args):
        return right(*args[:a], args[b], *args[a + 1 :])

    def swapped(right, *args):
        args = list(args)
        args[a], args[b] = args[b], args[a]
        return right(*args)

    line = f"Look at each place where `{first}` belongs: does `{second}` stand there?"
    yield mistaken(f"`{second}` in place of `{first}`", taken, first, line)
    if a < b:
        yield mistaken(f"`{first}` and `{second}` swapped", swapped, first, line)


def _changes(exercise: Exercise, name: str, arg: object) -> Iterator[tuple[str, Change, str]]:
    """What may become of an argument: in words, the change, and where to look."""
    if isinstance(arg, bool):
        yield "turned to its opposite", lambda a: not a, "Look for a `not` too many or too few."
    elif isinstance(arg, int | float):
        yield from _of_a_number(name, isinstance(arg, int))
    elif isinstance(arg, tuple) and all(isinstance(n, int) for n in arg):
        yield from _of_a_tuple(name, len(arg))
    elif isinstance(arg, list):
        yield from _of_a_list(name, arg)
    elif isinstance(arg, np.ndarray) and arg.ndim and arg.dtype.kind in "iuf":
        yield from _of_an_array(name)
        for axis, word in enumerate(axes.words_of(exercise, name, arg.ndim)):
            yield from along(name, axis, word)


def _of_a_number(name, integer):
    for n in (1, 0):
        yield f"taken as {n}", lambda a, n=n: n, f"Does `{name}` occur wherever it counts?"
    if integer:
        for by, too in ((1, "large"), (-1, "small")):
            line = f"Look for a `+ 1` or a `- 1` beside `{name}`, or for one that is missing."
            yield f"one too {too}", lambda a, by=by: a + by, line
    else:
        yield "subtracted from 1", lambda a: 1 - a, f"Look for `1 - {name}`."
    yield "doubled", lambda a: 2 * a, f"Look for a factor of 2 beside `{name}`."
    yield "squared", lambda a: a * a, f"Look for `{name}` used twice in a product."
    yield "without its sign", abs, f"Look for `abs` near `{name}`."
    yield "with its sign turned", lambda a: -a, f"Look for a minus beside `{name}`."


def _of_a_tuple(name, length):
    line = f"Look for `{name}[0]` and `{name}[1]`: which of them belongs to which axis?"
    for n in (1, 0):
        yield f"taken as {n}", lambda a, n=n: (n,) * len(a), f"Does `{name}` occur where it counts?"
    yield "with its first number for all", lambda a: a[:1] * len(a), line
    yield "with its last number for all", lambda a: a[-1:] * len(a), line
    yield "in reverse order", lambda a: a[::-1], line
    for place, which in enumerate(("first", "second", "third")[:length]):
        line = f"Does `{name}[{place}]` occur wherever it counts?"
        for n in (1, 0):
            yield (
                f"with its {which} number taken as {n}",
                lambda a, place=place, n=n: (*a[:place], n, *a[place + 1 :]),
                line,
            )


def _of_a_list(name, arg):
    line = f"Look at the loop over `{name}`: where does it begin and end, which way does it run?"
    yield "in reverse order", lambda a: a[::-1], line
    yield "without its first", lambda a: a[1:], line
    yield "without its last", lambda a: a[:-1], line
    yield "with its first alone", lambda a: a[:1], line
    yield "with its last alone", lambda a: a[-1:], line
    if all(isinstance(one, int) for one in arg):
        line = f"Look for a loop over `range(len({name}))`: what is taken from `{name}` in it?"
        yield "taken as its places, 0, 1, 2 …", lambda a: list(range(len(a))), line


def _of_an_array(name):
    yield "with its sign turned", np.negative, f"Look for a minus beside `{name}`."
    yield "without its signs", np.abs, f"Look for `abs` or a square near `{name}`."
    yield "cut to integers", np.trunc, f"Look for `int` or `//` near `{name}`."
    yield "cut off below 0", lambda a: np.maximum(a, 0), f"Look for `maximum` near `{name}`."
    yield "taken as all 1", np.ones_like, f"Does `{name}` occur wherever it counts?"
    yield "taken as all 0", np.zeros_like, f"Does `{name}` occur wherever it counts?"
    yield "one too large", lambda a: a + 1, f"Look for a `+ 1` beside `{name}`."
    yield "one too small", lambda a: a - 1, f"Look for a `- 1` beside `{name}`."
    yield "in reverse along all axes", np.flip, "Look for `[::-1]`, or an index that counts back."
    yield "transposed", np.transpose, f"Look for `.T`, or for two indices of `{name}` swapped."


def along(name: str, axis: int, word: str) -> Iterator[tuple[str, Change, str]]:
    """What may become of an argument along one axis: as the others."""

    def part(where):
        return lambda a: a[(slice(None),) * axis + (where,)]

    def emptied(index):
        def change(a):
            a = a.copy()
            a[(slice(None),) * axis + (index,)] = 0
            return a

        return change

    back = f"Look for `[::-1]`, or for an index of `{name}` that counts backwards."
    ends = f"Look at the ends of the loop over the {word}s of `{name}`, or at its slices."
    yield f"with its {word}s in reverse", lambda a: np.flip(a, axis), back
    for end, index in (("first", 0), ("last", -1)):
        rest = slice(1, None) if index == 0 else slice(-1)
        alone = slice(1) if index == 0 else slice(-1, None)
        yield f"without its {end} {word}", part(rest), ends
        yield f"with its {end} {word} taken as 0", emptied(index), ends
        yield f"with its {end} {word} alone", part(alone), ends
        yield f"with all but its {end} {word} taken as 0", emptied(rest), ends
    for by, way in ((1, "later"), (-1, "earlier")):
        line = f"Look for an index of `{name}` that is one too large or too small."
        yield f"with its {word}s one {way}", partial(np.roll, shift=by, axis=axis), line
