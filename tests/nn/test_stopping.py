"""Stopping early: what was learned until then stays, whole."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest

from cnnnotes import nn

X = np.random.default_rng(0).random((90, 6, 6, 1), np.float32)
Y = np.arange(90) % 3


def made():
    return nn.Sequential([nn.Input((6, 6, 1)), nn.Conv2D(4, 3), nn.Flatten(), nn.Dense(3)], seed=0)


def train(model, **kwargs):
    return model.fit(X, Y, epochs=3, batch_size=30, seed=0, verbose=0, **kwargs)


class After(nn.Callback):
    """Does something after a batch, counted over all epochs."""

    def __init__(self, batch, do):
        self.left, self.do = batch, do

    def on_batch_end(self, batch, logs):
        if self.left == 0:
            self.do(self.model)
        self.left -= 1


def stop(model):
    model.stop_training = True


def fail(model):
    raise InterruptedError


def press_ctrl_c(model):
    os.kill(os.getpid(), signal.SIGINT)


def stop_from_a_thread(model):
    thread = threading.Thread(target=stop, args=[model])
    thread.start()
    thread.join()


@pytest.mark.parametrize("how", [stop, stop_from_a_thread, press_ctrl_c])
def test_what_was_learned_until_then_stays(how, same):
    model, cut_off = made(), made()
    ended = []
    listener = After(4, how)
    listener.on_train_end = lambda: ended.append(True)
    history = train(model, callbacks=[listener])
    assert history.stopped == (1, 1)
    assert len(history.history["loss"]) == 1  # whole epochs only
    assert ended == [True]

    with pytest.raises(InterruptedError):  # the same five steps, and out
        train(cut_off, callbacks=[After(4, fail)])
    assert same(model, cut_off)
    assert model.optimizer.steps == cut_off.optimizer.steps == 5


def test_a_stop_at_the_end_of_an_epoch_is_told_too():
    class Enough(nn.Callback):
        def on_epoch_end(self, epoch, logs):
            self.model.stop_training = True

    history = train(made(), callbacks=[Enough()], validation_data=(X, Y))
    assert history.stopped == (0, 2)
    assert len(history.history["val_loss"]) == 1


def test_training_to_the_end_is_no_stop():
    assert train(made()).stopped is None


def test_training_can_go_on_after_a_stop(same):
    model = made()
    train(model, callbacks=[After(0, stop)])
    assert train(model).stopped is None


def test_ctrl_c_is_what_it_was_before():
    before = signal.getsignal(signal.SIGINT)
    train(made())
    assert signal.getsignal(signal.SIGINT) is before
    train(made(), callbacks=[After(0, press_ctrl_c)])
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_ctrl_c_ends_everything_at_once(same):
    def press_twice(model):
        press_ctrl_c(model)
        press_ctrl_c(model)

    before, model = signal.getsignal(signal.SIGINT), made()
    with pytest.raises(KeyboardInterrupt):
        train(model, callbacks=[After(0, press_twice)])
    assert signal.getsignal(signal.SIGINT) is before
    once = made()
    train(once, callbacks=[After(0, stop)])
    assert same(model, once)


# A process of its own, as in a terminal; it waits in `sleep` until Ctrl-C has arrived.
PROGRAM = textwrap.dedent("""
    import sys, time
    import numpy as np
    sys.path.insert(0, sys.argv[1])
    from test_stopping import After, made, train

    def wait(model):
        print("training", flush=True)
        while not model.stop_training:
            time.sleep(0.01)
        print("heard", flush=True)
        time.sleep(float(sys.argv[2]))

    model = made()
    history = train(model, callbacks=[After(3, wait)])
    print(history.stopped, [w.tobytes().hex() for w in model.weights])
""")


def started(patience):
    here = os.path.dirname(__file__)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, here, str(patience)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_ctrl_c_in_a_terminal_keeps_what_was_learned():
    with started(0) as process:
        assert process.stdout.readline() == "training\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    expected = made()
    history = train(expected, callbacks=[After(3, stop)])
    weights = [w.tobytes().hex() for w in expected.weights]
    assert (out, err) == (f"heard\n{history.stopped} {weights}\n", "")
    assert process.returncode == 0


def test_the_second_ctrl_c_in_a_terminal_ends_the_program():
    with started(60) as process:
        began = time.monotonic()
        for line in ("training\n", "heard\n"):
            assert process.stdout.readline() == line
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=50)
    assert err.endswith("KeyboardInterrupt\n")
    assert process.returncode == -signal.SIGINT
    assert time.monotonic() - began < 60
