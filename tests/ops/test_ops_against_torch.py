"""The same numbers as PyTorch, where it is installed: results and gradients."""

import numpy as np
import pytest

from cnnnotes import ops

torch = pytest.importorskip("torch")
F = torch.nn.functional


def check(ours, ours_backward, theirs, *arrays):
    """Compare results and gradients, in float32; `theirs` gets tensors laid out as ours."""
    arrays = [a.astype(np.float32) for a in arrays]
    tensors = [torch.tensor(a, requires_grad=True) for a in arrays]
    expected = theirs(*tensors)
    y = ours(*arrays)
    close = {"atol": 1e-5, "rtol": 1e-5}
    np.testing.assert_allclose(y, expected.detach().numpy(), **close)
    dy = np.random.default_rng(1).standard_normal(y.shape).astype(np.float32)
    expected.backward(torch.tensor(dy))
    gradients = ours_backward(dy, *arrays)
    for gradient, tensor in zip(gradients, tensors, strict=True):
        np.testing.assert_allclose(gradient, tensor.grad.numpy(), **close)


def drawn(*shapes, ties=False):
    rng = np.random.default_rng(0)
    return [rng.integers(-2, 3, s) / 1 if ties else rng.standard_normal(s) for s in shapes]


@pytest.mark.parametrize("dilation", [1, (1, 2)])
@pytest.mark.parametrize(
    ("stride", "padding"), [(1, 0), ((2, 3), 0), (1, (2, 1)), ((2, 3), (2, 1)), (1, "same")]
)
def test_conv2d(stride, padding, dilation):
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    check(
        lambda x, w, b: ops.conv2d(x, w, b, **settings),
        lambda dy, x, w, b: ops.conv2d_backward(dy, x, w, **settings),
        lambda x, w, b: F.conv2d(
            x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1), b, **settings
        ).permute(0, 2, 3, 1),
        *drawn((3, 9, 8, 2), (3, 2, 2, 4), (4,)),
    )


@pytest.mark.parametrize("settings", [{}, {"stride": 2, "padding": 3, "dilation": 2}])
def test_conv1d(settings):
    check(
        lambda x, w, b: ops.conv1d(x, w, b, **settings),
        lambda dy, x, w, b: ops.conv1d_backward(dy, x, w, **settings),
        lambda x, w, b: F.conv1d(x.permute(0, 2, 1), w.permute(2, 1, 0), b, **settings).permute(
            0, 2, 1
        ),
        *drawn((3, 9, 2), (3, 2, 4), (4,)),
    )


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize(
    "settings",
    [{"size": 2}, {"size": 3, "stride": 2, "padding": 1}, {"size": (3, 2), "stride": (1, 3)}],
)
def test_max_pool2d(settings, ties):
    kernel = {"kernel_size" if k == "size" else k: v for k, v in settings.items()}
    check(
        lambda x: ops.max_pool2d(x, **settings),
        lambda dy, x: [ops.max_pool2d_backward(dy, x, **settings)],
        lambda x: F.max_pool2d(x.permute(0, 3, 1, 2), **kernel).permute(0, 2, 3, 1),
        *drawn((3, 9, 8, 2), ties=ties),
    )


@pytest.mark.parametrize("include_padding", [False, True])
@pytest.mark.parametrize("settings", [{"stride": None}, {"stride": 2, "padding": 1}])
def test_avg_pool2d(settings, include_padding):
    ours = settings | {"size": 3, "include_padding": include_padding}
    check(
        lambda x: ops.avg_pool2d(x, **ours),
        lambda dy, x: [ops.avg_pool2d_backward(dy, x, **ours)],
        lambda x: F.avg_pool2d(
            x.permute(0, 3, 1, 2), 3, **settings, count_include_pad=include_padding
        ).permute(0, 2, 3, 1),
        *drawn((3, 9, 8, 2)),
    )


def test_global_avg_pool2d():
    check(
        ops.global_avg_pool2d,
        lambda dy, x: [ops.global_avg_pool2d_backward(dy, x)],
        lambda x: x.mean(dim=(1, 2)),
        *drawn((3, 4, 5, 2)),
    )


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "sigmoid", "tanh"])
def test_activations(name):
    check(
        getattr(ops, name),
        lambda dy, x: [getattr(ops, name + "_backward")(dy, x)],
        getattr(F, name),
        *drawn((30, 40)),
    )


def test_at_zero_too():
    check(ops.relu, lambda dy, x: [ops.relu_backward(dy, x)], F.relu, *drawn((30, 40), ties=True))


def test_dense():
    check(
        ops.dense,
        lambda dy, x, w, b: ops.dense_backward(dy, x, w),
        lambda x, w, b: F.linear(x, w.T, b),
        *drawn((5, 7), (7, 3), (3,)),
    )


def test_cross_entropy():
    labels = np.array([0, 3, 3, 1, 2])
    check(
        lambda z: ops.cross_entropy(z, labels),
        lambda dy, z: [dy * ops.cross_entropy_backward(z, labels)],
        lambda z: F.cross_entropy(z, torch.tensor(labels)),
        *drawn((5, 4)),
    )
    check(
        ops.log_softmax,
        lambda dy, z: [dy - ops.softmax(z) * dy.sum(axis=-1, keepdims=True)],
        lambda z: F.log_softmax(z, dim=-1),
        *drawn((5, 4)),
    )


@pytest.mark.parametrize("training", [True, False])
def test_batch_norm(training):
    fixed = np.array([0.5, -1, 2], np.float32), np.array([0.5, 1, 2], np.float32)

    def statistics(x):
        return ops.batch_statistics(x) if training else fixed

    check(
        lambda x, g, b: ops.batch_norm(x, g, b, *statistics(x)),
        lambda dy, x, g, b: ops.batch_norm_backward(dy, x, g, *statistics(x), training=training),
        lambda x, g, b: F.batch_norm(
            x.permute(0, 3, 1, 2), *map(torch.tensor, fixed), g, b, training=training
        ).permute(0, 2, 3, 1),
        *drawn((4, 3, 2, 3), (3,), (3,)),
    )
