"""A training in the background: it can be paused, resumed, stopped, and read at any moment."""

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from cnnnotes import browser, nn
from cnnnotes.nn import Callback

FRAME = 0.25  # seconds from one picture to the next, at least
SHARE = 1 / 16  # of the time, that pictures may take from the training
MEASURED = ("loss", "accuracy", "val_loss", "val_accuracy")
POINTS, IMAGES = 20, 500  # at most so many points of a curve in an epoch, each of so many images

OPTIMIZERS: dict[str, Callable[[float], Any]] = {
    "adam": nn.Adam,
    "rmsprop": nn.RMSprop,
    "momentum": lambda rate: nn.SGD(rate, momentum=0.9),
    "sgd": nn.SGD,
}


class Run(Callback):
    """One training of `model`, with its `curves`; `state` says at any moment how far it is.

    `name` and `settings` tell it from others. `show()` is called from the training when there is
    something new to see: at most a few times a second, and whenever the training is paused, goes
    on or ends.
    """

    def __init__(
        self, name: str, model: nn.Sequential, settings: dict[str, Any], show: Callable[[], Any]
    ):
        self.name, self.model, self.settings, self._show = name, model, settings, show
        self.curves: dict[str, list] = {name: [] for name in MEASURED}
        self.state: dict[str, Any] = {"epoch": 0, "step": 0, "done": 0.0}
        self.state |= dict.fromkeys(MEASURED)
        self.error: Exception | None = None
        self._going, self._held, self._ending = True, False, False
        self._next_frame = 0.0
        self._become("ready")

    def start(self, x: np.ndarray, y: np.ndarray, *, batch_size: int, **how: Any) -> None:
        """Begin to train, in the background, as `fit` does."""
        self._images, self._batch_size = len(x), batch_size
        how |= {"batch_size": batch_size, "callbacks": [self], "verbose": 0}
        self._training = browser.Background(lambda: self._train(x, y, **how))
        self.resume()
        self._become("running")
        self._training.start()

    def pause(self) -> None:
        """Wait after the current batch, until `resume` or `stop`."""
        self._going = False

    def resume(self) -> None:
        """Go on from where it was paused."""
        self._held = False
        self._going = True

    def stop(self) -> None:
        """End after the current batch; what was learned until then stays."""
        self._ending = self.alive
        self.resume()

    def wait(self, timeout: float = math.inf) -> None:
        """Return when it has ended or is paused, or after `timeout` seconds."""
        until = time.monotonic() + timeout
        while self.alive and not self._held and time.monotonic() < until:
            if not self._training.wait(0.02):
                return

    @property
    def alive(self) -> bool:
        """Whether it has begun and not yet ended."""
        return self.state["status"] != "ready" and self._training.is_alive()

    def _train(self, x, y, **how):
        try:
            history = self.model.fit(x, y, **how)
            self._become("stopped" if history.stopped else "finished")
        except Exception as error:  # else it would be lost with its thread
            self.error = error
            self._become("failed")
        self._show()

    def _become(self, status):
        self.state |= {"status": status, "running": status == "running"}

    def on_epoch_begin(self, epoch: int) -> None:
        self._drawn, self._sums = 0, {"loss": 0.0, "accuracy": 0.0}

    def on_batch_end(self, batch: int, logs: dict[str, float]) -> None:
        if not math.isfinite(logs["loss"]):
            raise FloatingPointError(
                "the loss is no longer a finite number; a smaller learning rate usually cures it"
            )
        step = batch + 1
        epochs_done = self.state["epoch"] + step / self.batches
        self.state |= {"step": step, "done": epochs_done / self.epochs, **logs}
        points = min(POINTS, -(-self._images // IMAGES), self.batches)
        if step * points // self.batches > batch * points // self.batches:
            self._add_point(epochs_done, min(step * self._batch_size, self._images), logs)
        self._frame()
        browser.give_way()
        if not self._going:
            self._become("paused")
            self._show()
            self._held = True
            while not self._going and browser.give_way(0.02):
                pass
            self._become("running")
            self._show()
        self.model.stop_training |= self._ending

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        self.state |= {"epoch": epoch + 1, **logs}
        for name in ("val_loss", "val_accuracy"):
            self.curves[name].append((epoch + 1, float(logs[name])))
        self._frame()

    def _add_point(self, epochs_done, seen, logs):
        # `logs` are means over the epoch so far, a point is the mean since the last point.
        for name, before in self._sums.items():
            self._sums[name] = logs[name] * seen
            since = (self._sums[name] - before) / (seen - self._drawn)
            self.curves[name].append((epochs_done, float(since)))
        self._drawn = seen

    def _frame(self):
        began = time.perf_counter()
        if began >= self._next_frame:
            self._show()
            ended = time.perf_counter()
            # A slow machine gets fewer pictures, not slower training.
            self._next_frame = ended + max(FRAME, (ended - began) / SHARE)


def network(
    image: tuple[int, ...], classes: int, settings: dict[str, Any], seed: int
) -> nn.Sequential:
    """Return the course's convnet, with other sizes: 32 filters of 3 make the reference model."""
    filters, rate = settings["filters"], settings["dropout"]
    model = nn.Sequential(
        [
            nn.Input(image),
            nn.Conv2D(filters, settings["kernel_size"], activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(2 * filters, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(4 * filters, 3, activation="relu"),
            nn.Flatten(),
            *([nn.Dropout(rate)] if rate else []),
            nn.Dense(classes, activation="softmax"),
        ],
        seed=seed,
    )
    model.compile(OPTIMIZERS[settings["optimizer"]](settings["learning_rate"]))
    return model
