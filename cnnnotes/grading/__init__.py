"""Judging an answer, where it is written and elsewhere, and showing the verdict.

Two halves that need not share a process: `cnnnotes.runner` calls an answer on cases and records
what it did, `judging` turns the records into a verdict.
"""

import os
from dataclasses import replace
from typing import Any

from cnnnotes.exercises import Question, get
from cnnnotes.grading.answer_store import save, save_guess, save_saw_solution, unproven
from cnnnotes.grading.card import SOLUTION, Card
from cnnnotes.grading.judging import (
    DEFAULT_SEED,
    Verdict,
    cases_of,
    judge_prediction,
    judge_records,
    with_solution,
)
from cnnnotes.grading.progress import Progress, progress
from cnnnotes.runner.call import call_all
from cnnnotes.runner.record import read

SECONDS = 10.0  # that one call may take
PATIENCE = 4  # times as long by the clock, on a machine that others keep busy


class Stopped(KeyboardInterrupt):
    """The stop button ended a check. IPython says it in one line, with none of our own code."""

    def _render_traceback_(self):
        return ["Stopped: there is no verdict."]


def judge(exercise_id: str, answer: Any, *, seed: int | None = None) -> Verdict:
    """Judge an answer: the function that an exercise asks for, or the value of a prediction.

    Whatever `answer` is or does, there is a verdict; the stop button (`KeyboardInterrupt`) stops.
    A call that takes more than 10 seconds is ended, as `runner.limits.ending` says where it can.
    The inputs come from `seed`, always the same ones without. Raises `ValueError` for an unknown
    exercise.

    >>> judge("01_n_params", lambda kw, kh, kd, c_out: kw * kh * kd * c_out).mistake
    'bias dropped'
    """
    exercise = get(exercise_id)
    if isinstance(exercise, Question):
        return judge_prediction(exercise, read(answer))
    seed = DEFAULT_SEED if seed is None else seed
    calls = [(case.args, case.count_lines) for case in cases_of(exercise, seed)]
    return judge_records(exercise, call_all(answer, calls, SECONDS, patience=PATIENCE), seed)


def check(exercise_id: str, answer: object, *, hint: int = 1) -> int | None:
    """Judge an answer and show the verdict as a card, with hints up to number `hint` opened.

    The fourth hint is the solution; that you looked is then said beside your score. The best
    answer is stored, with its source, for `progress()`.

    Returns None; run by nbgrader, the points. Its grader gives all of them to a cell that neither
    raises nor ends in a number.

    >>> check("01_n_params", lambda kw, kh, kd, c_out: (kw * kh * kd + 1) * c_out)
    01_n_params: passed, 2 of 2 points
      ✓ one filter: 1 of 1
      ✓ several filters: 1 of 1
    """
    from IPython.display import display

    if not isinstance(hint, int) or hint < 1:
        raise ValueError(f"hint: got {hint!r}; it is the number of a hint, or 4 for the solution")
    if isinstance(answer, str) and callable(exercise_id):
        name = getattr(exercise_id, "__name__", "your function")
        raise ValueError(f'the two are swapped: check("{answer}", {name}), the id first')
    try:
        verdict = judge(exercise_id, answer)
    except KeyboardInterrupt:
        raise Stopped from None
    lost = ""
    if not verdict.passed:
        verdict = replace(verdict, unproven=unproven(exercise_id, answer))
    if hint >= SOLUTION and not verdict.passed:
        verdict = with_solution(verdict)
        lost = save_saw_solution(exercise_id)
    card = Card(verdict, hint)
    display(card)
    lost = save(verdict, answer, repr(card)) or lost
    if isinstance(verdict.exercise, Question) and verdict.state != "not attempted":
        lost = save_guess(exercise_id, answer) or lost
    if lost:
        print(lost)
    return verdict.points if "NBGRADER_EXECUTION" in os.environ else None


__all__ = ["Card", "Progress", "Verdict", "check", "judge", "progress"]
