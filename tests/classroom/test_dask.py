"""A class on a Dask cluster: a real scheduler, real workers, one of them killed in the middle."""

import json
import re
import subprocess
import sys
import time

import nbformat
import pytest
from typer.testing import CliRunner

pytest.importorskip("distributed", reason="left out: Dask is not installed (cnnnotes[dask])")

from cnnnotes import cli
from cnnnotes.classroom import cluster as clusters
from cnnnotes.classroom.cluster import _about, _checked, cluster
from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.sandbox import NO_SANDBOX
from cnnnotes.classroom.schedule import grade_class, processes
from cnnnotes.classroom.submissions import find_submissions
from cnnnotes.exercises import get

STUDENTS = 12
RIGHT = get("01_slide1d").solution_source
WRONG = RIGHT.replace("return", "return 2 *")


@pytest.fixture
def handed_in(tmp_path):
    """A folder of submissions: every third is wrong, one ends the process that runs it."""
    folder = tmp_path / "handed in"
    folder.mkdir()
    for n in range(STUDENTS):
        code = WRONG if n % 3 == 0 else RIGHT
        code = f"import os\n{code.partition(':')[0]}:\n    os._exit(1)" if n == 5 else code
        cells = [nbformat.v4.new_code_cell(f"import numpy as np\n{code}")]
        cells.append(nbformat.v4.new_code_cell('check("01_slide1d", slide1d)'))
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, folder / f"student-{n:02}_01-convolution.ipynb")
    return folder


@pytest.fixture
def start(tmp_path):
    """Return a function that starts one of Dask's programs; all are ended with the test."""
    running = []

    def start(program, *options):
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options]
        log = tmp_path / f"{program}-{len(running)}.log"
        running.append(subprocess.Popen(command, cwd=tmp_path, stdout=log.open("w"), stderr=-2))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


@pytest.fixture
def workers(start, tmp_path):
    """The address of a scheduler with two workers, and their processes."""
    file = tmp_path / "scheduler.json"
    start("scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard", f"--scheduler-file={file}")
    options = [f"--scheduler-file={file}", "--host=127.0.0.1", "--no-nanny", "--no-dashboard"]
    found = [start("worker", *options, "--nthreads=1") for _ in range(2)]
    from distributed import Client

    with Client(scheduler_file=str(file), timeout=120, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
        return client.scheduler.address, found


def test_every_submission_gets_one_result_though_a_worker_is_killed(handed_in, tmp_path, workers):
    address, processes_of_workers = workers
    submissions = find_submissions(handed_in)
    rules = Rules(NO_SANDBOX, seed=3, timeout=5)
    told = []

    def progress(graded, anew):
        told.append(graded.student)
        if len(told) == 2:
            processes_of_workers[0].kill()

    with cluster(address, sandbox=False) as machines:
        results = grade_class(
            submissions,
            rules,
            tmp_path / "there",
            executor=machines.executor,
            at_once=machines.at_once,
            progress=progress,
        )
    assert processes_of_workers[0].wait() != 0
    assert sorted(told) == [one.student for one in submissions]
    assert len(list((tmp_path / "there" / "work").iterdir())) == STUDENTS
    here = grade_class(submissions, rules, tmp_path / "here", executor=lambda: processes(1))
    assert marks(results) == marks(here)
    assert {points for _, points in marks(here)} == {0, 4}


def marks(results):
    return [(one.student, one.points) for one in results]


def test_the_command_grades_there_and_a_worker_makes_its_own_wall(handed_in, tmp_path, workers):
    address, _ = workers
    command = ["grade", str(handed_in), "--out", str(tmp_path / "report"), "--no-sandbox"]
    done = CliRunner().invoke(cli.app, [*command, "--dask", address])
    assert done.exit_code == 0, done.output
    assert f"{STUDENTS} submissions of {STUDENTS} students" in done.output
    assert json.loads((tmp_path / "report" / "run.json").read_text())["wall"] == "none"


def test_workers_that_could_not_give_the_same_marks_are_refused():
    same = _about(sandbox=False)
    assert _checked("tcp://x", {"tcp://1": same, "tcp://2": same}, sandbox=False) == "none"
    for name, there, told in [
        ("no workers", {}, "has no workers"),
        ("older", {"tcp://1": {**same, "cnnnotes": "0.0.1"}}, "has cnnnotes 0.0.1, and here is"),
        ("other", {"tcp://1": {**same, "NumPy": "1.0"}}, "has NumPy 1.0, and here is"),
        ("no wall", {"tcp://1": {**same, "why": "no bwrap"}}, "worker tcp://1: no bwrap"),
    ]:
        with pytest.raises(ValueError, match=told):
            pytest.fail(f"{name}: {_checked('tcp://x', there, sandbox=True)}")


def test_a_scheduler_that_does_not_answer_is_told_of(monkeypatch):
    monkeypatch.setattr(clusters, "CONNECT", 0.2)
    start = time.monotonic()
    message = re.escape("tcp://127.0.0.1:1: no Dask scheduler answers there")
    with pytest.raises(ValueError, match=message), cluster("tcp://127.0.0.1:1"):
        pytest.fail(f"connected after {time.monotonic() - start} s")
