"""How cost grows with size, and what theory says: exponents on one core, and with the cores."""

from functools import partial

import numpy as np

from benchmarks.clock import Contender
from benchmarks.reference import Ours, Theirs, images
from cnnnotes import ops

THEORY = {
    "images": 1,
    "batch": 1,
    "image side": 2,
    "filters": 1,
    "kernel size": 2,
    "cores": -1,
}
CONVOLUTIONS = {
    "image side": [{"side": n} for n in (12, 24, 48)],
    "filters": [{"filters": n} for n in (32, 64, 128, 256)],
    "kernel size": [{"kernel": n} for n in (3, 5, 7)],
}
IMAGES, BATCHES = (128, 256, 512, 1024), (32, 64, 128, 256, 512)


def contenders(maps: dict) -> dict:
    """Both sides at each size, `{(what, size): {side: …}}`.

    "images" are inference in batches of 128, "batch" and "cores" are steps of training; the rest
    are one convolution there and back, of 8 images of 24×24×32 with 32 filters of 3×3 unless
    said otherwise, with padding that keeps the size.
    """
    import torch

    (x, y), groups = images(), {}
    one = maps[1]

    def add(what, size, ours, theirs, threads=1):
        prepare = partial(torch.set_num_threads, threads)
        groups[what, size] = {
            "cnnnotes": Contender(ours, prepare),
            "torch": Contender(theirs, prepare),
        }

    for n in IMAGES:
        ours, theirs = Ours(x, y, 128, one).infer, Theirs(x, y, 128).infer
        add("images", n, partial(_times, ours, n // 128), partial(_times, theirs, n // 128))
    for n in BATCHES:
        add("batch", n, Ours(x, y, n, one).train, Theirs(x, y, n).train)
    for cores, run in maps.items():
        add("cores", cores, Ours(x, y, 128, run).train, Theirs(x, y, 128).train, cores)
    for what, settings in CONVOLUTIONS.items():
        for setting in settings:
            (size,) = setting.values()
            add(what, size, *_convolution(**setting))
    return groups


def _times(run, n):
    for _ in range(n):
        run()


def _convolution(side=24, filters=32, kernel=3):
    """A convolution forward and backward in both libraries."""
    import torch

    rng = np.random.default_rng(0)
    x = rng.random((8, side, side, 32), np.float32)
    w = rng.random((kernel, kernel, 32, filters), np.float32)
    dy = rng.random((8, side, side, filters), np.float32)
    tx, tw, tdy = (
        torch.from_numpy(np.array(a.transpose(axes), order="C"))
        for a, axes in ((x, (0, 3, 1, 2)), (w, (3, 2, 0, 1)), (dy, (0, 3, 1, 2)))
    )
    tx.requires_grad_(), tw.requires_grad_()

    def ours():
        ops.conv2d(x, w, padding="same")
        return ops.conv2d_backward(dy, x, w, padding="same")

    def theirs():
        y = torch.nn.functional.conv2d(tx, tw, padding=kernel // 2)
        return torch.autograd.grad(y, (tx, tw), tdy)

    return ours, theirs
