"""How a wrong array comes from the right one, in any exercise: turned, cut, rounded, moved.

A relation is looked for on several cases at once, `find(exercise, output, pairs)`, and must hold
on all of them, also on those where the answer is right.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading.axes import words
from cnnnotes.grading.axis_changes import of_axes
from cnnnotes.grading.changes import VALUES
from cnnnotes.grading.factors import find_factor


@dataclass(frozen=True)
class Relation:
    """What was recognized, its `name`, and three hints, as a `Mistake` has them.

    `observation` tells what is seen, `question` asks, `line` says where to look. `change` makes the
    wrong array of the right one, where it is the same in all cases.
    """

    name: str
    observation: str
    question: str
    line: str
    change: Callable | None = None

    @property
    def hints(self) -> tuple[str, str, str]:
        """The ladder, lowest step first."""
        return self.observation, self.question, self.line

    @property
    def vague(self) -> bool:
        """Whether it is a number that may come from anything: two known mistakes say more."""
        added = self.name.endswith((" too large", " too small"))
        return self.name.startswith("times ") or (added and not self.name.startswith("1 "))


@dataclass(frozen=True, eq=False)
class Pair:
    """One case, the call with `args`: `base` came out of a function that is known.

    `yours` came out of the answer; `scale` is the size of the right values.
    """

    args: tuple
    base: np.ndarray
    yours: np.ndarray
    scale: float


def find(
    exercise: Exercise, output: int, pairs: Iterable[Pair | None], ndim: int = 0
) -> Relation | None:
    """Return the relation that makes `yours` of `base` on all pairs, or None.

    Some of the arrays have `ndim` axes, if the first has fewer.
    """
    first = next(iter(pairs))
    if first is None or first.yours.dtype.kind in "bc":
        return None
    tolerance, ndim = exercise.tolerance, max(first.base.ndim, ndim)
    named = {"it": "the result" if first.base.ndim == 0 else f"`{exercise.returns[output]}`"}
    changes = (*VALUES, *of_axes(words(exercise, output, ndim)))
    for index, (name, change, *hints) in enumerate(changes):
        if all(_gives(change, pair, tolerance) for pair in pairs):
            if name.startswith("cut off") and not _leaves_some(pairs):
                continue
            if len({pair.base.ndim for pair in pairs if pair}) > 1:  # so that an axis has no name
                plain = tuple(f"slice along axis {axis}" for axis in range(ndim))
                name, _, *hints = (*VALUES, *of_axes(plain))[index]
            return _told(pairs, tolerance, name, hints, named, change)
    found = find_factor(exercise, pairs)
    if found is None:
        return None
    name, factor, *hints = found
    return _told(pairs, tolerance, name, hints, named, factor)


def _leaves_some(pairs):
    """Tell whether a number that is neither 0 nor 1 stayed; else it may as well be a mask."""
    numbers = (p.base[p.base == p.yours] for p in pairs)
    return any(((kept != 0) & (kept != 1)).any() for kept in numbers)


def _told(pairs, tolerance, name, hints, named, change):
    """The relation in words, if more than a number or two speaks for it."""
    wrong = [p for p in pairs if not same(p.yours, p.base, p.scale, tolerance)]
    numbers = sum(max(p.yours.size, 1) for p in wrong)
    if len(wrong) < 2 and numbers < 3:
        return None
    return Relation(*(text.format(**named) for text in (name, *hints)), change)


def same(a: np.ndarray, b: np.ndarray, scale: float, tolerance: float) -> bool:
    """Tell whether two arrays have one shape and the same values, at this scale or at their own."""
    if a.shape != b.shape:
        return False
    if a.size and any(_apart(a.item(i), b.item(i), scale, tolerance) for i in (0, -1)):
        return False
    with np.errstate(invalid="ignore"):  # faster than `np.isclose`: it is called so often
        apart = np.abs(np.subtract(a, b, dtype=np.result_type(a, b, float)))
        if (apart <= tolerance * scale).all():
            return True
        equal = (a == b) | ((a != a) & (b != b))
        scales = np.maximum(scale, np.minimum(np.abs(a), np.abs(b)))  # what grows has more digits
        return bool((equal | (apart <= tolerance * scales)).all())


def _apart(p, q, scale, tolerance):
    """Tell whether two numbers differ: what differs mostly does at an end, without an array."""
    return abs(p - q) > tolerance * max(scale, min(abs(p), abs(q)))


def _gives(change, pair, tolerance):
    if pair is None:
        return False
    with np.errstate(all="ignore"):
        changed = change(pair.base) if pair.base.size else pair.base
        return changed is not None and same(np.asarray(changed), pair.yours, pair.scale, tolerance)
