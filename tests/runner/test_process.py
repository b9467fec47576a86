"""Answers in processes of their own: each costs itself alone, whatever it does."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from cnnnotes import runner
from cnnnotes.runner.codec import encode_record
from cnnnotes.runner.jobs import Frames, Job, Outcome, Request, frame, outcomes
from cnnnotes.runner.limits import Limits
from cnnnotes.runner.process import COMMAND, run
from cnnnotes.runner.record import Record

LIMITS = Limits(call_seconds=0.5, seconds=2, memory=2**28, output=2**20, patience=20)
X = np.arange(4.0)
HONEST = Job("def f(x):\n    return x + 1", "f", (((X,), False),) * 3)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux' processes")


def job(*body, count=False, cases=2):
    code = "import os, sys, time, signal\nimport numpy as np\ndef f(x):\n"
    return Job(code + "".join(f"    {line}\n" for line in body), "f", (((X,), count),) * cases)


def kinds(outcome):
    return [record.kind for record in outcome.records]


def honest(outcome):
    return outcome.ended == "done" and all((one.value == X + 1).all() for one in outcome.records)


HOSTILE = {
    "raises": (["raise SystemExit"], "done", ["raised"] * 2),
    "never ends": (["while True: pass"], "done", ["timed out"]),
    "swallows its end": (
        ["while True:", "    try: time.sleep(9)", "    except BaseException: pass"],
        "timed out",
        ["timed out"],
    ),
    "takes the alarm away": (
        ["signal.setitimer(signal.ITIMER_REAL, 0)", "while True: pass"],
        "timed out",
        ["timed out"],
    ),
    "exits at once": (["os._exit(3)"], "its process ended with 3", []),
    "kills itself": (["os.kill(os.getpid(), 9)"], "its process died by signal 9", []),
    "takes all memory": (["return bytearray(10**10)"], "done", ["raised"] * 2),
    "gives a bomb": (["return np.zeros(10**8)"], "done", ["raised"] * 2),
    "gives a large view": (
        ["return np.broadcast_to(1.0, (10**6, 10**6))"],
        "done",
        ["too large"] * 2,
    ),
    "prints without end": (["while True: print('x' * 10**4)"], "done", ["timed out"]),
    "writes into every pipe": (
        ["for fd in range(3, 99):", "    try: os.write(fd, b'x' * 99)", "    except OSError: pass"],
        "unreadable",
        [],
    ),
    "writes into every pipe without end": (
        [
            "while True:",
            "    for fd in range(3, 99):",
            "        try: os.write(fd, b't' + (3000 << 32).to_bytes(8, 'little') + bytes(3000))",
            "        except OSError: pass",
        ],
        "too much output",
        [],
    ),
    "drips": (
        [
            "signal.setitimer(signal.ITIMER_REAL, 0)",
            "pipe = max(map(int, os.listdir('/proc/self/fd')))",
            "while True: time.sleep(0.1), os.write(pipe, b't' + bytes(8))",
        ],
        "timed out",
        ["timed out"],
    ),
    "closes every pipe": (["os.closerange(0, 99)", "return x"], "its process ended with 1", []),
    "kills its watcher": (
        ["os.kill(os.getppid(), 9)", "time.sleep(9)"],
        "it ended the process that watched it",
        [],
    ),
    "goes on in the background": (
        [
            "if os.fork() == 0:",
            "    os.setsid()",
            "    if os.fork() == 0:",
            "        while True: time.sleep(1)",
            "    os._exit(0)",
            "return x",
        ],
        "done",
        ["value"] * 2,
    ),
}


@linux
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_costs_itself_alone(name):
    body, ended, came = HOSTILE[name]
    before = processes()
    first, bad, last = run([HONEST, job(*body), HONEST], LIMITS)
    assert honest(first)
    assert honest(last)
    assert (bad.ended, kinds(bad)) == (ended, came)
    assert wait_for(lambda: processes() <= before)


def processes():
    """All processes but those of other tests: runners, and what they started."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(Path(runner.__file__).parent).encode() in status.read_bytes():
                found.add(int(status.parent.name))
        except OSError:
            pass
    return found


def wait_for(true):
    return any(true() or time.sleep(0.05) for _ in range(100))


def test_the_line_that_did_not_end_is_named():
    (outcome,) = run([job("x = x + 1", "while True: x = x")], LIMITS)
    (record,) = outcome.records
    assert (record.line, record.code) == (5, "while True: x = x")


def test_the_code_around_may_raise_and_is_told_by_cell_and_line():
    code = "# cell 3, line 7\n1 / 0\n# cell 4, line 2\ndef f(x):\n    return np.sum(x)"
    (outcome,) = run([Job(code, "f", (((X,), False),))], LIMITS)
    assert outcome.troubles == ("cell 3, line 7: ZeroDivisionError: division by zero",)
    (record,) = outcome.records
    assert (record.kind, record.line, record.code) == ("raised", 3, "return np.sum(x)")


def test_a_prediction_is_read():
    (outcome,) = run([Job("shape = (3, 4)", "shape")], LIMITS)
    assert outcome.records[0].value.tolist() == [3, 4]


def test_a_name_that_is_not_there_has_no_record():
    (outcome,) = run([Job("1 / 0", "f", HONEST.cases)], LIMITS)
    assert (outcome.records, outcome.ended) == ((), "done")


def test_annotations_may_be_put_off():
    code = "# cell 1, line 1\nfrom __future__ import annotations\n# cell 2, line 1\n"
    (outcome,) = run([Job(code + "def f(x: Unknown): return x + 1", "f", HONEST.cases)], LIMITS)
    assert honest(outcome)


def test_a_fresh_python_for_each_job_does_the_same():
    """As where there is no fork: macOS and Windows."""
    hang = Job("while True: pass\ndef f(x): pass", "f", HONEST.cases)
    dies = job("if not hasattr(f, 'n'): f.n = 1; return x", "os._exit(2)")
    found = run([HONEST, hang, dies, HONEST], LIMITS, command=[*COMMAND, "--fresh"])
    assert [one.ended for one in found] == ["done", "timed out", "its process ended with 2", "done"]
    assert honest(found[0])
    assert honest(found[3])
    assert kinds(found[2]) == ["value"]


REACH = {
    "settrace": ["sys.settrace(None)"],
    "profile": ["sys.setprofile(lambda *a: None)"],
    "thread": ["import threading", "threading.Thread(target=lambda: 1).start()"],
    "ctypes": ["import ctypes", "ctypes.string_at(id(x))"],
    "objects": ["import gc", "gc.get_objects()"],
    "frame": ["sys._getframe().f_trace_lines = False"],
    "traceback": ["try: 1 / 0", "except Exception as e: e.__traceback__.tb_frame.f_trace = None"],
    "generator": ["(i for i in x).gi_frame.f_trace_lines = False"],
    "hook": ["sys.addaudithook(lambda *a: None)"],
    "fork": ["if os.fork() == 0: os._exit(0)"],
    "own memory": ["open('/proc/self/mem', 'rb')"],
}


@pytest.mark.parametrize("name", REACH)
def test_reaching_for_the_meter_is_noticed_and_stays_so(name):
    (outcome,) = run([job(*REACH[name], "return x", count=True)], LIMITS)
    assert [record.tampered for record in outcome.records] == [True, True]


@pytest.mark.parametrize(
    "line",
    [
        "return np.lib.stride_tricks.sliding_window_view(x, 2).sum(-1)",
        "return np.fft.irfft(np.fft.rfft(x))",
        "return np.random.default_rng(0).permutation(x)",
        "return np.einsum('i,i', x, x, optimize=True)",
        "import math, itertools, functools; return x * math.pi",
        "print(x, np.arange(9999)); return np.pad(x, 1)",
        "import warnings; warnings.warn('careful'); return 1 / np.zeros(3)",
    ],
)
def test_honest_steps_are_not_taken_for_reaching(line):
    (outcome,) = run([job(line, count=True)], LIMITS)
    assert kinds(outcome) == ["value"] * 2
    assert not any(record.tampered for record in outcome.records)
    assert all(record.lines > 0 for record in outcome.records)


def test_a_patched_interpreter_stays_in_its_process():
    bad = Job(
        "import builtins, json, numpy as np, sys\nnp.array = np.asarray = np.sum = None\n"
        "builtins.len = builtins.isinstance = lambda *a: 1\njson.dumps = None\n"
        "sys.modules.clear()\ndef f(x): return x + 1",
        "f",
        HONEST.cases,
    )
    first, _, last = run([HONEST, bad, HONEST], LIMITS)
    assert honest(first)
    assert honest(last)


def test_the_folder_alone_is_a_runner(tmp_path):
    """As in a sandbox, where there is no `cnnnotes`."""
    alone = shutil.copytree(Path(runner.__file__).parent, tmp_path / "alone")
    code = "import sys\ndef f(x):\n    assert 'cnnnotes' not in sys.modules\n    return x + 1"
    asked = Request([Job(code, "f", HONEST.cases)], LIMITS).to_bytes()
    for command in (["-I", alone], ["-m", "alone"]):
        done = subprocess.run(
            [sys.executable, *command], input=asked, capture_output=True, cwd=tmp_path, check=True
        )
        (outcome,) = outcomes(Frames().feed(done.stdout), [HONEST])
        assert honest(outcome)
        assert not done.stderr


@pytest.mark.parametrize(
    ("frames", "ended"),
    [
        ([], Outcome.ended),
        ([(b"e", 0, b"")], "unreadable"),
        ([(b"r", 0, b"no record")], "unreadable"),
        ([(b"l", 0, b"cnn1")], "unreadable"),
        ([(b"e", 7, b"")], Outcome.ended),
    ],
)
def test_frames_that_make_no_sense_end_their_job(frames, ended):
    assert outcomes(frames, [HONEST]) == [Outcome(ended=ended)]


def test_bytes_that_are_no_frames_break_off():
    frames = Frames()
    assert list(frames.feed(frame(b"t", 3)[:5])) == []
    assert list(frames.feed(frame(b"t", 3)[5:] + b"x" * 9)) == [(b"t", 3, b"")]
    assert frames.broken
    assert list(frames.feed(frame(b"t", 3))) == []


def test_forged_records_beyond_the_cases_are_dropped():
    many = [(b"r", 0, encode_record(Record("nothing")))] * 9
    (outcome,) = outcomes(many, [HONEST])
    assert len(outcome.records) == len(HONEST.cases)


def test_the_environment_is_empty():
    (outcome,) = run([job("return sorted(os.environ)")], LIMITS, environment={"A": "1"})
    assert kinds(outcome) == ["other"] * 2
    code = "import os\nnames = ' '.join(sorted(os.environ))"
    (outcome,) = run([Job(code, "names")], LIMITS, environment={"A": "1"})
    assert "A" in outcome.records[0].text.split()
    assert "PATH" not in outcome.records[0].text.split()
    assert "PATH" in os.environ
