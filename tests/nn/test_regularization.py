"""What keeps a network honest: penalties, noise, early stopping, augmentation."""

import numpy as np
import pytest
from oracles import central_differences

from cnnnotes import nn

X = np.random.default_rng(0).random((40, 6, 6, 1), np.float32)
Y = np.arange(40) % 3


def made(*, dtype=np.float32, **penalties):
    layers = [
        nn.Input((6, 6, 1)),
        nn.GaussianNoise(penalties.pop("noise", 0)),
        nn.Conv2D(2, 3, activation="tanh", **penalties),
        nn.Flatten(),
        nn.Dense(3, **penalties),
    ]
    return nn.Sequential(layers, seed=0, dtype=dtype)


@pytest.mark.parametrize("penalty", [nn.L1(0.1), nn.L2(0.1)])
def test_a_penalty_adds_its_gradient_to_that_of_the_weights_alone(penalty):
    model = made(dtype=float, kernel_regularizer=penalty)
    *_, gradients = model.gradients(X, Y)
    *_, plain = made(dtype=float).gradients(X, Y)
    for w, one, other in zip(model.weights, gradients, plain, strict=True):
        expected = central_differences(lambda w=w: penalty(w), w) if w.ndim > 1 else 0
        np.testing.assert_allclose(one - other, expected, atol=1e-8)


def test_a_penalty_counts_once_however_many_parts_a_batch_has(digits, small):
    x, y = digits[0][:70], digits[1][:70]
    for layer in (plain := small(dropout=0)).layers, (penalized := small(dropout=0)).layers:
        layer[-1].kernel_regularizer = None
    penalized.layers[-1].kernel_regularizer = nn.L2(0.5)
    before = plain.weights[-2].copy()
    for model in (plain, penalized):
        model.compile(nn.SGD(0.1))
        model.fit(x, y, batch_size=70, verbose=0)
    difference = plain.weights[-2] - penalized.weights[-2]
    np.testing.assert_allclose(difference, 0.1 * before, atol=1e-6)


def test_l1_leaves_more_weights_near_zero_than_l2():
    small = {}
    for penalty in (None, nn.L1(0.01), nn.L2(0.01)):
        model = made(kernel_regularizer=penalty)
        model.compile(nn.Adam(0.01))
        model.fit(X, Y, epochs=100, seed=0, verbose=0)
        small[penalty] = (np.abs(model.layers[-1].weights["w"]) < 0.01).mean()
    none, l1, l2 = small.values()
    assert l1 > 2 * l2
    assert l2 >= none


def test_regularizers_are_given_as_keras_gives_them_and_survive_a_file(tmp_path):
    assert nn.Dense(3, kernel_regularizer="l1").kernel_regularizer == nn.L1(0.01)
    model = made(kernel_regularizer=nn.L2(0.02), noise=0.3)
    model.save(tmp_path / "model.npz")
    loaded = nn.load(tmp_path / "model.npz")
    assert [repr(layer) for layer in loaded.layers] == [repr(layer) for layer in model.layers]
    assert "kernel_regularizer=L2(l2=0.02)" in repr(loaded.layers[1])
    for wrong in ("l3", 0.1, {"l1": 1, "l2": 1}):
        with pytest.raises(ValueError, match="kernel_regularizer must be L1"):
            nn.Conv2D(1, 1, kernel_regularizer=wrong)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_noise_is_there_in_training_only(dtype):
    layer, x = nn.GaussianNoise(0.5), np.ones((100, 10, 10, 1), dtype)
    assert layer.forward(x)[0] is x
    noisy, cache = layer.forward(x, training=True, rng=np.random.default_rng(0))
    assert noisy.dtype == dtype
    assert noisy.mean() == pytest.approx(1, abs=0.02)
    assert noisy.std() == pytest.approx(0.5, abs=0.02)
    assert layer.backward(x, cache)[0] is x
    with pytest.raises(ValueError, match="stddev must be a finite number of at least 0"):
        nn.GaussianNoise(-1)


class Told(nn.EarlyStopping):
    """Hears these values in place of the true ones."""

    def __init__(self, values, **how):
        super().__init__(**how)
        self.values, self.seen = values, []

    def on_epoch_end(self, epoch, logs):
        self.seen.append([w.copy() for w in self.model.weights])
        super().on_epoch_end(epoch, logs | {self.monitor: self.values[epoch]})


@pytest.mark.parametrize(
    ("monitor", "values"),
    [("val_loss", [5, 3, 4, 3, 2, 9]), ("val_accuracy", [0.1, 0.5, 0.3, 0.5, 0.9, 0])],
)
def test_it_stops_after_its_patience_and_goes_back_to_the_best(monitor, values):
    model = made()
    stopping = Told(values, monitor=monitor, patience=2, restore_best_weights=True)
    history = model.fit(X, Y, epochs=6, callbacks=[stopping], verbose=0)
    assert (len(history.history["loss"]), stopping.best_epoch) == (4, 1)
    assert all(map(np.array_equal, model.weights, stopping.seen[1]))


def test_without_going_back_the_last_weights_stay():
    model, stopping = made(), Told([1, 2], patience=1)
    model.fit(X, Y, epochs=6, callbacks=[stopping], verbose=0)
    assert all(map(np.array_equal, model.weights, stopping.seen[-1]))


def test_what_is_not_measured_cannot_be_watched():
    with pytest.raises(ValueError, match="monitor must be one of loss, accuracy, got 'val_loss'"):
        made().fit(X, Y, callbacks=[nn.EarlyStopping()], verbose=0)


def test_images_are_augmented_in_training_only_alike_on_any_number_of_cores(same):
    seen = []

    def augment(images, rng):
        seen.append(len(images))
        return images + rng.random(images.shape, np.float32)

    def trained(cores, **how):
        model = made()
        data = {"validation_data": (X, Y), "cores": cores, "seed": 0, "verbose": 0}
        return model, model.fit(X, Y, **data, **how)

    one, history = trained(1, augment=augment)
    assert sum(seen) == len(X)  # none of those to validate with
    assert history.history["val_loss"] == [one.evaluate(X, Y)[0]]
    assert same(one, trained(2, augment=augment)[0])
    assert not same(one, trained(1)[0])
