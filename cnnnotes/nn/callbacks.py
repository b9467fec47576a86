"""What may listen in on a training."""

import math
import sys
import time

from cnnnotes import _check


class Callback:
    """Listens to `fit`. `model`, `epochs` and `batches` (in an epoch) are set before it begins.

    `logs` holds the running means over the epoch: `loss`, `accuracy`; at an epoch's end also
    `val_loss` and `val_accuracy` if there is validation data.
    """

    model, epochs, batches = None, 0, 0

    def on_train_begin(self): ...
    def on_epoch_begin(self, epoch): ...
    def on_batch_end(self, batch, logs): ...
    def on_epoch_end(self, epoch, logs): ...
    def on_train_end(self): ...


class History(Callback):
    """What `fit` returns: `history`, a dict of lists with one number for each whole epoch.

    `stopped` is None, or the (epoch, batch) after which the training was stopped; `images` is how
    many it saw, and `seconds` how long they took, without validation.
    """

    def __init__(self):
        self.history: dict[str, list[float]] = {}
        self.stopped: tuple[int, int] | None = None
        self.images, self.seconds = 0, 0.0

    def on_epoch_begin(self, epoch):
        self._before, self._began = self.seconds, time.perf_counter()

    def on_batch_end(self, batch, logs):
        self.seconds = self._before + time.perf_counter() - self._began

    def on_epoch_end(self, epoch, logs):
        for name, value in logs.items():
            self.history.setdefault(name, []).append(float(value))


class EarlyStopping(Callback):
    """Stop after `patience` epochs in a row in which `monitor` got no better than its best.

    `monitor` is one of the epoch's `logs`; a loss is to fall, an accuracy to rise. `best_epoch`
    tells, from 0, when it was best; with `restore_best_weights` the model goes back there.
    """

    def __init__(self, monitor="val_loss", patience=1, restore_best_weights=False):
        self.monitor, self.restore_best_weights = monitor, restore_best_weights
        self.patience = _check.integer("patience", patience, 1)

    def on_train_begin(self):
        self.best, self.best_epoch, self._kept = math.inf, 0, []

    def on_epoch_end(self, epoch, logs):
        if self.monitor not in logs:
            raise ValueError(f"monitor must be one of {', '.join(logs)}, got {self.monitor!r}")
        cost = -logs[self.monitor] if "accuracy" in self.monitor else logs[self.monitor]
        if cost < self.best:
            self.best, self.best_epoch = cost, epoch
            self._kept = [array.copy() for array in self._arrays()]
        elif epoch - self.best_epoch >= self.patience:
            self.model.stop_training = True

    def on_train_end(self):
        if self.restore_best_weights and self._kept:
            for array, kept in zip(self._arrays(), self._kept, strict=True):
                array[...] = kept

    def _arrays(self):
        return [a for layer in self.model.layers for a in (layer.weights | layer.moving).values()]


class Progress(Callback):
    """A progress bar, in a terminal or a notebook."""

    def on_train_begin(self):
        from tqdm.auto import tqdm

        # A log file is no place for a bar that redraws itself; a notebook is one.
        hidden = "ipykernel" not in sys.modules and not sys.stderr.isatty()
        self._bar = tqdm(total=self.epochs * self.batches, unit="batch", disable=hidden)
        self._validation = {}

    def on_epoch_begin(self, epoch):
        self._bar.set_description(f"epoch {epoch + 1}/{self.epochs}", refresh=False)

    def on_batch_end(self, batch, logs):
        self._bar.set_postfix(self._shown(logs | self._validation), refresh=False)
        self._bar.update()

    def on_epoch_end(self, epoch, logs):
        self._validation = {name: value for name, value in logs.items() if name.startswith("val_")}
        self._bar.set_postfix(self._shown(logs))

    def on_train_end(self):
        if self.model.stop_training:
            self._bar.set_description(self._bar.desc.rstrip(": ") + ", stopped")
        self._bar.close()

    @staticmethod
    def _shown(logs):
        return {name: f"{value:.4f}" for name, value in logs.items()}
