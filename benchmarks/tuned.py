"""PyTorch as fast as we could make it on this network, alone and beside a busy process.

All sides get images that are cut to what reaches the output. The tuned one pools before the
activation, as cnnnotes does, with a fused Adam, for inference with `torch.compile` (which makes
training slower). Which order in memory is faster depends on the machine: both are timed.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from itertools import product

from benchmarks.clock import Contender, take_turns
from benchmarks.reference import Ours, Theirs, images, seen, torch_model
from benchmarks.statistics import ratios, summary
from cnnnotes import nn

BATCH = 128
ORDERS = {"channels_last": True, "channels_last for pooling": False}  # is it so everywhere?
# Asks who its parent is, so that it ends when the benchmark does, however that ends.
BUSY = "import os; parent = os.getppid()\nwhile os.getppid() == parent: pass"


def measure(maps: dict, *, budget: float, seconds: float) -> list[dict]:
    """A row for each task, number of cores and load, with the faster tuning as the side "tuned"."""
    groups = contenders(maps)
    alone = take_turns(groups, budget=budget, seconds=seconds)
    with busy_process():
        busy = take_turns(groups, budget=budget, seconds=seconds)
    return [
        {"task": task, "batch": BATCH, "cores": cores, "busy": taken is busy, **_row(sides)}
        for taken in (alone, busy)
        for (task, cores), sides in taken.items()
    ]


def contenders(maps: dict) -> dict:
    """cnnnotes, eager PyTorch and each tuning, as `{(task, cores): {side: …}}`."""
    import torch

    (x, y), groups, size = images(), {}, seen(nn.models.convnet())
    for (cores, run), task in product(maps.items(), ("train", "infer")):
        sides = {"cnnnotes": Ours(x, y, BATCH, run), "eager": Theirs(x, y, BATCH, size)}
        sides |= {order: Tuned(x, y, BATCH, size, everywhere=ORDERS[order]) for order in ORDERS}
        threads = partial(torch.set_num_threads, cores)
        groups[task, cores] = {k: Contender(getattr(s, task), threads) for k, s in sides.items()}
    return groups


class Tuned(Theirs):
    """PyTorch, tuned: channels last `everywhere`, or for pooling alone."""

    def __init__(self, x, y, batch: int, size: int, *, everywhere: bool):
        super().__init__(x, y, batch, size)
        torch = self.torch
        self.model = tuned_model(nn.models.convnet(seed=0), everywhere=everywhere)
        if everywhere:
            self.x = self.x.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.Adam(self.model.parameters(), fused=True)
        self.scores = torch.compile(self.model) if compiler() else self.model

    def infer(self):
        """The scores of one batch, from the compiled model."""
        with self.torch.inference_mode():
            return self.scores(self.x[next(self.batches)])


def tuned_model(model, *, everywhere: bool):
    """The convnet in PyTorch, with the weights of `model`, which pools before the activation."""
    import torch
    from torch import nn as torch_nn

    class ChannelsLastPool(torch_nn.MaxPool2d):
        def forward(self, x):
            x = super().forward(x.contiguous(memory_format=torch.channels_last))
            return x if everywhere else x.contiguous()

    conv1, relu, _, conv2, _, _, conv3, _, flatten, dense = torch_model(model)
    pool = ChannelsLastPool(2)
    layers = (conv1, pool, relu, conv2, pool, relu, conv3, relu, flatten, dense)
    order = torch.channels_last if everywhere else torch.preserve_format
    return torch_nn.Sequential(*layers).to(memory_format=order)


def compiler() -> str | None:
    """The C++ compiler that `torch.compile` needs; None where there is none."""
    return shutil.which(os.environ.get("CXX", "g++"))


@contextmanager
def busy_process():
    """Another process takes all that it gets of one core."""
    other = subprocess.Popen([sys.executable, "-c", BUSY])
    try:
        yield
    finally:
        other.kill()
        other.wait()


def _row(sides):
    costs = {side: summary(taken) for side, taken in sides.items()}
    tuning = min(ORDERS, key=lambda order: costs[order]["wall"])
    row = {"cnnnotes": costs["cnnnotes"], "eager": costs["eager"], "tuned": costs[tuning]}
    ours = sides["cnnnotes"]
    row["ratio"] = {k: ratios(ours, sides[s]) for k, s in (("eager", "eager"), ("tuned", tuning))}
    return row | {"tuning": tuning}
