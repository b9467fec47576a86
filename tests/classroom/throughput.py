"""How fast a class is graded: `python tests/classroom/throughput.py [submissions]`.

300 students hand in notebook 01, each with answers of their own: right ones in several styles,
wrong ones as people write them, and some that are not written yet. They are graded twice.
"""

import importlib
import inspect
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from handing_in import ITEMS, asked, solved, write
from kills import CNNNOTES, descendants, grades

from cnnnotes.classroom.reading import borrowed
from cnnnotes.runner.notebook import Cell
from cnnnotes.runner.source import Source

sys.path.append(str(Path(__file__).parents[1] / "exercises"))


def answers():
    """Return, for each exercise, sources of right and of wrong answers that need NumPy alone."""
    module = importlib.import_module("n01_answers")
    source = Source([Cell(inspect.getsource(module))])
    found = {}
    for item in ITEMS:
        if item.id in module.RIGHT:
            right, wrong = module.RIGHT[item.id], list(module.WRONG[item.id])
            found[item.id] = [
                [text for one in functions if (text := _named(source, one, item.name))]
                for functions in (right, wrong)
            ]
    return found


def _named(source, function, name):
    code = source.find(getattr(function, "__name__", "")).code
    return "" if not code or borrowed(code) else f"{code}\n{name} = {function.__name__}"


def hand_in(folder, count):
    """Write the notebooks of a class."""
    rng, known = random.Random(0), answers()
    for number in range(count):
        book = solved()
        for cell in book["cells"]:
            item = asked(cell) if cell["cell_type"] == "code" else None
            right, wrong = known.get(item.id, ([], [])) if item else ([], [])
            chosen = rng.choices((right, wrong, []), (6, 3, 1))[0]
            if chosen:
                cell["source"] = rng.choice(chosen)
        write(folder / f"student {number:03}", book)


class Memory(threading.Thread):
    """Watches how much memory a process and all below it take, at most."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most = pid, 0

    def run(self):
        while os.path.exists(f"/proc/{self.pid}"):
            pids = [self.pid, *descendants(self.pid)]
            self.most = max(self.most, sum(map(_own_memory, pids)))
            time.sleep(0.2)


def _own_memory(pid):
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def graded(handed_in, report, jobs):
    """Grade a class; return seconds, the seconds of each submission, and bytes of memory."""
    command = [*CNNNOTES, "grade", handed_in, "--out", report, "--seed", "1", "--jobs", str(jobs)]
    begin = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = Memory(run.pid)
    memory.start()
    assert run.wait() == 0
    seconds = time.perf_counter() - begin
    each = [json.loads(f.read_text("utf-8"))["seconds"] for f in report.glob("work/*.json")]
    return seconds, each, memory.most


def main(count=300, jobs=2):
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        hand_in(top / "class", count)
        first = graded(top / "class", top / "first", jobs)
        second = graded(top / "class", top / "second", jobs)
        same = grades(top / "first") == grades(top / "second")
    print(f"{count} submissions of notebook 01, {jobs} at a time on {os.cpu_count()} cores:")
    for seconds, each, memory in (first, second):
        p50, p95 = np.percentile(each, [50, 95])
        print(
            f"  {seconds:.1f} s, {count / seconds:.1f} submissions/s; one takes {p50:.2f} s, "
            f"{p95:.2f} s (p95); memory {memory / 2**20:.0f} MB"
        )
    print(f"  the same marks twice: {same}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
