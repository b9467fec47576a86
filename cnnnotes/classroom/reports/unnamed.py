"""The wrong answers that have no name yet, without the names of people: for the course to learn.

A teacher may choose to send the file back to the course.
"""

from typing import Any

from cnnnotes.classroom.reports.anonymous import name_parts, scrubbed, without_people
from cnnnotes.classroom.reports.tally import Tally
from cnnnotes.classroom.results import ExerciseResult, Run

NOTE = (
    "Wrong answers that no known mistake explains, without names of people and without paths. "
    "Read it before you pass it on."
)


def unnamed_json(tally: Tally, run: Run) -> dict[str, Any]:
    """Return the answers that are wrong in no known way, each once, in a fixed order."""
    found = {
        (one.id, without_people(one.source, names), scrubbed(one.card_text, names))
        for student in tally.students
        for names in [name_parts(student.name, student.id)]
        for one in student.answers.values()
        if is_unnamed(one)
    }
    answers = [{"exercise": id, "source": code, "card": card} for id, code, card in sorted(found)]
    return {"note": NOTE, "course": run.course, "seed": run.seed, "answers": answers}


def is_unnamed(one: ExerciseResult) -> bool:
    """Tell whether an answer is wrong and no known mistake says why."""
    wrong = one.state in ("partly right", "not yet")
    return wrong and not one.mistake and not one.trouble and bool(one.source)
