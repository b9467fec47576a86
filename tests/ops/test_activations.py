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
    x = np.array([-1e30, -1000, -80, -40, -20, -1, 0, 1, 20, 1000, 1e30], dtype)
    with np.errstate(all="raise", under="ignore"):  # what is below the smallest number is 0
        np.testing.assert_allclose(ops.sigmoid(x), special.expit(x), rtol=8 * np.finfo(dtype).eps)
        assert np.isfinite(ops.sigmoid_backward(np.ones_like(x), x)).all()
        assert np.isfinite(ops.tanh_backward(np.ones_like(x), x)).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_slopes_keep_their_digits_where_the_function_is_flat(dtype):
    x, ones = np.array([-30, 30], dtype), np.ones(2, dtype)
    e = np.exp(-30.0)
    np.testing.assert_allclose(ops.sigmoid_backward(ones, x), e / (1 + e) ** 2, rtol=1e-6)
    np.testing.assert_allclose(ops.tanh_backward(ones, x / 2), 4 * e / (1 + e) ** 2, rtol=1e-6)


def test_where_relu_is_closed_nothing_passes_however_large():
    dy = np.array([np.inf, -np.inf, np.nan, np.inf])
    assert ops.relu_backward(dy, np.array([-1.0, 0.0, -2.0, 1.0])).tolist() == [0, 0, 0, np.inf]


def test_a_slope_of_numpys_keeps_the_dtype():
    x = np.ones(2, np.float32)
    assert ops.leaky_relu(x, np.float64(0.1)).dtype == np.float32
    assert ops.leaky_relu_backward(x, x, np.float64(0.1)).dtype == np.float32
