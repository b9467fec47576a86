"""What may listen in on a training."""

import math
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from cnnnotes import _check, browser

if TYPE_CHECKING:
    from cnnnotes.nn.model import Sequential


class Callback:
    """Listens to `fit`. `model`, `epochs` and `batches` (in an epoch) are set before it begins.

    `logs` holds the running means over the epoch: `loss`, `accuracy`; at an epoch's end also
    `val_loss` and `val_accuracy` if there is validation data.
    """

    model: "Sequential"
    epochs = 0
    batches = 0

    def on_train_begin(self) -> None: ...
    def on_epoch_begin(self, epoch: int) -> None: ...
    def on_batch_end(self, batch: int, logs: dict[str, float]) -> None: ...
    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None: ...
    def on_train_end(self) -> None: ...


class History(Callback):
    """What `fit` returns: `history`, a dict of lists with one number for each whole epoch.

    `stopped` is None, or the (epoch, batch) after which the training was stopped before its end;
    `images` is how many it saw, and `seconds` how long they took, without validation.
    """

    def __init__(self) -> None:
        self.history: dict[str, list[float]] = {}
        self.stopped: tuple[int, int] | None = None
        self.images, self.seconds = 0, 0.0

    def on_epoch_begin(self, epoch: int) -> None:
        self._before, self._began = self.seconds, time.perf_counter()

    def on_batch_end(self, batch: int, logs: dict[str, float]) -> None:
        self.seconds = self._before + time.perf_counter() - self._began

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        for name, value in logs.items():
            self.history.setdefault(name, []).append(float(value))


class EarlyStopping(Callback):
    """Stop when the model gets no better any more.

    `best_epoch` tells, from 0, when it was best.

    - `monitor`: what is watched, one of the epoch's `logs`; a loss is to fall, an accuracy to rise.
    - `patience`: how many epochs in a row may be no better than the best before them.
    - `restore_best_weights`: whether the model then goes back to its best epoch.
    """

    def __init__(
        self, monitor: str = "val_loss", patience: int = 1, restore_best_weights: bool = False
    ) -> None:
        self.monitor, self.restore_best_weights = monitor, restore_best_weights
        self.patience = _check.integer("patience", patience, 1)

    def on_train_begin(self) -> None:
        self.best, self.best_epoch = math.inf, 0
        self._kept: list[np.ndarray] = []

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        if self.monitor not in logs:
            raise ValueError(f"monitor must be one of {', '.join(logs)}, got {self.monitor!r}")
        cost = -logs[self.monitor] if "accuracy" in self.monitor else logs[self.monitor]
        if cost < self.best:
            self.best, self.best_epoch = cost, epoch
            self._kept = [array.copy() for array in self.model.arrays().values()]
        elif epoch - self.best_epoch >= self.patience:
            self.model.stop_training = True

    def on_train_end(self) -> None:
        if self.restore_best_weights and self._kept:
            for array, kept in zip(self.model.arrays().values(), self._kept, strict=True):
                array[...] = kept


class Progress(Callback):
    """A progress bar, in a terminal or a notebook; in 80 columns nothing of it is cut off."""

    def on_train_begin(self) -> None:
        if browser.HERE:  # tqdm does not know its notebook, and would watch its bars from a thread
            from tqdm.notebook import tqdm

            tqdm.monitor_interval = 0
        else:
            from tqdm.auto import tqdm

        # A log file is no place for a bar that redraws itself; a notebook is one.
        in_notebook = browser.HERE or "ipykernel" in sys.modules
        hidden = not in_notebook and not sys.stderr.isatty()
        form = "{desc} |{bar}| {elapsed}<{remaining}{postfix}"
        total = self.epochs * self.batches
        # With dynamic_ncols it wraps in a narrow notebook; its last numbers were cut off there.
        self._bar = tqdm(total=total, bar_format=form, disable=hidden, dynamic_ncols=True)
        self._validation: dict[str, float] = {}
        self._left = self.epochs * self.batches

    def on_epoch_begin(self, epoch: int) -> None:
        self._bar.set_description_str(f"epoch {epoch + 1}/{self.epochs}", refresh=False)

    def on_batch_end(self, batch: int, logs: dict[str, float]) -> None:
        self._bar.set_postfix_str(self._shown(logs | self._validation), refresh=False)
        self._bar.update()
        self._left -= 1

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        self._validation = {name: value for name, value in logs.items() if name.startswith("val_")}
        self._bar.set_postfix_str(self._shown(logs))

    def on_train_end(self) -> None:
        if self._left and self.model.stop_training:
            self._bar.set_description_str(self._bar.desc.replace("epoch", "stopped at"))
        self._bar.close()

    @staticmethod
    def _shown(logs: dict[str, float]) -> str:
        return " ".join(f"{name}={value:.4f}" for name, value in logs.items() if name != "val_loss")
