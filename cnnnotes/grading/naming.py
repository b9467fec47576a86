"""Why an answer is wrong: the known mistake whose mimic gives what the answer gave."""

from functools import lru_cache

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading.comparing import alike, arrays, find_problem, holds, looked_at
from cnnnotes.runner.call import call


def explain(exercise: Exercise, judged: list) -> tuple:
    """Return the known mistake's name or None, hints, and the smallest input that shows them."""
    smallest = _smallest(_wrong(judged) or [one for one in judged if one.problem])
    record, problem = smallest.record, smallest.problem
    if problem.kind == "loop":
        question = "Which line runs once per pixel, and which one step does it for all pixels?"
        line = f"Line {record.line} ran most often: `{record.code}`."
        return "a loop where one step does", (problem.sentence, question, line), smallest
    for cases in (judged, *_part_by_part(exercise, judged)):
        for mistake in exercise.mistakes:
            fits = _shows if mistake.shows else _reproduces
            if fits(exercise, mistake, cases):
                return mistake.name, mistake.hints, _smallest(_wrong(cases))
    name = problem.name if problem.kind == "property" else None
    return name, (problem.sentence, *exercise.hints), smallest


def _wrong(judged):
    return [one for one in judged if one.problem and one.problem.kind != "loop"]


def _smallest(judged):
    return min(judged, key=lambda one: (one.record.kind == "missing", _size(one.case.args)))


def _part_by_part(exercise, judged):
    """Yield the cases of each part that failed: of two mistakes, one is alone there.

    Left out is what says too little to go by: one or two numbers for each case, or properties.
    """
    for part in () if exercise.properties else exercise.parts:
        its = [one for one in judged if one.case.part == part.name]
        numbers = [right.size for one in _wrong(its) for right in one.expected]
        if sum(numbers) > 2 * len(_wrong(its)):
            yield its


def _shows(exercise, mistake, judged):
    """Tell whether the values of every wrong case show the mistake."""

    def fits(one):
        values = arrays(exercise, one.record)
        return values is not None and holds(mistake.shows, values, one.case.args)

    return all(map(fits, _wrong(judged)))


def _reproduces(exercise, mistake, judged):
    """Tell whether the mimic is wrong and gives what the answer gave, on every wrong case.

    One mistake may raise in one style and not in another. So where the answer raised it is enough
    that the mimic is wrong too, if it is also right where the answer is right. An answer that does
    nothing but raise must share its error with the mimic, and be right on some cases. A yes or no
    can be wrong in one way only, so there too the mimic is to be right where the answer is right.
    """
    wrong = _wrong(judged)
    raised = [one for one in wrong if one.record.kind == "raised"]
    gave_values = len(raised) < len(wrong)
    if not gave_values and len(wrong) == len(judged):
        return False
    yes_or_no = all(right.dtype == bool for one in wrong for right in one.expected)

    def fits(one):
        record = looked_at(exercise, one.case, one.expected, _mimicked(exercise, mistake, one.case))
        compared = one in wrong and not (gave_values and one in raised)
        if compared and not alike(exercise, one.case.args, record, one.record):
            return False
        problem = find_problem(exercise, one.case.args, one.expected, record)
        return (problem is not None) == (one in wrong)

    return all(map(fits, judged if raised or yes_or_no else wrong))


@lru_cache(maxsize=4096)  # a class answers on the same cases, and a learner again and again
def _mimicked(exercise, mistake, case):
    return call(mistake.of(exercise.reference), case.args)


def _size(arg):
    """Count the numbers and names that an argument holds."""
    return sum(map(_size, arg)) if isinstance(arg, list | tuple) else np.size(arg)
