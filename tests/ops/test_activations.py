import numpy as np
import pytest

from cnnnotes import ops


def test_at_zero_nothing_passes():
    assert ops.relu_backward(np.ones(3), np.array([-0.0, 0.0, 1e-30])).tolist() == [0, 0, 1]


def test_any_shape_will_do():
    for shape in [(), (0,), (2, 3, 4)]:
        x = np.full(shape, -2.0)
        for name in ("relu", "leaky_relu", "sigmoid", "tanh"):
            assert getattr(ops, name)(x).shape == shape
            assert getattr(ops, name + "_backward")(x, x).shape == shape


def test_a_list_is_taken_as_an_array():
    assert ops.relu([-1.0, 2.0]).tolist() == [0, 2]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_agrees_with_scipy_and_never_overflows(dtype):
    special = pytest.importorskip("scipy.special")
    x = np.array([-1e30, -1000, -20, -1, 0, 1, 20, 1000, 1e30], dtype)
    with np.errstate(all="raise"):
        np.testing.assert_allclose(ops.sigmoid(x), special.expit(x), atol=np.finfo(dtype).eps)
        assert np.isfinite(ops.sigmoid_backward(np.ones_like(x), x)).all()
