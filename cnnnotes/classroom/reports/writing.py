"""The report's folder: every file appears whole or not at all."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cnnnotes.classroom.reports.data import grades_json, gradescope_json
from cnnnotes.classroom.reports.pages import class_page, student_page
from cnnnotes.classroom.reports.tables import canvas_csv, grades_csv
from cnnnotes.classroom.reports.tally import Tally
from cnnnotes.classroom.reports.unnamed import unnamed_json
from cnnnotes.classroom.results import Graded, Run

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)?")  # names that Windows keeps to itself


def write_reports(
    folder: Path, run: Run, graded: Iterable[Graded], source: str = "SUBMISSIONS"
) -> list[Path]:
    """Write all reports of a class into `folder`, and return the files, the class's page first.

    `source` is how the submissions are called in the command that gives the same marks again. Pages
    of students who are not among `graded` go: their marks are those of an earlier run.
    """
    tally = Tally(graded)
    names = file_names(student.name for student in tally.students)
    links = {name: f"students/{file}.html" for name, file in names.items()}
    files = {
        "index.html": class_page(tally, run, source, links),
        "grades.csv": "\ufeff" + grades_csv(tally),  # Excel takes UTF-8 for UTF-8 after this mark
        "grades.json": _json(grades_json(tally, run, source)),
        "canvas.csv": canvas_csv(tally),
        "unnamed.json": _json(unnamed_json(tally, run)),
    }
    for student in tally.students:
        files[links[student.name]] = student_page(student, tally, run)
        results = gradescope_json(student, tally)
        files[f"gradescope/{names[student.name]}/results.json"] = _json(results)
    for name, text in reversed(files.items()):  # what leads to the others comes last
        write_whole(folder / name, text)
    for old in (*folder.glob("students/*.html"), *folder.glob("gradescope/*/results.json")):
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    return [folder / name for name in files]


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode("utf-8", "backslashreplace"))  # a lone surrogate is no UTF-8
    part.replace(path)


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Return for each student a file name that any machine can hold, no two the same.

    >>> file_names(["Zoë Ada", "../zoe ada", "bob"])
    {'Zoë Ada': 'zoe-ada_94bd859481b9', '../zoe ada': 'zoe-ada_bd3a01ed102a', 'bob': 'bob'}
    """
    slugs = {name: _slug(name) for name in students}
    taken = Counter(slugs.values())
    return {
        name: slug if taken[slug] == 1 and not RESERVED.fullmatch(slug) else _unique(slug, name)
        for name, slug in slugs.items()
    }


def _slug(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _unique(slug, name):
    digest = hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    return f"{slug or 'student'}_{digest}"  # no slug has an underscore


def _json(data):
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
