import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arrays

from cnnnotes import ops


@given(arrays((5, 3, 4, 2)))
def test_batch_norm_centres_and_scales_each_channel(x):
    gamma, beta = np.array([2.0, 3.0]), np.array([-1.0, 1.0])
    mean, var = ops.batch_statistics(x)
    y = ops.batch_norm(x, gamma, beta, mean, var, eps=1e-12)
    np.testing.assert_allclose(y.mean(axis=(0, 1, 2)), beta, atol=1e-9)
    np.testing.assert_allclose(y.std(axis=(0, 1, 2)), gamma, atol=1e-9)


def test_a_constant_channel_stays_finite():
    x = np.full((4, 1), 7.0)
    statistics = ops.batch_statistics(x)
    assert ops.batch_norm(x, np.ones(1), np.zeros(1), *statistics).tolist() == [[0]] * 4
    gradients = ops.batch_norm_backward(x, x, np.ones(1), *statistics)
    assert all(np.isfinite(g).all() for g in gradients)


@given(st.sampled_from([0.0, 0.1, 0.5, 0.9]), st.sampled_from([np.float32, np.float64]))
def test_dropout_drops_its_share_and_keeps_the_mean(rate, dtype):
    y, kept = ops.dropout(np.ones((200, 200), dtype), rate, np.random.default_rng(0))
    assert (y == 0).mean() == pytest.approx(rate, abs=0.01)
    assert y.mean() == pytest.approx(1, abs=0.05)
    assert set(np.unique(kept)) <= {dtype(0), dtype(1 / (1 - rate))}
    np.testing.assert_array_equal(ops.dropout_backward(np.ones_like(y), kept), y)


def test_dropout_follows_its_generator():
    x = np.ones((4, 5))
    one, other, third = (ops.dropout(x, 0.5, np.random.default_rng(s))[0] for s in (1, 1, 2))
    np.testing.assert_array_equal(one, other)
    assert (one != third).any()


def test_what_is_dropped_is_zero_even_if_it_was_infinite():
    with np.errstate(invalid="raise"):
        y, kept = ops.dropout(np.full(100, np.inf), 0.5, np.random.default_rng(0))
        dx = ops.dropout_backward(np.full(100, np.inf), kept)
    assert set(y) == set(dx) == {0, np.inf}


def test_statistics_and_normalization_keep_their_digits_far_from_zero():
    spread = np.random.default_rng(0).normal(size=(100_000, 2))
    x = (100 + 0.01 * spread).astype(np.float32)
    exact = x.astype(np.float64)
    mean, var = ops.batch_statistics(x)
    np.testing.assert_allclose(mean, exact.mean(axis=0), rtol=1e-7)
    np.testing.assert_allclose(var, exact.var(axis=0), rtol=1e-3)
    y = ops.batch_norm(x, np.ones(2, np.float32), np.zeros(2, np.float32), mean, var, 0)
    right = (exact - exact.mean(axis=0)) / exact.std(axis=0)
    # half a digit of a mean near 100 is 4e-6, of a spread of 0.01: 4e-4
    np.testing.assert_allclose(y, right, atol=1.5e-3)
