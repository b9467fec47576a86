import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arrays

from cnnnotes import ops


@given(arrays((3, 4)), st.sampled_from([-2, -1, 0, 1]))
def test_scipy_agrees(z, axis):
    special = pytest.importorskip("scipy.special")
    np.testing.assert_allclose(ops.softmax(z, axis), special.softmax(z, axis), atol=1e-15)
    np.testing.assert_allclose(ops.log_softmax(z, axis), special.log_softmax(z, axis), atol=1e-14)


@given(arrays((3, 4)), st.floats(-1e6, 1e6))
def test_only_differences_of_scores_count(z, constant):
    np.testing.assert_allclose(ops.softmax(z + constant), ops.softmax(z), atol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_large_logits_are_safe(dtype):
    logits = np.array([[1e30, 0, -1e30], [-1e4, -1e4, -1e4]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert ops.softmax(logits)[0].tolist() == [1, 0, 0]
        assert ops.cross_entropy(logits, [0, 1]) == pytest.approx(math.log(3) / 2)
        assert ops.cross_entropy(logits[:1], [2]) == pytest.approx(2e30)  # not infinity
        assert ops.cross_entropy_backward(logits[:1], [2]).tolist() == [[1, 0, -1]]


def test_knowing_nothing_costs_log_of_the_number_of_classes():
    assert ops.cross_entropy(np.zeros((5, 10)), np.arange(5)) == pytest.approx(math.log(10))


@given(arrays((4, 3)))
def test_the_gradient_of_each_image_sums_to_zero(logits):
    gradient = ops.cross_entropy_backward(logits, [0, 1, 2, 1])
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)
    assert (gradient < 0).sum() == 4  # only the right classes are to rise


def test_an_empty_batch_costs_nothing():
    nothing = np.zeros((0, 10), np.float32)
    assert ops.cross_entropy(nothing, []) == 0
    assert ops.cross_entropy_backward(nothing, []).shape == (0, 10)


@pytest.mark.parametrize("labels", [[1, 0], np.array([1, 0], np.uint8), (np.int64(1), 0)])
def test_any_integers_are_labels(labels):
    assert ops.cross_entropy(np.array([[0.0, 50.0], [50.0, 0.0]]), labels) == pytest.approx(0)
