"""What may have become of a right array along one axis or several: as in `changes`."""

from collections.abc import Callable, Iterator

import numpy as np


def of_axes(words: tuple[str, ...]) -> Iterator[tuple]:
    """Relations along all axes of an array; `words` says what each of them counts."""
    for axis, word in enumerate(words):
        for name, change, *hints in _along(axis, word):
            yield name, _needs(axis + 1, change), *hints
    yield from ((name, _needs(2, change), *hints) for name, change, *hints in _of_two(words))


def _needs(ndim: int, change: Callable) -> Callable:
    """A change that leaves arrays of fewer axes as they are."""
    return lambda y: change(y) if y.ndim >= ndim else y


def _of_two(words):
    """Relations of several axes."""
    ndim = len(words)
    if ndim >= 2:
        yield (
            "all axes reversed" if ndim > 2 else "turned by 180°",
            np.flip,
            "{it} holds the right numbers in reverse, along all axes.",
            "Which number of the result comes first?",
            "Look for `[::-1]`, or for indices that count backwards.",
        )
        yield (
            "last row and column not written",
            lambda y: _written(y, slice(-1), slice(-1)),
            "{it} has the right shape; its last row and its last column are 0.",
            "Which numbers does `range(n - 1)` give?",
            "Look at the ends of both loops.",
        )
        yield (
            "first row and column not written",
            lambda y: _written(y, slice(1, None), slice(1, None)),
            "{it} has the right shape; its first row and its first column are 0.",
            "Where do both loops begin?",
            "Look at the beginnings of both loops: `range(1, n)` leaves out 0.",
        )
        yield (
            "last row and column missing",
            lambda y: y[:-1, :-1],
            "The last row and the last column of {it} are missing.",
            "Which numbers does `range(n - 1)` give?",
            "Look at the size of the result, and at the ends of both loops.",
        )
    for a in range(ndim):
        for b in range(a + 1, ndim):
            yield (
                f"{words[a]}s and {words[b]}s swapped",
                lambda y, a=a, b=b: y.swapaxes(a, b) if y.ndim > b else y,
                f"{{it}} holds the right numbers, with {words[a]}s and {words[b]}s swapped.",
                f"Which axis of the result counts the {words[a]}s?",
                "Look at the indices on the left of `=`, or for `.T` or a `transpose`.",
            )
    if ndim > 2:
        yield (
            "axes in reverse order",
            lambda y: y.T,
            "{it} holds the right numbers, with its axes in reverse order.",
            "Which axis of the result comes first?",
            "Look for `.T`, which reverses all axes.",
        )


def _along(axis: int, word: str) -> Iterator[tuple]:
    """Relations along one axis, which counts images, rows, columns or channels."""

    def part(where: slice) -> Callable:
        return lambda y: y[(slice(None),) * axis + (where,)]

    def written(where: slice) -> Callable:
        return lambda y: _written(y, *(slice(None),) * axis, where)

    def all_as(index: int) -> Callable:
        return lambda y: np.repeat(np.take(y, [index], axis), y.shape[axis], axis)

    def moved(y: np.ndarray, by: int) -> np.ndarray:
        out = np.roll(y, by, axis)
        out[(slice(None),) * axis + ((0 if by > 0 else -1),)] = 0
        return out

    yield (
        f"{word}s in reverse",
        lambda y: np.flip(y, axis),
        f"The {word}s of {{it}} are right, and stand in reverse.",
        f"Which {word} of the result comes first?",
        "Look for `[::-1]`, or for an index that counts backwards.",
    )
    for name, says, where in (
        (f"only the first {word}", "Only the first", slice(1)),
        (f"only the last {word}", "Only the last", slice(-1, None)),
    ):
        yield (
            f"{name} written",
            written(where),
            f"{says} {word} of {{it}} is right; the others are 0.",
            f"What keeps the other {word}s from being written?",
            "Look for a `return` inside the loop, or for an index that does not change.",
        )
        yield (
            name,
            part(where),
            f"{says} {word} of what {{it}} should hold is there.",
            f"How many {word}s is the result to have?",
            "Look for a `return` inside the loop, or for an index such as `[0]` or `[-1]`.",
        )
    for index, end in ((0, "first"), (-1, "last")):
        yield (
            f"the {end} {word} alone, its axis gone",
            lambda y, index=index: np.take(y, index, axis) if y.shape[axis] else None,
            f"{{it}} is the {end} {word} of what it should hold, and lacks the axis of {word}s.",
            f"How many {word}s is the result to have?",
            "Look for a `return` inside the loop, or for an index such as `[0]` or `[-1]`.",
        )
    for end, where in (("last", slice(-1)), ("first", slice(1, None))):
        yield (
            f"{end} {word} not written",
            written(where),
            f"{{it}} is right but for its {end} {word}, which is 0.",
            "Where does the loop begin, and where does it end?",
            "Look at the `range`: `range(n)` gives 0 … n - 1.",
        )
        yield (
            f"{end} {word} missing",
            part(where),
            f"The {end} {word} of {{it}} is missing; the others are right.",
            f"How many {word}s is the result to have?",
            "Look at the size of the result, and at the `range` of the loop.",
        )
    yield (
        f"every second {word} missing",
        part(slice(None, None, 2)),
        f"{{it}} holds every second {word} of those that it should hold.",
        f"How far does your code go from one {word} to the next?",
        "Look for a step of 2, as in `range(0, n, 2)` or `[::2]`.",
    )
    for index, end in ((0, "first"), (-1, "last")):
        yield (
            f"every {word} is the {end} one",
            all_as(index),
            f"All {word}s of {{it}} are the same: each is what the {end} one should be.",
            f"What differs from one {word} to the next, and where does your code say so?",
            "Look for an index that never changes, or for rows that are one and the same list.",
        )
    for by, way in ((1, "later"), (-1, "earlier")):
        yield (
            f"moved by one {word}",
            lambda y, by=by: np.roll(y, by, axis),
            f"Each {word} of {{it}} stands one place {way} than it should; it goes round.",
            f"Into which place does the first {word} go?",
            "Look for an index that is one too large or too small, or for `np.roll`.",
        )
        yield (
            f"moved by one {word}, 0 comes in",
            lambda y, by=by: moved(y, by),
            f"Each {word} of {{it}} stands one place {way} than it should.",
            f"Into which place does the first {word} go?",
            "Look for an index that is one too large or too small.",
        )
    for what, reduce in (("sum", np.sum), ("mean", np.mean), ("largest", np.max)):
        yield (
            f"{what} of the {word}s",
            lambda y, reduce=reduce: reduce(y, axis=axis) if y.shape[axis] else None,
            f"{{it}} lacks its axis of {word}s: the {what} of them is there.",
            f"Is anything to be done over the {word}s, or is each to be kept?",
            "Look at the `axis=` of each `sum`, `mean` and `max`.",
        )
        yield (
            f"every {word} is the {what} of all",
            lambda y, reduce=reduce: _for_each(reduce, y, axis),
            f"All {word}s of {{it}} are the same: the {what} of what they should be.",
            f"Is anything to be done over the {word}s, or is each to be kept?",
            "Look at the `axis=` of each `sum`, `mean` and `max`.",
        )
    yield (
        f"carried on from {word} to {word}",
        lambda y: np.cumsum(y, axis),
        f"Each {word} of {{it}} holds the {word}s before it as well.",
        "With which value does the sum begin?",
        "Look at where the sum is set to 0: it belongs inside the loop.",
    )


def _for_each(reduce, y, axis):
    """`y` with one number in place of all along an axis."""
    if not y.shape[axis]:
        return None
    return np.broadcast_to(reduce(y, axis=axis, keepdims=True), y.shape)


def _written(y, *where):
    """`y` with zeros outside of a part."""
    out = np.zeros_like(y)
    out[where] = y[where]
    return out
