"""Counting parameters with something replaced: what the mistakes of 07_count_params come from."""

from collections.abc import Callable
from math import prod
from typing import Any

Size = Callable[..., Any]


def counting(
    layers: list[tuple],
    *,
    window: Size = lambda k: k * k,
    depth: Size = lambda channels, of_image: channels,
    biases: Size = lambda channels, filters: filters,
    repeated: Size = lambda height, width: 1,
    slid: Size = lambda n, k: n - k + 1,
    pooled: Size = lambda n, k: n // k,
    of_pool: Size = lambda k, channels: 0,
    flat: Size = prod,
    dense_biases: Size = lambda features, outputs: outputs,
    passed_on: Size = lambda features, outputs: outputs,
    counted: Size = lambda learned, out: learned,
    total: Size = sum,
) -> Any:
    """`count_params` with some formula, some size of an output, or its total replaced.

    `window`, `depth` and `biases` are a convolution's, counted once, or `repeated` by the size of
    its output; `passed_on` is what a dense layer tells the next one of its size; `counted` is what
    is counted of a layer that learns.
    """
    counts: list[int] = []
    shape: tuple[int, ...] = ()
    for kind, *sizes in layers:
        if kind == "input":
            shape = of_image = tuple(sizes)
        elif kind == "conv":
            (height, width, channels), (filters, k) = shape, sizes
            shape = slid(height, k), slid(width, k), filters
            learned = window(k) * depth(channels, of_image[2]) * filters + biases(channels, filters)
            counts.append(counted(learned * repeated(*shape[:2]), shape))
        elif kind == "pool":
            counts.append(of_pool(sizes[0], shape[2]))
            shape = pooled(shape[0], sizes[0]), pooled(shape[1], sizes[0]), shape[2]
        elif kind == "flatten":
            shape = (flat(shape),)
        else:
            (features,), (outputs,) = shape, sizes
            learned = features * outputs + dense_biases(features, outputs)
            counts.append(counted(learned, (outputs,)))
            shape = (passed_on(features, outputs),)
    return total(counts)


def written_out(at: tuple[int, ...], layers: list[tuple]) -> str:
    """The arithmetic of the count, layer by layer."""
    terms: list[str] = []
    shape: tuple[int, ...] = ()
    for kind, *sizes in layers:
        if kind == "input":
            shape = tuple(sizes)
        elif kind == "conv":
            filters, k = sizes
            terms.append(f"({k}·{k}·{shape[2]} + 1)·{filters}")
            shape = shape[0] - k + 1, shape[1] - k + 1, filters
        elif kind == "pool":
            shape = shape[0] // sizes[0], shape[1] // sizes[0], shape[2]
        elif kind == "flatten":
            shape = (prod(shape),)
        else:
            terms.append(f"({shape[0]} + 1)·{sizes[0]}")
            shape = tuple(sizes)
    return " + ".join(terms)
