"""The results for other programs: everything as JSON, and Gradescope's file for each student."""

import shlex
from typing import Any

from cnnnotes.classroom.reports.tally import Student, Tally
from cnnnotes.classroom.results import Run, as_json


def command(run: Run, source: str) -> str:
    """Return the command that gives the same marks again.

    >>> command(Run(7, "0.1.0", "3.12", "2.1", "bubblewrap", timeout=10, memory=2**30), "handed in")
    "cnnnotes grade 'handed in' --out again --seed 7 --timeout 10 --memory 1024"
    """
    options = {"seed": run.seed, "timeout": f"{run.timeout:g}", "memory": run.memory >> 20}
    options |= {"only": run.only} if run.only else {}
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    words += [] if run.wall != "none" else ["--no-sandbox"]
    return shlex.join(["cnnnotes", "grade", source, "--out", "again", *words])


def grades_json(tally: Tally, run: Run, source: str) -> dict[str, Any]:
    """Return everything: how it was graded, and every result with its card in plain text."""
    return {
        "run": as_json(run),
        "command": command(run, source),
        "out_of": sum(tally.out_of.values()),
        "students": [
            {
                "student": student.name,
                "student_id": student.id,
                "points": student.points,
                "submissions": [_without_html(as_json(one)) for one in student.submissions],
            }
            for student in tally.students
        ],
    }


def gradescope_json(student: Student, tally: Tally) -> dict[str, Any]:
    """Return one student's results as Gradescope's autograder reads them from `results.json`."""
    tests = [
        {
            "name": f"{one.id}: {title}" if (title := titles.get(one.id)) else one.id,
            "score": one.points,
            "max_score": one.out_of,
            "status": "passed" if one.state == "passed" else "failed",
            "output": "\n".join(filter(None, [one.trouble, one.card_text])),
            "output_format": "text",
        }
        for titles in [_titles(tally)]
        for one in student.answers.values()
    ]
    troubles = [line for one in student.submissions for line in one.troubles]
    return {
        "score": student.points,
        "max_score": sum(tally.out_of.values()),
        "output": "\n".join(troubles),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _titles(tally):
    return {one.id: one.title for its in tally.exercises.values() for one in its}


def _without_html(graded):
    for one in graded["exercises"]:
        del one["card_html"]  # the pages hold it; `card_text` says the same
    return graded
