import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.nn import Conv2D, Dense, Flatten, Input, MaxPooling2D, Sequential, parallel


def test_summary_counts_the_reference_model(capsys):
    nn.models.convnet(seed=0).summary()
    assert capsys.readouterr().out.splitlines() == [
        "Layer                   Output shape        Parameters",
        "─" * 54,
        "Conv2D (relu)           (None, 26, 26, 32)         320",
        "MaxPooling2D            (None, 13, 13, 32)           0",
        "Conv2D (relu)           (None, 11, 11, 64)      18,496",
        "MaxPooling2D            (None, 5, 5, 64)             0",
        "Conv2D (relu)           (None, 3, 3, 128)       73,856",
        "Flatten                 (None, 1152)                 0",
        "Dense (softmax)         (None, 10)              11,530",
        "─" * 54,
        "Total                                          104,202",
    ]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("convnet", 104_202), ("dense", 407_050), ("no_pooling", 712_202), ("strided", 113_162)],
)
def test_models_by_name(name, parameters):
    model = getattr(nn.models, name)(seed=0)
    assert model.count_params() == parameters == sum(w.size for w in model.weights)
    probabilities = model.predict(np.zeros((3, 28, 28, 1), np.float32))
    assert probabilities.shape == (3, 10)
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-6)


def test_batch_normalization_adds_448_parameters_to_the_reference_model():
    with_norms = [
        part
        for layer in nn.models.convnet().layers
        for part in [layer, *[nn.BatchNormalization()] * isinstance(layer, Conv2D)]
    ]
    assert Sequential([Input((28, 28, 1)), *with_norms]).count_params() == 104_202 + 448


def test_an_untrained_model_knows_nothing():
    x = np.random.default_rng(0).random((50, 28, 28, 1), np.float32)
    loss, _ = nn.models.convnet(seed=0).evaluate(x, np.arange(50) % 10)
    assert loss == pytest.approx(np.log(10), abs=0.1)


def test_the_seed_decides_the_start():
    one, other, third = (nn.models.convnet(seed=s).weights for s in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(one, other, strict=True))
    assert (one[0] != third[0]).any()


def test_the_start_is_glorots():
    w = Dense(300)
    w.build((200,), np.random.default_rng(0))
    assert abs(w.weights["w"]).max() == pytest.approx((6 / 500) ** 0.5, rel=1e-3)
    assert not w.weights["b"].any()


def test_the_input_can_come_from_the_first_data():
    x = np.zeros((2, 6, 7, 3))
    layers = lambda: [Conv2D(2, 3), Flatten(), Dense(4)]  # noqa: E731
    late, early = Sequential(layers(), seed=0), Sequential([Input((6, 7, 3)), *layers()], seed=0)
    assert late.predict(x).shape == (2, 4)
    assert late.input_shape == early.input_shape == (6, 7, 3)
    assert all((a == b).all() for a, b in zip(late.weights, early.weights, strict=True))


def test_predict_takes_any_number_of_images_in_any_float():
    model = nn.models.convnet(seed=0)
    x = np.random.default_rng(0).random((37, 28, 28, 1))
    together = model.predict(x)
    assert together.dtype == np.float32
    for n in (0, 1, parallel.PART, parallel.PART + 1):
        np.testing.assert_allclose(model.predict(x[:n].astype(np.float32)), together[:n], atol=1e-6)


def test_float64_throughout_when_asked():
    model = Sequential([Input((4, 4, 1)), Conv2D(2, 2), Flatten(), Dense(2)], dtype=np.float64)
    assert model.predict(np.zeros((1, 4, 4, 1), np.float32)).dtype == np.float64


def test_a_layer_says_how_it_was_made():
    said = "Conv2D(filters=32, kernel_size=3, strides=1, padding='same', activation='relu')"
    assert repr(eval(said)) == repr(Conv2D(32, 3, padding="same", activation="relu")) == said


X = np.zeros((2, 28, 28, 1))
REFUSED = {
    "one image": (lambda: nn.models.convnet().predict(X[0]), ["(N, 28, 28, 1)", "x[None] would"]),
    "no channels": (
        lambda: nn.models.convnet().predict(X[..., 0]),
        ["x must have shape (N, 28, 28, 1), got (2, 28, 28)", "x[..., None] would do"],
    ),
    "other images": (
        lambda: nn.models.convnet().predict(X[:, :20]),
        ["x must have shape (N, 28, 28, 1)", "got (2, 20, 28, 1)"],
    ),
    "bytes": (
        lambda: nn.models.convnet().predict(X.astype(np.uint8)),
        ["x must hold floats", "uint8", "/ 255 would do"],
    ),
    "no layer": (lambda: Sequential([]), ["layers must be at least one layer"]),
    "Input only": (lambda: Sequential([Input((4,))]), ["layers must be at least one layer"]),
    "Input later": (lambda: Sequential([Dense(2), Input((4,))]), ["layers", "after an Input"]),
    "a class": (lambda: Sequential([Flatten]), ["layers must be layers", "Flatten"]),
    "one layer twice": (lambda: Sequential([Dense(2)] * 2), ["layers", "twice"]),
    "softmax inside": (
        lambda: Sequential([Dense(2, activation="softmax"), Dense(2)]),
        ["softmax", "only the last layer"],
    ),
    "integer weights": (lambda: Sequential([Dense(2)], dtype=int), ["dtype must be", "float32"]),
    "input of a number": (lambda: Sequential([Input(784), Dense(2)]), ["input_shape", "got 784"]),
    "input of nothing": (lambda: Sequential([Input((0,)), Dense(2)]), ["input_shape", "got 0"]),
    "summary too early": (lambda: Sequential([Dense(2)]).summary(), ["Input((28, 28, 1))"]),
    "filters": (lambda: Conv2D(0, 3), ["filters must be", "at least 1, got 0"]),
    "kernel_size": (lambda: Conv2D(1, (3, 3, 3)), ["kernel_size must be", "got (3, 3, 3)"]),
    "strides": (lambda: Sequential([Input((4, 4, 1)), Conv2D(1, 3, strides=0)]), ["got 0"]),
    "a number of layers": (lambda: Sequential(3), ["layers must be a list of layers, got 3"]),
    "dtype that is none": (lambda: Sequential([Dense(2)], dtype="float33"), ["dtype", "float33"]),
    "half a seed": (lambda: Sequential([Dense(2)], seed=1.5), ["seed must be", "got 1.5"]),
    "epsilon": (lambda: nn.BatchNormalization(epsilon="a"), ["epsilon must be", "'a'"]),
    "strength": (lambda: nn.L2("a"), ["l2 must be a finite number of at least 0, got 'a'"]),
    "optimizer": (
        lambda: Sequential([Dense(2)]).compile([]),
        ["optimizer must be an Optimizer or one of sgd, rmsprop, adam, got []"],
    ),
    "rate of a word": (lambda: nn.SGD("a"), ["learning_rate must be", "'a'", "schedule"]),
    "peak": (lambda: nn.OneCycle(None), ["peak must be a finite number", "got None"]),
    "units": (lambda: Dense(2.5), ["units must be", "got 2.5"]),
    "activation": (lambda: Dense(2, activation="rely"), ["relu, leaky_relu", "got 'rely'"]),
    "rate": (lambda: nn.Dropout(1), ["0 ≤ rate < 1", "got 1"]),
    "momentum": (lambda: nn.BatchNormalization(momentum=2), ["momentum", "got 2"]),
    "pool_size": (
        lambda: Sequential([Input((4, 4, 1)), MaxPooling2D(0)]),
        ["pool_size must be", "got 0"],
    ),
    "strides of pooling": (
        lambda: Sequential([Input((4, 4, 1)), MaxPooling2D(2, strides=0)]),
        ["stride must be", "got 0"],
    ),
    "kernel too large": (
        lambda: Sequential([Input((4, 4, 1)), Conv2D(1, 5)]),
        ["along H of x (N, 4, 4, C)", "kernel of 5", "at most 4"],
    ),
    "rows for images": (
        lambda: Sequential([Input((16,)), Conv2D(1, 3)]),
        ["Conv2D needs images of shape (H, W, C), got (16,)"],
    ),
    "rows for pooling": (
        lambda: Sequential([Input((16,)), nn.AveragePooling2D()]),
        ["AveragePooling2D needs images", "got (16,)"],
    ),
    "images for rows": (
        lambda: Sequential([Input((4, 4, 1)), Dense(3)]),
        ["Dense needs rows of shape (D,), got (4, 4, 1)", "Flatten"],
    ),
}


@pytest.mark.parametrize(("call", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_with_the_answer(call, says):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        call()
    for words in says:
        assert words in str(refusal.value)
