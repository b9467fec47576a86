"""Other graders on the same submissions: `make graders` prints one table.

A class hands in notebook 01, as in `throughput.py`. It is graded by `cnnnotes grade`, by nbgrader's
autograde, and by `otter run`, each as it comes and with the course's own checks. Getting ready
(nbgrader's release, otter's zip) is not counted.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from handing_in import ITEMS, NAME, NOTEBOOKS
from throughput import graded, hand_in

from cnnnotes.classroom.nbgrader import write_course

ASSIGNMENT = Path(NAME).stem
BIN = Path(sys.executable).parent
OTTER_TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name, points = "{id}", {points}

@test_case()
def passes({name}):
    from cnnnotes.grading import judge
    assert judge("{id}", {name}).passed
"""


def ours(students, folder):
    return graded(students, folder / "report", jobs=os.cpu_count())[0]


def nbgrader(students, folder):
    write_course(folder, NOTEBOOKS)
    run = running(folder)
    run("nbgrader", "generate_assignment", ASSIGNMENT)
    for student in students.iterdir():
        place = folder / "submitted" / student.name.replace(" ", "-") / ASSIGNMENT
        place.mkdir(parents=True)
        (place / NAME).write_bytes((student / NAME).read_bytes())
    with clock() as seconds:
        run("nbgrader", "autograde", ASSIGNMENT)
    return seconds()


def otter(students, folder):
    (folder / "tests").mkdir()
    for item in ITEMS:
        test = OTTER_TEST.format(id=item.id, points=item.points, name=item.name)
        (folder / "tests" / f"{item.id}.py").write_text(test)
    run = running(folder)
    run("otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment")
    with clock() as seconds:
        for student in students.iterdir():
            out = folder / student.name
            out.mkdir()
            run("otter", "run", "-a", "autograder.zip", "-o", out, student / NAME)
            assert (out / "results.json").exists()
    return seconds()


def running(folder):
    """A function that runs a command there, with Jupyter's folders and PATH of its own."""
    here = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    here |= {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "CNNNOTES_QUICK": "1"}

    def run(*words):
        done = subprocess.run(words, cwd=folder, env=os.environ | here, capture_output=True)
        if done.returncode:
            raise SystemExit(f"{words}: {done.stderr.decode()[-2000:]}")

    return run


@contextmanager
def clock():
    begin = time.perf_counter()
    yield lambda: end - begin
    end = time.perf_counter()


def main(count=6):
    print(f"{count} submissions of notebook 01 on {os.cpu_count()} cores:")
    with TemporaryDirectory() as top:
        hand_in(Path(top, "class"), count)
        for grader in (ours, nbgrader, otter):
            folder = Path(top, grader.__name__)
            folder.mkdir()
            seconds = grader(Path(top, "class"), folder)
            print(f"  {grader.__name__:9} {seconds:6.1f} s, {count / seconds:.2f} submissions/s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
