"""What a learner has earned, and the source that earned it: kept beside the notebooks.

Each answer is a file of its own in the folder `answers`, which `cnnnotes lab` makes beside the
learner's notebooks. Where there is none, as in the course's own, it is kept until the kernel ends.
"""

import inspect
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType
from uuid import uuid4

from cnnnotes.exercises import all_exercises
from cnnnotes.grading.judging import Verdict

FOLDER = "answers"
_this_session: dict[str, "Kept"] = {}


@dataclass(frozen=True)
class Kept:
    """The best answer so far to one exercise or question.

    `source` is the answer's, after that of the learner's own functions that it calls. `looked` says
    whether the solution was shown before the answer was right. `told` is the card in plain text.
    """

    id: str
    points: int = 0
    passed: bool = False
    looked: bool = False
    source: str = ""
    told: str = ""


def keep(verdict: Verdict, answer: object, told: str) -> None:
    """Keep a verdict, unless a better one is kept."""
    best = recall(verdict.exercise.id)
    if best.told and (best.passed or best.points > verdict.points):
        return
    points, passed = verdict.points, verdict.passed
    _store(replace(best, points=points, passed=passed, source=source_of(answer), told=told))


def keep_looked(exercise_id: str) -> None:
    """Keep that the solution was shown; it counts only while the answer is not right."""
    best = recall(exercise_id)
    if not best.passed:
        _store(replace(best, looked=True))


def recall(exercise_id: str, folder: Path | None = None) -> Kept:
    """Return what is kept of an exercise; a file that cannot be read counts as none."""
    folder = folder or _folder()
    if folder is None:
        return _this_session.get(exercise_id, Kept(exercise_id))
    try:
        return Kept(**json.loads((folder / f"{exercise_id}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Kept(exercise_id)


def _store(kept):
    folder = _folder()
    if folder is None:
        _this_session[kept.id] = kept
        return
    part = folder / f"{kept.id}.{uuid4()}.part"
    part.write_text(json.dumps(asdict(kept), indent=1, ensure_ascii=False), "utf-8")
    part.replace(folder / f"{kept.id}.json")


def _folder():
    named = os.environ.get("CNNNOTES_ANSWERS")
    folder = Path(named) if named else Path.cwd() / FOLDER
    return folder if folder.is_dir() else None


def unproven(exercise_id: str, answer: object) -> tuple[str, ...]:
    """Name the notebook's other exercises that an answer calls and that have not passed."""
    earlier = {one.name: one.id for one in all_exercises() if one.id[:2] == exercise_id[:2]}
    return tuple(
        name
        for name in functions_of(answer)
        if name in earlier and earlier[name] != exercise_id and not recall(earlier[name]).passed
    )


def source_of(answer: object) -> str:
    """Return the source of a function, after that of its own module's functions that it calls.

    Empty for what is not a function, or has no source.
    """
    try:
        return "\n\n".join(map(inspect.getsource, functions_of(answer).values()))
    except (OSError, TypeError):
        return ""


def functions_of(answer: object) -> dict[str, FunctionType]:
    """Return the functions of its own module that an answer calls, itself last, by name."""
    functions = {}

    def visit(function):
        functions[function.__name__] = function  # first, for functions that call themselves
        for name in _names(function.__code__):
            other = function.__globals__.get(name)
            own = isinstance(other, FunctionType) and other.__module__ == function.__module__
            if own and name not in functions:
                visit(other)
        functions[function.__name__] = functions.pop(function.__name__)  # after what it calls

    if isinstance(answer, FunctionType):
        visit(answer)
    return functions


def _names(code):
    """All names that a function's code uses, its inner functions' too."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return (*code.co_names, *(name for one in inner for name in _names(one)))
