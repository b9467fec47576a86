import copy
import pickle
import re
import sys
import threading
import warnings

import numpy as np
import pytest
import threadpoolctl

from cnnnotes import nn
from cnnnotes.nn import callbacks, training


def blas_threads():
    return [
        (pool["filepath"], pool["num_threads"])
        for pool in threadpoolctl.threadpool_info()
        if pool["user_api"] == "blas"
    ]


class Diary(nn.Callback):
    def __init__(self):
        self.events = []

    def on_train_begin(self):
        self.events.append("train")

    def on_epoch_begin(self, epoch):
        self.events.append(f"epoch {epoch}")

    def on_batch_end(self, batch, logs):
        self.events.append(f"batch {batch}: {', '.join(logs)}")

    def on_epoch_end(self, epoch, logs):
        self.events.append(f"end of epoch {epoch}: {', '.join(logs)}")

    def on_train_end(self):
        self.events.append("done")


class Stop(nn.Callback):
    def on_batch_end(self, batch, logs):
        self.model.stop_training = True


def test_it_learns_digits(digits, small):
    x, y = digits
    model = small()
    model.compile(nn.Adam(nn.OneCycle(0.01)))
    history = model.fit(x[:1200], y[:1200], epochs=5, batch_size=32, seed=1, verbose=0)
    losses = history.history["loss"]
    assert losses[0] > losses[-1]
    loss, accuracy = model.evaluate(x[1200:], y[1200:])
    assert accuracy > 0.9
    probabilities = model.predict(x[1200:])
    assert (probabilities.argmax(axis=1) == y[1200:]).mean() == accuracy
    picked = probabilities[np.arange(len(probabilities)), y[1200:]]
    assert loss == pytest.approx(-np.log(picked).mean(), rel=1e-4)


def test_ten_images_can_be_memorized(digits, small):
    x, y = digits[0][:10], digits[1][:10]
    model = small(dropout=0.0)
    model.compile(nn.Adam(0.01))
    model.fit(x, y, epochs=60, verbose=0, seed=0)
    loss, accuracy = model.evaluate(x, y)
    assert accuracy == 1
    assert loss < 0.01


def test_the_same_seed_is_the_same_training_on_any_number_of_cores(digits, small, same):
    x, y = digits[0][:150], digits[1][:150]

    def trained(seed, cores):
        model = small()
        model.compile(nn.SGD(0.1, momentum=0.9))
        model.fit(x, y, epochs=2, batch_size=50, seed=seed, cores=cores, verbose=0)
        return model

    first = trained(5, 1)
    assert all(same(first, trained(5, cores)) for cores in (1, 2, 3, None))
    assert not same(first, trained(6, 1))


def test_a_batch_is_the_mean_of_its_images(digits, small):
    x, y = digits[0][:70].astype(np.float64), digits[1][:70]
    model, expected = small(dropout=0), small(dropout=0)
    _, _, gradients = expected.gradients(x, y)
    for w, g in zip(expected.weights, gradients, strict=True):
        w -= g
    model.compile(nn.SGD(1.0))
    history = model.fit(x, y, batch_size=70, verbose=0)
    for one, other in zip(model.weights, expected.weights, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
    loss, accuracy = small(dropout=0).evaluate(x, y)
    assert history.history["loss"] == [pytest.approx(loss, rel=1e-5)]
    assert history.history["accuracy"] == [pytest.approx(accuracy)]


def test_every_image_is_seen_once_an_epoch(digits, small):
    model, seen = small(), []
    plain = model._gradients

    def watched(x, labels, **kwargs):
        seen.extend(labels)
        return plain(x, labels, **kwargs)

    model._gradients = watched
    x, labels = digits[0][:10], np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    model.fit(x, labels, epochs=2, batch_size=4, seed=0, verbose=0, cores=1)
    assert sorted(seen[:10]) == sorted(seen[10:]) == list(range(10))
    assert seen[:10] != seen[10:]
    seen.clear()
    model.fit(x, labels, batch_size=4, shuffle=False, verbose=0, cores=1)
    assert seen == list(range(10))


def test_callbacks_hear_everything_in_order(digits, small):
    x, y = digits[0][:5], digits[1][:5]
    diary, model = Diary(), small()
    model.fit(x, y, epochs=2, batch_size=4, validation_data=(x, y), callbacks=[diary], verbose=0)
    one_epoch = [
        "batch 0: loss, accuracy",
        "batch 1: loss, accuracy",
        "end of epoch {}: loss, accuracy, val_loss, val_accuracy",
    ]
    assert diary.events == [
        "train",
        *("epoch 0", *one_epoch[:2], one_epoch[2].format(0)),
        *("epoch 1", *one_epoch[:2], one_epoch[2].format(1)),
        "done",
    ]
    assert (diary.model, diary.epochs, diary.batches) == (model, 2, 2)


def test_validation_takes_its_share_from_the_end(digits, small):
    x, y = digits[0][:50], digits[1][:50]
    split, given = small(), small()
    one = split.fit(x, y, epochs=2, validation_split=0.2, seed=0, verbose=0)
    other = given.fit(x[:40], y[:40], epochs=2, validation_data=(x[40:], y[40:]), seed=0, verbose=0)
    assert one.history == other.history
    assert one.history["val_accuracy"][-1] == split.evaluate(x[40:], y[40:])[1]
    assert len(one.history["val_loss"]) == 2


def test_training_goes_on_where_it_ended(digits, small):
    x, y = digits[0][:64], digits[1][:64]
    model = small()
    model.compile("adam")
    model.fit(x, y, verbose=0)
    before = model.evaluate(x, y)[0]
    model.fit(x, y, epochs=10, verbose=0)
    assert model.evaluate(x, y)[0] < before
    assert model.optimizer.steps == 11


def test_a_loss_that_is_not_finite_stops_says_so_once_and_spoils_nothing(digits, small):
    x, y = digits[0][:64], digits[1][:64]
    model = small()
    model.compile(nn.SGD(1e25))
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        history = model.fit(x, y, epochs=3, batch_size=8, seed=0, verbose=0)
    assert [(w.category, w.filename) for w in heard] == [(UserWarning, __file__)]
    assert "no longer finite" in str(heard[0].message)
    assert "smaller learning rate" in str(heard[0].message)
    assert history.stopped is not None
    assert all(np.isfinite(w).all() for w in model.weights)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_not_a_number_in_the_images_is_told_and_where(digits, small, wrong):
    x, y = digits[0][:20].copy(), digits[1][:20]
    x[3, 5, 5] = x[7] = wrong
    model, untouched = small(), small()
    told = r"no longer finite .* x holds NaN or infinity, in 2 of 20 inputs, first in x\[3\]"
    with pytest.warns(UserWarning, match=told) as heard:
        history = model.fit(x, y, verbose=0)
    assert "learning rate" not in str(heard[0].message)
    assert history.stopped == (0, 0)
    assert all(map(np.array_equal, model.weights, untouched.weights))


def test_dropout_drops_in_training_only(digits, small):
    x, y = digits[0][:40], digits[1][:40]
    model = small(dropout=0.9)
    np.testing.assert_array_equal(model.predict(x), small(dropout=0.0).predict(x))
    rng = np.random.default_rng(0)
    one, other = (model.gradients(x, y, rng=rng)[0] for _ in range(2))
    assert one != other
    without = model.gradients(x, y, training=False)[0]
    assert without == pytest.approx(model.evaluate(x, y)[0], rel=1e-5)


def test_batch_normalization_sees_whole_batches_and_keeps_averages(digits):
    x, y = digits[0][:60], digits[1][:60]
    norm = nn.BatchNormalization(momentum=0.5)
    model = nn.Sequential([nn.Input((20, 20, 1)), norm, nn.Flatten(), nn.Dense(10)], seed=0)
    seen, plain = [], norm.forward

    def forward(x, **kwargs):
        seen.append(len(x))
        return plain(x, **kwargs)

    norm.forward = forward
    model.fit(x, y, batch_size=40, shuffle=False, verbose=0)
    assert seen == [40, 20]
    mean, var = 0.0, 1.0
    for part in (x[:40], x[40:]):
        mean, var = (mean + part.mean()) / 2, (var + part.var()) / 2
    np.testing.assert_allclose(norm.running["mean"], mean, rtol=1e-5)
    np.testing.assert_allclose(norm.running["var"], var, rtol=1e-5)
    kept = {name: value.copy() for name, value in norm.running.items()}
    np.testing.assert_allclose(model.predict(x)[:3], model.predict(x[:3]), rtol=1e-5, atol=1e-6)
    assert all((norm.running[name] == kept[name]).all() for name in kept)


def test_only_fit_moves_running_statistics(digits):
    x, y = digits[0][:20].copy(), digits[1][:20]
    norm = nn.BatchNormalization()
    model = nn.Sequential([nn.Input((20, 20, 1)), norm, nn.Flatten(), nn.Dense(10)], seed=0)
    before = copy.deepcopy(norm.running)
    model.gradients(x, y)
    norm.forward(x, training=True)
    model.evaluate(x, y)
    model.activations(x)
    assert all((norm.running[name] == before[name]).all() for name in before)
    x[3, 4, 5] = np.nan
    with pytest.warns(UserWarning, match="NaN"):
        model.fit(x, y, verbose=0)
    assert all((norm.running[name] == before[name]).all() for name in before)


@pytest.mark.parametrize("cores", [1, 2])
def test_validation_keeps_to_the_cores_too(digits, small, cores, monkeypatch):
    x, y = digits[0][:100], digits[1][:100]
    used, workers = [], training.parallel.workers
    monkeypatch.setattr(training.parallel, "workers", lambda n=None: used.append(n) or workers(n))
    small().fit(x, y, validation_data=(x, y), cores=cores, verbose=0)
    assert used == [cores, cores]


def test_one_callback_needs_no_list(digits, small):
    diary = Diary()
    small().fit(digits[0][:4], digits[1][:4], callbacks=diary, verbose=0)
    assert diary.events[-1] == "done"


def test_stopping_after_all_there_was_to_do_is_no_stop(digits, small):
    """Early stopping that fires in the last epoch, a stop button in the last batch."""
    x, y = digits[0][:20], digits[1][:20]

    class AtTheEnd(nn.Callback):
        def on_epoch_end(self, epoch, logs):
            self.model.stop_training = epoch == 1

    for callback in (AtTheEnd(), Stop()):
        epochs = 1 if isinstance(callback, Stop) else 2
        history = small().fit(
            x, y, epochs=epochs, validation_data=(x, y), callbacks=callback, verbose=0
        )
        assert history.stopped is None
        assert len(history.history["val_loss"]) == epochs


def test_blas_is_as_before(digits, small):
    x, y = digits[0][:40], digits[1][:40]
    model = small()
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        assert before

        class Look(nn.Callback):
            def on_epoch_end(self, epoch, logs):
                assert {threads for _, threads in blas_threads()} == {1}
                if epoch == 1:
                    raise InterruptedError

        model.fit(x, y, verbose=0, callbacks=[Look()])
        assert blas_threads() == before
        model.predict(x)
        assert blas_threads() == before
        with pytest.raises(InterruptedError):
            model.fit(x, y, epochs=2, verbose=0, callbacks=[Look()])
        assert blas_threads() == before


def test_fit_runs_in_another_thread(digits, small, same):
    x, y = digits[0][:60], digits[1][:60]
    there, here, histories = small(), small(), []
    thread = threading.Thread(
        target=lambda: histories.append(there.fit(x, y, epochs=2, seed=0, verbose=0))
    )
    thread.start()
    thread.join()
    assert histories[0].history == here.fit(x, y, epochs=2, seed=0, verbose=0).history
    assert same(there, here)


def test_the_progress_bar_says_how_far_and_how_well_in_80_columns(
    digits, small, capsys, monkeypatch
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    small().fit(digits[0][:40], digits[1][:40], epochs=12, batch_size=20, validation_split=0.5)
    last = capsys.readouterr().err.rpartition("\r")[2].rstrip()
    assert re.fullmatch(
        r"epoch 12/12 \|█{2,}\| 00:\d\d<00:00, "
        r"loss=\d\.\d{4} accuracy=\d\.\d{4} val_accuracy=\d\.\d{4}",
        last,
    )
    assert len(last.replace("█", "")) < 78  # the bar itself takes what is left


def test_the_progress_bar_says_that_it_was_stopped(digits, small, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    small().fit(digits[0][:40], digits[1][:40], epochs=2, callbacks=Stop())
    assert "stopped at 1/2 " in capsys.readouterr().err
    small().fit(digits[0][:40], digits[1][:40], callbacks=Stop())  # after all there was to do
    assert "stopped" not in capsys.readouterr().err


@pytest.mark.parametrize(("verbose", "terminal"), [(0, True), (1, False)])
def test_no_progress_bar_when_hidden_or_in_a_log(
    digits, small, capsys, monkeypatch, verbose, terminal
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    small().fit(digits[0][:40], digits[1][:40], verbose=verbose, callbacks=[Stop()])
    assert capsys.readouterr() == ("", "")


def test_a_callback_that_fails_ends_the_training_and_the_bar(digits, small):
    class Fails(nn.Callback):
        def on_batch_end(self, batch, logs):
            raise RuntimeError("mine")

    diary = Diary()
    with pytest.raises(RuntimeError, match="mine"):
        small().fit(
            digits[0][:40], digits[1][:40], callbacks=[diary, Fails(), callbacks.Progress()]
        )
    assert diary.events[-1] == "done"


X, Y = np.zeros((6, 20, 20, 1), np.float32), np.arange(6)
REFUSED = {
    "one image": ((X[0], Y), {}, ["x must have shape (N, 20, 20, 1)", "x[None] would do"]),
    "bytes": ((X.astype(np.uint8), Y), {}, ["x must hold floats, got uint8", "/ 255"]),
    "no images": ((X[:0], Y[:0]), {}, ["x must hold at least one image", "(0, 20, 20, 1)"]),
    "too few labels": ((X, Y[:5]), {}, ["labels must have shape (6,)", "got (5,)"]),
    "one-hot labels": ((X, np.eye(10)[Y]), {}, ["labels.argmax(axis=1) would do"]),
    "labels out of range": ((X, Y + 5), {}, ["labels must lie in 0 … 9", "got 5 … 10"]),
    "no epochs": ((X, Y), {"epochs": 0}, ["epochs must be", "at least 1, got 0"]),
    "half a batch": ((X, Y), {"batch_size": 0.5}, ["batch_size must be", "got 0.5"]),
    "no cores": ((X, Y), {"cores": 0}, ["cores must be", "at least 1, got 0"]),
    "all for validation": ((X, Y), {"validation_split": 1}, ["validation_split", "< 1, got 1"]),
    "nearly all": ((X, Y), {"validation_split": 0.95}, ["validation_split=0.95 of 6", "train on"]),
    "next to nothing": ((X, Y), {"validation_split": 0.01}, ["none to validate with"]),
    "less than nothing": ((X, Y), {"validation_split": -0.5}, ["validation_split", "got -0.5"]),
    "validation with weights": (
        (X, Y),
        {"validation_data": (X, Y, Y)},
        ["validation_data must be (x, y), got 3 of them"],
    ),
    "a class for a callback": (
        (X, Y),
        {"callbacks": [nn.EarlyStopping]},
        ["callbacks must be callbacks, as EarlyStopping()", "got <class"],
    ),
    "no callbacks": ((X, Y), {"callbacks": None}, ["callbacks must be a list", "got None"]),
    "no function": ((X, Y), {"augment": 0.1}, ["augment must be a function", "got 0.1"]),
    "images that grow": (
        (X, Y),
        {"augment": lambda images, rng: images[:, 1:]},
        ["augment must return images of shape (6, 20, 20, 1)", "got (6, 19, 20, 1)"],
    ),
    "labels as floats": (
        (X, Y * 1.0),
        {},
        ["labels.astype(int) would do"],
    ),
    "one-hot columns": ((X, np.eye(10)[Y].T), {}, ["labels.argmax(axis=0) would do"]),
    "half a seed": ((X, Y), {"seed": 1.5}, ["seed must be None or an integer", "got 1.5"]),
    "validation without labels": (
        (X, Y),
        {"validation_data": X},
        ["validation_data must be (x, y)"],
    ),
    "validation of other images": (
        (X, Y),
        {"validation_data": (X[:, 1:], Y)},
        ["validation_data", "x must have shape (N, 20, 20, 1), got (6, 19, 20, 1)"],
    ),
    "validation of nothing": (
        (X, Y),
        {"validation_data": (X[:0], Y[:0])},
        ["validation_data", "at least one image"],
    ),
}


@pytest.mark.parametrize(("data", "settings", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_before_the_first_step(small, data, settings, says):
    model, untouched = small(), small()
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        model.fit(*data, verbose=0, **settings)
    for words in says:
        assert words in str(refusal.value)
    assert all(map(np.array_equal, model.weights, untouched.weights))


def test_a_model_without_flatten_is_told_to_have_none():
    model = nn.Sequential([nn.Input((20, 20, 1)), nn.Conv2D(2, 3)], seed=0)
    calls = (model.fit, model.evaluate, model.gradients)
    for call in calls:
        with pytest.raises(ValueError, match=r"shape \(N, 18, 18, 2\), .* put Flatten\(\)"):
            call(X, Y)
    assert model.predict(X).shape == (6, 18, 18, 2)


def test_nothing_can_be_evaluated_on_no_images(small):
    with pytest.raises(ValueError, match="x must hold at least one image"):
        small().evaluate(X[:0], Y[:0])


def test_a_copy_goes_on_by_itself(small, digits, same):
    """A copy has the weights, learns like its original, and changes nothing in it."""
    (x, y), how = (part[:100] for part in digits), {"seed": 1, "verbose": 0}
    model = small()
    model.compile(nn.Adam(nn.OneCycle(1e-2)))
    model.fit(x, y, **how)
    twin, at_rest = copy.deepcopy(model), copy.deepcopy(model)
    assert same(model, twin)
    twin.fit(x, y, **how)
    assert not same(model, twin)
    assert same(model, at_rest)
    model.fit(x, y, **how)
    assert same(model, twin)


def test_a_pickled_model_goes_on_as_if_nothing_had_been(small, digits, same):
    (x, y), how = (part[:100] for part in digits), {"seed": 1, "verbose": 0}
    model = small()
    model.compile(nn.Adam(nn.OneCycle(1e-2)))
    model.fit(x, y, **how)
    twin = pickle.loads(pickle.dumps(model))
    for each in (model, twin):
        each.fit(x, y, **how)
    assert same(model, twin)


def test_layers_can_be_copied_and_pickled(small):
    model = small()
    for twin in (copy.deepcopy(model.layers[0]), pickle.loads(pickle.dumps(model.layers[0]))):
        np.testing.assert_array_equal(twin.weights["w"], model.weights[0])
        assert twin.weights["w"] is not model.weights[0]
