"""From records to a verdict: the points, the mistake by its name, the smallest input that shows it.

This half of the judge sees the records of an answer's calls and never the answer itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np

from cnnnotes.exercises import Case, Exercise, Question
from cnnnotes.grading.calling import Record, call
from cnnnotes.grading.comparing import Problem, alike, arrays, find_problem, holds

DEFAULT_SEED = 0
SPARE_LINES = 8  # caches cost a few lines more or less; a loop over pixels costs many
WRITE_IT = "Replace `raise NotImplementedError` by your own code, then run both cells again."
PREDICT_IT = "Put your prediction in place of `...`, then run both cells again."


@dataclass(frozen=True)
class PartScore:
    """The points that one part of an exercise earned."""

    name: str
    points: int
    out_of: int


@dataclass(frozen=True, eq=False)
class Judged:
    """One case with what was expected, what came, and what is wrong with it."""

    case: Case
    expected: tuple[np.ndarray, ...]
    record: Record
    problem: Problem | None


@dataclass(frozen=True, eq=False)
class Verdict:
    """What an answer is worth, and why.

    `state` is `passed`, `partly right`, `not yet` or `not attempted`. `mistake` is the name of the
    known mistake, or None. `hints` rise. `failure` is the smallest case that failed. `why` explains
    a right prediction. `solution` is there only for who asked for it.
    """

    exercise: Exercise | Question
    state: str
    points: int = 0
    parts: tuple[PartScore, ...] = ()
    mistake: str | None = None
    hints: tuple[str, ...] = ()
    failure: Judged | None = None
    why: str = ""
    solution: str = ""

    @property
    def passed(self) -> bool:
        """Whether every point was earned."""
        return self.state == "passed"

    @property
    def out_of(self) -> int:
        """The points that can be earned."""
        return self.exercise.points

    @property
    def hint(self) -> str | None:
        """The first hint, which says what was observed; None when all is right."""
        return self.hints[0] if self.hints else None


def judge_records(
    exercise: Exercise, records: Iterable[Record], seed: int = DEFAULT_SEED
) -> Verdict:
    """Judge what an answer did on `exercise.cases_from(seed)`, one record for each case.

    Records may be fewer than cases, when the answer's process ended before its time.
    """
    records = chain(records, repeat(Record("missing")))
    judged = [_judge(exercise, *pair) for pair in zip(exercise.cases_from(seed), records)]  # noqa: B905
    judged = _with_loops(exercise, judged)
    failing = [one for one in judged if one.problem]
    failed = {one.case.part for one in failing}
    parts = tuple(
        PartScore(part.name, 0 if part.name in failed else part.points, part.points)
        for part in exercise.parts
    )
    points = sum(part.points for part in parts)
    if not failing:
        return Verdict(exercise, "passed", points, parts)
    if all(one.record.kind == "not attempted" for one in failing):
        return Verdict(exercise, "not attempted", 0, parts, None, (WRITE_IT, *exercise.hints))
    mistake, hints, smallest = _explain(exercise, judged)
    state = "partly right" if points else "not yet"
    return Verdict(exercise, state, points, parts, mistake, hints, smallest)


def judge_prediction(question: Question, record: Record) -> Verdict:
    """Judge a prediction that was read as a record."""
    if record.kind == "nothing" or record.type == "ellipsis":
        return Verdict(question, "not attempted", hints=(PREDICT_IT, *question.hints))
    if _predicts(question.answer, record):
        return Verdict(question, "passed", question.points, why=question.why)
    for mistake in question.mistakes:
        if _predicts(mistake.mimic, record):
            return Verdict(question, "not yet", mistake=mistake.name, hints=mistake.hints)
    return Verdict(question, "not yet", hints=(_not_it(question.answer, record), *question.hints))


def with_solution(verdict: Verdict) -> Verdict:
    """Return the verdict together with the solution: source, or the right prediction and why."""
    item = verdict.exercise
    if isinstance(item, Question):
        return replace(verdict, solution=f"{item.name} = {item.answer!r}", why=item.why)
    return replace(verdict, solution=item.solution_source)


def _size(arg):
    """Count the numbers and names that an argument holds."""
    return sum(map(_size, arg)) if isinstance(arg, list | tuple) else np.size(arg)


def _judge(exercise, case, record):
    expected = arrays(exercise, call(exercise.reference, case.args))
    record = _looked_at(exercise, case, expected, record)
    return Judged(case, expected, record, find_problem(exercise, case.args, expected, record))


def _looked_at(exercise, case, expected, record):
    """`record`, with the arrays that the case's part does not look at as they should be."""
    if not case.returns or len(record.items) != len(expected):
        return record
    triples = zip(exercise.returns, record.items, expected, strict=True)
    items = tuple(item if name in case.returns else right for name, item, right in triples)
    return replace(record, items=items)


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


def _explain(exercise, judged):
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
    return min(judged, key=lambda one: _size(one.case.args))


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
        record = _looked_at(exercise, one.case, one.expected, call(mistake.mimic, one.case.args))
        compared = one in wrong and not (gave_values and one in raised)
        if compared and not alike(exercise, one.case.args, record, one.record):
            return False
        problem = find_problem(exercise, one.case.args, one.expected, record)
        return (problem is not None) == (one in wrong)

    return all(map(fits, judged if raised or yes_or_no else wrong))


def _predicts(value, record):
    if isinstance(value, str):
        return record.kind == "text" and record.text.strip().lower() == value.lower()
    return record.value is not None and np.array_equal(record.value, value)


def _not_it(answer, record):
    """Say that a prediction is wrong, or what form of prediction is asked for."""
    if isinstance(answer, str):
        return "It is another letter." if record.kind == "text" else "Asked for is one letter."
    if record.value is None or record.value.shape != np.shape(answer):
        if isinstance(answer, tuple):
            form = (2, 3, 4, 5)[: len(answer)]
            return f"Asked for is a shape of {len(answer)} numbers, such as {form}."
        return "Asked for is one number."
    given = record.value.tolist()
    return f"{tuple(given) if isinstance(given, list) else given} is not it."
