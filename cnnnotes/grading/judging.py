"""From records to a verdict: the points, the mistake by its name, the smallest input that shows it.

This half of the judge sees the records of an answer's calls and never the answer itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, repeat

import numpy as np

from cnnnotes.exercises import Case, Exercise, Question
from cnnnotes.exercises.written_tests import WrittenTest
from cnnnotes.grading.comparing import Problem, arrays, find_problem, looked_at
from cnnnotes.grading.diagnosis import diagnose
from cnnnotes.grading.judging_tests import judge_test
from cnnnotes.grading.verdict import WRITE_IT, Judged, PartScore, Verdict
from cnnnotes.runner.call import call
from cnnnotes.runner.record import Record

DEFAULT_SEED = 0
SPARE_LINES = 8  # caches cost a few lines more or less; a loop over pixels costs many
PREDICT_IT = "Put your prediction in place of `...`, then run both cells again."


def judge_records(
    exercise: Exercise, records: Iterable[Record], seed: int = DEFAULT_SEED
) -> Verdict:
    """Judge what an answer did on `exercise.cases_from(seed)`, one record for each case.

    Records may be fewer than cases, when the answer's process ended before its time.
    """
    records = chain(records, repeat(Record("missing")))
    if isinstance(exercise, WrittenTest):
        return judge_test(exercise, records, seed)
    judged = _with_loops(exercise, list(judged_cases(exercise, records, seed)))
    failing = [one for one in judged if one.problem]
    failed = {one.case.part for one in failing}
    valueless = {one.case.part for one in failing if one.problem.kind != "loop"}
    parts = tuple(
        PartScore(
            part.name,
            0 if part.name in failed else part.points,
            part.points,
            judged=not (part.vectorized and part.name in valueless),
        )
        for part in exercise.parts
    )
    points = sum(part.points for part in parts)
    if not failing:
        return Verdict(exercise, "passed", points, parts)
    if all(one.record.kind == "not attempted" for one in failing):
        return Verdict(exercise, "not attempted", 0, parts, (), (WRITE_IT, *exercise.hints))
    why = diagnose(exercise, judged)
    state = "partly right" if points else "not yet"
    return Verdict(exercise, state, points, parts, why.mistakes, why.hints, why.smallest)


def judged_cases(
    exercise: Exercise, records: Iterable[Record], seed: int = DEFAULT_SEED
) -> Iterator[Judged]:
    """Yield each case with its record and what is wrong there, as far as there are records."""
    for (case, expected), found in zip(_expected(exercise, seed), records):  # noqa: B905
        record = looked_at(exercise, case, expected, found)
        yield Judged(case, expected, record, find_problem(exercise, case.args, expected, record))


def judge_prediction(question: Question, record: Record) -> Verdict:
    """Judge a prediction that was read as a record."""
    if record.kind == "nothing" or record.type == "ellipsis":
        return Verdict(question, "not attempted", hints=(PREDICT_IT, *question.hints))
    if _predicts(question.answer, record):
        return Verdict(question, "passed", question.points, why=question.why)
    for mistake in question.mistakes:
        if _predicts(mistake.mimic, record):
            return Verdict(question, "not yet", mistakes=(mistake.name,), hints=mistake.hints)
    return Verdict(question, "not yet", hints=(_not_it(question.answer, record), *question.hints))


def with_solution(verdict: Verdict) -> Verdict:
    """Return the verdict together with the solution: source, or the right prediction and why."""
    item = verdict.exercise
    if isinstance(item, Question):
        return replace(verdict, solution=f"{item.name} = {item.answer!r}", why=item.why)
    return replace(verdict, solution=item.solution_source)


@lru_cache(maxsize=16)  # a class answers on the same cases: they are drawn once
def cases_of(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    """Return the cases that a seed gives; a call gets copies of their arguments."""
    return tuple(exercise.cases_from(seed))


@lru_cache(maxsize=16)  # and what is right is computed once
def _expected(exercise, seed):
    cases = cases_of(exercise, seed)
    return [(case, arrays(exercise, call(exercise.reference, case.args))) for case in cases]


def _with_loops(exercise, judged):
    """Fault the last case of a vectorized part when Python ran more lines than in the first."""
    for part in exercise.parts:
        its = [one for one in judged if one.case.part == part.name]
        grew = part.vectorized and its[-1].record.lines > its[0].record.lines + SPARE_LINES
        if grew and not any(one.problem for one in its):
            problem = Problem(
                "loop", "The values are right, and come from a loop that grows with the input."
            )
            judged = [replace(one, problem=problem) if one is its[-1] else one for one in judged]
    return judged


def _predicts(value, record):
    if isinstance(value, str):
        return record.kind == "text" and _letter(record.text) == value.lower()
    return record.value is not None and np.array_equal(record.value, value)


def _letter(text):
    """The letter that a text is, in whatever brackets and quotes: b, "B", b), (b)."""
    letters = re.findall(r"\w+", text.lower())
    return letters[0] if len(letters) == 1 else text


def _not_it(answer, record):
    """Say that a prediction is wrong, or what form of prediction is expected."""
    if isinstance(answer, str):
        one = record.kind == "text" and len(_letter(record.text)) == 1
        return "It is another letter." if one else 'Expected one letter, such as "a".'
    if record.value is None or record.value.shape != np.shape(answer):
        if isinstance(answer, tuple):
            form = (2, 3, 4, 5)[: len(answer)]
            return f"Expected a shape of {len(answer)} numbers, such as {form}."
        return "Expected one number."
    given = record.value.tolist()
    return f"{tuple(given) if isinstance(given, list) else given} is not it."
