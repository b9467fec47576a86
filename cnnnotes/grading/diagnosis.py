"""Why an answer is wrong: the mistakes, one or two, that give what the answer gave.

Tried are known mistakes, then relations that hold in any exercise, alone or on top of a known
mistake, then two known mistakes at once. What is told explains all that failed and contradicts
nothing that passed; where that cannot be had of the whole, it is tried of each output, or part.
"""

from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from cnnnotes.exercises import Exercise, Mistake
from cnnnotes.grading import errors, seen
from cnnnotes.grading.clock import Clock
from cnnnotes.grading.compounds import compound
from cnnnotes.grading.guesses import fits, one_change, other_arguments, related
from cnnnotes.grading.predicting import predicted
from cnnnotes.grading.view import View, size

SECONDS = 0.55  # of the processor, for what is not a known mistake alone: there is much to try
MORE_SECONDS = 0.15  # where that explains nothing, to explain single outputs and parts


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The names of the `mistakes`, `hints` that rise, and the `smallest` case that shows them."""

    mistakes: tuple[str, ...]
    hints: tuple[str, ...]
    smallest: Any


def diagnose(exercise: Exercise, judged: list) -> Diagnosis:
    """Return why an answer is wrong; `judged` are its cases, of which at least one has failed."""
    failed = [one for one in judged if one.problem and one.problem.kind != "loop"]
    smallest = min(
        failed or [one for one in judged if one.problem], key=lambda one: size(one.case.args)
    )
    if not failed:
        return Diagnosis((seen.LOOP,), seen.loop(smallest), smallest)
    clock = Clock(SECONDS)
    told, more = _explained(exercise, judged, clock)
    if told:
        return Diagnosis(tuple(one.name for one in told), _hints(told, more), smallest)
    name = (smallest.problem.name,) if smallest.problem.kind == "property" else ()
    return Diagnosis(name, seen.hints(exercise, judged, smallest), smallest)


def _hints(told, more):
    """The hints of one mistake, or of several, that to mend first first."""
    one, two, three = zip(*(each.hints for each in told), strict=True)
    rest = f" That does not explain all that is wrong in {more}." if more else ""
    if len(told) == 1:
        return one[0] + rest, two[0], three[0]
    return (
        " And: ".join(one) + rest,
        f"Mend this first: {' Then: '.join(two)}",
        f"First: {' Then: '.join(three)}",
    )


def _explained(exercise, judged, clock):
    """The mistakes that explain all that failed, or some of it; and in words where more is wrong.

    Of two mistakes, one may be alone in one of the outputs, or in one of the parts.
    """
    told = _told(View(exercise, judged), clock)
    if told:
        return told, ""
    beside = _beside_a_changed_input(exercise, judged, clock)
    if beside:
        return beside
    found, more = {}, ""
    clock = clock.more(MORE_SECONDS)
    for views in (_outputs, _parts):
        if not found or more:
            known = len(found)
            left = _of_each(views(exercise, judged), found, clock)
            more = left if len(found) > known else more or left
    return tuple(found.values())[:3], more


def _outputs(exercise, judged):
    """Each output by itself, where there are several."""
    for place, name in enumerate(exercise.returns):
        if len(exercise.returns) > 1 and not exercise.properties:
            yield f"`{name}`", View(exercise, judged, (place,))


def _parts(exercise, judged):
    """The cases of each part; one case, or one or two numbers in each, is too little to go by.

    An answer that also raises goes wrong in a way of its own: what it gives elsewhere may be alike
    by chance.
    """
    if any(one.record.kind == "raised" for one in judged):
        return
    for part in exercise.parts:
        view = View(exercise, judged, part=part.name)
        if view.numbers > 2 * len(view.wrong) > 2:
            yield f"“{part.name}”", view


def _of_each(views, found, clock):
    """Put what explains each of some views into `found`, by its name; return where nothing does.

    What explains one part may do so by chance, where it would go wrong in another part as well, in
    another way than the answer.
    """
    explained, unexplained = [], {}
    for name, view in views:
        if told := _told(view, clock):
            explained += told
        elif view.wrong:
            unexplained[name] = view
    if not any(view.part and _contradicted(view, explained) for view in unexplained.values()):
        found |= {one.name: one for one in explained if one.name not in found}
    return " and ".join(unexplained)


def _contradicted(view, told):
    """Tell whether one of some mistakes does something in a view that nothing explains."""
    return not all(
        isinstance(mistake, Mistake) and view.right(one, predicted(view.exercise, mistake, one))
        for mistake in told
        for one in view.wrong
    )


def _told(view, clock):
    """Return the mistakes, one or two, that explain a view, or nothing."""
    if not view.wrong:
        return ()
    known, demands = view.exercise.mistakes, view.partial and view.exercise.properties
    if demands:  # a mimic breaks the same ones as many another; what `shows` a mistake does not
        known = [mistake for mistake in known if mistake.shows]
    elif view.part:  # what is shown fits much: one part is too little to go by
        known = [mistake for mistake in known if not mistake.shows]
    fitting = (mistake for mistake in known if fits(view, mistake))
    if demands or not view.partial:
        singles = tuple(islice(fitting, 1))  # the first listed
    else:
        singles = tuple({mistake.name: mistake for mistake in fitting}.values())
    if demands or len(singles) == 1:
        return singles
    if singles:
        return _likeliest(view, singles)
    met = _nothing_returned(view) or _raised(view) or _some_missing(view)
    if met or view.exercise.properties or not (view.gave_values and view.gave_numbers()):
        return met
    found = related(view) or other_arguments(view, clock)
    if found and not _is_vague(found):
        return found
    more = one_change(view, clock) or compound(view, clock)
    told = found if found and _is_vague(more) else more or found
    return () if view.part and _is_vague(told) else told


def _likeliest(view, fitting):
    """Of several known mistakes that fit one output, that which spoils the others least.

    Where several spoil as much, or where this is one part, none.
    """
    if view.part:
        return ()
    spoilt = [view.spoilt_beside(partial(predicted, view.exercise, m)) for m in fitting]
    return (fitting[spoilt.index(min(spoilt))],) if spoilt.count(min(spoilt)) == 1 else ()


def _is_vague(found):
    return any(getattr(one, "vague", False) for one in found)


def _nothing_returned(view):
    if any(one.record.kind != "nothing" for one in view.wrong):
        return ()
    return (seen.NOTHING_ON_A_PATH if view.passed else seen.NOTHING,)


def _some_missing(view):
    if len(view.exercise.returns) == 1 or any(one.record.kind != "value" for one in view.wrong):
        return ()
    records, expected = zip(*((one.record, one.expected) for one in view.wrong), strict=True)
    found = seen.some_missing(view.exercise, records, expected)
    return (found,) if found else ()


def _raised(view):
    found = errors.recognized(view.wrong)
    return (found,) if found else ()


def _changing(exercise, judged):
    """The known mistake that changes the same input, and does no more."""
    cases = [one for one in judged if one.record.mutated]
    for mistake in exercise.mistakes:
        records = [predicted(exercise, mistake, one) for one in cases]
        pairs = list(zip(cases, records, strict=True))
        if all(record.mutated == one.record.mutated for one, record in pairs) and all(
            View(exercise, []).right(one, replace(record, mutated=())) for one, record in pairs
        ):
            return mistake
    return None


def _beside_a_changed_input(exercise, judged, clock):
    """The input is changed in place: alone, or beside what else makes the values wrong."""
    names = sorted({exercise.arguments[i] for one in judged for i in one.record.mutated})
    if not names:
        return None
    kept = [replace(one, record=replace(one.record, mutated=())) for one in judged]
    kept = [
        replace(one, problem=None)
        if one.problem and View(exercise, [one]).right(one, one.record)
        else one
        for one in kept
    ]
    changed = _changing(exercise, judged) or seen.input_changed(names)
    if not any(one.problem and one.problem.kind != "loop" for one in kept):
        return (changed,), ""
    told, more = _explained(exercise, kept, clock)
    return ((*told, changed), more) if told else None
