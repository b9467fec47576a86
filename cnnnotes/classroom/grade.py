"""One submission → one result: answers are found, run behind the wall, judged on this side."""

import re
import time
from dataclasses import dataclass, field, replace

from cnnnotes import __version__
from cnnnotes.classroom.box import run_behind
from cnnnotes.classroom.loading import version_of
from cnnnotes.classroom.reading import borrowed, fingerprint, plain_value
from cnnnotes.classroom.results import ExerciseResult, Graded, PartResult
from cnnnotes.classroom.sandbox import Wall
from cnnnotes.classroom.submissions import Submission
from cnnnotes.exercises import Exercise, Question, by_notebook
from cnnnotes.exercises.written_tests import WrittenTest
from cnnnotes.grading.card import Card
from cnnnotes.grading.judging import Verdict, judge_prediction, judge_records
from cnnnotes.runner.guard import reaches
from cnnnotes.runner.jobs import Job, Outcome
from cnnnotes.runner.limits import Limits
from cnnnotes.runner.record import Record
from cnnnotes.runner.source import Answer, Source

# The exercises whose answer is a network: behind the wall the course's layers and its digits can be
# imported, and there is time to train. For all others the course itself would be the answer.
TRAINED = frozenset({"07_classify", "10_repair"})
TRAINING = 20  # times the seconds of any other answer
PATIENCE = 10  # times as long by the clock, on a machine that others keep busy


@dataclass(frozen=True)
class Rules:
    """How answers are run.

    Args:
        wall: the sandbox that answers run in.
        seed: decides the inputs.
        timeout: seconds for a call.
        memory: bytes that a process may take.
    """

    wall: Wall
    seed: int = 0
    timeout: float = 10.0
    memory: int = 2**30

    def limits(self, times: int = 1) -> Limits:
        """Return the limits of one answer's process."""
        return Limits(
            call_seconds=self.timeout,
            seconds=2 * self.timeout * times,
            memory=self.memory,
            file_size=2**20,
            processes=24 if self.wall.prefix else None,
            patience=PATIENCE,
        )


@dataclass
class Found:
    """An exercise or question with its answer, and what became of it.

    Args:
        item: what was asked.
        answer: the code that answers it, and where it stands.
        outcome: what running it gave.
    """

    item: Exercise | Question
    answer: Answer
    outcome: Outcome = field(default_factory=Outcome)


def grade(submission: Submission, rules: Rules) -> Graded:
    """Grade a submission whose cells are read. Whatever it is, there is a result."""
    start = time.perf_counter()
    items = items_of(submission)
    if submission.trouble or submission.content is None:
        return not_graded(submission, submission.trouble or "There is nothing to grade.")
    if not items:
        return not_graded(submission, "It is no notebook of the course.")
    if trouble := other_version(version_of(submission.content)):
        return not_graded(submission, trouble)
    found = _answers(submission.content, items)
    _run(found, rules)
    results = tuple(_result(one, rules) for one in found)
    seconds = round(time.perf_counter() - start, 3)
    return replace(not_graded(submission), exercises=results, seconds=seconds)


def not_graded(submission: Submission, why: str = "") -> Graded:
    """Return the result of a submission without any answer that could be judged."""
    return Graded(
        submission.student,
        submission.path,
        submission.notebook,
        submission.student_id,
        tuple(ExerciseResult(item.id, 0, item.points, "missing") for item in items_of(submission)),
        (*submission.notes, *filter(None, [why])),
    )


def items_of(submission: Submission) -> tuple[Exercise | Question, ...]:
    """Return what the notebook of a submission asks."""
    return by_notebook().get(submission.notebook, ())


def other_version(version: str) -> str:
    """Say why a notebook of this version of the course is not graded, if it is not.

    Exercises stay the same within a version's first two numbers.
    """
    theirs, ours = version.split(".")[:2], __version__.split(".")[:2]
    if not version or theirs == ours:
        return ""
    shown = version if re.fullmatch(r"[\w.+-]{1,30}", version) else "another version"
    return (
        f"It was made with version {shown} of the course, and its exercises are those of that "
        f'version, not of {__version__}: `pip install "cnnnotes=={shown}"`, and grade it with that.'
    )


def _answers(content, items):
    source = Source(content.cells)
    return [
        Found(item, source.find(item.name, item.id, value=isinstance(item, Question)))
        for item in items
    ]


def _run(found, rules):
    """Run all answers, those that train a network by themselves; plain predictions need no run."""
    to_run = []
    for one in found:
        record = plain_value(one.answer.code) if isinstance(one.item, Question) else None
        if record:
            one.outcome = Outcome((record,), ended="done")
        elif one.answer.code:
            to_run.append(one)
    # A test is called with right implementations: it comes last, when no other answer can see them.
    to_run.sort(key=lambda one: isinstance(one.item, WrittenTest))
    for trained in (False, True):
        chosen = [one for one in to_run if (one.item.id in TRAINED) == trained]
        limits = rules.limits(TRAINING if trained else 1)
        jobs = [_job(one, rules.seed) for one in chosen]
        outcomes = run_behind(rules.wall, jobs, limits, course=trained)
        for one, outcome in zip(chosen, outcomes, strict=True):
            one.outcome = outcome


def _job(one, seed):
    if isinstance(one.item, Question):
        return Job(one.answer.code, one.item.name)
    cases = one.item.cases_from(seed)
    calls = tuple((case.args, case.count_lines) for case in cases)
    return Job(one.answer.code, one.item.name, calls)


def _result(one, rules):
    item, answer = one.item, one.answer
    if not answer.code:
        return _missing(item, answer.troubles)
    try:
        verdict = _verdict(one, rules.seed)
        card = Card(verdict)
        text, html = repr(card), card._repr_html_()
    except Exception as error:  # the judge's own fault, or a record made to cause one: never lost
        trouble = f"The judge could not judge it ({type(error).__name__}): look at it yourself."
        return replace(_missing(item), state="not yet", source=answer.code, trouble=trouble)
    return ExerciseResult(
        item.id,
        verdict.points,
        item.points,
        verdict.state,
        verdict.mistake,
        text,
        html,
        answer.code,
        "" if verdict.passed else _trouble(one, rules),
        tuple(PartResult(part.name, part.points, part.out_of) for part in verdict.parts),
        tuple(_flags(one))[:8],
        fingerprint(answer.code, item.name) if isinstance(item, Exercise) else "",
    )


def _verdict(one, seed):
    records, item = one.outcome.records, one.item
    if isinstance(item, Question):
        return judge_prediction(item, records[0] if records else Record("missing"))
    verdict = judge_records(item, records, seed)
    reached = reaches(one.answer.code)
    if reached or any(record.tampered for record in records):
        return without_claims(verdict, reached)
    return verdict


def without_claims(verdict: Verdict, reached: tuple[str, ...]) -> Verdict:
    """Withhold what is earned by lines that were not executed: only the answer's process says so.

    `reached` names what in the code could reach the meter that counts them.
    """
    item = verdict.exercise
    claimed = {p.name for p in item.parts if p.vectorized} if isinstance(item, Exercise) else ()
    parts = tuple(replace(p, points=0) if p.name in claimed else p for p in verdict.parts)
    points = sum(part.points for part in parts)
    if points == verdict.points:
        return verdict
    by = f": the code uses {' and '.join(f'`{one}`' for one in reached)}" if reached else ""
    hint = (
        "The values are right. Whether they come from a loop could not be counted, for the code "
        f"can reach what counts the lines that are executed{by}."
    )
    state = "partly right" if points else "not yet"
    return replace(verdict, parts=parts, points=points, state=state, hints=(hint, *verdict.hints))


def _missing(item, troubles=()):
    told = f"`{item.name}` is defined in no cell. {_sentences(troubles)}".strip()
    return ExerciseResult(item.id, 0, item.points, "missing", trouble=told)


def _trouble(one, rules):
    """Say what, besides the answer itself, kept it from its points."""
    ended, told = one.outcome.ended, []
    if ended == "timed out":
        times = TRAINING if one.item.id in TRAINED else 1
        told.append(f"It was ended after {rules.limits(times).seconds:g} seconds.")
    elif ended != "done":
        told.append(f"{ended[:1].upper()}{ended[1:]}.")
    return _sentences([*told, *one.answer.troubles, *one.outcome.troubles])


def _flags(one):
    """Yield what a teacher may want to look at; none of it costs a point by itself."""
    code, item = one.answer.code, one.item
    if one.answer.definitions > 1 and isinstance(item, Exercise):
        yield f"`{item.name}` is defined {one.answer.definitions} times: the last one counts."
    allowed = ("cnnnotes.nn", "cnnnotes.ops", "cnnnotes.datasets") if item.id in TRAINED else ()
    for name in borrowed(code, allowed):
        yield f"Uses `{name}`, which cannot be imported where answers run."
    if "convnet.npz" in code:
        yield "Uses the network that comes with the course, not one of its own."
    if item.id not in TRAINED and any(record.tampered for record in one.outcome.records):
        yield "Reaches for the interpreter that runs it."


def _sentences(troubles):
    ended = (f"{one}{'' if one.endswith(('.', '!', '?')) else '.'}" for one in troubles)
    return " ".join(ended)[:1000]
