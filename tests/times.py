"""Print the CPU seconds of each folder of tests: `make times`, or `make times ARGS=tests/ops`.

CPU seconds, of pytest and all that it starts, because a busy machine stretches all others.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
# As the Makefile sets them.
QUICK = {"CNNNOTES_QUICK": "1", "CNNNOTES_DPI": "72", "OPENBLAS_NUM_THREADS": "1"}
NBVAL = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "300")


def folders():
    """Return the folders with tests, as `make test` collects them."""
    inside = sorted(path for path in Path("tests").iterdir() if any(path.rglob("test_*.py")))
    return [str(path) for path in inside] + ["notebooks", "cnnnotes", "benchmarks"]


def seconds(folder):
    """Run a folder's tests; return their CPU seconds, and pytest's last line."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*PYTEST, *(NBVAL if folder == "notebooks" else ()), folder]
    said = subprocess.run(command, env=os.environ | QUICK, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, said.strip().rpartition("\n")[2]


if __name__ == "__main__":
    print("| tests | CPU seconds | |\n|---|--:|---|")
    total = 0
    for folder in sys.argv[1:] or folders():
        used, said = seconds(folder)
        total += used
        print(f"| {folder} | {used:.0f} | {said} |", flush=True)
    print(f"| all | {total:.0f} | |")
