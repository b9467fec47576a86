"""What may become of arguments beside what is likely: a constant, times a size, two cut alike.

These are tried alone, and not together with known mistakes: they are many.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np

from cnnnotes.exercises import Exercise, Mistake
from cnnnotes.grading import axes
from cnnnotes.grading.arguments import along, changed, mistaken

Told = tuple[str, Callable, str]  # what became of it, a change or a mimic, and where to look
INTEGERS = (2, 3, 5, 9, 10, 28)
FRACTIONS = (0.5, 0.9, 0.99, 0.999, 0.1, 0.01, 0.001)


@lru_cache(maxsize=128)
def further(exercise: Exercise) -> tuple[Mistake, ...]:
    """Return mistakes that change one argument in ways that are not so likely."""
    if exercise.properties:
        return ()
    args = exercise.cases_from(0)[-1].args
    found = [*_of_both(exercise, args), *_of_the_result(exercise, args)]
    for place, arg in enumerate(args):
        name = exercise.arguments[place]
        for became, change, line in _changes(exercise, name, arg):
            found.append(mistaken(f"`{name}` {became}", changed(change, place), name, line))
        if _is_number(arg) or _is_array(arg):
            for became, mimic, line in _by_sizes(exercise, place):
                found.append(mistaken(f"`{name}` {became}", mimic, name, line))
    return tuple(found)


def _of_both(exercise: Exercise, args: tuple) -> Iterator[Mistake]:
    """Two arrays of one shape, of which both lack an end, or are turned."""
    for a, b in combinations(range(len(args)), 2):
        if not (_is_array(args[a]) and _is_array(args[b]) and args[a].shape == args[b].shape):
            continue
        names = f"`{exercise.arguments[a]}` and `{exercise.arguments[b]}`"
        for axis, word in enumerate(axes.words_of(exercise, exercise.arguments[a], args[a].ndim)):
            for became, change, line in along(exercise.arguments[a], axis, word):
                if "taken as 0" not in became:
                    became = re.sub(r"\bits\b", "their", became)
                    yield Mistake(
                        f"{names} {became}",
                        changed(change, a, b),
                        f"Your result is what is right for other arguments: {names} {became}.",
                        f"Where does your code use {names}, and are they there as they were given?",
                        line,
                    )


def _of_the_result(exercise: Exercise, args: tuple) -> Iterator[Mistake]:
    """What an argument has to do with the result that is to have its shape, or its axes."""
    for place, arg in enumerate(args):
        if len(exercise.returns) > 1 or not _is_array(arg):
            continue
        name = exercise.arguments[place]
        yield Mistake(
            f"cut to the size of `{name}`",
            lambda right, *args, place=place: _cut(right(*args), args[place].shape),
            f"Your result is right, as far as it reaches; it is no larger than `{name}`.",
            f"Is the result to be as large as `{name}`?",
            f"Look for the shape of `{name}` where that of the result belongs.",
        )
        for axis, word in enumerate(axes.words_of(exercise, name, arg.ndim)):
            for end, index in (("first", 0), ("last", -1)):
                where = (slice(None),) * axis + (index,)
                yield Mistake(
                    f"{end} {word} left as it is in `{name}`",
                    lambda right, *args, place=place, where=where: _kept(
                        right(*args), args[place], where
                    ),
                    f"The {end} {word} of your result is that of `{name}`; the others are right.",
                    f"Which turn of which loop makes the {end} {word}?",
                    "Look at the `range` of the loop: `range(n)` gives 0 … n - 1.",
                )


def _cut(out, shape):
    out = np.asarray(out)
    return out[tuple(slice(n) for n in shape)] if out.ndim == len(shape) else out


def _kept(out, given, where):
    out = np.array(out)
    if out.shape == given.shape:
        out = out.astype(np.result_type(out, given))
        out[where] = given[where]
    return out


def _is_number(arg):
    return isinstance(arg, int | float) and not isinstance(arg, bool)


def _is_array(arg):
    return isinstance(arg, np.ndarray) and arg.ndim > 0 and arg.dtype.kind in "iuf"


def _changes(exercise: Exercise, name: str, arg: object) -> Iterator[Told]:
    if _is_number(arg):
        yield from _of_a_number(name, isinstance(arg, int))
    elif isinstance(arg, np.ndarray) and _is_array(arg):
        yield from _of_an_array(name, axes.words_of(exercise, name, arg.ndim))


def _of_a_number(name: str, integer: bool) -> Iterator[Told]:
    for n in INTEGERS if integer else FRACTIONS:
        line = f"Look for a {n} where `{name}` is meant."
        yield f"taken as {n}", lambda a, n=n: n, line
    yield "halved", lambda a: a // 2 if integer else a / 2, f"Look for a 2 beside `{name}`."
    if not integer:
        yield "under a root", lambda a: a**0.5 if a >= 0 else a, f"Look for a root of `{name}`."


def _of_an_array(name: str, words: tuple[str, ...]) -> Iterator[Told]:
    yield "squared", np.square, f"Look for `{name}` used twice in a product, or for `** 2`."
    yield "doubled", lambda a: 2 * a, f"Look for a factor of 2 beside `{name}`."
    yield "halved", lambda a: a / 2, f"Look for a factor of 2 beside `{name}`."
    yield "cut off above 1", lambda a: np.minimum(a, 1), f"Look for `minimum` near `{name}`."
    if len(words) > 1:
        line = f"Look for one index that is used for two axes of `{name}`."
        yield "with its diagonal alone", _diagonal, line
        for how, reduce in (("sum", np.sum), ("mean", np.mean), ("largest", np.max)):
            line = f"Look for a `sum`, `mean` or `max` of `{name}` over all its axes."
            yield (
                f"with the {how} of all its numbers for each",
                lambda a, reduce=reduce: np.full(a.shape, reduce(a)),
                line,
            )
    for axis, word in enumerate(words):
        for which, index in (("first", 0), ("last", -1)):

            def change(a, axis=axis, index=index):
                return np.repeat(np.take(a, [index], axis), a.shape[axis], axis)

            line = f"Look for an index of `{name}` that never changes."
            yield f"with its {which} {word} for all", change, line
        for how, reduce in (("sum", np.sum), ("mean", np.mean), ("largest", np.max)):

            def change(a, axis=axis, reduce=reduce):
                return np.broadcast_to(reduce(a, axis=axis, keepdims=True), a.shape).copy()

            line = f"Look for a `sum`, `mean` or `max` of `{name}` along axis {axis}."
            yield f"with the {how} of its {word}s for each", change, line
            yield (
                f"with the {how} of its {word}s alone",
                lambda a, axis=axis, reduce=reduce: reduce(a, axis=axis, keepdims=True),
                line,
            )
    for a, b in combinations(range(len(words)), 2):
        if len(words) > 2:
            line = f"Look for two axes, or two indices, of `{name}` that are swapped."
            yield (
                f"with its {words[a]}s and {words[b]}s swapped",
                lambda array, a=a, b=b: array.swapaxes(a, b),
                line,
            )


def _diagonal(array: np.ndarray) -> np.ndarray:
    rest = [1] * (array.ndim - 2)
    return array * np.eye(*array.shape[:2]).reshape(*array.shape[:2], *rest)


def _by_sizes(exercise: Exercise, place: int) -> Iterator[Told]:
    """Times or divided by a size, or by another argument that is a number."""
    args, name = exercise.cases_from(0)[-1].args, exercise.arguments[place]
    for label in axes.sizes(exercise, args):
        if label == name or not (label in axes.COUNTS or label in exercise.arguments):
            continue
        for how, change in (("times", np.multiply), ("divided by", np.divide)):

            def mimic(right, *args, label=label, change=change):
                changed = change(args[place], axes.sizes(exercise, args)[label])
                return right(*args[:place], changed, *args[place + 1 :])

            line = f"Look for {label} beside `{name}`: does it belong there?"
            yield f"{how} {label}", mimic, line
