"""What could explain a view: a known mistake, a relation on top of one or none, two mistakes."""

import time
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from cnnnotes.exercises import Case, Exercise, Mistake
from cnnnotes.exercises.spoiling import composed, knobs
from cnnnotes.grading import relations
from cnnnotes.grading.comparing import arrays, holds, looked_at
from cnnnotes.grading.relations import Pair, Relation, same
from cnnnotes.grading.view import View, scale
from cnnnotes.runner.call import build, call
from cnnnotes.runner.record import Record, read

if TYPE_CHECKING:
    from cnnnotes.grading.judging import Judged


def fits(view: View, mistake: Mistake) -> bool:
    """Tell whether a known mistake explains a view."""
    if mistake.shows:
        values = [(arrays(view.exercise, one.record), one.case.args) for one in view.wrong]
        return all(v is not None and holds(mistake.shows, v, args) for v, args in values)
    return view.explained(partial(predicted, view.exercise, mistake))


def predicted(exercise: Exercise, mistake: Mistake, one: "Judged") -> Record:
    """Return what a known mistake gives on a case."""
    return looked_at(exercise, one.case, one.expected, _called(exercise, mistake, one.case))


@lru_cache(maxsize=16384)  # a class answers on the same cases, and a learner again and again
def _called(exercise: Exercise, mistake: Mistake, case: Case) -> Record:
    return call(mistake.of(exercise.reference), case.args)


def related(view: View) -> tuple:
    """Return a relation that holds of the right values, alone or on top of a known mistake."""
    if any(one.record.kind != "value" or one.record.mutated for one in view.wrong):
        return ()
    cases = (*view.wrong, *view.passed)
    right = [one.expected for one in cases]
    yours = [arrays(view.exercise, one.record) for one in cases]
    alone = _relation(view, right, yours)
    if len(alone) == 1:
        return alone
    for mistake in view.exercise.mistakes:
        found = () if mistake.shows else _relation(view, _values(view, mistake), yours)
        if len(found) == 1 and found[0].name != mistake.name:
            return (mistake, _known(view, found[0], right))
    return ()


def _values(view: View, mistake: Mistake) -> Iterator[tuple | None]:
    """What a known mistake gives on each case of a view."""
    for one in (*view.wrong, *view.passed):
        record = predicted(view.exercise, mistake, one)
        told = record.kind == "value" and not record.mutated
        yield arrays(view.exercise, record) if told else None


def _relation(
    view: View, bases: Iterable[tuple | None], results: Iterable[tuple | None]
) -> tuple[Relation, ...]:
    """The relation, of each output, that leads from some values to others; or nothing."""
    bases, results = _Again(bases), _Again(results)
    found: dict[str, Relation] = {}
    for output in view.outputs:
        pairs = _Again(_pairs(view, bases, results, output))
        if all(pair and same(pair.base, pair.yours, pair.scale, 1e-9) for pair in pairs):
            continue
        relation = relations.find(view.exercise, output, pairs)
        if relation is None:
            return ()
        found.setdefault(relation.name, relation)
    return tuple(found.values())


def _pairs(view, bases, results, output):
    name = view.exercise.returns[output]
    for one, base, result in zip((*view.wrong, *view.passed), bases, results, strict=True):
        if one.case.returns and name not in one.case.returns:
            continue
        if base is None or result is None:
            yield None
        else:
            yield Pair(one.case.args, base[output], result[output], scale(one.expected[output]))


class _Again:
    """An iterable that is computed as far as it is needed, once."""

    def __init__(self, items):
        self._items, self._known = iter(items), []

    def __iter__(self):
        for index in range(10**6):
            if index == len(self._known):
                try:
                    self._known.append(next(self._items))
                except StopIteration:
                    return
            yield self._known[index]


def _known(view, relation, right):
    """The known mistake that is this very relation of the right values, or the relation."""
    for mistake in view.exercise.mistakes:
        found = () if mistake.shows else _relation(view, right, _values(view, mistake))
        if len(found) == 1 and found[0].name == relation.name:
            return mistake
    return relation


def two(view: View, deadline: float) -> tuple:
    """Return two known mistakes that explain a view, that to mend first first, or nothing.

    It ends when `time.process_time()` reaches the deadline.
    """
    exercise, smallest = view.exercise, view.wrong[0]
    merged = set()  # of two changes of one loop neither is the outer one
    for outer, inner in _pairs_of_mistakes(view):
        if time.process_time() > deadline:
            return ()
        both = composed(outer.mimic, inner.mimic)
        if both is None or outer.name == inner.name:
            continue
        if isinstance(both, knobs):
            if (inner, outer) in merged:
                continue
            merged.add((outer, inner))
        wrong = partial(both, exercise.reference)

        def predict(one, wrong=wrong):
            return looked_at(exercise, one.case, one.expected, call(wrong, one.case.args))

        if _begins_like(view, smallest, wrong) and view.explained(predict):
            return _first_to_mend(view, outer, inner)
    return ()


def _pairs_of_mistakes(view):
    """First pairs of mistakes that are both right where the answer is, then the others."""
    known = [m for m in view.exercise.mistakes if not m.shows]
    likely = [m for m in known if _right_where_passed(view, m)]
    yield from permutations(likely, 2)
    for pair in permutations(known, 2):
        if not set(pair) <= set(likely):
            yield pair


def _begins_like(view, one, wrong):
    """Tell whether a function goes wrong as the answer does on one case; as `call`, but quicker."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            record = read(wrong(*map(build, one.case.args)))
        except Exception:
            return one.record.kind != "value"
    record = looked_at(view.exercise, one.case, one.expected, record)
    return view.alike(one, replace(record, mutated=one.record.mutated))


def _right_where_passed(view, mistake):
    return all(view.right(one, predicted(view.exercise, mistake, one)) for one in view.passed)


def _first_to_mend(view, outer, inner):
    """First what leaves more cases right when it is mended; else what happens first."""

    def left_right(mistake):
        return sum(view.right(one, predicted(view.exercise, mistake, one)) for one in view.wrong)

    return (outer, inner) if left_right(inner) > left_right(outer) else (inner, outer)
