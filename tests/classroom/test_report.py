"""The reports for spreadsheets and other programs: right, harmless, whole."""

import ast
import csv
import json
import re
import shlex
from dataclasses import replace
from io import StringIO

import pytest
from handing_in import solved, with_answer, write
from invented_class import HOSTILE, NAMES, RUN, invented_class
from typer.testing import CliRunner

from cnnnotes import cli
from cnnnotes.classroom.reports import write_reports
from cnnnotes.classroom.reports.anonymous import scrubbed, without_people
from cnnnotes.classroom.reports.data import command, grades_json, gradescope_json
from cnnnotes.classroom.reports.tables import canvas_csv, grades_csv, text_cell
from cnnnotes.classroom.reports.tally import Tally
from cnnnotes.classroom.reports.unnamed import unnamed_json
from cnnnotes.classroom.reports.writing import file_names, write_whole
from cnnnotes.classroom.results import ExerciseResult, Graded

run = CliRunner().invoke


@pytest.fixture(scope="module")
def graded():
    """A class's results in one notebook."""
    return invented_class()


@pytest.fixture(scope="module")
def tally(graded):
    """The same, counted."""
    return Tally(graded)


def rows(text):
    return list(csv.reader(StringIO(text)))


def everything(folder):
    """Return every file below a folder by its name, with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def one_answer(**what):
    """Return a class of one student with one answer."""
    given = {"id": "01_slide1d", "points": 0, "out_of": 4, "state": "not yet"} | what
    return Graded(
        "Ada Lovelace", "ada.ipynb", "01 convolution", exercises=(ExerciseResult(**given),)
    )


def test_the_table_of_grades_adds_up(graded, tally):
    header, out_of, *students = rows(grades_csv(tally))
    assert header[:2] == ["student", "01_slide1d"]
    assert header[-2:] == ["01 convolution", "total"]
    points = {one.student: one.points for one in graded}
    assert len(students) == len(points)
    for name, *exercises, notebook, total in students:
        assert int(total) == points[next(one for one in points if text_cell(one) == name)]
        assert name == "nothing" or int(notebook) == sum(map(int, exercises)) == int(total)
    assert sum(map(int, out_of[1:-2])) == int(out_of[-1]) == graded[0].out_of


def test_what_was_not_handed_in_is_empty_and_counts_nothing():
    both = [*invented_class(honest=2), *invented_class("00 start here", honest=1)]
    header, out_of, *students = rows(grades_csv(Tally(both)))
    bob = next(row for row in students if row[0] == NAMES[1])
    ada = next(row for row in students if row[0] == NAMES[0])
    place = header.index("00_center")
    assert (bob[place], ada[place] != "") == ("", True)
    assert bob[header.index("00 start here")] == ""
    assert int(out_of[-1]) == sum(int(out_of[header.index(n)]) for n in Tally(both).notebooks)


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1"', "＝1", "|calc", "%0A=1"],
)
def test_no_cell_is_a_formula(name):
    tally = Tally([replace(one_answer(), student=name)])
    for table in (grades_csv(tally), canvas_csv(tally)):
        cells = [cell for row in rows(table)[2:] for cell in row]
        assert f"'{name}" in cells
        assert text_cell(f"Ada;{name}") == f"Ada;'{name}"  # where semicolons separate cells
        assert not any(
            cell.strip(" \"'").startswith(("=", "@")) for cell in cells if cell[:1] != "'"
        )


def test_canvas_finds_its_columns_and_its_students():
    canvas = [replace(one_answer(), student_id="4711"), replace(one_answer(), student="bob")]
    header, possible, ada, bob = rows(canvas_csv(Tally(canvas)))
    assert header == ["Student", "ID", "SIS Login ID", "Section", "01 convolution"]
    assert possible == ["    Points Possible", "", "", "", "4"]
    assert ada == ["Ada Lovelace", "4711", "", "", "0"]
    assert bob == ["bob", "", "bob", "", "0"]


def test_gradescope_gets_every_exercise_with_its_card(tally):
    for student in tally.students:
        results = gradescope_json(student, tally)
        assert results["score"] == sum(one["score"] for one in results["tests"]) == student.points
        assert results["max_score"] == sum(tally.out_of.values())
        for test, one in zip(results["tests"], student.answers.values(), strict=True):
            assert test["name"].startswith(one.id)
            assert one.card_text in test["output"]
            assert 0 <= test["score"] <= test["max_score"]
            assert test["status"] == ("passed" if one.state == "passed" else "failed")


def test_everything_is_in_the_json_with_the_command_that_gives_it_again(graded, tally):
    data = json.loads(json.dumps(grades_json(tally, RUN, "a folder")))
    assert data["run"]["seed"] == RUN.seed
    found = {one["student"]: one for one in data["students"]}
    assert {name: one["points"] for name, one in found.items()} == {
        one.student: one.points for one in graded
    }
    for one in graded:
        [submission] = found[one.student]["submissions"]
        assert submission["path"] == one.path
        assert [e["source"] for e in submission["exercises"]] == [e.source for e in one.exercises]
    words = shlex.split(data["command"])
    assert words[:3] == ["cnnnotes", "grade", "a folder"]
    assert words[words.index("--seed") + 1] == "7"
    assert "--no-sandbox" not in words
    assert "--no-sandbox" in command(replace(RUN, wall="none"), "x")


def test_the_command_in_the_report_gives_the_same_marks(tmp_path, monkeypatch):
    write(tmp_path / "handed in" / "ada", solved())
    write(tmp_path / "handed in" / "bob", with_answer("def slide1d(x, k):\n    return x + len(k)"))
    monkeypatch.chdir(tmp_path)
    words = ["grade", "handed in", "--out", "report", "--no-sandbox", "--jobs", "1"]
    assert run(cli.app, words).exit_code == 0
    data = json.loads((tmp_path / "report" / "grades.json").read_text("utf-8"))
    assert run(cli.app, shlex.split(data["command"])[1:]).exit_code == 0
    for name in ("grades.csv", "canvas.csv", "unnamed.json", "students/bob.html"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "report" / name).read_bytes()


def test_wrong_answers_go_back_without_their_writers():
    source = """
def slide1d(x, k):
    '''By Ada Lovelace.'''
    # ada@example.org, /home/ada/cnn.py
    ada_sum = np.max(x) + len("Lovelace, Ada /home/ada/cnn.py")
    def lovelace(ada):
        return ada * ada_sum
    return lovelace(ada=k)
"""
    card = "ValueError: C:\\\\Users\\\\Ada\\\\x.py, said ada_lovelace"
    known = one_answer(mistake="kernel flipped", source=source)
    looping = replace(one_answer(trouble="It did not end.", source=source), student="b")
    found = unnamed_json(Tally([one_answer(source=source, card_text=card)]), RUN)
    [answer] = found["answers"]
    assert answer["exercise"] == "01_slide1d"
    told = json.dumps(answer, ensure_ascii=False)
    assert not re.search("ada|lovelace|home|Users|cnn.py|example", told, re.IGNORECASE)
    namespace = {"np": type("np", (), {"max": max})}
    exec(answer["source"], namespace)  # it is code still, and the same
    assert namespace["slide1d"]([1, 2], 3) == 3 * (2 + len("…, … …"))
    assert unnamed_json(Tally([known, looping]), RUN)["answers"] == []


def test_names_that_are_also_words_leave_the_code_as_it_is():
    code = "def f(x):\n    return np.max(x, axis=0) + sum(x)"
    assert without_people(code, ["Max", "Axis", "Sum"]) == code
    assert scrubbed("the max_pool of Max", ["max"]) == "the …_pool of …"
    assert without_people("def f(:", []) == ""


def test_each_student_has_a_file_of_their_own_that_any_machine_can_hold(tally):
    names = file_names(student.name for student in tally.students)
    assert len(set(names.values())) == len(tally.students)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,75}", name) for name in names.values())
    assert names["con"] != "con"


def test_no_name_can_be_chosen_so_that_it_takes_anothers_file():
    students = ["Zoë Ada", "Zoe\u0308 Ada", "zoe ada", "con"]
    taken = file_names(students)
    again = file_names([*students, *taken.values()])
    assert len({name.lower() for name in again.values()}) == 2 * len(students)


def test_the_same_results_give_the_same_bytes_in_any_order(graded, tmp_path):
    write_reports(tmp_path / "one", RUN, graded)
    write_reports(tmp_path / "two", RUN, graded[::-1])
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_nothing_is_written_beside_the_report_and_nothing_half(graded, tmp_path):
    files = write_reports(tmp_path / "report", RUN, graded)
    assert files[0] == tmp_path / "report" / "index.html"
    assert sorted(files) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) == 5 + 2 * len(graded)
    page = files[0].read_text("utf-8")
    with pytest.raises(AttributeError):
        write_whole(files[0], None)
    assert files[0].read_text("utf-8") == page


def test_pages_of_an_earlier_run_do_not_stay(graded, tmp_path):
    write_reports(tmp_path, RUN, graded)
    (tmp_path / "my notes.html").write_text("mine")
    write_reports(tmp_path, RUN, graded[:1])
    assert [path.name for path in tmp_path.glob("students/*")] == ["ada-lovelace.html"]
    assert [path.parent.name for path in tmp_path.glob("gradescope/*/*")] == ["ada-lovelace"]
    assert (tmp_path / "my notes.html").exists()


def test_a_class_of_nobody_has_a_report(tmp_path):
    assert write_reports(tmp_path, RUN, [])[0].exists()


def test_answers_in_common_are_shown_unless_a_crowd_shares_them():
    def answer(student, fingerprint):
        return replace(one_answer(fingerprint=fingerprint, source=student), student=student)

    few = [answer(name, "same") for name in ("ada", "bob")]
    crowd = [answer(f"student {n}", "usual") for n in range(9)]
    [shared] = Tally([*few, *crowd, answer("eve", ""), answer("mallory", "")]).shared
    assert shared.students == ("ada", "bob")
    assert shared.sources == {"01_slide1d": (("ada", "ada"), ("bob", "bob"))}


def test_the_most_common_mistake_comes_first_with_what_its_card_says(tally):
    counts = [one.count for one in tally.mistakes]
    assert counts == sorted(counts, reverse=True)
    first = tally.mistakes[0]
    assert first.count == sum(
        (one.id, one.mistake) == (first.exercise, first.name) for one in tally.results()
    )
    assert first.observation
    assert first.question


def test_what_a_class_is_shown_of_a_mistake_does_not_say_who_made_it():
    source = "# Ada\ndef slide1d(x, k):\n    return x  # by lovelace"
    [mistake] = Tally([one_answer(mistake="new", source=source)]).mistakes
    assert mistake.example == "def slide1d(x, k):\n    return x"


def test_every_trouble_and_every_flag_is_for_the_teacher_to_see(graded, tally):
    told = [(one.student, one.sentence) for one in tally.remarks]
    assert ("nothing", "It is no notebook.") in told
    assert sum(name in HOSTILE for name, _ in told) == 2 * len(HOSTILE)


def test_sources_that_python_cannot_read_are_no_harm():
    assert without_people("x = (" * 10_000, []) == ""
    assert ast.parse(without_people("def f():\n    'only a docstring'", []))
