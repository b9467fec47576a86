"""What tells one input from another: square or not, one channel or several, integers or fractions.

Told apart by one of them, the inputs that fail and those that pass say where to look.
"""

from collections.abc import Iterator

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading import axes

ONE_OR_MORE = {"N": "image", "C": "channel", "F": "filter"}


def apart(exercise: Exercise, wrong: list, passed: list) -> tuple[str, str] | None:
    """Return in words what holds where the answer is right, and what where it is wrong; or None."""
    if not wrong or not passed:
        return None
    several = min(len(wrong), len(passed)) > 1  # of one, some number is different by chance
    failing = [dict(_of(exercise, one.case.args, several)) for one in wrong]
    fine = [dict(_of(exercise, one.case.args, several)) for one in passed]
    for texts in failing[0]:
        if not all(texts in found for found in (*failing, *fine)):
            continue
        values = {found[texts] for found in failing}
        if len(values) == 1 and not values & {found[texts] for found in fine}:
            holds, does_not = texts
            return (does_not, holds) if values == {True} else (holds, does_not)
    return None


def _of(exercise: Exercise, args: tuple, values: bool) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield pairs of texts, for what holds and what does not, and which of them is true.

    Of an array's numbers only where `values` is true.
    """
    sizes = axes.sizes(exercise, args)
    for high, wide in (("KH", "KW"), ("H", "W")):
        if high in sizes and wide in sizes:
            yield (f"{high} is {wide}", f"{high} is not {wide}"), sizes[high] == sizes[wide]
    for letter, word in ONE_OR_MORE.items():
        if letter in sizes:
            yield (f"there is one {word}", f"there are several {word}s"), sizes[letter] == 1
    for name, arg in zip(exercise.arguments, args, strict=True):
        if isinstance(arg, bool):
            yield (f"`{name}` is True", f"`{name}` is False"), arg
        elif isinstance(arg, int | float):
            yield (f"`{name}` is 0", f"`{name}` is not 0"), arg == 0
            yield (f"`{name}` is 1", f"`{name}` is not 1"), arg == 1
            yield (f"`{name}` is even", f"`{name}` is odd"), arg % 2 == 0
        elif isinstance(arg, tuple) and arg and all(isinstance(n, int) for n in arg):
            yield (f"`{name}` is all 0", f"`{name}` is not all 0"), not any(arg)
            yield (f"`{name}` is all 1", f"`{name}` is not all 1"), set(arg) == {1}
            both = (f"the numbers of `{name}` are equal", f"the numbers of `{name}` differ")
            yield both, len(set(arg)) == 1
    for letter in ("K", "L", "KH", "KW", "H", "W"):
        if letter in sizes:
            yield (f"{letter} is even", f"{letter} is odd"), sizes[letter] % 2 == 0
    for name, arg in zip(exercise.arguments, args, strict=True):
        if values and isinstance(arg, np.ndarray) and arg.size and arg.dtype.kind in "iuf":
            yield from _of_array(name, arg)


def _of_array(name: str, array: np.ndarray) -> Iterator[tuple[tuple[str, str], bool]]:
    integers = array.dtype.kind != "f"
    yield (f"`{name}` is an array of integers", f"`{name}` is an array of floats"), integers
    negative = bool((array < 0).any())
    yield (f"`{name}` has negative numbers", f"`{name}` has no negative numbers"), negative
    zeros = bool((array == 0).any())
    yield (f"`{name}` has zeros", f"`{name}` has no zeros"), zeros
    fractions = bool((array != np.round(array)).any())
    yield (f"`{name}` has fractions", f"`{name}` has no fractions"), fractions
