"""Why an answer is wrong: the mistakes, one or two, that give what the answer gave.

Tried are known mistakes, then relations that hold in any exercise, alone or on top of a known
mistake, then two known mistakes at once. What is told explains all that failed and contradicts
nothing that passed; where that cannot be had of the whole, it is tried of each output, or part.
"""

import time
from dataclasses import dataclass, replace
from typing import Any

from cnnnotes.exercises import Exercise
from cnnnotes.grading import errors, seen
from cnnnotes.grading.guesses import fits, predicted, related, two
from cnnnotes.grading.view import View, size

SECONDS = 0.4  # of the processor, for pairs of mistakes: there are many


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The names of what went wrong, hints that rise, and the smallest case that shows it."""

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
    deadline = time.process_time() + SECONDS
    told = _explained(exercise, judged, deadline)
    told = told or _beside_a_changed_input(exercise, judged, deadline)
    if told:
        return Diagnosis(tuple(one.name for one in told), _hints(told), smallest)
    name = (smallest.problem.name,) if smallest.problem.kind == "property" else ()
    return Diagnosis(name, seen.hints(exercise, judged, smallest), smallest)


def _hints(told):
    """The hints of one mistake, or of two, that to mend first first."""
    if len(told) == 1:
        return told[0].hints
    one, two, three = zip(*(each.hints for each in told), strict=True)
    return (
        " And: ".join(one),
        f"Mend this first: {' Then: '.join(two)}",
        f"First: {' Then: '.join(three)}",
    )


def _explained(exercise, judged, deadline):
    """The mistakes that explain all that failed; else each output's, or each part's, own."""
    told = _told(View(exercise, judged), deadline)
    if told or exercise.properties:
        return told
    if len(exercise.returns) > 1:
        views = [View(exercise, judged, (output,)) for output in range(len(exercise.returns))]
        told = _of_each([view for view in views if view.wrong], deadline)
    return told or _of_each(_parts(exercise, judged), deadline)


def _parts(exercise, judged):
    """The cases of each part that failed: of two mistakes, one is alone there."""
    for name in (part.name for part in exercise.parts):
        view = View(exercise, judged, part=name)
        numbers = [right.size for one in view.wrong for right in one.expected]
        if sum(numbers) > 2 * len(view.wrong):  # one or two numbers say too little to go by
            yield view


def _of_each(views, deadline):
    """What explains each of some views, every name once; three at most."""
    told = {}
    for view in views:
        for one in _told(view, deadline):
            told.setdefault(one.name, one)
    return tuple(told.values())[:3]


def _told(view, deadline):
    """Return the mistakes, one or two, that explain a view, or nothing."""
    if not view.wrong:
        return ()
    singles = {m.name: m for m in view.exercise.mistakes if fits(view, m)}
    if singles:
        return tuple(singles.values())[:1] if len(singles) == 1 or not view.partial else ()
    met = _nothing_returned(view) or _raised(view)
    if met or view.exercise.properties or not view.gave_values:
        return met
    found = related(view)
    if len(found) == 2 and getattr(found[1], "vague", False):
        return two(view, deadline) or found
    return found or two(view, deadline)


def _nothing_returned(view):
    if any(one.record.kind != "nothing" for one in view.wrong):
        return ()
    return (seen.NOTHING_ON_A_PATH if view.passed else seen.NOTHING,)


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


def _beside_a_changed_input(exercise, judged, deadline):
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
    told = _explained(exercise, kept, deadline)
    return (*told, changed) if told else ()
