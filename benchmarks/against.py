"""The working copy against another commit: `python -m benchmarks.against COMMIT [SECONDS]`.

Each version runs in a process of its own, in which it is warm. The two take turns, a slice each, in
an order that is shuffled anew in every round; whatever disturbs the machine disturbs both. Nothing
but what cnnnotes itself needs is installed.
"""

import json
import random
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

TASKS, BATCHES, CORES = ("train", "infer"), (64, 128), (1, 2)
SLICE = 0.3  # seconds
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


def main(commit: str, seconds: float = 120) -> None:
    """Print, for each step, how many times as fast as the commit the working copy is."""
    slices = {step: {"before": [], "now": []} for step in product(TASKS, BATCHES, CORES)}
    with ExitStack() as stack:
        before = stack.enter_context(checked_out(commit))
        sides = {
            "before": stack.enter_context(timing(before)),
            "now": stack.enter_context(timing(HERE)),
        }
        end = time.monotonic() + seconds
        while time.monotonic() < end or not slices[TASKS[0], BATCHES[0], CORES[0]]["now"]:
            for step, taken in slices.items():
                for side in random.sample(["before", "now"], 2):
                    taken[side].append(sides[side](*step))
    print(f"times as fast as {commit}, medians: by the clock, by CPU time")
    for (task, batch, cores), taken in slices.items():
        wall, cpu = (
            np.median([s[clock] for s in taken["before"]])
            / np.median([s[clock] for s in taken["now"]])
            for clock in ("wall", "cpu")
        )
        rounds = len(taken["now"])
        print(f"{task:6} {batch:4} images, {cores} cores: {wall:.3f}  {cpu:.3f}  ({rounds} rounds)")


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:]))
