"""The wall: tried before it is trusted, and what can be seen from behind it."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from handing_in import solved, write
from typer.testing import CliRunner

from cnnnotes import cli, datasets
from cnnnotes.classroom import mounts, sandbox, seccomp
from cnnnotes.classroom.box import ENDED_THE_BOX, run_behind
from cnnnotes.classroom.sandbox import NO_SANDBOX, NoWallError, wall
from cnnnotes.exercises import get
from cnnnotes.runner.jobs import Job
from cnnnotes.runner.limits import Limits

needs_bwrap = pytest.mark.skipif(
    not shutil.which("bwrap") and "CNNNOTES_SANDBOX" not in os.environ,
    reason="needs bubblewrap; with CNNNOTES_SANDBOX it fails without",
)
# Of a clone that lies in /tmp the folder with its NumPy, and nothing else.
IN_TMP = len({Path(name).parts[2] for name in mounts.mounts() if name.startswith("/tmp/")})
LIMITS = Limits(call_seconds=20, seconds=60, memory=2**30, processes=24)


def seen(expression, *imports, course=False):
    """Return what an expression gives behind the wall."""
    code = "\n".join([*imports, f"def answer(x):\n    return {expression}"])
    job = Job(code, "answer", (((np.zeros(2),), False),))
    (outcome,) = run_behind(wall(), [job], LIMITS, course=course)
    (record,) = outcome.records
    return record.value if record.kind == "value" else f"{record.type}: {record.text}"


@needs_bwrap
@pytest.mark.parametrize(
    ("expression", "right"),
    [
        ("sum('slide2d' in f for _, _, fs in os.walk('/') for f in fs)", 0),
        ("len(os.listdir('/tmp'))", IN_TMP),
        ("os.getuid() > 0", True),
        ("len(os.getgroups())", 0 if os.geteuid() == 0 else 1),
        ("sum(name.isdigit() for name in os.listdir('/proc')) < 9", True),
        ("int('SECRET' in os.environ or 'PATH' in os.environ)", 0),
        ("os.path.exists('/etc') or os.path.exists('/home') or os.path.exists('/var')", False),
    ],
)
def test_what_is_behind_the_wall(expression, right, monkeypatch):
    monkeypatch.setenv("SECRET", "1")
    assert seen(expression, "import os") == right


@needs_bwrap
@pytest.mark.parametrize("package", ["cnnnotes", "scipy", "matplotlib", "pytest", "pip", "IPython"])
def test_nothing_can_be_imported_but_numpy(package):
    assert "ModuleNotFoundError" in seen(f"__import__('{package}').__name__")


@needs_bwrap
@pytest.mark.parametrize("module", ["ctypes", "decimal", "random", "hashlib"])
def test_the_standard_library_can(module):
    assert seen(f"len(__import__('{module}').__name__)") == len(module)


@needs_bwrap
def test_the_labels_that_judge_a_network_are_not_there():
    _, (images, labels) = datasets.load_digits()
    behind = seen("load_digits()[1][1]", "from cnnnotes.datasets import load_digits", course=True)
    assert behind.shape == labels.shape
    assert not np.array_equal(behind, labels)
    (drawn,) = list(get("07_classify").cases_from(3))[-1].args
    shipped = {image.tobytes() for image in images}
    assert not any(image.tobytes() in shipped for image in drawn)
    for module in ("exercises", "grading", "classroom"):
        told = seen(f"len(__import__('cnnnotes.{module}').__name__)", course=True)
        assert "ModuleNotFoundError" in told


@needs_bwrap
@pytest.mark.parametrize("first", [True, False])
def test_jobs_after_one_that_ends_its_keeper_are_done(first):
    """Who is the first process behind the wall cannot be ended; another one can."""
    tried = wall()
    prefix = tuple(word for word in tried.prefix if first or word != "--as-pid-1")
    jobs = [
        Job("def f(x): return 1", "f", (((0,), False),)),
        Job("import os\ndef f(x): os.kill(os.getppid(), 9)", "f", (((0,), False),)),
        Job("def f(x): return 3", "f", (((0,), False),)),
    ]
    one, two, three = run_behind(replace(tried, prefix=prefix), jobs, LIMITS)
    assert (one.ended, three.ended) == ("done", "done")
    assert three.records[0].value == 3
    assert two.ended == ("done" if first else ENDED_THE_BOX)


def test_without_a_wall_answers_run_within_limits():
    jobs = [Job("def f(x): return x + 1", "f", (((1,), False),))] * 2
    assert [one.records[0].value for one in run_behind(NO_SANDBOX, jobs, LIMITS)] == [2, 2]


FAKE = """#!/bin/sh
case "$1" in
  --version) echo bubblewrap 0.0.0 ;;
  --help) echo ;;
  *) {} ;;
esac
"""
APPARMOR = "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1"
NO_WALL_AT_ALL = 'for last; do :; done; while [ "$1" != -- ]; do shift; done; shift; exec "$@"'


@pytest.mark.parametrize(
    ("bwrap", "words"),
    [
        (None, "the command `bwrap` is not installed"),
        (APPARMOR, "setting up uid map: Permission denied"),
        (NO_WALL_AT_ALL, "`bwrap` does not work"),
    ],
)
def test_a_machine_without_a_wall_is_told_what_to_do(bwrap, words, tmp_path, monkeypatch):
    sandbox._tried.cache_clear()
    if bwrap:
        path = tmp_path / "bwrap"
        path.write_text(FAKE.format(bwrap))
        path.chmod(0o755)
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: str(path) if bwrap else None)
    monkeypatch.setattr(sandbox.sys, "platform", "linux")
    write(tmp_path / "class" / "ada", solved())
    with pytest.raises(NoWallError, match=words) as told:
        wall()
    assert "apparmor" in str(told.value)
    assert "--no-sandbox" in str(told.value)
    command = ["grade", str(tmp_path / "class"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(cli.app, command)
    assert isinstance(result.exception, NoWallError)
    assert not (tmp_path / "out").exists()
    sandbox._tried.cache_clear()


def test_no_wall_is_loud(tmp_path):
    write(tmp_path / "class" / "ada", solved())
    command = [sys.executable, "-c", "from cnnnotes.cli import main; main()", "grade"]
    paths = [str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--no-sandbox"]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=True)
    assert "No sandbox" in done.stderr
    assert "100%" in done.stdout


def test_other_machines_have_no_wall(monkeypatch):
    sandbox._tried.cache_clear()
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    with pytest.raises(NoWallError, match="needs Linux"):
        wall()
    sandbox._tried.cache_clear()


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_the_filter_is_a_program_that_the_kernel_takes(machine):
    program = seccomp.program(machine)
    assert len(program) % 8 == 0
    assert len(program) // 8 < 4096
    assert seccomp.program("vax") == b""
