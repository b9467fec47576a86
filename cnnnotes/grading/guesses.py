"""What could explain a view: a known mistake, a relation on top of one or none, two mistakes."""

import time
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import permutations, product

import numpy as np

from cnnnotes.exercises import Mistake
from cnnnotes.exercises.spoiling import composed, knobs
from cnnnotes.grading import relations
from cnnnotes.grading.arguments import of_arguments
from cnnnotes.grading.comparing import arrays, holds
from cnnnotes.grading.predicting import predicted, quickly
from cnnnotes.grading.relations import Pair, Relation, same
from cnnnotes.grading.view import View, scale


def fits(view: View, mistake: Mistake) -> bool:
    """Tell whether a known mistake explains a view."""
    if mistake.shows:
        values = [(arrays(view.exercise, one.record), one.case.args) for one in view.wrong]
        return all(v is not None and holds(mistake.shows, v, args) for v, args in values)
    return view.explained(partial(predicted, view.exercise, mistake))


def related(view: View) -> tuple:
    """Return a relation that holds of the right values, or nothing."""
    if not _gives_values(view):
        return ()
    found = _relations(view, _right(view), _yours(view))
    return (next(iter(found.values())),) if _is_one(found) else ()


def other_arguments(view: View, deadline: float) -> tuple:
    """Return what was done to one argument, or nothing."""
    smallest = view.wrong[0]
    for mistake in of_arguments(view.exercise):
        if time.process_time() > deadline:
            break
        if _begins_like(view, smallest, mistake.mimic) and fits(view, mistake):
            return (mistake,)
    return ()


def on_top(view: View, deadline: float) -> tuple:
    """Return a known mistake, and a relation that holds of its values, or nothing."""
    if not _gives_values(view):
        return ()
    for mistake in view.exercise.mistakes:
        if time.process_time() > deadline:
            break
        found = {} if mistake.shows else _relations(view, _values(view, mistake), _yours(view))
        if _is_one(found) and mistake.name not in _names(found).values():
            return (mistake, _known(view, found))
    return ()


def _gives_values(view):
    return all(one.record.kind == "value" and not one.record.mutated for one in view.wrong)


def _right(view):
    return [one.expected for one in (*view.wrong, *view.passed)]


def _yours(view):
    return [arrays(view.exercise, one.record) for one in (*view.wrong, *view.passed)]


def _values(view: View, mistake: Mistake) -> Iterator[tuple | None]:
    """What a known mistake gives on each case of a view."""
    for one in (*view.wrong, *view.passed):
        record = predicted(view.exercise, mistake, one)
        told = record.kind == "value" and not record.mutated
        yield arrays(view.exercise, record) if told else None


def _relations(
    view: View, bases: Iterable[tuple | None], results: Iterable[tuple | None]
) -> dict[int, Relation]:
    """The relations, of each output that differs, that lead from some values to others; or none."""
    bases, results = _Again(bases), _Again(results)
    found: dict[int, Relation] = {}
    for output in view.outputs:
        pairs = _Again(_pairs(view, bases, results, output))
        if all(pair and same(pair.base, pair.yours, pair.scale, 1e-9) for pair in pairs):
            continue
        relation = relations.find(view.exercise, output, pairs)
        if relation is None:
            return {}
        found[output] = relation
    return found


def _names(found):
    return {output: relation.name for output, relation in found.items()}


def _is_one(found):
    """Tell whether there is a relation, and all outputs that differ have the same."""
    return len(set(_names(found).values())) == 1


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


def _known(view, found):
    """The known mistake that is these very relations of the right values, or the relation."""
    for mistake in view.exercise.mistakes:
        known = {} if mistake.shows else _relations(view, _right(view), _values(view, mistake))
        if _names(known) == _names(found):
            return mistake
    return next(iter(found.values()))


def two(view: View, deadline: float) -> tuple:
    """Return two known mistakes that explain a view, that to mend first first, or nothing.

    It ends when `time.process_time()` reaches the deadline.
    """
    smallest = view.wrong[0]
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
        if _begins_like(view, smallest, both) and fits(view, replace(outer, mimic=both)):
            return _first_to_mend(view, outer, inner)
    return ()


def _pairs_of_mistakes(view):
    """Pairs of mistakes, the likeliest first: one of them is alone in some part of the cases.

    What may be done to an argument comes last, beside a known mistake.
    """
    known = [m for m in view.exercise.mistakes if not m.shows]
    alone = [m for m in known if _alone_somewhere(view, m)]
    yield from _both_ways(alone, known)
    likely = [m for m in known if _right_where_passed(view, m)]
    yield from permutations(likely, 2)
    yield from _both_ways(alone or likely, of_arguments(view.exercise))
    yield from permutations(known, 2)


def _both_ways(some, others):
    for pair in product(some, others):
        yield from permutations(pair)


def _alone_somewhere(view, mistake):
    """Tell whether a mistake explains the smallest case of some part that failed."""
    smallest = {one.case.part: one for one in reversed(view.wrong)}.values()
    return any(view.alike(one, predicted(view.exercise, mistake, one)) for one in smallest)


def _begins_like(view, one, mimic):
    """Tell whether a mimic goes wrong as the answer does on one case."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        record = quickly(view.exercise, mimic, one)
    if record is None:
        return one.record.kind != "value"
    return view.alike(one, replace(record, mutated=one.record.mutated))


def _right_where_passed(view, mistake):
    return all(view.right(one, predicted(view.exercise, mistake, one)) for one in view.passed)


def _first_to_mend(view, outer, inner):
    """First what leaves more cases right when it is mended; else what happens first."""

    def left_right(mistake):
        return sum(view.right(one, predicted(view.exercise, mistake, one)) for one in view.wrong)

    return (outer, inner) if left_right(inner) > left_right(outer) else (inner, outer)
