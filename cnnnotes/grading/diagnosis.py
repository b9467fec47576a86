"""Why an answer is wrong: the mistakes, one or two, that give what the answer gave.

Tried are known mistakes, then relations that hold in any exercise, alone or on top of a known
mistake, then two known mistakes at once. What is told explains all that failed and contradicts
nothing that passed; where that cannot be had of the whole, it is tried of each output, or part.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import permutations

from cnnnotes.exercises import Case, Exercise, Mistake
from cnnnotes.exercises.spoiling import composed
from cnnnotes.grading import relations, seen
from cnnnotes.grading.comparing import arrays, holds, looked_at
from cnnnotes.grading.relations import Pair, Relation, same
from cnnnotes.grading.view import View, scale, size
from cnnnotes.runner.call import call
from cnnnotes.runner.record import Record

SECONDS = 0.4  # of the processor, for pairs of mistakes: there are many


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The names of what went wrong, hints that rise, and the smallest case that shows it."""

    mistakes: tuple[str, ...]
    hints: tuple[str, ...]
    smallest: object


def diagnose(exercise: Exercise, judged: list) -> Diagnosis:
    """Return why an answer is wrong; `judged` are its cases, of which at least one has failed."""
    failed = [one for one in judged if one.problem and one.problem.kind != "loop"]
    smallest = min(
        failed or [one for one in judged if one.problem], key=lambda one: size(one.case.args)
    )
    if not failed:
        return Diagnosis((seen.LOOP,), seen.loop(smallest), smallest)
    told = _explained(exercise, judged) or _beside_a_changed_input(exercise, judged)
    if told:
        return Diagnosis(tuple(one.name for one in told), _hints(told), smallest)
    name = (smallest.problem.name,) if smallest.problem.kind == "property" else ()
    return Diagnosis(name, seen.hints(exercise, judged, smallest), smallest)


def _hints(told):
    """The hints of one mistake, or of two, that to mend first first."""
    if len(told) == 1:
        return told[0].hints
    one, two, three = zip(*(each.hints for each in told), strict=True)
    count = {2: "Two", 3: "Three"}[len(told)]
    return (
        f"{count} things at once. {' And: '.join(one)}",
        f"Mend this first: {' Then: '.join(two)}",
        f"First: {' Then: '.join(three)}",
    )


def _explained(exercise, judged):
    """The mistakes that explain all that failed; else each output's, or each part's, own."""
    told = _told(View(exercise, judged))
    if told or exercise.properties:
        return told
    if len(exercise.returns) > 1:
        views = [View(exercise, judged, (output,)) for output in range(len(exercise.returns))]
        told = _of_each([view for view in views if view.wrong])
    return told or _of_each(list(_parts(exercise, judged)))


def _parts(exercise, judged):
    """The cases of each part that failed: of two mistakes, one is alone there."""
    for name in (part.name for part in exercise.parts):
        view = View(exercise, judged, part=name)
        numbers = [right.size for one in view.wrong for right in one.expected]
        if sum(numbers) > 2 * len(view.wrong):  # one or two numbers say too little to go by
            yield view


def _of_each(views):
    """What explains each of some views, every name once; three at most."""
    told = {}
    for view in views:
        for one in _told(view):
            told.setdefault(one.name, one)
    return tuple(told.values())[:3]


def _told(view):
    """Return the mistakes, one or two, that explain a view, or nothing."""
    if not view.wrong:
        return ()
    singles = {m.name: m for m in view.exercise.mistakes if _fits(view, m)}
    if singles:
        return tuple(singles.values())[:1] if len(singles) == 1 or not view.partial else ()
    if view.exercise.properties or not view.gave_values:
        return _nothing_returned(view)
    return _related(view) or _two(view)


def _fits(view, mistake):
    if mistake.shows:
        values = [(arrays(view.exercise, one.record), one.case.args) for one in view.wrong]
        return all(v is not None and holds(mistake.shows, v, args) for v, args in values)
    return view.explained(partial(_predicted, view.exercise, mistake))


def _predicted(exercise, mistake, one):
    """What a known mistake gives on a case."""
    return looked_at(exercise, one.case, one.expected, _called(exercise, mistake, one.case))


@lru_cache(maxsize=16384)  # a class answers on the same cases, and a learner again and again
def _called(exercise: Exercise, mistake: Mistake, case: Case) -> Record:
    return call(mistake.of(exercise.reference), case.args)


def _nothing_returned(view):
    if any(one.record.kind != "nothing" for one in view.wrong):
        return ()
    return (seen.NOTHING_ON_A_PATH if view.passed else seen.NOTHING,)


def _related(view):
    """A relation that holds of the right values, or on top of those of a known mistake."""
    if any(one.record.kind != "value" or one.record.mutated for one in view.wrong):
        return ()
    alone = _relation(view, [one.expected for one in (*view.wrong, *view.passed)])
    if len(alone) == 1:
        return alone
    for mistake in view.exercise.mistakes:
        found = () if mistake.shows else _relation(view, _values(view, mistake))
        if len(found) == 1 and found[0].name != mistake.name:
            return (mistake, _known(view, found[0]))
    return ()


def _values(view: View, mistake: Mistake) -> Iterator[tuple | None]:
    """What a known mistake gives on each case of a view."""
    for one in (*view.wrong, *view.passed):
        record = _predicted(view.exercise, mistake, one)
        told = record.kind == "value" and not record.mutated
        yield arrays(view.exercise, record) if told else None


def _relation(view: View, bases: Iterable[tuple | None]) -> tuple[Relation, ...]:
    """The relation, of each output, that leads from known values to the answer's; or nothing."""
    bases = _Again(bases)
    found = {}
    for output in view.outputs:
        pairs = _Again(_pairs(view, bases, output))
        if all(pair and same(pair.base, pair.yours, pair.scale, 1e-9) for pair in pairs):
            continue
        relation = relations.find(view.exercise, output, pairs)
        if relation is None:
            return ()
        found.setdefault(relation.name, relation)
    return tuple(found.values())


def _pairs(view, bases, output):
    name = view.exercise.returns[output]
    for one, base in zip((*view.wrong, *view.passed), bases, strict=True):
        if one.case.returns and name not in one.case.returns:
            continue
        yours = arrays(view.exercise, one.record)
        if base is None or yours is None:
            yield None
        else:
            right = one.expected[output]
            yield Pair(one.case.args, base[output], yours[output], scale(right))


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


def _known(view, relation):
    """The known mistake that is this very relation, or the relation."""
    cases = (*view.wrong, *view.passed)
    for mistake in view.exercise.mistakes:
        values = None if mistake.shows else list(_values(view, mistake))
        if not values or None in values:
            continue
        pairs = [
            Pair(one.case.args, one.expected[o], value[o], scale(one.expected[o]))
            for one, value in zip(cases, values, strict=True)
            for o in view.outputs
        ]
        found = relations.find(view.exercise, view.outputs[0], pairs)
        if found and found.name == relation.name:
            return mistake
    return relation


def _two(view):
    """Two known mistakes that explain a view, the one to mend first first; or nothing."""
    exercise, smallest = view.exercise, view.wrong[0]
    possible = [m for m in exercise.mistakes if not m.shows and _right_where_passed(view, m)]
    deadline = time.process_time() + SECONDS
    for outer, inner in permutations(possible, 2):
        both = composed(outer.mimic, inner.mimic)
        if both is None or outer.name == inner.name:
            continue
        if time.process_time() > deadline:
            return ()
        wrong = partial(both, exercise.reference)

        def predict(one, wrong=wrong):
            return looked_at(exercise, one.case, one.expected, call(wrong, one.case.args))

        if view.alike(smallest, predict(smallest)) and view.explained(predict):
            return _first_to_mend(view, outer, inner)
    return ()


def _right_where_passed(view, mistake):
    return all(view.right(one, _predicted(view.exercise, mistake, one)) for one in view.passed)


def _first_to_mend(view, outer, inner):
    """First what leaves more cases right when it is mended; else what happens first."""

    def left_right(mistake):
        return sum(view.right(one, _predicted(view.exercise, mistake, one)) for one in view.wrong)

    return (outer, inner) if left_right(inner) > left_right(outer) else (inner, outer)


def _changing(exercise, judged):
    """The known mistake that changes the same input, and does no more."""
    cases = [one for one in judged if one.record.mutated]
    for mistake in exercise.mistakes:
        records = [_predicted(exercise, mistake, one) for one in cases]
        pairs = list(zip(cases, records, strict=True))
        if all(record.mutated == one.record.mutated for one, record in pairs) and all(
            View(exercise, []).right(one, replace(record, mutated=())) for one, record in pairs
        ):
            return mistake
    return None


def _beside_a_changed_input(exercise, judged):
    """The input is changed in place: alone, or beside what else makes the values wrong."""
    names = sorted({exercise.arguments[i] for one in judged for i in one.record.mutated})
    if not names:
        return ()
    kept = [replace(one, record=replace(one.record, mutated=())) for one in judged]
    kept = [
        replace(one, problem=None)
        if one.problem and View(exercise, [one]).right(one, one.record)
        else one
        for one in kept
    ]
    changed = _changing(exercise, judged) or seen.input_changed(names)
    if not any(one.problem and one.problem.kind != "loop" for one in kept):
        return (changed,)
    told = _explained(exercise, kept)
    return (*told, changed) if told else ()
