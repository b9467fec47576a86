"""Layers by themselves: they do what they say, and say what they are."""

import inspect

import numpy as np
import pytest
from oracles import central_differences

from cnnnotes import nn, ops

X = np.random.default_rng(0).normal(size=(2, 4))


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "sigmoid", "tanh", "softmax"])
def test_an_activation_computes(name):
    layer, dy = nn.Activation(name), np.cos(np.arange(8.0)).reshape(2, 4)
    y, cache = layer.forward(X)
    np.testing.assert_array_equal(y, getattr(ops, name)(X))
    expected = central_differences(lambda: (layer.forward(X)[0] * dy).sum(), X)
    np.testing.assert_allclose(layer.backward(dy, cache)[0], expected, atol=1e-8)


@pytest.mark.parametrize("name", ["linear", None])
def test_no_activation_changes_nothing(name):
    layer = nn.Activation(name)
    assert layer.forward(X)[0] is X
    assert layer.backward(X, None)[0] is X


def test_an_activation_in_a_layer_is_one_behind_it():
    one = nn.Sequential([nn.Input((4,)), nn.Dense(3, "tanh"), nn.Dense(2, "softmax")], seed=0)
    other = [nn.Dense(3), nn.Activation("tanh"), nn.Dense(2), nn.Activation("softmax")]
    other = nn.Sequential([nn.Input((4,)), *other], seed=0)
    np.testing.assert_array_equal(one.predict(X), other.predict(X))
    np.testing.assert_array_equal(one.activations(X)[-1], other.activations(X)[-1])
    for a, b in zip(one.gradients(X, [0, 1])[2], other.gradients(X, [0, 1])[2], strict=True):
        np.testing.assert_array_equal(a, b)


def test_poolings_are_siblings():
    assert not issubclass(nn.AveragePooling2D, nn.MaxPooling2D)
    x = np.arange(4.0).reshape(1, 2, 2, 1)
    assert nn.MaxPooling2D().forward(x)[0].item() == 3
    assert nn.AveragePooling2D().forward(x)[0].item() == 1.5


WORDS = {
    "conv 3×3, 8 filters, stride 2, pad same": nn.Conv2D(
        8, 3, strides=2, padding="same", activation="relu"
    ),
    "conv 1×2, 1 filter, linear, L2(l2=0.1)": nn.Conv2D(1, (1, 2), kernel_regularizer=nn.L2(0.1)),
    "max pool 2×2": nn.MaxPooling2D(),
    "average pool 3×3, stride 1": nn.AveragePooling2D(3, strides=1),
    "global average": nn.GlobalAveragePooling2D(),
    "flatten": nn.Flatten(),
    "dense, 10 outputs, softmax": nn.Dense(10, "softmax"),
    "batch norm": nn.BatchNormalization(),
    "dropout 0.5": nn.Dropout(0.5),
    "noise 0.1": nn.GaussianNoise(0.1),
    "tanh": nn.Activation("tanh"),
}


@pytest.mark.parametrize(("words", "layer"), WORDS.items(), ids=list(WORDS))
def test_a_layer_says_what_it_is(words, layer):
    expected = words.replace(", stride 1", "")  # which goes without saying
    assert layer.in_words() == expected


def test_each_layer_has_its_words_and_stands_in_nn():
    every = {getattr(nn, name) for name in nn.layers.__all__}
    assert {type(layer) for layer in WORDS.values()} == every - {nn.Input, nn.Layer}


def test_a_layer_says_what_it_costs():
    costs = [
        (layer.count_params(), layer.macs(shape))
        for model in [nn.models.convnet()]
        for layer, shape in zip(model.layers, model.shapes, strict=True)
    ]
    assert costs == [
        (320, 26 * 26 * 9 * 32),
        (0, 0),
        (18_496, 11 * 11 * 9 * 32 * 64),
        (0, 0),
        (73_856, 3 * 3 * 9 * 64 * 128),
        (0, 0),
        (11_530, 1152 * 10),
    ]


CLASSES = [getattr(nn, name) for name in nn.__all__ if isinstance(getattr(nn, name), type)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_argument_is_described(kind):
    given = inspect.signature(kind).parameters.values()
    names = [p.name for p in given if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    listed = [line for line in kind.__doc__.splitlines() if line.lstrip().startswith("- `")]
    for name in names:
        assert any(f"`{name}`" in line.partition(":")[0] for line in listed), name


@pytest.mark.parametrize("stddev", ["a", -1, np.nan, None, True])
def test_noise_needs_a_number(stddev):
    with pytest.raises(ValueError, match="stddev must be a finite number of at least 0"):
        nn.GaussianNoise(stddev)


def test_noise_needs_a_generator_in_training():
    with pytest.raises(ValueError, match=r"rng must be a numpy.random.Generator, got NoneType"):
        nn.GaussianNoise(1).forward(X, training=True)
