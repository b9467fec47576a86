"""Kill the grader at random moments and let it go on: `python tests/classroom/kills.py [kills]`.

In the end the grades are those of a run that nobody disturbed, byte for byte but for the times, no
result was made twice, and no process of a killed run is left.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from handing_in import solved, with_answer, write

CNNNOTES = (sys.executable, "-c", "from cnnnotes.cli import main; main()")
ANSWERS = ("return x", "raise ValueError", "while True: pass", "return np.convolve(x, k, 'valid')")


def hand_in(folder, count):
    """Write the submissions of a class, some right and some wrong, one in sixteen without end."""
    for n in range(count):
        wrong = with_answer(f"def slide1d(x, k):\n    {ANSWERS[n // 4 % 4]}")
        write(folder / f"student {n:03}", solved() if n % 4 else wrong)


def command(handed_in, report):
    return [
        *CNNNOTES,
        *("grade", str(handed_in), "--out", str(report), "--seed", "5"),
        *("--jobs", "2", "--timeout", "1"),
    ]


def start(handed_in, report):
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command(handed_in, report), stdout=quiet, stderr=quiet)


def grades(report):
    """Return the text of all grades without the times that they took."""
    text = (report / "grades.json").read_text("utf-8")
    return re.sub(r'"seconds": [\d.]+', '"seconds": 0', text)


def made(report):
    """Return when each result was made, by its file's name."""
    return {file.name: file.stat().st_mtime_ns for file in report.glob("work/*.json")}


def descendants(pid):
    """Return the processes below one, as long as it lives."""
    found, todo = [], [pid]
    while todo:
        try:
            tasks = list(Path(f"/proc/{todo.pop()}/task").iterdir())
            below = [n for task in tasks for n in (task / "children").read_text().split()]
        except OSError:
            continue
        found += below
        todo += below
    return found


def kill_and_go_on(handed_in, report, kills, seconds, seed=0):
    """Kill a run so many times, each after up to some seconds; then let it end.

    Return how many kills met a run, what was made twice, and which processes were left.
    """
    rng, met, before, twice, left = random.Random(seed), 0, {}, [], set()
    while met < kills:
        run = start(handed_in, report)
        time.sleep(rng.uniform(0.3, seconds))
        below = descendants(run.pid)
        if run.poll() is None:
            run.send_signal(signal.SIGKILL)
            met += 1
            print(f"\rkilled {met} of {kills} times", end="", file=sys.stderr, flush=True)
        run.wait()
        now = made(report)
        twice += [name for name in before if now.get(name, before[name]) != before[name]]
        before = now
        time.sleep(0.5)
        left |= {pid for pid in below if os.path.exists(f"/proc/{pid}")}
        if (report / "grades.json").exists() and met < kills:  # it came to its end: once more
            for file in (*report.glob("work/*"), report / "grades.json"):
                file.unlink()
            before = {}
    assert start(handed_in, report).wait() == 0
    left = {pid for pid in left if os.path.exists(f"/proc/{pid}")}
    return met, twice, left


def main(kills=50, count=16):
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        hand_in(top / "class", count)
        begin = time.monotonic()
        assert start(top / "class", top / "undisturbed").wait() == 0
        seconds = time.monotonic() - begin  # a kill may come at any moment of a run, and at its end
        met, twice, left = kill_and_go_on(top / "class", top / "killed", kills, seconds)
        same = grades(top / "killed") == grades(top / "undisturbed")
        students = json.loads((top / "killed" / "grades.json").read_text("utf-8"))["students"]
        results = sum(len(student["submissions"]) for student in students)
    print(f"killed {met} times: {results} results of {count} submissions, the same grades: {same},")
    print(f"made twice: {len(twice)}, processes left: {len(left)}")
    return 0 if same and not twice and not left and results == count else 1


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
