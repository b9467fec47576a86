"""How far memory grows, each side in a process of its own: `python -m benchmarks.memory`."""

import resource
import sys
from contextlib import suppress
from pathlib import Path

from benchmarks.fresh import fresh

BATCH, STEPS = 128, 10


def measure(cores: int) -> dict[str, dict[str, int]]:
    """Bytes by which the peak grew in 10 steps, after libraries, data and model were loaded."""
    return {
        task: {
            side: fresh("benchmarks.memory", side, task, cores) for side in ("cnnnotes", "torch")
        }
        for task in ("train", "infer")
    }


def _grown(side, task, cores):
    from benchmarks.reference import Ours, Theirs, images
    from cnnnotes.nn import parallel
    from cnnnotes.nn.memory import keep_freed_memory

    with parallel.workers(cores) as run:
        if side == "torch":
            import torch

            torch.set_num_threads(cores)
            step = getattr(Theirs(*images(), BATCH), task)
        else:
            step = getattr(Ours(*images(), BATCH, run), task)
        keep_freed_memory()  # only now: nothing that loading has freed shall be at hand
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # the peak is now what is held now
        before = _peak()
        for _ in range(STEPS):
            step()
        return _peak() - before


def _peak():
    """The most memory that this process has held, in bytes."""
    try:
        # not ru_maxrss, which Linux hands down from the process that started this one
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS: in bytes


if __name__ == "__main__":
    print(_grown(sys.argv[1], sys.argv[2], int(sys.argv[3])))
