"""A training that is started, paused, resumed, stopped and changed while it runs."""

import subprocess
import sys
import time

import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.datasets import load_digits
from cnnnotes.explorers import _run, training_dashboard

LONG = 60  # seconds, to wait for what takes a second


@pytest.fixture(scope="module")
def data():
    (x, y), (x_test, y_test) = load_digits()
    return x[:256], y[:256], x_test[:40], y_test[:40]


@pytest.fixture
def dashboard(data):
    """A dashboard of 8 batches of 32 images an epoch, whose training never outlives the test."""
    dashboard = training_dashboard(*data, epochs=3)
    dashboard.batch_size.value, dashboard.filters.value = 32, 4
    yield dashboard
    dashboard.stop()
    dashboard.wait(LONG)
    assert not dashboard.run.alive


def paused_at(dashboard, step):
    """Start, and pause when so many batches of the first epoch are over."""
    train_on = dashboard.run.on_batch_end

    def on_batch_end(batch, logs):
        if (dashboard.state["epoch"], batch + 1) == (0, step):
            dashboard.pause()
        train_on(batch, logs)

    dashboard.run.on_batch_end = on_batch_end
    dashboard.start()
    dashboard.wait(LONG)
    assert (dashboard.state["status"], dashboard.state["step"]) == ("paused", step)


def weights(dashboard):
    return [w.copy() for w in dashboard.model.weights]


def test_a_whole_run_is_what_fit_would_do(dashboard, data):
    x, y, x_test, y_test = data
    start = weights(dashboard)
    dashboard.start()
    dashboard.wait(LONG)
    state = dashboard.state
    assert (state["status"], state["epoch"], state["done"]) == ("finished", 3, 1.0)
    assert not state["running"]
    assert (state["val_loss"], state["val_accuracy"]) == dashboard.model.evaluate(x_test, y_test)

    same = nn.Sequential(dashboard.model.layers, seed=0).build((28, 28, 1))
    np.testing.assert_array_equal(same.weights[0], start[0])
    same.compile(nn.Adam(0.001))
    same.fit(x, y, batch_size=32, epochs=3, seed=0, verbose=0)
    for ours, theirs in zip(dashboard.model.weights, same.weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_curves_hold_the_means_of_the_images_since_the_point_before(data):
    x, y, *test = data
    dashboard = training_dashboard(np.tile(x, (6, 1, 1, 1)), np.tile(y, 6), *test, epochs=2)
    dashboard.filters.value, dashboard.batch_size.value = 4, 512  # 1,536 images: 4 points, 3 steps
    dashboard.start()
    dashboard.wait(LONG)
    curves = dashboard.run.curves
    assert [at for at, _ in curves["loss"]] == pytest.approx(np.arange(1, 7) / 3)
    last = [value for _, value in curves["loss"][-3:]]
    assert np.mean(last) == pytest.approx(dashboard.state["loss"])
    assert [at for at, _ in curves["val_accuracy"]] == [1, 2]


def test_pause_holds_everything_and_resume_goes_on_as_if_nothing_had_been(dashboard, data):
    paused_at(dashboard, 2)
    held, png = weights(dashboard), dashboard.picture.png
    assert "Paused in epoch 1, at step 2" in dashboard.text
    assert "paused" in dashboard.alt
    time.sleep(0.2)
    for now, before in zip(dashboard.model.weights, held, strict=True):
        np.testing.assert_array_equal(now, before)
    assert dashboard.picture.png == png
    assert dashboard.model.predict(data[2]).shape == (40, 10)

    dashboard.resume()
    dashboard.wait(LONG)
    unbroken = training_dashboard(*data, epochs=3)
    unbroken.batch_size.value, unbroken.filters.value = 32, 4
    unbroken.start()
    unbroken.wait(LONG)
    for ours, theirs in zip(dashboard.model.weights, unbroken.model.weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_stop_keeps_what_was_learned(dashboard):
    start = weights(dashboard)
    paused_at(dashboard, 3)
    held = weights(dashboard)
    dashboard.stop()
    dashboard.wait(LONG)
    assert dashboard.state["status"] == "stopped"
    assert "Stopped in epoch 1, at step 3" in dashboard.text
    for now, before, first in zip(dashboard.model.weights, held, start, strict=True):
        np.testing.assert_array_equal(now, before)
        assert (now != first).any()


def test_the_buttons_do_what_they_say(dashboard):
    go, stop = dashboard.widget.children[1].children
    assert (go.description, stop.description) == ("Start", "Stop")
    stop.click()  # nothing is on: nothing happens
    dashboard.run.pause()
    go.click()
    assert go.description == "Pause"
    go.click()
    dashboard.wait(LONG)
    assert (dashboard.state["status"], go.description) == ("paused", "Resume")
    go.click()
    stop.click()
    dashboard.wait(LONG)
    assert (dashboard.state["status"], go.description) == ("stopped", "Start")


def test_the_learning_rate_changes_at_once_and_all_else_waits(dashboard):
    paused_at(dashboard, 1)
    network = dashboard.model
    dashboard.learning_rate.value = 0.1
    dashboard.filters.value, dashboard.dropout.value, dashboard.optimizer.value = 8, 0.5, "sgd"
    dashboard.batch_size.value, dashboard.kernel_size.value = 64, 5
    assert dashboard.model is network
    assert network.optimizer.learning_rate == 0.1
    assert "0.001 → 0.1, batch 32, 4 filters 3×3." in dashboard.alt
    dashboard.stop()
    dashboard.wait(LONG)
    assert "Next start: sgd 0.1, batch 64, 8 filters 5×5, dropout 0.5." in dashboard.text
    dashboard.learning_rate.value = 0.01
    assert network.optimizer.learning_rate == 0.1  # of a run that is over

    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.model.layers[0].weights["w"].shape == (5, 5, 1, 8)
    assert isinstance(dashboard.model.optimizer, nn.SGD)
    assert [layer.rate for layer in dashboard.model.layers if isinstance(layer, nn.Dropout)] == [
        0.5
    ]


def test_other_settings_before_the_start_show_the_network_they_make(dashboard):
    dashboard.filters.value = 32
    assert "104,202 parameters" in dashboard.alt
    dashboard.filters.value = 4
    assert dashboard.model.layers[0].weights["w"].shape == (3, 3, 1, 4)


def test_a_run_is_compared_with_the_next(dashboard):
    for _ in range(3):
        dashboard.start()
        dashboard.wait(LONG)
    first, second, _ = dashboard.runs
    assert [label for label, _ in dashboard.compare.options] == ["nothing", "run 1", "run 2"]
    assert dashboard.compare.value is first  # the first stays until another is chosen
    shown = dashboard.picture.png
    dashboard.compare.value = second
    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.compare.value is second
    dashboard.compare.value = ""
    assert dashboard.picture.png != shown


def test_a_start_ends_the_run_that_is_on(dashboard):
    dashboard.start()
    before = dashboard.run
    dashboard.start()
    assert not before.alive
    assert before.state["status"] == "stopped"
    assert dashboard.run.alive


@pytest.mark.parametrize("status", ["running", "paused"])
def test_the_numbers_and_the_picture_can_be_changed_meanwhile(dashboard, status):
    if status == "running":
        dashboard.start()
    else:
        paused_at(dashboard, 1)
    alts = set()
    for digit in range(5):
        dashboard.image.value = digit
        alts.add(dashboard.alt.split("test image")[1].split(":")[0])
    assert len(alts) == 5


def test_an_error_in_the_training_is_told_and_kept(dashboard, monkeypatch):
    def broken(*args, **kwargs):
        raise MemoryError("no room for 3 GB")

    monkeypatch.setattr(dashboard.run, "on_epoch_end", broken)
    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.state["status"] == "failed"
    assert "Stopped by an error in epoch 1, at step 8: no room for 3 GB" in dashboard.text
    assert isinstance(dashboard.run.error, MemoryError)
    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.state["status"] == "finished"


def test_a_loss_that_explodes_names_its_cure(dashboard):
    dashboard.optimizer.value, dashboard.learning_rate.value = "momentum", 1
    for layer in dashboard.model.layers:
        for w in layer.weights.values():
            w *= np.nan
    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.state["status"] == "failed"
    assert "a smaller learning rate" in dashboard.text


def test_labels_that_fit_refuses_are_told(data):
    x, y, x_test, y_test = data
    dashboard = training_dashboard(x, y - 1, x_test, y_test)
    dashboard.start()
    dashboard.wait(LONG)
    assert "Stopped by an error" in dashboard.text


def test_frames_take_a_small_share_of_the_time(monkeypatch):
    clock, frames = [0.0], []

    def show():
        frames.append(clock[0])
        clock[0] += 0.1  # seconds for a picture

    monkeypatch.setattr(_run.time, "perf_counter", lambda: clock[0])
    run = _run.Run("run 1", nn.models.convnet(seed=0), {}, show)
    for _ in range(1000):
        clock[0] += 0.01  # a batch
        run._frame()
    assert len(frames) > 5
    assert 0.1 * len(frames) / clock[0] < 0.1


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((4, 28, 28), (4,), (4, 28, 28, 1), (4,)), r"x: got shape \(4, 28, 28\); it needs images"),
        (
            ((4, 28, 28, 1), (3,), (4, 28, 28, 1), (4,)),
            r"y: got shape \(3,\); 4 images need",
        ),
        (((4, 28, 28, 1), (4,), (4, 8, 8, 1), (4,)), r"x_test: got shape \(4, 8, 8, 1\)"),
        (((0, 28, 28, 1), (0,), (4, 28, 28, 1), (4,)), r"x: got shape \(0, 28, 28, 1\)"),
        (((4, 28, 28, 1), (4,), (4, 28, 28, 1), (4, 1)), r"y_test: got shape \(4, 1\)"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_name(shapes, message):
    x, y, x_test, y_test = map(np.zeros, shapes)
    with pytest.raises(ValueError, match=message):
        training_dashboard(x, y, x_test, y_test)


@pytest.mark.parametrize("shape", [(18, 18, 1), (20, 30, 3)])
def test_other_images_than_mnist_will_do(shape):
    rng = np.random.default_rng(0)
    x, y = rng.random((20, *shape), np.float32), np.arange(20) % 3
    dashboard = training_dashboard(x, y, x, y, epochs=1)
    dashboard.kernel_size.value = dashboard.kernel_size.max
    dashboard.start()
    dashboard.wait(LONG)
    assert dashboard.state["status"] == "finished"
    assert dashboard.model.predict(x).shape == (20, 3)


def test_a_process_that_ends_does_not_wait_for_its_training():
    code = (
        "from cnnnotes.explorers import training_dashboard\n"
        "dashboard = training_dashboard(epochs=10_000)\n"
        "dashboard.start()\n"
        "print(dashboard.state['running'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG, check=True
    )
    assert run.stdout.strip() == "True"
