from itertools import pairwise

import numpy as np
import pytest

from cnnnotes import nn, ops
from cnnnotes.nn.tracing import forward_steps, trace

LAYERS = [
    nn.Input((10, 9, 2)),
    nn.Conv2D(3, 3, padding="same", activation="relu"),
    nn.MaxPooling2D(2),
    nn.BatchNormalization(),
    nn.Dropout(0.5),
    nn.Flatten(),
    nn.Dense(5, activation="tanh"),
    nn.Dense(4, activation="softmax"),
]
X = np.random.default_rng(0).normal(size=(3, 10, 9, 2))
LABELS = [0, 3, 1]


@pytest.fixture
def model():
    return nn.Sequential(LAYERS, seed=1, dtype=float)


def test_what_comes_back_are_the_models_own_gradients(model):
    loss, steps = trace(model, X, LABELS)
    expected, scores, gradients = model.gradients(X, LABELS, training=False)
    assert loss == pytest.approx(float(expected))
    np.testing.assert_allclose(steps[-1].y, scores)
    found = [g for step in steps for g in step.gradients.values()]
    for one, other in zip(found, gradients, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)
    to_pixels = model.scores_backward(ops.cross_entropy_backward(scores, LABELS), X)
    np.testing.assert_allclose(steps[0].dx, to_pixels, atol=1e-12)


def test_each_step_begins_where_the_last_one_ended(model):
    _, steps = trace(model, X, LABELS)
    for below, above in pairwise(steps):
        assert below.y is above.x
        assert below.dy is above.dx
        assert below.dy.shape == below.y.shape


def test_other_kernels_are_called_and_the_model_keeps_its_own(model):
    class Doubling:
        def __getattr__(self, name):
            return getattr(ops, name)

        def relu(self, x):
            return 2 * ops.relu(x)

    before = [layer.kernels for layer in model.layers]
    own, course = forward_steps(model, X, Doubling()), forward_steps(model, X)
    np.testing.assert_allclose(own[1][2], 2 * course[1][2])
    assert [layer.kernels for layer in model.layers] == before
