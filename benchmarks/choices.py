"""What each choice in cnnnotes brings: a step of training, or a kernel, without it."""

from unittest.mock import patch

import numpy as np
from threadpoolctl import ThreadpoolController

from benchmarks.clock import Contender
from benchmarks.reference import Ours, images
from cnnnotes import ops
from cnnnotes.nn import parallel

BATCH = 128


def contenders(maps: dict) -> dict:
    """With and without each, `{choice: {"cnnnotes": …, "without": …}}`, on all cores in `maps`."""
    cores, batch, part = max(maps), images(), parallel.PART
    controller = ThreadpoolController()

    def step(run, part=part, blas=1):
        train = Ours(*batch, BATCH, run).train

        def other():
            with (
                controller.limit(limits=blas, user_api="blas"),
                patch.object(parallel, "PART", part),
            ):
                train()

        return Contender(other)

    as_it_is = step(maps[cores])
    others = {size: step(maps[cores], size) for size in (8, 16, 64) if size != part}
    return {
        "parts on threads, not BLAS' own threads": {
            "cnnnotes": as_it_is,
            "without": step(map, BATCH, cores),
        },
        **{
            f"parts of {part} images, not {size}": {"cnnnotes": as_it_is, "without": other}
            for size, other in others.items()
        },
        "arrays that lie space first, not image first": {
            "cnnnotes": Contender(_kernels(space_first=True)),
            "without": Contender(_kernels(space_first=False)),
        },
    }


def _kernels(space_first):
    """The second convolution and its pooling, there and back, on one part."""
    rng = np.random.default_rng(0)

    def array(h, w, c):
        x = rng.random((h, w, parallel.PART, c), np.float32).transpose(2, 0, 1, 3)
        return x if space_first else np.ascontiguousarray(x)

    x, y, dy = array(12, 12, 32), array(10, 10, 64), array(5, 5, 64)
    w = rng.random((3, 3, 32, 64), np.float32)

    def there_and_back():
        ops.conv2d(x, w)
        ops.max_pool2d(y)
        ops.max_pool2d_backward(dy, y)
        ops.conv2d_backward(y, x, w)

    return there_and_back
