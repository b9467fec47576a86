"""A learner's own notebook, as it is saved: its answers are found, run elsewhere, judged here."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cnnnotes.exercises import Exercise, Question, all_exercises, all_questions, by_notebook
from cnnnotes.grading.card import as_plain_text
from cnnnotes.grading.judging import DEFAULT_SEED, Verdict, judge_prediction, judge_records
from cnnnotes.runner.jobs import Job, Outcome
from cnnnotes.runner.limits import Limits
from cnnnotes.runner.notebook import Notebook, read_file
from cnnnotes.runner.process import run
from cnnnotes.runner.source import Answer, Source

Item = Exercise | Question


@dataclass(frozen=True)
class Result:
    """The exercise or prediction `item`: the `answer` found for it, and what became of that.

    There is a `verdict` if it could be called; `troubles` are sentences about what was in the way.
    """

    item: Item
    answer: Answer
    verdict: Verdict | None = None
    troubles: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """The points earned."""
        return self.verdict.points if self.verdict else 0

    @property
    def passed(self) -> bool:
        """Whether every point was earned."""
        return self.verdict is not None and self.verdict.passed

    def __str__(self) -> str:
        if self.verdict is None:
            there = "could not be run" if self.answer.code else "is not in this notebook"
            unit = "point" if self.item.points == 1 else "points"
            told = f"{self.item.id}: `{self.item.name}` {there}, 0 of {self.item.points} {unit}"
        else:
            told = as_plain_text(self.verdict)
            if self.verdict.state == "not attempted":
                told = told.partition("\n")[0]
        if self.answer.definitions > 1 and isinstance(self.item, Exercise):
            told += f"\n  defined {self.answer.definitions} times; the last one counts"
        return "\n".join([told, *(f"  {trouble}" for trouble in self.troubles)])


@dataclass(frozen=True)
class Report:
    """The `results` of the exercises in the notebook at `path`, as it was `saved`."""

    path: Path
    saved: datetime
    results: tuple[Result, ...]

    @property
    def points(self) -> int:
        """The points earned."""
        return sum(one.points for one in self.results)

    @property
    def out_of(self) -> int:
        """The points that can be earned in this notebook."""
        return sum(one.item.points for one in self.results)

    @property
    def passed(self) -> bool:
        """Whether everything was right."""
        return all(one.passed for one in self.results)


def find_notebooks(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given, and of each folder its notebooks, sorted, at any depth.

    Hidden folders, such as Jupyter's checkpoints, are left out.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*.ipynb")):
            if not any(part.startswith(".") for part in found.relative_to(path).parts):
                yield found


def check_notebook(path: str | Path, timeout: float = 300, seed: int = DEFAULT_SEED) -> Report:
    """Judge the answers of a notebook, or of a script in the percent format; it is only read.

    Each answer runs in a process of its own, with an empty environment, limited memory, and at most
    `timeout` seconds; what it needs of the notebook's cells runs first (`CNNNOTES_QUICK`). That
    is not a sandbox: check notebooks that you trust. Raises `ValueError` for a file that is not a
    notebook, and for one without any exercise of the course.
    """
    path = Path(path)
    try:
        notebook = read_file(path)
    except ValueError as error:
        raise ValueError(f"{path} is not a notebook, or is damaged: {error}") from error
    source = Source(notebook.cells)
    items = items_of(notebook, source, path.stem)
    if not items:
        raise ValueError(f"{path} has no exercise of the course in it")
    answers = [source.find(one.name, one.id, value=isinstance(one, Question)) for one in items]
    found = [pair for pair in zip(items, answers, strict=True) if pair[1].code]
    outcomes = iter(
        run(
            [_job(item, answer, seed) for item, answer in found],
            Limits(call_seconds=min(10.0, timeout), seconds=timeout + 2, memory=4 * 2**30),
            path=[str(path.parent.resolve()), str(Path(__file__).parents[2])],
            environment={"CNNNOTES_QUICK": "1"} | _data(),
            folder=path.parent,
        )
    )
    results = (
        result(item, answer, next(outcomes) if answer.code else None, seed)
        for item, answer in zip(items, answers, strict=True)
    )
    return Report(path, datetime.fromtimestamp(path.stat().st_mtime), tuple(results))


def items_of(notebook: Notebook, source: Source, name: str = "") -> tuple[Item, ...]:
    """The exercises and predictions that a notebook is to answer, in the course's order.

    They are those of the course's notebook that this was: by the exercises that it marks (in tags,
    ids, checks), else by its title or the file's `name`, else by the functions that it defines. One
    that mixes several notebooks is to answer what it marks or defines.
    """
    course: tuple[Item, ...] = (*all_exercises(), *all_questions())
    every = {item.id: item for item in course}
    marks = {one.id for one in notebook.cells} | source.checked()
    marks |= {tag.removeprefix("exercise:") for one in notebook.cells for tag in one.tags}
    marked = {one for one in marks if one in every}
    defined = {item.id for item in all_exercises() if item.name in source.names}
    titles = {heading.strip("# ").lower() for heading in notebook.headings[:3]}
    which = {one[:2] for one in marked}
    if len(which) != 1:
        named = {one for one in by_notebook() if one in titles or one.replace(" ", "-") in name}
        which = {one[:2] for one in named} or which or {one[:2] for one in defined}
    if len(which) == 1:
        return tuple(item for item in every.values() if item.id[:2] in which)
    return tuple(item for item in every.values() if item.id in marked | defined)


def result(item: Item, answer: Answer, outcome: Outcome | None, seed: int) -> Result:
    """Judge what came of running an answer; `None` where there was nothing to run."""
    if outcome is None:
        return Result(item, answer, troubles=answer.troubles)
    ended = () if outcome.ended in ("done", "timed out") else (outcome.ended,)
    troubles = (*answer.troubles, *outcome.troubles, *ended)
    if not outcome.records:
        if outcome.ended == "timed out":
            troubles += ("timed out before it could be called",)
        return Result(item, answer, troubles=troubles)
    if isinstance(item, Question):
        return Result(item, answer, judge_prediction(item, outcome.records[0]), troubles)
    verdict = judge_records(item, outcome.records, seed)
    return Result(item, answer, verdict, answer.troubles if verdict.passed else troubles)


def _job(item, answer, seed):
    cases = item.cases_from(seed) if isinstance(item, Exercise) else ()
    return Job(answer.code, item.name, tuple((case.args, case.count_lines) for case in cases))


def _data():
    """Where the course's data lie, if the learner says so."""
    return {name: os.environ[name] for name in ("CNNNOTES_DATA",) if name in os.environ}
