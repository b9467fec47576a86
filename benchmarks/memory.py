"""How far memory grows, each side in a process of its own: `python -m benchmarks.memory`."""

import resource
import sys

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

    keep_freed_memory()
    with parallel.workers(cores) as run:
        if side == "torch":
            import torch

            torch.set_num_threads(cores)
            step = getattr(Theirs(*images(), BATCH), task)
        else:
            step = getattr(Ours(*images(), BATCH, run), task)
        before = _peak()
        for _ in range(STEPS):
            step()
        return _peak() - before


def _peak():
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    print(_grown(sys.argv[1], sys.argv[2], int(sys.argv[3])))
