"""Sums of half-precision numbers neither overflow nor stand still, and stay half precision."""

import numpy as np
import pytest

from cnnnotes import nn, ops

HALF = np.float16


def test_averages_of_large_windows():
    x = np.full((1, 64, 64, 1), 1.1, HALF)
    for y in (ops.avg_pool2d(x, 64), ops.global_avg_pool2d(x)):
        assert y.dtype == HALF
        assert y.item() == pytest.approx(1.1, rel=1e-3)


def test_statistics():
    x = np.random.default_rng(0).normal(3, 1, (100_000, 1)).astype(HALF)
    mean, var = ops.batch_statistics(x)
    assert mean.dtype == var.dtype == HALF
    assert mean.item() == pytest.approx(3, abs=0.02)
    assert var.item() == pytest.approx(1, abs=0.02)


def test_biases_and_scales_get_the_whole_sum():
    dy, one, zero = np.full((5000, 1), 2, HALF), np.ones(1, HALF), np.zeros(1, HALF)
    _, _, of_dense = ops.dense_backward(dy, dy, np.ones((1, 1), HALF))
    _, _, of_conv = ops.conv2d_backward(dy[None, None], dy[None, None], np.ones((1, 1, 1, 1), HALF))
    _, dgamma, dbeta = ops.batch_norm_backward(dy, dy, one, zero, one, 0.0, training=False)
    assert of_dense == of_conv == dbeta == 10_000
    assert dgamma == 20_000
    assert {g.dtype for g in (of_dense, of_conv, dgamma, dbeta)} == {np.dtype(HALF)}


def test_losses():
    z, labels = np.zeros((60_000, 10), HALF), np.zeros(60_000, int)
    loss = ops.cross_entropy(z, labels)
    assert loss.dtype == HALF
    assert loss == pytest.approx(np.log(10), rel=1e-3)
    many = np.zeros((1, 100_000), HALF)
    assert ops.log_softmax(many)[0, 0] == pytest.approx(-np.log(100_000), rel=1e-3)


def test_a_model_trains():
    x = np.random.default_rng(0).random((256, 8)).astype(HALF)
    y = (x[:, 0] > x[:, 1]).astype(int)
    layers = [nn.Input((8,)), nn.Dense(16, "relu"), nn.BatchNormalization(), nn.Dense(2, "softmax")]
    model = nn.Sequential(layers, dtype=HALF, seed=0)
    model.compile(nn.Adam(0.01))
    model.fit(x, y, epochs=20, batch_size=32, seed=0, verbose=0)
    assert {w.dtype for w in model.weights} == {np.dtype(HALF)}
    assert model.evaluate(x, y)[1] > 0.9
