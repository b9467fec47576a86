"""What the arithmetic costs, counted from shapes, and the most that this machine could do."""

import numpy as np

from benchmarks.clock import Contender

SIDE = 1024  # of the square matrices that measure the ceiling


def flop(model, *, training: bool, cut: bool = True) -> int:
    """Floating-point operations for one image: two for each weight at each place it is used.

    Training counts every product three times (output, gradient for the weights, gradient for the
    input), the first layer's twice, as it needs no gradient for the image. Pooling, activations,
    biases and the optimizer are left out: they do well under a hundredth. `cut` counts only the
    rows and columns that reach the output, as cnnnotes computes them.

    >>> from cnnnotes import nn
    >>> flop(nn.models.convnet(), training=True, cut=False)
    18210816
    """
    x, products = np.zeros((1, *model.input_shape), np.float32), []
    if cut:
        x = x[model._seen]
    for step in model._steps:
        x = step.forward(x)[0]
        if macs := step.macs(x.shape[1:]):
            products.append(2 * macs)
    return 3 * sum(products) - products[0] if training else sum(products)


def ceiling(maps: dict) -> dict:
    """Matrix products, one on each core at once: `{("sgemm", cores): {"numpy": …}}`."""
    a = np.random.default_rng(0).random((SIDE, SIDE), np.float32)

    def products(run, cores):
        return lambda: list(run(lambda _: a @ a, range(cores)))

    return {
        ("sgemm", cores): {"numpy": Contender(products(run, cores))} for cores, run in maps.items()
    }


def gflops(seconds: float) -> float:
    """What a core reached, in 10⁹ operations a second, if its product took `seconds`."""
    return 2 * SIDE**3 / seconds / 1e9
