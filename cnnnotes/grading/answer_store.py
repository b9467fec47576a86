"""The answer store: what a learner has earned, and the source that earned it.

Each answer is a file of its own in the folder `answers`, which `cnnnotes lab` makes beside the
learner's notebooks, and a browser among the site's files. Where there is none, as in the course's
own, or where it cannot be written, an answer is stored until the kernel ends.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import uuid4

from cnnnotes import browser
from cnnnotes.exercises import all_exercises, get
from cnnnotes.grading.answer_source import functions_of, source_of
from cnnnotes.grading.judging import Verdict

FOLDER = "answers"
_STARTED_IN = os.path.abspath(os.curdir)  # a notebook's folder, wherever it goes from there
_this_session: dict[str, "SavedAnswer"] = {}
_waiting: list[Callable[[str], object]] = []
MOST_GUESS = 100  # characters
_OLD_NAMES = {"looked": "saw_solution", "told": "card_text"}  # in files of version 0.1


@dataclass(frozen=True)
class SavedAnswer:
    """The best answer so far to the exercise or question `id`.

    `points` are what it earned, `passed` whether all. `guess` is a prediction's first answer.
    `source` is the answer's code, with all that it needs of the notebook. `saw_solution` says
    whether the solution was shown before the answer was right. `card_text` is the card in plain
    text.
    """

    id: str
    points: int = 0
    passed: bool = False
    saw_solution: bool = False
    source: str = ""
    card_text: str = ""
    guess: str = ""


def save(verdict: Verdict, answer: object, card_text: str) -> str:
    """Store a verdict, unless a better one is stored.

    Returns "", or why it will be lost when the kernel ends.
    """
    best = load(verdict.exercise.id)
    if best.card_text and (best.passed or best.points > verdict.points):
        return ""
    source = source_of(answer, verdict.exercise.name)
    found = replace(
        best, points=verdict.points, passed=verdict.passed, source=source, card_text=card_text
    )
    return _store(found)


def save_guess(exercise_id: str, value: object) -> str:
    """Store a prediction if it is the first one, and tell those who `wait` for it.

    Returns "", or why it will be lost when the kernel ends.
    """
    best = load(exercise_id)
    lost = "" if best.guess else _store(replace(best, guess=repr(value)[:MOST_GUESS]))
    _tell(exercise_id)
    return lost


def wait(told: Callable[[str], object]) -> None:
    """Have `told` called with its id whenever a prediction is made or its answer looked at."""
    if told not in _waiting:
        _waiting.append(told)


def are_kept() -> bool:
    """Tell whether there is a folder for answers, as a learner's copies have it beside them."""
    return _folder() is not None


def learner_seed() -> int:
    """Return a number of this learner's own, drawn once; 0 where no answers are kept."""
    folder = _folder()
    if folder is None:
        return 0
    try:
        if not (folder / "seed").exists():
            (folder / "seed").write_text(str(uuid4().int % 2**32))
        return int((folder / "seed").read_text())
    except (OSError, ValueError):
        return 0


def save_saw_solution(exercise_id: str) -> str:
    """Store that the solution was shown; it counts only while the answer is not right.

    Returns "", or why it will be lost when the kernel ends.
    """
    best = load(exercise_id)
    lost = "" if best.passed else _store(replace(best, saw_solution=True))
    _tell(exercise_id)
    return lost


def load(exercise_id: str) -> SavedAnswer:
    """Return what is stored of an exercise; a file that makes no sense counts as none."""
    folder = _folder()
    if exercise_id in _this_session or folder is None:
        return _this_session.get(exercise_id, SavedAnswer(exercise_id))
    try:
        found = _read((folder / f"{exercise_id}.json").read_text("utf-8"))
    except (OSError, ValueError):
        found = None
    return found if found and found.id == exercise_id else SavedAnswer(exercise_id)


def take_over(text: str) -> bool:
    """Join an answer that was stored elsewhere with the one here; tell whether that gave anything.

    The better one is stored, with the guess that was made here first. What makes no sense, or is no
    answer to an exercise of this course, is not taken.
    """
    came = _read(text)
    if came is None:
        return False
    own = load(came.id)
    best = max(own, came, key=lambda one: (one.passed, one.points))
    saw = best.saw_solution or (not best.passed and (own.saw_solution or came.saw_solution))
    joined = replace(best, guess=own.guess or came.guess, saw_solution=saw)
    if joined == own:
        return False
    _store(joined)
    _tell(joined.id)
    return True


def _read(text):
    """Return the answer that a file's text tells of; None for what makes no sense."""
    try:
        given = json.loads(text)
        found = SavedAnswer(**{_OLD_NAMES.get(key, key): value for key, value in given.items()})
        return found if _makes_sense(found) else None
    except (ValueError, TypeError, AttributeError):
        return None


def unproven(exercise_id: str, answer: object) -> tuple[str, ...]:
    """Name the notebook's other exercises that an answer calls and that have not passed."""
    earlier = {one.name: one.id for one in all_exercises() if one.id[:2] == exercise_id[:2]}
    return tuple(
        name
        for name in functions_of(answer)
        if name in earlier and earlier[name] != exercise_id and not load(earlier[name]).passed
    )


def _makes_sense(found):
    empty = SavedAnswer("")
    types = all(type(value) is type(getattr(empty, key)) for key, value in asdict(found).items())
    return types and 0 <= found.points <= get(found.id).points


def _tell(exercise_id):
    for told in _waiting:
        told(exercise_id)


def _store(answer):
    folder = _folder()
    if folder is None:
        _this_session[answer.id] = answer
        return ""
    part = folder / f"{answer.id}.{uuid4()}.part"
    text = json.dumps(asdict(answer), indent=1, ensure_ascii=False)
    try:
        part.write_text(text, "utf-8", "backslashreplace")  # half a surrogate is not UTF-8
        part.replace(folder / f"{answer.id}.json")
    except OSError as error:
        _this_session[answer.id] = answer
        part.unlink(missing_ok=True)
        return f"It could not be stored in {folder} ({error.strerror}): this kernel alone knows it."
    _this_session.pop(answer.id, None)
    return ""


def _folder():
    folder = Path(os.environ.get("CNNNOTES_ANSWERS") or Path(_STARTED_IN, FOLDER))
    if browser.HERE:  # where nobody else would make it
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
    return folder if folder.is_dir() else None
