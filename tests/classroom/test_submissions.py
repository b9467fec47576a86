"""What a class hands in: whose it is, which notebook, which attempt; and nothing is trusted."""

import json
import os
import struct
import tracemalloc
import zipfile

import pytest

from cnnnotes.classroom.files import files_in
from cnnnotes.classroom.loading import MAX_TEXT, load, without_outputs
from cnnnotes.classroom.submissions import find_submissions, notebook_called

CENTER = "def center(x):\n    return x - x.mean(axis=0)"
SLIDE = "def slide1d(x, k):\n    return x"


def notebook(*sources, **more):
    cells = [{"cell_type": "code", "source": s, "metadata": {}, "outputs": []} for s in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more)


@pytest.fixture
def handed_in(tmp_path):
    top = tmp_path / "submissions"

    def write(files, archive=None):
        if archive:
            with zipfile.ZipFile(tmp_path / archive, "w", zipfile.ZIP_DEFLATED) as opened:
                for name, text in files.items():
                    opened.writestr(name, text)
            return tmp_path / archive
        for name, text in files.items():
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return top

    return write


def found(source, only=""):
    return [(one.student, one.notebook, one.path) for one in find_submissions(source, only)]


def only_one(source):
    (one,) = find_submissions(source)
    return one


def test_a_folder_for_each_student(handed_in):
    source = handed_in(
        {
            "ada/01-convolution.ipynb": notebook(SLIDE),
            "ada/00-start-here.ipynb": notebook(CENTER),
            "ben/ps1/anything.ipynb": notebook(SLIDE),  # nbgrader has a folder for each assignment
            "README.md": "the teacher's own",
        }
    )
    assert found(source) == [
        ("ada", "00 start here", "ada/00-start-here.ipynb"),
        ("ada", "01 convolution", "ada/01-convolution.ipynb"),
        ("ben", "01 convolution", "ben/ps1/anything.ipynb"),
    ]
    assert [one[0] for one in found(source, "01")] == ["ada", "ben"]


def test_a_flat_folder(handed_in):
    files = ("Ada Lovelace_01-convolution.ipynb", "ben.ipynb", "Zoë (1).ipynb")
    source = handed_in({name: notebook(SLIDE) for name in files})
    assert [one[0] for one in found(source)] == ["Ada Lovelace", "Zoë (1)", "ben"]


def test_the_zip_files_of_canvas_and_moodle(handed_in):
    canvas = {
        "lovelaceada_12_678_01-convolution-1.ipynb": notebook(SLIDE),
        "noetheremmy_LATE_13_679_01-convolution.ipynb": notebook(SLIDE),
        "turingalan_14_680_essay.pdf": "no notebook",
    }
    ada, emmy, alan = find_submissions(handed_in(canvas, "canvas.zip"))
    assert (ada.student, ada.student_id, ada.notes) == ("lovelaceada", "12", ())
    assert (emmy.student, emmy.notes) == ("noetheremmy", ("Handed in late, says Canvas.",))
    assert "no notebook of the course" in alan.trouble
    moodle = {
        "Ada Lovelace_1234567_assignsubmission_file_/01-convolution.ipynb": notebook(SLIDE),
        "Emmy Noether_1234568_assignsubmission_file_01-convolution.ipynb": notebook(SLIDE),
    }
    ada, emmy = find_submissions(handed_in(moodle, "moodle.zip"))
    assert (ada.student, ada.student_id, ada.notebook) == (
        "Ada Lovelace",
        "1234567",
        "01 convolution",
    )
    assert (emmy.student, emmy.student_id) == ("Emmy Noether", "1234568")


def test_what_was_typed_into_canvas_or_moodle_is_no_student_of_its_own(handed_in):
    files = {
        "Ada Lovelace_12_assignsubmission_onlinetext/onlinetext.html": "<p>Here it is.</p>",
        "Ada Lovelace_12_assignsubmission_file/01-convolution.ipynb": notebook(SLIDE),
        "Emmy Noether_13_assignsubmission_onlinetext_onlinetext.html": "<p>The dog ate it.</p>",
    }
    ada, emmy = find_submissions(handed_in(files, "moodle.zip"))
    assert (ada.student, ada.student_id, ada.trouble) == ("Ada Lovelace", "12", "")
    assert (emmy.student, emmy.student_id) == ("Emmy Noether", "13")
    assert "no notebook of the course" in emmy.trouble
    files = {"lovelaceada_LATE_12_text.html": "", "noetheremmy_13_link.html": ""}
    ada, emmy = find_submissions(handed_in(files, "canvas.zip"))
    assert (ada.student, ada.student_id, emmy.student) == ("lovelaceada", "12", "noetheremmy")
    assert "no notebook of the course" in ada.trouble


def test_canvas_hides_names_where_a_teacher_grades_anonymously(handed_in):
    files = {
        "anon_x7Fq2_678_01-convolution.ipynb": notebook(SLIDE),
        "anon_x7Fq2_679_essay.pdf": "",
        "LATE_anon_12345_680_01-convolution.ipynb": notebook(SLIDE),
    }
    late, ada = find_submissions(handed_in(files, "canvas.zip"))
    assert (ada.student, ada.student_id, ada.notes) == ("anon_x7Fq2", "", ())
    assert (late.student, late.student_id) == ("anon_12345", "")
    assert late.notes == ("Handed in late, says Canvas.",)


def test_two_students_of_one_name_stay_two(handed_in):
    files = {f"chenli_{n}_9{n}_01-convolution.ipynb": notebook(SLIDE) for n in (1, 2)}
    assert [one[0] for one in found(handed_in(files, "canvas.zip"))] == ["chenli (1)", "chenli (2)"]


def test_an_archive_of_a_folder_of_folders(handed_in):
    files = {f"class of 2026/{name}/01.ipynb": notebook(SLIDE) for name in ("ada", "ben")}
    assert [one[0] for one in found(handed_in(files, "all.zip"))] == ["ada", "ben"]


def test_the_newest_attempt_is_taken_and_said(handed_in):
    names = ["01-convolution.ipynb", "01-convolution (1).ipynb", "final.ipynb"]
    source = handed_in({f"ada/{name}": notebook(SLIDE) for name in names})
    for age, name in enumerate(names):
        os.utime(source / "ada" / name, (1000 - age, 1000 - age))
    one = only_one(source)
    assert one.path == "ada/01-convolution.ipynb"
    assert one.notes == (
        "3 attempts: 01-convolution.ipynb is graded, not final.ipynb or 01-convolution (1).ipynb.",
    )
    for name in names:
        os.utime(source / "ada" / name, (1000, 1000))
    assert only_one(source).path == "ada/01-convolution (1).ipynb"


def test_an_attempt_that_cannot_be_read_does_not_count(handed_in):
    source = handed_in({"ada/01.ipynb": notebook(SLIDE), "ada/01 (1).ipynb": ""})
    os.utime(source / "ada/01 (1).ipynb", (2**33, 2**33))
    one = only_one(source)
    assert (one.path, one.trouble) == ("ada/01.ipynb", "")
    assert "01 (1).ipynb (It is empty.)" in one.notes[0]


def test_a_million_files_in_an_archive_are_not_listed(handed_in):
    n, listed = 1_000_000, b"PK\1\2" + bytes(24) + b"\1" + bytes(17) + b"x"  # a name of one letter
    end = b"PK\5\6" + bytes(4) + struct.pack("<HHIIH", 1, 1, n * len(listed), 0, 0)  # "one file"
    top = handed_in({"ada/01.zip": n * listed + end, "ben/01.ipynb": notebook(SLIDE)})
    tracemalloc.start()
    ada, ben = find_submissions(top)
    with pytest.raises(ValueError, match="holds more than 100,000 files"):
        list(files_in(top / "ada/01.zip"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "holds more than 100,000 files" in ada.trouble
    assert not ben.trouble
    assert most < 200e6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("not json", "no JSON"),
        ("[]", "no cells"),
        ("{}", "no cells"),
        ('{"cells": 3}', "no cells"),
        ('{"cells": [', "cut off"),
        ("[" * 100_000, "nested too deeply"),
        (b"\x00\xff" * 99, "no text"),
    ],
)
def test_what_is_no_notebook_is_said(handed_in, text, words):
    one = only_one(handed_in({"ada/01-convolution.ipynb": text}))
    assert words in one.trouble
    assert one.notebook == "01 convolution"  # by its name


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: text.index("def slide1d") + 60] + "\x00" * 9,
        lambda text: text.replace('"cells"', '"worksheets": [{"cells"')[:-1] + "}]}",
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"metadata"', '"meta"').replace('"outputs"', '"out"'),
    ],
    ids=["cut", "version 3", "byte order mark", "bare"],
)
def test_damaged_notebooks_keep_the_cells_that_can_be_read(handed_in, change):
    text = notebook(CENTER, SLIDE, SLIDE)
    one = only_one(handed_in({"ada/x.ipynb": change(text)}))
    assert CENTER in [cell.source for cell in one.opened().content.cells]


def test_a_script_that_a_notebook_was_converted_to(handed_in):
    text = f"# coding: utf-8\n# In[1]:\n{CENTER}\n# In[2]:\n# %% tags=[]\n{SLIDE}\n"
    one = only_one(handed_in({"ada/01-convolution.py": text}))
    text = "".join(cell.source for cell in one.opened().content.cells)
    assert CENTER in text
    assert SLIDE in text


def test_outputs_of_any_size_are_left_out():
    outputs = [{"data": {"text/plain": ['"outputs": [', "]\\" * 9]}}]
    whole = {"cells": [{"source": '"outputs": [1]', "outputs": outputs}], "widgets": {"a": {}}}
    left = json.loads(without_outputs(json.dumps(whole).encode()))
    assert left == {"cells": [{"source": '"outputs": [1]', "outputs": []}], "widgets": {}}


def test_a_notebook_with_huge_outputs_is_read_and_one_with_huge_code_is_not(handed_in):
    large = notebook(SLIDE).replace('"outputs": []', f'"outputs": ["{"x" * MAX_TEXT}"]')
    long = notebook(SLIDE, "#" * MAX_TEXT)
    one, other = find_submissions(handed_in({"a/01.ipynb": large, "b/01.ipynb": long}))
    assert [cell.source for cell in one.opened().content.cells] == [SLIDE]
    assert "larger than 8 MB without its outputs" in other.trouble


def test_links_are_not_followed_out(handed_in, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(notebook(SLIDE))
    source = handed_in({"ada/01.ipynb": notebook(SLIDE)})
    (source / "ben").mkdir()
    (source / "ben" / "01.ipynb").symlink_to(secret)
    (source / "cem").symlink_to(tmp_path)
    (source / "dan").mkdir()
    (source / "dan" / "01.ipynb").symlink_to(source / "ada" / "01.ipynb")
    os.mkfifo(source / "dan" / "02.ipynb")
    told = {one.path: one.trouble for one in find_submissions(source)}
    assert told["ada/01.ipynb"] == told["dan/01.ipynb"] == ""
    assert "leads out" in told["ben/01.ipynb"]
    assert "link" in told["cem"]
    assert "no ordinary file" in told["dan/02.ipynb"]


def test_names_of_an_archive_lead_nowhere(handed_in):
    files = {
        "../../eve/01.ipynb": notebook(SLIDE),
        "/etc/01.ipynb": notebook(SLIDE),
        "..\\..\\mal\\01.ipynb": notebook(SLIDE),
        "__MACOSX/ada/._01.ipynb": "junk",
    }
    found = find_submissions(handed_in(files, "slip.zip"))
    assert [one.student for one in found] == ["etc", "eve", "mal"]
    assert all(one.notes == ("Its name led out of the archive.",) for one in found)


def test_bombs_links_and_locks_in_an_archive_are_refused(handed_in, tmp_path):
    source = handed_in({"bomb/01.ipynb": "0" * (32 << 20), "ok/01.ipynb": notebook(SLIDE)}, "b.zip")
    with zipfile.ZipFile(source, "a") as opened:
        link = zipfile.ZipInfo("link/01.ipynb")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
    told = {one.student: one.trouble for one in find_submissions(source)}
    assert "as a zip bomb does" in told["bomb"]
    assert "link inside an archive" in told["link"]
    assert told["ok"] == ""
    damaged = bytearray(source.read_bytes())
    damaged[60:90] = bytes(30)
    source.write_bytes(damaged)
    assert find_submissions(source)[0].trouble


def test_a_size_that_lies_is_found_while_reading(handed_in):
    (file,) = files_in(handed_in({"ada/01.ipynb": notebook(SLIDE, "x" * 5000)}, "a.zip"))
    with pytest.raises(ValueError, match="unpacks to more than"):
        file.read(limit=1000)


def test_an_archive_inside_an_archive(handed_in, tmp_path):
    inner = handed_in({"deep/01.ipynb": notebook(SLIDE)}, "inner.zip").read_bytes()
    files = {"ada_1_2_work.zip": inner, "ben_3_4_broken.zip": b"PK"}
    ada, ben = find_submissions(handed_in(files, "canvas.zip"))
    assert (ada.student, ada.notebook, ada.trouble) == ("ada", "01 convolution", "")
    assert "cannot be read as a zip file" in ben.trouble


def test_names_of_any_characters_are_shown_and_stay_apart(handed_in):
    source = handed_in({"a\nb/01.ipynb": notebook(SLIDE), "<b>&/01.ipynb": notebook(SLIDE)})
    odd = os.fsencode(source) + b"/\xff\xfe"
    os.mkdir(odd)
    with open(odd + b"/01.ipynb", "w") as stream:
        stream.write(notebook(SLIDE))
    names = [one.student for one in find_submissions(source)]
    assert names == ["<b>&", "\\udcff\\udcfe", "a\\nb"]
    "".join(names).encode()


def test_what_cannot_be_graded_at_all_is_refused(tmp_path, handed_in):
    for source, words in [
        (tmp_path / "nowhere", "is not there"),
        (handed_in({"a.txt": ""}), "no notebooks"),
        (__file__, "neither a folder nor a zip file"),
    ]:
        with pytest.raises(ValueError, match=words):
            find_submissions(source)
    with pytest.raises(ValueError, match="no notebook 'nn'"):
        notebook_called("nn")


def test_a_notebook_renamed_is_known_by_its_cells(handed_in):
    one = only_one(handed_in({"ada/Untitled 05.ipynb": notebook(SLIDE, 'check("01_slide1d", 1)')}))
    assert one.notebook == "01 convolution"
    assert next(cell.source for cell in load(one.file).cells) == SLIDE


def test_a_student_of_two_folders_beside_a_lone_file_stays_one(handed_in):
    files = {"ada/ps1/01.ipynb": notebook(SLIDE), "ada/ps2/00.ipynb": notebook(CENTER)}
    source = handed_in(files | {"ben.ipynb": notebook(SLIDE)})
    assert [one[0] for one in found(source)] == ["ada", "ada", "ben"]


def test_an_earlier_report_among_the_submissions_is_none_of_them(handed_in):
    its = ("index.html", "run.json", "grades.json", "work/3f.json", "students/ada.html")
    files = dict.fromkeys((f"old/{name}" for name in its), "{}")
    source = handed_in(files | {"ada.ipynb": notebook(SLIDE), "ben/run.json": "{}"})
    assert [one.student for one in find_submissions(source)] == ["ada", "ben"]


def test_a_report_among_the_submissions_is_none_of_them(handed_in):
    source = handed_in({"ada/01.ipynb": notebook(SLIDE), "report/grades.json": "{}"})
    assert [one.student for one in find_submissions(source)] == ["ada", "report"]
    found = find_submissions(source, report=source / "ada" / ".." / "report")
    assert [one.student for one in found] == ["ada"]
    with pytest.raises(ValueError, match="choose another folder for the report"):
        find_submissions(source, report=source)
