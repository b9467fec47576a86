"""Tables for spreadsheets and for Canvas' gradebook; what is written is text, never a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from cnnnotes.classroom.reports.tally import Tally

# What a spreadsheet takes for a formula, full-width forms included, at the beginning of a cell or
# after what separates cells on some machines; quotes and white space are stepped over.
FORMULA = re.compile(r"""(?<![^;,])(?=[\s"']*[=+\-@|%＝＋－＠]|[\t\r\n])""")


def grades_csv(tally: Tally) -> str:
    """Return a row for each student: the points of every exercise and notebook, and the total.

    A cell is empty where nothing was handed in.
    """
    columns = [(name, one.id) for name, its in tally.exercises.items() for one in its]
    header = ["student", *(exercise for _, exercise in columns), *tally.notebooks, "total"]
    rows = [header, ["out of", *_out_of(tally, columns), sum(tally.out_of.values())]]
    for student in tally.students:
        answers, copies = student.answers, student.notebooks
        exercises = [answers[one].points if one in answers else "" for _, one in columns]
        notebooks = [copies[one].points if one in copies else "" for one in tally.notebooks]
        rows.append([student.name, *exercises, *notebooks, student.points])
    return _table(rows)


def canvas_csv(tally: Tally) -> str:
    """Return what Canvas' gradebook imports: an assignment's column for each notebook.

    Canvas knows students by their ID, as it stands in the names of the files that it exports, or
    by their login; a folder's name is taken for the login where there is no ID. The columns before
    the assignments are those of Canvas' own export.
    """
    rows: list[list[object]] = [["Student", "ID", "SIS Login ID", "Section", *tally.notebooks]]
    rows.append(["    Points Possible", "", "", "", *tally.out_of.values()])
    for student in tally.students:
        login = "" if student.id else student.name
        copies = student.notebooks
        points = [copies[one].points if one in copies else "" for one in tally.notebooks]
        rows.append([student.name, student.id, login, "", *points])
    return _table(rows)


def text_cell(value: object) -> object:
    """Return a cell that no spreadsheet evaluates: numbers as they are, formulas as text.

    >>> text_cell("=1+1"), text_cell("Ada;=1"), text_cell("Anne-Marie"), text_cell(-1)
    ("'=1+1", "Ada;'=1", 'Anne-Marie', -1)
    """
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def _out_of(tally, columns):
    points = {one.id: one.out_of for its in tally.exercises.values() for one in its}
    return [*(points[exercise] for _, exercise in columns), *tally.out_of.values()]


def _table(rows: Iterable[Iterable[object]]) -> str:
    text = StringIO()
    csv.writer(text).writerows([map(text_cell, row) for row in rows])
    return text.getvalue()
