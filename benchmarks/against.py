"""The working copy against another commit: `python -m benchmarks.against COMMIT [SECONDS]`.

Each version runs in a process of its own, in which it is warm. The two take turns, a slice each, in
an order that is shuffled anew in every round; whatever disturbs the machine disturbs both. Where a
process' arrays happen to lie in memory alone makes it up to a tenth faster or slower, so pairs of
processes are made anew, and the spread over them is printed: a commit against itself shows how much
is chance. Nothing but what cnnnotes itself needs is installed.
"""

import json
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

TASKS, BATCHES, CORES = ("train", "infer"), (64, 128), (1, 2)
SLICE = 0.2  # seconds
ROUNDS = 2  # for a pair of processes
HERE = Path(__file__).resolve().parent.parent
# What a process of either version runs: it hears which step to repeat, and says how long it took.
WORKER = """
import json, sys
from contextlib import ExitStack
from dataclasses import asdict
from benchmarks.clock import time_slice
from benchmarks.reference import Ours, images
from cnnnotes.nn import parallel
from cnnnotes.nn.memory import keep_freed_memory
keep_freed_memory()
with ExitStack() as stack:
    steps, data = {}, images()
    for line in sys.stdin:
        task, batch, cores, seconds = json.loads(line)
        if (key := (task, batch, cores)) not in steps:
            run = stack.enter_context(parallel.workers(cores))
            steps[key] = getattr(Ours(*data, batch, run), task)
            steps[key]()
        print(json.dumps(asdict(time_slice(steps[key], seconds))), flush=True)
"""


@contextmanager
def checked_out(commit: str):
    """The files of a commit, in a folder of their own."""
    with TemporaryDirectory() as folder:
        tree = Path(folder, "before")
        git = ["git", "-C", str(HERE)]
        subprocess.run([*git, "worktree", "add", "-q", "--detach", tree, commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", tree], check=True)


@contextmanager
def timing(tree: Path):
    """A function that times a step of the version in `tree`."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", WORKER],
        env={"PYTHONPATH": str(tree), "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def measure(*step) -> dict:
        process.stdin.write(json.dumps([*step, SLICE]) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    with process:
        yield measure
        process.stdin.close()


def compared(before: Path, now: Path) -> dict:
    """Return, for each step, how many times as fast `now` is, in a new pair of processes."""
    steps = list(product(TASKS, BATCHES, CORES))
    slices = {(step, side): [] for step in steps for side in (before, now)}
    with timing(before) as old, timing(now) as new:
        for _ in range(ROUNDS):
            for step in random.sample(steps, len(steps)):
                for side, measure in random.sample([(before, old), (now, new)], 2):
                    slices[step, side].append(measure(*step))

    def median(step, side, clock):
        return np.median([one[clock] for one in slices[step, side]])

    return {
        step: [median(step, before, clock) / median(step, now, clock) for clock in ("wall", "cpu")]
        for step in steps
    }


def main(commit: str, seconds: float = 120) -> None:
    """Print, for each step, how many times as fast as the commit the working copy is."""
    pairs = []
    with checked_out(commit) as before:
        end = time.monotonic() + seconds
        while time.monotonic() < end or not pairs:
            pairs.append(compared(before, HERE))
    print(f"times as fast as {commit}, in {len(pairs)} pairs of processes: median (quartiles)")
    for task, batch, cores in pairs[0]:
        ratios = np.array([pair[task, batch, cores] for pair in pairs])
        wall, cpu = (
            f"{middle:.3f} ({low:.3f} to {high:.3f})"
            for low, middle, high in np.quantile(ratios, (0.25, 0.5, 0.75), axis=0).T
        )
        print(f"{task:6}{batch:4} images, {cores} cores: {wall} by the clock, {cpu} by CPU time")


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:]))
