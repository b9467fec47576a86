"""A folder or an archive of notebooks → submissions: whose, of which notebook, the newest attempt.

Understood are `<student>/…/*.ipynb` (nbgrader's folders too), a flat folder, and the zip files that
Canvas and Moodle export.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from cnnnotes.classroom.files import File, files_in
from cnnnotes.classroom.loading import load, note_on
from cnnnotes.exercises import by_notebook
from cnnnotes.runner.notebook import Notebook

NOTEBOOK = re.compile(r"\.(ipynb|py|json)$|\.ipynb(\.\w+)?$", re.IGNORECASE)
# What these systems call a file, and a text that was typed in: smithbob_LATE_12_678_01.ipynb,
# anon_x7Fq2_678_01.ipynb, smithbob_12_text.html; Bob Smith_12_assignsubmission_onlinetext.
CANVAS = re.compile(
    r"(?P<who>(?:LATE_)?(?P<anonymous>anon_[A-Za-z0-9]{5})|(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+))"
    r"_(?:\d+_.+|text\.html|link\.html)"
)
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_.*)?")
ID = re.compile(r"\b\d\d_\w+")  # of an exercise
NAMED = re.compile(r"^(?:def\s+)?(\w+)\s*[(=]", re.MULTILINE)
ATTEMPT = re.compile(r"(?:-(\d{1,3})|\s*\((\d{1,3})\))$")  # Canvas' and a browser's "once more"


@dataclass(frozen=True)
class Submission:
    """One student's copy of one notebook, or the file or folder that took its place.

    Args:
        student: unique in a class.
        path: the file's, from the top of what was handed in.
        notebook: the course's name for it, "01 convolution", empty where it is none of the
            course's.
        student_id: the number by which a learning system knows the student, or empty.
        notes: sentences for the report.
        trouble: why there is nothing to grade, if there is not.
        file: the file itself.
        content: the notebook that it holds, where it can be read.
    """

    student: str
    path: str
    notebook: str = ""
    student_id: str = ""
    notes: tuple[str, ...] = ()
    trouble: str = ""
    file: File | None = None
    content: Notebook | None = None

    def opened(self) -> "Submission":
        """Return it with its cells, which a class of submissions does not keep in memory."""
        if self.trouble or self.content or self.file is None:
            return self
        return replace(self, content=load(self.file), file=None)


def find_submissions(source: Path, only: str = "", report: Path | None = None) -> list[Submission]:
    """Return what a class handed in, in a fixed order, one for each student and notebook.

    `only` is the number or the name of a notebook, "01" or "01 convolution"; the folder of the
    `report` is left out. Raises `ValueError` for what is no folder and no archive, or holds
    nothing, and for an unknown notebook.
    """
    wanted = notebook_called(only) if only else ""
    files = _without_top(list(files_in(source, report)))
    owners = defaultdict(list)
    for file in files:
        if len(file.parts) > 1 or file.refused or _is_handed_in(file.name):
            owners[_owner(file)].append(file)
    if not owners:
        raise ValueError(f"{source} holds no notebooks")
    names = Counter(name for name, _ in owners)
    found = []
    for (name, number), its in owners.items():
        student = name if names[name] == 1 else f"{name} ({number})"
        found += _of_one(student, number, its, wanted)
    return sorted(found, key=lambda one: (one.student, one.notebook, one.path))


def notebook_called(name: str) -> str:
    """Return the course's notebook of this number, name or file name.

    >>> notebook_called("01"), notebook_called("01-convolution.ipynb")
    ('01 convolution', '01 convolution')
    """
    plain = Path(name).name.removesuffix(".ipynb").replace("-", " ").lower()
    for notebook in by_notebook():
        if plain in (notebook, notebook[:2], notebook[3:]):
            return notebook
    raise ValueError(f"no notebook {name!r}: the course has {', '.join(by_notebook())}")


def _is_handed_in(name):
    """Tell a student's file, whatever it is, from what else lies in a teacher's folder."""
    return NOTEBOOK.search(name) or CANVAS.fullmatch(name) or MOODLE.fullmatch(name)


def _of_one(student, number, files, wanted):
    """Yield the submissions of one student: the newest attempt at each notebook."""
    attempts = defaultdict(list)
    for file in files:
        if NOTEBOOK.search(file.name) or file.refused:
            one = _submission(student, number, file)
            attempts[one.notebook or one.path].append(one)
    found = []
    for its in attempts.values():
        *older, newest = sorted(its, key=_age)
        if older:
            newest = replace(newest, notes=(*newest.notes, _left(older, newest)))
        found.append(newest)
    theirs = [one for one in found if one.notebook] or found
    chosen = [one for one in theirs if not wanted or one.notebook == wanted]
    if chosen:
        yield from chosen
    elif not theirs or not theirs[0].notebook:
        trouble = "There is no notebook of the course among the files handed in."
        first = theirs[0] if theirs else Submission(student, files[0].parts[0], "", number)
        yield replace(first, notebook=wanted, trouble=first.trouble or trouble)


def _submission(student, number, file):
    notes = [file.note] if file.note else []
    match = CANVAS.fullmatch(file.parts[-1])
    if match and "LATE_" in match["who"]:
        notes.append("Handed in late, says Canvas.")
    trouble, notebook = "", _by_name(file.name)
    try:
        content = load(file)
        notebook = _by_content(content) or notebook
        if note := note_on(content):
            notes.append(note)
    except ValueError as error:
        trouble = str(error)
    return Submission(student, file.path, notebook, number, tuple(notes), trouble, file)


def _by_content(content):
    """Return the notebook that most of a file's cells speak of: in checks, tags, ids, names."""
    text = "\n".join(cell.source for cell in content.cells)
    marks = " ".join(mark for cell in content.cells for mark in (cell.id, *cell.tags))
    checked, marked = set(ID.findall(text)), set(ID.findall(marks))
    named = set(NAMED.findall(text))
    votes = {
        notebook: sum(3 * (i.id in checked) + 2 * (i.id in marked) + (i.name in named) for i in its)
        for notebook, its in by_notebook().items()
    }
    best = max(votes, key=votes.get)
    return best if votes[best] else ""


def _by_name(name):
    """Return the notebook whose number stands in a file's name, or whose words do."""
    plain = re.sub(r"[-_\s]+", " ", name.lower())
    for notebook in by_notebook():
        if notebook in plain or notebook[3:] in plain:
            return notebook
    number = re.search(r"(?<!\d)(0\d|10)(?!\d)", plain)
    return next((n for n in by_notebook() if number and n.startswith(number[1])), "")


def _age(one):
    """Order attempts: what can be read, notebooks, by time, by the number at the end, by name."""
    stem, _, kind = one.file.name.partition(".")
    match = ATTEMPT.search(stem)
    number = int(match[1] or match[2]) if match else 0
    return not one.trouble, kind.startswith("ipynb"), one.file.changed, number, one.path


def _left(older, newest):
    """Say which of several attempts is graded, and which are not."""
    names = [f"{one.file.name}{f' ({one.trouble})' if one.trouble else ''}" for one in older]
    return f"{len(older) + 1} attempts: {newest.file.name} is graded, not {' or '.join(names)}."


def _owner(file):
    """Return whose file it is, and the number by which a learning system knows them."""
    first, alone = file.parts[0], len(file.parts) == 1
    if match := MOODLE.fullmatch(first):
        return match["name"].strip(), match["id"]
    if (alone or first.lower().endswith(".zip")) and (match := CANVAS.fullmatch(first)):
        return match["anonymous"] or match["name"], match["id"] or ""
    return (_flat(first) if alone else re.sub(r"\.zip$", "", first, flags=re.IGNORECASE)), ""


def _flat(name):
    """Return the student in the name of a file that lies among everybody's.

    >>> _flat("Ada Lovelace_01-convolution.ipynb"), _flat("ada.ipynb")
    ('Ada Lovelace', 'ada')
    """
    stem = NOTEBOOK.sub("", name)
    for notebook in by_notebook():
        words = r"[-_\s]+".join(map(re.escape, notebook.split()))
        stem = re.sub(rf"[-_\s]*{words}[-_\s]*", "", stem, flags=re.IGNORECASE) or stem
    return stem


def _without_top(files: list[File]) -> list[File]:
    """Drop the one folder that an archive of a folder of submissions begins with."""
    tops = {file.parts[0] for file in files if len(file.parts) > 1}
    seconds = {file.parts[1] for file in files if len(file.parts) > 2}
    beside = any(len(file.parts) == 1 and _is_handed_in(file.name) for file in files)
    if beside or len(tops) != 1 or len(seconds) < 2 or any(MOODLE.fullmatch(top) for top in tops):
        return files
    return [replace(file, parts=file.parts[1:]) if len(file.parts) > 2 else file for file in files]
