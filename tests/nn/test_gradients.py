"""Whole models: their gradients, whatever is pooled first or never computed."""

import numpy as np
import pytest
from oracles import central_differences

from cnnnotes import nn, ops
from cnnnotes.nn.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GaussianNoise,
    GlobalAveragePooling2D,
    MaxPooling2D,
)

# Each leaves pixels unread, or would, were it not for a layer that needs them all.
STACKS = {
    "the reference model, small": lambda: [
        Conv2D(2, 3, activation="relu"),
        MaxPooling2D(2),
        Conv2D(3, 2, activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(3, activation="softmax"),
    ],
    "activations of every kind before a pooling": lambda: [
        Conv2D(2, 2, activation="tanh"),
        MaxPooling2D(2),
        Conv2D(2, 2, activation="sigmoid"),
        MaxPooling2D(2, strides=1),
        Activation("leaky_relu"),
        MaxPooling2D((1, 2)),
        Flatten(),
        Dense(3),
    ],
    "overlapping and uneven windows": lambda: [
        MaxPooling2D(3, strides=2),
        Conv2D(2, (2, 1), strides=(1, 2), activation="relu"),
        AveragePooling2D(2, strides=1),
        Flatten(),
        Dense(4, activation="relu"),
        Dense(3),
    ],
    "strides and same": lambda: [
        Conv2D(2, 3, strides=2, activation="relu"),
        Conv2D(2, 3, strides=2, padding="same", activation="relu"),
        Conv2D(3, 1, strides=2),
        GlobalAveragePooling2D(),
    ],
    "same that pads nothing": lambda: [
        Conv2D(2, 1, strides=3, padding="same", activation="relu"),
        Flatten(),
        Dense(3),
    ],
    "explicit padding": lambda: [
        Conv2D(2, 3, padding=((1, 0), (2, 1)), activation="relu"),
        AveragePooling2D(4),
        GlobalAveragePooling2D(),
        Dense(3),
    ],
    "batch normalization": lambda: [
        Conv2D(2, 3),
        BatchNormalization(),
        Activation("relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(4),
        BatchNormalization(),
        Dense(3, activation="softmax"),
    ],
    "dropout": lambda: [
        Conv2D(2, 3, activation="relu"),
        Dropout(0.3),
        MaxPooling2D(2),
        Flatten(),
        GaussianNoise(0.1),
        Dropout(0.5),
        Dense(3),
    ],
}
SHAPE, LABELS = (9, 11, 2), np.array([0, 2, 1, 1])
every_stack = pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS)


def made(stack, dtype=np.float64):
    model = nn.Sequential([nn.Input(SHAPE), *stack()], seed=3, dtype=dtype)
    x = np.random.default_rng(4).standard_normal((len(LABELS), *SHAPE)).astype(dtype)
    for i, w in enumerate(model.weights):  # no weight at zero, where relu has its kink
        w += 0.1 * np.cos(i + np.arange(w.size).reshape(w.shape)).astype(dtype)
    return model, x


def rng():
    return np.random.default_rng(7)  # the same numbers for dropout, every time


def test_no_layer_is_left_out():
    stacked = {type(layer) for stack in STACKS.values() for layer in stack()}
    assert stacked == {getattr(nn, name) for name in nn.layers.__all__} - {nn.Input, nn.Layer}


@every_stack
def test_gradients_agree_with_central_differences(stack):
    model, x = made(stack)
    *_, gradients = model.gradients(x, LABELS, rng=rng())
    assert len(gradients) == len(model.weights)
    for w, gradient in zip(model.weights, gradients, strict=True):
        expected = central_differences(lambda: model.gradients(x, LABELS, rng=rng())[0], w)
        np.testing.assert_allclose(gradient, expected, atol=1e-8, rtol=1e-6)


@every_stack
def test_the_gradient_of_the_scores_for_the_pixels_agrees_with_central_differences(stack):
    model, x = made(stack)
    dy = np.random.default_rng(5).standard_normal((len(x), *model.shapes[-1]))
    expected = central_differences(lambda: (dy * model.scores(x)).sum(), x)
    np.testing.assert_allclose(model.scores_backward(dy, x), expected, atol=1e-8, rtol=1e-6)


def test_weights_of_scores_are_refused_when_their_shape_is_not_that_of_the_scores():
    model, x = made(STACKS["dropout"])
    with pytest.raises(ValueError, match=r"dy must have shape \(4, 3\) \(that of scores"):
        model.scores_backward(np.ones(3), x)


def layer_by_layer(model, x, labels):
    """Every layer on whole images in plain memory order, then its activation; all the way back."""
    outputs, caches = [], []
    for layer in model.layers:
        z, cache = layer.forward(np.ascontiguousarray(x), training=True)
        fused = layer.activation not in (None, "softmax") and not isinstance(layer, Activation)
        activate = getattr(ops, layer.activation) if fused else np.copy
        x = activate(np.ascontiguousarray(z))
        outputs.append(x)
        back = getattr(ops, f"{layer.activation}_backward") if fused else lambda dy, z: dy
        caches.append((cache, z, back))
    dy, gradients = ops.cross_entropy_backward(x, labels), []
    for layer, (cache, z, back) in zip(reversed(model.layers), reversed(caches), strict=True):
        dy, by_name = layer.backward(np.ascontiguousarray(back(dy, z)), cache)
        gradients[:0] = [by_name[name] for name in layer.weights]
    return outputs, gradients


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", [name for name in STACKS if name != "dropout"])  # drops at random
def test_pooling_first_and_unread_pixels_change_nothing(name, dtype):
    model, x = made(STACKS[name], dtype)
    outputs, expected = layer_by_layer(model, x, LABELS)
    loss, scores, gradients = model.gradients(x, LABELS)
    close = {"rtol": 1e-4, "atol": 1e-5} if dtype == np.float32 else {"rtol": 1e-10, "atol": 1e-12}
    np.testing.assert_allclose(scores, outputs[-1], **close)
    assert loss == pytest.approx(ops.cross_entropy(outputs[-1], LABELS), rel=1e-5)
    for one, other in zip(gradients, expected, strict=True):
        assert one.dtype == dtype
        np.testing.assert_allclose(one, other, **close)


@every_stack
def test_activations_are_every_layers_whole_output(stack):
    model, x = made(stack)
    activations = model.activations(x)
    assert [a.shape[1:] for a in activations] == model.shapes
    np.testing.assert_allclose(activations[-1], model.predict(x), rtol=1e-9, atol=1e-12)
    for layer, before, after in zip(model.layers, [x, *activations], activations, strict=False):
        alone = layer.forward(before)[0]
        if layer.activation and not isinstance(layer, Activation):
            alone = getattr(ops, layer.activation)(alone)
        np.testing.assert_array_equal(after, alone)


def test_the_reference_model_never_reads_the_last_two_rows_and_columns():
    model = nn.models.convnet(seed=0)
    x = np.random.default_rng(0).random((2, 28, 28, 1), np.float32)
    other = x.copy()
    other[:, 26:], other[:, :, 26:] = np.nan, np.nan
    np.testing.assert_array_equal(model.predict(x), model.predict(other))
    other[:, 25, 25] += 1
    assert (model.predict(x) != model.predict(other)).any()
