"""From what a learner's test let pass to a verdict: right ones are to pass, wrong ones to fail."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from cnnnotes.exercises import Case
from cnnnotes.exercises.written_tests import (
    NEVER_CALLED,
    PASSES_ALL,
    RAISES,
    REFUSED_ALL,
    RETURNS,
    RIGHT,
    WRONG,
    Implementation,
    WrittenTest,
)
from cnnnotes.grading.comparing import Problem, arrays, find_problem
from cnnnotes.grading.verdict import WRITE_IT, Judged, PartScore, Verdict
from cnnnotes.grading.view import size
from cnnnotes.runner.call import call
from cnnnotes.runner.fixtures import implementation
from cnnnotes.runner.record import Record

MOST_SHOWN = 30  # numbers of an array


def judge_test(exercise: WrittenTest, records: Iterable[Record], seed: int) -> Verdict:
    """Judge what a test did with each of `exercise.shuffled(seed)`.

    A wrong implementation is caught if it is refused and the right one it was made of passes. Only
    a test that catches something earns the points for letting right ones pass.
    """
    cases, ones = exercise.cases_from(seed), exercise.shuffled(seed)
    done = sorted(
        zip(ones, cases, records),  # noqa: B905, missing records come without end
        key=lambda each: exercise.implementations.index(each[0]),
    )
    if all(record.kind == "not attempted" for _, _, record in done):
        parts = _parts(exercise, 0, 0)
        return Verdict(exercise, "not attempted", 0, parts, (), (WRITE_IT, *exercise.hints))
    refused = [each for each in done if _refuses(each[2]) and not each[0].name]
    judged_by = not _refuses(done[0][2])  # the wrong ones are made of the first
    slipped = [each for each in done if each[0].name and not _refuses(each[2])]
    caught = len(exercise.implementations) - _rights(exercise) - len(slipped) if judged_by else 0
    right = 0 if refused or not caught else exercise.parts[0].points
    parts = _parts(exercise, right, caught, judged=bool(refused or caught))
    points = sum(part.points for part in parts)
    if points == exercise.points:
        return Verdict(exercise, "passed", points, parts)
    state = "partly right" if points else "not yet"
    verdict = Verdict(exercise, state, points, parts)
    if refused:
        return _refused(verdict, done, refused)
    if not caught:
        return _caught_none(verdict, done)
    return _slipped(verdict, slipped, caught, seed)


def _refuses(record):
    return record.kind not in ("nothing", "value", "text", "other", "too large")


def _rights(exercise):
    return sum(not one.name for one in exercise.implementations)


def _parts(exercise, right, caught, judged=True):
    """The scores; that right ones pass is not `judged` where all others pass as well."""
    scores = {RIGHT: right, WRONG: caught}
    return tuple(
        PartScore(p.name, scores[p.name], p.points, judged or p.name != RIGHT)
        for p in exercise.parts
    )


def _refused(verdict, done, refused):
    """Tell why a right implementation is refused: the test's own error, or what it asserts."""
    (one, case, record), everything = refused[0], all(_refuses(each[2]) for each in done)
    failure = Judged(case, (), record, Problem(record.kind, _how(verdict.exercise, one, record)))
    told = REFUSED_ALL if record.type == "AssertionError" else RAISES
    if record.kind != "raised":
        return replace(verdict, hints=(failure.problem.sentence, *verdict.exercise.hints))
    if everything:
        return replace(verdict, mistakes=(told.name,), hints=told.hints, failure=failure)
    hints = (
        f"A right implementation is refused: one that {one.does}.",
        "Would each right function give exactly what your test expects?",
        "Look at the `assert` that is quoted: `np.allclose` forgives rounding, `==` does not.",
    )
    mistakes = ("a right implementation is refused",)
    return replace(verdict, mistakes=mistakes, hints=hints, failure=failure)


def _how(exercise, one, record):
    """Say how a right implementation was refused, and what it gave."""
    if record.kind == "not callable":
        return f'`check` needs the test itself: `check("{exercise.id}", {exercise.name})`.'
    where = f" in line {record.line}, `{record.code}`" if record.line else ""
    if record.kind == "timed out":
        return f"The test was still running{where}, and was ended."
    if record.kind != "raised":
        return "There was no answer to this call: the process had ended before."
    said = " / ".join(filter(None, record.text.split("\n")[:3]))
    what = f"It ended with {record.type}{where}{': ' if said else '.'}{said}"
    if len(record.seen) < 2:
        return what
    return f"{what} Before that, {_called(exercise, record.seen[1:])}, which is right."


def _called(exercise, values):
    """Write the last call of the function, its arguments and what it gave."""
    *args, result = (_shown(value) for value in values)
    return f"`{exercise.tested.name}({', '.join(args)})` gave {result}"


def _shown(value):
    if value.size > MOST_SHOWN:
        return f"an array of shape {value.shape}"
    return np.array2string(value, separator=", ", precision=6).replace("\n", "")


def _caught_none(verdict, done):
    """Tell why every implementation passes."""
    records = [record for _, _, record in done]
    never = not any(record.seen and record.seen[0] for record in records)
    returns = any(record.kind != "nothing" for record in records)
    told = NEVER_CALLED if never else RETURNS if returns else PASSES_ALL
    return replace(verdict, mistakes=(told.name,), hints=told.hints)


def _slipped(verdict, slipped, caught, seed):
    """Tell of the first wrong implementation that passed what it does, and where that shows."""
    exercise, one = verdict.exercise, slipped[0][0]
    others = f" {len(slipped) - 1} more passed." if len(slipped) > 1 else ""
    hints = (
        f"{caught} of {caught + len(slipped)} wrong ones are caught. One that {one.does} passed: "
        f"would your input notice?{others}",
        exercise.hints[0],
        _where_it_shows(exercise, one, seed) or exercise.hints[1],
    )
    return replace(verdict, mistakes=(f"not noticed: {one.name}",), hints=hints)


def _where_it_shows(exercise, one: Implementation, seed):
    """Write the smallest input of the function's exercise on which an implementation is wrong."""
    tested = exercise.tested
    for case in sorted(tested.cases_from(seed), key=lambda case: size(case.args)):
        if any(isinstance(arg, dict) for arg in case.args):
            return ""
        record = call(implementation(tested.name, one.source), case.args)
        expected = arrays(tested, call(tested.reference, case.args))
        if expected and find_problem(tested, case.args, expected, record):
            return _told(tested, case, expected, record)
    return ""


def _told(tested, case: Case, expected, record):
    inputs = ", ".join(
        f"{name} = {_shown(np.asarray(arg))}"
        for name, arg in zip(tested.arguments, case.args, strict=True)
    )
    right = " and ".join(map(_shown, expected))
    gave = record.items if len(expected) > 1 else (record.value,)
    wrong = " and ".join(map(_shown, gave)) if record.kind == "value" else record.type
    return f"Look at an input such as {inputs}: right is {right}, this one gives {wrong}."
