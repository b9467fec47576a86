"""What holds for each op alike: its gradient, its dtype, and that it leaves its inputs alone."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from oracles import central_differences
from strategies import LAYOUTS, laid_out

from cnnnotes import ops


class Op(NamedTuple):
    forward: Callable  # of the arrays
    backward: Callable  # of dy and the arrays; the gradient by each of them
    shapes: list  # of the arrays; the first one's first axis is the batch


def conv(name, shapes, **settings):
    forward, backward = getattr(ops, name), getattr(ops, name + "_backward")
    return Op(
        lambda x, w, b: forward(x, w, b, **settings),
        lambda dy, x, w, b: backward(dy, x, w, **settings),
        shapes,
    )


def of_one(name, *shape, **settings):
    forward, backward = getattr(ops, name), getattr(ops, name + "_backward")
    return Op(
        lambda x: forward(x, **settings), lambda dy, x: (backward(dy, x, **settings),), [shape]
    )


def batch_norm(training):
    fixed = np.array([0.5, -1, 2]), np.array([0.5, 1, 2])

    def statistics(x):
        return ops.batch_statistics(x) if training else [s.astype(x.dtype) for s in fixed]

    return Op(
        lambda x, gamma, beta: ops.batch_norm(x, gamma, beta, *statistics(x)),
        lambda dy, x, gamma, beta: ops.batch_norm_backward(
            dy, x, gamma, *statistics(x), training=training
        ),
        [(4, 2, 2, 3), (3,), (3,)],
    )


def dropped(x):
    return ops.dropout(x, 0.4, np.random.default_rng(0))


LABELS = np.array([0, 2, 2])
IMAGE = [(2, 6, 5, 2), (3, 2, 2, 3), (3,)]
OPS = {
    "conv2d": conv("conv2d", IMAGE),
    "conv2d, all of it": conv("conv2d", IMAGE, stride=(2, 1), padding=((2, 0), (1, 2)), dilation=2),
    "conv2d, same": conv("conv2d", IMAGE, stride=(2, 3), padding="same"),
    "conv2d, one pixel": conv("conv2d", [(1, 1, 1, 1), (1, 1, 1, 1), (1,)]),
    "conv1d": conv("conv1d", [(2, 7, 2), (3, 2, 3), (3,)], stride=2, padding=(0, 3), dilation=2),
    "max_pool2d": of_one("max_pool2d", 2, 6, 5, 2),
    "max_pool2d, overlapping": of_one("max_pool2d", 2, 6, 5, 2, size=3, stride=(1, 2), padding=1),
    "avg_pool2d": of_one("avg_pool2d", 2, 6, 5, 2),
    "avg_pool2d, overlapping": of_one("avg_pool2d", 2, 6, 5, 2, size=3, stride=2, padding=(1, 2)),
    "avg_pool2d, padding counts": of_one(
        "avg_pool2d", 2, 6, 5, 2, size=(2, 3), padding="same", include_padding=True
    ),
    "global_avg_pool2d": of_one("global_avg_pool2d", 3, 4, 5, 2),
    "relu": of_one("relu", 3, 4),
    "leaky_relu": of_one("leaky_relu", 3, 4, slope=0.2),
    "sigmoid": of_one("sigmoid", 3, 4),
    "tanh": of_one("tanh", 3, 4),
    "softmax": Op(ops.softmax, lambda dy, z: (ops.softmax_backward(dy, z),), [(3, 4)]),
    "dense": Op(
        ops.dense, lambda dy, x, w, b: ops.dense_backward(dy, x, w), [(3, 4), (4, 2), (2,)]
    ),
    "cross_entropy": Op(
        lambda z: ops.cross_entropy(z, LABELS),
        lambda dy, z: (dy * ops.cross_entropy_backward(z, LABELS),),
        [(3, 4)],
    ),
    "batch_norm, in training": batch_norm(training=True),
    "batch_norm, afterwards": batch_norm(training=False),
    "dropout": Op(
        lambda x: dropped(x)[0], lambda dy, x: (ops.dropout_backward(dy, dropped(x)[1]),), [(5, 6)]
    ),
}


def every_op_but(*left_out):
    chosen = {name: op for name, op in OPS.items() if name not in left_out}
    return pytest.mark.parametrize("op", chosen.values(), ids=chosen)


every_op = every_op_but()


def values(op, dtype=np.float64):
    """Arrays without ties, and with nothing near a kink at zero."""
    rng = np.random.default_rng(5)
    for shape in op.shapes:
        size = int(np.prod(shape))
        spread = np.linspace(-2, 2, size + size % 2 + 2)
        yield rng.permutation(spread[spread != 0][:size]).reshape(shape).astype(dtype)


def weights_of(y):
    """What the gradient is asked of: the sum of y, each entry with a weight of its own."""
    return np.cos(np.arange(y.size)).reshape(y.shape).astype(y.dtype)


def test_no_op_with_a_backward_is_left_out():
    backwards = {name for name in ops.__all__ if name.endswith("_backward")}
    assert {name.split(",")[0] + "_backward" for name in OPS} == backwards


@every_op
def test_gradient_agrees_with_central_differences(op):
    arrays = list(values(op))
    dy = weights_of(op.forward(*arrays))
    gradients = op.backward(dy, *arrays)
    for array, gradient in zip(arrays, gradients, strict=True):
        expected = central_differences(lambda: (op.forward(*arrays) * dy).sum(), array, step=1e-5)
        np.testing.assert_allclose(gradient, expected, atol=1e-6, rtol=1e-6)


@every_op
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dtype_is_kept(op, dtype):
    arrays = list(values(op, dtype))
    y = op.forward(*arrays)
    assert y.dtype == dtype
    assert {g.dtype for g in op.backward(weights_of(y), *arrays)} == {np.dtype(dtype)}


@every_op
@pytest.mark.parametrize("layout", LAYOUTS)
def test_memory_layout_changes_nothing_and_inputs_are_not_written_to(op, layout):
    plain = list(values(op))
    arrays = [laid_out(a, layout) for a in plain]  # read-only: a write would raise
    y = op.forward(*plain)
    np.testing.assert_allclose(op.forward(*arrays), y, rtol=1e-13, atol=1e-14)
    dy = weights_of(y)
    read_only = laid_out(dy, layout) if dy.ndim else dy
    for one, other in zip(op.backward(read_only, *arrays), op.backward(dy, *plain), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-14)


@every_op
def test_results_are_the_callers_own(op):
    arrays = list(values(op))
    y = op.forward(*arrays)
    dy = weights_of(y)
    results = [y, *op.backward(dy, *arrays)]
    for i, result in enumerate(results):
        assert not np.shape(result) or result.flags.writeable
        assert not any(np.shares_memory(result, a) for a in [dy, *arrays, *results[i + 1 :]])


# a mean over the batch, its statistics, and random numbers depend on it
@every_op_but("cross_entropy", "batch_norm, in training", "dropout")
def test_an_image_does_not_depend_on_its_batch(op):
    x, *rest = values(op)
    together = op.forward(x, *rest)
    for i in range(len(x)):
        np.testing.assert_allclose(op.forward(x[i : i + 1], *rest)[0], together[i], rtol=1e-12)


# one has labels for the images (its own test), the other no statistics without any
@every_op_but("cross_entropy", "batch_norm, in training")
def test_an_empty_batch_goes_through(op):
    x, *rest = values(op)
    y = op.forward(x[:0], *rest)
    assert y.shape == (0, *op.forward(x, *rest).shape[1:])
    dx, *others = op.backward(y, x[:0], *rest)
    assert dx.shape == (0, *x.shape[1:])
    for gradient, array in zip(others, rest, strict=True):
        assert gradient.shape == array.shape
        assert not gradient.any()
