"""What is measured, in which order, and how it is kept: plain data that JSON can hold."""

import json
import platform
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version

import cnnnotes
from benchmarks import choices, flops, growth, kernels, memory, reference, tuned
from benchmarks.clock import take_turns
from benchmarks.fresh import fresh
from benchmarks.statistics import exponent, ratios, summary
from cnnnotes import nn
from cnnnotes.nn import parallel
from cnnnotes.nn.memory import keep_freed_memory

BATCHES = (64, 128, 256)


@dataclass(frozen=True)
class Effort:
    """How many seconds for all rounds, and how many a slice lasts, of a step and of a kernel."""

    budget: float
    step: float
    kernel: float


FULL, QUICK = Effort(150, 0.2, 0.05), Effort(15, 0.05, 0.01)


def everything(effort: Effort, tell) -> dict:
    """Measure all there is; `tell(text)` hears what comes next."""
    some = reference.images(128)
    reference.assert_same(*some)
    for everywhere in tuned.ORDERS.values():
        reference.assert_same(*some, partial(tuned.tuned_model, everywhere=everywhere))
    results = {"machine": machine(), "effort": asdict(effort)}
    with cores() as maps:
        tell("steps of training and inference, and the ceiling")
        results |= steps(effort, maps, ("train", "infer"), BATCHES)
        tell("steps against PyTorch as fast as it can be made, alone and beside a busy process")
        results["tuned"] = tuned.measure(maps, budget=effort.budget / 4, seconds=effort.step)
        tell("each kernel alone")
        results["kernels"] = compared_each(
            kernels.contenders(), budget=effort.budget / 5, seconds=effort.kernel
        )
        tell("how cost grows")
        results["growth"] = growths(effort, maps)
        tell("what each choice brings")
        results["choices"] = compared_each(
            choices.contenders(maps), budget=effort.budget / 6, seconds=effort.step
        )
    tell("steps with the system's own allocation settings")
    results["unkept"] = fresh(
        "benchmarks.measuring", effort.budget / 6, effort.step, effort.kernel, keep_memory=False
    )["steps"]
    tell("memory")
    results["memory"] = memory.measure(max(maps))
    return results


@contextmanager
def cores():
    """Tune memory for both sides; give `{1: map, 2: map}`, maps that run on so many cores."""
    keep_freed_memory()
    with ExitStack() as stack:
        some = [n for n in (1, 2) if n <= parallel.cores()]
        yield {n: stack.enter_context(parallel.workers(n)) for n in some}


def steps(effort, maps, tasks, batches) -> dict:
    """The reference model's steps, and the share that they reach of what a core can do."""
    groups = reference.contenders(tasks, batches, maps) | flops.ceiling(maps)
    slices = take_turns(groups, budget=effort.budget, seconds=effort.step)
    ceiling = {n: flops.gflops(summary(slices.pop(("sgemm", n))["numpy"])["wall"]) for n in maps}
    model, rows = nn.models.convnet(), []
    for (task, batch, n), sides in slices.items():
        row = {"task": task, "batch": batch, "cores": n, **compared(sides)}
        flop = batch * flops.flop(model, training=task == "train")
        row["share_of_ceiling"] = flop / row["cnnnotes"]["wall"] / 1e9 / n / ceiling[n]
        rows.append(row)
    flop = {k: flops.flop(model, training=True, cut=k == "cut") for k in ("whole", "cut")}
    return {"ceiling": ceiling, "flop": flop, "steps": rows}


def compared_each(groups, **pace) -> dict:
    """Every group of contenders, timed and compared."""
    return {name: compared(sides) for name, sides in take_turns(groups, **pace).items()}


def growths(effort, maps) -> list[dict]:
    """The exponents of growth, fitted to CPU time; for cores, to time by the clock."""
    slices = take_turns(growth.contenders(maps), budget=effort.budget / 5, seconds=effort.kernel)
    rows = []
    for what, theory in growth.THEORY.items():
        sizes = [size for name, size in slices if name == what]
        if len(sizes) < 2:  # a machine with one core
            continue
        row = {"what": what, "sizes": sizes, "theory": theory}
        for side in ("cnnnotes", "torch"):
            clock = "wall" if what == "cores" else "cpu"
            costs = [summary(slices[what, size][side])[clock] for size in sizes]
            row[side] = {"seconds": costs, "exponent": exponent(sizes, costs)}
        rows.append(row)
    return rows


def compared(sides) -> dict:
    """Each side's medians, and how many times as fast as the others cnnnotes is."""
    row = {side: summary(taken) for side, taken in sides.items()}
    others = sides.keys() - {"cnnnotes"}
    row["ratio"] = {side: ratios(sides["cnnnotes"], sides[side]) for side in sorted(others)}
    return row


def machine() -> dict[str, str | int]:
    """What the numbers depend on; nothing that names the machine."""
    from threadpoolctl import threadpool_info

    blas = next(lib for lib in threadpool_info() if lib["user_api"] == "blas")
    return {
        "processor": _processor(),
        "cores": parallel.cores(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "blas": f"{blas['internal_api']} {blas['version']} ({blas.get('architecture', '?')})",
        "torch": version("torch"),
        "torch.compile": "with a C++ compiler" if tuned.compiler() else "no C++ compiler: eager",
        "cnnnotes": cnnnotes.__version__,
    }


def _processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":")[1].strip() for line in file if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


if __name__ == "__main__":  # for `fresh`: steps at one batch size, under other settings
    effort = Effort(*map(float, sys.argv[1:]))
    with cores() as maps:
        print(json.dumps(steps(effort, maps, ("train", "infer"), (128,))))
